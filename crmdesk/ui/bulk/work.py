"""Runs bulk acts and large undos part by part on the thread that saves, so that other saves come between the parts.

It knows no screen: how far it is and how it ended leave as signals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.bulk import BulkAct, Stays
from crmdesk.domain.edits import Author
from crmdesk.store.bulk import PART, Part, Walk
from crmdesk.store.replica import Replica
from crmdesk.store.undo import UndoStep
from crmdesk.ui.bulk.progress import BulkEnd, BulkProgress
from crmdesk.ui.bulk.words import stepped
from crmdesk.ui.committer import Committer

Step = Callable[[str | None], UndoStep | None]
"""`Replica.undo` or `Replica.redo`."""


class BulkWork(QObject):
    """One act after the other. `stop` ends what runs after its part; what was saved stays, to be undone as one."""

    progressed = Signal(object)
    """`BulkProgress`, None when nothing runs any more."""
    ended = Signal(object)
    """`BulkEnd`."""

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
        walk = Walk(type_name, act, tuple(ids), author.new_id(), author, self._replica.reader())
        self._waiting.append((title, BulkEnd(walk, stays=Counter(stays or {}))))
        if self._running is None:
            self._next()

    def stop(self) -> None:
        """End what runs after the part under way."""
        self._stopped = self._running is not None

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
        self._next()
        self.ended.emit(end)

    # -- taking back ---------------------------------------------------------------------------------------

    def step(
        self,
        back: Step,
        title: str,
        done: Callable[[UndoStep | None], object],
        failed: Callable[[Exception], None],
    ) -> None:
        """Undo or redo to the end: a large save goes part by part. `done` is told the last part's step.

        `title` says it, with a gap for what is taken back.
        """

        def on_step(step: UndoStep | None) -> None:
            if step is None or not step.left:
                if not self.busy:
                    self.progressed.emit(None)
                done(step)
                return
            said = title.format(stepped(self._author.catalogue[step.type], step))
            done_so_far = max(0, step.records - step.left)
            self.progressed.emit(BulkProgress(said, done_so_far, step.records, can_stop=False))
            self._committer.submit(partial(back, step.intent), on_step, failed)

        self._committer.submit(partial(back, None), on_step, failed)
