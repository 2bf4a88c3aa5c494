"""While thousands of rows are checked, saved and taken back, no turn of the window's loop stands still."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crmdesk.ui.importing.page import ImportPage
from tests.support.walking import BESIDE_OTHERS, Walk, caught


def _list(folder: Path, rows: int) -> Path:
    path = folder / "many.csv"
    lines = (f"Person {n},p{n}@many.example,010-1234-{n:04d},Firm {n % 50},Buyer\n" for n in range(rows))
    path.write_text("Name,E-mail,Phone,Company,Job title\n" + "".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("rows", [500, pytest.param(5_000, marks=pytest.mark.long)])
def test_the_window_answers_while_rows_are_checked_saved_and_taken_back(
    page: ImportPage, qapp: QApplication, tmp_path: Path, rows: int
) -> None:
    session = page.session
    walk = Walk(qapp, lambda: bool(session.doing), limit=BESIDE_OTHERS)
    told: list[tuple[int, int]] = []
    session.progressed.connect(lambda done, total: told.append((done, total)))
    with caught(walk):
        walk.do("file", partial(session.choose, _list(tmp_path, rows)), lambda: page.step is page.preview)
        walk.do("columns", page.go_on)
        walk.do("check", page.go_on, lambda: page.step is page.check)
        assert told[-1] == (rows, rows)
        walk.do("run", page.go_on, lambda: page.step is page.result)
        assert session.state.result is not None
        assert session.state.result.created == rows
        walk.do("undo", session.undo, lambda: session.state.undone is not None)
    assert told[-1] == (rows + 50, rows + 50)
    assert session.state.undone is not None
    assert session.state.undone.deleted == rows + 50
    walk.report()
