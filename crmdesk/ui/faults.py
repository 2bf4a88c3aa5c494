"""A fault of the world as sentences for people: what happened, what to do. Knows no place where it is said."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale

from crmdesk.domain.declare import Field
from crmdesk.domain.errors import InvalidValue, RecordGone, UserError
from crmdesk.domain.identifiers import ID_PATTERN
from crmdesk.domain.values import normalise
from crmdesk.ui.translations import fault_sentence

_ID = re.compile(ID_PATTERN)


def fault_text(error: UserError) -> str:
    """Title, detail and hint as sentences."""
    return _sentences(_title(error), _detail(error), error.hint)


def fault_brief(error: UserError) -> str:
    """Title and hint as sentences, where the detail is a machine's and belongs into the log."""
    return _sentences(_title(error), error.hint)


def fault_title(error: UserError) -> str:
    """What happened, alone."""
    return fault_sentence(_title(error))


def fault_rest(error: UserError) -> str:
    """What follows the title: detail and hint as sentences."""
    return _sentences(_detail(error), error.hint)


def _title(error: UserError) -> str:
    """What happened, without the names that programs have for records: those are for who gave them."""
    if isinstance(error, RecordGone):
        return "This record is not here any more"
    if error.code == "no_such_target":
        return "The record that it points to is not here"
    return error.title


def _detail(error: UserError) -> str:
    """That of a wrong value only names its field, which is in sight already; an id says nothing to people."""
    nameless = isinstance(error, InvalidValue) or _ID.fullmatch(error.detail) is not None
    return "" if nameless else error.detail


def value_fault(field: Field, value: object) -> str | None:
    """Why a field must not hold a value (an amount with its currency, as editors have it); None where it may."""
    amount, currency = value if isinstance(value, tuple) else (value, None)
    try:
        normalise(field, amount, currency=currency)
    except InvalidValue as error:
        return fault_text(error)
    return None


def bug_text() -> str:
    """That the program is at fault. What an exception says is for the log: people can do nothing with it."""
    return QCoreApplication.translate("Desk", "The program made a mistake. What was saved before is safe.")


_HAN = range(0x4E00, 0xA000)
"""Unified Han characters: a sentence in them has the full stop of Chinese."""


def _sentences(*parts: str) -> str:
    """Parts in the language of the interface, each a sentence; Chinese leaves no room between them."""
    whole = ""
    for part in filter(None, parts):
        whole += ("" if whole.endswith("。") or not whole else " ") + _sentence(fault_sentence(part))
    return whole


def _sentence(text: str) -> str:
    whole = text[:1].upper() + text[1:]
    if whole.endswith((".", "!", "?", "…", "。", "！", "？")):
        return whole
    chinese = QLocale().language() == QLocale.Language.Chinese and any(ord(sign) in _HAN for sign in whole)
    return f"{whole}{'。' if chinese else '.'}"
