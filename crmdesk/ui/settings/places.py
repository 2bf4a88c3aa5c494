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
    "scale": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Size of everything, zoom"), "search"
    ),
    "metered": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Metered line, cost of the connection"),
        "cloud-done",
    ),
    "notifications": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Notifications"), "clock"
    ),
    "closing": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Window, tray and closing"), "settings"
    ),
    "keys": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Keyboard and shortcuts"), "help"
    ),
    "profile": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Profile, user and signing out"), "person"
    ),
    "devices": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Laptops, devices, shut out or erase"), "sync"
    ),
    "storage": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Storage, disk, free up space, check the data"),
        "folder",
    ),
    "reports": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "Privacy and crash reports"), "warning"
    ),
    "about": SettingsPlace(
        lambda: QCoreApplication.translate("SettingsPage", "About CRMDesk, version, licences"), "info"
    ),
}
"""By key, in the order of the page."""
