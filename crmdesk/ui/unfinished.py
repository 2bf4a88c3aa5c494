"""What somebody was still writing when its page or the window went: kept among their own settings until it is saved or
given up. It knows no widget."""

from __future__ import annotations

from typing import Any

from crmdesk.store.erasing import unfinished_of
from crmdesk.ui.own import Own


class Unfinished:
    """One piece of writing, by its name. What it is made of is JSON."""

    def __init__(self, own: Own, name: str) -> None:
        self._own = own
        self._name = name

    @classmethod
    def about(cls, own: Own, type_name: str, record_id: str) -> Unfinished:
        """Of a record: it goes with that one when it is erased."""
        return cls(own, unfinished_of(type_name, record_id))

    @property
    def kept(self) -> Any:
        """What was being written; None if nothing was."""
        return self._own.setting(self._name)

    def keep(self, written: Any) -> None:
        """Keep it as it now is; None: nothing is left of it."""
        if written != self.kept:
            self._own.save_setting(self._name, written)
