"""From the key to the painted answer, through the window itself: what a person sees of a search.

A key goes to the box as the keyboard's would; its time ends when the list with the answer to the text has been painted.
The window is offscreen and offline, in a process of its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import Figure, bounded, p50, p95
from bench.window import opened, settle, told_by, until

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crmdesk.ui.widgets import SearchBox


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key: seconds by the clock and of the process until names were painted, or notes with `texts` or where no
    name answers."""

    text: str
    clock: float
    worked: float
    drawn: float
    """Of the processor time, that of the window's own thread."""


Words = Sequence[tuple[str, Sequence[str], bool, float]]
"""What they are, the words, whether long texts are waited for, and the goal in milliseconds."""


def measure(folder: Path, accounts: int, words: Words) -> list[Figure]:
    """Figures of the profile that `bench.replica.filled` made in `folder`."""
    asked = json.dumps({what: (typed, texts) for what, typed, texts, _ in words})
    told = told_by("bench.typing", folder, asked)
    figures = []
    for what, _, _, goal in words:
        label = f"search in {16 * accounts:,} rows: key → painted, {what}"
        clock, worked = ([stroke[place] * 1e3 for stroke in told[what]] for place in (1, 2))
        figures += [
            bounded(f"{label}, p50", p50(clock), "ms", None),
            bounded(f"{label}, p95", p95(clock), "ms", goal),
            bounded(f"{label}: … processor time of it, all threads, p95", p95(worked), "ms", None),
        ]
    return figures


def walk(profile: Path, key_file: Path, words: dict[str, tuple[list[str], bool]]) -> dict[str, list[Stroke]]:
    """Every keystroke of the words, each key after what it waits for was painted: so the search for notes that
    begins behind the names is interrupted by the next key, as it is when somebody types on."""
    with opened(profile, key_file) as (app, desktop):
        desktop.window.activateWindow()
        desktop.window.search.activate()
        settle(app, desktop)
        return {
            what: [
                stroke for word in typed for stroke in _type(app, desktop.window.search, word, texts=texts)
            ]
            for what, (typed, texts) in words.items()
        }


def _type(app: QApplication, box: SearchBox, word: str, *, texts: bool) -> Iterator[Stroke]:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    popup = box.popup

    def answered(text: str) -> bool:
        return popup.text == text and (popup.final or not texts)

    box.clear()
    until(app, lambda: answered(""))
    app.processEvents()
    for at, character in enumerate(word):
        text = word[: at + 1].strip()
        started, worked, drawn = time.perf_counter(), time.process_time(), time.thread_time()
        app.postEvent(box, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character))
        until(app, partial(answered, text))
        app.processEvents()  # what was laid out is painted
        if not character.isspace():
            yield Stroke(
                text, time.perf_counter() - started, time.process_time() - worked, time.thread_time() - drawn
            )


if __name__ == "__main__":
    json.dump(
        {
            what: [(one.text, one.clock, one.worked, one.drawn) for one in strokes]
            for what, strokes in walk(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])).items()
        },
        sys.stdout,
    )
