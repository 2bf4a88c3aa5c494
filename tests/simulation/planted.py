"""Mistakes to plant in engine, replica and centre, each of which the oracle must catch: it is on trial with them.

Each says which promise it breaks, and what has to happen in a world for it to show.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert, select, update

from crmdesk.domain import scope
from crmdesk.domain.errors import StorageFault
from crmdesk.protocol.messages import Page, Position
from crmdesk.server import bulk, decide, feed, journal, positions, stage_changes
from crmdesk.server.batch import Batch
from crmdesk.server.collection import Collector
from crmdesk.server.database import writing
from crmdesk.server.decide import Judge
from crmdesk.server.disputes import Disputes
from crmdesk.server.feed import Feed
from crmdesk.server.journal import Journal
from crmdesk.server.membership import _Keeper
from crmdesk.server.verdicts import OF_VERDICT, carried_alone, kept_verdict
from crmdesk.store import outbox, status
from crmdesk.store.pages import Changes, Intake
from crmdesk.store.replica import Replica
from crmdesk.store.snapshot import Snapshots
from tests.simulation.fate import Topic, Trouble
from tests.simulation.laptop import SimulatedLaptop

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Bug:
    """One mistake. `promises`: the first one it breaks is among these. `needs`: what makes it show."""

    plant: Callable[[Patch], None]
    promises: frozenset[str]
    needs: frozenset[Trouble] = frozenset()
    first: int = 0
    """The seed to begin with: one that showed it."""
    topic: Topic | None = None
    """What people have to meet on."""

    @property
    def name(self) -> str:
        return self.plant.__name__


BUGS: list[Bug] = []


def breaks(
    *promises: str, needs: tuple[Trouble, ...] = (), first: int = 0, topic: Topic | None = None
) -> Callable[[Callable[[Patch], None]], None]:
    """Enters a mistake into the list."""

    def enter(plant: Callable[[Patch], None]) -> None:
        BUGS.append(Bug(plant, frozenset(promises), frozenset(needs), first, topic))

    return enter


# The centre


@breaks("P2", "P1", first=37)
def forget_what_was_seen(patch: Patch) -> None:
    """The centre applies a doubled push a second time."""
    write = bulk.insert

    def careless(connection: Any, table: Any, lines: list[dict[str, Any]]) -> None:
        if table.name == "ledger" and lines:
            connection.execute(insert(table).prefix_with("OR REPLACE"), lines)
        else:
            write(connection, table, lines)

    patch.setattr(Journal, "_repeat", lambda self, session, item: False)
    patch.setattr(bulk, "insert", careless)


@breaks("P1", "P2", "P3", "P4", "P7")
def tell_edits_apart_by_their_numbers(patch: Patch) -> None:
    """The centre takes an edit for known when it has decided one of that number from that replica."""
    read = Journal._read_ledger

    def by_number(self: Journal, connection: Any, org: int, items: Any) -> Any:
        known = read(self, connection, org, items)
        table = self._tables.ledger
        for one in (one for item in items for one in (carried_alone(item), *item.also)):
            query = select(*(table.c[name] for name in OF_VERDICT)).where(
                table.c.org == org, table.c.number == one.number
            )
            row = connection.execute(query).first()
            if row is not None and one.op_id not in known:
                verdict = msgspec.structs.replace(kept_verdict(row), op_id=one.op_id)
                known[one.op_id] = journal._Known(one.payload_hash, verdict)
        return known

    patch.setattr(Journal, "_read_ledger", by_number)


@breaks("P3", "P8", "P6", first=1)
def skip_a_record_of_each_page(patch: Patch) -> None:
    """The feed leaves out the last record of a window."""
    window = Feed._window

    def short(self: Feed, *given: Any, **named: Any) -> Any:
        found = window(self, *given, **named)
        return replace(found, keys=found.keys[:-1])

    patch.setattr(Feed, "_window", short)


@breaks("P1", first=4)
def keep_no_conflict(patch: Patch) -> None:
    """The centre drops the value that should have waited for a person."""
    patch.setattr(Disputes, "_open", lambda self, key, mutation, *given, **named: mutation.op_id)


@breaks("P1", "P2", first=3)
def believe_the_laptops_clocks(patch: Patch) -> None:
    """The centre lets the edit win that says it is later."""
    merge = decide.merge_record

    def by_clock(entity: Any, current: Any, mutation: Any, since: Any) -> Any:
        merged = merge(entity, current, mutation, since)
        return replace(merged, values={}) if mutation.at < (current["updated_at"] or "") else merged

    patch.setattr(decide, "merge_record", by_clock)


@breaks("P1", "P2", first=30)
def overwrite_without_history(patch: Patch) -> None:
    """The centre does not write down what a later edit has replaced."""
    note = Batch.note

    def short(self: Batch, key: Any, name: str, old: Any, new: Any, **named: Any) -> None:
        note(self, key, name, None if name else old, None if name else new, **named)

    patch.setattr(Batch, "note", short)


@breaks("P2", first=65)
def count_samples_anew(patch: Patch) -> None:
    """The centre takes what is added to a total for the total."""
    merge = decide.merge_record

    def total(entity: Any, current: Any, mutation: Any, since: Any) -> Any:
        merged = merge(entity, current, mutation, since)
        return replace(
            merged, values={**merged.values, **{n: v for n, v in mutation.add.items() if n == "samples"}}
        )

    patch.setattr(decide, "merge_record", total)


@breaks("P2", first=4)
def count_stage_changes_by_chance(patch: Patch) -> None:
    """The centre gives a stage change another id than the laptop does."""
    derived = stage_changes.derived_id
    patch.setattr(
        stage_changes, "derived_id", lambda op_id, what: derived(op_id, what.replace("stage", "other"))
    )


@breaks("P1", "P2", first=192)
def apply_half_a_group(patch: Patch) -> None:
    """The centre keeps what stood in a group before the change that was refused."""
    patch.setattr(Batch, "drop_group", Batch.keep_group)


@breaks("P6", needs=(Trouble.HAND_OVER,), first=4)
def send_everybody_everything(patch: Patch) -> None:
    """The feed asks what changed and forgets to ask for whom."""
    page = Feed._page

    def open_page(self: Feed, connection: Any, org: int, reader: Any, *given: Any) -> Page:
        return page(self, connection, org, replace(reader, buckets=None), *given)

    patch.setattr(Feed, "_page", open_page)


@breaks("P6", first=19)
def see_upward_too(patch: Patch) -> None:
    """Whoever lives in a territory also sees the one above it."""
    below = scope.subtree

    def around(parents: Any, root: str) -> frozenset[str]:
        above = parents.get(root)
        return below(parents, root) | ({above} if above else set())

    patch.setattr(scope, "subtree", around)


@breaks("P3", "P6", needs=(Trouble.HAND_OVER,), first=21)
def forget_who_may_not_see_it_any_more(patch: Patch) -> None:
    """The feed tells nobody that a record has left their scope."""
    patch.setattr(Feed, "_evicted", lambda self, *given: [])


@breaks("P3", "P6", needs=(Trouble.HAND_OVER,), first=1)
def leave_children_where_they_were(patch: Patch) -> None:
    """What is seen through a record does not follow it to other eyes."""
    patch.setattr(_Keeper, "_wake_dependants", lambda self, entity, ids: None)


@breaks("P3", "P1", "P2", "P6", "P7", "bug", needs=(Trouble.RESTORE,), first=21)
def compare_no_tags(patch: Patch) -> None:
    """The centre takes a place in the feed of before for one in its own, if the number fits."""

    def by_number(connection: object, tables: object, org: int, head: Position, place: Position) -> bool:
        return place.epoch == head.epoch and place.seq <= head.seq

    for module in (positions, feed):
        patch.setattr(module, "lies_on", by_number)


@breaks("P1", "P2", "P4", first=2)
def enter_the_first_of_a_bundle_only(patch: Patch) -> None:
    """Of edits that travel as one, only the first is remembered as seen."""
    enter = Journal._enter

    def short(self: Journal, session: Any, mutation: Any, one: Any, verdict: Any) -> None:
        enter(self, session, mutation, one, verdict)
        if one.op_id != mutation.op_id:
            session.batch.ledger.pop()

    patch.setattr(Journal, "_enter", short)


@breaks("P3", "P6", needs=(Trouble.COLLECT, Trouble.CENTRAL_DELETE), first=3)
def collect_in_silence(patch: Patch) -> None:
    """The centre forgets what is old and lets laptops go on from before it, as if nothing had been there."""
    announce = Collector._announce

    def quiet(self: Collector, org: int, before: str) -> int:
        upto = announce(self, org, before)
        with writing(self._engine, org) as connection:
            connection.execute(update(self._tables.organisation).values(collected=0))
        return upto

    patch.setattr(Collector, "_announce", quiet)


@breaks("P1", needs=(Trouble.FIELDS,), first=31)
def drop_what_a_field_cannot_take(patch: Patch) -> None:
    """Values of fields that went or changed their kind go nowhere."""
    patch.setattr(Judge, "_leave", lambda self, mutation, settled, left: settled)


# The laptop


@breaks("P1", "P4", "P7", first=18)
def take_one_answer_for_all(patch: Patch) -> None:
    """A verdict ends every edit on its way, also those that were saved in the meantime."""
    verdicts = Intake.verdicts

    def hasty(self: Intake, connection: Any, *given: Any) -> Changes:
        changes = verdicts(self, connection, *given)
        connection.execute("DELETE FROM open_op WHERE outcome IS NULL")
        return changes

    patch.setattr(Intake, "verdicts", hasty)


@breaks("P1", "P4", first=7)
def call_refusals_applied(patch: Patch) -> None:
    """The laptop files a refusal as done, and nobody hears of it."""
    record = Intake._record

    def rosy(self: Intake, connection: Any, place: int, verdict: Any, epoch: int | None) -> None:
        record(self, connection, place, msgspec.structs.replace(verdict, outcome="applied"), epoch)

    patch.setattr(Intake, "_record", rosy)


@breaks("P8", first=3)
def forget_an_answer(patch: Patch) -> None:
    """The laptop passes over the first verdict of each answer, and never asks again."""
    verdicts = Intake.verdicts

    def deaf(self: Intake, connection: Any, given: Any, *more: Any) -> Changes:
        return verdicts(self, connection, list(given)[1:], *more)

    patch.setattr(Intake, "verdicts", deaf)


@breaks("P1", "P4", "P8", "P7")
def save_without_sending(patch: Patch) -> None:
    """Every fifth edit is written to the row and the log, but never noted as on its way."""
    append, turn = outbox.append, itertools.count()

    def forgetful(connection: Any, mutation: Any, last: Any) -> Any:
        mark = append(connection, mutation, last)
        if next(turn) % 5 == 4:
            connection.execute("DELETE FROM open_op WHERE place = ?", (mark.count,))
        return mark

    patch.setattr(outbox, "append", forgetful)


@breaks("P3", "P6")
def leave_the_deleted_standing(patch: Patch) -> None:
    """The laptop passes over deletions."""
    patch.setattr(Intake, "_delete", lambda self, connection, deleted: set())


@breaks("P3", "P8", "P7", "P6")
def move_the_cursor_first(patch: Patch) -> None:
    """The laptop stores the cursor, then the rows, and now and then the disk is full between the two."""
    apply, turn = Replica.apply_page, itertools.count()

    def torn(self: Replica, page: Page, **named: Any) -> Any:
        if next(turn) % 4 == 3:
            apply(self, msgspec.structs.replace(page, tables=[], deleted=[], evicted=[]), **named)
            raise StorageFault("The disk is full")
        return apply(self, page, **named)

    patch.setattr(Replica, "apply_page", torn)


@breaks("P7", first=14)
def count_one_edit_too_many_as_contained(patch: Patch) -> None:
    """The laptop stops replaying the edit behind the last one that a page contains."""
    contain = Intake.contain
    patch.setattr(
        Intake,
        "contain",
        lambda self, connection, number, position: contain(self, connection, number + 1, position),
    )


@breaks("P7", "P1", "P3", first=3)
def overwrite_what_is_pending(patch: Patch) -> None:
    """A page's row takes the place of one with pending edits."""
    patch.setattr(Intake, "_dirty", lambda self, connection, type_name, ids: set())


