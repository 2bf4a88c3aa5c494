"""A promise that was not kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`promise` is P1 to P9 of docs/sync.md, or `bug` where the program broke off."""

    promise: str
    text: str

    def __str__(self) -> str:
        return f"{self.promise}: {self.text}"


class Broken(Exception):
    """A promise was broken so that the world cannot go on."""

    def __init__(self, promise: str, text: str) -> None:
        super().__init__(text)
        self.fault = Fault(promise, text)
