"""Owns what is opened on the thread that asks, until whoever waits for it takes it. Knows not what it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Generic, TypeVar

from crmdesk.domain.errors import UserError

T = TypeVar("T")


class Ahead(Generic[T]):
    """One thing at a time, opened by `prepare` or else by `take`."""

    def __init__(self, make: Callable[[], AbstractContextManager[T]]) -> None:
        self._make = make
        self._held: tuple[T, ExitStack] | UserError | None = None

    def prepare(self) -> None:
        """Open it now, on this thread. What keeps it shut is raised by `take`, where it can be shown."""
        self.close()
        opening = ExitStack()
        try:
            self._held = opening.enter_context(self._make()), opening
        except UserError as error:
            self._held = error

    def take(self, stack: ExitStack) -> T:
        """What was prepared, or is opened now; `stack` closes it. Raises `UserError`."""
        held, self._held = self._held, None
        if held is None:
            return stack.enter_context(self._make())
        if isinstance(held, UserError):
            raise held
        made, opened = held
        stack.push(opened)
        return made

    def close(self) -> None:
        """Close what nobody took. Closing twice is nothing."""
        held, self._held = self._held, None
        if isinstance(held, tuple):
            held[1].close()
