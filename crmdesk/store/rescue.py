"""Finds every saved edit that can still be read in a damaged replica, and tells which are missing.

The edits come out of the pages themselves, without SQLite, and are proved by the outbox's hash chain or by their page's
seal; what else is known (verdicts, settings) comes by SQL where that still works. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from crmdesk.domain.canonical import chain_hash
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import StorageFault
from crmdesk.store.cipher_file import CipherFile, Page
from crmdesk.store.connection import Connection, DatabaseError, open_untouched
from crmdesk.store.leaf_rows import leaf_rows
from crmdesk.store.mark import Mark, read_mark
from crmdesk.store.outbox import ACCEPT_OR_RESTORE, decode_mutation
from crmdesk.store.profile import Profile
from crmdesk.store.progress import Told, untold

VERDICT = ("outcome", "version", "code", "title", "hint", "conflict", "lost", "epoch", "settled")
_COLUMNS = 7
_ID_LENGTH, _HASH_LENGTH = 36, 64
_PAGES_AT_ONCE = 64
_NAMED = 20
"""Missing entries that a message names one by one."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry of the outbox. `payload` None: its author discarded it. `proved`: chain or seal say that it is whole."""

    place: int
    op_id: str
    payload: bytes | None
    hash: str
    proved: bool

    @property
    def mutation(self) -> Mutation | None:
        return decode_mutation(self.payload) if self.payload is not None else None


@dataclass(frozen=True, slots=True)
class Found:
    """What is left of a replica. `missing` are places in the outbox that were saved and cannot be read any more."""

    edits: Sequence[Edit]
    missing: Sequence[int]
    verdicts: Mapping[str, Mapping[str, Any]]
    """By op id; an edit without one goes to the centre (again), which knows it by its id."""
    settings: Mapping[str, str]
    views: Sequence[tuple[Any, ...]]
    rotten_pages: int
    right_key: bool
    """Whether anything could be read with the key that was given, or nothing is there to be read."""

    def fault(self) -> StorageFault | None:
        """The loss as it is said to people, None if there is none."""
        lost = len(self.missing)
        if not lost:
            return None
        named = ", ".join(str(place) for place in self.missing[:_NAMED]) + (" …" if lost > _NAMED else "")
        return StorageFault(
            f"{lost} saved {'edit is' if lost == 1 else 'edits are'} missing from the replica",
            f"{len(self.edits)} can be read, number {named} cannot",
            ACCEPT_OR_RESTORE,
            code="edits_lost",
        )


def look(profile: Profile, key: bytes, told: Told = untold) -> Found:
    """Reads what is left in the profile's files; raises `StorageFault` if they cannot be read at all. `told` is told
    the pages."""
    file = CipherFile(profile.database, key)
    candidates: dict[int, list[Edit]] = {}
    seen_settings: dict[str, str] = {}
    rotten = 0
    right_key = file.is_empty
    for number_of_page, versions in enumerate(file.pages()):
        if number_of_page % _PAGES_AT_ONCE == 0:
            told(number_of_page, len(file))
        rotten += not versions[0].whole
        right_key |= any(page.whole for page in versions)
        for page in versions:
            for number, values, whole in _page_rows(file, page):
                edit = _edit(number, values, whole=whole)
                if edit is not None:
                    candidates.setdefault(edit.place, []).append(edit)
                elif _is_setting(values):
                    seen_settings.setdefault(*values)
    mark = read_mark(profile.mark)
    edits = _chosen(candidates, mark)
    saved = max(mark.count if mark is not None else 0, max(candidates, default=0))
    there = {edit.place for edit in edits}
    verdicts, settings, views = _by_sql(profile, key, edits)
    return Found(
        edits=edits,
        missing=[place for place in range(1, saved + 1) if place not in there],
        verdicts=verdicts,
        settings={**seen_settings, **settings},
        views=views,
        rotten_pages=rotten,
        right_key=right_key or bool(edits),
    )


def _page_rows(file: CipherFile, page: Page) -> Iterator[tuple[int, tuple[Any, ...], bool]]:
    """The page's rows, and whether each stands in whole pages alone: a long one goes on in others."""
    whole = page.whole

    def overflow(number: int) -> bytes | None:
        nonlocal whole
        versions = list(file.versions(number))
        best = next((version for version in versions if version.whole), versions[0] if versions else None)
        whole = whole and best is not None and best.whole
        return best.body if best is not None else None

    for number, values in leaf_rows(page.body, first=page.number == 1, overflow=overflow):
        yield number, values, whole
        whole = page.whole


