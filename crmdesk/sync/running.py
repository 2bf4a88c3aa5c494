"""The threads of one round: performs what the engine asks for, no lane waiting for another. It decides nothing."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from crmdesk.sync.effects import Cancelled, Effect, Event, Facts, LoadBatch, Progress
from crmdesk.sync.engine import begin, step
from crmdesk.sync.state import Round

Report = Callable[[Progress], None]
Perform = Callable[[Effect], Event]
"""Performs one effect, on any thread."""


class Run:
    """The lanes of one round. A single effect is performed where we are; several at once on threads of their own."""

    def __init__(self, perform: Perform, cancel: threading.Event, report: Report | None) -> None:
        self._do = perform
        self._cancel = cancel
        self._report = report
        self._happened: queue.SimpleQueue[Event | BaseException] = queue.SimpleQueue()

    def to_the_end(self, facts: Facts) -> Round:
        state, effects = begin(facts)
        under_way, told = 0, False
        with ThreadPoolExecutor(max_workers=3, thread_name_prefix="sync") as threads:
            waiting = list(effects)
            while state.outcome is None:
                if self._cancel.is_set() and not told:
                    told = True
                    state, more = step(state, Cancelled())
                    waiting.extend(more)
                    continue
                local = next((effect for effect in waiting if isinstance(effect, LoadBatch)), None)
                if local is not None:
                    waiting.remove(local)
                    event = self._do(local)
                elif len(waiting) == 1 and not under_way:
                    event = self._do(waiting.pop())
                else:
                    for effect in waiting:
                        threads.submit(self._perform, effect)
                    under_way += len(waiting)
                    waiting.clear()
                    event = self._next()
                    under_way -= 1
                state, more = step(state, event)
                waiting.extend(more)
                self._tell(state.progress)
        return state

    def _perform(self, effect: Effect) -> None:
        try:
            self._happened.put(self._do(effect))
        except BaseException as error:  # noqa: BLE001 - raised again by _next, on the thread of the round
            self._happened.put(error)

    def _next(self) -> Event:
        event = self._happened.get()
        if isinstance(event, BaseException):
            raise event
        return event

    def _tell(self, progress: Progress) -> None:
        if self._report is not None:
            self._report(progress)
