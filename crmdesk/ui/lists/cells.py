"""What was typed into a cell of a list becomes an edit; a choice that asks for its reason asks over the list first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from crmdesk.domain import edits
from crmdesk.domain.declare import Entity, Field
from crmdesk.domain.errors import UserError
from crmdesk.domain.values import Value
from crmdesk.ui.desk import Desk
from crmdesk.ui.models.keyset import KeysetModel
from crmdesk.ui.opportunity.closing import LostReasonBar
from crmdesk.ui.translations import label
from crmdesk.ui.widgets.data_table import DataTable


@dataclass(frozen=True, slots=True)
class _Asking:
    record_id: str
    field: Field
    fields: dict[str, Value]
    reason: str
    """The name of the field that is asked for."""


class CellEdits(QObject):
    """Saves what cells say. `bar` stands over the list where a choice of its type asks for a reason."""

    def __init__(self, desk: Desk, entity: Entity, table: DataTable, refresh: Callable[[], None]) -> None:
        super().__init__(table)
        self._desk, self._entity, self._table = desk, entity, table
        self._refresh = refresh
        self._asking: _Asking | None = None
        asked = [choice.asks for field in entity.own for choice in field.choices if choice.asks]
        self.bar = LostReasonBar(entity.field(asked[0])) if asked else None
        if self.bar is not None:
            self.bar.answered.connect(self._on_answered)
            self.bar.given_up.connect(self.escape)

    def save(self, record_id: str, key: str, value: object) -> None:
        """Save the value of one cell, at once or when its reason was said."""
        field = self._entity.field(key)
        fields: dict[str, Value] = {key: value}
        if field.currency and isinstance(value, tuple):
            fields = {key: value[0], field.currency: value[1]}
        elif field.currency and value is None:
            fields = {key: None, field.currency: None}
        chosen = field.choice(value) if isinstance(value, str) else None
        if self.bar is not None and chosen is not None and chosen.asks:
            self._asking = _Asking(record_id, field, fields, chosen.asks)
            self.bar.ask(self._name_of(record_id))
        else:
            self._save(record_id, field, fields)

    def _name_of(self, record_id: str) -> str:
        """As its row names it; empty when it has left the list."""
        model = self._table.model()
        assert isinstance(model, KeysetModel)
        row = model.row_of(record_id)
        naming = next(number for number, column in enumerate(model.columns) if column.strong)
        return "" if row is None else model.text(row, naming) or ""

    def _save(self, record_id: str, field: Field, fields: dict[str, Value]) -> None:
        author, name = self._desk.author, self._entity.name
        self._desk.change(
            name,
            record_id,
            lambda record: edits.update(author, record, fields),
            self.tr("{0} saved").format(label(f"{name}.{field.name}")),
            failed=self._refused,
        )

    def _refused(self, error: UserError) -> None:
        self._desk.report(error)
        self._refresh()

    def _on_answered(self, reason: str | None) -> None:
        asking = self._close()
        if asking is not None:
            said = {} if reason is None else {asking.reason: reason}
            self._save(asking.record_id, asking.field, {**asking.fields, **said})

    def escape(self) -> bool:
        """Leave the record as it is; false when nothing was asked."""
        given_up = self._close() is not None
        if given_up:
            self._refresh()
        return given_up

    def _close(self) -> _Asking | None:
        asking, self._asking = self._asking, None
        if asking is not None and self.bar is not None:
            self.bar.hide()
            self._table.setFocus()
        return asking
