"""`python -m bench.postgresql [--laptops N] [--edits N] [--workers N,N]`: a company's morning, on PostgreSQL.

All laptops shake hands at once and push their edits at once; some pull what all have written. The baseline "bare"
upserts and commits as many rows by one connection, in batches of the same size. Laptops are requests of this
process: it is the centre that is measured; they share the processors. `--profile` counts the statements of a push.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import psycopg
from argon2 import PasswordHasher
from sqlalchemy import event

from bench.figures import Figure, bounded, compared, p95, table
from crmdesk.domain.edits import Author, create, update
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant
from crmdesk.protocol.limits import PROTOCOL
from crmdesk.protocol.messages import (
    Handshake,
    Page,
    Pull,
    Push,
    PushItem,
    SignIn,
    Verdicts,
    Welcome,
    decode,
    encode,
)
from crmdesk.server.centre import new_id, now, open_centre
from crmdesk.server.secret import Passwords
from tests.support.postgres import Cluster

PASSWORD = "measured by the clock"
_PATIENCE = 300.0
PULLING = 8
"""So many laptops pull everything: more would measure how fast this process can read."""


@dataclass
class Caller:
    """One laptop, as far as the centre can tell."""

    access: str
    edits: list[PushItem]
    welcome: Welcome | None = None
    rows: int = 0


class Company:
    """A centre on PostgreSQL with a rep, `edits` accounts, and laptops of theirs that have signed in."""

    def __init__(self, url: str, laptops: int, edits: int) -> None:
        fast = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.core = open_centre(url, passwords=fast)
        org = self.core.organisations.found("Bench", "USD", ["en"])
        admin = self.core.administration(org)
        admin.add_territory("North")
        admin.add_user("rep", "Rep", "rep", "North", PASSWORD)
        sign_in = SignIn(login="rep", password=PASSWORD)
        grants = [self.core.identity.sign_in(sign_in, "127.0.0.1") for _ in range(laptops)]
        self.principal = grants[0].principal
        self._author = Author(self.principal.user, self.core.catalogue, now, new_id)
        self._accounts = self._shared(edits)
        self.callers = [Caller(grant.access, self.edits(str(turn))) for turn, grant in enumerate(grants)]

    def _shared(self, count: int) -> list[Record]:
        made = [create(self._author, "account", {"name": f"Account {number}"})[0] for number in range(count)]
        self.push([PushItem(number=number, mutation=one) for number, one in enumerate(made, 1)])
        return [self.core.feed.visible(self.principal, "account", one.id) for one in made]

    def edits(self, turn: str) -> list[PushItem]:
        """Half are new accounts, half change those that the other laptops change as well."""
        made = []
        for number, account in enumerate(self._accounts):
            if number % 2:
                fields = {"name": f"Laptop {turn}, {number}", "website": "https://example.com"}
                made += create(self._author, "account", fields)
            else:
                made += update(self._author, account, {"website": f"https://{turn}.example.com"})
        return [PushItem(number=number, mutation=one) for number, one in enumerate(made, 1)]

    def push(self, items: list[PushItem]) -> Verdicts:
        """Past the network."""
        epoch = self.core.feed.head(self.principal.org).epoch
        return self.core.journal.push(self.principal, Push(replica=new_id(), epoch=epoch, items=items))


@contextmanager
def served(url: str, workers: int) -> Iterator[str]:
    """The URL of `crmdesk server run --workers N` on that database."""
    words = ["server", "run", "--database-url", url, "--listen", "127.0.0.1:0", "--workers", str(workers)]
    process = subprocess.Popen([sys.executable, "-m", "crmdesk", *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


class Morning:
    """What all laptops do, each step by all at once; seconds a laptop are kept by step."""

    def __init__(self, client: httpx.AsyncClient, callers: list[Caller]) -> None:
        self._client = client
        self._callers = callers
        self.errors: Counter[str] = Counter()
        self.taken: dict[str, list[float]] = {}
        self.whole: dict[str, float] = {}

    async def run(self) -> None:
        """Handshake, push, pull."""
        steps = (
            ("handshake", self._greet, self._callers),
            ("push", self._push, self._callers),
            ("pull", self._pull, self._callers[:PULLING]),
        )
        for name, step, callers in steps:
            started = time.perf_counter()
            taken = self.taken[name] = []
            await asyncio.gather(*(self._timed(step, caller, taken) for caller in callers))
            self.whole[name] = time.perf_counter() - started

    async def _timed(
        self, step: Callable[[Caller], Awaitable[None]], caller: Caller, taken: list[float]
    ) -> None:
        started = time.perf_counter()
        try:
            await step(caller)
        except (httpx.HTTPError, RuntimeError) as error:
            self.errors[f"{type(error).__name__}: {error}"[:100]] += 1
        taken.append(time.perf_counter() - started)

    async def _ask(self, caller: Caller, path: str, body: bytes) -> bytes:
        headers = {"Authorization": f"Bearer {caller.access}", "Content-Type": "application/json"}
        answer = await self._client.post(f"/v1/sync/{path}", content=body, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        return answer.content

    async def _greet(self, caller: Caller) -> None:
        greeting = Handshake(
            protocol=PROTOCOL,
            schema="",
            client="bench",
            replica=None,
            token=None,
            now=format_instant(now()),
            position=None,
        )
        caller.welcome = decode(Welcome, await self._ask(caller, "handshake", encode(greeting)))

    async def _push(self, caller: Caller) -> None:
        known = caller.welcome
        assert known is not None
        push = Push(
            replica=known.replica, epoch=known.head.epoch, items=caller.edits, greeting=known.greeting
        )
        verdicts = decode(Verdicts, await self._ask(caller, "push", encode(push))).verdicts
        wrong = [one for one in verdicts if one.outcome not in {"applied", "merged", "conflict"}]
        if wrong or len(verdicts) != len(caller.edits):
            raise RuntimeError(f"push: {len(wrong)} of {len(verdicts)} refused")

    async def _pull(self, caller: Caller) -> None:
        known = caller.welcome
        assert known is not None
        position, more = known.head, True
        while more:
            pull = Pull(
                replica=known.replica, position=position, scope=known.user.scope, greeting=known.greeting
            )
            page = decode(Page, await self._ask(caller, "pull", encode(pull)))
            if page.handshake or page.resync:
                raise RuntimeError("pull: turned away")
            caller.rows += sum(bytes(one.rows).count(b"],[") + 1 for one in page.tables)
            position, more = page.position, page.more


def bare(url: str, batches: int, rows: int) -> float:
    """Seconds for as many rows as the laptops push, upserted and committed by one connection."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE bare (id text PRIMARY KEY, seq bigint, body text)")
        connection.commit()
        put = "INSERT INTO bare VALUES (%s, %s, %s) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq"
        started = time.perf_counter()
        for batch in range(batches):
            with connection.cursor() as cursor:
                cursor.executemany(put, [(new_id(), batch * rows + row, "x" * 200) for row in range(rows)])
            connection.commit()
        return time.perf_counter() - started


