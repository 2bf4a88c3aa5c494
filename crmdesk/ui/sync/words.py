"""How the replica stands, in a headline and a sentence. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from crmdesk.store.status import Status
from crmdesk.sync.effects import Outcome, Progress
from crmdesk.ui import formats


@dataclass(frozen=True, slots=True)
class Standing:
    """`icon` and `tone` as `IconLabel` takes them."""

    icon: str
    tone: str
    headline: str
    text: str


def standing(status: Status, at: str) -> Standing:
    """What to say about a status; `at` is the last good round as people write it, empty if there was none."""
    tr, context = QCoreApplication.translate, "sync"
    waiting = tr(context, "%n changes waiting", "", status.pending)
    kept = tr(context, "Everything you saved is kept on this laptop and goes out by itself.")
    last = tr(context, "Last sync {0}.").format(at) if at else ""
    match status.state:
        case "wiped":
            return Standing(
                "lock",
                "danger_text",
                tr(context, "This laptop was locked by your administrator"),
                tr(context, "It may not sync any more. Ask your administrator before you go on."),
            )
        case "sign-in":
            return Standing(
                "lock",
                "warning_text",
                tr(context, "Sign in again to sync"),
                tr(
                    context,
                    "Your session has ended. You can work on; what you save goes out after signing in.",
                ),
            )
        case "update":
            return Standing(
                "warning",
                "warning_text",
                tr(context, "CRMDesk has to be updated before it can sync"),
                tr(context, "The centre speaks a newer version. You can work on; nothing is lost."),
            )
        case "storage":
            return Standing(
                "warning",
                "danger_text",
                tr(context, "The disk of this laptop gives trouble"),
                tr(context, "Make room or check the disk, then sync again. What was saved before is safe."),
            )
        case "offline":
            headline = tr(context, "Offline")
            if status.pending:
                headline = f"{headline}, {waiting}"
            return Standing("offline", "text_muted", headline, f"{kept} {last}".strip())
        case "refused" | "conflict":
            many = status.conflicts + status.refused
            return Standing(
                "conflict",
                "warning_text",
                tr(context, "%n need you", "", many),
                tr(context, "They wait in your Inbox. Everything else goes on."),
            )
        case "pending":
            return Standing("sync", "accent_text", waiting, f"{kept} {last}".strip())
        case _:
            return Standing(
                "cloud-done",
                "success_text",
                tr(context, "Everything is synced"),
                last or tr(context, "This laptop and the centre hold the same."),
            )


def progress_words(progress: Progress) -> str:
    """What a round is doing."""
    tr, context = QCoreApplication.translate, "sync"
    phases = {
        "greeting": tr(context, "Greeting the centre"),
        "snapshot": tr(context, "Receiving your records"),
        "pushing": tr(context, "Sending your changes"),
        "pulling": tr(context, "Receiving changes"),
    }
    phase = phases.get(progress.phase, tr(context, "Syncing"))
    if not progress.total:
        return f"{phase}…"
    counted = tr(context, "{0} of {1}").format(formats.number(progress.done), formats.number(progress.total))
    return f"{phase}: {counted}"


def outcome_words(outcome: Outcome) -> str:
    """What the last round moved, or the fault that ended it."""
    if outcome.error is not None:
        return str(outcome.error)
    tr, context, counts = QCoreApplication.translate, "sync", outcome.counts
    received = counts.pulled + counts.snapshot
    parts = []
    if counts.pushed:
        parts.append(tr(context, "%n changes sent", "", counts.pushed))
    if received:
        parts.append(tr(context, "%n rows received", "", received))
    return ", ".join(parts) or tr(context, "Nothing new on either side")


def size_words(size: int) -> str:
    """A number of bytes as people write it."""
    for bound, name, digits in ((1_000_000, "MB", 1), (1_000, "KB", 0)):
        if size >= bound:
            return f"{formats.number(f'{size / bound:.{digits}f}', digits)} {name}"
    return f"{formats.number(size)} B"
