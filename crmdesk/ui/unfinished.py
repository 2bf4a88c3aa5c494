"""What somebody was still writing when its page or the window went: kept among their own settings until it is saved or
given up. It knows no widget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crmdesk.domain.erasure import Key
from crmdesk.store.erasing import UNFINISHED, unfinished_of
from crmdesk.ui.own import Own


class Unfinished:
    """One piece of writing, by its name. What it is made of is JSON."""

    def __init__(self, own: Own, name: str, part: str = "", about: tuple[Key, ...] = ()) -> None:
        """Without a part, what is kept under the name is this piece alone."""
        self._own = own
        self._name = f"{UNFINISHED}{name}"
        self._part = part
        self._about = about

    @classmethod
    def about(cls, own: Own, type_name: str, record_id: str, part: str) -> Unfinished:
        """Of a record, of which several parts may be written at a time: all go with it when it is erased."""
        name = unfinished_of(type_name, record_id).removeprefix(UNFINISHED)
        return cls(own, name, part, ((type_name, record_id),))

    @property
    def kept(self) -> Any:
        """What was being written; None if nothing was."""
        whole = self._own.setting(self._name)
        return (whole or {}).get(self._part) if self._part else whole

    def keep(self, written: Any, naming: Iterable[Key] = ()) -> None:
        """Keep it as it now is, unless a record that it is about or names is not here any more; None: nothing is left
        of it. `naming` are the records that it names by their ids."""
        if written == self.kept:
            return
        whole = written
        if self._part:
            parts = {**(self._own.setting(self._name) or {}), self._part: written}
            whole = {part: each for part, each in parts.items() if each is not None} or None
        self._own.save_unfinished(self._name, whole, (*self._about, *naming))


def written_about(own: Own, type_name: str, part: str) -> list[str]:
    """The ids of the records of a type of which this part is being written."""
    prefix = unfinished_of(type_name, "")
    return [
        name.removeprefix(prefix) for name, whole in own.settings(prefix).items() if whole and part in whole
    ]
