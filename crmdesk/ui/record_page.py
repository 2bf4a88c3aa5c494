"""What the pages of one record have in common: back, edit, delete, reading again after a change. Knows no type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMenu, QWidget

from crmdesk.domain.locking import is_locked
from crmdesk.domain.records import Record
from crmdesk.ui import theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.live import Live
from crmdesk.ui.outside import is_site, open_site
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, EmptyState, IconButton
from crmdesk.ui.widgets.placed import placed
from crmdesk.ui.widgets.reading_cover import ReadingCover


class RecordPage(Retranslates, Page):
    """The page of one record. Subclasses call `follow` with how to read and show it, then `retranslate`."""

    def __init__(self, desk: Desk, type_name: str, record_id: str) -> None:
        super().__init__(with_back=True)
        self.desk = desk
        self.entity = desk.entity(type_name)
        self.record_id = record_id
        self.record: Record | None = None
        self._live: Live | None = None
        self._menu_acts: list[tuple[Callable[[], str], str, Callable[[], object]]] = []
        self.edit_button = Button(icon="edit", parent=self.head.buttons.parentWidget())
        self.edit_button.clicked.connect(self.edit)
        self.more_button = IconButton("more", parent=self.head.buttons.parentWidget(), size=18, tone="text")
        self.more_button.clicked.connect(self._open_menu)
        self.head.buttons.addWidget(self.edit_button)
        self.head.buttons.addWidget(self.more_button)
        self._gone = EmptyState(self.entity.icon, parent=self)
        self._gone.hide()
        self._gone.action.connect(self.back)
        self.body.addWidget(self._gone)
        self.add_act(lambda: self.tr("History"), "history", self.open_history)
        self.add_act(lambda: self.tr("Delete"), "delete", self.delete)
        self.add_act(lambda: self.tr("Open in a new window"), "duplicate", self.open_apart)
        self.add_key("Ctrl+E", lambda: self.tr("Edit"), self.edit)

    def follow(self, types: Iterable[str], read: Callable[[], Any], show: Callable[[Any], None]) -> None:
        """Read with `read` (on the query thread) now and whenever records of these types changed, then `show`."""
        for widget in self._parts():
            widget.hide()  # until the record is there
        self._enable_buttons(enabled=False)
        cover = ReadingCover(self, self.head)
        self._live = Live(self.desk, self, types=types, read=read, show=show, gone=self._on_gone, cover=cover)

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._live is not None:
            self._live.refresh()

    def add_act(self, text: Callable[[], str], icon: str, act: Callable[[], object]) -> None:
        """Add a line to the menu behind the three dots, at its top."""
        self._menu_acts.insert(0, (text, icon, act))

    def retranslate(self) -> None:
        self.edit_button.setText(self.tr("Edit"))
        self.edit_button.setToolTip(self.tr("Edit  Ctrl+E"))
        self.more_button.set_name(self.tr("More"))
        self._gone.set_texts(
            self.tr("This record is not here any more"),
            self.tr("It was deleted, or moved out of what you see. What you saved in it before was sent."),
            self.tr("Back"),
        )
        if self.record is not None and self._live is not None:
            self._live.refresh()

    # -- the record ----------------------------------------------------------------------------------------

    def take(self, record: Record) -> None:
        """The record as it now is: title and what may be done with it."""
        if self.record is None:
            self._show_body(gone=False)
        self.record = record
        self.head.title.setText(self.desk.title(record) or label(record.type))
        self.setAccessibleName(self.head.title.full_text())
        self.setWindowTitle(self.head.title.full_text())
        self.edit_button.setEnabled(not is_locked(self.entity, record.fields))

    def edit(self) -> None:
        """Open its form."""
        if self.record is not None:
            self.desk.edit(self.record)

    def delete(self) -> None:
        """It goes, with an Undo; the page goes back to where one came from."""
        if self.record is not None:
            self.desk.delete(self.record, done=self.back.emit)

    def open_history(self) -> None:
        """Who changed what, when."""
        self.desk.open_history(self.entity.name, self.record_id)

    def open_apart(self) -> None:
        """Show it in a window of its own."""
        self.desk.open_apart(self.entity.name, self.record_id)

    def _on_gone(self) -> None:
        self.record = None
        self.edit_button.setEnabled(False)
        self._show_body(gone=True)

    def _parts(self, of: QLayout | None = None) -> Iterator[QWidget]:
        """What stands in the page, in rows and columns within it as well."""
        for thing in placed(self.body if of is None else of):
            if isinstance(thing, QWidget):
                yield thing
            else:
                yield from self._parts(thing)

    def _show_body(self, *, gone: bool) -> None:
        """Either what the page consists of, or the word that the record has gone."""
        focused: QWidget | None = self.window().focusWidget()
        inside = focused is not None and (focused is self or self.isAncestorOf(focused))
        for widget in self._parts():
            widget.setVisible((widget is self._gone) == gone)
        self._enable_buttons(enabled=not gone)
        if inside and gone:
            self._gone.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif focused is self._gone.button:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable_buttons(self, *, enabled: bool) -> None:
        for button in placed(self.head.buttons):
            if isinstance(button, QWidget):
                button.setEnabled(enabled)

    def open_target(self, target: str) -> None:
        """Follow a link of the form `type:id`, or an address of the web."""
        if is_site(target):
            open_site(self.desk, target)
            return
        type_name, _, record_id = target.partition(":")
        self.desk.open(type_name, record_id)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for text, icon, act in self._menu_acts:
            action = menu.addAction(text())
            theme.set_icon(action, icon)
            action.triggered.connect(lambda _=False, run=act: run())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        if self._live is not None:
            self._live.wake()

    def left(self) -> None:
        if self._live is not None:
            self._live.sleep()
