"""Asks before a window closes over a cell that cannot be saved as it is, since what is typed there would go with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crmdesk.ui.widgets import ToastStack
from crmdesk.ui.widgets.cell_editor import CellEditor


def held_cell(window: QWidget) -> CellEditor | None:
    """A cell of the window that holds what cannot be saved, on whichever of its pages."""
    return next((each for each in window.findChildren(CellEditor) if each.held), None)


def ask(cell: CellEditor, toasts: ToastStack, close: Callable[[], object]) -> None:
    """Bring the keyboard to the cell and say why the window stays. `close` it is what the answer may do."""

    def close_without() -> None:
        if isValid(cell):
            cell.give_up()
        close()

    cell.window().raise_()
    cell.activateWindow()
    cell.setFocus()
    cell.show_problem()
    said = QCoreApplication.translate(
        "HeldCells", "A cell cannot be saved as it is. Correct it, or press Esc to leave it as it was."
    )
    without = QCoreApplication.translate("HeldCells", "Close without it")
    toasts.show_toast(said, "problem", without, close_without)
