"""What the import wizard calls things: slots, reasons, forms of files; and the words of every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.errors import InvalidValue, UserError
from crmdesk.exchange.incoming.candidates import Candidate
from crmdesk.exchange.incoming.cells import DateOrder, folded
from crmdesk.exchange.incoming.sheet_form import Preview
from crmdesk.exchange.incoming.slots import Slot, slots
from crmdesk.locations import resource_path
from crmdesk.store.import_undoing import TakenBack
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import fact_text, partial_record
from crmdesk.ui.faults import fault_text
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.translations import find_label, label, read_labels

translate = QCoreApplication.translate

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp949", "gb18030", "cp950", "cp1252")


def slot_name(entity: Entity, slot: Slot) -> str:
    """A slot as people call it; a part of an address with the address."""
    name = label(f"{entity.name}.{slot.field.name}")
    return f"{name}: {part_name(slot.part)}" if slot.part else name


def part_name(part: str) -> str:
    """A part of an address."""
    return {
        "street": QCoreApplication.translate("Import", "Street"),
        "city": QCoreApplication.translate("Import", "City"),
        "region": QCoreApplication.translate("Import", "Region"),
        "postal_code": QCoreApplication.translate("Import", "Postal code"),
        "country": QCoreApplication.translate("Import", "Country"),
    }[part]


def encoding_name(name: str) -> str:
    """An encoding with the writing that it is for."""
    return {
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8 (BOM)",
        "utf-16": "UTF-16",
        "utf-16-le": "UTF-16 LE",
        "utf-16-be": "UTF-16 BE",
        "cp949": QCoreApplication.translate("Import", "Korean (CP949)"),
        "gb18030": QCoreApplication.translate("Import", "Simplified Chinese (GB18030)"),
        "cp950": QCoreApplication.translate("Import", "Traditional Chinese (Big5)"),
        "cp1252": QCoreApplication.translate("Import", "Western European (Windows-1252)"),
    }.get(name, name)


def delimiter_name(sign: str) -> str:
    """A delimiter in words."""
    return {
        ",": QCoreApplication.translate("Import", "Comma"),
        ";": QCoreApplication.translate("Import", "Semicolon"),
        "\t": QCoreApplication.translate("Import", "Tab"),
        "|": QCoreApplication.translate("Import", "Vertical bar"),
    }.get(sign, sign)


def order_name(order: DateOrder) -> str:
    """An order of dates by an example."""
    return {
        DateOrder.YMD: QCoreApplication.translate("Import", "Year, month, day"),
        DateOrder.DMY: QCoreApplication.translate("Import", "Day, month, year"),
        DateOrder.MDY: QCoreApplication.translate("Import", "Month, day, year"),
    }[order]


def usual_order() -> DateOrder:
    """How the user's country writes a date."""
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat).casefold()
    first = next((sign for sign in form if sign in "ymd"), "y")
    return {"y": DateOrder.YMD, "m": DateOrder.MDY, "d": DateOrder.DMY}[first]


def reasons_text(entity: Entity, reasons: Iterable[UserError]) -> str:
    """Why a record is rejected, each reason with the field that it is about."""
    return formats.sentences(_reason(entity, reason) for reason in reasons)


def _reason(entity: Entity, reason: UserError) -> str:
    said = fault_text(reason)
    name = reason.field if isinstance(reason, InvalidValue) else ""
    return formats.headed(label(f"{entity.name}.{name}"), said) if name in entity.by_name else said


def taken_back_text(undone: TakenBack) -> str:
    """What became of an import that was taken back."""
    gone, back, kept = undone.deleted, undone.restored, len(undone.kept)
    said = [translate("Import", "%n records of the import are gone again.", "", gone)]
    if back:
        said.append(translate("Import", "%n records are as they were before.", "", back))
    if kept:
        text = translate(
            "Import", "%n records stay: somebody has gone on with them since the import.", "", kept
        )
        said.append(text)
    if undone.stopped:
        said.append(translate("Import", "It was stopped; the rest stays."))
    return formats.sentences(said)


Words = tuple[Mapping[str, str], ...]
"""Labels by key, a table a language."""


def read_words() -> Words:
    """The labels of every language that the program speaks; reads files, so on a thread of its own."""
    folder = resource_path("translations")
    return tuple(read_labels(folder, language) for language in LANGUAGES)


def labels_of(words: Words, entity: Entity) -> Mapping[str, tuple[str, ...]]:
    """Slot -> what the interface calls it in each of its languages; a custom field as its administrator does."""
    return {
        slot.key: _names(words, f"{entity.name}.{slot.field.name}", slot.field.label)
        for slot in slots(entity)
        if not slot.part
    }


def choices_of(words: Words, entity: Entity) -> Mapping[str, Mapping[str, str]]:
    """Field -> folded label of a choice, in any language, or its key -> the key."""
    found: dict[str, dict[str, str]] = {}
    for field in entity.own:
        if field.kind is Kind.CHOICE and field.writable:
            known = found[field.name] = {folded(choice.key): choice.key for choice in field.choices}
            for choice in field.choices:
                for name in _names(words, f"{entity.name}.{field.name}.{choice.key}", None):
                    known.setdefault(folded(name), choice.key)
    return found


def _names(words: Words, key: str, own: str | None) -> tuple[str, ...]:
    said = (own, *(find_label(table, key) for table in words))
    return tuple(dict.fromkeys(name for name in said if name))


_SHOWN = {
    "contact": ("name", "account", "title", "emails", "phones"),
    "meeting": ("subject", "starts_at", "ends_at", "place", "attendees"),
}
"""Fields of cards and events that a preview shows."""


def seen_as_rows(desk: Desk, type_name: str, found: Sequence[Candidate], faults: int) -> Preview:
    """Cards or events as the rows of a preview."""
    entity = desk.entity(type_name)
    names = _SHOWN[type_name]
    rows = tuple(tuple(_shown(desk, entity, one, name) for name in names) for one in found)
    return Preview(tuple(label(f"{type_name}.{name}") for name in names), rows, faults)


def _shown(desk: Desk, entity: Entity, one: Candidate, name: str) -> str:
    if name in one.links:
        return formats.listed(each.text for each in one.links[name])
    value = one.fields.get(name)
    if entity.field(name).kind is Kind.INSTANT and value:
        return formats.instant(str(value), desk.zone)
    return fact_text(entity, entity.field(name), partial_record(entity, one.fields), {})
