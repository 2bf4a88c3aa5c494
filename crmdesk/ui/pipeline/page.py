"""The section of opportunities: one head, and the same records as a board, as a table or as a forecast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.pipeline.board import BoardView
from crmdesk.ui.pipeline.forecast import ForecastView
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button

VIEW_KEPT = "opportunities.view"


class OpportunitiesPage(Retranslates, Page):
    """A switch in the head; the view that was chosen last is the one that opens."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._awake = False
        self.switch = _Switch(self, ("board", "board"), ("table", "list"), ("forecast", "money"))
        self.switch.group.idToggled.connect(self._on_switched)
        self.head.buttons.addWidget(self.switch)
        self.new_button = Button(kind="primary", icon="add", parent=self)
        self.new_button.clicked.connect(lambda: desk.new("opportunity"))
        self.head.buttons.addWidget(self.new_button)
        self._stack = QStackedWidget(self)
        self.body.addWidget(self._stack, 1)
        self._views: dict[str, QWidget] = {}
        self._count: int | None = None
        self._makers: dict[str, Callable[[], QWidget]] = {
            "board": lambda: BoardView(desk, self._stack),
            "table": self._make_table,
            "forecast": lambda: ForecastView(desk, self._stack),
        }
        kept = desk.own.setting(VIEW_KEPT)
        self.shown = kept if kept in self._makers else "board"
        self.switch.check(self.shown)
        self.retranslate()

    def _make_table(self) -> ListPane:
        pane = ListPane(self._desk, self._desk.entity("opportunity"), parent=self._stack)
        pane.counted.connect(self._on_counted)
        return pane

    def retranslate(self) -> None:
        self.head.title.setText(label("opportunity.plural"))
        self.setAccessibleName(self.head.title.full_text())
        self.switch.setAccessibleName(self.tr("View"))
        self.switch.name("board", self.tr("Board"))
        self.switch.name("table", self.tr("Table"))
        self.switch.name("forecast", self.tr("Forecast"))
        self.new_button.setText(self.tr("New {0}").format(label("opportunity").lower()))

    # -- views ---------------------------------------------------------------------------------------------

    def view(self, name: str) -> QWidget:
        """The view of that name, made when it is first asked for."""
        if name not in self._views:
            made = self._views[name] = self._makers[name]()
            self._stack.addWidget(made)
        return self._views[name]

    @property
    def board(self) -> BoardView:
        found = self.view("board")
        assert isinstance(found, BoardView)
        return found

    @property
    def pane(self) -> ListPane:
        """The table."""
        found = self.view("table")
        assert isinstance(found, ListPane)
        return found

    @property
    def forecast(self) -> ForecastView:
        found = self.view("forecast")
        assert isinstance(found, ForecastView)
        return found

    def show_view(self, name: str) -> None:
        """Bring a view to the front; raises KeyError for one that is none of these."""
        self.switch.check(name)
        view = self.view(name)
        if isinstance(view, BoardView):
            view.take_focus()
        else:
            view.setFocus()

    def _on_switched(self, at: int, on: bool) -> None:
        name = self.switch.names[at]
        if not on or name == self.shown:
            return
        self._send(awake=False)
        self.shown = name
        self._bring(name)
        self._send(awake=self._awake)
        self._desk.own.save_setting(VIEW_KEPT, name)

    def _bring(self, name: str) -> None:
        view = self.view(name)
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        self._say_count()  # a table that is still as it was left counts nothing again
        # What a forecast is looked at for is to be submitted.
        self.new_button.set_kind("plain" if isinstance(view, ForecastView) else "primary")

    def _send(self, *, awake: bool) -> None:
        view = self.view(self.shown)
        if isinstance(view, BoardView | ListPane | ForecastView):
            view.wake() if awake else view.sleep()

    def _on_counted(self, count: int) -> None:
        self._count = count
        self._say_count()

    def _say_count(self) -> None:
        count = self._count if self.shown == "table" else None
        self.head.note.setText("" if count is None else formats.number(count))

    def entered(self) -> None:
        # Made before its page stands in the window, the view would get its looks twice.
        if not self._views:
            self._bring(self.shown)
        self._awake = True
        self._send(awake=True)

    def left(self) -> None:
        self._awake = False
        self._send(awake=False)

    def shortcuts(self) -> list[tuple[str, str]]:
        if self.shown == "board":
            return [
                (self.tr("Send the card to the next stage"), "Ctrl+Right"),
                (self.tr("Send the card a stage back"), "Ctrl+Left"),
                (self.tr("Write the card's next step"), "Space"),
            ]
        if self.shown == "forecast":
            return [
                (self.tr("Count the opportunity as more certain"), "Ctrl+Right"),
                (self.tr("Count the opportunity as less certain"), "Ctrl+Left"),
            ]
        return []

    def escape(self) -> bool:
        view = self._views[self.shown]
        return isinstance(view, BoardView | ListPane) and view.escape()


class _Switch(QWidget):
    """Buttons of which one is down."""

    def __init__(self, parent: QWidget, *views: tuple[str, str]) -> None:
        """Name and icon of each."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(4)
        self.names = [name for name, _ in views]
        self.group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        for at, (name, icon) in enumerate(views):
            button = self.buttons[name] = Button(icon=icon, parent=self)
            button.setCheckable(True)
            button.setProperty("toggle", True)
            self.group.addButton(button, at)
            row.addWidget(button)

    def name(self, view: str, text: str) -> None:
        self.buttons[view].setText(text)
        self.buttons[view].setAccessibleName(text)

    def check(self, view: str) -> None:
        self.buttons[view].setChecked(True)
        for (
            each,
            button,
        ) in self.buttons.items():  # Tab stops once, at what is shown; arrow keys go on from there
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == view else Qt.FocusPolicy.ClickFocus)
