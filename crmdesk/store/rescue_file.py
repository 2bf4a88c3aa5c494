"""The file that a rescue writes and a fresh profile takes in: JSON lines, readable by anybody who has the file.

First a line about the whole: `{"rescue":1,"user":…,"edits":n,"missing":[…]}`; then a line an edit,
`{"place":…,"proved":…,"mutation":{…},"verdict":{…}}`, the mutation as it travels.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.changes import Mutation, check_mutation, payload
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import NotAllowed, StorageFault, UsageError, UserError
from crmdesk.store.adopting import Entry
from crmdesk.store.outbox import decode_mutation
from crmdesk.store.profile import Profile
from crmdesk.store.progress import Told, untold
from crmdesk.store.rescue import VERDICT, Found, look

_KIND = 1
_LINE_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, by its number from 1, and why."""

    line: int
    why: UserError


def write_rescue(found: Found, out: Path) -> int:
    """Writes all edits with their values to a new file that only its owner may read; gives their number.

    Raises `UsageError` if there is a file already, `StorageFault` if it cannot be written; then none is left behind.
    """
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{out} is there already", hint="name a new file") from None
    except OSError as error:
        raise StorageFault(f"{out} cannot be written", str(error), "name another place") from error
    number = 0
    try:
        with os.fdopen(handle, "wb") as file:
            for line in _lines(found):
                file.write(line + b"\n")
                number += 1
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        out.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise StorageFault(f"{out} cannot be written", str(error), "free some space") from error
        raise
    return number - 1


def rescue_to(out: Path, profile: Profile, key: bytes, told: Told = untold) -> tuple[int, Found]:
    """Writes what can be read in the profile to a new file; the number of edits, and all that was found. Raises as
    `write_rescue`, `ProfileInUse`, and `UsageError` for a file in the profile: nothing lies there that an erasure, or
    an administrator who has the profile erased, does not reach. What `told` raises ends it before there is a file."""
    if out.resolve().is_relative_to(profile.directory.resolve()):
        raise UsageError(f"{out} lies in the profile itself", hint="name a file outside of it")
    profile.acquire()
    try:
        found = look(profile, key, told)
    finally:
        profile.release()
    if not found.right_key:
        raise StorageFault(
            "The replica does not open with this key",
            hint="give the key it was made with; if it is the right one, nothing in the file can be read",
            code="wrong_key",
        )
    return write_rescue(found, out), found


def _lines(found: Found) -> Iterator[bytes]:
    entries = [(edit, edit.mutation) for edit in found.edits]
    held = [(edit, mutation) for edit, mutation in entries if mutation is not None]
    user = msgspec.json.decode(found.settings["user"]) if "user" in found.settings else {}
    yield canonical_json(
        {"rescue": _KIND, "user": user.get("id"), "edits": len(held), "missing": list(found.missing)}
    )
    for edit, mutation in held:
        whole = msgspec.json.decode(payload(mutation))
        verdict = found.verdicts.get(edit.op_id)
        yield canonical_json(
            {
                "place": edit.place,
                "proved": edit.proved,
                "mutation": whole,
                "verdict": dict(verdict) if verdict else None,
            }
        )


def read_rescue(lines: Iterable[bytes], catalogue: Catalogue, user: str) -> tuple[list[Entry], list[Refused]]:
    """The edits in a rescue file that this user may take in, and the lines that are none.

    Raises `UsageError` for another kind of file, `NotAllowed` for another user's.
    """
    taken: list[Entry] = []
    refused: list[Refused] = []
    for number, line in enumerate(lines, 1):
        if number == 1:
            _check_head(line, user)
            continue
        try:
            taken.append(_entry(line, catalogue, user))
        except UserError as error:
            refused.append(Refused(number, error))
    return taken, refused


def _check_head(line: bytes, user: str) -> None:
    head = _decoded(line)
    if head.get("rescue") != _KIND:
        raise UsageError("That is no file of a rescue", hint="`client rescue --out FILE` writes one")
    if head.get("user") not in (None, user):
        raise NotAllowed(
            "These edits are another user's", hint="sign in as the user who saved them", code="other_user"
        )


def _entry(line: bytes, catalogue: Catalogue, user: str) -> Entry:
    given = _decoded(line)
    told = given.get("mutation")
    if not isinstance(told, dict):
        raise UsageError("The line holds no edit")
    content = canonical_json(told)
    try:
        msgspec.json.decode(content, type=Mutation)
        mutation = decode_mutation(content)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise UsageError("The line holds no edit", str(error)) from None
    if payload(mutation) != content:
        raise UsageError("The line says more than an edit does")
    if mutation.author != user:
        raise NotAllowed("These edits are another user's", code="other_user")
    check_mutation(catalogue, mutation)
    return mutation, _verdict(given.get("verdict"))


def _verdict(told: Any) -> dict[str, Any] | None:
    if told is None:
        return None
    known = {name: told.get(name) for name in VERDICT} if isinstance(told, dict) else {}
    texts = all(
        isinstance(value, str | None) for name, value in known.items() if name not in ("version", "epoch")
    )
    if not isinstance(known.get("outcome"), str) or type(known.get("version")) is not int or not texts:
        raise UsageError("The line holds a verdict that is none")
    return known


def _decoded(line: bytes) -> dict[str, Any]:
    if len(line) > _LINE_BYTES:
        raise UsageError("The line is too long")
    try:
        found = msgspec.json.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise UsageError("The line is no JSON") from None
    return found if isinstance(found, dict) else {}
