"""What belongs to this person on this laptop alone, read once when the profile opens: a page that is made asks nothing.

Whatever changes it goes through here, so what was read stays true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.erasure import Key
from crmdesk.store.identity import ReplicaIdentity
from crmdesk.store.replica import Replica
from crmdesk.store.views_saved import SavedView


@dataclass(frozen=True, slots=True)
class Kept:
    """What the replica holds of the person when it is opened."""

    identity: ReplicaIdentity
    settings: Mapping[str, Any]
    views: Sequence[SavedView]


def read_kept(replica: Replica) -> Kept:
    """Reads it, on whichever thread opens the replica."""
    return Kept(replica.identity(), replica.own_settings(), replica.saved_views())


class Own:
    """Settings, saved views and who signed in. `keep` writes to the replica in the background."""

    def __init__(self, replica: Replica, kept: Kept, keep: Callable[[Callable[[], object]], object]) -> None:
        self._replica = replica
        self._keep = keep
        self.identity = kept.identity
        """As it was when the profile was opened."""
        self._settings = dict(kept.settings)
        self._views = list(kept.views)

    @property
    def role(self) -> str:
        """What the signed-in person is at the centre; `rep` where nobody is known."""
        return self.identity.user.role if self.identity.user is not None else "rep"

    @property
    def name(self) -> str:
        """The signed-in person's, empty where nobody is known."""
        return self.identity.user.name if self.identity.user is not None else ""

    def setting(self, name: str) -> Any:
        """A value that was kept (anything JSON), None if none was."""
        return self._settings.get(name)

    def save_setting(self, name: str, value: Any) -> None:
        """Keep a value."""
        self._settings[name] = value
        self._keep(lambda: self._replica.save_setting(name, value))

    def settings(self, prefix: str) -> dict[str, Any]:
        """The values that are kept under names with this beginning, by their whole names."""
        return {name: value for name, value in self._settings.items() if name.startswith(prefix)}

    def save_unfinished(self, name: str, value: Any, naming: Sequence[Key]) -> None:
        """As `save_setting`, of what is still being written and names these records."""
        self._settings[name] = value
        self._keep(lambda: self._replica.save_unfinished(name, value, naming))

    def views(self, type_name: str) -> list[SavedView]:
        """The saved views of a type, in the order they were saved."""
        return [each for each in self._views if each.type == type_name]

    def save_view(self, view: SavedView) -> None:
        """Keep a view, instead of the one with its id if there is one."""
        known = [each.id for each in self._views]
        if view.id in known:
            self._views[known.index(view.id)] = view
        else:
            self._views.append(view)
        self._keep(lambda: self._replica.save_view(view))

    def turn_views(self, was: Sequence[SavedView], then: Sequence[SavedView]) -> None:
        """Undo or redo what made the views `then` of `was`: what else was changed since stays as it is."""
        before, after = {each.id: each for each in was}, {each.id: each for each in then}
        for each in was:
            if each.id not in after:
                self.remove_view(each)
        for each in then:
            if before.get(each.id) != each:
                self.save_view(each)
        place = {identity: at for at, identity in enumerate(after)}
        self._views.sort(key=lambda each: place.get(each.id, len(place)))
        ids = [each.id for each in self._views]
        self._keep(lambda: self._replica.order_views(ids))

    def remove_view(self, view: SavedView) -> None:
        """Forget a view."""
        self._views = [each for each in self._views if each.id != view.id]
        self._keep(lambda: self._replica.remove_view(view.id))
