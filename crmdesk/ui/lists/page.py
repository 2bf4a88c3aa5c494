"""The sections that are lists: one type, or the activities with a tab a type."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QTabBar

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.ui import formats, theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.lists.row_menu import RowMenu
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button


class ListPage(Retranslates, Page):
    """A section with one list."""

    def __init__(self, desk: Desk, type_name: str, row_menu: RowMenu | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._entity = desk.entity(type_name)
        self.pane = ListPane(desk, self._entity, row_menu=row_menu)
        self.pane.counted.connect(self._on_counted)
        self.new_button = Button(kind="primary", icon="add")
        self.new_button.clicked.connect(self.pane.new)
        self.head.buttons.addWidget(self.new_button)
        self.new_button.setVisible(not self._entity.server_only)
        self.body.addWidget(self.pane, 1)
        self.setFocusProxy(self.pane)
        self.retranslate()

    def retranslate(self) -> None:
        self.head.title.setText(label(f"{self._entity.name}.plural"))
        self.setAccessibleName(self.head.title.full_text())
        self.new_button.setText(self.tr("New {0}").format(label(self._entity.name).lower()))
        self.new_button.setToolTip(f"{self.new_button.text()}  N")

    def _on_counted(self, count: int) -> None:
        self.head.note.setText(formats.number(count))

    def escape(self) -> bool:
        return self.pane.escape()

    def entered(self) -> None:
        self.pane.wake()

    def left(self) -> None:
        self.pane.sleep()


class ActivitiesPage(Retranslates, Page):
    """Visits, calls, meetings, tasks and notes, each a list under its tab; built when first shown."""

    def __init__(self, desk: Desk, types: Sequence[str]) -> None:
        super().__init__()
        self._desk = desk
        self._types = tuple(types)
        self._panes: dict[str, ListPane] = {}
        self._counts: dict[str, int] = {}
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _ in self._types:
            self.tabs.addTab("")
        self._stack = QStackedWidget()
        self.new_button = Button(kind="primary", icon="add")
        self.new_button.clicked.connect(lambda _=False: self.pane.new())
        self.head.buttons.addWidget(self.new_button)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self._show(0)
        self.retranslate()

    def retranslate(self) -> None:
        self.head.title.setText(self.tr("Activities"))
        self.setAccessibleName(self.head.title.full_text())
        self.tabs.setAccessibleName(self.tr("Kind of activity"))
        for at, name in enumerate(self._types):
            self.tabs.setTabText(at, label(f"{name}.plural"))
        self._name_button()

    def _name_button(self) -> None:
        self.new_button.setText(self.tr("New {0}").format(label(self.type_name).lower()))
        self.new_button.setToolTip(f"{self.new_button.text()}  N")

    @property
    def type_name(self) -> str:
        """The type on screen."""
        return self._types[max(0, self.tabs.currentIndex())]

    @property
    def pane(self) -> ListPane:
        """The list on screen."""
        return self._panes[self.type_name]

    def show_type(self, name: str) -> None:
        """Bring a type's list to the front; raises ValueError for one that is none of these."""
        self.tabs.setCurrentIndex(self._types.index(name))

    def _on_tab(self, at: int) -> None:
        for pane in self._panes.values():
            pane.sleep()
        self._show(at)
        self.pane.wake()
        self._name_button()
        self._say_count()  # a list that is still as it was left counts nothing again

    def _show(self, at: int) -> None:
        name = self._types[at]
        if name not in self._panes:
            menu = self._task_menu if name == "task" else None
            pane = self._panes[name] = ListPane(self._desk, self._desk.entity(name), row_menu=menu)
            pane.counted.connect(lambda count, counted=name: self._on_counted(counted, count))
            self._stack.addWidget(pane)
        # Hidden, a list would leave the keyboard to whatever stands next.
        focused = QApplication.focusWidget()
        held = focused is not None and self._stack.isAncestorOf(focused)
        self._stack.setCurrentWidget(self._panes[name])
        self.setFocusProxy(self._panes[name])
        if held:
            self._panes[name].setFocus()

    def _task_menu(self, menu: QMenu, task: Record) -> None:
        state = self._desk.entity("task").field("status").choice(task["status"])
        if state is None or not state.end:
            action = menu.addAction(self.tr("Mark as completed"))
            theme.set_icon(action, "check")
            action.triggered.connect(lambda _=False: self._complete(task))

    def _complete(self, task: Record) -> None:
        self._desk.commit(lambda: edits.complete_task(self._desk.author, task), self.tr("Task completed"))

    def _on_counted(self, name: str, count: int) -> None:
        self._counts[name] = count
        if name == self.type_name:
            self._say_count()

    def _say_count(self) -> None:
        count = self._counts.get(self.type_name)
        self.head.note.setText("" if count is None else formats.number(count))

    def escape(self) -> bool:
        return self.pane.escape()

    def entered(self) -> None:
        self.pane.wake()

    def left(self) -> None:
        self.pane.sleep()
