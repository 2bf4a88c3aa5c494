"""What belongs to this person on this laptop alone, read once when the profile opens: a page that is made asks nothing.

Whatever changes it goes through here, so what was read stays true.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crmdesk.store.identity import ReplicaIdentity
from crmdesk.store.replica import Replica
from crmdesk.store.views_saved import SavedView


class Own:
    """Settings, saved views and who signed in. `keep` writes to the replica in the background."""

    def __init__(self, replica: Replica, keep: Callable[[Callable[[], object]], object]) -> None:
        self._replica = replica
        self._keep = keep
        self.identity: ReplicaIdentity = replica.identity()
        """As it was when the profile was opened."""
        self._settings = replica.own_settings()
        self._views = replica.saved_views()

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

    def remove_view(self, view: SavedView) -> None:
        """Forget a view."""
        self._views = [each for each in self._views if each.id != view.id]
        self._keep(lambda: self._replica.remove_view(view.id))
