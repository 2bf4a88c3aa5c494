"""A Remote that passes everything on and remembers what travelled; what it gives back can be falsified."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crmdesk.sync.remote import Remote


class WatchedRemote:
    """Stands before another `Remote`. `talk` holds (name, request, answer) of what went over."""

    def __init__(self, remote: Remote, falsify: Callable[[str, Any], Any] | None = None) -> None:
        self._remote = remote
        self._falsify = falsify
        self.talk: list[tuple[str, Any, Any]] = []

    def __getattr__(self, name: str) -> Any:
        given = getattr(self._remote, name)
        if name not in ("handshake", "push", "pull", "snapshot", "digest", "repair"):
            return given

        def carry(request: Any) -> Any:
            answer = given(request)
            if self._falsify is not None:
                answer = self._falsify(name, answer)
            self.talk.append((name, request, answer))
            return answer

        return carry

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.talk]
