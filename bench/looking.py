"""What a person waits for while looking: pages and jumps of a long list, keystrokes of a search, the window's start.

Lists and searches are measured at the replica, where their cost grows; painting comes on top and does not. A search is
measured from the key to the painted answer as well (`typing.py`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

from bench import grouping, scrolling, start, turns, typing
from bench.figures import Figure, bounded, p50, p95
from bench.replica import filled
from crmdesk.store.queries import Query
from crmdesk.store.replica import Replica

T = TypeVar("T")

LISTED = "visit"
ORDER = "planned_start"
PAGE, WHEEL = 100, 3
SHOWN = 24
"""Hits that the search box asks for."""
TYPED = (
    "mueller",
    "north instruments",
    "model 17",
    "laborleiter",
    "a-123",
    "김서연",
    "한빛",
    "王小明",
    "实验室",
)
"""What somebody types, in three languages: names, a number, parts of names."""
SPOKEN = ("quote", "review of the", "calibration", "견적", "교정 일정", "报价", "校准")
"""Words of notes."""
HEARD = ("ㄱㅅㅇ", "김ㅅㅇ", "ㅎㅂ", "ㅈㅎ", "wangxiaoming", "wxm", "wangxm", "lina", "zhangwei", "xiaoming")
"""Names by their initial consonants, mixed with a syllable, by pinyin and its first letters."""
INSIDE = ("struments", "aborator", "eller", "oratory", "orthern", "chmidt")
"""Parts of words that are not their beginnings."""
ADDRESSES = ("person17@customer5", "customer12.example", "example", "son123@c")
"""Parts of addresses of e-mail, those that all customers have among them."""
SHORT = (
    *"aemstxz0182",
    *"김이연기진서",
    *"ㄱㅇㅈㅊ",
    *"王李实",
    "zh",
    "sh",
    "ji",
    "wei",
    "ㅇㅅ",
    "이ㅅ",
    "철",
)
"""What most names answer: one letter or syllable, the first of a reading, a syllable half typed."""
KEYS = (
    ("names and numbers", TYPED, False, 16),
    ("consonants and pinyin", HEARD, False, 16),
    ("insides of words", INSIDE, False, 16),
    ("parts of addresses", ADDRESSES, False, 16),
    ("one or two letters or syllables", SHORT, False, 16),
    ("notes", SPOKEN, True, 100),
)
"""What is typed into the window, whether long texts are waited for, and the goal in milliseconds."""


def measure(folder: Path, accounts: int, steps: int, starts: int) -> list[Figure]:
    """Figures of a replica with 16 rows an account. `starts` 0 leaves the window out."""
    folder.mkdir(parents=True, exist_ok=True)
    with filled(folder, accounts) as replica:
        figures = [
            *_lists(replica, accounts, steps),
            *grouping.measure(replica, accounts),
            *_searches(replica, accounts),
        ]
    typed = typing.measure(folder, accounts, KEYS)
    turned = [*scrolling.measure(folder, accounts, steps), *turns.measure(folder, accounts)]
    return [*figures, *typed, *turned, *(start.measure(folder, accounts, starts) if starts else [])]


def _lists(replica: Replica, accounts: int, steps: int) -> list[Figure]:
    label = f"list of {5 * accounts:,} {LISTED}s among {16 * accounts:,} rows"
    dice = Random(1)
    started = time.perf_counter()
    listing = replica.rows(LISTED, Query(sort=ORDER, descending=True))
    count = listing.count()
    listing.page(0, PAGE)
    first = time.perf_counter() - started
    last = max(1, count - PAGE)
    wheel = _each(range(0, min(steps, last) * WHEEL, WHEEL), lambda row: listing.page(row % last, PAGE))
    pages = _each(range(0, steps * PAGE, PAGE), lambda row: listing.page(row % last, PAGE))
    jumps = _each([dice.randrange(last) for _ in range(steps)], lambda row: listing.page(row, PAGE))
    again = _each([dice.randrange(last) for _ in range(steps)], lambda row: listing.page(row, PAGE))
    return [
        bounded(f"{label}: count and first page", first * 1e3, "ms", 45),
        bounded(f"{label}: wheel step, p95", p95(wheel) * 1e3, "ms", 16),
        bounded(f"{label}: next page, p95", p95(pages) * 1e3, "ms", 16),
        bounded(f"{label}: jump to a place never seen, p95", p95(jumps) * 1e3, "ms", 16),
        bounded(f"{label}: jump once some were made, p95", p95(again) * 1e3, "ms", 16),
    ]


def _searches(replica: Replica, accounts: int) -> list[Figure]:
    label = f"search in {16 * accounts:,} rows"
    figures = []
    for what, words, texts, bound in (
        ("names and numbers", TYPED, False, 16),
        ("consonants and pinyin", HEARD, False, 16),
        ("insides of words", INSIDE, False, 16),
        ("parts of addresses", ADDRESSES, False, 16),
        ("one or two letters or syllables", SHORT, False, 16),
        ("names, then notes", (*TYPED, *HEARD, *INSIDE), True, 100),
        ("notes", SPOKEN, True, 100),
    ):
        strokes = [word[: length + 1] for word in words for length in range(len(word))]
        search = partial(replica.search, limit=SHOWN, texts=texts)
        taken, worked = _each(strokes, search), _each(strokes, search, time.thread_time)
        figures += [
            bounded(f"{label}: keystroke towards {what}, p50", p50(taken) * 1e3, "ms", None),
            bounded(f"{label}: keystroke towards {what}, p95", p95(taken) * 1e3, "ms", bound),
            bounded(f"{label}: … processor time of it, p95", p95(worked) * 1e3, "ms", None),
        ]
    return figures


def _each(
    values: Sequence[T], what: Callable[[T], object], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    taken = []
    for value in values:
        started = clock()
        what(value)
        taken.append(clock() - started)
    return taken
