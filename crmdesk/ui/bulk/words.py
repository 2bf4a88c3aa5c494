"""What a bulk act does, said in words: before it runs, while it runs, and when it is done. It does nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.bulk import BulkAct, DeleteEach, EditEach, Stays, TaskEach, VisitEach
from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.values import Value
from crmdesk.store.bulk import Unfinished
from crmdesk.store.undo import UndoStep
from crmdesk.ui import formats
from crmdesk.ui.bulk.progress import BulkEnd
from crmdesk.ui.columns import value_text
from crmdesk.ui.translations import label


def counted(entity: Entity, count: int) -> str:
    """`312 opportunities`, `1 opportunity`, with the counting word of a language that has one."""
    name = label(entity.name if count == 1 else f"{entity.name}.plural").lower()
    return QCoreApplication.translate("Bulk", "{0} {1}").format(formats.number(count), name)


def what(entity: Entity, act: BulkAct, names: Mapping[str, str], count: int) -> str:
    """What becomes of each of `count`: `stage → Proposal`; `names` are titles of the records that values refer to."""
    if isinstance(act, EditEach):
        return formats.listed(_changes(entity, act, names))
    if isinstance(act, DeleteEach):
        return QCoreApplication.translate("Bulk", "delete")
    if isinstance(act, TaskEach):
        return QCoreApplication.translate("Bulk", "a task for each")
    if isinstance(act, VisitEach) and count:
        last = act.start(count - 1, "UTC").date()
        days = formats.days(act.start(0, "UTC").date(), last)
        return QCoreApplication.translate("Bulk", "a visit for each ({0})").format(days)
    return QCoreApplication.translate("Bulk", "a visit for each")


def _changes(entity: Entity, act: EditEach, names: Mapping[str, str]) -> Iterator[str]:
    currencies = {each.currency for each in entity.own if each.currency}
    for name in act.set:
        if name not in currencies:
            yield f"{label(f'{entity.name}.{name}')} → {_shown(entity, entity.field(name), act.set, names)}"
    for sign, values in (("+", act.add), ("−", act.remove)):
        for name in values:
            shown = _shown(entity, entity.field(name), values, names)
            yield f"{label(f'{entity.name}.{name}')} {sign} {shown}"


def _shown(entity: Entity, field: Field, values: Mapping[str, Value], names: Mapping[str, str]) -> str:
    if values[field.name] in (None, "", []):
        return QCoreApplication.translate("Bulk", "empty")
    if field.kind is Kind.BOOL:
        return formats.yes_no(bool(values[field.name]))
    return value_text(entity, field, values, names)


def stepped(entity: Entity, step: UndoStep) -> str:
    """What was taken back or done again: a record by its name, many by their number."""
    if step.is_of_many:
        return counted(entity, step.records - step.stayed)
    return step.title or label(step.type)


def stayed(stays: Mapping[Stays, int]) -> list[str]:
    """What stays as it is, one reason after the other, with how many."""
    return [_reason(why, stays[why]) for why in Stays if stays.get(why)]


def _reason(why: Stays, many: int) -> str:
    say = {
        Stays.LOCKED: QCoreApplication.translate("Bulk", "%n submitted and locked", "", many),
        Stays.FORBIDDEN: QCoreApplication.translate(
            "Bulk", "%n that only the owner or a manager may delete", "", many
        ),
        Stays.CLOSED: QCoreApplication.translate("Bulk", "%n closed", "", many),
        Stays.ALREADY: QCoreApplication.translate("Bulk", "%n already so", "", many),
        Stays.WITHOUT_ACCOUNT: QCoreApplication.translate("Bulk", "%n without an account", "", many),
        Stays.GONE: QCoreApplication.translate("Bulk", "%n gone meanwhile", "", many),
        Stays.REFUSED: QCoreApplication.translate("Bulk", "%n for which that is not possible", "", many),
    }
    return say[why]


def broken_off(found: Unfinished) -> str:
    """What the end of the program cut short, and how far it had come."""
    if found.changed >= found.total:
        return QCoreApplication.translate("Bulk", "{0}. All of it was done when the program ended.").format(
            found.title
        )
    return QCoreApplication.translate(
        "Bulk", "{0}. The program ended after {1} of {2}: those are changed, the others are as they were."
    ).format(found.title, formats.number(found.changed), formats.number(found.total))


def outcome(entity: Entity, end: BulkEnd) -> str:
    """How it ended, in a line."""
    number = counted(entity, end.changed)
    act = end.walk.act
    if isinstance(act, EditEach):
        said = QCoreApplication.translate("Bulk", "{0} changed").format(number)
    elif isinstance(act, DeleteEach):
        said = QCoreApplication.translate("Bulk", "{0} deleted").format(number)
    elif isinstance(act, TaskEach):
        said = QCoreApplication.translate("Bulk", "%n tasks made", "", end.changed)
    else:
        said = QCoreApplication.translate("Bulk", "%n visits planned", "", end.changed)
    parts = [said, *stayed(end.stays)]
    if end.left:
        parts.append(QCoreApplication.translate("Bulk", "stopped before %n more", "", end.left))
    return " · ".join(parts)
