"""What the commands print: JSON with `--json`, text for people otherwise; words go to stderr."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.errors import StorageFault, UserError


class NobodyReads(Exception):
    """Whoever read stdout has gone, as in `… | head -1`: no fault, but nothing more is worth being printed."""


def write_json(value: object) -> None:
    """One JSON value and LF on stdout, at once."""
    write_lines([canonical_json(value) + b"\n"])


def write_lines(lines: Iterable[bytes]) -> None:
    """Lines that are ready, on stdout; raises `NobodyReads`, and `StorageFault` where it takes nothing."""
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed")
        for line in lines:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _give_up()
        raise NobodyReads from None
    except OSError as error:
        _give_up()
        raise StorageFault(
            "The output cannot be written", error.strerror or "", "what was saved stays saved"
        ) from error


def _give_up() -> None:
    # Python tries once more to write what is left when it ends, and would say so.
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def write_text(text: str) -> None:
    """A line for a person on stdout; a sign that the terminal's encoding lacks becomes a question mark."""
    encoding = sys.stdout.encoding if sys.stdout is not None else "utf-8"
    write_lines([f"{text}\n".encode(encoding, "replace")])


def say(text: str) -> None:
    """Words for a person, on stderr, so that stdout holds results alone."""
    click.echo(text, err=True)


def write_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows for a person: columns padded to their widest value, 40 characters at most."""
    cells = [[_cell(row.get(name)) for name in columns] for row in rows]
    widths = [max([len(name), *(len(line[index]) for line in cells)]) for index, name in enumerate(columns)]
    for line in [list(columns), *cells]:
        write_text("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    if value is None or value == []:
        return ""
    text = value if isinstance(value, str) else canonical_json(value).decode()
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def acknowledged(op_id: str, record_id: str) -> dict[str, Any]:
    """What `batch` and every saving command print of a save that is durable."""
    return {"ok": True, "op_id": op_id, "id": record_id}


def not_acknowledged(error: UserError) -> dict[str, Any]:
    """What they print of a save that did not happen."""
    title = f"{error.title}: {error.detail}" if error.detail else error.title
    return {"ok": False, "error": {"code": error.code, "title": title, "hint": error.hint}}
