"""Contact cards (vCard 2.1, 3.0 as in RFC 2426, 4.0 as in RFC 6350) become contacts, without pictures.

A contact has no place for an address: one of work goes to the company, where that is made because it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value, normalise
from crmdesk.exchange.incoming.candidates import Candidate, Named, Read, Reject
from crmdesk.exchange.incoming.content_lines import Component, Property, components, count, parted, unescaped
from crmdesk.exchange.incoming.sheet import whole_name

_BIRTHDAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?")
_PLACE = Field("visiting_address", Kind.ADDRESS)
_LONG = 4_000
"""Characters of a note that are taken; some programs keep whole mails there."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a file. `entity` is that of contacts."""

    path: Path
    entity: Entity

    @property
    def type(self) -> str:
        return self.entity.name

    def count(self) -> int:
        return count(self.path, "VCARD")

    def __iter__(self) -> Iterator[Read]:
        for card in components(self.path, "VCARD"):
            yield self._read(card)

    def _read(self, card: Component) -> Read:
        if card.fault is not None:
            return Reject(card.line, (InvalidValue("", card.fault),))
        company = _company(card)
        read = finished(self.entity, card.line, _fields(card), company)
        address = _address(card)
        if isinstance(read, Candidate) and company and address is not None:
            return replace(read, beside={company["account"][0]: {"visiting_address": address}})
        return read


def finished(
    entity: Entity,
    line: int,
    fields: dict[str, Value],
    links: dict[str, tuple[Named, ...]],
    *,
    once: bool = False,
) -> Read:
    """The candidate in canonical form, or every reason why there is none."""
    result: dict[str, Value] = {}
    reasons: list[InvalidValue] = []
    for name, value in fields.items():
        try:
            known = normalise(entity.field(name), value)
        except InvalidValue as error:
            reasons.append(error)
            continue
        if known not in (None, []):
            result[name] = known
    refused = {reason.field for reason in reasons}
    for field in entity.own:
        if field.required and not field.choices and field.name not in result and field.name not in refused:
            reasons.append(InvalidValue(field.name, "Must not be empty", code="required"))
    return Reject(line, tuple(reasons)) if reasons else Candidate(line, result, links, once)


def _fields(card: Component) -> dict[str, Value]:
    family, given = (*_parts(card, "N"), "", "")[:2]
    organisation = _parts(card, "ORG")
    name = " ".join(card.value("FN").split()) or whole_name(family, given) or "".join(organisation[:1])
    return {
        "name": name,
        "family_name": family,
        "given_name": given,
        "title": card.value("TITLE") or card.value("ROLE"),
        "department": " ".join(filter(None, organisation[1:])),
        "emails": [_bare(each.value, "mailto:") for each in card.all("EMAIL")],
        "phones": [_bare(each.value, "tel:") for each in card.all("TEL")],
        "birthday": _birthday(card.value("BDAY")),
        "tags": [tag for each in card.all("CATEGORIES") for tag in parted(each.value, ",") if tag],
        "personal_facts": "\n".join(unescaped(each.value) for each in card.all("NOTE"))[:_LONG],
    }


def _company(card: Component) -> dict[str, tuple[Named, ...]]:
    organisation = _parts(card, "ORG")
    return {"account": (Named("account", organisation[0]),)} if organisation and organisation[0] else {}


def _address(card: Component) -> Value:
    """The first address of work, else the first that is not of home: the company's, as RFC 6350 (6.3.1) orders it."""
    found = [each for each in card.all("ADR") if "home" not in _kinds(each)]
    chosen = next((each for each in found if "work" in _kinds(each)), next(iter(found), None))
    if chosen is None:
        return None
    box, further, street, city, region, code, country = (*parted(chosen.value, ";"), *[""] * 7)[:7]
    lines = "\n".join(filter(None, (street, further, box)))
    said = {"street": lines, "city": city, "region": region, "postal_code": code, "country": country}
    try:
        return normalise(_PLACE, said)
    except InvalidValue:
        return None  # Not worth losing the person for; the card stays where it is.


def _kinds(of: Property) -> set[str]:
    return {kind.casefold() for said in of.parameters.get("TYPE", ()) for kind in said.split(",")}


def _parts(card: Component, name: str) -> list[str]:
    """The parts of the first compound property of that name."""
    return next((parted(each.value, ";") for each in card.all(name)), [])


def _bare(value: str, scheme: str) -> str:
    text = unescaped(value)
    return text[len(scheme) :].partition(";")[0] if text.casefold().startswith(scheme) else text


def _birthday(text: str) -> str | None:
    """A whole date; one without a year (`--0203`) cannot be kept."""
    found = _BIRTHDAY.fullmatch(text)
    return f"{found[1]}-{found[2]}-{found[3]}" if found else None
