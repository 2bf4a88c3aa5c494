"""Why an edit was refused, in plain words, by the code of its verdict. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from crmdesk.store.refusals import Refused

# Written out one by one, so that the texts are found for translation.
_REASONS: Mapping[str, Callable[[], str]] = {
    "forbidden": lambda: QCoreApplication.translate("reasons", "You may not change this record."),
    "out_of_scope": lambda: QCoreApplication.translate(
        "reasons", "The record has moved out of your territory, so you may not change it any more."
    ),
    "locked": lambda: QCoreApplication.translate(
        "reasons",
        "The report had been submitted before your change arrived, and a submitted report is locked.",
    ),
    "no_such_record": lambda: QCoreApplication.translate(
        "reasons", "The record is not there any more: it was deleted, or moved out of what you see."
    ),
    "unknown_reference": lambda: QCoreApplication.translate(
        "reasons", "It points to a record that is not there any more."
    ),
    "parent_deleted": lambda: QCoreApplication.translate(
        "reasons", "The record that it belongs to was deleted."
    ),
    "reference_erased": lambda: QCoreApplication.translate(
        "reasons", "It names a person whose data was erased. Save it again without them."
    ),
    "erased": lambda: QCoreApplication.translate(
        "reasons", "The data of the person it was about was erased, and nothing of it was kept."
    ),
    "parent_refused": lambda: QCoreApplication.translate(
        "reasons", "It belongs to a record that was refused itself, and goes out together with that one."
    ),
    "record_discarded": lambda: QCoreApplication.translate(
        "reasons", "The record that it belongs to was discarded here before it reached the centre."
    ),
    "group": lambda: QCoreApplication.translate(
        "reasons", "It was saved together with another change that was refused."
    ),
    "already_converted": lambda: QCoreApplication.translate(
        "reasons", "Somebody else had converted the lead before your change arrived."
    ),
    "server_owned": lambda: QCoreApplication.translate("reasons", "Only the centre may change this field."),
    "circle": lambda: QCoreApplication.translate("reasons", "The record would be its own parent."),
    "exists": lambda: QCoreApplication.translate("reasons", "There is one like it already."),
    "no_such_field": lambda: QCoreApplication.translate(
        "reasons", "The organisation does not have this field any more."
    ),
    "required": lambda: QCoreApplication.translate("reasons", "A field that is needed was empty."),
    "invalid_value": lambda: QCoreApplication.translate(
        "reasons", "A value does not fit the rules of its field, which may have changed."
    ),
}


def reason(one: Refused) -> str:
    """Why, in a sentence; what the centre itself said where the code is not known here."""
    told = _REASONS.get(one.code)
    if told is not None:
        return told()
    return f"{one.title.rstrip('.')}."
