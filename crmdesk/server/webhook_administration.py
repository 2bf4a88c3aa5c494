"""What an administrator does about webhooks: adds, tries, pauses and removes them, looks what became of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, delete, func, insert, select, update

from crmdesk.domain.errors import InvalidValue, NoSuchRecord, Offline
from crmdesk.domain.values import format_instant
from crmdesk.server.administration import Administration
from crmdesk.server.database import reading, writing
from crmdesk.server.webhook_messages import trial
from crmdesk.server.webhook_post import Answer, Posts, check_url, draw_secret, signed
from crmdesk.server.webhook_queue import ON, PAUSED, TRUSTED, webhook_of

MOST = 20
"""Webhooks of one organisation: each reads the feed for itself."""
OVERLAP = timedelta(days=1)
"""For so long the former secret signs as well, that a receiver may learn the new one while it works."""


@dataclass(frozen=True, slots=True)
class WebhookLine:
    """A webhook as lists show it: `behind` feed numbers are still to be told, the last attempt ended with `answer`."""

    id: str
    url: str
    types: list[str] | None
    private: bool
    state: str
    reason: str | None
    behind: int
    failures: int
    failing_since: str | None
    due_at: str | None
    at: str | None
    answer: str | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of an attempt to tell a message of so many changes."""

    number: int
    at: str
    message: str
    changes: int
    answer: str
    milliseconds: int


