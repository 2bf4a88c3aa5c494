"""What can be set, as places of the settings page that the search box finds by name. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class SettingsPlace:
    """`title` gives its name in the language of the moment."""

    title: Callable[[], str]
    icon: str


PLACES: Mapping[str, SettingsPlace] = {
    "language": SettingsPlace(lambda: QCoreApplication.translate("SettingsPage", "Language"), "language"),
    "theme": SettingsPlace(lambda: QCoreApplication.translate("SettingsPage", "Theme"), "theme"),
    "density": SettingsPlace(lambda: QCoreApplication.translate("SettingsPage", "Density of lists"), "list"),
    "metered": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Metered line, cost of the connection"),
        "cloud-done",
    ),
    "profile": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Profile, device and storage folder"), "person"
    ),
    "about": SettingsPlace(lambda: QCoreApplication.translate("SettingsPage", "About CRMDesk"), "info"),
}
"""By key, in the order of the page."""
