"""Owns the search box. Knows nothing of how is searched: texts go out, hits are handed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget
from shiboken6 import isValid

from crmdesk.ui import theme
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.clearable import make_clearable
from crmdesk.ui.widgets.hit_delegate import TARGET_ROLE
from crmdesk.ui.widgets.search_popup import SearchHit, SearchPopup

__all__ = ["SearchBox", "SearchHit"]

_AT_MOST = 60
_TALLEST = 520
_LOOKING_MS = 100
"""Milliseconds after which an answer that holds nothing yet is worth a word; mostly the rest is there before."""
_CALM_MS = 200
"""Milliseconds without an answer after which the list gives up the room that it does not need."""


class SearchBox(Retranslates, QLineEdit):
    """One box for everything: type, arrow down, Enter. `Esc` empties it, then leaves it."""

    searched = Signal(str)
    """The text to look for, what an input method is still composing included; empty when the user has come here and
    typed nothing yet. Answer with `set_results` for the same text."""
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composed = ""
        self._entered = False
        make_clearable(self)
        self._lens = QAction(self)
        theme.set_icon(self._lens, "search")
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        # Keys that have come together, from an input method or after a busy moment, are one question; a person's next
        # key is not waited for.
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(self._send)
        self.textChanged.connect(self._on_text)
        self.popup = SearchPopup(self)
        self.popup.list.itemClicked.connect(self._choose)
        self._nothing_yet = QTimer(self, singleShot=True, interval=_LOOKING_MS)
        self._nothing_yet.timeout.connect(self._tell_looking)
        self._looking = ""
        # With every key that finds less it would jump, and the page below it would be painted again.
        self._shrink = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._shrink.timeout.connect(self._place)
        self._before: QWidget | None = None
        self.retranslate()

    def retranslate(self) -> None:
        self.setPlaceholderText(self.tr("Search everything"))
        self.setAccessibleName(self.tr("Search everything"))
        self.popup.list.setAccessibleName(self.tr("Search results"))
        self.popup.nothing_text = self.tr("Nothing found for “{0}”")
        self.popup.waiting_text = self.tr("Looking in notes and descriptions…")
        self.popup.hint.setText(self.tr("↑ ↓ choose      Enter open      > commands only      Esc leave"))

    def typed(self) -> str:
        """The text with what an input method is still composing in its place."""
        at = self.cursorPosition()
        return (self.text()[:at] + self._composed + self.text()[at:]).strip()

    def set_results(self, text: str, hits: Sequence[SearchHit], *, final: bool = True) -> None:
        """Show the answer to a search; ignored when the user has typed on since. `final` False: more may follow, and
        while that is nothing yet the list stays a moment as it is."""
        if text != self.typed() or not self.hasFocus():
            return
        self._nothing_yet.stop()
        if not hits and not final and self.popup.isVisible():
            self._looking = text
            self._nothing_yet.start()
            return
        self.popup.fill(text, hits[:_AT_MOST], final=final)
        self.show_popup()
        if self._entered and (hits or final):
            self._entered = False
            self._choose(self.popup.list.currentItem())

    def _tell_looking(self) -> None:
        if self._looking == self.typed() and self.hasFocus():
            self.popup.fill(self._looking, (), final=False)
            self.show_popup()

    def activate(self) -> None:
        """Take the keyboard, remembering where it was, and show what is there before anything is typed."""
        focused = self.window().focusWidget()
        if focused is not self:
            self._before = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._send()

    def _on_text(self, _: str = "") -> None:
        self._entered = False
        if self.hasFocus():
            self._pause.start()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        # A Korean syllable is composed until the next one begins: the last one of a name would never be looked for.
        self._composed = event.preeditString()
        self._on_text()

    def _send(self) -> None:
        self._pause.stop()
        self.searched.emit(self.typed())

    def _choose(self, item: QListWidgetItem | None) -> None:
        target = item.data(TARGET_ROLE) if item is not None else None
        if target:
            self._close()
            self._give_back()  # what opens now takes the keyboard only from others, never from a box in use
            self.chosen.emit(target)

    def _close(self) -> None:
        """Without text and list, and whatever is answered still is too late."""
        self._entered = False
        self.clear()
        self._pause.stop()
        self.popup.text = None
        self.popup.hide()

    def show_popup(self) -> None:
        """Open the list under the box, above everything else in the window; one that is open shrinks when typing
        rests."""
        window = self.window()
        if self.popup.parentWidget() is not window:
            self.popup.setParent(window)
        self._place(at_least=self.popup.height() if self.popup.isVisible() else 0)
        self.popup.show()
        self.popup.raise_()
        self._shrink.start()

    def _place(self, at_least: int = 0) -> None:
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        width = max(self.width(), 480)
        left = min(corner.x(), window.width() - width - 16)
        height = max(self.popup.content_height(), at_least)
        height = min(height, _TALLEST, window.height() - corner.y() - 16)
        self.popup.setGeometry(max(8, left), corner.y(), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif plain and key == Qt.Key.Key_Down and not self.popup.isVisible():
            self._send()
        elif not (plain and self.popup.isVisible() and self.popup.go(key)):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.popup.isVisible():
            self._send()

    def _enter(self) -> None:
        """Choose, now or as soon as what was typed last is answered."""
        if self.popup.isVisible() and self.popup.text == self.typed() and self.popup.target:
            self._choose(self.popup.list.currentItem())
        elif self.typed():
            self._entered = True
            self._send()

    def _leave(self) -> None:
        if self.text():
            self.clear()
        else:
            self._close()
            self._give_back()

    def _give_back(self) -> None:
        """The keyboard goes where it was."""
        before = self._before
        if before is not None and isValid(before) and before.isVisible():  # its page may be gone meanwhile
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text():  # it was left with an answer on the way or shown
            self._pause.start()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]  # Qt's own event, handed on
        self._composed = ""
        self._entered = False
        self._pause.stop()
        self.popup.hide()
