"""Looks ahead where a recipe's records point to others that come later in the files: subsidiaries before their parents.

It finds out which records will be there, so that a row pointing to one that will not is rejected; it keeps no row.
"""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain.declare import Catalogue
from crmdesk.exchange.mapping import Link, Mapper, Rejected
from crmdesk.exchange.recipe import Recipe, RecordRule
from crmdesk.exchange.register import Register
from crmdesk.exchange.tables import Table

Place = tuple[str, str]
"""Name of a rule, key of a record."""


def survey(
    recipe: Recipe, catalogue: Catalogue, tables: Mapping[str, Table], register: Register
) -> frozenset[Place]:
    """Accepts in `register` what the surveyed rules will bring; gives the records that are above themselves."""
    links: dict[Place, tuple[Link, ...]] = {}
    rules = _ahead(recipe)
    for index, rule in enumerate(rules):
        register.defer(frozenset(later.name for later in recipe.records[index:]))
        if rule.source in tables:
            _read(Mapper(recipe, rule, catalogue, register), tables[rule.source], register, links)
    register.defer(frozenset())
    circles = _circles(links)
    for rule_name, key in circles:
        register.withdraw(rule_name, key)
    _drop_dangling(recipe, register, {place: link for place, link in links.items() if place not in circles})
    return circles


def _ahead(recipe: Recipe) -> tuple[RecordRule, ...]:
    """The rules up to the last one that is pointed to by itself or by an earlier one."""
    order = {rule.name: index for index, rule in enumerate(recipe.records)}
    last = -1
    for index, rule in enumerate(recipe.records):
        for field in rule.references:
            target = order[str(field.reference)]
            if target >= index:
                last = max(last, target)
    return recipe.records[: last + 1]


def _read(mapper: Mapper, table: Table, register: Register, links: dict[Place, tuple[Link, ...]]) -> None:
    for row in table:
        try:
            draft = mapper.draft(row)
        except Rejected:
            continue  # the import itself meets the row again and says why
        place = (draft.rule.name, draft.key)
        if place not in links:
            links[place] = draft.links
            register.accept(draft)


def _circles(links: Mapping[Place, tuple[Link, ...]]) -> frozenset[Place]:
    """Records that are above themselves, by references of a rule to itself."""
    found: set[Place] = set()
    for start, own in links.items():
        for field, rule, key in own:
            if rule == start[0] and _returns(links, start, field, key):
                found.add(start)
    return frozenset(found)


def _returns(links: Mapping[Place, tuple[Link, ...]], start: Place, field: str, key: str) -> bool:
    above, passed = (start[0], key), set[Place]()
    while above not in passed:
        if above == start:
            return True
        passed.add(above)
        upper = [link for link in links.get(above, ()) if link[0] == field]
        if not upper:
            return False
        above = (start[0], upper[0][2])
    return False


def _drop_dangling(recipe: Recipe, register: Register, links: dict[Place, tuple[Link, ...]]) -> None:
    """Withdraws what points to something that will not be there, until nothing does."""
    while True:
        dangling = [
            place
            for place, own in links.items()
            if any(not register.exists(recipe.rule(rule), key) for _, rule, key in own)
        ]
        if not dangling:
            return
        for place in dangling:
            register.withdraw(*place)
            del links[place]
