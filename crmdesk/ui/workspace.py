"""Puts the screens into the window: sections, record pages, the form beside them, commands, search, the sync light.

It is the one place that knows every screen; the screens know only the desk.
"""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from crmdesk.domain.beside import beside
from crmdesk.domain.errors import StorageFault
from crmdesk.domain.records import Record
from crmdesk.store.status import Status
from crmdesk.ui.brief.wiring import Briefs
from crmdesk.ui.bulk.bar import BulkBar
from crmdesk.ui.centre import Centre
from crmdesk.ui.connection import Connection
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.forms.panel import WIDTH, FormPanel
from crmdesk.ui.frame import Command, MainWindow
from crmdesk.ui.held_cells import ask, held_cell
from crmdesk.ui.importing.wiring import Importing
from crmdesk.ui.previews import Previews
from crmdesk.ui.quick_log import QuickLogBar
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.record_window import RecordWindow, RecordWindows
from crmdesk.ui.reminders.wiring import Reminders, desktop_line
from crmdesk.ui.screens import RECORD_PAGES, SECTIONS
from crmdesk.ui.search import SearchWiring, window_commands
from crmdesk.ui.sync.banner import SyncBanner
from crmdesk.ui.sync_state import SyncState
from crmdesk.ui.tour.tour import Tour
from crmdesk.ui.translations import label
from crmdesk.ui.tray import system_tray
from crmdesk.ui.widgets import IconButton
from crmdesk.ui.worker import SyncWorker

log = logging.getLogger(__name__)

_SIGN_IN = "page:sign-in"


NEW: tuple[tuple[str, str], ...] = (
    ("lead", "Ctrl+Shift+L"),
    ("account", "Ctrl+Shift+A"),
    ("contact", "Ctrl+Shift+C"),
    ("opportunity", "Ctrl+Shift+O"),
    ("quote", "Ctrl+Shift+Q"),
    ("visit", "Ctrl+Shift+V"),
    ("task", "Ctrl+Shift+T"),
    ("call", ""),
    ("meeting", ""),
    ("email", ""),
    ("note", ""),
)
"""What can be made from anywhere, with its shortcut."""


