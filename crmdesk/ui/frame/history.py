"""Owns the way through the pages: where back and forward lead. Knows no widget."""

from __future__ import annotations

_LONGEST = 100


class History:
    """Keys of places in the order they were visited."""

    def __init__(self) -> None:
        self._back: list[str] = []
        self._forward: list[str] = []
        self.current: str | None = None

    def visit(self, key: str) -> None:
        """Go somewhere new; what was ahead is forgotten."""
        if key == self.current:
            return
        if self.current is not None:
            self._back = [*self._back, self.current][-_LONGEST:]
        self._forward = []
        self.current = key

    def back(self) -> str | None:
        """The place before, now current; None at the beginning."""
        return self._step(self._back, self._forward)

    def forward(self) -> str | None:
        """The place that `back` came from; None at the end."""
        return self._step(self._forward, self._back)

    def _step(self, come_from: list[str], leave_to: list[str]) -> str | None:
        if not come_from:
            return None
        if self.current is not None:
            leave_to.append(self.current)
        self.current = come_from.pop()
        return self.current

    def forget(self, key: str) -> None:
        """A place that is gone, such as a deleted record."""
        self._back = [other for other in self._back if other != key]
        self._forward = [other for other in self._forward if other != key]
        if self.current == key:
            self.current = None

    @property
    def can_go_back(self) -> bool:
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._forward)
