"""How far each webhook has been told, who is telling it, and when it is tried again: all of it in the database.

A message goes out between two short transactions: the first claims the webhook for this process and fixes where the
message ends, the second says what came of it. It neither puts messages together nor posts them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, or_, select, update

from crmdesk.domain.values import format_instant, parse_instant
from crmdesk.server.audit import AuditLog
from crmdesk.server.database import reading, writing
from crmdesk.server.tables import Tables
from crmdesk.server.webhook_messages import Message, Stretch
from crmdesk.server.webhook_post import Answer

ON, PAUSED, OFF = "on", "paused", "off"
LEASE = timedelta(seconds=90)
"""Far longer than an attempt takes: a process that died at it holds the webhook up for so long."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=6)
"""Before it is tried again: twice as long each time, and as long at most."""
GIVE_UP = timedelta(days=5)
"""A webhook that has failed for so long is switched off: more than a long weekend."""
_JITTER = 0.2
"""So much of a pause is chance, that a receiver which fell is not run over by all at once."""
ATTEMPTS_KEPT = 100
"""Attempts at each webhook that are remembered."""
_GONE = 410
CENTRE = "centre"
"""Who did it, in the audit log, where nobody did."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """One webhook as it stands. `secrets` are those that sign now, the present one first."""

    org: int
    id: str
    url: str
    private: bool
    state: str
    stretch: Stretch
    attempts: int
    secrets: Sequence[str] = field(repr=False)


class WebhookQueue:
    """The webhooks of one database as one process, `holder`, works on them."""

    def __init__(
        self,
        engine: Engine,
        tables: Tables,
        audit: AuditLog,
        *,
        now: Callable[[], datetime],
        holder: str,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`chance` gives numbers from 0 to 1."""
        self._engine = engine
        self._table = tables.webhook
        self._attempt = tables.webhook_attempt
        self._organisation = tables.organisation
        self._audit = audit
        self._now = now
        self._holder = holder
        self._chance = chance

    def due(self) -> list[tuple[int, str]]:
        """Organisation and id of every webhook for which there is something to do now."""
        table, head, now = self._table, self._organisation.c.seq, format_instant(self._now())
        query = (
            select(table.c.org, table.c.id)
            .join(self._organisation, self._organisation.c.id == table.c.org)
            .where(table.c.state == ON, or_(head > table.c.seq, table.c.restored_at.is_not(None)))
            .where(or_(table.c.due_at.is_(None), table.c.due_at <= now), self._free(now))
        )
        with reading(self._engine) as connection:
            return [(row.org, row.id) for row in connection.execute(query)]

    def find(self, org: int, webhook: str) -> Webhook | None:
        """The webhook as it stands; None if there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(select(self._table).where(*self._one(org, webhook))).one_or_none()
        return None if row is None else webhook_of(row, format_instant(self._now()))

    def claim(self, webhook: Webhook, message: Message) -> bool:
        """Says before its attempt where the message ends; False if another was quicker or it is not to be told now.

        What says nothing is told with that.
        """
        now = self._now()
        if message.body is None:
            change: dict[str, Any] = {"seq": message.upto, "upto": None}
        else:
            until = format_instant(now + LEASE)
            change = {"upto": message.upto, "lease": self._holder, "lease_until": until}
        table = self._table
        as_read = (
            table.c.state == ON,
            table.c.seq == webhook.stretch.start,
            table.c.upto.is_not_distinct_from(webhook.stretch.end),
            table.c.restored_at.is_not_distinct_from(webhook.stretch.restored_at),
            self._free(format_instant(now)),
        )
        with writing(self._engine, None) as connection:
            mine = update(table).where(*self._one(webhook.org, webhook.id), *as_read)
            return connection.execute(mine.values(change)).rowcount == 1

    def taken(self, webhook: Webhook, message: Message, answer: Answer) -> bool:
        """The receiver has the message; False if this process was not at it any more."""
        with writing(self._engine, None) as connection:
            change = {"seq": message.upto, "upto": None, "restored_at": None, **TRUSTED}
            return self._settle(connection, webhook, message, answer, change)

    def failed(self, webhook: Webhook, message: Message, answer: Answer) -> str | None:
        """The receiver has not taken it: it is tried again later, or never; then this gives the reason."""
        table, now = self._table, self._now()
        # The audit log asks for the organisation's lock.
        with writing(self._engine, webhook.org) as connection:
            # Somebody may have resumed it during the attempt.
            counted = select(table.c.failures, table.c.failing_since).where(*self._mine(webhook))
            row = connection.execute(counted).one_or_none()
            if row is None:
                return None
            since, reason = row.failing_since or format_instant(now), None
            pause = max(self._pause(row.failures), min(timedelta(seconds=answer.retry_after), LONGEST_PAUSE))
            if answer.status == _GONE:
                reason = f"the receiver wants no more: {answer.words}"
            elif now - parse_instant(since) >= GIVE_UP:
                reason = f"it failed since {since}, last with: {answer.words}"
            change = {"failures": row.failures + 1, "failing_since": since}
            change |= {"due_at": format_instant(now + pause)} if reason is None else _switched_off(reason)
            self._settle(connection, webhook, message, answer, change)
            if reason is not None:
                about = {"webhook": webhook.id, "reason": reason}
                self._audit.append(
                    connection, webhook.org, actor=CENTRE, what="webhook_switched_off", about=about
                )
        return reason

    def release(self, webhook: Webhook) -> None:
        """An attempt that this process broke off itself counts for nothing."""
        with writing(self._engine, None) as connection:
            mine = update(self._table).where(*self._mine(webhook))
            connection.execute(mine.values(lease=None, lease_until=None))

    def _settle(
        self,
        connection: Connection,
        webhook: Webhook,
        message: Message,
        answer: Answer,
        change: dict[str, Any],
    ) -> bool:
        number = webhook.attempts + 1
        change = {**change, "attempts": number, "lease": None, "lease_until": None}
        mine = update(self._table).where(*self._mine(webhook))
        if connection.execute(mine.values(change)).rowcount == 0:
            return False
        self._remember(connection, webhook, message, answer, number)
        return True

    def _remember(
        self, connection: Connection, webhook: Webhook, message: Message, answer: Answer, number: int
    ) -> None:
        table = self._attempt
        old = (table.c.org == webhook.org, table.c.webhook == webhook.id)
        connection.execute(delete(table).where(*old, table.c.number <= number - ATTEMPTS_KEPT))
        connection.execute(
            insert(table).values(
                org=webhook.org,
                webhook=webhook.id,
                number=number,
                message=message.id,
                changes=message.changes,
                at=format_instant(self._now()),
                answer=answer.words,
                milliseconds=answer.milliseconds,
            )
        )

    def _pause(self, failures: int) -> timedelta:
        """After so many failures before this one."""
        pause = min(FIRST_PAUSE * (1 << min(failures, 20)), LONGEST_PAUSE)
        return pause * (1 + _JITTER * (2 * self._chance() - 1))

    def _free(self, now: str) -> Any:
        return or_(self._table.c.lease.is_(None), self._table.c.lease_until < now)

    def _one(self, org: int, webhook: str) -> tuple[Any, ...]:
        return (self._table.c.org == org, self._table.c.id == webhook)

    def _mine(self, webhook: Webhook) -> tuple[Any, ...]:
        return (*self._one(webhook.org, webhook.id), self._table.c.lease == self._holder)


TRUSTED: dict[str, Any] = {"failures": 0, "failing_since": None, "due_at": None}
"""What stands of a webhook that does not fail."""


def _switched_off(reason: str) -> dict[str, Any]:
    return {"state": OFF, "reason": reason, "due_at": None}


def webhook_of(row: Any, now: str) -> Webhook:
    """The webhook of a whole row of its table."""
    both = row.former is not None and row.former_until > now
    types = None if row.types is None else frozenset(json.loads(row.types))
    return Webhook(
        org=row.org,
        id=row.id,
        url=row.url,
        private=bool(row.private),
        state=row.state,
        stretch=Stretch(row.seq, row.upto, types, row.restored_at),
        attempts=row.attempts,
        secrets=(row.secret, row.former) if both else (row.secret,),
    )


def mark_restored(connection: Connection, table: Table, now: datetime) -> None:
    """The centre was put back to a backup: every receiver is told, as it may know of changes that are no more."""
    connection.execute(
        update(table).values(restored_at=format_instant(now), lease=None, lease_until=None, **TRUSTED)
    )
