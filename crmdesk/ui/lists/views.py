"""What a view of a list is, how the user's own are kept in the replica, and those that come with the program."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.declare import Entity
from crmdesk.store.queries import Filter
from crmdesk.store.views_saved import SavedView
from crmdesk.ui.desk import Desk
from crmdesk.ui.widgets.filter_bar import Condition


@dataclass(frozen=True, slots=True)
class Sharing:
    """The record of a shared view, who shares it, and whether that is the person here."""

    record: str
    by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class View:
    """A list as somebody wants to see it. `columns` empty: the declared ones; `own`: a private one of the user."""

    name: str
    conditions: tuple[Condition, ...] = ()
    text: str = ""
    sort: str | None = None
    descending: bool = False
    columns: tuple[str, ...] = ()
    group: str | None = None
    widths: tuple[tuple[str, int], ...] = ()
    """Column and pixels, where they were set by hand."""
    folded: frozenset[str] = field(default=frozenset(), compare=False)
    """Keys of the groups that show their heads alone: kept as they are left, and no change of the view."""
    own: bool = field(default=False, compare=False)
    shared: Sharing | None = field(default=None, compare=False)
    """Who shares it, where somebody does."""
    left_out: int = field(default=0, compare=False)
    """Conditions on fields that are gone: more is shown than was meant."""

    @property
    def mine(self) -> bool:
        """Whether the user may change it."""
        return self.own or (self.shared is not None and self.shared.mine)


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
    """What still needs doing, the nearest or hottest first, where the type can be closed."""
    state = entity.state
    if state is None:
        return []
    ended = tuple(Condition(state.name, "!=", choice.key) for choice in state.choices if choice.end)
    planned = next(
        (name for name in ("planned_start", "starts_at", "due_on") if name in entity.by_name), None
    )
    if planned is not None:
        # "Open" of a sale means under way in many a language, which no visit is before its day has come.
        return [View(QCoreApplication.translate("views", "Open", "yet to be done"), ended, sort=planned)]
    deadline = next((field.name for field in entity.own if field.deadline), None)
    hottest = deadline is None and "score" in entity.by_name
    first = "score" if hottest else deadline
    return [View(QCoreApplication.translate("views", "Open"), ended, sort=first, descending=hottest)]


def _order(entity: Entity) -> tuple[str | None, bool]:
    """By name where there is one, else by time, the latest first."""
    if "name" in entity.by_name:
        return "name", False
    dates = ("planned_start", "starts_at", "sent_at", "due_on")
    found = next((name for name in dates if name in entity.by_name), None)
    return (found, found != "due_on") if found is not None else ("created_at", True)


def _display(
    display: Mapping[str, Any], known: Collection[str]
) -> tuple[str | None, tuple[tuple[str, int], ...], frozenset[str]]:
    """Group, widths and folded groups; what an older or a newer program wrote otherwise is left out."""
    group, widths, folded = display.get("group"), display.get("widths"), display.get("folded")
    return (
        group if isinstance(group, str) and group in known else None,
        tuple(
            (name, width)
            for name, width in (widths.items() if isinstance(widths, dict) else ())
            if name in known and isinstance(width, int)
        ),
        frozenset(str(key) for key in folded) if isinstance(folded, list) else frozenset(),
    )


Turned = Callable[[View, View], object]
"""Told the view that was shown and the one that stands for it now."""


class SavedViews:
    """The user's own views of one type, private to this replica, in the order they were saved."""

    def __init__(self, desk: Desk, entity: Entity) -> None:
        self._desk = desk
        self._entity = entity

    @property
    def _views(self) -> list[SavedView]:
        return self._desk.own.views(self._entity.name)

    def all(self) -> list[View]:
        """The saved views; conditions on fields that are gone are left out."""
        return [self._view(each) for each in self._views]

    def _view(self, kept: SavedView) -> View:
        known = self._entity.by_name
        display = kept.display or {}
        where = tuple(Condition(one.field, one.op, one.value) for one in kept.where if one.field in known)
        return View(
            kept.name,
            where,
            str(display.get("text", "")),
            kept.sort if kept.sort in known else None,
            kept.descending,
            tuple(name for name in kept.columns if name in known),
            *_display(display, known),
            own=True,
            left_out=len(kept.where) - len(where),
        )

    def save(self, view: View, instead_of: str | None = None) -> None:
        """Keep a view under its name; `instead_of` is the name that it had before."""
        names = [each.name for each in self._views]
        replaced = next((name for name in (instead_of, view.name) if name in names), None)
        known = self._views[names.index(replaced)].id if replaced is not None else self._desk.author.new_id()
        kept = SavedView(
            id=known,
            type=self._entity.name,
            name=view.name,
            where=tuple(Filter(each.field, each.operator, each.value) for each in view.conditions),
            sort=view.sort,
            descending=view.descending,
            columns=view.columns,
            display={
                "text": view.text,
                "group": view.group,
                "widths": dict(view.widths),
                "folded": sorted(view.folded),
            },
        )
        for other in [each for each in self._views if each.name == view.name and each.id != known]:
            self._desk.own.remove_view(other)
        self._desk.own.save_view(kept)

    def fold(self, view: View) -> None:
        """Keep which groups of a view are folded, and nothing else of it."""
        for each in self._views:
            if each.name == view.name:
                display = {**(each.display or {}), "folded": sorted(view.folded)}
                self._desk.own.save_view(replace(each, display=display))

    def keep(self, view: View, before: View, turned: Turned, instead_of: str | None = None) -> None:
        """As `save`, with a notice that can undo it. `before` is what the list showed until now."""
        was = self._views
        self.save(view, instead_of)
        if instead_of is not None and instead_of != view.name:
            said = QCoreApplication.translate("views", "{0} renamed to {1}").format(instead_of, view.name)
        else:
            said = QCoreApplication.translate("views", "{0} saved").format(view.name)
        self._did(said, was, lambda: turned(view, before), lambda: turned(before, view))

    def delete(self, view: View, brought_back: Callable[[], object], gone: Callable[[], object]) -> None:
        """Forget a view, with an Undo instead of a question; `brought_back` and `gone` are told of undo and redo."""
        was = self._views
        for each in [each for each in was if each.name == view.name]:
            self._desk.own.remove_view(each)
        said = QCoreApplication.translate("views", "{0} deleted").format(view.name)
        self._did(said, was, brought_back, gone)

    def _did(
        self, said: str, was: list[SavedView], back: Callable[[], object], again: Callable[[], object]
    ) -> None:
        then, own = self._views, self._desk.own

        def undo() -> None:
            own.turn_views(then, was)
            back()

        def redo() -> None:
            own.turn_views(was, then)
            again()

        self._desk.did(said, undo, redo)
