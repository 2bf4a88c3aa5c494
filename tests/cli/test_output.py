"""Where results go: a pipe that is closed, a disk that is full, a terminal that knows fewer signs than Unicode."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.headless import Client, made
from tests.support.centre import RunningCentre
from tests.support.processes import COMMAND, TIMEOUT


@contextmanager
def nobody_reading() -> Iterator[int]:
    """The end to write to of a pipe that nobody reads any more, as behind `| head -1`."""
    read, write = os.pipe()
    os.close(read)
    try:
        yield write
    finally:
        os.close(write)


def ended(*words: str | Path, stdout: int, **environment: str) -> tuple[int, str]:
    """Exit code and stderr of `crmdesk client` with this stdout."""
    done = subprocess.run(
        [*COMMAND, "client", *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        timeout=TIMEOUT,
        check=False,
        text=True,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("form", ["--json", "--key-file=unused"])
def test_whoever_has_read_enough_is_no_fault(form: str) -> None:
    with nobody_reading() as pipe:
        assert ended(form, "types", stdout=pipe) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("form", ["--json", "--key-file=unused"])
def test_output_that_cannot_be_written_is_said(form: str) -> None:
    with open("/dev/full", "wb") as full:
        code, said = ended(form, "types", stdout=full.fileno())
    assert code == 13
    assert said == "The output cannot be written. No space left on device. what was saved stays saved\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes stdout")
@pytest.mark.parametrize("form", ["--json", "--key-file=unused"])
def test_closed_output_is_said(form: str) -> None:
    words = ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "client", form, "types"]
    done = subprocess.run(words, stderr=subprocess.PIPE, timeout=TIMEOUT, check=False, text=True)
    assert done.returncode == 13
    assert done.stderr.startswith("The output cannot be written")


def test_signs_that_the_terminal_lacks_are_replaced(signed_in: Client, profile: Path, tmp_path: Path) -> None:
    made(signed_in, "account", "name=한국 Café")
    with open(tmp_path / "out", "wb") as out:
        code, said = ended(
            "--profile", profile, "list", "account", stdout=out.fileno(), PYTHONIOENCODING="latin-1"
        )
    assert (code, said) == (0, "")
    assert "?? Café" in (tmp_path / "out").read_text("latin-1")


def test_batch_ends_where_nobody_reads_what_it_acknowledges(
    signed_in: Client, profile: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"op":"create","type":"task","fields":{"subject":"Call back"}}\n' * 3)
    with nobody_reading() as pipe:
        code, said = ended("--profile", profile, "batch", lines, stdout=pipe)
    assert code == 2
    assert said == "Nobody reads the acknowledgements any more: 1 line was saved, the others were not read.\n"
    assert signed_in("status").value["pending"] == 1


def test_sync_ends_with_its_own_code_where_nobody_reads(
    signed_in: Client, profile: Path, centre: RunningCentre
) -> None:
    centre.stop()
    with nobody_reading() as pipe:
        code, _ = ended("--profile", profile, "--json", "sync", stdout=pipe)
    assert code == 10
