"""Reads back the text of PDF files that Qt wrote: letters as their fonts' tables say, in lines as they stand."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_OBJECT = re.compile(rb"(?ms)^(\d+) 0 obj\n(.*?)\nendobj")
_SHOWN = re.compile(rb"(-?[\d.]+) (-?[\d.]+) Td <([0-9A-Fa-f]+)> Tj|/(F\d+) [\d.]+ Tf|(BT)")
_PAIR = re.compile(rb"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)> (?:<([0-9a-fA-F]+)>|\[([^\]]*)\])")


@dataclass(frozen=True)
class PdfPages:
    """`pages`: their text. `size` of the first in points, and whether all letters are inside the file."""

    pages: tuple[str, ...]
    size: tuple[float, float]
    embedded: bool
    title: str


def read_pdf(path: Path) -> PdfPages:
    """Raises ValueError or KeyError for a file that is not whole."""
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-32:]:
        raise ValueError(f"not a whole PDF file: {path.name}")
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(content)}
    sheets = [body for body in objects.values() if b"/Type /Page\n" in body]
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheets[0])
    title = re.search(rb"(?s)/Title \((.*?)\)\n/Creator", content)
    assert box is not None
    assert title is not None
    described = [body for body in objects.values() if b"/Type /FontDescriptor" in body]
    return PdfPages(
        tuple(_text(sheet, objects) for sheet in sheets),
        (float(box[1]), float(box[2])),
        bool(described) and all(b"/FontFile" in body for body in described),
        re.sub(rb"\\(.)", rb"\1", title[1]).decode("utf-16"),
    )


def _text(sheet: bytes, objects: dict[int, bytes]) -> str:
    fonts = {
        name.decode(): _letters(objects[int(number)], objects)
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", objects[_reference(sheet, b"Resources")])
    }
    lines: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    font, x, y = "", 0.0, 0.0
    for dx, dy, shown, chosen, begins in _SHOWN.findall(_stream(objects[_reference(sheet, b"Contents")])):
        if begins:
            x = y = 0.0
        elif chosen:
            font = chosen.decode()
        else:
            x, y = x + float(dx), y + float(dy)
            letters = [fonts[font][shown[at : at + 4].lower()] for at in range(0, len(shown), 4)]
            lines[round(-y)].append((x, "".join(letters)))
    return "\n".join(
        "".join(text for _, text in sorted(line, key=lambda each: each[0]))
        for _, line in sorted(lines.items())
    )


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[bytes, str]:
    """What each code of a font means, out of its ToUnicode table."""
    found: dict[bytes, str] = {}
    for first, last, start, listed in _PAIR.findall(_stream(objects[_reference(font, b"ToUnicode")])):
        codes = range(int(first, 16), int(last, 16) + 1)
        texts = re.findall(rb"<([0-9a-fA-F]+)>", listed) or [
            b"%04X" % (int(start, 16) + step) if len(start) == 4 else start for step in range(len(codes))
        ]
        for code, text in zip(codes, texts, strict=False):
            found[b"%04x" % code] = bytes.fromhex(text.decode()).decode("utf-16-be").replace("\t", " ")
    return found


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    if found is None:
        raise ValueError(f"no {name.decode()}")
    return int(found[1])


def _stream(body: bytes) -> bytes:
    start = body.index(b"stream\n") + 7
    content = body[start : body.rindex(b"endstream")]
    return zlib.decompressobj().decompress(content) if b"FlateDecode" in body[:start] else content
