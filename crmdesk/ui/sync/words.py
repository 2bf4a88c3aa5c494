"""How the replica stands, in a headline and a sentence. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crmdesk.store.status import Status
from crmdesk.sync.endings import Way
from crmdesk.ui import formats

if TYPE_CHECKING:
    from crmdesk.sync.blob_driver import Moved
    from crmdesk.sync.effects import Outcome, Progress


@dataclass(frozen=True, slots=True)
class Standing:
    """`icon` and `tone` as `IconLabel` takes them."""

    icon: str
    tone: str
    headline: str
    text: str


def standing(status: Status, at: str) -> Standing:
    """What to say about a status; `at` is the last good round as people write it, empty if there was none."""
    left = status.pending + status.attachments_pending
    waiting = QCoreApplication.translate(
        "sync", "%n changes waiting", "", status.pending + status.attachments_pending
    )
    kept = QCoreApplication.translate(
        "sync", "Everything you saved is kept on this laptop and goes out by itself."
    )
    last = QCoreApplication.translate("sync", "Last sync {0}.").format(at) if at else ""
    match status.state:
        case "wiped":
            return Standing(
                "lock",
                "danger_text",
                QCoreApplication.translate("sync", "This laptop was locked by your administrator"),
                QCoreApplication.translate(
                    "sync", "It may not sync any more. Ask your administrator before you go on."
                ),
            )
        case "sign-in":
            return Standing(
                "lock",
                "warning_text",
                QCoreApplication.translate("sync", "Sign in again to sync"),
                QCoreApplication.translate(
                    "sync",
                    "Your session has ended. You can work on; what you save goes out after signing in.",
                ),
            )
        case "update":
            return Standing(
                "warning",
                "warning_text",
                QCoreApplication.translate("sync", "CRMDesk has to be updated before it can sync"),
                QCoreApplication.translate(
                    "sync", "The centre speaks a newer version. You can work on; nothing is lost."
                ),
            )
        case "storage":
            return Standing(
                "warning",
                "danger_text",
                QCoreApplication.translate("sync", "The disk of this laptop gives trouble"),
                QCoreApplication.translate(
                    "sync", "Make room or check the disk, then sync again. What was saved before is safe."
                ),
            )
        case "offline":
            headline = QCoreApplication.translate("sync", "Offline")
            if left:
                headline = formats.clauses((headline, waiting))
            return Standing("offline", "text_muted", headline, f"{kept} {last}".strip())
        case "refused" | "conflict":
            many = status.for_the_user
            return Standing(
                "conflict",
                "warning_text",
                QCoreApplication.translate("sync", "%n need you", "", many),
                QCoreApplication.translate("sync", "They wait in your Inbox. Everything else goes on."),
            )
        case "pending":
            return Standing("sync", "accent_text", waiting, f"{kept} {last}".strip())
        case _:
            return Standing(
                "cloud-done",
                "success_text",
                QCoreApplication.translate("sync", "Everything is synced"),
                last or QCoreApplication.translate("sync", "This laptop and the centre hold the same."),
            )


def progress_words(progress: Progress) -> str:
    """What a round is doing."""
    phases = {
        "greeting": QCoreApplication.translate("sync", "Greeting the centre"),
        "snapshot": QCoreApplication.translate("sync", "Receiving your records"),
        "pushing": QCoreApplication.translate("sync", "Sending your changes"),
        "pulling": QCoreApplication.translate("sync", "Receiving changes"),
        "comparing": QCoreApplication.translate("sync", "Comparing with the centre"),
    }
    phase = phases.get(progress.phase, QCoreApplication.translate("sync", "Syncing"))
    if not progress.total:
        return f"{phase}…"
    counted = QCoreApplication.translate("sync", "{0} of {1}").format(
        formats.number(progress.done), formats.number(progress.total)
    )
    return formats.headed(phase, counted)


def file_words(moved: Moved) -> str:
    """How far a file is on its way."""
    way = (
        QCoreApplication.translate("sync", "Sending a file")
        if moved.way is Way.UP
        else QCoreApplication.translate("sync", "Fetching a file")
    )
    counted = QCoreApplication.translate("sync", "{0} of {1}").format(
        formats.data_size(moved.done), formats.data_size(moved.size)
    )
    return formats.headed(way, counted)


def outcome_words(outcome: Outcome) -> str:
    """What the last round moved, or the fault that ended it."""
    if outcome.error is not None:
        return str(outcome.error)
    counts = outcome.counts
    # Plain names as numbers: lupdate passes over a text whose number is an expression.
    sent, received, repaired = counts.pushed, counts.pulled + counts.snapshot, counts.repaired
    parts = []
    if sent:
        parts.append(QCoreApplication.translate("sync", "%n changes sent", "", sent))
    if received:
        parts.append(QCoreApplication.translate("sync", "%n rows received", "", received))
    if repaired:
        parts.append(QCoreApplication.translate("sync", "%n damaged rows repaired", "", repaired))
    return ", ".join(parts) or QCoreApplication.translate("sync", "Nothing new on either side")
