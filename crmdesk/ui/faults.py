"""A fault of the world as sentences for people: what happened, what to do. Knows no place where it is said."""

from __future__ import annotations

from crmdesk.domain.errors import InvalidValue, UserError
from crmdesk.ui.translations import fault_sentence


def fault_text(error: UserError) -> str:
    """Title, detail and hint as sentences. A wrong value's detail only names its field, which is in sight already."""
    detail = "" if isinstance(error, InvalidValue) else error.detail
    return " ".join(_sentence(fault_sentence(part)) for part in (error.title, detail, error.hint) if part)


def fault_title(error: UserError) -> str:
    """What happened, alone."""
    return fault_sentence(error.title)


def fault_rest(error: UserError) -> str:
    """What follows the title: detail and hint as sentences."""
    return " ".join(_sentence(fault_sentence(part)) for part in (error.detail, error.hint) if part)


def _sentence(text: str) -> str:
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "!", "?", "…")) else f"{whole}."