def _edit(place: int, values: tuple[Any, ...], *, whole: bool) -> Edit | None:
    """The row as an entry of the outbox, if it has its shape."""
    if len(values) < _COLUMNS or values[0] is not None:
        return None
    op_id, type_name, record, group, payload, kept = values[1:_COLUMNS]
    texts = all(
        isinstance(value, str) and value.isascii() for value in (op_id, type_name, record, group, kept)
    )
    if not texts or len(op_id) != _ID_LENGTH or len(kept) != _HASH_LENGTH:
        return None
    if payload is not None and not isinstance(payload, bytes):
        return None
    return Edit(place, op_id, payload, kept, whole)


def _is_setting(values: tuple[Any, ...]) -> bool:
    """Whether the row is a setting worth keeping. By SQL comes what is newest; this is for when nothing comes."""
    if len(values) != 2 or not all(isinstance(value, str) for value in values):
        return False
    name, text = values
    with suppress(msgspec.MsgspecError, ValueError):
        return _is_kept(name) and msgspec.json.decode(text) is not None
    return False


def _chosen(candidates: Mapping[int, list[Edit]], mark: Mark | None) -> list[Edit]:
    """One entry a place, from the last to the first: what the chain asks for, else what is proved, else what reads.

    Pages that are not in use any more may hold entries of the same place from a time that was given up.
    """
    chosen: list[Edit] = []
    wanted = mark.tip if mark is not None else ""
    expected = mark.count if mark is not None else 0
    for place in sorted(candidates, reverse=True):
        before = {edit.hash for edit in candidates.get(place - 1, ())} | ({""} if place == 1 else set())
        found = candidates[place]
        if place == expected and any(edit.hash == wanted for edit in found):
            found = [edit for edit in found if edit.hash == wanted]
        edit = _best(found, before)
        if edit is None:
            continue
        chosen.append(edit)
        wanted, expected = next((hash_ for hash_ in before if _follows(edit, hash_)), ""), place - 1
    return chosen[::-1]


def _best(found: Sequence[Edit], before: Iterable[str]) -> Edit | None:
    proved = [edit for edit in found if edit.proved or any(_follows(edit, hash_) for hash_ in before)]
    if proved:
        # An entry only ever changes by being discarded.
        return replace(next((edit for edit in proved if edit.payload is None), proved[0]), proved=True)
    return next((edit for edit in found if _reads(edit)), None)


def _follows(edit: Edit, before: str) -> bool:
    return edit.payload is not None and chain_hash(before, edit.op_id, edit.payload) == edit.hash


def _reads(edit: Edit) -> bool:
    with suppress(msgspec.MsgspecError, KeyError, TypeError, ValueError):
        mutation = edit.mutation
        return mutation is not None and mutation.op_id == edit.op_id
    return False


# What else is known


def _by_sql(
    profile: Profile, key: bytes, edits: Sequence[Edit]
) -> tuple[dict[str, dict[str, Any]], dict[str, str], list[tuple[Any, ...]]]:
    verdicts: dict[str, dict[str, Any]] = {}
    settings: dict[str, str] = {}
    views: list[tuple[Any, ...]] = []
    with suppress(StorageFault), closing(open_untouched(profile.database, key)) as connection:
        asked = f"SELECT {', '.join(VERDICT)} FROM verdict WHERE place = ?"
        for edit in edits:
            for row in _rows(connection, asked, edit.place):
                verdicts[edit.op_id] = dict(zip(VERDICT, row, strict=True))
        settings = dict(_rows(connection, "SELECT name, value FROM setting"))
        for name in _KEPT - settings.keys():
            settings.update(_rows(connection, "SELECT name, value FROM setting WHERE name = ?", name))
        views = _rows(connection, "SELECT id, type, name, place, definition FROM saved_view")
    return verdicts, settings, views


_KEPT = frozenset({"server", "device", "user", "organisation", "session", "seen_head", "seen_from"})
"""Settings that a replica built anew goes on with, beside those of its user."""


def kept_settings(found: Found) -> dict[str, str]:
    """The settings that hold for a replica whatever its rows are."""
    return {name: value for name, value in found.settings.items() if _is_kept(name)}


def _is_kept(name: str) -> bool:
    return name in _KEPT or name.startswith("user.")


def _rows(connection: Connection, statement: str, *given: object) -> list[tuple[Any, ...]]:
    """Rows as far as they can be read."""
    found: list[tuple[Any, ...]] = []
    with suppress(DatabaseError):
        for row in connection.execute(statement, given):
            found.append(row)
    return found
