"""The settings page: language, theme and density at once; the profile; signing out; about. It keeps nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSystemTrayIcon,
    QWidget,
)

from crmdesk.store.identity import ReplicaIdentity
from crmdesk.ui import theme
from crmdesk.ui.centre import Centre
from crmdesk.ui.connection import Connection
from crmdesk.ui.crash_reports import CrashReports
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Page
from crmdesk.ui.frame.preferences import SCALES
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.settings.about_card import AboutCard
from crmdesk.ui.settings.devices_card import DevicesCard
from crmdesk.ui.settings.keys_card import KeysCard
from crmdesk.ui.settings.parts import Choice, Columns
from crmdesk.ui.settings.reports_card import ReportsCard
from crmdesk.ui.settings.storage_card import StorageCard
from crmdesk.ui.theme import Density, Mode
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Label, Property, PropertyList
from crmdesk.ui.widgets.editors import Option


@dataclass(frozen=True, slots=True)
class ProfilePlace:
    """Where the profile lies, for people who look after the laptop."""

    directory: Path | None = None


class SettingsPage(Retranslates, Page):
    """Every choice takes effect at once and is remembered."""

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        centre: Centre | None,
        connection: Connection,
        place: ProfilePlace | None = None,
    ) -> None:
        super().__init__(with_back=True)
        self._desk = desk
        self._window = window
        self._centre = centre
        self._connection = connection
        self._place = place or ProfilePlace()
        self._identity: ReplicaIdentity | None = None
        self._sure = False
        columns = Columns()
        self._building = columns.building
        self._area = self.scroll_below(columns)
        left, right = columns.left, columns.right
        self._looks, self._line, self._profile = Card(parent=left), Card(parent=left), Card(parent=right)
        self._notifications, self._closing = Card(parent=left), Card(parent=left)
        self.language, self.theme, self.density, self.scale = (Choice(self._looks) for _ in range(4))
        self._later = Label(tone="muted", wrap=True, parent=self._looks)
        self.scale.chosen.connect(self._choose_scale)
        self.metered = Choice(self._line)
        self.metered.chosen.connect(connection.choose)
        self.details = Choice(self._notifications)
        self.details.chosen.connect(self._choose_details)
        self.closing = Choice(self._closing)
        self.closing.chosen.connect(self._choose_closing)
        self.language.chosen.connect(window.set_language)
        self.theme.chosen.connect(lambda mode: window.set_theme(cast(Mode, mode)))
        self.density.chosen.connect(lambda density: window.set_density(cast(Density, density)))
        directory = self._place.directory
        self.storage, self.devices = StorageCard(desk, directory, right), DevicesCard(desk, centre, right)
        self.keys, self.about = KeysCard(window, left), AboutCard(desk, right)
        self.reports = ReportsCard(desk, CrashReports(directory), right) if directory is not None else None
        self._cost = Label(tone="muted", wrap=True, parent=self._line)
        self._line.body.addWidget(self.metered)
        self._line.body.addWidget(self._cost)
        self._lock = Label(tone="muted", wrap=True, parent=self._notifications)
        self._notifications.body.addWidget(self.details)
        self._notifications.body.addWidget(self._lock)
        self._closing.body.addWidget(self.closing)
        desk.metered_changed.connect(self._show_choices)
        for choice in (self.language, self.theme, self.density, self.scale):
            self._looks.body.addWidget(choice)
        self._looks.body.addWidget(self._later)
        self._build_profile()
        self._closing.hide()  # without a tray, nothing is kept running in it
        closing = (self._closing,) if QSystemTrayIcon.isSystemTrayAvailable() else ()
        reports = (self.reports,) if self.reports is not None else ()
        columns.fill(
            (self._looks, self._line, self._notifications, *closing, self.keys),
            (self._profile, self.devices, self.storage, *reports, self.about),
        )
        self._sought: QWidget | None = None
        """The place to stay in sight while cards above and in it get what they tell; until the page is scrolled."""
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_in_sight)
        bar.actionTriggered.connect(self._forget_place)
        self.retranslate()
        theme.on_change(self._show_choices)

    def _build_profile(self) -> None:
        self._who = PropertyList(self._profile)
        self._profile.body.addWidget(self._who)
        self._leaving = Label(tone="muted", wrap=True, parent=self._profile)
        self._profile.body.addWidget(self._leaving)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sign_out = Button(icon="sign-out", parent=self._profile)
        self.sign_out.clicked.connect(self._sign_out)
        row.addWidget(self.sign_out)
        row.addStretch(1)
        self._profile.body.addLayout(row)

    # -- words ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.head.title.setText(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        self._looks.set_title(self.tr("Appearance"))
        self._line.set_title(self.tr("Connection"))
        self._notifications.set_title(self.tr("Notifications"))
        self._closing.set_title(self.tr("Window"))
        self._profile.set_title(self.tr("Profile"))
        self._show_choices()
        self._show_identity()

    def _show_choices(self) -> None:
        """What is in force, wherever it was chosen: the menus and the search box choose too."""
        preferences = self._window.preferences
        self.language.show_options(
            self.tr("Language"),
            [Option(code, name) for code, name in LANGUAGES.items()],
            self._desk.translator.language,
        )
        self.theme.show_options(
            self.tr("Theme"),
            [
                Option("light", self.tr("Light")),
                Option("dark", self.tr("Dark")),
                Option("system", self.tr("Follow the system")),
            ],
            preferences.theme,
        )
        self.density.show_options(
            self.tr("Density of lists"),
            [Option("comfortable", self.tr("Comfortable")), Option("compact", self.tr("Compact"))],
            preferences.density,
        )
        self.scale.show_options(
            self.tr("Size of everything"),
            [Option(str(percent), f"{percent}%") for percent in SCALES],
            str(preferences.scale),
        )
        self._later.setText(self.tr("The size changes the next time CRMDesk starts."))

        self.metered.show_options(
            self.tr("Cost of the connection"),
            [
                Option("automatic", self.tr("As the system says")),
                Option("metered", self.tr("Metered")),
                Option("unmetered", self.tr("Not metered")),
            ],
            self._connection.choice,
        )
        self._cost.setText(
            self.tr("It is metered now: records sync, attached files wait until you ask for one.")
            if self._connection.metered
            else self.tr("It is not metered now: attached files come and go by themselves.")
        )

        self.details.show_options(
            self.tr("Details in notifications"),
            [Option("hidden", self.tr("Hide")), Option("shown", self.tr("Show"))],
            "shown" if preferences.notification_details else "hidden",
        )
        self.closing.show_options(
            self.tr("When the window is closed"),
            [Option("quit", self.tr("Quit")), Option("tray", self.tr("Keep running in the tray"))],
            "tray" if preferences.keep_running else "quit",
        )
        self._lock.setText(
            self.tr(
                "Hidden, they show neither customer nor subject on a locked screen, where others could read them."
            )
        )

    def _choose_scale(self, percent: str) -> None:
        self._window.preferences.scale = int(percent)

    def _choose_details(self, choice: str) -> None:
        self._window.preferences.notification_details = choice == "shown"

    def _choose_closing(self, choice: str) -> None:
        self._window.preferences.keep_running = choice == "tray"

    def _show_identity(self) -> None:
        known = self._identity
        if known is None:
            return
        self._who.set_properties(
            [
                Property(self.tr("Signed in as"), known.user.name if known.user else ""),
                Property(self.tr("User name"), known.user.login if known.user else ""),
                Property(self.tr("Organisation"), known.organisation.name if known.organisation else ""),
                Property(self.tr("Centre"), known.server or ""),
            ]
        )
        self.sign_out.setVisible(self._centre is not None)
        self.sign_out.setText(self.tr("Sign out now?") if self._sure else self.tr("Sign out"))
        self._leaving.setText(
            self.tr(
                "Signing out ends the session. Your records and what waits stay, encrypted, on this laptop."
            )
        )

    # -- doing ---------------------------------------------------------------------------------------------

    def _sign_out(self) -> None:
        """Asks once more in its own place: it cannot be taken back without the password."""
        if self._centre is None:
            return
        if not self._sure:
            self._sure = True
            self._show_identity()
            return
        self._sure = False
        self.sign_out.setEnabled(False)
        self._centre.sign_out(self._on_signed_out, self._on_failed)

    def _on_signed_out(self, told: bool) -> None:
        self.sign_out.setEnabled(True)
        self._show_identity()
        self._desk.say(
            self.tr("Signed out")
            if told
            else self.tr("Signed out here. The centre could not be told; it ends the session by itself.")
        )
        self._desk.sync_requested.emit()

    def _on_failed(self, error: Exception) -> None:
        self.sign_out.setEnabled(True)
        self._show_identity()
        self._desk.report(error)

    def show_place(self, key: str) -> None:
        """Bring a place of `places.PLACES` into sight, with the keyboard in it. Where there is no such place (without
        a tray, nothing is kept running in it) the page stays as it is."""
        place, inside = {
            "language": (self.language, self.language.toggles),
            "theme": (self.theme, self.theme.toggles),
            "density": (self.density, self.density.toggles),
            "scale": (self.scale, self.scale.toggles),
            "metered": (self.metered, self.metered.toggles),
            "notifications": (self._notifications, self._notifications),
            "closing": (self._closing, self._closing),
            "keys": (self.keys, self.keys),
            "profile": (self._profile, self._profile),
            "devices": (self.devices, self.devices),
            "storage": (self.storage, self.storage),
            "reports": (self.reports or self.about, self.reports or self.about),
            "about": (self.about, self.about),
        }[key]
        self._building.finish()
        if not place.isVisibleTo(self):
            return
        self._sought = place
        self._keep_in_sight()
        buttons = (each for each in inside.findChildren(QAbstractButton) if each.isVisibleTo(self))
        chosen = next((button for button in buttons if button.isEnabled()), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep_in_sight(self) -> None:
        if self._sought is not None:
            self._area.ensureWidgetVisible(self._sought, 0, 16)

    def _forget_place(self) -> None:
        self._sought = None

    def escape(self) -> bool:
        if not self.devices.proof.isVisible():
            return False
        self.devices.cancel()
        return True

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        self._desk.lookups.submit(("identity", id(self)), self._desk.replica.identity, self._on_identity)
        self.storage.look()
        self.devices.look()
        if self.reports is not None:
            self.reports.look()

    def _on_identity(self, known: ReplicaIdentity) -> None:
        self._identity = known
        self._show_identity()

    def left(self) -> None:
        self._sure = False
        self._forget_place()
        self._desk.lookups.cancel(("identity", id(self)))
        self.storage.forget()
        self.about.forget()
        self.devices.cancel()
        self._show_identity()
