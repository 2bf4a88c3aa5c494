"""One import from file to undo: what was decided so far, and the work, on a thread of its own. Draws nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.errors import NoSuchRecord, UserError
from crmdesk.domain.records import Record
from crmdesk.exchange.incoming.candidates import Candidate, Incoming
from crmdesk.exchange.incoming.kinds import FileKind
from crmdesk.exchange.incoming.rejects import write_rejects
from crmdesk.exchange.incoming.sheet import required
from crmdesk.exchange.incoming.sheet_form import SheetForm
from crmdesk.exchange.incoming.slots import slots
from crmdesk.exchange.incoming.survey import (
    Choice,
    Decisions,
    Missing,
    Stopped,
    Survey,
    candidates,
    survey,
)
from crmdesk.store.import_memory import Batch
from crmdesk.store.import_undoing import TakenBack
from crmdesk.store.importing import Order
from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.look import Look
from crmdesk.ui.importing.source import check_unchanged, name_of, reading
from crmdesk.ui.importing.state import Doing, Pair, State
from crmdesk.ui.importing.words import (
    reasons_text,
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
        self._look = Look(desk)
        self._stop = threading.Event()
        self._runner = QueryRunner(parent=self)

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
                return self._look.first(path, usual)

        self._work(Doing.READING, look, self._set)

    def set_form(self, form: SheetForm) -> None:
        """Read the file in another form."""
        state = self.state
        path = state.path
        assert path is not None, "a form is that of a file"

        def look() -> State:
            with reading(path):
                return self._look.in_form(state, form)

        self._work(Doing.READING, look, self._decided)

    def set_type(self, type_name: str) -> None:
        """The rows are records of another type."""
        self._decided(self._look.assigned(replace(self.state, type=type_name, as_before=False)))

    def assign(self, column: str, slot: str) -> None:
        """A column fills this slot; an empty one leaves it out. One that held a slot of one value gives it up."""
        columns = {name: key for name, key in self.state.columns.items() if name != column}
        if slot:
            single = {each.key for each in slots(self._desk.entity(self.state.type)) if not each.many}
            if slot in single:
                columns = {name: key for name, key in columns.items() if key != slot}
            columns[column] = slot
        self._decided(replace(self.state, columns=columns, survey=None, result=None))

    def set_missing(self, missing: Missing) -> None:
        """What becomes of names that nothing here has."""
        self._decided(replace(self.state, missing=missing, survey=None, result=None))

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
                incoming = self._look.incoming(state)
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
                order = Order(name_of(path), self._look.incoming(state), found, state.decisions)
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
                return write_rejects(path, self._look.sheet(state).table, said)

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

    def _decided(self, state: State) -> None:
        """Somebody has said how their table is to be read: they need not say it again."""
        self._look.remember(state)
        self._set(state)

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit()
