"""One import from file to undo: what was decided so far, and the work, on a thread of its own. Draws nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC
from itertools import islice
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.errors import NoSuchRecord, UsageError, UserError
from crmdesk.domain.records import Record
from crmdesk.exchange.incoming.candidates import Candidate, Incoming
from crmdesk.exchange.incoming.cells import Conventions, DateOrder
from crmdesk.exchange.incoming.icalendar import Events
from crmdesk.exchange.incoming.kinds import FileKind, kind_of
from crmdesk.exchange.incoming.rejects import write_rejects
from crmdesk.exchange.incoming.sheet import Sheet, required
from crmdesk.exchange.incoming.sheet_form import PREVIEWED, SheetForm, open_sheet, preview, recognise
from crmdesk.exchange.incoming.sheet_guess import guess_columns, guess_type, known_names
from crmdesk.exchange.incoming.slots import TYPES, slots
from crmdesk.exchange.incoming.survey import (
    Choice,
    Decisions,
    Missing,
    Stopped,
    Survey,
    candidates,
    survey,
)
from crmdesk.exchange.incoming.vcard import Cards
from crmdesk.store.import_memory import Batch
from crmdesk.store.import_undoing import TakenBack
from crmdesk.store.importing import Order
from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.source import check_unchanged, name_of, reading, stamp_of
from crmdesk.ui.importing.state import Doing, Pair, State
from crmdesk.ui.importing.words import (
    Words,
    choices_of,
    labels_of,
    read_words,
    reasons_text,
    seen_as_rows,
    usual_order,
)
from crmdesk.ui.models import QueryRunner

SHOWN_ALIKES = 200
"""Records that are shown side by side with what is here; the choice for all goes for the others."""

_TYPES = {FileKind.CARDS: "contact", FileKind.EVENTS: "meeting"}

Result = TypeVar("Result")


class ImportSession(QObject):
    """Answers every step with `changed`, or with `failed` and the state as it was."""

    changed = Signal()
    """State or what is under way has changed."""
    progressed = Signal(int, int)
    """Records done, and how many there are in all (0 while nobody knows)."""
    failed = Signal(object)
    """`UserError`."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.state = State()
        self.doing = Doing.NOTHING
        self.batches: list[Batch] = []
        self.waiting: list[Path] = []
        """Files that were handed over meanwhile: nothing of one is lost because another came."""
        self._chosen: Path | None = None
        self._stop = threading.Event()
        self._runner = QueryRunner(parent=self)
        self._words: Words = ()
        self._labels: dict[str, Mapping[str, tuple[str, ...]]] = {}

    # -- reading -------------------------------------------------------------------------------------------

    def offer(self, path: Path) -> None:
        """Look at a file now, or once the one that was chosen before it has come in or is passed over."""
        at_hand = path == self._chosen and not self.waiting
        if not self.doing and (at_hand or self.state.path is None or self.state.result is not None):
            self.choose(path)
        elif path not in self.waiting and path != self._chosen:
            self.waiting.append(path)
            self.changed.emit()

    def go_on(self) -> None:
        """Look at the next of the files that wait."""
        if self.waiting and not self.doing:
            self.choose(self.waiting.pop(0))

    def choose(self, path: Path) -> None:
        """Look at a file; what was decided about another one is forgotten."""
        usual = usual_order()
        self._chosen = path

        def look() -> State:
            with reading(path):
                return self._first_look(path, usual)

        self._work(Doing.READING, look, self._set)

    def _first_look(self, path: Path, usual: DateOrder) -> State:
        labels = self._all_labels()
        stamp = stamp_of(path)
        kind = kind_of(path)
        if kind is not FileKind.SHEET:
            return self._seen(State(path, stamp, kind, type=_TYPES[kind]))
        names = known_names({str(place): each for place, each in enumerate(_flat(labels))})
        form = recognise(path, usual, names)
        seen = preview(open_sheet(path, form))
        entities = {name: self._desk.entity(name) for name in TYPES}
        type_name = guess_type(seen.columns, labels, entities)
        return self._assigned(State(path, stamp, kind, form, seen, type_name), labels)

    def _seen(self, state: State) -> State:
        """The first cards or events as rows; raises `UsageError` for a file without any."""
        assert state.path is not None, "what is seen is in a file"
        read = list(islice(self._incoming(state), PREVIEWED))
        if not read:
            lacks = " holds no contact card" if state.kind is FileKind.CARDS else " holds no event"
            raise UsageError(f"{state.path.name}{lacks}", code="empty_file")
        found = [one for one in read if isinstance(one, Candidate)]
        return replace(state, preview=seen_as_rows(self._desk, state.type, found, len(read) - len(found)))

    def set_form(self, form: SheetForm) -> None:
        """Read the file in another form."""
        state = self.state
        path = state.path
        assert path is not None, "a form is that of a file"

        def look() -> State:
            with reading(path):
                seen = preview(open_sheet(path, form))
            return self._assigned(replace(state, form=form, preview=seen), self._all_labels())

        self._work(Doing.READING, look, self._set)

    def set_type(self, type_name: str) -> None:
        """The rows are records of another type."""
        self._set(self._assigned(replace(self.state, type=type_name), self._all_labels()))

    def _assigned(self, state: State, labels: Mapping[str, Mapping[str, tuple[str, ...]]]) -> State:
        seen = state.preview
        assert seen is not None, "columns are those of a preview"
        entity = self._desk.entity(state.type)
        guesses = guess_columns(entity, seen.columns, seen.rows, labels[state.type])
        columns = {column: guesses[column].slot for column in seen.columns if column in guesses}
        return replace(state, guesses=guesses, columns=columns, survey=None, pairs=(), result=None)

    def assign(self, column: str, slot: str) -> None:
        """A column fills this slot; an empty one leaves it out. One that held a slot of one value gives it up."""
        columns = {name: key for name, key in self.state.columns.items() if name != column}
        if slot:
            single = {each.key for each in slots(self._desk.entity(self.state.type)) if not each.many}
            if slot in single:
                columns = {name: key for name, key in columns.items() if key != slot}
            columns[column] = slot
        self._set(replace(self.state, columns=columns, survey=None, result=None))

    def set_missing(self, missing: Missing) -> None:
        """What becomes of names that nothing here has."""
        self._set(replace(self.state, missing=missing, survey=None, result=None))

    @property
    def lacking(self) -> tuple[str, ...]:
        """Required fields that no column fills."""
        if self.state.kind is not FileKind.SHEET:
            return ()
        given = set(self.state.columns.values())
        if given & {"family_name", "given_name"}:
            given.add("name")
        return tuple(name for name in required(self._desk.catalogue, self.state.type) if name not in given)

    # -- checking ------------------------------------------------------------------------------------------

    def check(self) -> None:
        """The dry run: every record is read, checked and looked for."""
        state, path = self.state, self.state.path
        assert path is not None, "what is checked is in a file"
        # An event that was opened before is the same one: its UID says so.
        usual = Choice.UPDATE if state.kind is FileKind.EVENTS else Choice.SKIP

        def look() -> State:
            with reading(path):
                check_unchanged(path, state.stamp)
                incoming = self._incoming(state)
                told = self._told(incoming.count())
                found = survey(incoming, self._desk.replica.importing, state.missing, told)
                pairs = self._pairs(incoming, found)
            return replace(state, survey=found, pairs=pairs, decisions=Decisions(usual), result=None)

        self._work(Doing.CHECKING, look, self._set)

    def _pairs(self, incoming: Incoming, found: Survey) -> tuple[Pair, ...]:
        lines = sorted(found.alikes)[:SHOWN_ALIKES]
        wanted = {*lines, *(found.alikes[line].first for line in lines)}
        if not lines:
            return ()
        read: dict[int, Candidate] = {}
        for one in candidates(incoming, found):
            if one.line in wanted:
                read[one.line] = one
                if len(read) == len(wanted - {None}):
                    break
        pairs: list[Pair] = []
        for line in lines:
            alike = found.alikes[line]
            record = self._record(alike.record)
            pairs.append(Pair(read[line], record, read.get(alike.first or 0) if record is None else None))
        return tuple(pairs)

    def _record(self, record: str | None) -> Record | None:
        try:
            return self._desk.replica.get(self.state.type, record) if record else None
        except NoSuchRecord:
            return None

    def decide(self, usual: Choice) -> None:
        """What becomes of every record that seems to be here; single choices are taken back."""
        self._set(replace(self.state, decisions=Decisions(usual)))

    def decide_line(self, line: int, choice: Choice) -> None:
        """What becomes of one of them."""
        before = self.state.decisions
        self._set(replace(self.state, decisions=Decisions(before.usual, {**before.lines, line: choice})))

    # -- running -------------------------------------------------------------------------------------------

    @property
    def saving(self) -> bool:
        """Whether records are being saved."""
        return self.doing is Doing.SAVING

    def run(self) -> None:
        """Save what was checked, in portions; `stop` ends it, and what was saved stays."""
        state, found, path = self.state, self.state.survey, self.state.path
        assert found is not None, "nothing is saved before it was checked"
        assert path is not None, "a survey is that of a file"
        total = found.read - len(found.rejects)

        def work() -> State:
            importing = self._desk.replica.importing
            with reading(path):
                check_unchanged(path, state.stamp)
                order = Order(name_of(path), self._incoming(state), found, state.decisions)
                return replace(state, result=importing.run(order, self._desk.author, self._told(total)))

        self._work(Doing.SAVING, work, self._set)

    def stop(self) -> None:
        """End what is under way after its portion."""
        self._stop.set()

    def undo(self, batch: str = "") -> None:
        """Take an import back, the one that was just run if none is named."""
        state = self.state
        chosen = batch or (state.result.batch if state.result is not None else "")

        def work() -> TakenBack:
            return self._desk.replica.importing.undo(chosen, self._desk.author, self._told())

        def done(undone: TakenBack) -> None:
            self._set(replace(state, undone=undone))
            self.read_batches()

        self._work(Doing.UNDOING, work, done)

    def save_rejects(self, path: Path, done: Callable[[int], None]) -> None:
        """Write the rows that did not come in, with the reasons; `done` is told how many."""
        state, source = self.state, self.state.path
        assert source is not None, "rows that did not come in are in a file"
        entity = self._desk.entity(state.type)
        found = self.rejects()

        def write() -> int:
            with reading(source):
                check_unchanged(source, state.stamp)
                said = {line: reasons_text(entity, each) for line, each in found.items()}
                return write_rejects(path, self._sheet(state).table, said)

        self._runner.submit("rejects", write, done, self._tell)

    def rejects(self) -> dict[int, tuple[UserError, ...]]:
        """Line -> why its record did not come in, or will not."""
        state = self.state
        found: dict[int, tuple[UserError, ...]] = dict(state.survey.rejects) if state.survey else {}
        if state.result is not None:
            found |= {line: (error,) for line, error in state.result.refused.items()}
        return dict(sorted(found.items()))

    def read_batches(self) -> None:
        """Read which imports can be taken back."""

        def shown(found: list[Batch]) -> None:
            self.batches = found
            self.changed.emit()

        self._runner.submit("batches", self._desk.replica.importing.batches, shown, self._tell)

    def reset(self) -> None:
        """Begin anew, without a file."""
        self._set(State())

    def close(self) -> None:
        """End what is under way and the thread."""
        self._stop.set()
        self._runner.close()

    # -- the thread ----------------------------------------------------------------------------------------

    def _incoming(self, state: State) -> Incoming:
        """The file as records."""
        assert state.path is not None, "records are in a file"
        if state.kind is FileKind.CARDS:
            return Cards(state.path, self._desk.entity(state.type))
        if state.kind is FileKind.EVENTS:
            return Events(state.path, self._desk.entity(state.type), self._desk.now().tzinfo or UTC)
        return self._sheet(state)

    def _sheet(self, state: State) -> Sheet:
        desk = self._desk
        assert state.form is not None, "a sheet has a form"
        assert state.path is not None, "a sheet is in a file"
        entity = desk.entity(state.type)
        conventions = Conventions(
            state.form.dates,
            state.form.decimal,
            desk.now().tzinfo or UTC,
            choices_of(self._all_words(), entity),
        )
        return Sheet(
            open_sheet(state.path, state.form), entity, state.columns, conventions, desk.author.currency
        )

    def _all_words(self) -> Words:
        if not self._words:
            self._words = read_words()
        return self._words

    def _all_labels(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Type -> slot -> its names; read on the thread when a file is first looked at."""
        if not self._labels:
            words = self._all_words()
            self._labels = {name: labels_of(words, self._desk.entity(name)) for name in TYPES}
        return self._labels

    def _told(self, total: int = 0) -> Callable[..., None]:
        """Called on the thread: tells how far it is, and whether somebody wants the end."""

        def told(done: int, of: int = total) -> None:
            self.progressed.emit(done, of)
            if self._stop.is_set():
                raise Stopped

        return told

    def _work(self, doing: Doing, work: Callable[[], Result], done: Callable[[Result], object]) -> None:
        if self.doing:
            return
        self._stop.clear()
        self.doing = doing
        self.changed.emit()

        def finished(result: Result) -> None:
            self.doing = Doing.NOTHING
            done(result)

        self._runner.submit("work", work, finished, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if self.doing is Doing.SAVING:
            # Some of it may be here now: it is checked once more, or what is here would come in a second time.
            self.state = replace(self.state, survey=None, pairs=())
        self.doing = Doing.NOTHING
        self.changed.emit()
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failed.emit(error)
        elif not isinstance(error, Stopped):
            self._desk.report(error)

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit()


def _flat(labels: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[tuple[str, ...]]:
    return [names for own in labels.values() for names in own.values()]
