"""The word lists of the sample organisation, read once from TOML; it makes no records of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crmdesk.domain.errors import UsageError

LANGUAGES = ("en", "ko", "zh")


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that is said and written in one language. Pairs are (as written, in Latin letters)."""

    code: str
    family_first: bool
    joiner: str
    roots: tuple[tuple[str, str], ...]
    """First parts of company names."""
    family: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, str], ...]
    industries: tuple[tuple[str, tuple[str, ...]], ...]
    """Industry and the last parts of its companies' names."""
    lists: Mapping[str, tuple[str, ...]]
    """Plain lists: titles, departments, tags, facts …"""
    subjects: Mapping[str, tuple[str, ...]]
    """Activity type -> subjects."""
    sentences: Mapping[str, tuple[str, ...]]
    """Part of a note -> sentences with places for a person, a product and so on."""


@dataclass(frozen=True, slots=True)
class Words:
    """All word lists: `organisation` and `places` as they stand in their files, languages by code."""

    organisation: Mapping[str, Any]
    places: Mapping[str, Any]
    languages: Mapping[str, Language]
    forms: tuple[Mapping[str, Any], ...]
    """Visit forms as `crmdesk admin form import` takes them."""


def read_words(folder: Path) -> Words:
    """The lists in `folder`; raises `UsageError` when one is missing or is no TOML."""
    languages = {code: _language(code, _read(folder / f"{code}.toml")) for code in LANGUAGES}
    forms = tuple(_read(file) for file in sorted((folder / "forms").glob("*.toml")))
    return Words(_read(folder / "organisation.toml"), _read(folder / "places.toml"), languages, forms)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            "The sample organisation cannot be read", f"{path}: {error}", "install CRMDesk again"
        ) from error


def _language(code: str, data: Mapping[str, Any]) -> Language:
    lists = {
        name: tuple(items)
        for name, items in data.items()
        if isinstance(items, list) and all(isinstance(item, str) for item in items)
    }
    # English names are in Latin letters already.
    roots = [pair if isinstance(pair, list) else [pair, pair.lower()] for pair in data["roots"]]
    return Language(
        code=code,
        family_first=data["order"] == "family",
        joiner=data["joiner"],
        roots=tuple((root, latin) for root, latin in roots),
        family=tuple((name, latin) for name, latin in data["family"]),
        given=tuple((name, latin) for name, latin in data["given"]),
        industries=tuple((entry["name"], tuple(entry["suffixes"])) for entry in data["industries"]),
        lists={
            **lists,
            "next_steps": tuple(data["next_steps"]["open"]),
            "street_format": (data["street_format"],),
        },
        subjects={name: tuple(items) for name, items in data["subjects"].items()},
        sentences={name: tuple(items) for name, items in data["sentences"].items()},
    )
