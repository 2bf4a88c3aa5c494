"""The question what becomes of an account that a file names and that is not here yet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.exchange.incoming.survey import Missing
from crmdesk.ui.importing.parts import Choose
from crmdesk.ui.importing.session import ImportSession

_WIDTH = 420


def missing_choice(session: ImportSession) -> Choose:
    """The list that asks."""
    choose = Choose(lambda key: session.set_missing(Missing(key)))
    choose.setMaximumWidth(_WIDTH)
    return choose


def offer_missing(choose: Choose, current: Missing) -> None:
    """Say the question and its answers."""
    choose.offer(
        QCoreApplication.translate("Import", "An account that is not here yet"),
        [
            (Missing.MAKE.value, QCoreApplication.translate("Import", "is created")),
            (Missing.LEAVE.value, QCoreApplication.translate("Import", "is left empty")),
            (Missing.REJECT.value, QCoreApplication.translate("Import", "rejects the row")),
        ],
        current.value,
    )
