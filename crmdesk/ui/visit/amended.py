"""Amendments of a visit as words: what was originally said, what it was amended to, by whom, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.domain.visit_forms import canonical_answer
from crmdesk.domain.visits import AMENDABLE, ANSWER
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import fact_text
from crmdesk.ui.visit.content import VisitContent
from crmdesk.ui.visit.questions import answer_text

_NOTHING = "–"


@dataclass(frozen=True)
class Amended:
    """Of each amended field the lines that stand beside its original, in their order."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def beside(self, name: str, original: str) -> str:
        """The original value alone, or with what it was amended to."""
        lines = self.fields.get(name)
        if not lines:
            return original
        first = QCoreApplication.translate("Amended", "Originally: {0}").format(original or _NOTHING)
        return "\n".join((first, *lines))


def amended(desk: Desk, content: VisitContent, language: str) -> Amended:
    """The amendments of a visit in words; none before it is submitted."""
    lines: dict[str, tuple[str, ...]] = {}
    for one in content.amendments:
        name = str(one["field"])
        value = _value_text(desk.entity("visit"), content, one, language) or _NOTHING
        by = content.names.get(str(one["created_by"]), "")
        at = formats.relative_instant(one["amended_at"], desk.now(), desk.zone)
        told = QCoreApplication.translate("Amended", "Amended to: {0}").format(value)
        lines[name] = (*lines.get(name, ()), told, f"{by}, {at}: {one['reason']}")
    return Amended(lines)


def latest_value(record: Record, amendments: tuple[Record, ...], name: str) -> Value:
    """What a field says by its last amendment, else by the report."""
    for one in reversed(amendments):
        if one["field"] == name:
            return one["value"]
    if name.startswith(ANSWER):
        return (record["answers"] or {}).get(name.removeprefix(ANSWER))
    return record[name]


def _value_text(entity: Entity, content: VisitContent, one: Record, language: str) -> str:
    name, value = str(one["field"]), one["value"]
    if name in AMENDABLE:
        if entity.field(name).target is not None:
            return formats.listed(content.names.get(each, each) for each in value or ())
        changed: Record = replace(content.record, fields={**content.record.fields, name: value})
        return fact_text(entity, entity.field(name), changed, content.names)
    form = next((each.form for each in content.forms if each.id == content.record["form"]), None)
    question = form.by_key.get(name.removeprefix(ANSWER)) if form is not None else None
    if question is None:
        return str(value)
    try:
        return answer_text(question, canonical_answer(question, value), language)
    except InvalidValue:
        return str(value)
