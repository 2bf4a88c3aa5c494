"""Owns the sync light: one line that says where the replica stands. Knows nothing of how syncing works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import say_aloud
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.pressing import pressed_by_enter

State = Literal["synced", "offline", "syncing", "attention", "signed_out", "never"]

_ICONS = {
    "synced": ("cloud-done", "success_text"),
    "offline": ("offline", "text_muted"),
    "syncing": ("sync", "accent_text"),
    "attention": ("conflict", "warning_text"),
    "signed_out": ("lock", "warning_text"),
    "never": ("sync", "text_muted"),
}

_CALM = {"synced", "syncing", "never"}
"""States that come and go all day: between them nothing is said aloud."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the light shows. `at` is the time of the last good round as people write it."""

    state: State = "never"
    at: str = ""
    pending: int = 0
    """Changes that the centre hasn't confirmed."""
    done: int = 0
    total: int = 0
    """Progress of a round; 0 of 0 when its size isn't known."""
    need_you: int = 0
    """Conflicts and refused changes that wait for a decision."""


class SyncLight(Retranslates, QPushButton):
    """Icon and words, never colour alone; `clicked` asks for the sync page."""

    changed = Signal()
    """Icon or words are others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = SyncStatus()
        self._words = ""
        self._icon_only = False
        self.setProperty("kind", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(16, 16))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left; padding-left: 8px; padding-right: 4px; font-weight: 400;")
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    @property
    def status(self) -> SyncStatus:
        return self._status

    def set_status(self, status: SyncStatus) -> None:
        """Show another state; one that a person should know of is said aloud as well."""
        before = self._shown()
        self._status = status
        self.retranslate()
        shown = self._shown()
        if shown != before and not {shown, before} <= _CALM:
            say_aloud(self, self._words)

    def set_icon_only(self, *, only: bool) -> None:
        """Without words, where the bar has room for icons alone; the tool tip and screen readers still tell them."""
        if only != self._icon_only:
            self._icon_only = only
            self._fit()

    def words(self) -> str:
        """The text, whole, even where the bar is too narrow for it."""
        return self._words

    def icon_name(self) -> str:
        """The icon that is shown, of the family's names."""
        return _ICONS[self._shown()][0]

    def retranslate(self) -> None:
        shown = self._shown()
        icon, tone = _ICONS[shown]
        theme.set_icon(self, icon, tone)
        self._words = self._text(shown)
        self._fit()
        self.setAccessibleName(self.tr("Synchronisation: {0}").format(self._words))
        self.setToolTip(self.tr("{0}. Click for what waits and what was exchanged.").format(self._words))
        self.changed.emit()

    def _shown(self) -> State:
        status = self._status
        return "attention" if status.need_you and status.state in ("synced", "offline") else status.state

    def _text(self, shown: State) -> str:
        status = self._status
        if shown == "attention":
            needs = self.tr("%n need you", "", status.need_you)
            return self.tr("Offline, {0}").format(needs) if status.state == "offline" else needs
        if shown == "offline":
            waiting = self.tr("%n changes waiting", "", status.pending)
            return self.tr("Offline, {0}").format(waiting) if status.pending else self.tr("Offline")
        if shown == "syncing":
            if not status.total:
                return self.tr("Syncing…")
            return self.tr("Syncing {0} of {1}").format(f"{status.done:,}", f"{status.total:,}")
        if shown == "synced":
            waiting = self.tr("%n changes waiting", "", status.pending)
            return waiting if status.pending else self.tr("Synced {0}").format(status.at)
        return self.tr("Sign in to sync") if shown == "signed_out" else self.tr("Not synced yet")

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event, handed on
        self._fit()

    def _fit(self) -> None:
        room = max(24, self.width() - 40)
        text = QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        text = "" if self._icon_only else text
        if text != self.text():
            self.setText(text)
