"""Content lines, the form that vCard and iCalendar share: unfolded, with parameters, in components. Knows no property.

RFC 5545, 3.1 and RFC 6350, 3.2-3.4; from vCard 2.1 quoted-printable values and CHARSET.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from crmdesk.domain.errors import UsageError
from crmdesk.exchange.encoding import BLOCK, charset, detect_encoding

FILE_LIMIT = 64 * 1024 * 1024
LINE_LIMIT = 8 * 1024 * 1024
"""Bytes of one unfolded line; a picture inside a card is one."""
HEAD_LIMIT = 4096
"""Bytes in which a line's value has to begin."""
DEPTH = 4
"""Components inside one another."""
LINES = 5_000
"""Properties of one component."""

_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)(?:=("[^"]*"|[^";:,]*)((?:,(?:"[^"]*"|[^";:,]*))*))?')


@dataclass(frozen=True, slots=True)
class Property:
    """One line: its name in capitals without a group, parameters in capitals, the value as text, not yet unescaped."""

    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str

    def parameter(self, name: str) -> str:
        """The first value of a parameter, or nothing."""
        return next(iter(self.parameters.get(name, ())), "")


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END. `fault` says why it cannot be read."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)
    fault: str | None = None

    def all(self, name: str) -> list[Property]:
        return [each for each in self.properties if each.name == name]

    def value(self, name: str) -> str:
        """The first property of that name, unescaped; nothing if there is none."""
        return next((unescaped(each.value) for each in self.all(name)), "")


def components(path: Path, name: str) -> Iterator[Component]:
    """Every component of that name, wherever it stands; raises `UsageError` for a file that is too big or no text.

    One that is never closed or has lines that are none comes with its fault.
    """
    _check_size(path)
    encoding = detect_encoding(path)
    stack: list[Component] = []
    for number, raw in _logical(path, encoding):
        found = _property(raw, encoding)
        if found is None:
            _blame(stack)
            continue
        if found.name == "BEGIN":
            # Deeper than any calendar goes: read as lines of what stands around it, so that nothing grows.
            if len(stack) < DEPTH:
                stack.append(Component(found.value.strip().upper(), number))
        elif found.name == "END":
            ended = _end(stack, found.value.strip().upper())
            if ended is not None and ended.name == name:
                yield ended
        elif stack and len(stack[-1].properties) < LINES:
            stack[-1].properties.append(found)
    for left in stack:
        if left.name == name:
            left.fault = "The card is never closed" if name == "VCARD" else "The event is never closed"
            yield left


def count(path: Path, name: str) -> int:
    """How many components of that name begin in the file, whole or not."""
    _check_size(path)
    wanted = f"BEGIN:{name}"
    with path.open(encoding=detect_encoding(path), errors="replace") as file:
        return sum(line.strip().upper() == wanted for line in iter(partial(file.readline, LINE_LIMIT), ""))


def _check_size(path: Path) -> None:
    if not path.is_file():
        raise UsageError(f"There is no file {path.name}", f"looked in {path.parent}", code="no_file")
    if path.stat().st_size > FILE_LIMIT:
        raise UsageError(f"{path.name} is bigger than 64 MB", hint="split it", code="too_big")


def _blame(stack: list[Component]) -> None:
    if stack:
        stack[-1].fault = "A line that cannot be read"


def _end(stack: list[Component], name: str) -> Component | None:
    """Closes the component of that name; those inside it that were never closed are closed with it."""
    if not any(each.name == name for each in stack):
        return None
    while stack:
        ended = stack.pop()
        if stack:
            stack[-1].inside.append(ended)
        if ended.name == name:
            return ended
    return None


def _logical(path: Path, encoding: str) -> Iterator[tuple[int, bytes]]:
    """Unfolded lines as bytes, with the number of the line that they begin in; a line too long is cut."""
    held, start, quoted = bytearray(), 0, None
    for number, raw in _physical(path, encoding):
        # Once a line: each of its ends may be a soft one.
        quoted = _is_quoted(held) if quoted is None else quoted
        soft = bool(quoted) and held.endswith(b"=")
        if soft or (held and raw[:1] in (b" ", b"\t")):
            if soft:
                del held[-1]
            if len(held) < LINE_LIMIT:
                held += raw if soft else raw[1:]
            continue
        if held.strip():
            yield start, bytes(held)
        held, start, quoted = bytearray(raw), number, None
    if held.strip():
        yield start, bytes(held)


def _is_quoted(held: bytearray) -> bool | None:
    """Whether soft line ends (RFC 2045, 6.7) are to be looked for in its value; None before that has begun."""
    colon = held.find(b":", 0, HEAD_LIMIT)
    return None if colon < 0 else b"QUOTED-PRINTABLE" in held[:colon].upper()


def _physical(path: Path, encoding: str) -> Iterator[tuple[int, bytes]]:
    """Lines without their ends; those of UTF-16 as UTF-8. Folds may part the bytes of one character."""
    if encoding.startswith("utf-16"):
        with path.open(encoding=encoding, newline=None) as file:
            for number, text in enumerate(iter(lambda: file.readline(LINE_LIMIT), ""), 1):
                yield number, text.rstrip("\n").encode()
        return
    with path.open("rb", buffering=BLOCK) as file:
        for number, line in enumerate(iter(lambda: file.readline(LINE_LIMIT), b""), 1):
            yield number, (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).rstrip(b"\r\n")


def _property(raw: bytes, encoding: str) -> Property | None:
    """The property in a line, None where it is none."""
    colon = _colon(raw)
    if colon < 0:
        return None
    head = raw[:colon].decode("utf-8" if encoding.startswith("utf") else encoding, "replace").strip()
    name = _NAME.match(head)
    if name is None:
        return None
    parameters: dict[str, tuple[str, ...]] = {}
    for found in _PARAMETER.finditer(head, name.end()):
        key, value = found[1].upper(), found[2]
        if value is None:
            # vCard 2.1 leaves the names of some parameters out: TEL;WORK, ENCODING's value alone.
            key, value = ("ENCODING" if key in ("QUOTED-PRINTABLE", "BASE64") else "TYPE"), found[1]
        values = (value, *filter(None, (found[3] or "").split(",")))
        parameters[key] = (*parameters.get(key, ()), *(each.strip('"') for each in values))
    return Property(name[1].upper(), parameters, _decoded(raw[colon + 1 :], parameters, encoding))


def _colon(raw: bytes) -> int:
    """Where the value begins: the first colon outside quotation marks."""
    quoted = False
    for place, byte in enumerate(raw[:HEAD_LIMIT]):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return place
    return -1


def _decoded(raw: bytes, parameters: Mapping[str, tuple[str, ...]], encoding: str) -> str:
    if "QUOTED-PRINTABLE" in (each.upper() for each in parameters.get("ENCODING", ())):
        raw = quopri.decodestring(raw)
    named = next(iter(parameters.get("CHARSET", ())), "")
    for each in filter(None, (charset(named), "utf-8", encoding)):
        try:
            return raw.decode(each)
        except UnicodeError:
            continue
    return raw.decode("utf-8", "replace")


def unescaped(text: str) -> str:
    """The text that an escaped one stands for (RFC 6350, 3.4; RFC 5545, 3.3.11)."""
    return re.sub(
        r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text, flags=re.DOTALL
    ).strip()


def parted(text: str, sign: str) -> list[str]:
    """The parts of a compound value or list, each unescaped."""
    return [unescaped(part) for part in re.split(rf"(?<!\\){re.escape(sign)}", text)]
