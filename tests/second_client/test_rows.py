"""The worked example of docs/sync/messages.md holds: by its own lines, for the second client, and for the product."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crmdesk.domain.entities import CATALOGUE
from crmdesk.schema import digest
from tests.second_client import rows

PAGE = Path(__file__).parents[2] / "docs" / "sync" / "messages.md"
EXAMPLE = re.compile(
    r"^(?P<what>row|set|root) +(?P<text>\S.*)\n +BLAKE2b (?P<hash>\w+), (?:un)?signed (?P<number>-?\d+)"
    r"(?:, leaf (?P<leaf>\d+))?$",
    re.MULTILINE,
)
SIZES = {"row": 8, "set": 6, "root": 8}


class Line(NamedTuple):
    """One hash of the example: what it is of, the JSON that is hashed, and what comes out."""

    what: str
    text: str
    hashed: str
    number: int
    leaf: str | None

    @property
    def said(self) -> Any:
        return json.loads(self.text)


LINES = [
    Line(found["what"], found["text"], found["hash"], int(found["number"]), found["leaf"])
    for found in EXAMPLE.finditer(PAGE.read_text())
]


def test_the_page_has_an_example_of_each_hash() -> None:
    assert [line.what for line in LINES] == ["row", "row", "set", "set", "root", "root"]


@pytest.mark.parametrize("line", LINES, ids=[f"{line.what} {line.hashed}" for line in LINES])
def test_each_line_can_be_computed_by_hand(line: Line) -> None:
    told = hashlib.blake2b(line.text.encode(), digest_size=SIZES[line.what]).digest()
    assert told.hex() == line.hashed
    assert int.from_bytes(told, "big", signed=line.what != "set") == line.number
    if line.leaf is not None:
        assert zlib.crc32(line.said[1].encode()) % 256 == int(line.leaf)


def test_the_sums_of_the_example_are_those_of_its_rows() -> None:
    account, note = (line.number for line in LINES if line.what == "row")
    (territory, both), (_, alone) = LINES[4].said
    assert (both, alone) == (rows.wrapped(account + note), note)
    assert both == account + note + 2**64
    assert territory in LINES[2].said


@pytest.mark.parametrize("ours", [rows, digest], ids=["second client", "product"])
def test_both_programs_say_the_same(ours: Any) -> None:
    for line in LINES:
        said = line.said
        if line.what == "root":
            assert ours.root_of(dict(said)) == line.number
        elif line.what == "set":
            assert ours.set_number(reversed(said)) == line.number
        else:
            kind, row_id, version, cells = said
            of_row = (
                rows.row_hash(kind, row_id, version, {"number": None, **dict(cells)})
                if ours is rows
                else digest.RowHash(CATALOGUE[kind]).of_values(row_id, version, dict(cells))
            )
            assert (of_row, ours.leaf_of(row_id)) == (line.number, int(line.leaf or -1))
