"""The views of one type that people share: read in the background, offered to whom they are for, saved as edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from crmdesk.domain import edits
from crmdesk.domain.declare import Entity
from crmdesk.domain.list_views import ListView, definition, read_definition
from crmdesk.domain.records import Record
from crmdesk.store.events import RecordsChanged
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.views import Sharing, View
from crmdesk.ui.widgets.filter_bar import Condition

TYPE = "shared_view"
MOST = 200
"""More views of one list nobody looks through."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one look at the replica gave: views with who shares them, and the team of the person here."""

    records: tuple[Record, ...]
    names: Mapping[str, str]
    team: str | None
    team_name: str


class SharedViews(QObject):
    """What others share with this person, and what this person shares."""

    changed = Signal()
    """They were read again."""

    def __init__(self, desk: Desk, entity: Entity, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entity = entity
        self._known = False
        self._records: dict[str, Record] = {}
        self._views: list[View] = []
        self.team: tuple[str, str] | None = None
        """Id and name of the team that this person is in."""
        desk.records_changed.connect(self._on_records_changed)

    def all(self) -> list[View]:
        """Those that are offered here, by name: for everybody, for the own team, and the own ones."""
        return list(self._views)

    def wake(self) -> None:
        """The list is in front: read them if they have not been yet."""
        if not self._known:
            self._refresh()

    def _on_records_changed(self, event: RecordsChanged) -> None:
        if self._known and not {TYPE, "user", "team"}.isdisjoint(event.types):
            self._refresh()

    def _refresh(self) -> None:
        self._known = True
        replica, shows, user = self._desk.replica, self._entity.name, self._desk.author.user
        self._desk.lookups.submit(("shared", id(self)), lambda: _read(replica, shows, user), self._on_read)

    def _on_read(self, found: _Read) -> None:
        user = self._desk.author.user
        self.team = (found.team, found.team_name) if found.team is not None else None
        offered = [
            record
            for record in found.records
            if record["team"] in (None, found.team) or record["owner"] == user
        ]
        self._records = {record.id: record for record in offered}
        self._views = [
            self._view(record, found.names.get(record["owner"] or "", ""), mine=record["owner"] == user)
            for record in offered
        ]
        self.changed.emit()

    def _view(self, record: Record, by: str, *, mine: bool) -> View:
        said = read_definition(self._entity, record["definition"])
        return View(
            str(record["name"]),
            tuple(Condition(*each) for each in said.where),
            said.text,
            said.sort,
            said.descending,
            said.columns,
            said.group,
            tuple(sorted((said.widths or {}).items())),
            shared=Sharing(record.id, by, mine=mine),
            left_out=said.left_out,
        )

    # -- what this person shares ---------------------------------------------------------------------------

    def share(self, view: View, team: str | None, done: Callable[[View], object]) -> None:
        """Offer a view to everybody, or to a team."""
        author, record_id = self._desk.author, self._desk.author.new_id()
        fields = {**self._fields(view), "shows": self._entity.name, "team": team}
        made = replace(view, own=False, shared=Sharing(record_id, self._desk.own.name, mine=True))
        self._desk.commit(
            lambda: edits.create(author, TYPE, fields, record_id=record_id),
            self.tr("{0} is shared now").format(view.name),
            done=lambda: done(made),
        )

    def save(self, view: View) -> None:
        """Change an own one for everybody: name and what it shows."""
        if (record := self._record(view)) is not None:
            said = self.tr("{0} changed for everybody").format(view.name)
            self._desk.commit(lambda: edits.update(self._desk.author, record, self._fields(view)), said)

    def stop(self, view: View) -> None:
        """Share an own one no more."""
        if (record := self._record(view)) is not None:
            said = self.tr("{0} is shared no more").format(view.name)
            self._desk.commit(lambda: edits.delete(self._desk.author, record), said)

    def _record(self, view: View) -> Record | None:
        return self._records.get(view.shared.record) if view.shared is not None else None

    @staticmethod
    def _fields(view: View) -> dict[str, object]:
        said = ListView(
            tuple((each.field, each.operator, each.value) for each in view.conditions),
            view.text,
            view.sort,
            view.descending,
            view.columns,
            view.group,
            dict(view.widths),
        )
        return {"name": view.name, "definition": definition(said)}


def _read(replica: Replica, shows: str, user: str) -> _Read:
    records = replica.query(TYPE, Query((Filter("shows", "=", shows),), sort="name", limit=MOST))
    owners = sorted({str(record["owner"]) for record in records if record["owner"]})
    own = replica.query("user", Query((Filter("id", "=", user),), limit=1))
    team = own[0]["team"] if own else None
    return _Read(
        tuple(records),
        replica.titles("user", owners),
        team,
        replica.title("team", team) if team else "",
    )
