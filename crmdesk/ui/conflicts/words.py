"""What a conflict is about and what can be chosen, in words, from the reader's side. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.ui import formats
from crmdesk.ui.conflicts.content import Dispute
from crmdesk.ui.translations import label


def field_words(dispute: Dispute) -> str:
    """The names of the fields in dispute."""
    return formats.listed(_fields(dispute))


def _fields(dispute: Dispute) -> list[str]:
    return [label(f"{dispute.conflict.type}.{row.field}") for row in dispute.rows]


def other_name(dispute: Dispute) -> str:
    """The other one, by name where it is known."""
    return dispute.other_name or QCoreApplication.translate("conflicts", "Somebody else")


def said(dispute: Dispute) -> str:
    """What happened, in a sentence."""
    you, other = dispute.your_name, other_name(dispute)
    if dispute.deleted_by is not None:
        return _said_of_deletion(dispute, you, other)
    fields = formats.enumerated(_fields(dispute))
    if you:
        told = QCoreApplication.translate(
            "conflicts", "{0} and {1} both changed {2}, each to a different value."
        )
        return told.format(you, other, fields)
    told = QCoreApplication.translate("conflicts", "You and {0} both changed {1}, each to a different value.")
    return told.format(other, fields)


def _said_of_deletion(dispute: Dispute, you: str, other: str) -> str:
    yours = dispute.deleted_by == dispute.yours
    if you:
        told = QCoreApplication.translate("conflicts", "{0} deleted this record, and {1} changed it.")
        return told.format(you, other) if yours else told.format(other, you)
    if yours:
        return QCoreApplication.translate("conflicts", "You deleted this record, and {0} changed it.").format(
            other
        )
    return QCoreApplication.translate("conflicts", "You changed this record, and {0} deleted it.").format(
        other
    )


def choices(dispute: Dispute) -> tuple[str, str]:
    """What the choice of one's own side does, and what the choice of the other's."""
    if dispute.deleted_by is not None:
        away, stay = _deletion_choices(dispute)
        return (away, stay) if dispute.deleted_by == dispute.yours else (stay, away)
    take = QCoreApplication.translate("conflicts", "Take {0}'s")
    yours = (
        take.format(dispute.your_name)
        if dispute.your_name
        else QCoreApplication.translate("conflicts", "Keep mine")
    )
    return yours, take.format(other_name(dispute))


def _deletion_choices(dispute: Dispute) -> tuple[str, str]:
    if dispute.conflict.about == "delete":
        return (
            QCoreApplication.translate("conflicts", "Delete it"),
            QCoreApplication.translate("conflicts", "Keep the record"),
        )
    return (
        QCoreApplication.translate("conflicts", "Leave it deleted"),
        QCoreApplication.translate("conflicts", "Bring it back"),
    )
