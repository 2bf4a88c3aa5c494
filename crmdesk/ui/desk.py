"""The one object that screens are given: what they read from, how they save, and where they ask to be taken.

It knows no screen and no window: what it is asked for leaves as a signal, and `app.py` wires that to the window;
over 400 lines because it is the one door of every screen; what goes on behind it is in the modules that it joins.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from crmdesk.domain import edits
from crmdesk.domain.beside import about
from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.domain.edits import Author
from crmdesk.domain.errors import UserError
from crmdesk.domain.records import Record, title_of
from crmdesk.domain.values import Value
from crmdesk.store.attaching import attach
from crmdesk.store.bulk import Unfinished
from crmdesk.store.events import RecordsChanged
from crmdesk.store.replica import Replica
from crmdesk.store.undo import BESIDE, Beside, UndoStep
from crmdesk.store.views import zone_named
from crmdesk.ui import formats
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.bulk.progress import BulkEnd
from crmdesk.ui.bulk.words import broken_off, outcome, stepped
from crmdesk.ui.bulk.work import BulkWork, StepWords
from crmdesk.ui.checkup import Checkup
from crmdesk.ui.committer import Committer
from crmdesk.ui.faults import bug_text, fault_brief, fault_text
from crmdesk.ui.file_opener import FileOpener
from crmdesk.ui.models import QueryRunner
from crmdesk.ui.own import Kept, Own, read_kept
from crmdesk.ui.second_thoughts import SecondThoughts, Thought
from crmdesk.ui.translations import Translator, label
from crmdesk.ui.widgets.toast import ToastTone

if TYPE_CHECKING:
    from crmdesk.ui.printing import Press, PrintRequest

log = logging.getLogger(__name__)

T = TypeVar("T")

Intent = Callable[[], Sequence[Mutation]]
"""Builds the mutations of what the user means, out of `crmdesk.domain.edits`."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A short line at the bottom of the window, with an action where there is one."""

    text: str
    tone: ToastTone = "done"
    action: str = ""
    on_action: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class FormRequest:
    """Asks for the form of a type: of `record`, or of a new one that starts with `values`."""

    type: str
    record: Record | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    done: Callable[[str], object] | None = None
    """Told the id once it is saved."""
    waits: bool = False
    """Shown once the form that is open has been saved or left, not in its place."""


