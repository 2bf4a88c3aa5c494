"""Sentences of errors that the layers below make are known in the catalogues of faults."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import crmdesk
from crmdesk.locations import resource_path
from crmdesk.ui.languages import TRANSLATED
from crmdesk.ui.translations import read_faults

PROGRAM = Path(crmdesk.__file__).parent
MET_IN_THE_WINDOW = ("domain", "store", "sync", "ui", "app.py")
FOR_PROGRAMS = frozenset(
    {
        "domain/changes.py",  # a message that no window writes
        "domain/custom_fields.py",  # an administrator's command line
        "domain/declare.py",
        "domain/form_definitions.py",  # an administrator's command line
        "domain/same.py",
        "store/queries.py",  # a query that no window asks
        "store/timeline.py",
        "store/rescue_file.py",  # the command line's rescue
        "sync/doubt.py",  # details for whoever runs a centre
    }
)
SAID_BY_COMMANDS = frozenset(
    {
        "`refused` lists them",
        "`refused retry` sends it again",
        "pip install 'crmdesk[desktop]'",
        "other bytes than asked for",
        "the live answer is none",
        "a line of the live answer does not end",
    }
)


def _families(trees: dict[str, ast.Module]) -> set[str]:
    """Names of the classes that derive from UserError."""
    bases = [
        (node.name, {_name(base) for base in node.bases})
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    names: set[str] = set()
    found = {"UserError"}
    while names != found:
        names = set(found)
        found |= {name for name, above in bases if above & names}
    return names


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _words(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return value.value if isinstance(value.value, str) else ""
    if isinstance(value, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in value.values)
    return ""


@cache
def _sentences() -> frozenset[tuple[str, str]]:
    """File and sentence (title, detail or hint) of every fault that is made."""
    return frozenset(_read_sentences())


def _read_sentences() -> Iterator[tuple[str, str]]:
    trees = {
        str(path.relative_to(PROGRAM)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PROGRAM.rglob("*.py"))
    }
    families = _families(trees)
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in families:
                # An InvalidValue names its field first; what follows the hint is a code.
                first, last = (1, 3) if _name(node.func) == "InvalidValue" else (0, 3)
                named = [word.value for word in node.keywords if word.arg in ("title", "detail", "hint")]
                yield from ((file, _words(value)) for value in (*node.args[first:last], *named))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_fault_that_is_met_in_the_window_is_said_in_every_language(language: str) -> None:
    known = [
        re.compile(".+?".join(map(re.escape, text.split("{}"))))
        for text in read_faults(resource_path("translations"), language)
    ]
    missing = {
        f"{file}: {text}"
        for file, text in _sentences()
        if file.startswith(MET_IN_THE_WINDOW)
        and file not in FOR_PROGRAMS
        and text not in SAID_BY_COMMANDS
        and len(re.sub(r"\{\}|\W", "", text)) > 2
        and text != "{} to {}"  # two values of a range
        and not any(pattern.fullmatch(text) for pattern in known)
    }
    assert missing == set()


def test_the_sentences_are_found() -> None:
    found = _sentences()
    assert ("ui/outside.py", "No program opens this kind of file") in found
    assert ("domain/attachments.py", "The file is larger than {} MB") in found
