"""`python -m tests.mutation`: how many mutants of the merge the tests of the merge notice, and which they do not.

Each mutant takes the module's place before the tests' code is run anew; examples come first, properties after them. The
score counts all mutants; those of `equivalent.toml`, each with the reason why nobody can tell it from the original, are
told apart.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import itertools
import resource
import signal
import sys
import time
import tomllib
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from tests.mutation.mutants import mutants

MODULES = ("crmdesk.domain.text_merge", "crmdesk.domain.merge")
TESTS = (
    "tests.domain.test_merge",
    "tests.domain.test_text_merge",
    "tests.domain.test_merge_rules",
    "tests.domain.test_merge_keys",
)
GOAL = 90.0
"""Percent of all mutants that must be noticed."""
SECONDS = 25
"""A mutant that takes longer (one that loops, say) is noticed by that."""
BYTES = 4 * 1024**3
"""… and so is one that takes more memory (one that grows a list for ever)."""
EQUIVALENT = Path(__file__).with_name("equivalent.toml")


class _TooLong(BaseException):
    """The time is up."""


def _up(*_: Any) -> None:
    raise _TooLong


def _source(module: str) -> str:
    return Path(module.replace(".", "/") + ".py").read_text("utf-8")


def _cases(test: Any) -> Iterator[dict[str, Any]]:
    """The arguments of each case of a parametrized test."""
    axes = []
    for mark in getattr(test, "pytestmark", ()):
        names, values = mark.args
        listed = [one.strip() for one in names.split(",")] if isinstance(names, str) else list(names)
        axes.append([dict(zip(listed, one if len(listed) > 1 else (one,), strict=True)) for one in values])
    for combination in itertools.product(*axes):
        yield {name: value for part in combination for name, value in part.items()}


def _run_tests(*, properties: bool) -> None:
    for name in TESTS:
        module = sys.modules[name] = types.ModuleType(name)
        exec(compile(_source(name), name, "exec"), module.__dict__)
        found: list[Callable[..., None]] = [
            one for key, one in vars(module).items() if key.startswith("test_")
        ]
        for test in (one for one in found if one.__module__ == name):
            if not hasattr(test, "hypothesis"):
                for case in _cases(test):
                    test(**case)
            elif properties:
                test()


def noticed(module: str, tree: ast.Module) -> bool:
    """Whether the tests fail, or take too long, with this code in the module's place."""
    for name in (*MODULES, *TESTS):
        sys.modules.pop(name, None)
    package, _, short = module.rpartition(".")
    changed = sys.modules[module] = types.ModuleType(module)
    setattr(importlib.import_module(package), short, changed)
    try:
        exec(compile(tree, module, "exec"), changed.__dict__)
        for properties in (False, True):
            signal.setitimer(signal.ITIMER_REAL, SECONDS, 1)
            _run_tests(properties=properties)
    except (Exception, _TooLong):  # noqa: BLE001 - however it fails, it was noticed
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return False


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(MODULES), help="dotted names")
    given = parser.parse_args()
    signal.signal(signal.SIGALRM, _up)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    settings.register_profile(
        "mutation", max_examples=20, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    settings.load_profile("mutation")
    known: dict[str, str] = tomllib.loads(EQUIVALENT.read_text("utf-8"))
    return max(_judge(module, known) for module in given.modules)


def _judge(module: str, known: dict[str, str]) -> int:
    source, started = _source(module), time.monotonic()
    if noticed(module, ast.parse(source)):
        print(f"{module}: the tests fail on the original")
        return 2
    all_ = list(mutants(source))
    left = [mutant for mutant in all_ if not noticed(module, mutant.tree)]
    for mutant in left:
        reason = known.get(mutant.name)
        print(f"{module}:{mutant.line} {mutant.name}" + (f"\n    equivalent: {reason}" if reason else ""))
    score = 100 * (len(all_) - len(left)) / len(all_)
    print(
        f"{module}: {len(all_) - len(left)} of {len(all_)} mutants noticed, {score:.1f} %, in"
        f" {time.monotonic() - started:.0f} s; {sum(one.name in known for one in left)} of the others are equivalent"
    )
    return 0 if score >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
