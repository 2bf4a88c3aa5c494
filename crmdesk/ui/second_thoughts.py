"""What was done that is no save of records, or that no later edit takes back: how it is called, and what a window does
when it is taken back or done again. Holds back the sending of a decision while its notice offers to undo it.

It takes nothing back itself: the replica does, in the order of all that was done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from crmdesk.store.undo import STEPS
from crmdesk.ui.widgets.toast import LIFE_MS


def _nothing() -> None:
    """Where the window has nothing to do of its own."""


@dataclass(frozen=True, slots=True)
class Thought:
    """Something that can be taken back: what was said when it was done, and what a window then does itself."""

    said: str
    back: Callable[[], object] = _nothing
    again: Callable[[], object] = _nothing


class SecondThoughts(QObject):
    """The thoughts of one desk, by intent, and whether one of them is still young."""

    over = Signal()
    """What was held back may be sent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[str, Thought] = {}
        self._ever_held = False
        self._timer = QTimer(self, singleShot=True, interval=LIFE_MS)
        self._timer.timeout.connect(self.over)

    def note(self, intent: str, thought: Thought) -> None:
        """Remember it for as long as it can be taken back."""
        self._known[intent] = thought
        if len(self._known) > STEPS:
            del self._known[next(iter(self._known))]

    def of(self, intent: str) -> Thought:
        """What was noted under the intent."""
        return self._known[intent]

    @property
    def young(self) -> bool:
        """Whether a decision was made so lately that nothing should be sent on its account."""
        return self._timer.isActive()

    def hold(self) -> None:
        """A decision is being made: its author may think again while the notice is there."""
        self._ever_held = True
        self._timer.start()

    def hold_again(self) -> None:
        """What is done again may be a decision."""
        if self._ever_held:
            self.hold()

    def let_go(self) -> None:
        """It was taken back, or could not be made."""
        if self._timer.isActive():
            self._timer.stop()
            self.over.emit()
