"""The replica as the rest of the program knows it: one object that saves, reads, takes in and tells.

It joins the modules of this room and holds the order of things (transaction, mark, event); each piece of work
is in its own module. Every method may be called from any thread; none waits for the network.

over 400 lines because it is the one door to this room; what goes on behind it is in the modules that it joins.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.custom_fields import CustomField, extended, fingerprint
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.erasure import mark_of
from crmdesk.domain.errors import (
    CentreFault,
    InvalidValue,
    NoSuchRecord,
    NotAllowed,
    RecordLocked,
    SignInNeeded,
    StorageFault,
    UsageError,
    UserError,
)
from crmdesk.domain.records import Record, title_of
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import Page, Position, PushItem, SnapshotPage, Tokens, Verdict
from crmdesk.store import adopting, custom_fields, held, identity, migrations, refusals, sending
from crmdesk.store.aside import Aside
from crmdesk.store.bulk import Part, Walk, save_each
from crmdesk.store.digest import Digests
from crmdesk.store.events import Listener, Listeners, Origin, RecordsChanged, records_changed
from crmdesk.store.hanging import hangs_on
from crmdesk.store.identity import Session
from crmdesk.store.keeping import Keeping
from crmdesk.store.mark import Mark
from crmdesk.store.mending import Agreement, Mending
from crmdesk.store.moving import Moving
from crmdesk.store.opening import open_files
from crmdesk.store.pages import Intake
from crmdesk.store.profile import Profile
from crmdesk.store.progress import Told, untold
from crmdesk.store.rebase import Rebase
from crmdesk.store.room import Room, measure
from crmdesk.store.rows import Rows
from crmdesk.store.saving import Saved, Saving
from crmdesk.store.search import SCHEMA
from crmdesk.store.search_index import SearchIndex
from crmdesk.store.settings import INDEXES_MISSING, read_setting, write_setting
from crmdesk.store.snapshot import Snapshots, progress
from crmdesk.store.taking_out import check_nothing_upon, take_out
from crmdesk.store.undo import Beside, Save, UndoHistory, UndoStep, Went, inverted, joined, lean
from crmdesk.store.used import AT_ONCE
from crmdesk.store.verify import Verification, verify
from crmdesk.store.ways_out import AS_THEY_WERE, Way, renewed

if TYPE_CHECKING:
    from crmdesk.store.importing import Importing

PUSH_BYTES = 256 * 1024
ADOPTED_AT_ONCE = 500
"""Edits that are taken in in one transaction."""
ATTACHMENT = "attachment"
_FOR_GOOD = (NotAllowed, NoSuchRecord, RecordLocked, InvalidValue, UsageError)
"""What says that a step can never be taken: unlike a full disk or a session that has ended, it does not pass."""
VERIFIED = "verified"
"""The setting that holds when everything was last checked and found sound."""


class Replica(Keeping):
    """One user's replica. Made by `create` or `open`; `close` gives the profile back."""

    def __init__(
        self,
        profile: Profile,
        key: bytes,
        *,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        accept_loss: bool = False,
    ) -> None:
        files = open_files(profile, key, catalogue, accept_loss=accept_loss)
        database, rows = files.database, files.rows
        super().__init__(database, rows, files.index, Aside(profile, key), now)
        self._profile = profile
        self._closed = False
        self._new_id = new_id
        self._mark = files.mark
        self._listeners = Listeners()
        self._undo = UndoHistory()
        self._saving_order = threading.RLock()
        self._declared = catalogue
        self._write_to(rows)
        self._heal_search = files.index.heal
        database.read_beside(SCHEMA, profile.search)
        try:
            self._restore_indexes()
            self._forget_discarded()
            self._search_anew(files.searched_anew)
            self._release_bytes(final=True)
        except BaseException:
            # Who is told that it does not open may have it built anew, which moves these files.
            self._index.close()
            self._close_files()
            raise

    @property
    def importing(self) -> Importing:
        """The person's own imports, which few starts of the program come to."""
        from crmdesk.store.importing import Importing

        return Importing(self._database, self._rows, self.commit, self.in_parts)

    def _write_to(self, rows: Rows) -> None:
        self._rebase = Rebase(rows)
        self._saving = Saving(rows.catalogue, rows, self._rebase)
        self._digests = Digests(rows)
        self._intake = Intake(rows, self._rebase, self._digests)
        self._snapshots = Snapshots(rows, self._intake, self._digests)
        beside: Any = {"intake": self._intake, "digests": self._digests, "emit": self._emit_remote}
        self.mending = Mending(self._database, rows, now=self._now, **beside)
        self.moving = Moving(self._database, rows, aside=self._aside, **beside)

    def _search_anew(self, types: Sequence[str]) -> None:
        if types:
            with self._database.write() as connection:
                for type_name in types:
                    self._rows.touch_all(connection, type_name)
            self._index.follow()

    @classmethod
    def create(
        cls,
        directory: Path,
        key: bytes,
        *,
        catalogue: Catalogue = CATALOGUE,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> Replica:
        """A new, empty replica in `directory`; raises `StorageFault` when there is one, `ProfileInUse`."""
        profile = Profile(directory)
        profile.make()
        if profile.exists:
            raise StorageFault("There is a replica here already", str(directory), "open it", code="exists")
        return cls._start(profile, key, catalogue=catalogue, now=now, new_id=new_id)

    @classmethod
    def open(
        cls,
        directory: Path,
        key: bytes,
        *,
        catalogue: Catalogue = CATALOGUE,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        accept_loss: bool = False,
    ) -> Replica:
        """The replica there; raises `ProfileInUse`, `StorageFault` (none, wrong key, edits missing), `UpdateNeeded`.

        `accept_loss` opens a replica whose saved edits are missing, with what is left.
        """
        profile = Profile(directory)
        if not profile.exists:
            raise StorageFault("There is no replica here", str(directory), "sign in first", code="no_replica")
        return cls._start(profile, key, catalogue=catalogue, now=now, new_id=new_id, accept_loss=accept_loss)

    @classmethod
    def _start(cls, profile: Profile, key: bytes, **given: Any) -> Replica:
        profile.acquire()
        try:
            return cls(profile, key, **given)
        except BaseException:
            profile.release()
            raise

    def close(self) -> None:
        """Closes everything; nothing saved is lost without it. Closing twice is nothing."""
        if self._closed:
            return
        self._closed = True
        # A broken disk lets them stay until the next start.
        with contextlib.suppress(StorageFault):
            self._forget_discarded()
        self._index.close()
        # Of no record and no edit: what a broken disk takes of it is an order of search results.
        with contextlib.suppress(StorageFault):
            self._lately.write(self._database, self._rows)
        self._close_files()
        self._profile.release()

    def _close_files(self) -> None:
        self.attachments.vault.close()
        self._database.close()
        self._mark.close()

    # -- saving ---------------------------------------------------------------------------------------------------

    def commit(self, mutations: Sequence[Mutation]) -> list[Mutation]:
        """Saves edits durably: rows and outbox in one transaction, then the mark, then the event.

        Gives the mutations as they will travel. Raises `InvalidValue`, `NoSuchRecord`, `NotAllowed`, `RecordLocked`,
        `UsageError` (nothing was saved) or `StorageFault` (nothing was saved unless it says so).
        """
        saved = self._commit(mutations)
        for intent in dict.fromkeys(mutation.intent for mutation in saved.mutations):
            self._undo.saved(self._save_of(saved, intent))
        self._emit(((m.type, m.id) for m in saved.mutations), "local")
        return saved.mutations

    def bulk_part(self, walk: Walk, start: int) -> Part:
        """Saves the part of a bulk act that begins at its record number `start`; raises `StorageFault` alone."""
        groups, stays = walk.groups(self.query(walk.type, walk.part_query(start)), start, self.reader())
        saved, refused = save_each(self.commit, groups)
        return Part(len(saved), stays + refused)

    def _commit(self, mutations: Sequence[Mutation]) -> Saved:
        with self._saving_order:
            with self._database.write() as connection:
                saved = self._saving.save(connection, mutations)
            self._set_mark(saved.tip)
        keys = dict.fromkeys((one.type, one.id) for one in saved.mutations if one.act is not Act.DELETE)
        if len(keys) <= AT_ONCE:
            self._lately.note(keys)
        return saved

    def _set_mark(self, tip: Mark) -> None:
        try:
            self._mark.write(tip)
        except StorageFault as fault:
            if fault.code == "gone":
                raise
            # The edit is durable: saying "not saved" now would be untrue and invite a second one. The status tells.
            self._fault = fault.code

    def _save_of(self, saved: Saved, intent: str) -> Save:
        mutations = tuple(mutation for mutation in saved.mutations if mutation.intent == intent)
        before = {}
        for mutation in mutations:
            key = (mutation.type, mutation.id)
            fields = saved.before[key]
            if fields is not None:
                before[key] = Record(*key, saved.versions[key], fields)
        return Save(intent, mutations, lean(mutations, before))

    def author(self, *, zone: str = "UTC") -> Author:
        """The signed-in user as author of edits; raises `SignInNeeded` when nobody ever signed in here."""
        known = self.identity()
        if known.user is None:
            raise SignInNeeded("Nobody has signed in on this profile", hint="sign in first")
        currency = known.organisation.currency if known.organisation else "USD"
        return Author(known.user.id, self.catalogue, self._now, self._new_id, currency, zone)

    def undo(self, going_on: str | None = None) -> UndoStep | None:
        """Takes the last save back by new mutations; None when there is none. Raises as `commit`, `NotAllowed`.

        Of a large one it takes a part back: while the step says that something is left, call it again with its intent.
        """
        save = self._undo.whole() if going_on is None else self._undo.find(going_on)
        if save is not None and save.beside is not None:
            return self._step_beside(save, save.beside.back, self._undo.went_back)
        if save is None:
            return None
        if save.answers and not save.back and (step := self._ask_again(save)) is not None:
            return step
        settled = save.answers or save.stays_settled
        return self._step(save, self._undo.went_back, self._check_free, stays_settled=settled)

    def redo(self, going_on: str | None = None) -> UndoStep | None:
        """Does again what `undo` took back last; None when there is nothing. Raises, and goes on, as `undo`."""
        save = self._undo.next
        if save is None or going_on not in (None, save.intent):
            return None
        if save.beside is not None:
            return self._step_beside(save, save.beside.again, self._undo.went_forward)
        return self._step(save, self._undo.went_forward, lambda _: None)

    @contextlib.contextmanager
    def in_parts(self, intent: str) -> Iterator[None]:
        """What is saved with this intent comes in parts until the end of the context, and `undo` takes none of it back
        before."""
        self._undo.begin(intent)
        try:
            yield
        finally:
            self._undo.end(intent)

    def did_beside(self, intent: str, beside: Beside) -> None:
        """Something was done just now that is no save of records: `undo` takes it back in its turn, or if it is given
        this intent."""
        self._undo.saved(Save(intent, (), {}, beside=beside))

    def decide(self, intent: str, build: Callable[[], Sequence[Mutation]]) -> None:
        """Saves what no later edit takes back: `undo` takes it out again for as long as it has not been sent.

        `build` makes it anew each time. Raises as `commit`.
        """
        made: list[str] = []
        about: set[tuple[str, str]] = set()

        def save() -> None:
            saved = self._commit(build())
            made[:] = [one.op_id for one in saved.mutations]
            about.update((one.type, one.id) for one in saved.mutations)
            self._emit(about, "local")

        def take_back() -> None:
            self._emit(self._take_out(made), "local")

        save()
        self.did_beside(intent, Beside(take_back, save, frozenset(about)))

    def _ask_again(self, save: Save) -> UndoStep | None:
        """Takes what answers questions out of the outbox, as if they had not been answered; None where that cannot be
        any more, and a later edit can at least give back what it changed."""
        try:
            records = self._take_out([one.op_id for one in save.mutations], alone=save.mutations)
        except NotAllowed as why:
            if not save.changed_nothing:
                return None
            self._undo.drop(save)
            hint = "both values are in the history of the record"
            raise NotAllowed(why.title, why.detail, hint, code=why.code) from why
        self._undo.went_back(save, None, replace(save, taken_out=True))
        self._emit(records, "local")
        step = save.step
        return replace(step, title=self.title(step.type, step.record), asked_again=True)

    def _take_out(self, op_ids: Sequence[str], alone: Sequence[Mutation] = ()) -> list[tuple[str, str]]:
        """Raises `NotAllowed` where these have been sent, or something was made upon those of `alone`."""
        with self._saving_order, self._database.write() as connection:
            check_nothing_upon(connection, alone)
            records = take_out(connection, op_ids)
            self._intake.compute(connection, set(records))
        return records

    def _step_beside(self, save: Save, act: Callable[[], object], went: Went) -> UndoStep:
        try:
            act()
        except _FOR_GOOD:
            self._undo.drop(save)
            raise
        went(save, None, save)
        return save.step

    def _step(
        self, save: Save, went: Went, check: Callable[[Save], None], *, stays_settled: bool = False
    ) -> UndoStep:
        step = save.step
        title = self.title(step.type, step.record)
        intent = save.back or self._new_id()
        part, rest = save.split() if save.is_large else (save, None)
        saves: list[Saved] = []
        try:
            if not save.back:
                check(save)
            groups = inverted(self.author(), part, intent)
            stays = self._take_back(groups, saves.append, each=save.is_large)
        except _FOR_GOOD:
            # It never can be taken back: said once, then the step before it has its turn.
            self._undo.drop(save)
            raise
        made = [self._save_of(saved, intent) for saved in saves]
        stayed = save.stayed + stays
        if rest is not None:
            rest = replace(rest, back=intent, of=step.records, stayed=stayed, stays_settled=stays_settled)
        went(save, rest, joined(made) if made else None)
        self._emit(((m.type, m.id) for saved in saves for m in saved.mutations), "local")
        title = title or self.title(step.type, step.record)
        left = len(rest.mutations) if rest else 0
        return replace(step, title=title, stayed=stayed, left=left, stays_settled=stays_settled)

    def _take_back(self, groups: list[Group], keep: Callable[[Saved], object], *, each: bool) -> int:
        """Saves them all or, of a large save, those that can be; gives how many records stay as they are."""
        if each:
            _, stays = save_each(lambda mutations: keep(self._commit(mutations)), groups)
            return sum(stays.values())
        keep(self._commit([mutation for group in groups for mutation in group]))
        return 0

    def _check_free(self, save: Save) -> None:
        """Raises `NotAllowed` if somebody's record hangs on one that would go; those of the same save go with it."""
        along = {(one.type, one.id) for one in save.mutations}
        going = [(one.type, one.id) for one in save.mutations if one.act in (Act.CREATE, Act.RESTORE)]
        with self._database.read() as connection:
            other = hangs_on(connection, self._rows, going, along) if len(along) > 1 else None
        if other is not None:
            raise NotAllowed(
                "This cannot be undone any more",
                f"{title_of(self._declared[other.type], other.fields)} belongs to it",
                "delete single records instead",
                code="not_undoable",
            )

    @property
    def can_undo(self) -> bool:
        return self._undo.last is not None

    @property
    def can_redo(self) -> bool:
        return self._undo.next is not None

    # -- what was refused -----------------------------------------------------------------------------------------

    def retry(self, op_ids: Sequence[str] | None = None, way: Way = AS_THEY_WERE) -> list[Mutation]:
        """Saves refused edits (None: all) again as new ones, whole groups with what waits for them; raises as
        `commit`, and then nothing changed."""
        at = format_instant(self._now())
        with self._saving_order:
            with self._database.write() as connection:
                new = renewed(connection, self._rows, op_ids, way, new_id=self._new_id, now=at)
                saved = self._saving.save(connection, new)
            self._set_mark(saved.tip)
        self._emit(((m.type, m.id) for m in saved.mutations), "local")
        return saved.mutations

    def discard(self, op_ids: Sequence[str] | None = None, intent: str | None = None) -> int:
        """Drops refused edits for good (None: all), whole groups; gives how many. Their values are gone then.

        With an `intent`, `undo` lists them again for as long as the program runs, and only then their values go.
        """
        gone = self._discard(op_ids, keep=intent is not None)
        if intent is not None:
            back, again = partial(self._bring_back, gone), partial(self._discard, op_ids, keep=True)
            self.did_beside(intent, Beside(back, again, frozenset(gone.records)))
        return len(gone.records)

    def _discard(self, op_ids: Sequence[str] | None, *, keep: bool) -> refusals.Discarded:
        with self._database.write() as connection:
            gone = refusals.discard(connection, op_ids, keep=keep)
            self._intake.compute(connection, set(gone.records))
        self._emit(gone.records, "local")
        return gone

    def _forget_discarded(self) -> None:
        with self._database.read() as connection:
            kept = refusals.are_kept(connection)
        if kept:
            with self._database.write() as connection:
                refusals.forget_discarded(connection)

    def _bring_back(self, gone: refusals.Discarded) -> None:
        with self._saving_order, self._database.write() as connection:
            held.open_again(connection, self._saving, self._rebase, refusals.bring_back(connection, gone))
            self._intake.compute(connection, set(gone.records))
        self._emit(gone.records, "local")

    # -- the centre's side ----------------------------------------------------------------------------------------

    def begin_session(self, server: str, tokens: Tokens, session: Session) -> None:
        """A user signed in. Raises `NotAllowed` when edits of another user still wait here; without any,
        theirs are removed."""
        unsent = self.attachments.waiting().files
        with self._database.write() as connection:
            same = identity.check_same_owner(connection, server, tokens, unsent)
            if not same:
                identity.forget_all(connection, self._rows)
                self._undo.clear()
                self._lately.clear()
            known = identity.read_identity(connection)
            now = replace(known, server=server, device=tokens.device, user=tokens.user)
            now = replace(now, organisation=tokens.organisation)
            identity.write_identity(connection, now)
            write_setting(connection, "session", session)
            write_setting(connection, "last_attempt", None)
        if not same:
            self._read_from(self._rows)  # nothing that was read of the one before is kept
            self.attachments.vault.clear()

    def next_batch(
        self, limit_bytes: int = PUSH_BYTES, after_number: int = 0, *, coalesce: bool = False
    ) -> list[PushItem]:
        """The next items to push, numbered durably; raises `SignInNeeded` before the first handshake.

        `coalesce`: edits of one record that were never sent may travel as one.
        """
        with self._database.write() as connection:
            replica = read_setting(connection, "replica")
            if replica is None:
                raise SignInNeeded("The replica has not been introduced to the centre", hint="sync again")
            return sending.next_batch(
                connection, self.catalogue, replica, limit_bytes, after_number, coalesce=coalesce
            )

    def apply_verdicts(
        self, verdicts: Sequence[Verdict], head: Position | None = None, shown: Position | None = None
    ) -> None:
        """What became of edits, in one transaction; `head` is the end of the feed after them, `shown` a place that
        this feed held before."""
        with self._database.write() as connection:
            changes = self._intake.verdicts(connection, verdicts, head, shown)
            if any(verdict.code == CentreFault.code for verdict in verdicts):
                held.hold(connection, self._now())
        self._undo.forget(changes.erased)
        self._emit(changes.records, "remote")

    def offer_held(self) -> int:
        """What is held back because the centre broke on it goes out again, if it is time; gives how many edits."""
        with self._database.read() as connection:
            if not held.due(connection, self._now()):
                return 0
        with self._database.write() as connection:
            offered = held.offer_again(connection, self._saving, self._rebase)
            waiting = held.waiting_for(connection, self.catalogue, offered)
        self._emit(((m.type, m.id) for m in offered), "local")
        if waiting:
            # What cannot be saved again stays listed as refused, for its author to decide.
            with contextlib.suppress(UserError):
                self.retry(waiting)
        return len(offered)

    def apply_page(self, page: Page, *, mended: bool = False, shown: Position | None = None) -> Agreement:
        """A pull page with its cursor, in one transaction; edits still pending are replayed on top.

        Gives how all that is held then compares with what the page says of it. `mended`: a repair went before.
        `shown`: a place that the centre was asked about and holds.
        """
        with self._database.write() as connection:
            changes = self._intake.page(connection, page, shown)
            withdrawn = [(type_name, mark_of(type_name, record)) for type_name, record in page.evicted]
            self._aside.seek(connection, [*page.erased, *withdrawn])
            agreement = self.mending.settled(connection, page, mended=mended)
        self._undo.forget(changes.erased)
        self._emit(changes.records, "remote")
        return agreement

    def begin_snapshot(self, *, any_version: bool = False, gained: Sequence[str] = ()) -> None:
        """Starts a snapshot anew, of these buckets alone if there are any. `any_version`: the centre counts
        anew (another epoch), its rows replace ours."""
        with self._database.write() as connection:
            self._snapshots.begin(connection, any_version=any_version, gained=gained)

    def apply_snapshot_page(self, page: SnapshotPage) -> bool:
        """A page of the snapshot; True when it was the last and the replica is whole."""
        with self._database.write_bulk() as connection:
            so_far = progress(connection) or self._snapshots.begin(connection)
            step = self._snapshots.page(connection, page, so_far)
            if step.swept:
                self._aside.seek_anything(connection)
        if step.done:
            self._restore_indexes()
            self._database.settle()
            # The search index comes after all that: beside it, it would hold it up and add its memory to it.
            self._index.follow(at_once=True)
            self._release_bytes()
        # A sweep takes rows of any type, whatever the last page brought.
        types = (
            (rows.entity.name for rows in self._rows) if step.swept else (t for t, _ in step.changes.records)
        )
        self._tell(RecordsChanged(frozenset(types), None, "remote"))
        return step.done

    def _restore_indexes(self) -> None:
        """Makes the secondary indexes that a first snapshot left out, one transaction each, so that saves
        come between."""
        with self._database.read() as connection:
            if not read_setting(connection, INDEXES_MISSING) or progress(connection) is not None:
                return
            missing = migrations.missing_indexes(connection, self.catalogue)
        for statement in missing.values():
            with self._database.write_bulk() as connection:
                connection.execute(statement)
        # Only now for good: should the power fail before, the next start makes what is missing.
        with self._database.write() as connection:
            write_setting(connection, INDEXES_MISSING, None)
        # What was left out for want of them can be read now.
        self._tell(RecordsChanged(frozenset({"account", "opportunity"}), None, "remote"))

    def reoffer(self, common: Position) -> int:
        """Edits acknowledged after `common` go out again under their own ids; gives their number."""
        with self._database.write() as connection:
            return self._intake.reoffer(connection, common)

    def adopt_fields(self, customs: Sequence[CustomField]) -> None:
        """The organisation's custom fields are these from now on: columns, forms, search and everything else follow."""
        with self._saving_order:
            with self._database.write() as connection:
                known = custom_fields.read_customs(connection)
                if known == tuple(customs):
                    return
                custom_fields.adopt(connection, known, customs)
                catalogue = extended(self._declared, tuple(customs))
                anew = migrations.align(connection, catalogue)
                numbers = migrations.type_numbers(connection)
                rows = Rows(catalogue, numbers, migrations.next_turn(connection))
                Rebase(rows).compute_all(
                    connection, {custom.type for custom in (*known, *customs)} & {*numbers}
                )
            self._read_from(rows)
            self._write_to(rows)
            self._index.close()
            self._index = SearchIndex(self._profile.search, self._database, rows, self._lately)
            self._heal_search = self._index.heal
        self._search_anew(anew)
        self._tell(RecordsChanged(frozenset(custom.type for custom in customs), None, "remote"))

    @property
    def fields_fingerprint(self) -> str:
        """Tells which custom fields are known here."""
        with self._database.read() as connection:
            return fingerprint(custom_fields.read_customs(connection))

    # -- after a rescue -------------------------------------------------------------------------------------------

    def begin_anew(self, settings: Mapping[str, str], views: Sequence[tuple[Any, ...]]) -> None:
        """What a replica in the place of a damaged one goes on with: settings as JSON text, rows of saved views."""
        with self._database.write() as connection:
            adopting.write_settings(connection, settings, views)

    def adopt(self, entries: Sequence[adopting.Entry], told: Told = untold) -> list[Mutation]:
        """Takes edits in that another replica of the user saved, under their own ids; gives the ones that are new."""
        taken: list[Mutation] = []
        for at in range(0, len(entries), ADOPTED_AT_ONCE):
            told(at, len(entries))
            part = entries[at : at + ADOPTED_AT_ONCE]
            with self._saving_order:
                with self._database.write() as connection:
                    some, tip = adopting.adopt(connection, self._rows, self._saving, self._rebase, part)
                self._set_mark(tip)
            taken += some
        self._emit(((m.type, m.id) for m in taken), "local")
        return taken

    # -- private settings, events ---------------------------------------------------------------------------------

    def verify(self, told: Told = untold) -> Verification:
        """Checks everything from scratch; a fault shows in the status from then on. What `told` raises ends the check,
        as `interrupt` does, and then nothing is known."""
        with self._saving_order:
            # A page that was torn while it was folded in stands whole in the log, and is folded in again.
            self._database.checkpoint()
            mark = self._mark.read()
            with self._database.read() as connection:
                found = verify(connection, self._rows, self._rebase, self._digests, mark, told=told)
            if found.miscounted:
                with self._database.write() as connection:
                    self._digests.doubt(connection, found.doubtful)
        self._fault = None if found.sound else "damaged"
        if found.sound:
            self.save_setting(VERIFIED, format_instant(self._now()))
        return found

    def room(self) -> Room:
        """How much of the disk this replica takes, and what of it may be freed."""
        return measure(self._profile.database, self._profile.search, self._profile.blobs, self.attachments)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` after every commit that changed records, on the committing thread; gives the way
        to stop."""
        return self._listeners.add(listener)

    def _emit_remote(self, records: Any) -> None:
        self._emit(records, "remote")

    def _emit(self, records: Any, origin: Origin) -> None:
        self._tell(records_changed(records, origin))

    def _tell(self, event: RecordsChanged) -> None:
        for type_name in event.types:
            self._generations[type_name] = self._generations.get(type_name, 0) + 1
        if event.ids:
            self._index.follow()
        if ATTACHMENT in event.types:
            self._release_bytes()
        self._listeners.emit(event)
