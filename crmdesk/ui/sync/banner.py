"""The slim bar above every page while syncing cannot go on by itself, or while the first sync is still under way.

It never stands in the way: whatever it says, work goes on below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from crmdesk.store.status import Status
from crmdesk.sync.endings import Ending
from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks, say_aloud
from crmdesk.ui.desk import Desk
from crmdesk.ui.sync.words import progress_words
from crmdesk.ui.sync_state import SyncState
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconLabel, Label

if TYPE_CHECKING:
    from crmdesk.sync.effects import Progress

Matter = Literal["", "sign-in", "wiped", "update", "storage", "first", "first-offline"]


class SyncBanner(Speaks, Retranslates, QFrame):
    """Hidden as long as all is well."""

    spoken_role = Role.AlertMessage

    def __init__(self, desk: Desk, state: SyncState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state = state
        self.matter: Matter = ""
        self.setObjectName("syncBanner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(12)
        self._icon = IconLabel("lock", "warning_text")
        row.addWidget(self._icon)
        self.words = Label(wrap=True)
        row.addWidget(self.words, 1)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(240)
        row.addWidget(self.bar)
        self.button = Button()
        self.button.clicked.connect(self._act)
        row.addWidget(self.button)
        state.changed.connect(self._on_status)
        state.progressed.connect(self._on_progress)
        state.round_finished.connect(self._on_finished)
        theme.on_change(self._dress)
        self.hide()
        self.retranslate()

    def _dress(self) -> None:
        colors = theme.current().colors
        ground = "info_soft" if self.matter in ("first", "first-offline") else "warning_soft"
        self.setStyleSheet(
            f"#syncBanner {{ background: {colors[ground]}; border-bottom: 1px solid {colors['border']}; }}"
        )

    def retranslate(self) -> None:
        words = {
            "sign-in": self.tr(
                "Your session has ended. Work on: what you save is kept and goes out after signing in."
            ),
            "wiped": self.tr("This laptop was locked by your administrator and does not sync any more."),
            "update": self.tr("CRMDesk has to be updated before it can sync. Work on: nothing is lost."),
            "storage": self.tr("The disk of this laptop gives trouble. What was saved before is safe."),
            "first": self._progress_words(),
            "first-offline": self.tr(
                "The first sync goes on by itself as soon as the centre can be reached."
            ),
        }
        self.words.setText(words.get(self.matter, ""))
        self.button.setText(self.tr("Sign in again") if self.matter == "sign-in" else self.tr("Details"))
        self.setAccessibleName(self.words.text())

    def _progress_words(self) -> str:
        progress = self._state.progress
        if progress is None:
            return self.tr("Your records are on their way. You can start with what is here.")
        return self.tr("{0}. You can start with what is here.").format(progress_words(progress).rstrip("…"))

    def _on_status(self, status: Status) -> None:
        self._show(self._matter(status))

    def _matter(self, status: Status) -> Matter:
        if status.state == "sign-in":
            return "sign-in"
        if status.state == "wiped":
            return "wiped"
        if status.state in ("update", "storage"):
            return "update" if status.state == "update" else "storage"
        if status.epoch is None and self._state.can_sync:
            last = self._state.last_outcome
            if self._state.progress is None and last is not None and last.ending is Ending.OFFLINE:
                return "first-offline"
            return "first" if any(status.rows.values()) else ""  # before that, a page of its own shows it
        return ""

    def _on_progress(self, progress: Progress) -> None:
        if self.matter == "first-offline":
            self.matter = "first"
        if self.matter == "first":
            self.bar.setVisible(progress.total > 0)
            self.bar.setRange(0, max(1, progress.total))
            self.bar.setValue(progress.done)
            self.retranslate()

    def _on_finished(self, _: object) -> None:
        status = self._state.status
        if status is not None:
            self._show(self._matter(status))

    def _show(self, matter: Matter) -> None:
        changed = matter != self.matter
        self.matter = matter
        if matter != "first" or self._state.progress is None:
            self.bar.hide()
        icons = {"first": "sync", "first-offline": "offline", "sign-in": "lock", "wiped": "lock"}
        self._icon.set_icon(
            icons.get(matter, "warning"), "info_text" if matter == "first" else "warning_text"
        )
        self.button.setVisible(not matter.startswith("first"))
        self.retranslate()
        if changed:
            self._dress()
            say_aloud(self, self.words.full_text())
        self.setVisible(bool(matter))

    def _act(self) -> None:
        if self.matter == "sign-in":
            self._desk.sign_in_requested.emit()
        else:
            self._desk.sync_page_requested.emit()
