"""What else people call a command, as other programs do: names that the search box finds it by and no menu shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

_NAMES: dict[str, Callable[[], str]] = {
    "theme.dark": lambda: QCoreApplication.translate("AlsoCalled", "Dark mode; Night mode"),
    "theme.light": lambda: QCoreApplication.translate("AlsoCalled", "Light mode; Day mode"),
    "settings": lambda: QCoreApplication.translate("AlsoCalled", "Preferences; Options"),
    "sync": lambda: QCoreApplication.translate("AlsoCalled", "Refresh; Synchronise; Upload"),
    "sync-page": lambda: QCoreApplication.translate("AlsoCalled", "Connection; Offline"),
    "log-visit": lambda: QCoreApplication.translate("AlsoCalled", "Check in; Visit report"),
    "quick-log": lambda: QCoreApplication.translate("AlsoCalled", "Write down"),
    "new.account": lambda: QCoreApplication.translate("AlsoCalled", "New customer; New company; Add account"),
    "new.contact": lambda: QCoreApplication.translate("AlsoCalled", "New person; Add contact"),
    "new.opportunity": lambda: QCoreApplication.translate(
        "AlsoCalled", "New deal; New sale; Add opportunity"
    ),
    "new.lead": lambda: QCoreApplication.translate("AlsoCalled", "New prospect; Add lead"),
    "new.task": lambda: QCoreApplication.translate("AlsoCalled", "To-do; Add task"),
    "new.quote": lambda: QCoreApplication.translate("AlsoCalled", "New offer; Estimate"),
    "go.today": lambda: QCoreApplication.translate("AlsoCalled", "Home; Dashboard"),
    "go.calendar": lambda: QCoreApplication.translate("AlsoCalled", "Schedule; Appointments"),
    "go.accounts": lambda: QCoreApplication.translate("AlsoCalled", "Customers; Companies"),
    "go.contacts": lambda: QCoreApplication.translate("AlsoCalled", "People; Address book"),
    "go.opportunities": lambda: QCoreApplication.translate("AlsoCalled", "Deals; Sales; Pipeline"),
    "go.quotes": lambda: QCoreApplication.translate("AlsoCalled", "Offers; Estimates"),
    "go.map": lambda: QCoreApplication.translate("AlsoCalled", "Route; Directions"),
    "go.inbox": lambda: QCoreApplication.translate("AlsoCalled", "Conflicts; Refused edits"),
    "import": lambda: QCoreApplication.translate("AlsoCalled", "Open a CSV, vCard or calendar file; Migrate"),
    "shortcuts": lambda: QCoreApplication.translate("AlsoCalled", "Keys; Hotkeys; Cheat sheet"),
    "tour": lambda: QCoreApplication.translate("AlsoCalled", "Introduction; Getting started"),
    "quit": lambda: QCoreApplication.translate("AlsoCalled", "Exit; Close the program"),
}
"""By the key of the command; names apart by semicolons, in Chinese by their own."""


def also_called(key: str) -> list[str]:
    """The other names of a command in the language of the moment."""
    names = _NAMES.get(key)
    return [name.strip() for name in names().replace("；", ";").split(";")] if names is not None else []
