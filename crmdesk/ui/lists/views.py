"""What a saved view is, how it is kept in the replica's private settings, and the views that come with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.declare import Entity, Policy
from crmdesk.store.replica import Replica
from crmdesk.ui.widgets import Condition


@dataclass(frozen=True, slots=True)
class View:
    """A list as somebody wants to see it. `columns` empty: the declared ones; `own`: it was saved by the user."""

    name: str
    conditions: tuple[Condition, ...] = ()
    text: str = ""
    sort: str | None = None
    descending: bool = False
    columns: tuple[str, ...] = ()
    own: bool = field(default=False, compare=False)


def standard(entity: Entity, user: str) -> list[View]:
    """The views that come with the program: those still open where the type can be closed, all, the user's own."""
    order = _order(entity)
    views = _open_first(entity)
    views.append(View(QCoreApplication.translate("views", "All"), sort=order[0], descending=order[1]))
    if entity.by_name.get("owner") is not None:
        mine = (Condition("owner", "=", user),)
        views.append(
            View(QCoreApplication.translate("views", "Mine"), mine, sort=order[0], descending=order[1])
        )
    return views


def _open_first(entity: Entity) -> list[View]:
    """What still needs doing, the nearest first, where the type can be closed."""
    state = next((field for field in entity.own if field.policy is Policy.FURTHEST), None)
    if state is None:
        return []
    ended = tuple(Condition(state.name, "!=", choice.key) for choice in state.choices if choice.end)
    days = ("planned_start", "starts_at", "due_on", "close_date")
    nearest = next((name for name in days if name in entity.by_name), None)
    return [View(QCoreApplication.translate("views", "Open"), ended, sort=nearest)]


def _order(entity: Entity) -> tuple[str | None, bool]:
    """By name where there is one, else by time, the latest first."""
    if "name" in entity.by_name:
        return "name", False
    dates = ("planned_start", "starts_at", "due_on")
    found = next((name for name in dates if name in entity.by_name), None)
    return (found, found != "due_on") if found is not None else ("created_at", True)


class SavedViews:
    """The user's own views of one type, private to this replica."""

    def __init__(self, replica: Replica, entity: Entity) -> None:
        self._replica = replica
        self._entity = entity
        self._key = f"views.{entity.name}"

    def all(self) -> list[View]:
        """The saved views in the order they were saved; what can't be read any more is left out."""
        stored = self._replica.setting(self._key)
        if not stored:
            return []
        views = [self._view(each) for each in stored]
        return [view for view in views if view is not None]

    def _view(self, stored: Mapping[str, Any]) -> View | None:
        try:
            conditions = tuple(Condition(**each) for each in stored["conditions"])
            known = tuple(each for each in conditions if each.field in self._entity.by_name)
            return View(
                stored["name"],
                known,
                stored["text"],
                stored["sort"] if stored["sort"] in self._entity.by_name else None,
                stored["descending"],
                tuple(name for name in stored["columns"] if name in self._entity.by_name),
                own=True,
            )
        except (KeyError, TypeError):
            return None

    def save(self, view: View, instead_of: str | None = None) -> None:
        """Keep a view under its name; `instead_of` is the name that it had before."""
        views = self.all()
        names = [each.name for each in views]
        replaced = instead_of if instead_of in names else view.name
        if replaced in names:
            views[names.index(replaced)] = view
        else:
            views.append(view)
        self._write([each for each in views if each.name != view.name or each is view])

    def delete(self, name: str) -> None:
        """Forget a view."""
        self._write([view for view in self.all() if view.name != name])

    def _write(self, views: Sequence[View]) -> None:
        self._replica.save_setting(self._key, [asdict(view) for view in views])
