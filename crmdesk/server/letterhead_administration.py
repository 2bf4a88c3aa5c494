"""Sets what an organisation's documents say of their sender, through the journal. How they print it is the laptop's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import ADDRESS_PARTS, Value
from crmdesk.server.administration import Administration

TEXTS = ("name", "phone", "email", "website", "tax_number", "bank")
FIELDS = (TEXTS[0], *ADDRESS_PARTS, *TEXTS[1:])
"""What can be said of the sender; the parts of its address one by one."""


class LetterheadAdministration:
    """Acts on the one letterhead of an organisation."""

    def __init__(self, administration: Administration) -> None:
        self._administration = administration

    def shown(self) -> dict[str, str | None]:
        """Every field of `FIELDS`; all of them None before anything was said."""
        row = self._row() or {}
        address = msgspec.json.decode(row["address"]) if row.get("address") else {}
        return {name: (address if name in ADDRESS_PARTS else row).get(name) or None for name in FIELDS}

    def set(self, told: Mapping[str, str]) -> dict[str, str | None]:
        """Says something else of some fields, an empty text takes one away; gives all of them. The organisation's name
        stands where none was ever said. Raises `InvalidValue`."""
        unknown = sorted(told.keys() - set(FIELDS))
        if unknown:
            raise InvalidValue(unknown[0], "A letterhead has no such field", f"fields: {', '.join(FIELDS)}")
        administration, row = self._administration, self._row()
        now = {**self.shown(), **{name: text.strip() or None for name, text in told.items()}}
        if not now["name"]:
            now["name"] = administration.centre.organisations.names()[administration.org]
        address = {part: now[part] for part in ADDRESS_PARTS}
        fields: dict[str, Value] = {name: now[name] for name in TEXTS}
        fields["address"] = address if any(address.values()) else None
        if row is None:
            made = administration.centre.new_id()
            administration.write([administration.create("letterhead", made, fields)])
        else:
            administration.change("letterhead", str(row["id"]), fields)
        administration.note("letterhead_set", fields=sorted(told))
        return self.shown()

    def _row(self) -> Mapping[str, Any] | None:
        """The first that was made, should there ever be two."""
        rows = self._administration.rows("letterhead", "id", "address", *TEXTS)
        return min(rows, key=lambda row: str(row["id"]), default=None)
