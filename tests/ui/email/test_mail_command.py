"""Logging an e-mail out of a file by its command: in the File menu, by its keys, on the cheat sheet, in the palette."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.importing.wiring import Importing
from crmdesk.ui.translations import Translator


def test_an_email_is_chosen_by_a_command_and_becomes_the_form_of_one(
    qapp: QApplication, desk: Desk, translator: Translator, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), translator)
    importing = Importing(desk, window)
    action = window.menus.action("log-mail")
    assert (action.text(), action.shortcut().toString()) == ("Log an e-mail from a file…", "Ctrl+Shift+E")
    assert ("Log an e-mail from a file…", "Ctrl+Shift+E") in dict(window.menus.groups())["File"]
    action.trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.nameFilters()[0] == "E-mails (*.eml)"
    file = tmp_path / "offer.eml"
    file.write_bytes(b"From: stranger@elsewhere.example\nSubject: Prices\n\nAs agreed.")
    with qtbot.waitSignal(desk.form_requested) as asked:
        dialog.fileSelected.emit(str(file))
    assert (asked.args[0].type, asked.args[0].values["subject"]) == ("email", "Prices")
    dialog.close()
    importing.close()
    window.deleteLater()
