"""The answers and the amendments of a visit as steps of its history: each question by what it asks. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import InvalidValue, NoSuchRecord
from crmdesk.domain.form_definitions import parse_form
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.domain.visit_forms import Form, words
from crmdesk.domain.visits import ANSWER, in_order
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.theme.state import look
from crmdesk.ui.visit.amended import Wording, latest_value

_AMENDMENTS = 100


@dataclass(frozen=True, slots=True)
class Said:
    """What one thing is called, and what was said of it before and after."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Amending:
    """One amendment: who, when (an instant), whether the centre has it, what it corrects, and why."""

    at: str
    by: str
    sent: bool
    field: str
    said: Said
    reason: str


class Reports:
    """Reads the forms that answers belong to, each once."""

    def __init__(self, replica: Replica, catalogue: Catalogue) -> None:
        self._replica = replica
        self._entity = catalogue["visit"]
        self._forms: dict[str, Form | None] = {}

    def answers(
        self, old_form: str | None, old: Value, new_form: str | None, new: Value, *, changed: bool = True
    ) -> list[Said]:
        """The answers before and after an edit, in the order of the questions; `changed`: only those that differ."""
        before, after = (each if isinstance(each, dict) else {} for each in (old, new))
        asked, asks = self._answering(old_form or new_form), self._answering(new_form or old_form)
        order = [key for each in (asks, asked) if each.form is not None for key in each.form.by_key]
        keys = [key for key in dict.fromkeys((*order, *before, *after)) if key in before or key in after]
        found = []
        for key in keys:
            if not changed or before.get(key) != after.get(key):
                name = f"{ANSWER}{key}"
                known = asks if asks.form is None or key in asks.form.by_key else asked
                said = Said(
                    known.name(name), _told(asked, name, before.get(key)), _told(asks, name, after.get(key))
                )
                found.append(said)
        return found

    def titles(self, forms: Iterable[str]) -> dict[str, str]:
        """What the forms that are here are called in the language of the interface, by their ids."""
        read = {one: form for one in forms if (form := self._form(one)) is not None}
        return {one: words(form.name, look().language) for one, form in read.items()}

    def _answering(self, form: str | None) -> Wording:
        return Wording(self._entity, Record("visit", "", 0, {}), self._form(form), {})

    def amendments(self, visit: Record) -> list[Amending]:
        """What was corrected since the report was submitted, in its order."""
        if not visit["submitted_at"]:
            return []
        here = Query((Filter("visit", "=", visit.id),), limit=_AMENDMENTS)
        found = in_order(self._replica.query("visit_amendment", here))
        wording = Wording(self._entity, visit, self._form(visit["form"]), self._names(visit, found))
        told = []
        for number, one in enumerate(found):
            name = str(one["field"])
            before = latest_value(visit, tuple(found[:number]), name)
            said = Said(wording.name(name), _told(wording, name, before), _told(wording, name, one["value"]))
            by, at = one["created_by"] or "", one["amended_at"]
            told.append(Amending(at, by, one.version > 0, name, said, str(one["reason"] or "")))
        return told

    def _names(self, visit: Record, found: list[Record]) -> Mapping[str, str]:
        """Names of the people and products that a field said before or says now."""
        values = [visit["contacts"], visit["products"], *(one["value"] for one in found)]
        ids = sorted({each for value in values if isinstance(value, list) for each in value})
        return {
            **self._replica.titles("product", ids),
            **self._replica.titles("contact", ids),
        }

    def _form(self, form_id: str | None) -> Form | None:
        """None for one that is not here or cannot be read."""
        if not form_id:
            return None
        if form_id not in self._forms:
            self._forms[form_id] = None
            with suppress(NoSuchRecord, InvalidValue):
                self._forms[form_id] = parse_form(self._replica.get("visit_form", form_id)["definition"])
        return self._forms[form_id]


def _told(wording: Wording, name: str, value: Value) -> str:
    """Nothing for nothing: the page has a word of its own for that."""
    return wording.value(name, value) if value not in (None, []) else ""
