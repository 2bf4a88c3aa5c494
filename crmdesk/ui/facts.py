"""A record's fields as a list of names and values, out of its declaration. Knows no type by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QLocale

from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.records import Record
from crmdesk.domain.values import ADDRESS_PARTS, Value, blank
from crmdesk.ui.columns import value_text
from crmdesk.ui.formats import figure, money, short_number
from crmdesk.ui.outside import is_site
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import Property

_UNSHOWN = (Kind.JSON, Kind.POSITION)


def facts(
    entity: Entity,
    record: Record,
    names: Mapping[str, str],
    leave_out: Collection[str] = (),
    instead: Mapping[str, Sequence[Property]] = MappingProxyType({}),
) -> list[Property]:
    """The filled-in fields in declared order, then who is responsible; references lead to `type:id`, addresses of the
    web to themselves. `instead` are the rows that stand in the place of a field."""
    currencies = {field.currency for field in entity.own}
    shown: list[Property] = []
    for field in (*entity.own, entity.field("owner"), entity.field("territory")):
        if field.name in leave_out or field.name in currencies or field.kind in _UNSHOWN:
            continue
        if field.name in instead:
            shown += instead[field.name]
            continue
        text = fact_text(entity, field, record, names)
        if text:
            shown.append(Property(label(_key(entity, field)), text, _target(field, record, names)))
    return shown


def fact_text(entity: Entity, field: Field, record: Record, names: Mapping[str, str]) -> str:
    """One field as people read it; long texts whole."""
    value = record.fields.get(field.name)
    if field.kind is Kind.LONGTEXT:
        return str(value or "").strip()
    if field.kind is Kind.ADDRESS and value:
        return address_text(value)
    if field.kind is Kind.INTEGER:
        return "" if value is None else short_number(value, field.maximum)
    if field.kind is Kind.DECIMAL:
        return "" if value is None else figure(value)
    return value_text(entity, field, record.fields, names)


_EASTERN = 0x2E80
"""From here on Unicode holds the scripts of China, Japan and Korea."""
_HANGUL = range(0xAC00, 0xD7A4)
"""The syllables of Korean; full-width signs, which Chinese addresses have as well, lie behind them."""


def address_text(address: Mapping[str, Value]) -> str:
    """An address in the order of the script that it is written in: from the street up, or from the region down."""
    street, city, region, code, country = (str(address.get(part) or "") for part in ADDRESS_PARTS)
    region = "" if region == city else region
    written = f"{street}{city}{region}"
    eastern = any(ord(letter) >= _EASTERN for letter in written)
    land = _land(country, under=written if eastern else "")
    if eastern:
        # Chinese and Japanese leave no room between the parts; Taiwan and Japan begin with the code, the others end so.
        room = " " if _korean(written) else ""
        place = f"{region}{room if region and city else ''}{city}"
        first = country in ("TW", "JP")
        lines = [f"{code} {place}" if first else place, street, land if first else f"{code} {land}"]
    else:
        lines = [street, f"{city} {code}", ", ".join(part for part in (region, land) if part)]
    return "\n".join(line.strip() for line in lines if line.strip())


def _korean(text: str) -> bool:
    return any(ord(letter) in _HANGUL for letter in text)


def _land(code: str, *, under: str) -> str:
    """The name of a country by its code of two letters: in its own words under an address in their script, else in the
    language of the interface where that is spoken there, else in English; other texts as they are."""
    territory = QLocale.codeToTerritory(code)
    if territory == QLocale.Country.AnyTerritory:
        return code
    own = QLocale(QLocale.Language.AnyLanguage, territory).nativeTerritoryName()
    # A Chinese address in Korea: who reads the one script need not read the other.
    if under and own and (_korean(under) or not _korean(own)):
        return own
    reader = QLocale().language()
    here = QLocale(reader, territory)
    spoken = reader != QLocale.Language.English and (here.language(), here.territory()) == (reader, territory)
    return here.nativeTerritoryName() if spoken else QLocale.territoryToString(territory)


def _key(entity: Entity, field: Field) -> str:
    return f"{entity.name}.{field.name}"


def _target(field: Field, record: Record, names: Mapping[str, str]) -> str:
    opens = field.target not in (None, "user", "territory", "team", "product")
    value = record.fields.get(field.name)
    if field.kind is Kind.TEXT and is_site(str(value)):
        return str(value)
    if field.kind is not Kind.REFERENCE or not opens or value not in names:
        return ""
    return f"{field.target}:{value}"


def amount_text(record: Record, name: str = "amount", currency: str = "currency") -> str:
    """A record's amount with its currency; empty when it has none."""
    amount = record.fields.get(name)
    return money(amount, record.fields.get(currency) or "") if amount is not None else ""


def shown_fields(entity: Entity, names: Collection[str]) -> list[Field]:
    """The fields of these names in declared order; a currency is shown with its amount, a position not at all."""
    currencies = {field.currency for field in entity.own if field.currency and field.name in names}
    known = [field for field in entity.fields if field.name in names and field.name not in currencies]
    return [field for field in known if field.kind is not Kind.POSITION]


def partial_record(entity: Entity, values: Mapping[str, Value]) -> Record:
    """Some fields' values as if they were a whole record, for `fact_text`."""
    return Record(entity.name, "", 0, {**dict.fromkeys(entity.by_name), **blank(entity), **values})
