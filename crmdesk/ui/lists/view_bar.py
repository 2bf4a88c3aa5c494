"""The button that names the view of a list and its menu: choose, save, rename, delete. Knows no rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from crmdesk.ui import theme
from crmdesk.ui.lists.views import SavedViews, View
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton


class ViewBar(Retranslates, QWidget):
    """Shows the current view, marked when the list differs from it. Names are typed in place, not in a dialog."""

    chosen = Signal(object)
    """The `View` to show."""

    def __init__(
        self, saved: SavedViews, standard: Callable[[], list[View]], as_shown: Callable[[], View]
    ) -> None:
        super().__init__()
        self._saved = saved
        self._standard = standard
        self._as_shown = as_shown
        self._changed = False
        self._renamed: str | None = None
        self.current = standard()[0]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.button = Button(icon="list")
        self.button.clicked.connect(self.open_menu)
        row.addWidget(self.button)
        self.name_line = _NameLine()
        self.name_line.setFixedWidth(180)
        self.name_line.setMaxLength(60)
        self.name_line.returnPressed.connect(self._take_name)
        self.name_line.left.connect(self._end_naming)
        row.addWidget(self.name_line)
        self._take = IconButton("check", tone="accent_text")
        self._take.clicked.connect(self._take_name)
        row.addWidget(self._take)
        self._end_naming()
        self.retranslate()

    def retranslate(self) -> None:
        if not self.current.own:
            at = next((n for n, view in enumerate(self._names_before()) if view == self.current.name), 0)
            self.current = replace(self.current, name=self._standard()[at].name)
        self._standard_names = [view.name for view in self._standard()]
        self.name_line.setPlaceholderText(self.tr("Name of the view"))
        self.name_line.setAccessibleName(self.tr("Name of the view"))
        self._take.set_name(self.tr("Save the view under this name"))
        self._show_name()

    def _names_before(self) -> list[str]:
        """The standard views' names in the language of before."""
        return getattr(self, "_standard_names", [])

    def _show_name(self) -> None:
        self.button.setText(f"{self.current.name} *" if self._changed else self.current.name)
        changed = self.tr(", changed") if self._changed else ""
        self.button.setAccessibleName(self.tr("View: {0}").format(self.current.name) + changed)
        self.button.setToolTip(self.tr("Choose or save a view"))

    def compare(self) -> None:
        """Mark the view when the list on screen differs from it."""
        self._changed = self._as_shown() != self.current
        self._show_name()

    def choose(self, view: View) -> None:
        """Show another view."""
        self.current, self._changed = view, False
        self._show_name()
        self.chosen.emit(view)

    def open_menu(self) -> None:
        """Offer the views and what can be done with the current one."""
        menu = QMenu(self)
        for view in self._standard():
            self._offer(menu, view)
        own = self._saved.all()
        if own:
            menu.addSeparator()
        for view in own:
            self._offer(menu, view)
        menu.addSeparator()
        if self.current.own and self._changed:
            self._act(menu, self.tr("Save changes of the view"), "check", self._save_changes)
        self._act(menu, self.tr("Save as a new view…"), "add", lambda: self._begin_naming(None))
        if self.current.own:
            self._act(
                menu, self.tr("Rename the view…"), "edit", lambda: self._begin_naming(self.current.name)
            )
            self._act(menu, self.tr("Delete the view"), "delete", self._delete)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def _offer(self, menu: QMenu, view: View) -> None:
        action = menu.addAction(view.name)
        action.setCheckable(True)
        action.setChecked(view.name == self.current.name and view.own == self.current.own)
        action.triggered.connect(lambda: self.choose(view))

    def _act(self, menu: QMenu, text: str, icon: str, act: Callable[[], object]) -> None:
        action = menu.addAction(text)
        theme.set_icon(action, icon)
        action.triggered.connect(lambda _=False: act())

    # -- saving --------------------------------------------------------------------------------------------

    def _save_changes(self) -> None:
        view = replace(self._as_shown(), own=True)
        self._saved.save(view)
        self._kept(view)

    def _delete(self) -> None:
        self._saved.delete(self.current.name)
        self.choose(self._standard()[0])

    def _begin_naming(self, renamed: str | None) -> None:
        self._renamed = renamed
        self.name_line.setText(renamed or "")
        self.name_line.show()
        self._take.show()
        self.name_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name_line.selectAll()

    def _take_name(self) -> None:
        name = self.name_line.text().strip()
        if name:
            view = replace(self._as_shown(), name=name, own=True)
            self._saved.save(view, self._renamed)
            self._kept(view)
        self._end_naming()
        self.button.setFocus()

    def _kept(self, view: View) -> None:
        self.current, self._changed = view, False
        self._show_name()

    def _end_naming(self) -> None:
        self.name_line.hide()
        self._take.hide()


class _NameLine(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
