"""By what two records of a type are taken for the same one: keys, which are equal where they may be. Pure.

A key that only one side has says nothing; what is found so is shown to a person, who decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from crmdesk.domain.values import Value

Fields = Mapping[str, Value]

COMPARED: Mapping[str, tuple[str, ...]] = {
    "account": ("name", "emails", "phones"),
    "contact": ("name", "account", "emails", "phones"),
    "lead": ("name", "company", "emails", "phones"),
    "opportunity": ("name", "account"),
    "task": ("subject", "account", "due_on"),
    "meeting": ("calendar_uid",),
}
"""Type -> the fields that its keys are made of."""

_FORMS = re.compile(
    r"\(주\)|㈜|주식회사|\(유\)|유한회사|股份有限公司|有限责任公司|有限公司|株式会社"
    r"|\b(?:incorporated|inc|limited|ltd|llc|plc|corporation|corp|company|co|gmbh|ag|sa|bv)\b\.?"
)
_DIALLED = 7


def keys(type_name: str, fields: Fields) -> Iterator[str]:
    """Every key of a record; `fields` holds at least those of `COMPARED` that are filled."""
    if type_name == "meeting":
        if uid := fields.get("calendar_uid"):
            yield f"u:{uid}"
        return
    name = folded_name(str(fields.get("name") or fields.get("subject") or ""))
    if type_name == "account":
        if name:
            yield f"n:{name}"
        yield from _reach(fields, "")
        return
    if type_name in ("contact", "lead"):
        yield from (f"e:{address}" for address in emails(fields))
        yield from _reach({"phones": fields.get("phones")}, name)
    about = fields.get("account") or folded_name(str(fields.get("company") or ""))
    # A name alone is no reason: there are many a Kim Minsu. Of sales and tasks without a customer it is all there is.
    if name and (about or type_name in ("opportunity", "task")):
        yield f"n:{name}|{about or ''}|{fields.get('due_on') or ''}"


def emails(fields: Fields) -> list[str]:
    """Addresses as they are compared."""
    return [str(address).strip().casefold() for address in fields.get("emails") or ()]


def _reach(fields: Fields, name: str) -> Iterator[str]:
    yield from (f"e:{address}" for address in emails(fields))
    for phone in fields.get("phones") or ():
        figures = re.sub(r"\D", "", str(phone))
        if len(figures) >= _DIALLED:
            # With and without the country's code a number ends alike.
            yield f"p:{figures[-8:]}|{name}"


def folded_name(text: str) -> str:
    """A name without case, width, blanks, punctuation and legal form."""
    plain = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    bare = re.sub(r"[\W_]+", "", _FORMS.sub(" ", plain))
    return bare or re.sub(r"\s+", "", plain)
