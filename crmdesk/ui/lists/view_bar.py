"""The button that names the view of a list and its menu: choose, save, share, rename, delete. Knows no rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from crmdesk.ui import theme
from crmdesk.ui.lists.shared_views import SharedViews
from crmdesk.ui.lists.views import SavedViews, View
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton


class ViewBar(Retranslates, QWidget):
    """Shows the current view, marked when the list differs from it. Names are typed in place, not in a dialog."""

    chosen = Signal(object)
    """The `View` to show."""

    def __init__(
        self,
        saved: SavedViews,
        shared: SharedViews,
        standard: Callable[[], list[View]],
        as_shown: Callable[[], View],
    ) -> None:
        super().__init__()
        self.shared = shared
        shared.changed.connect(self._on_shared)
        self._saved = saved
        self._standard = standard
        self._as_shown = as_shown
        self._changed = False
        self._take: Callable[[str], object] = lambda _: None
        """What becomes of the name that is typed."""
        self.current = standard()[0]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.button = Button(icon="list", parent=self)
        self.button.clicked.connect(self.open_menu)
        row.addWidget(self.button)
        self.name_line = _NameLine()
        self.name_line.setFixedWidth(180)
        self.name_line.setMaxLength(60)
        self.name_line.returnPressed.connect(self._take_name)
        self.name_line.left.connect(self._end_naming)
        row.addWidget(self.name_line)
        self._take_button = IconButton("check", parent=self, tone="accent_text")
        self._take_button.clicked.connect(self._take_name)
        row.addWidget(self._take_button)
        self._end_naming()
        self.retranslate()

    def retranslate(self) -> None:
        if not (self.current.own or self.current.shared):
            at = next((n for n, view in enumerate(self._names_before()) if view == self.current.name), 0)
            self.current = replace(self.current, name=self._standard()[at].name)
        self._standard_names = [view.name for view in self._standard()]
        self.name_line.setPlaceholderText(self.tr("Name of the view"))
        self.name_line.setAccessibleName(self.tr("Name of the view"))
        self._take_button.set_name(self.tr("Save the view under this name"))
        self._show_name()

    def _names_before(self) -> list[str]:
        """The standard views' names in the language of before."""
        return getattr(self, "_standard_names", [])

    def _show_name(self) -> None:
        name = self.current.name.replace("&", "&&")
        self.button.setText(f"{name} *" if self._changed else name)
        changed = self.tr(", changed") if self._changed else ""
        self.button.setAccessibleName(self.tr("View: {0}").format(self.current.name) + changed)
        by = self.current.shared.by if self.current.shared is not None else ""
        self.button.setToolTip(
            self.tr("Shared by {0}").format(by) if by else self.tr("Choose or save a view")
        )

    @property
    def standard(self) -> bool:
        """Whether the list shows what the program offers, as it offers it."""
        view = self.current
        return not self._changed and not view.own and view.shared is None

    def compare(self) -> None:
        """Mark the view when the list on screen differs from it."""
        self._changed = self._as_shown() != self.current
        self._show_name()

    def remember_folds(self, folded: frozenset[str]) -> None:
        """These groups are folded now; an own view keeps that, without being asked to."""
        before = self.current
        self.current = replace(before, folded=folded)
        if before.own and before.folded != folded:
            self._saved.fold(self.current)

    def choose(self, view: View) -> None:
        """Show another view."""
        self.current, self._changed = view, False
        self._show_name()
        self.chosen.emit(view)

    def open_menu(self) -> None:
        """Offer the views and what can be done with the current one."""
        menu = QMenu(self)
        self.fill_menu(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def fill_menu(self, menu: QMenu) -> None:
        """Those that come with the program, the own ones, what is shared; then what can be done."""
        for views in (self._standard(), self._saved.all(), self.shared.all()):
            if views and not menu.isEmpty():
                menu.addSeparator()
            for view in views:
                self._offer(menu, view)
        menu.addSeparator()
        if self.current.mine and self._changed:
            said = self.tr("Save changes of the view")
            if self.current.shared is not None:
                said = self.tr("Save changes for everybody")
            self._act(menu, said, "check", self._save_changes)
        self._act(menu, self.tr("Save as a new view…"), "add", self._save_new)
        if self.current.mine:
            self._act(menu, self.tr("Rename the view…"), "edit", self._rename)
        if self.current.own:
            self._act(menu, self.tr("Delete the view"), "delete", self._delete)
        elif self.current.mine:
            self._act(menu, self.tr("Share the view no more"), "delete", self._delete)
        self._offer_sharing(menu)

    def _offer_sharing(self, menu: QMenu) -> None:
        if self.current.shared is not None and not self._changed:
            return
        self._act(menu, self.tr("Share with everybody…"), "contacts", lambda: self._share(None))
        if self.shared.team is not None:
            team, name = self.shared.team
            said = self.tr("Share with {0}…").format(name.replace("&", "&&"))
            self._act(menu, said, "contacts", lambda: self._share(team))

    def _offer(self, menu: QMenu, view: View) -> None:
        said = view.name.replace("&", "&&")
        if view.shared is not None:
            by = self.tr("shared by you") if view.shared.mine else view.shared.by
            said = f"{said}\t{by.replace('&', '&&')}"
        action = menu.addAction(said)
        action.setCheckable(True)
        action.setChecked(
            view.shared == self.current.shared
            and view.name == self.current.name
            and view.own == self.current.own
        )
        action.triggered.connect(lambda: self.choose(view))

    def _act(self, menu: QMenu, text: str, icon: str, act: Callable[[], object]) -> None:
        action = menu.addAction(text)
        theme.set_icon(action, icon)
        action.triggered.connect(lambda _=False: act())

    # -- saving --------------------------------------------------------------------------------------------

    def _save_changes(self) -> None:
        self._keep(self._as_shown())

    def _keep(self, view: View, instead_of: str | None = None) -> None:
        """Save a view that is the user's, where it is kept, as it is shown now."""
        view = replace(view, left_out=0)
        if view.shared is not None:
            self.shared.save(view)
        else:
            self._saved.keep(view, self.current, self._turned, instead_of)
        self._kept(view)

    def _turned(self, shown: View, now: View) -> None:
        """Undo or redo made another view of the one that may be shown: its name changes, the rows stay."""
        if (self.current.name, self.current.own) == (shown.name, shown.own):
            self.current = now
            self.compare()

    def _delete(self) -> None:
        if self.current.shared is not None:
            self.shared.stop(self.current)
        else:
            view = self.current
            self._saved.delete(view, lambda: self.choose(view), lambda: self._choose_first(view))
        self.choose(self._standard()[0])

    def _choose_first(self, gone: View) -> None:
        if (self.current.name, self.current.own) == (gone.name, gone.own):
            self.choose(self._standard()[0])

    def _on_shared(self) -> None:
        """What is shown follows when its owner changes it, unless the user has changed it for themselves here."""
        before = self.current.shared
        if before is None:
            return
        now = next((v for v in self.shared.all() if v.shared and v.shared.record == before.record), None)
        if now is None:
            self.current = replace(self.current, shared=None)
            self._show_name()
        elif self._changed or now == self.current:
            self.current = replace(now, folded=self.current.folded)
            self.compare()
        else:
            self.choose(replace(now, folded=self.current.folded))

    # -- naming --------------------------------------------------------------------------------------------

    def _save_new(self) -> None:
        def take(name: str) -> None:
            self._keep(replace(self._as_shown(), name=name, own=True, shared=None))

        # A copy of somebody else's keeps its name.
        self._begin_naming(self.current.name if self.current.shared is not None else "", take)

    def _rename(self) -> None:
        before = self.current.name
        self._begin_naming(before, lambda name: self._keep(replace(self._as_shown(), name=name), before))

    def _share(self, team: str | None) -> None:
        def take(name: str) -> None:
            self.shared.share(replace(self._as_shown(), name=name), team, self._kept)

        self._begin_naming(self.current.name, take)

    def _begin_naming(self, name: str, take: Callable[[str], object]) -> None:
        self._take = take
        self.name_line.setText(name)
        self.name_line.show()
        self._take_button.show()
        self.name_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name_line.selectAll()

    def _take_name(self) -> None:
        name = self.name_line.text().strip()
        if name:
            self._take(name)
        self._end_naming()
        self.button.setFocus()

    def _kept(self, view: View) -> None:
        self.current, self._changed = view, False
        self._show_name()

    def _end_naming(self) -> None:
        self.name_line.hide()
        self._take_button.hide()


class _NameLine(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
