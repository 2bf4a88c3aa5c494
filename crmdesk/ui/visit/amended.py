"""Amendments of a visit as words: what was originally said, what it was amended to, by whom, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.domain.visit_forms import Form, Question, canonical_answer, words
from crmdesk.domain.visits import AMENDABLE, ANSWER
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import fact_text
from crmdesk.ui.reading import name_in
from crmdesk.ui.theme.state import look
from crmdesk.ui.translations import label
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


def amended(desk: Desk, content: VisitContent) -> Amended:
    """The amendments of a visit in words; none before it is submitted."""
    lines: dict[str, tuple[str, ...]] = {}
    entity = desk.entity("visit")
    form = next((each.form for each in content.forms if each.id == content.record["form"]), None)
    wording = Wording(entity, content.record, form, content.names)
    for one in content.amendments:
        name = str(one["field"])
        value = wording.value(name, one["value"]) or _NOTHING
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


@dataclass(frozen=True, slots=True)
class Wording:
    """Says the report of a visit in words. `form` is the one that it answers, if that is here; `names` are titles by id
    of the people and products that it tells of."""

    entity: Entity
    record: Record
    form: Form | None
    names: Mapping[str, str]

    def value(self, name: str, value: Value) -> str:
        """What a field, or an answer, says by `value`."""
        if name in AMENDABLE:
            if self.entity.field(name).target is not None:
                return formats.listed(name_in(self.names, each) for each in value or ())
            changed = replace(self.record, fields={**self.record.fields, name: value})
            return fact_text(self.entity, self.entity.field(name), changed, self.names)
        question = self._question(name)
        try:
            if question is not None:
                return answer_text(question, canonical_answer(question, value), look().language)
        except InvalidValue:
            pass  # said to another question than the one that is known here: as it stands
        return formats.listed(map(str, value)) if isinstance(value, list) else str(value)

    def name(self, name: str) -> str:
        """What a field is called, or what a question asks; its key where the form is not here."""
        if not name.startswith(ANSWER):
            return label(f"visit.{name}")
        question = self._question(name)
        return words(question.text, look().language) if question is not None else name.removeprefix(ANSWER)

    def _question(self, name: str) -> Question | None:
        return self.form.by_key.get(name.removeprefix(ANSWER)) if self.form is not None else None