async def _morning(url: str, callers: list[Caller]) -> Morning:
    limits = httpx.Limits(max_connections=len(callers), max_keepalive_connections=len(callers))
    async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE, limits=limits) as client:
        morning = Morning(client, callers)
        await morning.run()
    return morning


def measure(cluster: Cluster, laptops: int, edits: int, workers: int) -> list[Figure]:
    """The figures for a server of so many processes, on a database of its own."""
    name = cluster.new_name()
    cluster.create(name)
    url = cluster.url(name)
    company = Company(url, laptops, edits)
    company.core.close()
    floor = bare(url, laptops, edits)
    with served(url, workers) as address:
        morning = asyncio.run(_morning(address, company.callers))
    title = f"{laptops} laptops × {edits} edits, {workers} process{'es' if workers > 1 else ''}"
    rows = sum(caller.rows for caller in company.callers)
    return [
        bounded(f"{title}: errors", sum(morning.errors.values()), "errors", 0),
        bounded(f"{title}: handshake, p95", p95(morning.taken["handshake"]), "s", None),
        bounded(f"{title}: push, p95", p95(morning.taken["push"]), "s", 4),
        compared(f"{title}: all pushes", morning.whole["push"], ("bare", floor), None),
        bounded(f"{title}: edits merged", laptops * edits / morning.whole["push"], "edits/s", None),
        bounded(f"{title}: rows pulled", rows / morning.whole["pull"], "rows/s", None),
    ]


def profile(cluster: Cluster, edits: int) -> None:
    """Prints the statements of one push, and how long pushes take past the network."""
    name = cluster.new_name()
    cluster.create(name)
    company = Company(cluster.url(name), 1, edits)
    said: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        said.append(" ".join(statement.split())[:110])

    event.listen(company.core.engine, "before_cursor_execute", note)
    batches = [company.edits(f"p{turn}") for turn in range(12)]
    company.push(batches[0])
    said.clear()
    company.push(batches[1])
    for statement, times in Counter(said).most_common():
        print(f"{times:3} × {statement}")
    print(f"{len(said)} statements a push of {edits}")
    taken = []
    for batch in batches[2:]:
        started = time.perf_counter()
        company.push(batch)
        taken.append(time.perf_counter() - started)
    print(f"{min(taken) * 1e3:.1f} ms at best, {sum(taken) / len(taken) * 1e3:.1f} ms on average")
    company.core.close()


def main() -> None:
    """Reads the command line and prints."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.postgresql", description="The centre on PostgreSQL."
    )
    parser.add_argument("--laptops", type=int, default=200)
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--workers", default="1,2", help="numbers of processes, one run each")
    parser.add_argument("--profile", action="store_true", help="count the statements of a push instead")
    given = parser.parse_args()
    cluster = Cluster(careful=True).start()
    try:
        if given.profile:
            profile(cluster, given.edits)
            return
        figures = []
        for workers in map(int, given.workers.split(",")):
            figures += measure(cluster, given.laptops, given.edits, workers)
        print(table(figures))
    finally:
        cluster.remove()


if __name__ == "__main__":
    main()
