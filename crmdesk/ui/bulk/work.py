"""Runs bulk acts and large undos part by part on the thread that saves, so that other saves come between the parts.

It knows no screen: how far it is and how it ended leave as signals.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.bulk import BulkAct, Stays
from crmdesk.domain.edits import Author
from crmdesk.store.bulk import PART, UNDER_WAY, Part, Unfinished, Walk, note
from crmdesk.store.replica import Replica
from crmdesk.store.undo import UndoStep
from crmdesk.ui.bulk.progress import BulkEnd, BulkProgress
from crmdesk.ui.bulk.words import stepped
from crmdesk.ui.committer import Committer

log = logging.getLogger(__name__)

Step = Callable[[str | None], UndoStep | None]
"""`Replica.undo` or `Replica.redo`."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """How taking back or doing again is said while it runs: `title` with a gap for what, and what stopping means."""

    title: str
    stopping: str


class BulkWork(QObject):
    """One act after the other, and undos beside them. `stop` ends what runs after its part; what was saved stays, to be
    undone as one, and what is left of an undo is what the next undo begins with."""

    progressed = Signal(object)
    """`BulkProgress`, None when nothing runs any more."""
    ended = Signal(object)
    """`BulkEnd`."""
    broken_off = Signal(object)
    """`Unfinished`: what the last run of the program did not come to the end of."""

    def __init__(
        self, replica: Replica, author: Author, committer: Committer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._replica = replica
        self._author = author
        self._committer = committer
        self._running: tuple[str, BulkEnd] | None = None
        self._waiting: list[tuple[str, BulkEnd]] = []
        self._stopped = False
        self._in_parts = ExitStack()
        """While an act comes in parts, none of it is taken back."""
        self._stepping = False
        """Whether a large save is being taken back or done again."""
        self._steps_stopped = False

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return self._running is not None

    def start(
        self,
        type_name: str,
        act: BulkAct,
        ids: Sequence[str],
        title: str,
        stays: Mapping[Stays, int] | None = None,
    ) -> None:
        """Let an act happen to many records, after what runs already, with one undo for all of it.

        `title` says it in words, `stays` was left out before and is told at the end.
        """
        author = self._author
        walk = Walk(type_name, act, tuple(ids), author.new_id(), author)
        self._waiting.append((title, BulkEnd(walk, stays=Counter(stays or {}))))
        if self._running is None:
            self._next()

    def stop(self) -> None:
        """End what runs after the part under way."""
        self._stopped = self._running is not None
        self._steps_stopped = self._stepping

    def _next(self) -> None:
        self._stopped = False
        self._running = self._waiting.pop(0) if self._waiting else None
        if self._running is None:
            self.progressed.emit(None)
        else:
            self._part(0)

    def _part(self, start: int) -> None:
        assert self._running is not None
        title, end = self._running
        total = len(end.walk.ids)
        if start == 0 and total > PART:
            self._in_parts.enter_context(self._replica.in_parts(end.walk.intent))
            self._keep(note(end.walk, title))
        if start >= total or self._stopped:
            self._end(max(0, total - start))
            return
        self.progressed.emit(BulkProgress(title, start, total))
        self._committer.submit(
            partial(self._replica.bulk_part, end.walk, start),
            partial(self._on_part, start),
            partial(self._on_failed, start),
        )

    def _on_part(self, start: int, part: Part) -> None:
        assert self._running is not None
        end = self._running[1]
        end.changed += part.changed
        end.stays.update(part.stays)
        self._part(start + PART)

    def _on_failed(self, start: int, error: Exception) -> None:
        assert self._running is not None
        end = self._running[1]
        end.error = error
        self._end(len(end.walk.ids) - start)

    def _end(self, left: int) -> None:
        assert self._running is not None
        end = self._running[1]
        end.left = left
        self._in_parts.close()
        if len(end.walk.ids) > PART:
            self._keep(None)
        self._next()
        self.ended.emit(end)

    # -- broken off ----------------------------------------------------------------------------------------

    def _keep(self, noted: object) -> None:
        """Between the parts, so that it is there before the first and goes after the last."""
        keep = partial(self._replica.save_setting, UNDER_WAY, noted)
        self._committer.submit(keep, lambda _: None, self._on_unkept)

    def _on_unkept(self, error: Exception) -> None:
        # A disk that takes no setting takes no part either, and that one says so.
        log.info("what runs is not noted: %s", error)

    def look_back(self) -> None:
        """Tell by `broken_off`, once, of an act that the end of the program cut short."""

        def told(found: Unfinished | None) -> None:
            if found is not None:
                self._keep(None)
                self.broken_off.emit(found)

        self._committer.submit(self._replica.unfinished_bulk, told, self._on_unkept)

    # -- taking back ---------------------------------------------------------------------------------------

    def step(
        self,
        back: Step,
        words: StepWords,
        done: Callable[[UndoStep | None], object],
        failed: Callable[[Exception], None],
    ) -> None:
        """Undo or redo to the end: a large save goes part by part. `done` is told the last part's step, which says what
        is left where it was stopped."""

        def on_step(step: UndoStep | None) -> None:
            if step is None or not step.left or self._steps_stopped:
                self._end_steps()
                done(step)
                return
            self._stepping = True
            said = words.title.format(stepped(self._author.catalogue[step.type], step))
            done_so_far = max(0, step.records - step.left)
            self.progressed.emit(BulkProgress(said, done_so_far, step.records, words.stopping))
            self._committer.submit(partial(back, step.intent), on_step, on_failed)

        def on_failed(error: Exception) -> None:
            self._end_steps()
            failed(error)

        self._committer.submit(partial(back, None), on_step, on_failed)

    def _end_steps(self) -> None:
        self._stepping = self._steps_stopped = False
        if not self.busy:
            self.progressed.emit(None)
