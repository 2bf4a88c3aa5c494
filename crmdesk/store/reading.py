"""The half of the replica that only looks: every question another room may ask, each in one committed state.

It saves nothing and takes nothing in; `replica.py` adds that half.

over 400 lines because it is one door, a short method a question; how each is answered is in the modules that it joins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from crmdesk.domain.bulk import BulkAct
from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import SignInNeeded, StorageFault
from crmdesk.domain.forecast import Book
from crmdesk.domain.periods import Period
from crmdesk.domain.records import Record
from crmdesk.domain.scope import Reader
from crmdesk.store import history, identity, outbox, queries, refusals, status, views_saved, ways_out
from crmdesk.store.attachments import Attachments
from crmdesk.store.blob_vault import BlobVault
from crmdesk.store.board import BoardColumn, BoardQuery, Boards, Narrow, StageSum, narrowed, stage_sums
from crmdesk.store.bulk import Judged, Unfinished, judge, read_unfinished
from crmdesk.store.calendar import Calendar, CalendarEntry, Reminder
from crmdesk.store.conflicts import OpenConflict, open_conflicts
from crmdesk.store.connection import Connection, Database
from crmdesk.store.due_visits import KEPT, MADE_OF, Asked, DueVisit, due_visits
from crmdesk.store.duplicates import OpenCase, holding, look_alikes, open_cases
from crmdesk.store.export import export_lines
from crmdesk.store.forecast import Forecasts, Organised
from crmdesk.store.grouped_listing import GroupedListing, Grouping
from crmdesk.store.identity import ReplicaIdentity, Session
from crmdesk.store.last_answer import LastAnswer
from crmdesk.store.listing import Listing
from crmdesk.store.map_places import MapPlace, map_places
from crmdesk.store.outcomes import EditOutcome, recent_outcomes
from crmdesk.store.profile import BLOBS
from crmdesk.store.queries import Query
from crmdesk.store.rows import Rows
from crmdesk.store.search import Hit, Names, Search
from crmdesk.store.search_index import ROTTEN
from crmdesk.store.settings import read_setting, read_settings, read_typed
from crmdesk.store.snapshot import SnapshotProgress, progress
from crmdesk.store.timeline import Timeline, TimelineEntry
from crmdesk.store.titles import Titles
from crmdesk.store.used import LatelyUsed
from crmdesk.store.views import Item, TodayView, Views
from crmdesk.store.views_saved import SavedView

ALL = Query()

Found = TypeVar("Found")


class Reading:
    """Reads on connections of its own; never waits for a save, a page or a long query of another thread."""

    def __init__(self, database: Database, rows: Rows, lately: LatelyUsed) -> None:
        self._database = database
        self._lately = lately
        self.attachments = Attachments(database, BlobVault(database.path.with_name(BLOBS), database.key))
        self._generations: dict[str, int] = {}
        self._fault: str | None = None
        self._heal_search: Callable[[], bool] = lambda: False
        """Builds a rotten search index anew; False where it is not what is rotten."""
        self._read_from(rows)

    def _read_from(self, rows: Rows) -> None:
        self.catalogue: Catalogue = rows.catalogue
        self._rows = rows
        self._titles = Titles(rows)
        self._search = Search(rows, self._lately)
        self._views = Views(rows, self._titles)
        self._boards = Boards(rows, self._titles)
        self._forecasts = Forecasts(rows)
        self._timeline = Timeline(rows, self._titles)
        self._calendar = Calendar(rows, self._titles)
        self._due_visits = LastAnswer[tuple[DueVisit, ...]]()
        self._places = LastAnswer[tuple[MapPlace, ...]]()
        self._counts = status.RowCounts()

    def get(self, type_name: str, record_id: str) -> Record:
        """One record as the user sees it; raises `NoSuchRecord`."""
        with self._database.read() as connection:
            return self._rows.get(connection, type_name, record_id)

    def query(self, type_name: str, query: Query = ALL) -> list[Record]:
        """The records of a query's page; raises `NoSuchRecord`, `InvalidValue`, `UsageError` for a wrong query."""
        rows = self._rows[type_name]
        with self._database.read() as connection:
            return [rows.record(row) for row in queries.select_rows(connection, rows, query)]

    def count(self, type_name: str, query: Query = ALL) -> int:
        """How many records a query has in all."""
        with self._database.read() as connection:
            return queries.count_rows(connection, self._rows[type_name], query)

    def ids(self, type_name: str, query: Query = ALL) -> list[str]:
        """The ids of all records of a query, in its order, in one committed state."""
        with self._database.read() as connection:
            return queries.select_ids(connection, self._rows[type_name], query)

    def judge_each(self, type_name: str, query: Query, act: BulkAct) -> Judged:
        """Which records of a query an act would change, and which stay; raises as `query`, `SignInNeeded`."""
        with self._database.read() as connection:
            return judge(connection, self._rows[type_name], query, act, self._reader(connection))

    def reader(self) -> Reader:
        """The signed-in user as the rules of who may do what see them; raises `SignInNeeded`."""
        with self._database.read() as connection:
            return self._reader(connection)

    @staticmethod
    def _reader(connection: Connection) -> Reader:
        user = identity.read_identity(connection).user
        if user is None:
            raise SignInNeeded("Nobody has signed in on this profile", hint="sign in first")
        return Reader(user.id, user.role, None)

    def _generations_of(self, *types: str) -> tuple[int, ...]:
        """Numbers that grow with every change of a type's records."""
        return tuple(self._generations.get(type_name, 0) for type_name in types)

    def rows(self, type_name: str, query: Query = ALL, fields: Sequence[str] | None = None) -> Listing:
        """A list of any length by row number; `fields` are its columns (the listed ones unless given)."""
        entity = self.catalogue[type_name]
        return Listing(
            self._database,
            self._rows,
            self._titles.of,
            lambda: self._generations.get(type_name, 0),
            type_name=type_name,
            query=query,
            fields=fields if fields is not None else [field.name for field in entity.own if field.listed],
        )

    def grouped_rows(
        self, type_name: str, query: Query, fields: Sequence[str], grouping: Grouping
    ) -> GroupedListing:
        """A list as `rows`, group behind group."""
        return GroupedListing(
            self._database,
            self._rows[type_name],
            self.rows(type_name, query, fields),
            self._titles.of,
            lambda: self._generations.get(type_name, 0),
            query=query,
            grouping=grouping,
        )

    def title(self, type_name: str, record_id: str) -> str:
        """What a person calls the record; empty when it is not here."""
        with self._database.read() as connection:
            return self._titles.one(connection, type_name, record_id)

    def titles(self, type_name: str, ids: Sequence[str]) -> Mapping[str, str]:
        """Titles of many records by id."""
        with self._database.read() as connection:
            return self._titles.of(connection, type_name, ids)

    def customers(self, records: Iterable[Record]) -> Mapping[str, str]:
        """With whom each record is, by its id: the title of its account, else of its lead."""
        with self._database.read() as connection:
            return self._titles.customers(connection, records)

    def titles_of_deleted(self, type_name: str, ids: Sequence[str]) -> Mapping[str, str]:
        """What records that were deleted here were called, by id, until the centre has taken that."""
        with self._database.read() as connection:
            return self._titles.of_deleted(connection, type_name, ids)

    def accounts_of(self, keys: Iterable[tuple[str, str]]) -> Mapping[str, str]:
        """Titles of the accounts that records (type and id) belong to, by the ids of the records."""
        by_type: dict[str, list[str]] = {}
        for type_name, record_id in keys:
            if "account" in self.catalogue[type_name].by_name:
                by_type.setdefault(type_name, []).append(record_id)
        found: dict[str, str] = {}
        with self._database.read() as connection:
            for type_name, ids in by_type.items():
                found.update(self._titles.pointed_at(connection, type_name, ids, "account"))
        return found

    def search(
        self,
        text: str,
        types: Sequence[str] | None = None,
        limit: int = 50,
        *,
        texts: bool = True,
        each: int | None = None,
    ) -> list[Hit]:
        """Records that hold all words typed, names first, just saved ones included; raises `NoSuchRecord` for
        a wrong type. Without `texts`, names and numbers alone: at once, however many rows there are. At most `each`
        of a type."""
        return self._searching(
            lambda connection: self._search.find(connection, text, types, limit, texts=texts, each=each)
        )

    def search_names(self, text: str, limit: int = 50, *, each: int | None = None) -> Names:
        """As `search` without `texts`, and whether looking at long texts would add anything."""
        return self._searching(lambda connection: self._search.names(connection, text, limit, each=each))

    def search_texts(self, text: str, limit: int = 50, *, each: int | None = None) -> list[Hit]:
        """What `search` finds in long texts alone."""
        return self._searching(lambda connection: self._search.texts(connection, text, limit, each=each))

    def _searching(self, look: Callable[[Connection], Found]) -> Found:
        """What `look` finds, in an index that is begun anew where it was rotten."""
        try:
            with self._database.read() as connection:
                return look(connection)
        except StorageFault as fault:
            if fault.code not in ROTTEN or not self._heal_search():
                raise
        with self._database.read() as connection:
            return look(connection)

    def used(self, limit: int = 20) -> list[tuple[str, str, str]]:
        """Type, id and title of the records that the user opened or changed last on this laptop, newest first."""
        with self._database.read() as connection:
            keys = self._lately.last(connection, limit)
            named: dict[str, Mapping[str, str]] = {}
            for type_name in {type_name for type_name, _ in keys}:
                ids = [record for one, record in keys if one == type_name]
                named[type_name] = self._titles.of(connection, type_name, ids)
        return [(one, record, named[one][record]) for one, record in keys if record in named[one]]

    def conflicts(self) -> list[OpenConflict]:
        """The conflicts that wait for a person, oldest first."""
        with self._database.read() as connection:
            return open_conflicts(connection, self._rows)

    def cases(self) -> list[OpenCase]:
        """Pairs of records that may be the same and wait for a person to say so, oldest first."""
        with self._database.read() as connection:
            return open_cases(connection, self._rows)

    def look_alikes(self, type_name: str, record_id: str) -> list[Record]:
        """Other records here that hold a value which should be of one alone, as this one does."""
        with self._database.read() as connection:
            return look_alikes(connection, self._rows, type_name, record_id)

    def holding(self, type_name: str, fields: Mapping[str, Any]) -> list[Record]:
        """Records that hold one of these values where each should have its own (an e-mail address), a few at most."""
        with self._database.read() as connection:
            return holding(connection, self._rows, type_name, fields)

    def refused(self) -> list[refusals.Refused]:
        """The edits that the centre refused, oldest first."""
        with self._database.read() as connection:
            return [self._with_missing(connection, one) for one in refusals.refused(connection)]

    def _with_missing(self, connection: Connection, one: refusals.Refused) -> refusals.Refused:
        mutation = outbox.mutation_of(connection, one.op_id) if one.code == "parent_deleted" else None
        if mutation is None:
            return one
        gone = ways_out.missing(connection, self._rows, mutation)
        return replace(one, missing=tuple((field, *key) for field, key in gone))

    def history(self, type_name: str, record_id: str) -> history.History:
        """What is known here of a record's past."""
        with self._database.read() as connection:
            return history.read_history(connection, self._rows[type_name], record_id)

    def pending_ops(self) -> list[tuple[outbox.OpenOp, Mutation]]:
        """All edits on their way, oldest first."""
        with self._database.read() as connection:
            return list(outbox.open_mutations(connection))

    def outcomes(self, limit: int = 50) -> list[EditOutcome]:
        """Edits of this laptop that the centre merged, set against another or refused, newest first."""
        with self._database.read() as connection:
            return recent_outcomes(connection, limit)

    def pending(self) -> int:
        """How many edits are on their way: without verdict, or not yet contained in a page."""
        with self._database.read() as connection:
            return status.count_pending(connection)

    def unfinished_bulk(self) -> Unfinished | None:
        """The act on many records that the end of the program broke off, if one was."""
        with self._database.read() as connection:
            return read_unfinished(connection)

    def status(self) -> status.Status:
        """How the replica stands."""
        count = partial(self._counts.of, dict(self._generations))
        with self._database.read() as connection:
            return status.read_status(connection, self._rows, self._fault, self.attachments, count)

    def export(self, *, with_pending: bool = False) -> Iterator[bytes]:
        """Lines of the canonical export, of one committed state."""
        with self._database.read() as connection:
            yield from export_lines(connection, self._rows, with_pending=with_pending)

    def identity(self) -> ReplicaIdentity:
        """Who this replica is to the centre."""
        with self._database.read() as connection:
            return identity.read_identity(connection)

    def session(self) -> Session | None:
        """The tokens of the signed-in user, None when signed out."""
        with self._database.read() as connection:
            return read_typed(connection, "session", Session)

    def snapshot_progress(self) -> SnapshotProgress | None:
        """The snapshot under way (its `cursor` is where to go on), None when there is none."""
        with self._database.read() as connection:
            return progress(connection)

    def setting(self, name: str, default: Any = None) -> Any:
        """A private value (anything JSON)."""
        with self._database.read() as connection:
            return read_setting(connection, f"user.{name}", default)

    def own_settings(self) -> dict[str, Any]:
        """All private values, by name."""
        with self._database.read() as connection:
            return read_settings(connection, "user.")

    def saved_views(self, type_name: str | None = None) -> list[SavedView]:
        """The user's saved views of a type, or all, in their order."""
        with self._database.read() as connection:
            return views_saved.saved_views(connection, type_name)

    def today(self, day: date, zone: str = "UTC", *, everyone: bool = False) -> TodayView:
        """What a day asks of the user (of everyone whose records are here). `zone` is an IANA name."""
        with self._database.read() as connection:
            return self._views.today(connection, day, zone, self._owner(connection, everyone))

    def visits_of(self, day: date, zone: str = "UTC") -> tuple[Item, ...]:
        """All visits of the user's day, by their planned start. `zone` is an IANA name."""
        with self._database.read() as connection:
            return self._views.visits(connection, day, zone, self._owner(connection, everyone=False))

    def due_visits(
        self, day: date, zone: str = "UTC", *, everyone: bool = False, limit: int = 50
    ) -> tuple[DueVisit, ...]:
        """The user's customers whose visit interval has run out, the most pressing first."""
        generations = self._generations_of(*MADE_OF)
        with self._database.read() as connection:
            asked = Asked(day, zone, self._owner(connection, everyone), max(limit, KEPT))
            found = self._due_visits.of((generations, asked), lambda: due_visits(connection, asked))
        return found[:limit]

    def map_places(self) -> tuple[MapPlace, ...]:
        """Every account that has a place on the map, by name: the very same tuple until an account changes."""
        generations = self._generations_of("account")
        with self._database.read() as connection:
            return self._places.of(generations, lambda: map_places(connection))

    def calendar(
        self, first: date, end: date, zone: str = "UTC", *, everyone: bool = False
    ) -> tuple[CalendarEntry, ...]:
        """The user's appointments, tasks and close dates on the days from `first` up to, not including, `end`."""
        with self._database.read() as connection:
            return self._calendar.span(connection, first, end, zone, self._owner(connection, everyone))

    def open_tasks(self, *, everyone: bool = False) -> tuple[CalendarEntry, ...]:
        """The user's open tasks, the longest due first."""
        with self._database.read() as connection:
            return self._calendar.tasks(connection, self._owner(connection, everyone))

    def reminders(self, after: str, until: str) -> tuple[Reminder, ...]:
        """The user's reminders of open records behind the instant `after` up to `until`, earliest first."""
        with self._database.read() as connection:
            return self._calendar.reminders(connection, after, until, self._owner(connection, everyone=False))

    def reminders_of(self, keys: Iterable[tuple[str, str]]) -> tuple[Reminder, ...]:
        """The reminders of those of the user's records (type and id) that are still open."""
        with self._database.read() as connection:
            return self._calendar.reminders_of(connection, keys, self._owner(connection, everyone=False))

    def next_reminder(self, after: str) -> str | None:
        """The instant of the user's first reminder behind `after`."""
        with self._database.read() as connection:
            return self._calendar.next_reminder(connection, after, self._owner(connection, everyone=False))

    def pipeline(self, *, everyone: bool = True) -> tuple[StageSum, ...]:
        """The opportunities by stage."""
        with self._database.read() as connection:
            mine = Narrow(owner=self._owner(connection, everyone))
            return stage_sums(connection, self._rows, narrowed(self._rows, mine))

    def board(
        self, query: BoardQuery, now: datetime, zone: str = "UTC", currency: str = "USD"
    ) -> tuple[BoardColumn, ...]:
        """The pipeline by stage with its first cards; `currency` is the organisation's."""
        with self._database.read() as connection:
            return self._boards.read(connection, query, now, zone, currency)

    def forecast(self, period: Period) -> tuple[dict[str, Book], Organised]:
        """What the forecast of a period is made of, by currency, and who sells, as of one committed state."""
        with self._database.read() as connection:
            return self._forecasts.books(connection, period), self._forecasts.organised(connection)

    def forecast_deals(
        self, period: Period, currency: str, category: str, owners: Sequence[str | None]
    ) -> list[Record]:
        """The opportunities behind one figure of a forecast, the largest first."""
        with self._database.read() as connection:
            return self._forecasts.deals(connection, period, currency, category, owners)

    def follow_ups(self, until: date, *, everyone: bool = False) -> tuple[Item, ...]:
        """What comes next: open tasks up to a day, visits that ended without a next task."""
        with self._database.read() as connection:
            return self._views.follow_ups(connection, self._owner(connection, everyone), until)

    def recent(self, limit: int = 20) -> tuple[Item, ...]:
        """Records that came in changed lately, newest first."""
        with self._database.read() as connection:
            return self._views.recent(connection, None, limit)

    def timeline(
        self, type_name: str, record_id: str, limit: int = 50, before: str | None = None
    ) -> list[TimelineEntry]:
        """What happened around an account, contact or opportunity, newest first; `before` continues a list."""
        with self._database.read() as connection:
            return self._timeline.of(connection, type_name, record_id, limit, before)

    @staticmethod
    def _owner(connection: Any, everyone: bool) -> str | None:
        known = None if everyone else read_setting(connection, "user")
        return known["id"] if known else None

    def interrupt(self, thread: int) -> None:
        """Stops what the thread of that identifier is reading now: it raises `Interrupted` there."""
        self._database.interrupt(thread)
