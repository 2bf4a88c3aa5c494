"""The real window with the sample organisation, and a file to bring in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.importing.page import ImportPage
from crmdesk.ui.translations import Translator
from crmdesk.ui.workspace import Workspace


@pytest.fixture
def window(qapp: QApplication, desk: Desk, translator: Translator, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), translator)
    yield made
    made.deleteLater()


@pytest.fixture
def workspace(window: MainWindow, desk: Desk) -> Iterator[Workspace]:
    made = Workspace(window, desk, None)
    made.show_first()
    window.show()
    yield made
    made.close()
    window.hide()


@pytest.fixture
def page(workspace: Workspace, window: MainWindow) -> ImportPage:
    workspace.importing.open()
    shown = window.pages.currentWidget()
    assert isinstance(shown, ImportPage)
    return shown


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Three people of a Korean list, one of whom has no name, in the encoding of Korean Excel."""
    path = tmp_path / "거래처 담당자.csv"
    path.write_bytes(
        "성명,이메일,휴대폰,회사명,직책\r\n"
        "김민수,minsu@newfirm.example,010-1234-5678,새한물산,부장\r\n"
        ",nobody@newfirm.example,,새한물산,\r\n"
        "이지우,jiwoo@newfirm.example,010-8765-4321,새한물산,과장\r\n".encode("cp949")
    )
    return path
