"""What an administrator does to a world while its laptops are out: moves, roles, merges, deletes, revoked devices."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crmdesk.domain.changes import Act
from crmdesk.domain.errors import UserError
from crmdesk.domain.values import format_instant
from crmdesk.server.collection import Collector
from crmdesk.server.personal import PersonalData
from crmdesk.server.record_administration import RecordAdministration
from tests.simulation.fate import Trouble
from tests.simulation.own_fields import rearrange
from tests.simulation.template import PEOPLE, TERRITORIES

if TYPE_CHECKING:
    from tests.simulation.world import World

MOVED = ("account", "opportunity", "visit", "task", "contact")


@dataclass
class Upheavals:
    """An administrator at the centre's own command line."""

    world: World
    chance: random.Random

    def happen(self, trouble: Trouble) -> str:
        """One of the troubles that come from the centre, in words."""
        try:
            return _ACTS[trouble](self)
        except UserError as error:
            return f"{trouble.value}: refused as {error.code}"

    def _move_user(self) -> str:
        login, territory = self.chance.choice(list(PEOPLE)), self.chance.choice(list(TERRITORIES))
        self.world.administration.move_user(login, territory)
        return f"{login} moves to {territory}"

    def _move_territory(self) -> str:
        name = self.chance.choice(("North", "South", "East"))
        parent = self.chance.choice([None, *(other for other in TERRITORIES if other != name)])
        self.world.administration.move_territory(name, parent)
        return f"{name} now lies in {parent}"

    def _role(self) -> str:
        login, role = self.chance.choice(list(PEOPLE)), self.chance.choice(("rep", "manager", "admin"))
        self.world.administration.set_role(login, role)
        return f"{login} is made {role}"

    def _hand_over(self) -> str:
        found = self._any(self.chance.choice(MOVED))
        if found is None:
            return "nothing to hand over"
        type_name, record = found
        admin = self.world.administration
        if self.chance.random() < 0.5:
            values = {"owner": admin.user(self.chance.choice(list(PEOPLE))).id}
        else:
            values = {"territory": admin.territory_id(self.chance.choice(list(TERRITORIES)))}
        change = admin.mutation(Act.UPDATE, type_name, record, values)
        admin.write([replace(change, base=2**40)])
        return f"{type_name}/{record[-4:]} gets {sorted(values)}"

    def _merge(self) -> str:
        found = sorted(row["id"] for row in self.world.administration.rows("account", "id"))
        if len(found) < 2:
            return "nothing to merge"
        keep, lose = self.chance.sample(found, 2)
        self._records.merge("account", keep, lose)
        self.world.merged[lose] = keep
        return f"account/{lose[-4:]} is merged into account/{keep[-4:]}"

    def _delete(self) -> str:
        found = self._any(self.chance.choice(MOVED))
        if found is None:
            return "nothing to delete"
        self._records.delete(*found)
        return f"{found[0]}/{found[1][-4:]} is deleted at the centre"

    def _disable(self) -> str:
        admin, login = self.world.administration, self.chance.choice(list(PEOPLE))
        active = admin.user(login).active
        admin.set_active(login, not active)
        return f"{login} is {'disabled' if active else 'enabled'}"

    def _revoke(self) -> str:
        held = [one for one in self.world.laptops if not one.shut_out and one.replica.identity().device]
        if len(held) < 2:
            return "no device to spare"
        laptop = self.chance.choice(held)
        device = laptop.replica.identity().device
        assert device is not None
        self.world.administration.mark_device(device, "revoked")
        for one in self.world.laptops:
            if one.replica.identity().device == device:
                one.shut_out = True
        return f"{laptop.name}'s device is revoked"

    def _collect(self) -> str:
        """Now and then laptops were away for longer than that, or are just about to hear of what goes."""
        centre = self.world.centre
        before = centre.now() - timedelta(seconds=self.chance.choice((0, 30, 600)))
        self.world.collected |= self.world.central().ledger
        collector = Collector(centre.engine, centre.tables, centre.identity_tables, centre.catalogue)
        return f"what is old goes: {collector.collect(self.world.org, format_instant(before))}"

    def _fields(self) -> str:
        return rearrange(self.world.administration, self.chance)

    def _erase(self) -> str:
        found = self._any("contact")
        if found is None:
            return "nobody to erase"
        told = PersonalData(self.world.administration).erase(found[1])
        self.world.erased.add(found[1])
        return f"{found[0]}/{found[1][-4:]} is erased: {told['records']}"

    @property
    def _records(self) -> RecordAdministration:
        administration = self.world.administration
        return RecordAdministration(administration.centre, administration)

    def _any(self, type_name: str) -> tuple[str, str] | None:
        found = sorted(row["id"] for row in self.world.administration.rows(type_name, "id"))
        return (type_name, self.chance.choice(found[:6])) if found else None


_ACTS: dict[Trouble, Callable[[Upheavals], str]] = {
    Trouble.USER_MOVE: Upheavals._move_user,
    Trouble.TERRITORY_MOVE: Upheavals._move_territory,
    Trouble.ROLE: Upheavals._role,
    Trouble.HAND_OVER: Upheavals._hand_over,
    Trouble.MERGE: Upheavals._merge,
    Trouble.CENTRAL_DELETE: Upheavals._delete,
    Trouble.DISABLE: Upheavals._disable,
    Trouble.REVOKE: Upheavals._revoke,
    Trouble.COLLECT: Upheavals._collect,
    Trouble.FIELDS: Upheavals._fields,
    Trouble.ERASE: Upheavals._erase,
}
