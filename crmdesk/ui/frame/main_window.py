"""Owns the window: sections at the left, search on top, pages, the sync light, notices, menus.

It knows no entity, no store and no network; screens are handed in as factories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import answer_screen_readers
from crmdesk.ui.frame.arrangement import ICONS, SECTIONS, arrange
from crmdesk.ui.frame.cheat_sheet import CheatSheet
from crmdesk.ui.frame.commands import Command
from crmdesk.ui.frame.focus_order import step
from crmdesk.ui.frame.menus import Menus
from crmdesk.ui.frame.page import Page
from crmdesk.ui.frame.page_area import PageArea
from crmdesk.ui.frame.pages import PageFactory, PageStack
from crmdesk.ui.frame.preferences import Preferences
from crmdesk.ui.theme import Density, Mode
from crmdesk.ui.translations import Retranslates, Translator
from crmdesk.ui.widgets import IconButton, SearchBox, SectionBar, SyncLight, ToastStack
from crmdesk.ui.widgets.toast import Toast, ToastTone

QWIDGETSIZE_MAX = 16_777_215  # Qt's own, which PySide does not have
LEAST = QSize(600, 360)
"""A screen of 1366 × 768 at 200 % has room for 683 × 384."""


class MainWindow(Retranslates, QMainWindow):
    """The frame. Add sections, then `show_section` the first one."""

    closing = Signal()
    quitting = Signal()
    """The program is to end, whatever closing the window means otherwise."""

    def __init__(self, app: QApplication, preferences: Preferences, translator: Translator) -> None:
        """The translator has a language in force already."""
        super().__init__()
        answer_screen_readers(app)
        self._app = app
        self._preferences = preferences
        self._translator = translator
        self._numbered = 0
        self._titles: dict[str, Callable[[], str]] = {}
        self._section = ""
        self.pages = PageStack()
        self.pages.moved.connect(self._on_moved)
        self.pages.retitled.connect(self._retitle)
        self.sections = SectionBar()
        self.sections.chosen.connect(self.show_section)
        self.search = SearchBox()
        self.sync_light = SyncLight()
        self.setCentralWidget(self._build())
        self.toasts = ToastStack(self)
        self.menus = Menus(self, lambda: translator.language, lambda: preferences.theme)
        self.menus.language_chosen.connect(self.set_language)
        self.menus.theme_chosen.connect(lambda mode: self.set_theme(cast(Mode, mode)))
        self._add_own_commands()
        self.setMinimumSize(LEAST)
        self._restore_geometry()
        self.retranslate()

    def _build(self) -> QWidget:
        centre = QWidget()
        row = self._main_row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = QWidget()
        self._side.setObjectName("side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 4, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.sections.scrolled(), 1)
        light = QVBoxLayout()
        light.setContentsMargins(8, 4, 8, 8)
        light.addWidget(self.sync_light)
        side.addLayout(light)
        row.addWidget(self._side)
        self._main = QWidget()
        main = self._main_column = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addWidget(self._build_top())
        main.addWidget(PageArea(self.pages), 1)
        row.addWidget(self._main, 1)
        self._panel: QWidget | None = None
        self._panel_width = 0
        return centre

    def _build_top(self) -> QWidget:
        self._top = QWidget()
        self._top.setObjectName("top")
        self._top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QHBoxLayout(self._top)
        bar.setContentsMargins(20, 8, 24, 8)
        bar.setSpacing(8)
        self._back = IconButton("chevron-left", size=18)
        self._forward = IconButton("chevron-right", size=18)
        self._back.clicked.connect(self.pages.back)
        self._forward.clicked.connect(self.pages.forward)
        bar.addWidget(self._back)
        bar.addWidget(self._forward)
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(560)
        bar.addWidget(self.search, 3)
        bar.addStretch(1)
        self.top_buttons = QHBoxLayout()
        self.top_buttons.setSpacing(8)
        bar.addLayout(self.top_buttons)
        return self._top

    def add_side_panel(self, panel: QWidget, width: int) -> None:
        """Put a panel at the right of the pages, for as long as the window lives; the panel shows and hides itself.

        Where the window has no room for both, the panel stands in the place of the page.
        """
        self._panel, self._panel_width = panel, width
        self._main_row.addWidget(panel)
        panel.installEventFilter(self)
        self._arrange()

    def _arrange(self) -> None:
        """Share the width out; pages keep their place where the panel covers them."""
        panel = self._panel
        shown = panel is not None and not panel.isHidden()
        plan = arrange(self.width(), self._panel_width if shown else 0)
        self._side.setFixedWidth(ICONS if plan.icons else SECTIONS)
        self.sections.set_icons_only(only=plan.icons)
        self.sync_light.set_icon_only(only=plan.icons)
        self._main.setHidden(plan.covered)
        if panel is not None:
            panel.setMinimumWidth(0 if plan.covered else self._panel_width)
            panel.setMaximumWidth(QWIDGETSIZE_MAX if plan.covered else self._panel_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._panel and event.type() in (
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
        ):
            self._arrange()
        return False

    def set_bare(self, *, bare: bool) -> None:
        """Without sections, search and sync light, for as long as there is nothing that they lead to."""
        for part in (self._side, self._top):
            part.setVisible(not bare)
        self.search.setEnabled(not bare)

    def add_banner(self, banner: QWidget) -> None:
        """Put a slim bar above the pages, for as long as the window lives; the bar shows and hides itself."""
        self._main_column.insertWidget(1, banner)

    # -- sections and pages --------------------------------------------------------------------------------

    def add_section(
        self,
        key: str,
        title: Callable[[], str],
        icon: str,
        page_factory: PageFactory,
        *,
        numbered: bool = True,
    ) -> None:
        """Append a section; its page is built when it is first shown. `numbered`: it has the next of `Ctrl+1` to
        `Ctrl+9` and `Ctrl+0`."""
        self._titles[key] = title
        self.pages.register(key, page_factory, key)
        number = len(self._titles)
        self._numbered += numbered
        shortcut = _digit(self._numbered) if numbered else ""
        self.sections.add(key, icon, title(), shortcut)
        self.add_command(
            Command(
                f"go.{key}",
                title,
                lambda: self.show_section(key),
                "go",
                shortcut,
                icon,
                separated=number == 1,
            )
        )

    def show_section(self, key: str) -> None:
        """Bring a section to the front."""
        self.pages.go(key)

    def open_page(self, key: str, page_factory: PageFactory, section: str = "") -> None:
        """Show a page that is no section, such as `account:<id>`; built when it isn't there yet.

        `section` is marked in the bar while it is shown; by default the one that was before.
        """
        self.pages.register(key, page_factory, section or self._section)
        self.pages.go(key)

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Around a change of page that nobody asked for: who has begun to write beside the pages goes on writing."""
        writing: QWidget | None = self.focusWidget()
        yield
        if writing is not None and not self.pages.isAncestorOf(writing):
            writing.setFocus()

    def _on_moved(self, key: str, section: str) -> None:
        self._section = section
        self.sections.set_current(section or None)
        self._back.setEnabled(self.pages.history.can_go_back)
        self._forward.setEnabled(self.pages.history.can_go_forward)
        if not self.search.hasFocus():
            self.pages.take_keyboard()
        self._retitle()

    def _retitle(self) -> None:
        """The record that is shown, else the section: what a person looks for among the windows."""
        page, section = self.pages.currentWidget(), self._titles.get(self._section)
        title = (page.windowTitle() if page is not None else "") or (section() if section else "")
        self.setWindowTitle(f"{title} – CRMDesk" if title else "CRMDesk")

    # -- commands ------------------------------------------------------------------------------------------

    def add_command(self, command: Command) -> None:
        """Add something to the menus, with its shortcut. Raises ValueError when key or shortcut is taken."""
        self.menus.add(command)

    def _add_own_commands(self) -> None:
        own = (
            Command(
                "search", lambda: self.tr("Search everything"), self.search.activate, "go", "Ctrl+K", "search"
            ),
            Command("back", lambda: self.tr("Back"), self.pages.back, "go", "Alt+Left", "chevron-left"),
            Command(
                "forward", lambda: self.tr("Forward"), self.pages.forward, "go", "Alt+Right", "chevron-right"
            ),
            Command(
                "shortcuts", lambda: self.tr("Keyboard shortcuts"), self.show_shortcuts, "help", "F1", "help"
            ),
            Command("quit", lambda: self.tr("Quit"), self.quit, "file", "Ctrl+Q", "close", last=True),
        )
        for command in own:
            self.add_command(command)

    def quit(self) -> None:
        """End the program, unless a form that is not saved asks first; then its answer ends it."""
        self.show()  # so that closing it ends the program, and a form can ask in it
        self.quitting.emit()
        if not self.close():
            self.raise_()
            self.activateWindow()

    def show_shortcuts(self) -> CheatSheet:
        """Open the cheat sheet."""
        in_lists = [
            (self.tr("Open the record"), "Enter"),
            (self.tr("Open the record in a window of its own"), "Ctrl+Enter"),
            (self.tr("Edit the cell"), "F2"),
            (self.tr("Edit the record"), "E"),
            (self.tr("New record"), "N"),
            (self.tr("Delete what is selected"), "Del"),
            (self.tr("Filter the list"), "/"),
            (self.tr("Group the list"), "G"),
            (self.tr("Fold or unfold a group"), "← →"),
            (self.tr("Choose columns"), "C"),
            (self.tr("Select all that match"), "Ctrl+A"),
            (self.tr("Apply the panel to all selected"), "Ctrl+Return"),
        ]
        everywhere = [
            (self.tr("Save the form"), "Ctrl+S"),
            (self.tr("Leave, go back"), "Esc"),
            (self.tr("Keyboard shortcuts"), "?"),
        ]
        groups = [
            *self.menus.groups(),
            (self.tr("In lists"), in_lists),
            (self.tr("Everywhere"), everywhere),
        ]
        page = self.pages.currentWidget()
        if isinstance(page, Page) and (of_page := page.shortcuts()):
            groups.append((page.accessibleName(), of_page))
        sheet = CheatSheet(groups, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
        return sheet

    # -- notices, language, theme --------------------------------------------------------------------------

    def notify(
        self,
        text: str,
        tone: ToastTone = "done",
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> Toast:
        """Show a notice at the bottom; never a modal."""
        return self.toasts.show_toast(text, tone, action, on_action)

    def set_language(self, code: str) -> None:
        """Speak another language at once and remember it."""
        self._preferences.language = code
        self._translator.switch(code)
        theme.apply(self._app, self._preferences.theme, code)

    def set_theme(self, mode: Mode) -> None:
        """Look another way at once and remember it."""
        self._preferences.theme = mode
        theme.apply(self._app, mode)

    def set_density(self, density: Density) -> None:
        """Set the rows of lists closer or wider at once and remember it."""
        self._preferences.density = density
        theme.apply(self._app, self._preferences.theme, density=density)

    @property
    def preferences(self) -> Preferences:
        """What this window remembers."""
        return self._preferences

    def retranslate(self) -> None:
        self.menus.retranslate()
        self._back.set_name(self.tr("Back"), "Alt+Left")
        self._forward.set_name(self.tr("Forward"), "Alt+Right")
        self.search.setToolTip(self.tr("Search everything  Ctrl+K"))
        self.sections.setAccessibleName(self.tr("Sections"))
        for key, title in self._titles.items():
            self.sections.set_title(key, title(), self.menus.action(f"go.{key}").shortcut().toString())
        self._retitle()

    # -- keys and geometry ---------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab goes as people read; from where that is not known (a cell's editor) as Qt goes."""
        root = self.centralWidget()
        stepped = root is not None and step(root, self.focusWidget(), forward=forward)
        return stepped or bool(super().focusNextPrevChild(forward))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.text() == "?" and not isinstance(self.focusWidget(), QLineEdit):
            self.show_shortcuts()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, Page) and page.escape():
            return
        if not self.pages.is_section(self.pages.history.current or ""):
            self.pages.back()

    def _restore_geometry(self) -> None:
        stored = self._preferences.bytes("window/geometry")
        if stored is None or not self.restoreGeometry(stored):
            room = self.screen().availableGeometry()
            self.resize(min(1366, room.width()), min(860, room.height()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.remember("window/geometry", self.saveGeometry())
        self._preferences.save()
        writing: QWidget | None = self.focusWidget()
        if writing is not None:
            writing.clearFocus()  # a cell that is being typed in takes what it has
        self.pages.leave()
        self.closing.emit()
        super().closeEvent(event)


def _digit(number: int) -> str:
    """The shortcut of the section at this place, counted from 1: the tenth has the key behind 9."""
    return f"Ctrl+{number % 10}" if number <= 10 else ""
