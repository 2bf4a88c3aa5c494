"""Owns the stack of pages: built when first shown or ahead, record pages dropped when too many. Knows no screen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crmdesk.ui.frame.history import History
from crmdesk.ui.frame.page import Page

PageFactory = Callable[[], QWidget]
_RECORD_PAGES = 12  # kept alive; going back further builds the page anew


class PageStack(QStackedWidget):
    """Pages by key. Sections live as long as the window, other pages until twelve newer ones were opened."""

    moved = Signal(str, str)
    """Key of the page now shown, and of the section it belongs to ('' for none)."""

    retitled = Signal()
    """The page now shown has another title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = History()
        self._factories: dict[str, PageFactory] = {}
        self._sections: dict[str, str] = {}
        self._pages: OrderedDict[str, QWidget] = OrderedDict()
        self._unspoken: set[QWidget] = set()
        """Pages that have not heard of the language in force; nobody sees them."""
        self._held: dict[QWidget, QWidget] = {}
        """What had the keyboard in a page when another one came."""
        self._returned = False
        """Whether the page in front was come back to."""

    def register(self, key: str, factory: PageFactory, section: str) -> None:
        """Make a place known; its page is built on the first visit."""
        self._factories[key] = factory
        self._sections[key] = section

    def is_section(self, key: str) -> bool:
        return self._sections.get(key) == key

    def go(self, key: str) -> None:
        """Show a place and remember the way. Raises KeyError for a place that isn't known."""
        self._factories[key]
        self.history.visit(key)
        self._show(key)

    def back(self) -> None:
        self._follow(self.history.back)

    def forward(self) -> None:
        self._follow(self.history.forward)

    def _follow(self, step: Callable[[], str | None]) -> None:
        key = step()
        if key is not None:
            self._show(key, returned=True)

    def close_page(self, key: str) -> None:
        """Drop a page and every memory of it; goes back when it is on screen."""
        shown = self.history.current == key
        self.history.forget(key)
        self._factories.pop(key, None)
        self._drop(key)
        if shown:
            section = self._sections.get(key, "")
            before = self.history.back()
            self._show(before if before is not None else section, returned=True)
        self._sections.pop(key, None)

    def leave(self) -> None:
        """The window goes: the page in front does what it does when another one comes."""
        shown = self.currentWidget()
        if isinstance(shown, Page):
            shown.left()

    def keep(self) -> None:
        """The window may go yet: the page in front does what it does when it is left, and goes on."""
        shown = self.currentWidget()
        if isinstance(shown, Page):
            shown.left()
            shown.entered()

    def go_to_holder(self, part: QWidget) -> None:
        """Bring the page that a part belongs to to the front, if it is another one."""
        holder = next((key for key, page in self._pages.items() if page.isAncestorOf(part)), None)
        if holder is not None and holder != self.history.current:
            self.go(holder)

    def remember_keyboard(self) -> None:
        """Something takes it from the page in front and will give it back."""
        page: QWidget | None = self.currentWidget()
        held: QWidget | None = self.window().focusWidget()
        if page is not None and held is not None and page.isAncestorOf(held):
            self._held[page] = held

    def return_keyboard(self) -> None:
        """To where the page in front had it."""
        self._returned = True
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The page in front gets it: who comes back to one goes on where they left it."""
        page: QWidget | None = self.currentWidget()
        if page is None:
            return
        held = self._held.pop(page, page)
        there = self._returned and shiboken6.isValid(held) and held.isVisibleTo(page) and held.isEnabled()
        (held if there else page).setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self, key: str) -> QWidget | None:
        """The page of a key if it is built."""
        return self._pages.get(key)

    def build_ahead(self) -> Iterator[None]:
        """Builds the sections that nobody has come to yet, a piece each time it is asked: the first visit waits for
        what is read for it alone. Lists read their first rows already, other pages nothing."""
        for key in [key for key in self._factories if self.is_section(key)]:
            if key not in self._pages and key in self._factories:
                page = self._build(key)
                yield
                for part in (page, *page.findChildren(QWidget)):
                    part.ensurePolished()
                yield

    def _build(self, key: str) -> QWidget:
        page = self._pages[key] = self._factories[key]()
        self.addWidget(page)
        page.windowTitleChanged.connect(partial(self._on_title, page))
        if isinstance(page, Page):
            page.back.connect(self.back)
        return page

    def _show(self, key: str, *, returned: bool = False) -> None:
        page = self._pages.get(key)
        if page is None:
            page = self._build(key)
        self._pages.move_to_end(key)
        before: QWidget | None = self.currentWidget()
        self._returned = returned
        if before is not page:
            self.remember_keyboard()
        if before is not page and isinstance(before, Page):
            before.left()
        self._speak(page)
        self.setCurrentWidget(page)
        if isinstance(page, Page):
            page.entered()
        self._trim()
        self.moved.emit(key, self._sections.get(key, ""))

    def _on_title(self, page: QWidget, _: str) -> None:
        if page is self.currentWidget():
            self.retitled.emit()

    def _trim(self) -> None:
        records = [key for key in self._pages if not self.is_section(key)]
        for key in records[: max(0, len(records) - _RECORD_PAGES)]:
            self._drop(key)

    def _drop(self, key: str) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._unspoken.discard(page)
            self._held.pop(page, None)
            self.removeWidget(page)
            page.deleteLater()

    def event(self, event: QEvent) -> bool:
        """A new language reaches the page in front at once and the others when they are shown: a dozen pages that
        nobody sees must not keep the window waiting."""
        if event.type() != QEvent.Type.LanguageChange:
            return super().event(event)
        self._unspoken = set(self._pages.values())
        shown = self.currentWidget()
        if shown is not None:
            self._speak(shown)
        return True

    def _speak(self, page: QWidget) -> None:
        if page in self._unspoken:
            self._unspoken.discard(page)
            QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
