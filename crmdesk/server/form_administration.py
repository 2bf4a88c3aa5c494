"""Publishes visit forms for an administrator, through the journal. What a form may be is `form_definitions`'s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from crmdesk.domain.errors import InvalidValue, NoSuchRecord
from crmdesk.domain.form_definitions import definition_of, parse_form
from crmdesk.domain.values import Value
from crmdesk.domain.visit_forms import words
from crmdesk.server.administration import Administration

_COLUMNS = ("id", "name", "key", "version_number", "active", "definition")


@dataclass(frozen=True, slots=True)
class FormLine:
    """One version of a form."""

    id: str
    key: str
    version: int
    active: bool
    name: str
    questions: int


class FormAdministration:
    """Acts on the visit forms of one organisation."""

    def __init__(self, administration: Administration) -> None:
        self._administration = administration

    def publish(self, told: Value) -> FormLine:
        """Takes in a form, `{"key", "name", "applies", "questions"}`, as the next version of its key, the only one in
        use; the newest version again changes nothing. Raises `InvalidValue` for what is no form."""
        key = told.get("key") if isinstance(told, dict) else None
        if not isinstance(told, dict) or not isinstance(key, str):
            raise InvalidValue("key", "The form has no key", "give it one: store_check")
        form = parse_form({name: value for name, value in told.items() if name != "key"})
        name, definition = words(form.name, "en"), definition_of(form)
        rows = [row for row in self._rows() if row["key"] == key]
        newest = max(rows, key=lambda row: int(row["version_number"]), default=None)
        if newest is not None and newest["active"] and _definition(newest) == definition:
            return _line(newest)
        number = int(newest["version_number"]) + 1 if newest is not None else 1
        fields = {
            "name": name,
            "key": key,
            "version_number": number,
            "active": True,
            "definition": definition,
        }
        administration = self._administration
        made = administration.centre.new_id()
        administration.write([administration.create("visit_form", made, fields)])
        self._retire(rows)
        administration.note("form_published", form=made, key=key, version=number)
        return FormLine(made, key, number, True, name, len(form.questions))

    def retire(self, key: str) -> int:
        """No visit answers the form any more; reports that did go on showing it. Gives how many versions were in use;
        raises `NoSuchRecord`."""
        rows = [row for row in self._rows() if row["key"] == key]
        if not rows:
            raise NoSuchRecord(f"No such form: {key!r}", hint="`admin form list` shows them")
        retired = self._retire(rows)
        self._administration.note("form_retired", key=key)
        return retired

    def all(self) -> Iterator[FormLine]:
        """Every version of every form, by key, the newest version first."""
        for row in sorted(self._rows(), key=lambda row: (row["key"], -int(row["version_number"]))):
            yield _line(row)

    def _rows(self) -> list[dict[str, Any]]:
        return [dict(row) for row in self._administration.rows("visit_form", *_COLUMNS)]

    def _retire(self, rows: list[dict[str, Any]]) -> int:
        used = [str(row["id"]) for row in rows if row["active"]]
        for form in used:
            self._administration.change("visit_form", form, {"active": False})
        return len(used)


def _definition(row: dict[str, Any]) -> Any:
    return msgspec.json.decode(row["definition"])


def _line(row: dict[str, Any]) -> FormLine:
    questions = len(_definition(row)["questions"])
    return FormLine(
        row["id"], row["key"], int(row["version_number"]), bool(row["active"]), row["name"], questions
    )
