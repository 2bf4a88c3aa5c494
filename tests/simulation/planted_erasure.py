"""Mistakes to plant in the erasure of people, which the oracle must catch as it does those of `planted.py`."""

from __future__ import annotations

from crmdesk.server import centre, decide
from crmdesk.store.erasing import Erasing
from tests.simulation.fate import Trouble
from tests.simulation.planted import BUGS, Bug, Patch, breaks


@breaks("erasure", needs=(Trouble.ERASE,), first=1)
def forget_the_outbox_of_an_erased_person(patch: Patch) -> None:
    """The laptop drops the row and keeps what was typed into it."""
    patch.setattr(Erasing, "_empty_edits", lambda self, connection, entity, record: set())


@breaks("erasure", "P1", "P3", needs=(Trouble.ERASE, Trouble.RESTORE), first=52)
def forget_the_receipts(patch: Patch) -> None:
    """A centre that is put back to before an erasure is served as it was."""
    patch.setattr(centre, "erase_again", lambda core: 0)


@breaks("erasure", "P1", needs=(Trouble.ERASE,), first=8)
def take_edits_of_an_erased_person(patch: Patch) -> None:
    """The centre judges them as those of any deleted record, and asks what is to become of them."""
    patch.setattr(decide.Judge, "_check_erased", lambda self, raw: None)


ALL: list[Bug] = BUGS
"""Those of `planted.py`, and these."""
