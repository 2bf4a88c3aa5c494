"""Builds a damaged replica anew from what is left of its edits: rows come again with the next snapshot.

The files of before are put aside, not thrown away. Who may lose something says so beforehand (`accept_loss`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import StorageFault
from crmdesk.store.profile import ANEW, ASIDE, Profile
from crmdesk.store.progress import Told, untold
from crmdesk.store.replica import Replica
from crmdesk.store.rescue import Found, kept_settings, look

HEALED_BY_REBUILDING = frozenset({"damaged", "wrong_key", "edits_lost"})
"""Codes of faults that a replica built anew does not have."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: edits kept, how many of them still go to the centre, edits lost, where the old files are."""

    edits: int
    open: int
    lost: int
    aside: Path


def rebuild(
    directory: Path,
    key: bytes,
    *,
    catalogue: Catalogue = CATALOGUE,
    now: Callable[[], datetime],
    new_id: Callable[[], str],
    accept_loss: bool = False,
    told: Told = untold,
) -> Rebuilt:
    """A fresh replica in the place of the one in `directory`, with all its edits; the caller has it closed.

    Raises `StorageFault` (`edits_lost` when some cannot be read and the loss is not accepted, `wrong_key`),
    `ProfileInUse`; then nothing was changed, as when `told` raises.
    """
    profile = Profile(directory)
    profile.acquire()
    try:
        found = look(profile, key, told)
        _check(found, accept_loss=accept_loss)
        anew = directory / ANEW
        _clear(anew)
        edits = [(edit.mutation, found.verdicts.get(edit.op_id)) for edit in found.edits]
        entries = [(mutation, verdict) for mutation, verdict in edits if isinstance(mutation, Mutation)]
        fresh = Replica.create(anew, key, catalogue=catalogue, now=now, new_id=new_id)
        try:
            fresh.begin_anew(kept_settings(found), found.views)
            fresh.adopt(entries, told)
            waiting = fresh.pending()
        except BaseException:
            fresh.close()
            _clear(anew)
            raise
        fresh.close()
        aside = _free_name(directory, now())
        profile.exchange(aside.name)
        return Rebuilt(len(entries), waiting, len(found.missing), aside)
    finally:
        profile.release()


def _check(found: Found, *, accept_loss: bool) -> None:
    if not found.right_key:
        raise StorageFault(
            "The replica does not open with this key",
            hint="give the key it was made with; if it is the right one, nothing in the file can be read",
            code="wrong_key",
        )
    fault = found.fault()
    if fault is not None and not accept_loss:
        raise fault


def _clear(anew: Path) -> None:
    try:
        if anew.exists():
            shutil.rmtree(anew)
    except OSError as error:
        raise StorageFault("The profile cannot be written", str(error), "check its permissions") from error


def _free_name(directory: Path, moment: datetime) -> Path:
    wanted = f"{ASIDE}{moment:%Y%m%dT%H%M%S}"
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, 1000)))
    return next(directory / name for name in names if not (directory / name).exists())
