"""`crmdesk admin import` as a script meets it: JSON on stdout, words on stderr, files beside."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.desk import Desk


class Shell:
    """A folder with a recipe, its files and a centre, and the command as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "files").mkdir()
        self.desk = Desk(folder / "files")
        assert self.admin("org", "init", "Acme").returncode == 0

    def admin(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "crmdesk", "admin", "--data", "centre", *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, *options: str) -> "subprocess.CompletedProcess[str]":
        return self.admin("import", "files/small.toml", "files", *options)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def figures(output: str) -> dict[str, dict[str, int]]:
    lines = [json.loads(line) for line in output.splitlines()]
    return {line.pop("type"): line for line in lines}


def test_a_dry_run_prints_the_counts_of_the_run_and_leaves_no_file(shell: Shell) -> None:
    dry = shell.run("--dry-run", "--json")
    assert sorted(path.name for path in shell.folder.iterdir()) == ["centre", "files"]
    run = shell.run("--json")
    assert (dry.returncode, run.returncode, dry.stdout) == (0, 0, run.stdout)
    assert figures(run.stdout)["opportunity"] == {
        "read": 2, "created": 2, "updated": 0, "unchanged": 0, "rejected": 0, "reported": 1,
    }  # fmt: skip
    assert figures(shell.run("--json").stdout)["opportunity"]["unchanged"] == 2


def test_rejects_lie_in_a_new_folder_each_time(shell: Shell) -> None:
    shell.desk.append("deals.csv", "D3,Acme,Nobody,Open,,")
    assert "small-rejects/deals.csv" in shell.run().stderr
    assert "small-rejects-2/deals.csv" in shell.run().stderr


def test_a_file_that_is_no_table_is_said_in_one_line(shell: Shell) -> None:
    (shell.desk.folder / "deals.csv").write_bytes(b"PK\x03\x04")
    failed = shell.run()
    assert (failed.returncode, failed.stdout) == (2, "")
    assert "deals.csv is an Excel workbook" in failed.stderr
    assert len(failed.stderr.splitlines()) == 1
