"""The page in place of everything when the profile cannot be opened: what happened, what to do, try again.

Where the files are damaged it also offers to build the replica anew and to save what can be read; how, it is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from crmdesk.domain.errors import UserError
from crmdesk.ui.accessible import say_aloud
from crmdesk.ui.faults import fault_rest, fault_title
from crmdesk.ui.frame import Page
from crmdesk.ui.mender import Mender
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, EmptyState, Label, WorkRow

RESCUE_FILE = "edits.jsonl"
_WIDTH, _BELOW = 480, 64
"""Pixels of the line that says how far it is, and what is free below it."""


@dataclass(frozen=True, slots=True)
class Mending:
    """What can be done about a damaged replica, and where it leads."""

    mender: Mender
    rebuilt: Callable[[], object]
    """The replica was built anew: the profile can be opened."""
    failed: Callable[[UserError], object]
    """It was not, and this is why."""
    losing: bool = False
    """Whether edits were found to be missing: building anew goes on without them."""


def own_fault() -> UserError:
    """What is said where the program itself is at fault that a profile does not open."""
    return UserError(
        "CRMDesk could not be opened",
        "something in the program failed, and what was saved is safe",
        "try again; if it fails again, give the report to whoever looks after CRMDesk for you",
        "program_fault",
    )


class TroublePage(Retranslates, Page):
    """Says one fault in its own words. `again` tries once more; it is called after the page is left standing."""

    def __init__(self, error: UserError, again: Callable[[], object], mending: Mending | None = None) -> None:
        super().__init__()
        self._error = error
        self._mending = mending
        self._said: Callable[[], str] = str
        self.head.hide()
        self.state = EmptyState("warning")
        self.state.action.connect(again)
        self.body.addWidget(self.state)
        # Where going on costs edits, saving them is what is proposed.
        losing = mending is not None and mending.losing
        self.rebuild = Button(kind="danger" if losing else "primary")
        self.save = Button(kind="primary" if losing else "plain")
        self.told = Label(tone="muted", wrap=True)
        self.work = WorkRow()
        self.work.setFixedWidth(_WIDTH)
        self.setFocusProxy(self.state.button)
        if mending is not None:
            self._offer(mending)
            self.setFocusProxy(self.save if losing else self.rebuild)
        self.retranslate()

    def _offer(self, mending: Mending) -> None:
        self.state.button.set_kind("plain")
        first, second = (self.save, self.rebuild) if mending.losing else (self.rebuild, self.save)
        self.state.offer(first, second)
        QWidget.setTabOrder(first, second)
        QWidget.setTabOrder(second, self.state.button)
        self.body.addWidget(self.work, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(_BELOW)
        self.state.set_foot(self.told)
        self.work.cancelled.connect(mending.mender.stop)
        mending.mender.progressed.connect(self.work.show_progress)
        self.rebuild.clicked.connect(lambda: self._rebuild(mending))
        self.save.clicked.connect(lambda: self._ask_where(mending))

    def _begin(self, said: Callable[[], str]) -> None:
        """Say what is under way, and let nothing else be begun."""
        self._say(said)
        self._let(act=False)
        self.work.begin(said(), focus=True)

    def _say(self, said: Callable[[], str]) -> None:
        self._said = said
        self._let(act=True)
        if self.work.end():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        say_aloud(self, said())

    def _let(self, *, act: bool) -> None:
        for button in (self.rebuild, self.save, self.state.button):
            button.setEnabled(act)
        self.retranslate()

    def _rebuild(self, mending: Mending) -> None:
        def failed(error: UserError) -> None:
            self._say(str)
            mending.failed(error)

        self._begin(
            lambda: self.tr(
                "Rebuilding the replica. This may take a minute; nothing that was saved gets lost."
            )
        )
        mending.mender.rebuild(
            accept_loss=mending.losing, done=mending.rebuilt, failed=failed, stopped=self._on_stopped
        )

    def _on_stopped(self) -> None:
        self._say(lambda: self.tr("Cancelled. Nothing was changed, and no file was written."))

    def escape(self) -> bool:
        """What is under way is left off."""
        if self.work.isHidden() or self._mending is None:
            return False
        self._mending.mender.stop()
        return True

    def _ask_where(self, mending: Mending) -> None:
        dialog = QFileDialog(self, self.tr("Save what can be read"), RESCUE_FILE)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self._rescue(mending, Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _rescue(self, mending: Mending, out: Path) -> None:
        self._begin(lambda: self.tr("Reading every edit that was saved…"))
        mending.mender.rescue(
            out,
            done=lambda number: self._say(
                lambda: self.tr("%n edit(s) are in the file. It can be read by whoever has it.", "", number)
            ),
            failed=lambda fault: self._say(lambda: f"{fault_title(fault)}. {fault_rest(fault)}"),
            stopped=self._on_stopped,
        )

    def retranslate(self) -> None:
        title = fault_title(self._error)
        self.state.set_texts(title, fault_rest(self._error), self.tr("Try again"))
        losing = self._mending is not None and self._mending.losing
        self.rebuild.setText(self.tr("Rebuild without them") if losing else self.tr("Rebuild"))
        self.save.setText(self.tr("Save what can be read…"))
        self.told.setText(self._said() or (self._cost() if losing else self._promise()))
        self.setAccessibleName(title)

    def _promise(self) -> str:
        return self.tr(
            "Rebuilding keeps every edit that was saved and takes the records from the server again."
            " If an edit cannot be read, you are asked first. The damaged files are kept."
        )

    def _cost(self) -> str:
        return self.tr(
            "Rebuilding goes on without the edits that are missing and takes the records from the server again."
            " All others, and the damaged files, are kept."
        )
