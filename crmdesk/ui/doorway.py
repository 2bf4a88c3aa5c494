"""The door to a profile: what the sign-in page asks for, carried out in the background. Knows no page and no network.

`app.py` gives it what to do; `signin/` shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.errors import UserError
from crmdesk.ui.models import QueryRunner


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person enters: a password or an enrolment code; a passphrase only where nothing else keeps the key."""

    server: str
    login: str
    password: str | None = None
    code: str | None = None
    passphrase: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before anybody typed anything. `locked`: a profile is here that only its passphrase opens.
    `needs_passphrase` None: whether something else keeps the key is still to be looked for."""

    server: str = ""
    login: str = ""
    needs_passphrase: bool | None = False
    locked: bool = False


class Doorway(QObject):
    """Signs in or unlocks, one attempt at a time; the window is never held up."""

    entered = Signal()
    """The person is in: the profile can be opened."""
    refused = Signal(object)
    """`UserError`: wrong password, no such server, offline, another user's edits wait here. Nothing was changed."""
    busy_changed = Signal(bool)
    looked = Signal()
    """Whether a passphrase is needed is known now."""

    def __init__(
        self,
        known: Known,
        sign_in: Callable[[Credentials], None],
        unlock: Callable[[str], None],
        parent: QObject | None = None,
        *,
        look: Callable[[], bool] = lambda: False,
    ) -> None:
        """`sign_in` and `unlock` run on a thread of their own; they raise `UserError`. So does `look`, which tells
        whether a passphrase is needed, where that is not known."""
        super().__init__(parent)
        self.known = known
        self._sign_in = sign_in
        self._unlock = unlock
        self._runner = QueryRunner(parent=self)
        self.busy = False
        self.needs_passphrase = known.needs_passphrase
        if self.needs_passphrase is None:
            self._runner.submit("look", look, self._on_looked)

    def _on_looked(self, needed: bool) -> None:
        self.needs_passphrase = needed
        self.looked.emit()

    def sign_in(self, credentials: Credentials) -> None:
        """Ask the centre; answers with `entered` or `refused`."""
        self._attempt(lambda: self._sign_in(credentials))

    def unlock(self, passphrase: str) -> None:
        """Open the profile that is here with its passphrase; answers with `entered` or `refused`."""
        self._attempt(lambda: self._unlock(passphrase))

    def _attempt(self, work: Callable[[], None]) -> None:
        if self.busy or self.needs_passphrase is None:
            return
        self._set_busy(True)
        self._runner.submit("attempt", work, lambda _: self._on_done(), self._on_failed)

    def _on_done(self) -> None:
        self._set_busy(False)
        self.entered.emit()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)

    def close(self) -> None:
        """End the thread."""
        self._runner.close()
