"""What a file holds, and how it is read: as it was recognised, or as somebody read such a table before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from itertools import islice
from pathlib import Path

from crmdesk.domain.errors import UsageError
from crmdesk.exchange.incoming.candidates import Candidate, Incoming
from crmdesk.exchange.incoming.cells import Conventions, DateOrder
from crmdesk.exchange.incoming.icalendar import Events
from crmdesk.exchange.incoming.kinds import FileKind, kind_of
from crmdesk.exchange.incoming.sheet import Sheet
from crmdesk.exchange.incoming.sheet_form import PREVIEWED, SheetForm, open_sheet, preview, recognise
from crmdesk.exchange.incoming.sheet_guess import guess_columns, guess_type, known_names
from crmdesk.exchange.incoming.slots import TYPES, slots
from crmdesk.exchange.incoming.vcard import Cards
from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.remembered import Reading, Remembered
from crmdesk.ui.importing.source import stamp_of
from crmdesk.ui.importing.state import State
from crmdesk.ui.importing.words import Words, choices_of, labels_of, read_words, seen_as_rows

_TYPES = {FileKind.CARDS: "contact", FileKind.EVENTS: "meeting"}


class Look:
    """Each method gives a state that knows more; they may be called on a thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._remembered = Remembered(desk.own)
        self._words: Words = ()
        self._labels: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def first(self, path: Path, usual: DateOrder) -> State:
        """Of a file that was just chosen. `usual` is how dates are written where the file leaves it open."""
        labels = self._all_labels()
        stamp = stamp_of(path)
        kind = kind_of(path)
        if kind is not FileKind.SHEET:
            return self._seen(State(path, stamp, kind, type=_TYPES[kind]))
        names = known_names({str(place): each for place, each in enumerate(_flat(labels))})
        form = recognise(path, usual, names)
        seen = preview(open_sheet(path, form))
        before = self._remembered.reading(seen.columns) if form.named else None
        if before is not None:
            form = replace(form, dates=before.dates, decimal=before.decimal)
            state = State(path, stamp, kind, form, seen, before.type, missing=before.missing, as_before=True)
            return self.assigned(state)
        entities = {name: self._desk.entity(name) for name in TYPES}
        type_name = guess_type(seen.columns, labels, entities)
        return self.assigned(State(path, stamp, kind, form, seen, type_name))

    def _seen(self, state: State) -> State:
        """The first cards or events as rows; raises `UsageError` for a file without any."""
        assert state.path is not None, "what is seen is in a file"
        read = list(islice(self.incoming(state), PREVIEWED))
        if not read:
            lacks = " holds no contact card" if state.kind is FileKind.CARDS else " holds no event"
            raise UsageError(f"{state.path.name}{lacks}", code="empty_file")
        found = [one for one in read if isinstance(one, Candidate)]
        return replace(state, preview=seen_as_rows(self._desk, state.type, found, len(read) - len(found)))

    def in_form(self, state: State, form: SheetForm) -> State:
        """Of the same table, read in another form."""
        assert state.path is not None, "a form is that of a file"
        seen = preview(open_sheet(state.path, form))
        return self.assigned(replace(state, form=form, preview=seen))

    def assigned(self, state: State) -> State:
        """With the columns as they were assigned before, or as they are guessed."""
        seen = state.preview
        assert seen is not None, "columns are those of a preview"
        entity = self._desk.entity(state.type)
        guesses = guess_columns(entity, seen.columns, seen.rows, self._all_labels()[state.type])
        columns = {column: guesses[column].slot for column in seen.columns if column in guesses}
        named = state.form is not None and state.form.named
        before = self._remembered.reading(seen.columns) if named else None
        if before is not None and before.type == state.type:
            known = {slot.key for slot in slots(entity)}
            columns = {column: slot for column, slot in before.columns.items() if slot in known}
        return replace(state, guesses=guesses, columns=columns, survey=None, pairs=(), result=None)

    def remember(self, state: State) -> None:
        """How the table of a state is read: it need not be said again, not even after the window was closed."""
        form, seen = state.form, state.preview
        if form is not None and form.named and seen is not None:
            reading = Reading(state.type, state.columns, state.missing, form.dates, form.decimal)
            self._remembered.keep(seen.columns, reading)

    def incoming(self, state: State) -> Incoming:
        """The file as records."""
        assert state.path is not None, "records are in a file"
        if state.kind is FileKind.CARDS:
            return Cards(state.path, self._desk.entity(state.type))
        if state.kind is FileKind.EVENTS:
            return Events(state.path, self._desk.entity(state.type), self._desk.now().tzinfo or UTC)
        return self.sheet(state)

    def sheet(self, state: State) -> Sheet:
        """A table as records."""
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


def _flat(labels: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[tuple[str, ...]]:
    return [names for own in labels.values() for names in own.values()]
