"""`crmdesk admin import` as a script meets it: JSON on stdout, words on stderr, files beside."""

from pathlib import Path

import pytest

from tests.exchange.desk import Desk
from tests.support.processes import Answer, run


class Shell:
    """A folder with a recipe, its files and a centre, where the command runs as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "files").mkdir()
        self.desk = Desk(folder / "files")
        assert self.admin("org", "init", "Acme").code == 0

    def admin(self, *words: str) -> Answer:
        return run("admin", "--data", "centre", *words, expect=None)

    def run(self, *options: str) -> Answer:
        return self.admin("import", "files/small.toml", "files", *options)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path)


def figures(answer: Answer) -> dict[str, dict[str, int]]:
    return {line.pop("type"): line for line in answer.lines}


def test_a_dry_run_prints_the_counts_of_the_run_and_leaves_no_file(shell: Shell) -> None:
    dry = shell.run("--dry-run", "--json")
    assert sorted(path.name for path in shell.folder.iterdir()) == ["centre", "files"]
    real = shell.run("--json")
    assert (dry.code, real.code, dry.out) == (0, 0, real.out)
    assert figures(real)["opportunity"] == {
        "read": 2, "created": 2, "updated": 0, "unchanged": 0, "rejected": 0, "reported": 1,
    }  # fmt: skip
    assert figures(shell.run("--json"))["opportunity"]["unchanged"] == 2


def test_rejects_lie_in_a_new_folder_each_time(shell: Shell) -> None:
    shell.desk.append("deals.csv", "D3,Acme,Nobody,Open,,")
    assert "small-rejects/deals.csv" in shell.run().err
    assert "small-rejects-2/deals.csv" in shell.run().err


def test_a_file_that_is_no_table_is_said_in_one_line(shell: Shell) -> None:
    (shell.desk.folder / "deals.csv").write_bytes(b"PK\x03\x04")
    failed = shell.run()
    assert (failed.code, failed.out) == (2, b"")
    assert "deals.csv is an Excel workbook" in failed.err
    assert len(failed.err.splitlines()) == 1