class Workspace(QObject):
    """Everything that the signed-in user sees in the window, wired once."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        worker: SyncWorker | None,
        centre: Centre | None = None,
        directory: Path | None = None,
    ) -> None:
        """`worker` and `centre` None: nothing is exchanged (a look at a profile). `directory` is the profile's."""
        super().__init__(window)
        self._centre = centre
        self._directory = directory
        self._window, self._desk = window, desk
        desk.form_requested.connect(lambda _: window.pages.remember_keyboard())
        self.panel = FormPanel(desk)
        self.panel.closed.connect(window.pages.return_keyboard)
        window.add_side_panel(self.panel, WIDTH)
        self.sync = SyncState(desk, worker, window.sync_light, self)
        self.connection = Connection(window.preferences, self)
        self.connection.changed.connect(desk.set_metered)
        desk.set_metered(self.connection.metered)
        if worker is not None:
            self.connection.returned.connect(worker.network_returned)
        self.banner, self.quick_log = SyncBanner(desk, self.sync), QuickLogBar(desk)
        for bar in (self.banner, self.quick_log, BulkBar(desk.bulk)):
            window.add_banner(bar)
        Previews(window, desk)
        self.tray = system_tray(window, self.log_visit, self.sync.sync_now)
        if self.tray is not None:
            self.panel.stayed.connect(self.tray.stay)
        self.reminders = Reminders(window, desk, desktop_line(self), self.tray)
        self.reminders.scheduler.start()
        for section in SECTIONS:
            made = partial(section.page, desk)
            window.add_section(section.key, section.title, section.icon, made, numbered=section.numbered)
        self._gear = IconButton("settings", size=18)
        self._gear.clicked.connect(self.open_settings)
        window.top_buttons.addWidget(self._gear)
        desk.translator.language_changed.connect(self._retranslate)
        self._retranslate()
        self._add_commands()
        self.tour = Tour(window)
        self.importing = Importing(desk, window)
        Briefs(window, desk)
        self.search = SearchWiring(
            desk, window.search, partial(window_commands, window, self.open_settings_at)
        )
        self.windows = RecordWindows(window, desk, {kind: made for kind, (_, made) in RECORD_PAGES.items()})
        self._connect()
        window.closing.connect(self.quick_log.keep)
        window.installEventFilter(self)

    def _connect(self) -> None:
        desk, window = self._desk, self._window
        desk.noticed.connect(self._notify)
        desk.record_requested.connect(self.open_record)
        desk.section_requested.connect(window.show_section)
        desk.back_requested.connect(window.pages.back)
        desk.quick_log_requested.connect(self.quick_log.ask)
        self.sync.changed.connect(self._show_status)
        window.sync_light.clicked.connect(self.open_sync)
        desk.sync_page_requested.connect(self.open_sync)
        desk.sign_in_requested.connect(self.open_sign_in)
        desk.history_requested.connect(self.open_history)

    def _retranslate(self, _: str = "") -> None:
        self._gear.set_name(self.tr("Settings"), "Ctrl+,")

    def show_first(self) -> None:
        """Bring the first section to the front."""
        self._window.show_section(SECTIONS[0].key)

    def show_over_first(self, key: str, page: QWidget) -> None:
        """Show a page from which the way back leads to the first section; that is built when somebody goes there."""
        first = SECTIONS[0].key
        self._window.pages.history.visit(first)
        self._window.open_page(key, lambda: page, first)

    # -- pages ---------------------------------------------------------------------------------------------

    def open_record(self, type_name: str, record_id: str) -> None:
        """Show the record's page, or its form where the type has none."""
        self._desk.keep(partial(self._note_used, type_name, record_id))
        if type_name in RECORD_PAGES:
            section, factory = RECORD_PAGES[type_name]
            self._window.open_page(
                f"{type_name}:{record_id}", lambda: factory(self._desk, record_id), section
            )
            return
        if type_name == "forecast_submission":
            self.open_opportunities("forecast")
            return
        if not self._desk.entity(type_name).server_only:
            self._desk.lookups.submit(
                ("open", id(self)),
                partial(self._desk.replica.get, type_name, record_id),
                self._desk.edit,
                self._desk.report,
            )

    def _note_used(self, type_name: str, record_id: str) -> None:
        try:
            self._desk.replica.note_used(type_name, record_id)
        except StorageFault as fault:
            # Whoever looks at a record does not wait for that, and a full disk tells of itself when something is saved.
            log.info("what was opened is not remembered: %s", fault)

    def _notify(self, notice: Notice) -> None:
        self._window.notify(notice.text, notice.tone, notice.action, notice.on_action)

    def log_visit(self) -> None:
        """Go to Today and ask where the user is."""
        self._window.show_section("today")
        from crmdesk.ui.today.page import TodayPage

        page = self._window.pages.currentWidget()
        if isinstance(page, TodayPage) and page.form.isHidden():
            page.ask_for_visit()

    def open_opportunities(self, view: str) -> None:
        """Show the opportunities as `board`, `table` or `forecast`."""
        from crmdesk.ui.pipeline.page import VIEW_KEPT, OpportunitiesPage

        # Known before the page is made, which would else make the view that was shown last as well, in the same turn.
        self._desk.own.save_setting(VIEW_KEPT, view)
        self._window.show_section("opportunities")
        page = self._window.pages.currentWidget()
        if isinstance(page, OpportunitiesPage):
            page.show_view(view)

    def open_quick_log(self) -> None:
        """Ask what happened in one line, about the record in front."""
        self._desk.quick_log(self._in_front())

    def _begin(self, type_name: str) -> None:
        self._desk.new(type_name, **self._beside(type_name))

    def _beside(self, type_name: str) -> dict[str, Any]:
        """What a new record is about: the one in front."""
        record = self._in_front()
        return beside(self._desk.entity(type_name), record) if record is not None else {}

    def _in_front(self) -> Record | None:
        page = self._window.pages.currentWidget()
        return page.record if isinstance(page, RecordPage) else None

    def open_history(self, type_name: str, record_id: str) -> None:
        """Show who changed what in a record."""

        def make() -> QWidget:
            from crmdesk.ui.history.page import HistoryPage

            return HistoryPage(self._desk, self._centre, type_name, record_id)

        self._window.open_page(f"history:{type_name}:{record_id}", make)

    def open_settings(self) -> None:
        """Show language, looks, profile and the way out."""

        def make() -> QWidget:
            from crmdesk.ui.settings.page import ProfilePlace, SettingsPage

            place = ProfilePlace(self._directory)
            return SettingsPage(self._desk, self._window, self._centre, self.connection, place)

        self._window.open_page("page:settings", make, "settings")

    def open_settings_at(self, place: str) -> None:
        """Show one place of the settings, by its key in `settings.places`."""
        from crmdesk.ui.settings.page import SettingsPage

        self.open_settings()
        page = self._window.pages.currentWidget()
        if isinstance(page, SettingsPage):
            page.show_place(place)

    def open_sign_in(self) -> None:
        """Show the page for an ended session."""
        centre = self._centre
        if centre is None:
            return

        def make() -> QWidget:
            from crmdesk.ui.signin.again import SignInAgainPage

            page = SignInAgainPage(self._desk, centre)
            page.signed_in.connect(self._on_signed_in)
            return page

        self._window.open_page(_SIGN_IN, make, "sign-in")

    def _on_signed_in(self) -> None:
        self.sync.sync_now()
        self.sync.refresh()
        if self._window.pages.history.current == _SIGN_IN:
            self._window.pages.back()

    def open_sync(self) -> None:
        """Show the page behind the sync light."""

        def make() -> QWidget:
            from crmdesk.ui.sync.page import SyncPage

            return SyncPage(self._desk, self.sync)

        self._window.open_page("page:sync", make, "sync")

    def _show_status(self, status: Status) -> None:
        self._window.sections.set_count("inbox", status.in_inbox, "warning")

    # -- commands ------------------------------------------------------------------------------------------

    def _add_commands(self) -> None:
        desk, window = self._desk, self._window
        for type_name, shortcut in NEW:
            window.add_command(
                Command(
                    f"new.{type_name}",
                    partial(self._new_title, type_name),
                    partial(self._begin, type_name),
                    "record",
                    shortcut,
                    desk.entity(type_name).icon,
                )
            )
        for command in (
            Command("undo", lambda: self.tr("Undo"), desk.undo, "edit", "Ctrl+Z", "undo"),
            Command(
                "log-visit",
                lambda: self.tr("Log a visit"),
                self.log_visit,
                "record",
                "Ctrl+L",
                "visit",
                separated=True,
            ),
            Command(
                "quick-log",
                lambda: self.tr("Quick log"),
                self.open_quick_log,
                "record",
                "Ctrl+J",
                "quick-log",
            ),
            Command(
                "board",
                lambda: self.tr("Pipeline board"),
                partial(self.open_opportunities, "board"),
                "go",
                "Ctrl+Shift+B",
                "board",
            ),
            Command(
                "forecast",
                lambda: self.tr("Forecast"),
                partial(self.open_opportunities, "forecast"),
                "go",
                "Ctrl+Shift+F",
                "money",
            ),
            Command(
                "settings",
                lambda: self.tr("Settings"),
                self.open_settings,
                "view",
                "Ctrl+,",
                "settings",
                separated=True,
            ),
            Command(
                "sync-page",
                lambda: self.tr("Show sync status"),
                self.open_sync,
                "go",
                "Ctrl+F5",
                "cloud-done",
            ),
            Command(
                "redo", lambda: self.tr("Redo"), desk.redo, "edit", "Ctrl+Shift+Z", "redo", also="Ctrl+Y"
            ),
            Command(
                "sync", lambda: self.tr("Sync now"), self.sync.sync_now, "go", "F5", "sync", separated=True
            ),
        ):
            window.add_command(command)

    def _new_title(self, type_name: str) -> str:
        return self.tr("New {0}").format(label(type_name).lower())

    # -- the end -------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window doesn't close over a form that isn't saved, nor over a cell that can't be: it asks, and the answer
        closes the window. What is being written elsewhere is kept before: a session that ends may not wait for it."""
        if event.type() != QEvent.Type.Close or watched is not self._window:
            return False
        if self.panel.dirty:
            self._keep()
            self.panel.leave_then(self._window.close)
        elif not self._ask_about_cell():
            return False
        event.ignore()
        return True

    def _keep(self) -> None:
        self.quick_log.keep()
        self._window.pages.keep()

    def _ask_about_cell(self) -> bool:
        """Whether a cell is in the way, here or in a window beside this one."""
        windows: tuple[MainWindow | RecordWindow, ...] = (*self.windows.windows, self._window)
        for shown in windows:
            cell = held_cell(shown)
            if cell is not None:
                self._keep()
                self._window.pages.go_to_holder(cell)
                ask(cell, shown.toasts, self._window.close)
                if self.tray is not None:
                    self.tray.stay()
                return True
        return False

    def close(self) -> None:
        """Keep what is being written, also where the window had no say in it; stop what reads in the background."""
        self._window.pages.leave()
        self.quick_log.keep()
        self.importing.close()
        self.windows.close()
        if self.tray is not None:
            self.tray.close()
        self.reminders.close()
        self.search.close()
