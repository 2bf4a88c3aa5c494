"""Whether each byte on the line costs money: as the system says where it knows, unless the person has said.

What follows from it (attached files wait) is not decided here.
"""

from __future__ import annotations

from typing import Literal, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from crmdesk.ui.frame import Preferences

Choice = Literal["automatic", "metered", "unmetered"]
CHOICES: tuple[Choice, ...] = ("automatic", "metered", "unmetered")


class Connection(QObject):
    """The line as far as the system and the person tell. It knows nothing of the system until `watch`."""

    changed = Signal(bool)
    """Whether it is metered, when that has changed."""
    returned = Signal()
    """The system says that the network is back."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._system: QNetworkInformation | None = None
        self._told = self.metered

    @property
    def choice(self) -> Choice:
        """What the person has said."""
        return self._preferences.connection

    def choose(self, choice: str) -> None:
        """The person says so."""
        self._preferences.connection = cast(Choice, choice)
        self.tell()

    @property
    def metered(self) -> bool:
        """Whether each byte costs money."""
        if self.choice == "automatic":
            return self._system is not None and self._system.isMetered()
        return self.choice == "metered"

    def watch(self) -> None:
        """Ask the system from now on; where it does not know, a line costs nothing unless the person says so."""
        if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered):
            QNetworkInformation.loadDefaultBackend()
        self.follow(QNetworkInformation.instance())

    def follow(self, system: QNetworkInformation | None) -> None:
        """Go by this source; None: there is none."""
        self._system = system
        if system is not None:
            system.isMeteredChanged.connect(self.tell)
            system.reachabilityChanged.connect(self._on_reachability)
        self.tell()

    def tell(self) -> None:
        """Say so if it has changed."""
        if self.metered != self._told:
            self._told = self.metered
            self.changed.emit(self._told)

    def _on_reachability(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability == QNetworkInformation.Reachability.Online:
            self.returned.emit()
