"""`batch`: JSON lines in, one acknowledgement a line out, each only after its edit is durable."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import click

from crmdesk.cli.assignments import from_batch, parse_json
from crmdesk.cli.client_call import Call, verb
from crmdesk.cli.laptop import Laptop
from crmdesk.cli.output import NobodyReads, acknowledged, not_acknowledged, say, write_json
from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.edits import Author
from crmdesk.domain.errors import UsageError, UserError

LINE_BYTES = 1024 * 1024
_EXAMPLE = 'as in {"op":"create","type":"account","fields":{"name":"Quay"}}'
WORDS = frozenset({"op", "type", "id", "fields", "add", "remove"})


@verb("batch", click.argument("file", metavar="FILE.jsonl"))
def batch(call: Call, file: str) -> None:
    """Edits from a file of JSON lines (- for stdin): {"op":"create|update|delete","type":…,"id":…,"fields":{…}}."""
    failed, saved = False, 0
    with lines_of(file) as lines, call.laptop() as laptop:
        author = laptop.author()
        intent = author.new_id()
        for line in lines:
            answer = _perform(laptop, author, line, intent)
            failed |= not answer["ok"]
            saved += answer["ok"]
            try:
                write_json(answer)
            except NobodyReads:
                # No line behind this one is saved: nothing would tell whoever wrote them.
                say(
                    f"Nobody reads the acknowledgements any more: {saved} line{'s were' if saved != 1 else ' was'}"
                    " saved, the others were not read."
                )
                failed = True
                break
    if failed:
        click.get_current_context().exit(2)


def _perform(laptop: Laptop, author: Author, line: bytes, intent: str) -> dict[str, Any]:
    try:
        (saved, *_) = laptop.replica.commit(_mutations(laptop, author, line, intent))
    except UserError as error:
        return not_acknowledged(error)
    return acknowledged(saved.op_id, saved.id)


def _mutations(laptop: Laptop, author: Author, line: bytes, intent: str) -> list[Mutation]:
    given = _decoded(line)
    operation, type_name, record_id = (given.get(name) for name in ("op", "type", "id"))
    # A word that nobody reads must not be acknowledged: whoever wrote "field" meant something by it.
    if unknown := sorted(given.keys() - WORDS):
        raise UsageError(f"The line says {unknown[0][:40]!r}", hint=f"it may say {', '.join(sorted(WORDS))}")
    if not isinstance(type_name, str):
        raise UsageError("The line names no type", hint=_EXAMPLE)
    if record_id is not None and not isinstance(record_id, str):
        raise UsageError("The id is no text")
    change = from_batch(given)
    if operation == "create":
        if change.remove:
            raise UsageError("A new record has nothing to remove from")
        if twice := change.set.keys() & change.add.keys():
            raise UsageError(f"{sorted(twice)[0]!r} is said twice", hint="in fields or in add")
        fields = {**change.set, **change.add}
        return edits.create(author, type_name, fields, record_id=record_id, intent=intent)
    if operation not in ("update", "delete"):
        raise UsageError(f"Unknown op {operation!r}", hint="create, update or delete")
    if record_id is None:
        raise UsageError(f"{operation} needs an id")
    record = laptop.replica.get(type_name, record_id)
    if operation == "delete":
        return edits.delete(author, record, intent=intent)
    return edits.update(author, record, change.set, add=change.add, remove=change.remove, intent=intent)


def _decoded(line: bytes) -> dict[str, Any]:
    if len(line) > LINE_BYTES:
        raise UsageError("The line is longer than 1 MB")
    try:
        given = parse_json(line.decode("utf-8-sig"), _EXAMPLE)
    except UnicodeDecodeError:
        raise UsageError("The line is not UTF-8") from None
    if not isinstance(given, dict):
        raise UsageError("The line is no JSON object")
    return given


@contextmanager
def lines_of(file: str) -> Iterator[Iterator[bytes]]:
    """Non-empty lines of the file, read as they are needed; of an overlong one just more than is allowed."""
    try:
        source = sys.stdin.buffer if file == "-" else open(file, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UsageError(f"{file} cannot be read", error.strerror or "", "nothing was changed") from error
    try:
        yield _split(source)
    finally:
        if file != "-":
            source.close()


def _split(source: BinaryIO) -> Iterator[bytes]:
    while line := source.readline(LINE_BYTES + 2):
        whole = line
        while whole and not whole.endswith(b"\n"):
            whole = source.readline(LINE_BYTES)
        if line.strip():
            yield line