@breaks("P7", "P3", "P2", first=8)
def show_the_newest_edit_only(patch: Patch) -> None:
    """Of several pending edits of a record only the last is replayed on what a page brings."""
    from crmdesk.store import rebase

    replayed = rebase.replayed
    patch.setattr(rebase, "replayed", lambda *given: replayed(*given)[-1:])


@breaks("P3", "P6", needs=(Trouble.USER_MOVE,), first=4)
def resync_without_a_sweep(patch: Patch) -> None:
    """After a new snapshot the rows stay that were not in it."""
    patch.setattr(Snapshots, "_sweep", lambda self, connection: set())


@breaks("P1", needs=(Trouble.RESTORE,), first=36)
def offer_nothing_again(patch: Patch) -> None:
    """After the centre was put back the laptop keeps to itself what it had been told was taken."""
    patch.setattr(Intake, "reoffer", lambda self, connection, common: 0)


@breaks("P4", first=24)
def say_that_all_is_well(patch: Patch) -> None:
    """The status does not count what was refused."""
    patch.setattr(status, "count_refused", lambda connection: 0)


@breaks("P4")
def call_pending_done(patch: Patch) -> None:
    """The status does not count what is on its way."""
    patch.setattr(status, "count_pending", lambda connection: 0)


@breaks("P5")
def ask_the_centre_before_saving(patch: Patch) -> None:
    """Saving first fetches a new token, in case the edit can go out at once."""
    opened = SimulatedLaptop._open

    def asking(self: SimulatedLaptop) -> None:
        opened(self)
        commit = self.replica.commit

        def save(mutations: Any) -> Any:
            self._remote.refresh()
            return commit(mutations)

        self.replica.commit = save  # type: ignore[method-assign]

    patch.setattr(SimulatedLaptop, "_open", asking)
