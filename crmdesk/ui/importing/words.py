"""What the import wizard calls things: slots, reasons, forms of files; and the words of every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.errors import InvalidValue, UserError
from crmdesk.exchange.incoming.cells import DateOrder, folded
from crmdesk.exchange.incoming.slots import Slot, slots
from crmdesk.ui import formats
from crmdesk.ui.faults import fault_text
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.translations import Translator, label

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
    return " ".join(_reason(entity, reason) for reason in reasons)


def _reason(entity: Entity, reason: UserError) -> str:
    said = fault_text(reason)
    name = reason.field if isinstance(reason, InvalidValue) else ""
    return formats.headed(label(f"{entity.name}.{name}"), said) if name in entity.by_name else said


def labels_of(translator: Translator, entity: Entity) -> Mapping[str, tuple[str, ...]]:
    """Slot -> what the interface calls it in each of its languages."""

    def said() -> list[tuple[str, str]]:
        return [
            (slot.key, label(f"{entity.name}.{slot.field.name}")) for slot in slots(entity) if not slot.part
        ]

    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for key, name in translator.said_in(language, said):
            found[key] = (*found.get(key, ()), name)
    return found


def choices_of(translator: Translator, entity: Entity) -> Mapping[str, Mapping[str, str]]:
    """Field -> folded label of a choice, in any language, or its key -> the key."""
    fields = [field for field in entity.own if field.kind is Kind.CHOICE and field.writable]

    def said() -> list[tuple[str, str, str]]:
        return [
            (field.name, folded(label(f"{entity.name}.{field.name}.{choice.key}")), choice.key)
            for field in fields
            for choice in field.choices
        ]

    found = {field.name: {folded(choice.key): choice.key for choice in field.choices} for field in fields}
    for language in LANGUAGES:
        for name, word, key in translator.said_in(language, said):
            found[name].setdefault(word, key)
    return found