class WebhookAdministration:
    """Acts on the webhooks of one organisation."""

    def __init__(self, administration: Administration, posts: Posts | None = None) -> None:
        self._administration = administration
        self._centre = administration.centre
        self._org = administration.org
        self._table = self._centre.tables.webhook
        self._attempts = self._centre.tables.webhook_attempt
        self._posts = posts or Posts()

    def add(self, url: str, types: Iterable[str] | None = None, *, private: bool = False) -> tuple[str, str]:
        """Id and secret of a new webhook, which is told what changes from now on; raises `InvalidValue`.

        `types` of records, None: all. `private` allows http, and addresses in the centre's own network.
        """
        check_url(url, private=private)
        known = {entity.name for entity in self._centre.catalogue.records}
        wanted = None if types is None else sorted(set(types))
        if wanted is not None and (not wanted or not set(wanted) <= known):
            strangers = ", ".join(sorted(set(wanted) - known)) or "none"
            raise InvalidValue(
                "types", f"There are no such types: {strangers}", f"of: {', '.join(sorted(known))}"
            )
        webhook, secret = self._centre.new_id(), draw_secret()
        head = self._centre.tables.organisation
        with writing(self._centre.engine, self._org) as connection:
            mine = select(func.count()).select_from(self._table).where(self._table.c.org == self._org)
            if connection.execute(mine).scalar_one() >= MOST:
                raise InvalidValue("url", f"There are {MOST} webhooks already", "remove one")
            connection.execute(
                insert(self._table).values(
                    org=self._org,
                    id=webhook,
                    url=url,
                    types=None if wanted is None else json.dumps(wanted),
                    private=int(private),
                    secret=secret,
                    created_at=format_instant(self._centre.now()),
                    state=ON,
                    seq=select(head.c.seq).where(head.c.id == self._org).scalar_subquery(),
                    attempts=0,
                    failures=0,
                )
            )
            # The path and query of a URL may be its receiver's secret.
            about = {"webhook": webhook, "host": urlsplit(url).netloc, "types": wanted, "private": private}
            self._administration.enter(connection, "webhook_added", **about)
        return webhook, secret

    def all(self) -> list[WebhookLine]:
        """Every webhook, the oldest first."""
        table, attempts, head = self._table, self._attempts, self._centre.tables.organisation
        last = (attempts.c.org == table.c.org) & (attempts.c.webhook == table.c.id)
        query = (
            select(table, head.c.seq.label("head"), attempts.c.at, attempts.c.answer)
            .join(head, head.c.id == table.c.org)
            .outerjoin(attempts, last & (attempts.c.number == table.c.attempts))
            .where(table.c.org == self._org)
            .order_by(table.c.created_at, table.c.id)
        )
        with reading(self._centre.engine) as connection:
            return [_line(row) for row in connection.execute(query)]

    def attempts(self, webhook: str) -> list[Attempt]:
        """The last attempts, the latest first; raises `NoSuchRecord`."""
        self._row(webhook)
        c = self._attempts.c
        query = (
            select(c.number, c.at, c.message, c.changes, c.answer, c.milliseconds)
            .where(c.org == self._org, c.webhook == webhook)
            .order_by(c.number.desc())
        )
        with reading(self._centre.engine) as connection:
            return [Attempt(*row) for row in connection.execute(query)]

    def test(self, webhook: str) -> Answer:
        """Posts a message that tells of nothing, whatever the webhook's state; raises `NoSuchRecord`, and `Offline` if
        the receiver does not take it."""
        now = self._centre.now()
        known = webhook_of(self._row(webhook), format_instant(now))
        body, message = trial(format_instant(now)), f"msg_{self._centre.new_id().replace('-', '')}"
        headers = signed(message, body, int(now.timestamp()), known.secrets)
        answer = self._posts.post(known.url, headers, body, private=known.private)
        self._administration.note("webhook_tested", webhook=webhook, answer=answer.words)
        if not answer.taken:
            raise Offline("The receiver did not take the message", answer.words, "it has to answer 2xx")
        return answer

    def rotate(self, webhook: str, *, at_once: bool = False) -> tuple[str, str | None]:
        """A new secret, and until when the former one signs as well (None with `at_once`); raises `NoSuchRecord`."""
        former, secret = self._row(webhook).secret, draw_secret()
        until = None if at_once else format_instant(self._centre.now() + OVERLAP)
        overlap = {"former": None if at_once else former, "former_until": until}
        self._change(webhook, "webhook_secret_rotated", {"secret": secret, **overlap}, until=until)
        return secret, until

    def pause(self, webhook: str) -> None:
        """Tells it nothing until it is resumed, and then all that changed meanwhile; raises `NoSuchRecord`."""
        self._change(webhook, "webhook_paused", {"state": PAUSED, "reason": None})

    def resume(self, webhook: str, *, skip: bool = False) -> None:
        """Goes on at once where it was paused, switched off or failed; raises `NoSuchRecord`.

        With `skip` the message that the receiver did not take is left out.
        """
        stretch = webhook_of(self._row(webhook), "").stretch
        change = {"state": ON, "reason": None, **TRUSTED}
        if skip and stretch.end is not None:
            change |= {"seq": stretch.end, "upto": None}
        self._change(webhook, "webhook_resumed", change, skipped=skip)

    def remove(self, webhook: str) -> None:
        """Forgets it, its secret and its attempts; raises `NoSuchRecord`."""
        attempts = self._attempts
        with writing(self._centre.engine, self._org) as connection:
            if connection.execute(delete(self._table).where(*self._one(webhook))).rowcount == 0:
                raise _missing(webhook)
            connection.execute(
                delete(attempts).where(attempts.c.org == self._org, attempts.c.webhook == webhook)
            )
            self._administration.enter(connection, "webhook_removed", webhook=webhook)

    def _change(self, webhook: str, what: str, change: dict[str, Any], **about: Any) -> None:
        with writing(self._centre.engine, self._org) as connection:
            if (
                connection.execute(update(self._table).where(*self._one(webhook)).values(change)).rowcount
                == 0
            ):
                raise _missing(webhook)
            self._administration.enter(connection, what, webhook=webhook, **about)

    def _row(self, webhook: str) -> Row[Any]:
        with reading(self._centre.engine) as connection:
            row = connection.execute(select(self._table).where(*self._one(webhook))).one_or_none()
        if row is None:
            raise _missing(webhook)
        return row

    def _one(self, webhook: str) -> tuple[Any, ...]:
        return (self._table.c.org == self._org, self._table.c.id == webhook)


def _missing(webhook: str) -> NoSuchRecord:
    return NoSuchRecord(f"There is no webhook {webhook[:80]!r}", hint="`admin webhook list` shows them")


def _line(row: Row[Any]) -> WebhookLine:
    return WebhookLine(
        id=row.id,
        url=row.url,
        types=None if row.types is None else json.loads(row.types),
        private=bool(row.private),
        state=row.state,
        reason=row.reason,
        behind=row.head - row.seq,
        failures=row.failures,
        failing_since=row.failing_since,
        due_at=row.due_at,
        at=row.at,
        answer=row.answer,
        created_at=row.created_at,
    )
