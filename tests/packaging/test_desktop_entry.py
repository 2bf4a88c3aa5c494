"""The desktop entry: it starts the program that is installed, and takes the links that the program reads."""

from __future__ import annotations

import mimetypes
import tomllib
from configparser import RawConfigParser
from pathlib import Path

from crmdesk.exchange.incoming.kinds import ENDINGS, MAIL
from crmdesk.ui.languages import TRANSLATED
from crmdesk.ui.links import SCHEME

ROOT = Path(__file__).resolve().parents[2]


def test_links_are_passed_to_the_program() -> None:
    entry = RawConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ROOT / "packaging" / "crmdesk.desktop", encoding="utf-8")
    words = entry["Desktop Entry"]
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    program, link = words["Exec"].split()
    assert program in scripts
    assert link == "%u"
    scheme, *types = words["MimeType"].strip(";").split(";")
    assert scheme == f"x-scheme-handler/{SCHEME.rstrip(':')}"
    known = {mimetypes.guess_type(f"x{ending}")[0] for ending in (*ENDINGS, MAIL)} - {None, "text/plain"}
    assert set(types) >= known
    assert all(f"Comment[{code}]" in words for code in TRANSLATED)
