"""`python -m tests.mutation`: how many mutants of the merge the tests of the merge notice, and which they do not.

Each mutant takes the module's place in a process of its own before the tests are imported. The score counts all
mutants; those of `equivalent.toml`, each with the reason why nobody can tell it from the original, are told apart.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import multiprocessing
import os
import sys
import time
import tomllib
import types
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings

from tests.mutation.mutants import Mutant, mutants

MODULES = ("crmdesk.domain.text_merge", "crmdesk.domain.merge")
TESTS = ("tests/domain/test_text_merge.py", "tests/domain/test_merge_rules.py", "tests/domain/test_merge.py")
"""Those with examples first: they are quicker than those with properties."""
QUICKLY = [
    "-x",
    "-q",
    "--noconftest",
    "--assert=plain",
    *["-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist"],
]
"""Nothing that these tests of pure functions do without."""
GOAL = 90.0
"""Percent of all mutants that must be noticed."""
SECONDS = 20.0
"""A mutant that takes longer (one that loops, say) is noticed by that."""
EQUIVALENT = Path(__file__).with_name("equivalent.toml")


def _try(module: str, mutant: Mutant | None) -> None:
    """Runs the tests with the mutant (None: the original) in the module's place; exits 0 if they notice nothing."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    if mutant is not None:
        package, _, name = module.rpartition(".")
        original = importlib.util.find_spec(module)
        assert original is not None
        assert original.origin is not None
        changed = types.ModuleType(module)
        changed.__file__, changed.__package__ = original.origin, package
        sys.modules[module] = changed
        setattr(importlib.import_module(package), name, changed)
        exec(compile(mutant.tree, original.origin, "exec"), changed.__dict__)
    settings.register_profile("mutation", max_examples=15, derandomize=True, database=None)
    settings.load_profile("mutation")
    os._exit(int(pytest.main([*QUICKLY, *TESTS])))


def _noticed(module: str, mutant: Mutant | None) -> bool:
    process = multiprocessing.get_context("fork").Process(target=_try, args=(module, mutant))
    process.start()
    process.join(SECONDS)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode != 0


def _all(modules: list[str]) -> Iterator[tuple[str, Mutant]]:
    for module in modules:
        spec = importlib.util.find_spec(module)
        assert spec is not None
        assert spec.origin is not None
        for mutant in mutants(Path(spec.origin).read_text("utf-8")):
            yield module, mutant


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(MODULES), help="dotted names")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    given = parser.parse_args()
    if _noticed(MODULES[0], None):
        print("the tests fail on the original")
        return 2
    with EQUIVALENT.open("rb") as file:
        known: dict[str, str] = tomllib.load(file)
    started, todo = time.monotonic(), list(_all(given.modules))
    with ThreadPoolExecutor(given.jobs) as threads:
        noticed = list(threads.map(lambda one: _noticed(*one), todo))
    survivors = [one for one, seen in zip(todo, noticed, strict=True) if not seen]
    for module, mutant in survivors:
        reason = known.get(mutant.name)
        print(f"{module}:{mutant.line} {mutant.name}" + (f"\n    equivalent: {reason}" if reason else ""))
    return _report(todo, survivors, known, time.monotonic() - started)


def _report(
    todo: list[tuple[str, Mutant]], survivors: list[tuple[str, Mutant]], known: dict[str, str], seconds: float
) -> int:
    low = False
    for module in dict.fromkeys(name for name, _ in todo):
        count = sum(name == module for name, _ in todo)
        left = [mutant for name, mutant in survivors if name == module]
        equivalent = sum(mutant.name in known for mutant in left)
        score = 100 * (count - len(left)) / count
        print(
            f"{module}: {count - len(left)} of {count} mutants noticed, {score:.1f} %;"
            f" of the others {equivalent} are equivalent"
        )
        low = low or score < GOAL
    stale = set(known) - {mutant.name for _, mutant in survivors}
    if len({name for name, _ in todo}) == len(MODULES):
        for name in sorted(stale):
            print(f"no survivor any more: {name}")
    print(f"{len(todo)} mutants in {seconds:.0f} s")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
