"""The system's keyring, asked on threads of its own: one that is slow, locked or stuck holds up nobody who goes.

A call to its daemon cannot be ended. Whoever waits for one can be let go; the thread is then left to itself, and ends
with the program at the latest.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from crmdesk.store.keys import SERVICE, Keyring, system_keyring

T = TypeVar("T")
_LOOK_UP = 0.05
"""Seconds between two looks at whether somebody still waits."""


class Unanswered(Exception):
    """The keyring has not answered, and is not waited for any more."""


class _Question(Generic[T]):
    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self.answered = threading.Event()
        self.answer: T | None = None
        self.error: Exception | None = None
        threading.Thread(target=self._run, name="keyring", daemon=True).start()

    def _run(self) -> None:
        try:
            self.answer = self._ask()
        except Exception as error:  # noqa: BLE001 - raised where the answer is waited for
            self.error = error
        self.answered.set()


class PatientKeyring:
    """A `Keyring` that is looked for when it is first asked; what it gave is kept for this run."""

    def __init__(self, find: Callable[[], Keyring | None] = system_keyring) -> None:
        self._find = find
        self._left = threading.Event()
        self._guard = threading.Lock()
        self._search: _Question[Keyring | None] | None = None
        self._given: dict[tuple[str, str], _Question[str | None]] = {}
        self._none = False

    def is_there(self, patience: float) -> bool:
        """Whether there is a usable one. What has not shown itself after `patience` seconds is none from then on."""
        try:
            self._wait(self._searching(), patience)
            self._keyring()
        except (LookupError, Unanswered):
            self._none = True
        return not self._none

    def answers(self, username: str, patience: float) -> bool:
        """Whether it says within `patience` seconds what it holds under the name; what, `get_password` tells."""
        return self._asking(SERVICE, username).answered.wait(patience)

    def await_answer(self, username: str) -> None:
        """Returns when it has said what it holds under the name, or is not waited for any more."""
        question = self._asking(SERVICE, username)
        while not (question.answered.wait(_LOOK_UP) or self._left.is_set()):
            pass

    def get_password(self, service: str, username: str) -> str | None:
        question = self._asking(service, username)
        try:
            found = self._wait(question)
        except BaseException:
            self._given.pop((service, username), None)
            raise
        if found is None:
            self._given.pop((service, username), None)
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        self._wait(_Question(lambda: self._keyring().set_password(service, username, password)))

    def leave(self) -> None:
        """Nobody waits any more: whoever does is told so."""
        self._left.set()

    def _asking(self, service: str, username: str) -> _Question[str | None]:
        with self._guard:
            key = (service, username)
            if key not in self._given:
                self._given[key] = _Question(lambda: self._keyring().get_password(service, username))
            return self._given[key]

    def _searching(self) -> _Question[Keyring | None]:
        with self._guard:
            if self._search is None:
                self._search = _Question(self._find)
            return self._search

    def _keyring(self) -> Keyring:
        found = None if self._none else self._wait(self._searching())
        if found is None:
            raise LookupError("the system has no usable keyring")
        return found

    def _wait(self, question: _Question[T], patience: float | None = None) -> T | None:
        until = time.monotonic() + patience if patience is not None else None
        while not question.answered.wait(_LOOK_UP):
            if self._left.is_set() or (until is not None and time.monotonic() > until):
                raise Unanswered("the keyring does not answer")
        if question.error is not None:
            raise question.error
        return question.answer
