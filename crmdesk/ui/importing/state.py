"""What is known of the import under way: file, form, what was found, decided and done. It does nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from crmdesk.domain.records import Record
from crmdesk.exchange.incoming.candidates import Candidate
from crmdesk.exchange.incoming.kinds import FileKind
from crmdesk.exchange.incoming.sheet_form import Preview, SheetForm
from crmdesk.exchange.incoming.sheet_guess import Guess
from crmdesk.exchange.incoming.survey import Decisions, Missing, Survey
from crmdesk.store.import_undoing import TakenBack
from crmdesk.store.importing import Imported


class Doing(StrEnum):
    """What is under way."""

    NOTHING = ""
    READING = "reading"
    CHECKING = "checking"
    SAVING = "saving"
    UNDOING = "undoing"


@dataclass(frozen=True, slots=True)
class Pair:
    """A record of the file and what it seems to be: a record that is here, or one further up in the file."""

    candidate: Candidate
    record: Record | None
    first: Candidate | None


@dataclass(frozen=True, slots=True)
class State:
    """Everything that is known of the import under way; each step adds to it, and going back takes away."""

    path: Path | None = None
    stamp: tuple[int, int] = (0, 0)
    """Size and time of change of the file, so that what is saved is what was checked."""
    kind: FileKind = FileKind.SHEET
    form: SheetForm | None = None
    """Of a table; cards and calendars have none."""
    preview: Preview | None = None
    type: str = "account"
    guesses: Mapping[str, Guess] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column -> slot, for columns that are imported."""
    missing: Missing = Missing.MAKE
    as_before: bool = False
    """A table with these columns was read before, and this one is read in the same way."""
    survey: Survey | None = None
    pairs: tuple[Pair, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    result: Imported | None = None
    undone: TakenBack | None = None
