"""The pages of docs/ name what exists: tests, files, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
TESTS = "\n".join(path.read_text() for path in sorted((ROOT / "tests").rglob("*.py")))
NAMED_TEST = re.compile(r"\btest_\w+(?!\w|\.py|/)")
NAMED_FILE = re.compile(r"`((?:crmdesk|tests|bench|docs|packaging|resources)/[\w./-]+?\.\w+)(?:::\w+)?`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def _named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_every_test_that_a_page_names_exists(page: Path) -> None:
    named = {name for name in NAMED_TEST.findall(page.read_text()) if not (ROOT / "tests" / name).is_dir()}
    # A name that ends in … stands for all that begin so.
    ends = {name: "" if name.endswith("_") else r"\b" for name in named}
    there = {name for name, end in ends.items() if re.search(rf"def {name}{end}", TESTS)}
    modules = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    assert named - there - modules == set()


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    assert [name for name in NAMED_FILE.findall(page.read_text()) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()] == []


HAZARD_PAGES = sorted((ROOT / "docs" / "sync").glob("*.md"))
HEADS = {"hazard", "what happens"}
SHOWN = re.compile(r"`[^`]*\btests?[/_:…]")


@pytest.mark.parametrize("page", HAZARD_PAGES, ids=_named)
def test_every_page_about_reconciling_has_one_sequence_diagram(page: Path) -> None:
    assert page.read_text().count("\n    participant ") >= 2
    assert page.read_text().count("sequenceDiagram") == 1


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_no_diagram_holds_what_ends_a_line_of_it(page: Path) -> None:
    # To Mermaid a semicolon is the end of a line and a # begins a code: what follows is an error, and nothing is drawn.
    drawn = re.findall(r"^```mermaid\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
    assert [line for diagram in drawn for line in diagram.splitlines() if set(";#") & set(line)] == []


@pytest.mark.parametrize("page", HAZARD_PAGES, ids=_named)
def test_every_hazard_has_an_answer_and_names_what_shows_it(page: Path) -> None:
    hazards, head = [], ""
    for line in page.read_text().splitlines():
        cells = (
            [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
            if line.startswith("|")
            else [""]
        )
        if head in HEADS and len(cells) > 1 and not set(line) <= set("|-"):
            hazards.append(cells)
        head = "" if not line.startswith("|") else head or cells[0]
    assert [cells for cells in hazards if not (all(cells[:3]) and SHOWN.search(cells[-1]))] == []
    assert hazards or page.name == "proof.md"
