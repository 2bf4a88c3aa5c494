"""The law of storage, at the k-th call of every kind: never a clean end with fewer edits than were acknowledged."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crmdesk.domain import edits
from crmdesk.domain.errors import UserError
from crmdesk.store.replica import Replica
from tests.faults.forked import (
    EVERY,
    FAIL,
    KILL,
    MISSING,
    NAME,
    OPEN,
    READ,
    SYNC,
    TEAR,
    WRITE,
    Ended,
    Fault,
    Fork,
)
from tests.store.desk import KEY, Clock, Desk, ids

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING or "faults")

EDITS = 5
STEP = 31
"""Of the calls, every so manieth is tried in a normal run; all of them in the long one."""


@dataclass(frozen=True)
class Case:
    """A kind of fault, and whether the process can know of it."""

    name: str
    kinds: int
    action: int = FAIL
    error: int = 0
    for_good: bool = False

    def at(self, number: int, below: Path) -> Fault:
        return Fault(self.kinds, number, below, self.action, self.error, self.for_good)


CASES = (
    Case("the disk is full from then on", WRITE, error=errno.ENOSPC, for_good=True),
    Case("one write finds no room", WRITE, error=errno.ENOSPC),
    Case("one write fails", WRITE, error=errno.EIO),
    Case("the file system turns read-only", WRITE | NAME, error=errno.EROFS, for_good=True),
    Case("one fsync fails", SYNC, error=errno.EIO),
    Case("every fsync fails from then on", SYNC, error=errno.EIO, for_good=True),
    Case("one read fails", READ, error=errno.EIO),
    Case("every read fails from then on", READ, error=errno.EIO, for_good=True),
    Case("no more files can be opened", OPEN, error=errno.EMFILE, for_good=True),
    Case("killed at any call", EVERY, KILL),
    Case("killed in the middle of a write", WRITE, TEAR),
)


@pytest.fixture(scope="module")
def fork() -> Iterator[Fork]:
    with Fork() as made:
        yield made


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with edits, and its key beside it."""
    folder = tmp_path_factory.mktemp("prepared")
    desk = Desk(folder / "profile")
    desk.synced()
    for number in range(3):
        desk.create("account", name=f"Before {number}", description="long " * 900)
    desk.replica.close()
    (folder / "key").write_text(KEY.hex())
    return folder


class Trial:
    """One copy of the profile, and what happens to it."""

    def __init__(self, fork: Fork, prepared: Path, folder: Path) -> None:
        shutil.copytree(prepared, folder)
        self._fork = fork
        self.folder = folder
        self.profile = folder / "profile"

    def run(self, *words: str | Path, fault: Fault | None = None, stdin: bytes = b"") -> Ended:
        shared = ("client", "--profile", self.profile, "--key-file", self.folder / "key", "--json")
        return self._fork.run(*shared, *words, fault=fault, stdin=stdin)

    def save(self, fault: Fault) -> Ended:
        lines = [
            {"op": "create", "type": "account", "fields": {"name": f"New {n}", "description": "x" * 900 * n}}
            for n in range(EDITS)
        ]
        return self.run(
            "batch", "-", fault=fault, stdin=b"".join(json.dumps(one).encode() + b"\n" for one in lines)
        )

    def saved(self) -> set[str]:
        """The edits that are there when all is well again."""
        replica = Replica.open(self.profile, KEY, now=Clock(), new_id=ids())
        try:
            found = replica.verify()
            assert found.sound, found.faults
            return {mutation.op_id for _, mutation in replica.pending_ops()}
        finally:
            replica.close()

    def close(self) -> None:
        shutil.rmtree(self.folder)


def acknowledged(ended: Ended) -> list[str]:
    return [line["op_id"] for line in ended.lines if line.get("ok")]


def hold(case: Case, fork: Fork, prepared: Path, folder: Path, step: int) -> int:
    """Strikes at every `step`-th call until a run is past all of them; gives how many faults there were."""
    at, struck = 1 + step // 2, 0
    before = Trial(fork, prepared, folder / "before")
    first = before.saved()
    before.close()
    while True:
        trial = Trial(fork, prepared, folder / f"trial-{at}")
        ended = trial.save(case.at(at, trial.profile))
        said = acknowledged(ended)
        where = f"{case.name}, call {at}: {ended}"
        assert "Traceback" not in ended.err, where
        assert ended.code in ((-9,) if case.action != FAIL and ended.calls >= at else (0, 2, 13)), where
        if ended.code == 0:
            assert len(said) == EDITS, where
        there = trial.saved()
        assert first | set(said) <= there, where
        assert len(there) <= len(first) + EDITS, where
        trial.close()
        if ended.calls < at:
            return struck
        struck += 1
        at += step


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_acknowledged_edit_is_lost_when(case: Case, fork: Fork, prepared: Path, tmp_path: Path) -> None:
    # There are few calls of some kinds: two faults of each at least.
    step = STEP if case.kinds & (WRITE | READ) else 3
    assert hold(case, fork, prepared, tmp_path, step) > 0


@pytest.mark.long
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_acknowledged_edit_is_lost_at_any_call_when(
    case: Case, fork: Fork, prepared: Path, tmp_path: Path
) -> None:
    assert hold(case, fork, prepared, tmp_path, 1) > 1


def test_reading_goes_on_while_the_disk_is_full(fork: Fork, prepared: Path, tmp_path: Path) -> None:
    trial = Trial(fork, prepared, tmp_path / "trial")
    ended = trial.run("list", "account", fault=CASES[0].at(1, trial.profile / "replica.db"))
    assert ended.code in (0, 13), ended


def test_a_profile_whose_folder_is_removed_while_it_is_open_is_not_said_to_be_saved(
    prepared: Path, tmp_path: Path
) -> None:
    """The files are still open and take what is written; nobody will ever find them again."""
    folder = tmp_path / "profile"
    shutil.copytree(prepared / "profile", folder)
    replica = Replica.open(folder, KEY, now=Clock(), new_id=ids(3))
    author = replica.author()
    shutil.rmtree(folder)
    with pytest.raises(UserError) as raised:
        replica.commit(edits.create(author, "account", {"name": "Nowhere"}))
    assert raised.value.exit_code == 13
    replica.close()


def test_a_lock_that_a_killed_process_left_keeps_nobody_out(
    fork: Fork, prepared: Path, tmp_path: Path
) -> None:
    trial = Trial(fork, prepared, tmp_path / "trial")
    case = replace(CASES[-1], kinds=EVERY, action=KILL)
    assert trial.save(case.at(60, trial.profile)).code == -9
    assert (trial.profile / "lock").read_text() != ""
    assert trial.run("status").code == 0
