"""A file in place of a command is handed to the desktop by its whole path, however the system names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmdesk.cli.main import _whole_path


def test_a_file_is_named_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "거래처 목록.csv"
    assert _whole_path("거래처 목록.csv") == str(table)
    assert _whole_path(str(table)) == str(table)
    assert _whole_path(table.as_uri()) == str(table)