class Desk(QObject):
    """Reads, commits and requests of the signed-in person."""

    records_changed = Signal(object)
    """`RecordsChanged`, on the GUI thread, after every local commit and every stored page."""
    noticed = Signal(object)
    """`Notice`."""
    record_requested = Signal(str, str)
    """Type and id of a record whose page shall be shown."""
    window_requested = Signal(str, str)
    """Type and id of a record that shall be shown in a window of its own."""
    section_requested = Signal(str)
    form_requested = Signal(object)
    """`FormRequest`."""
    history_requested = Signal(str, str)
    """Type and id of a record whose history shall be shown."""
    preview_requested = Signal(object)
    """`PrintRequest`: the user wants to see something as it will be printed."""
    quick_log_requested = Signal(object)
    """The user wants to log something in one line; what the page is about, as `domain.beside.about` says it."""
    file_offered = Signal(object)
    """`Path` of a file that somebody opened with this program."""
    import_requested = Signal()
    """The user wants to bring in what another program has saved."""
    back_requested = Signal()
    sign_in_requested = Signal()
    """The session has ended, and the user wants to sign in again."""
    sync_page_requested = Signal()
    """The user wants to know how syncing goes."""
    sync_requested = Signal()
    """The user wants a round now."""
    file_moved = Signal(object)
    """`Moved`: the bytes of a file got on, either way."""
    files_requested = Signal()
    """Somebody waits for a file, or has attached one."""

    metered_changed = Signal(bool)
    """Whether each byte on the line costs money: then attached files wait to be asked for."""

    def __init__(
        self,
        replica: Replica,
        author: Author,
        translator: Translator,
        *,
        kept: Kept | None = None,
        zone: tzinfo | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`kept` None: it is read here. `zone` None: instants are shown in the system's."""
        super().__init__(parent)
        self.replica = replica
        self.author = author
        self.translator = translator
        translator.name_fields(author.catalogue)
        self.zone = zone
        self._metered = False
        self._closed = False
        self.runner = self._make_runner()
        """For what screens show."""
        self.lookups = self._make_runner()
        """For what is looked up while somebody types; it never waits behind a screen."""
        self._committer = Committer(self)
        self.own = Own(replica, kept or read_kept(replica), self.keep)
        self._press: Press | None = None
        self.checkup = Checkup(replica, self)
        self.checkup.failed.connect(self.report)
        self.bulk = BulkWork(replica, author, self._committer, self)
        self.bulk.ended.connect(self._on_bulk_ended)
        self.bulk.broken_off.connect(self._on_bulk_broken_off)
        self.thoughts = SecondThoughts(self)
        self._opener = FileOpener(replica, self._committer, self)
        self._opener.failed.connect(self.report)
        self._opener.awaited.connect(self.files_requested)
        self.file_moved.connect(self._opener.moved)
        self._bridge = Bridge(replica, self)
        self._bridge.records_changed.connect(self._on_records_changed)
        for runner in (self.runner, self.lookups):
            runner.failed.connect(self.report)

    def _make_runner(self) -> QueryRunner:
        """Queries whose answer nobody waits for any more are interrupted, not waited for."""
        thread: list[int] = []
        runner = QueryRunner(lambda: self.replica.interrupt(thread[0]) if thread else None, self)
        runner.submit("thread", threading.get_ident, thread.append)
        return runner

    @property
    def press(self) -> Press:
        """What sets, saves and prints documents, from its first use on."""
        if self._press is None:
            from crmdesk.ui.printing import Press

            self._press = Press(self)
        return self._press

    @property
    def catalogue(self) -> Catalogue:
        return self.author.catalogue

    def entity(self, type_name: str) -> Entity:
        """The declaration of a type; raises `NoSuchRecord`."""
        return self.catalogue[type_name]

    def now(self) -> datetime:
        """The present moment in the zone that instants are shown in."""
        shown = self.author.now().astimezone(self.zone)
        if self.zone is not None:
            return shown
        # By its name, since an offset alone is wrong for a day behind the next change of the clock; a name that is not
        # known, or no longer that of the place, is told by the offset.
        named = shown.astimezone(zone_named(self.author.zone))
        return named if named.utcoffset() == shown.utcoffset() else shown

    def today(self) -> date:
        """The user's day."""
        return self.now().date()

    @property
    def busy(self) -> bool:
        """Whether something is being read, saved, checked or set on pages."""
        beside = self.checkup.busy or (self._press is not None and self._press.busy)
        return beside or self._committer.busy or self.bulk.busy or self.runner.busy or self.lookups.busy

    # -- saving --------------------------------------------------------------------------------------------

    def commit(
        self,
        intent: Intent,
        said: str,
        *,
        done: Callable[[], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Save what `intent` makes, then say `said` with an Undo (nothing when empty) and call `done`.

        What the declaration or the record forbids goes to `failed`, or is said in a notice. Never blocks.
        """
        try:
            mutations = list(intent())
        except UserError as error:
            (failed or self.report)(error)
            return

        def work() -> Sequence[Mutation]:
            self.replica.commit(mutations)
            return mutations

        self._save(work, said, done, failed)

    def answer(self, intent: Intent, said: str, done: Callable[[], object]) -> None:
        """As `commit`, of what answers questions: while its notice stands nothing is sent on its account, for once it
        has been sent Undo does not ask again."""
        self.thoughts.hold()

        def failed(error: UserError) -> None:
            self.thoughts.let_go()
            self.report(error)

        self.commit(intent, said, done=done, failed=failed)

    def _save(
        self,
        work: Callable[[], Sequence[Mutation]],
        said: str,
        done: Callable[[], object] | None,
        failed: Callable[[UserError], object] | None,
    ) -> None:
        def saved(mutations: Sequence[Mutation]) -> None:
            if said:
                self.say(said, action=self.tr("Undo"), on_action=self.undo)
            if done is not None:
                done()
            self._look_for_alikes(mutations)

        def refused(error: Exception) -> None:
            if isinstance(error, UserError) and failed is not None:
                failed(error)
            else:
                self.report(error)

        self._committer.submit(work, saved, refused)

    def change(
        self,
        type_name: str,
        record_id: str,
        build: Callable[[Record], Sequence[Mutation]],
        said: str,
        *,
        done: Callable[[], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Save what `build` makes of a record as the replica then holds it, behind all that is being saved.

        `build` runs on the thread that saves: it knows values, no widget. The rest is as in `commit`.
        """

        def work() -> Sequence[Mutation]:
            mutations = list(build(self.replica.get(type_name, record_id)))
            self.replica.commit(mutations)
            return mutations

        self._save(work, said, done, failed)

    def decide(
        self, build: Callable[[], Sequence[Mutation]], said: str, done: Callable[[], object] | None = None
    ) -> None:
        """Save what no later edit takes back, then say `said` with an Undo, which holds until it is sent.

        `build` runs on the thread that saves, and once more for Redo. It is sent when the notice has gone, if nothing
        else is sent before.
        """
        intent = self._think(said)
        self.thoughts.hold()

        def failed(error: Exception) -> None:
            self.thoughts.let_go()
            self.report(error)

        self._committer.submit(
            lambda: self.replica.decide(intent, build), lambda _: self._say_did(intent, done), failed
        )

    def discard_refused(self, op_id: str) -> None:
        """A refused edit goes, with an Undo instead of a question; its values go with the end of the program."""
        intent = self._think(self.tr("Discarded"))
        self._committer.submit(
            lambda: self.replica.discard([op_id], intent), lambda _: self._say_did(intent), self.report
        )

    def did(self, said: str, back: Callable[[], object], again: Callable[[], object]) -> None:
        """Something was done just now that is no edit of records: say it, with an Undo that calls `back`."""
        intent = self._think(said, back, again)
        self.keep(lambda: self.replica.did_beside(intent, Beside()))
        self._say_did(intent)

    def _think(self, said: str, *acts: Callable[[], object]) -> str:
        intent = self.author.new_id()
        self.thoughts.note(intent, Thought(said, *acts))
        return intent

    def _say_did(self, intent: str, done: Callable[[], object] | None = None) -> None:
        self.say(
            self.thoughts.of(intent).said,
            action=self.tr("Undo"),
            on_action=lambda: self._undo(lambda going_on: self.replica.undo(going_on or intent)),
        )
        if done is not None:
            done()

    def _look_for_alikes(self, saved: Sequence[Mutation]) -> None:
        """Says whether another record here holds a value that should be of the saved one alone. A bulk edit is not
        looked at: the centre finds what it leads to."""
        keys = {
            (one.type, one.id)
            for one in saved
            if any(field.name in one.touched for field in self.catalogue[one.type].unique)
        }
        for kind, record in keys if len(keys) == 1 else ():
            self.lookups.submit(
                ("alike", kind, record), partial(self.replica.look_alikes, kind, record), self._say_alikes
            )

    def _say_alikes(self, others: list[Record]) -> None:
        for other in others[:1]:
            name = self.title(other) or label(other.type)
            fields = formats.listed(
                label(f"{other.type}.{each.name}") for each in self.entity(other.type).unique
            )
            self.say(self.tr("Saved. {0} has the same already: {1}").format(name, fields), "info")

    def keep(self, work: Callable[[], object]) -> None:
        """Run something small that writes to the replica and is no edit (a saved view), after all saves before it."""
        self._committer.submit(work, lambda _: None, self.report)

    def read_after_saves(self, read: Callable[[], T], done: Callable[[T], None]) -> None:
        """Read what an act is made of once all that was saved before is there; a page may not show that yet."""
        self._committer.submit(read, done, self.report)

    def delete(self, record: Record, done: Callable[[], object] | None = None) -> None:
        """The record goes, with an Undo instead of a question."""
        said = self.tr("{0} deleted").format(self.title(record) or label(record.type))
        self.commit(lambda: edits.delete(self.author, record), said, done=done)

    def attach(self, type_name: str, record_id: str, file: Path, question: str | None = None) -> None:
        """Hang a file on a record; it is said once its bytes are kept."""

        def work() -> object:
            bearer = self.replica.get(type_name, record_id)
            return attach(self.replica, self.author, bearer, file, question=question)

        def attached(_: object) -> None:
            said = self.tr("{0} attached").format(file.name)
            self.say(said, action=self.tr("Undo"), on_action=self.undo)
            self.files_requested.emit()

        self._committer.submit(work, attached, self.report)

    def open_file(self, attachment: Record) -> None:
        """Open an attached file with the system's program, now or when it has been fetched."""
        name = str(attachment["file_name"])
        self._opener.open(
            attachment, lambda: self.say(self.tr("{0} opens once it has arrived").format(name), "info")
        )

    def move_file(self, attachment: Record) -> None:
        """Let an attached file go or come now, whatever its bytes cost."""
        self._committer.submit(
            lambda: self.replica.attachments.ask_for(attachment),
            lambda _: self.files_requested.emit(),
            self.report,
        )

    @property
    def metered(self) -> bool:
        """Whether each byte on the line costs money."""
        return self._metered

    def set_metered(self, metered: bool) -> None:
        """The line is another one, or the person has said what it costs."""
        self._metered = metered
        self.metered_changed.emit(metered)

    def undo(self) -> None:
        """Take back what was done last."""
        self._undo(self.replica.undo)

    def _undo(self, back: Callable[[str | None], UndoStep | None]) -> None:
        words = StepWords(
            self.tr("Undo: {0}"),
            self.tr("What has been taken back so far stays so; Undo goes on with the rest"),
        )
        self.bulk.step(back, words, self._on_undone, self.report)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.thoughts.hold_again()
        words = StepWords(
            self.tr("Redo: {0}"),
            self.tr("What has been done again so far stays so; Redo goes on with the rest"),
        )
        self.bulk.step(self.replica.redo, words, self._on_redone, self.report)

    def _words_of(self, step: UndoStep) -> str:
        if step.act == BESIDE:
            return self.thoughts.of(step.intent).said
        return stepped(self.entity(step.type), step)

    def _on_undone(self, step: UndoStep | None) -> None:
        if step is None:
            self.say(self.tr("There is nothing to undo"), "info")
            return
        if step.left:
            self._say_stopped(step, self.tr("Go on"), self.undo)
            return
        if step.act == BESIDE or step.asked_again:
            self.thoughts.let_go()
        if step.act == BESIDE:
            self.thoughts.of(step.intent).back()
        said = [self.tr("Undone: {0}").format(self._words_of(step))]
        if step.stayed:
            said.append(self.tr("%n stay: gone or locked meanwhile", "", step.stayed))
        if step.asked_again:
            said.append(self.tr("the conflict is in the Inbox again"))
        if step.stays_settled:
            said.append(self.tr("the conflict stays settled, both values are in the history"))
        self.say(" · ".join(said), action=self.tr("Redo"), on_action=self.redo)

    def _on_redone(self, step: UndoStep | None) -> None:
        if step is None:
            self.say(self.tr("There is nothing to redo"), "info")
            return
        if step.left:
            self._say_stopped(step, self.tr("Go on"), self.redo)
            return
        if step.act == BESIDE:
            self.thoughts.of(step.intent).again()
        said = self.tr("Done again: {0}").format(self._words_of(step))
        self.say(said, action=self.tr("Undo"), on_action=self.undo)

    def _say_stopped(self, step: UndoStep, action: str, go_on: Callable[[], object]) -> None:
        done, total = formats.number(max(0, step.records - step.left)), formats.number(step.records)
        self.say(self.tr("Stopped after {0} of {1}").format(done, total), action=action, on_action=go_on)

    def _on_bulk_broken_off(self, found: Unfinished) -> None:
        # A lambda at its own signal would keep the desk, and with it all its screens, for as long as the program runs.
        self.say(broken_off(found), "problem")

    def _on_bulk_ended(self, end: BulkEnd) -> None:
        if end.error is not None:
            self.report(end.error)
        said = outcome(self.entity(end.walk.type), end)
        if end.changed:
            self.say(said, action=self.tr("Undo"), on_action=self.undo)
        elif end.error is None:
            self.say(said, "info")

    # -- saying --------------------------------------------------------------------------------------------

    def say(
        self,
        text: str,
        tone: ToastTone = "done",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Show a notice; it goes by itself."""
        self.noticed.emit(Notice(text, tone, action, on_action))

    def report(self, error: Exception) -> None:
        """Say what went wrong and that nothing is lost; a bug is logged whole."""
        if isinstance(error, UserError):
            self.say(fault_text(error), "problem")
            return
        log.error("an unexpected fault", exc_info=error)
        self.admit()

    def explain(self, error: Exception) -> Callable[[], str]:
        """What says why something could not be shown, in sentences of the language of then; a bug is logged whole."""
        if isinstance(error, UserError):
            log.info("not shown: %s", error)
            return partial(fault_brief, error)
        log.error("an unexpected fault", exc_info=error)
        return bug_text

    def admit(self) -> None:
        """Say that the program is at fault; whoever calls has logged it."""
        self.say(bug_text(), "problem")

    # -- going ---------------------------------------------------------------------------------------------

    def open(self, type_name: str, record_id: str) -> None:
        """Show a record's page, or its form where the type has no page."""
        self.record_requested.emit(type_name, record_id)

    def open_apart(self, type_name: str, record_id: str) -> None:
        """Show a record's page in a window of its own."""
        self.window_requested.emit(type_name, record_id)

    def open_history(self, type_name: str, record_id: str) -> None:
        """Show who changed what in a record, when."""
        self.history_requested.emit(type_name, record_id)

    def go(self, section: str) -> None:
        """Show a section by its key."""
        self.section_requested.emit(section)

    def preview(self, request: PrintRequest) -> None:
        """Show something as it will be printed; from there it is printed or saved as PDF."""
        self.preview_requested.emit(request)

    def quick_log(self, beside: Record | None) -> None:
        """Open the line in which something is logged, about what a record is about if there is one."""
        self.quick_log_requested.emit(about(beside) if beside is not None else {})

    def back(self) -> None:
        """Show what was shown before."""
        self.back_requested.emit()

    def new(self, type_name: str, done: Callable[[str], object] | None = None, **values: Value) -> None:
        """Open the form of a new record that starts with `values`."""
        self.form_requested.emit(FormRequest(type_name, None, values, done))

    def edit(self, record: Record) -> None:
        """Open the form of a record."""
        self.form_requested.emit(FormRequest(record.type, record))

    # -- reading -------------------------------------------------------------------------------------------

    def title(self, record: Record) -> str:
        """What a person calls the record, out of its own fields."""
        return title_of(self.entity(record.type), record.fields)

    def _on_records_changed(self, event: RecordsChanged) -> None:
        self.records_changed.emit(event)

    def close(self) -> None:
        """Finish what is being saved, end the threads. The replica stays open. Closing twice is nothing."""
        if self._closed:
            return
        self._closed = True
        self._bridge.close()
        self._committer.close()
        self._opener.close()
        if self._press is not None:
            self._press.close()
        self.checkup.close()
        self.runner.close()
        self.lookups.close()
