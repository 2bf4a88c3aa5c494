"""The handshake at the centre: which replica speaks, in which version, and whether this is still the centre it knew.

A position that does not lie on the feed means that the centre was put back to an older state: a new epoch begins, and
the laptop is told from where to offer again (docs/sync.md, "Position"). It decides no mutation and gives out no row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, bindparam, insert, select, update

from crmdesk import __version__
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import UpdateNeeded
from crmdesk.domain.values import format_instant
from crmdesk.protocol.limits import PROTOCOL
from crmdesk.protocol.messages import Handshake, Position, Welcome
from crmdesk.protocol.tables import schema_fingerprint
from crmdesk.server.custom_fields import parsed
from crmdesk.server.database import reading, writing
from crmdesk.server.organisations import Organisations
from crmdesk.server.pokes import Pokes
from crmdesk.server.positions import head_of, is_proven, knows, last_common, secret_of, signed
from crmdesk.server.principal import Principal
from crmdesk.server.replicas import Replicas
from crmdesk.server.tables import Tables


@dataclass(frozen=True, slots=True)
class Standing:
    """How the laptop's position relates to the feed. `common` is the last position that both know."""

    head: Position
    last_number: int
    last_op: str | None = None
    epoch_changed: bool = False
    common: Position | None = None


class Handshakes:
    """Shakes hands; all state is in the database."""

    def __init__(
        self,
        engine: Engine,
        tables: Tables,
        catalogue: Catalogue,
        *,
        replicas: Replicas,
        organisations: Organisations,
        now: Callable[[], datetime],
        new_tag: Callable[[], int],
        pokes: Pokes,
        fields: str | None = None,
    ) -> None:
        """`fields` are the organisation's custom fields as kept."""
        self._fields = list(parsed(fields))
        self._engine = engine
        self._tables = tables
        self._schema = schema_fingerprint(catalogue)
        self._replicas = replicas
        self._organisations = organisations
        self._now = now
        self._new_tag = new_tag
        self._pokes = pokes

    def shake(self, principal: Principal, request: Handshake) -> Welcome:
        """Opens a session of rounds; raises `UpdateNeeded` when the protocol ranges do not meet."""
        protocol = common_protocol(request.protocol)
        granted = self._replicas.greet(principal, request)
        standing = self.standing(
            principal.org, request.position, granted.replica, request.seen, rungs=request.rungs
        )
        return Welcome(
            protocol=protocol,
            schema=self._schema,
            fields=self._fields,
            server=__version__,
            replica=granted.replica,
            token=granted.token,
            now=format_instant(self._now()),
            head=standing.head,
            user=self._organisations.person(principal),
            organisation=self._organisations.info(principal.org),
            epoch_changed=standing.epoch_changed,
            common=standing.common,
            last_number=standing.last_number,
            last_op=standing.last_op,
            greeting=granted.greeting,
            bundles=True,
        )

    def standing(
        self,
        org: int,
        position: Position | None,
        replica: str,
        seen: Position | None = None,
        *,
        rungs: Sequence[tuple[int, int]] = (),
    ) -> Standing:
        """Where the laptop stands; begins a new epoch if this centre gave out the places shown and has them no more.

        A place that it lacks and never gave out comes from a release that proved nothing, or from a forger: who shows
        it has to start over and nobody else does.
        """
        shown = [place for place in (seen, position) if place is not None]
        with reading(self._engine) as connection:
            lacking = [place for place in shown if not knows(connection, self._tables, org, place)]
            head = head_of(connection, self._tables, org)
            if not lacking:
                return self._stand(connection, org, replica)
            secret = secret_of(connection, self._tables, org)
            proven = [place for place in lacking if is_proven(secret, place)]
            if all(place.epoch < head.epoch for place in proven):
                common = self._common(connection, org, position, rungs)
                return self._stand(connection, org, replica, common)
        with writing(self._engine, org) as connection:
            for place in proven:
                head = head_of(connection, self._tables, org)
                # Another laptop may have been quicker.
                if place.epoch >= head.epoch:
                    self._begin_epoch(connection, org, place, head)
            return self._stand(connection, org, replica, self._common(connection, org, position, rungs))

    def _stand(
        self, connection: Connection, org: int, replica: str, common: Position | None = None
    ) -> Standing:
        ledger = self._tables.ledger
        last = connection.execute(_last_query(ledger), {"of_org": org, "of_replica": replica}).one_or_none()
        return Standing(
            head=head_of(connection, self._tables, org),
            last_number=last.number if last is not None else 0,
            last_op=last.op_id if last is not None else None,
            epoch_changed=common is not None,
            common=common,
        )

    def _begin_epoch(self, connection: Connection, org: int, position: Position, head: Position) -> None:
        """Numbers on behind everything a laptop has seen, so that no version is ever given twice."""
        seq, epoch = max(position.seq, head.seq) + 1, max(position.epoch, head.epoch) + 1
        organisation, transaction = self._tables.organisation, self._tables.transaction
        connection.execute(update(organisation).where(organisation.c.id == org).values(epoch=epoch, seq=seq))
        connection.execute(
            insert(transaction).values(
                org=org, seq=seq, tag=self._new_tag(), epoch=epoch, at=format_instant(self._now())
            )
        )
        self._pokes.publish(connection, org)

    def _common(
        self, connection: Connection, org: int, position: Position | None, rungs: Sequence[tuple[int, int]]
    ) -> Position:
        """A position that the laptop and this centre surely share, in the new epoch's terms.

        The last of those the laptop knows that lies on this feed, else the beginning: the centre may have gone on in
        the old epoch after it was put back, so numbers alone do not tell where the histories parted. Op ids make it
        harmless to offer too much again, and nothing makes it harmless to offer too little.
        """
        places = [*rungs, *([(position.seq, position.tag)] if position is not None else ())]
        seq, tag = last_common(connection, self._tables, org, places)
        head = head_of(connection, self._tables, org)
        return signed(secret_of(connection, self._tables, org), head.epoch, seq, tag)


@lru_cache
def _last_query(ledger: Table) -> Select[Any]:
    return (
        select(ledger.c.number, ledger.c.op_id)
        .where(ledger.c.org == bindparam("of_org"), ledger.c.replica == bindparam("of_replica"))
        .order_by(ledger.c.number.desc())
        .limit(1)
    )


def common_protocol(offered: tuple[int, int]) -> int:
    """The highest protocol version that both ends speak; raises `UpdateNeeded`, saying which end is behind."""
    lowest, highest = max(offered[0], PROTOCOL[0]), min(offered[1], PROTOCOL[1])
    if lowest <= highest:
        return highest
    behind = offered[1] < PROTOCOL[0]
    raise UpdateNeeded(
        "This CRMDesk is too old for the server" if behind else "This CRMDesk is newer than the server",
        f"it speaks protocol {offered[0]} to {offered[1]}, the server {PROTOCOL[0]} to {PROTOCOL[1]}",
        "update it; what you saved is kept" if behind else "ask your administrator to update the server",
    )
