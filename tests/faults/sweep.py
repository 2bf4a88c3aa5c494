"""The crash sweep: one session of edits, killed at the k-th write, fsync, send or receive of either end, and what is so
then. Nothing is simulated but the moment of death.

A session has two stages at the laptop, saving and syncing. What is killed after all edits were saved begins with a copy
of a profile in which they are.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from crmdesk.domain.identifiers import uuid7
from crmdesk.server.centre import open_centre
from crmdesk.server.principal import Principal
from crmdesk.store.replica import Replica
from crmdesk.store.status import Status
from crmdesk.sync import session
from tests.faults.forked import KILL, RECEIVE, SEND, SYNC, TEAR, WRITE, Ended, Fault, Fork, Running, calls
from tests.support import until
from tests.support.databases import SQLITE, Databases
from tests.support.in_process import InProcessRemote, exchange
from tests.sync.laptops import KEY, new_id

SAVING, SYNCING, CENTRE = "laptop saving", "laptop syncing", "centre"
"""What is killed."""
PASSWORD = "correct horse"
PATIENCE = 40
"""Attempts to bring everything to rest after a crash."""


@dataclass(frozen=True)
class Kind:
    """What is counted, and what happens at the k-th."""

    name: str
    kinds: int
    action: int = KILL


KINDS = (
    Kind("write", WRITE),
    Kind("torn write", WRITE, TEAR),
    Kind("fsync", SYNC),
    Kind("send", SEND),
    Kind("torn send", SEND, TEAR),
    Kind("receive", RECEIVE),
)


def now() -> datetime:
    return datetime.now(UTC)


def free_address() -> str:
    """HOST:PORT on a loopback address of this process's own: between two runs of the centre nobody else takes it."""
    host = f"127.1.{os.getpid() >> 8 & 255}.{os.getpid() & 255}"
    with socket.socket() as taken:
        taken.bind((host, 0))
        return f"{host}:{taken.getsockname()[1]}"


class Template:
    """A centre with one user, and their laptop as it is after its first round; made once, copied for each trial."""

    def __init__(self, folder: Path, address: str) -> None:
        self.address = address
        self.profile = folder / "profile"
        self.key = folder / "key"
        self.key.write_text(KEY.hex())
        self.ada: Principal | None = None

    def __call__(self, url: str) -> None:
        centre = open_centre(url, now=now, new_id=new_id)
        org = centre.organisations.found("Acme", "USD", ["en"])
        admin = centre.administration(org)
        admin.add_territory("North")
        admin.add_user("ada", "Ada", "rep", "North", PASSWORD)
        replica = Replica.create(self.profile, KEY, now=now, new_id=new_id)
        remote = InProcessRemote(lambda request: exchange(centre, request), session.SignedOut())
        tokens = session.sign_in(remote, "ada", password=PASSWORD)
        session.begin(replica, f"http://{self.address}", tokens, now())
        replica.close()
        self.ada = centre.identity.authenticate(tokens.access)
        centre.close()


def session_lines(edits: int) -> list[bytes]:
    """A session as `batch` reads it: accounts made and renamed, visits planned, samples counted one by one."""
    lines: list[dict[str, Any]] = []
    accounts, visits = [], []
    for number in range(edits):
        record = uuid7(1_700_000_000_000 + number, number)
        if number % 5 in (0, 1) or not accounts:
            accounts.append(record)
            fields: dict[str, Any] = {
                "name": f"Account {number}",
                "description": "line\n" * (number % 9 * 40),
            }
            lines.append({"op": "create", "type": "account", "id": record, "fields": fields})
        elif number % 5 == 2:
            visits.append(record)
            fields = {"account": accounts[-1], "planned_start": "2026-03-02T10:00:00Z"}
            lines.append({"op": "create", "type": "visit", "id": record, "fields": fields})
        elif number % 5 == 3:
            one = accounts[number // 5 % len(accounts)]
            lines.append(
                {"op": "update", "type": "account", "id": one, "fields": {"name": f"Renamed {number}"}}
            )
        else:
            one = visits[number // 7 % len(visits)]
            lines.append({"op": "update", "type": "visit", "id": one, "add": {"samples": 1}})
    return [json.dumps(line).encode() + b"\n" for line in lines]


@dataclass
class Told:
    """What a trial found. `struck`: the process lived long enough to be killed, after so many `calls`."""

    struck: bool
    calls: int = 0
    kills: int = 0
    faults: list[str] = field(default_factory=list)


class Sweep:
    """Trials of one kind of database. Two parents: the centre's process runs beside the laptop's."""

    def __init__(self, laptops: Fork, centres: Fork, folder: Path, databases: Databases, edits: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._laptops = laptops
        self._centres = centres
        self._folder = folder
        self._databases = databases
        self._template = Template(folder, free_address())
        self._lines = session_lines(edits)
        self._number = 0
        self._saved: list[str] | None = None

    def trial(self, stage: str, kind: Kind, at: int) -> Told:
        """One session with a crash at the `at`-th call of this kind; at 0 they are only counted."""
        self._number += 1
        folder = self._folder / f"trial-{self._number}"
        url = self._databases.like(self._template, folder / "centre")
        fault = Fault(kind.kinds, at, folder / ("centre" if stage == CENTRE else "profile"), kind.action)
        saved = [] if stage == SAVING else self._prepare()
        shutil.copytree(self._template.profile if stage == SAVING else self._prepared, folder / "profile")
        try:
            trial = _Trial(self._laptops, self._centres, self._template, url, folder)
            return trial.run(self._lines, saved, stage, fault)
        finally:
            shutil.rmtree(folder)
            self._databases.drop(url)

    @property
    def _prepared(self) -> Path:
        return self._folder / "saved"

    def _prepare(self) -> list[str]:
        """Makes, once, the profile in which all edits are saved; the ops that were acknowledged."""
        if self._saved is None:
            shutil.copytree(self._template.profile, self._prepared)
            words = ("--profile", self._prepared, "--key-file", self._template.key, "--json", "batch", "-")
            ended = self._laptops.run("client", *words, stdin=b"".join(self._lines))
            assert ended.code == 0, ended
            self._saved = [line["op_id"] for line in ended.lines]
        return self._saved


class _Trial:
    def __init__(self, laptops: Fork, centres: Fork, template: Template, url: str, folder: Path) -> None:
        self._laptops = laptops
        self._centres = centres
        self._template = template
        self._url = url
        self._profile = folder / "profile"
        self._where: tuple[str | Path, ...] = (
            ("--data", folder / "centre") if url.startswith("sqlite") else ("--database-url", url)
        )
        self._blobs = ("--blobs", folder / "blobs")
        self._server: Running | None = None
        self._told = Told(struck=False)
        self._said: list[str] = []

    def run(self, lines: Sequence[bytes], saved: Sequence[str], stage: str, fault: Fault) -> Told:
        """`saved` are the ops that the profile begins with: none, or those of all lines."""
        self._said = list(saved)
        try:
            server = self._serve(fault if stage == CENTRE else None)
            if not saved:
                self._work(lines, fault)
            self._settle(fault if stage == SYNCING else None)
            if stage == CENTRE:
                self._told.calls = calls(server)
            self._judge(len(lines))
        finally:
            self._end_server()
        return self._told

    # The centre

    def _serve(self, fault: Fault | None = None) -> Running:
        words = ("server", "run", *self._where, *self._blobs, "--listen", self._template.address)
        server = self._server = self._centres.start(*words, fault=fault)
        until(lambda: b"READY" in server.out or self._died(), deadline=60)
        return server

    def _died(self) -> bool:
        """Whether the centre's process was killed; then it is gone."""
        if self._server is None:
            return True
        code = self._centres.poll(self._server)
        if code is None:
            return False
        if code != -signal.SIGKILL:
            self._told.faults.append(f"the centre ended with {code}: {self._server.err[-400:]}")
        self._told.kills += 1
        self._told.struck = True
        self._server = None
        return True

    def _end_server(self) -> None:
        if self._server is not None and not self._died():
            os.kill(self._server.pid, signal.SIGKILL)
            self._centres.end(self._server)

    # The laptop

    def _client(self, *words: str, fault: Fault | None = None, stdin: bytes = b"") -> Ended:
        shared = ("client", "--profile", self._profile, "--key-file", self._template.key, "--json")
        ended = self._laptops.run(*shared, *words, fault=fault, stdin=stdin)
        self._told.calls += ended.calls
        if ended.code == -signal.SIGKILL:
            self._told.kills += 1
            self._told.struck = True
        elif ended.code == 1 or "Traceback" in ended.err:
            self._told.faults.append(f"{words} ended with {ended.code}: {ended.err[-600:]}")
        return ended

    def _there(self) -> int:
        replica = Replica.open(self._profile, KEY, now=now, new_id=new_id)
        try:
            return replica.verify().edits
        finally:
            replica.close()

    def _work(self, lines: Sequence[bytes], fault: Fault) -> None:
        """Saves every line, the process started anew where it was killed."""
        done = 0
        strike: Fault | None = fault
        for _ in range(PATIENCE):
            ended = self._client("batch", "-", fault=strike, stdin=b"".join(lines[done:]))
            self._said += [line["op_id"] for line in ended.lines if line.get("ok")]
            if ended.code == 0:
                return
            strike = None
            done = self._there()
            if done < len(self._said):
                self._told.faults.append(f"{len(self._said)} edits were acknowledged, {done} are there")
        self._told.faults.append(f"the session could not be ended: {ended}")

    def _settle(self, fault: Fault | None) -> None:
        """Syncs until everything is done; the centre is started anew where it died."""
        ended = None
        for _ in range(PATIENCE):
            ended = self._client("sync", "--timeout", "30", fault=fault)
            fault = None
            if ended.code == 0:
                return
            if self._died():
                self._serve()
            elif ended.code not in (-signal.SIGKILL, 10):
                break  # 10: the centre is not there, or is about to die and tells nobody
        self._told.faults.append(f"it never came to rest: {ended}")

    # Afterwards

    def _judge(self, edits: int) -> None:
        faults = self._told.faults
        ledger = self._ledger()
        here, told, sound = self._laptops_word()
        there = self._centres_word()
        if here != there:
            faults.append(f"the exports differ: {len(here)} and {len(there)} bytes")
        if len(ledger) != edits or set(ledger.values()) - {"applied", "merged"}:
            faults.append(f"{len(ledger)} of {edits} edits are at the centre: {set(ledger.values())}")
        faults += [
            f"the acknowledged edit {op} is not at the centre" for op in self._said if op not in ledger
        ]
        samples = sum(json.loads(line)["fields"].get("samples") or 0 for line in there)
        expected = sum(b'"samples"' in line for line in session_lines(edits))
        if samples != expected:
            faults.append(f"{expected} samples were left, the centre counts {samples}")
        if (told.state, told.pending) != ("ok", 0):
            faults.append(f"the laptop says {told}")
        faults += sound

    def _laptops_word(self) -> tuple[list[bytes], Status, tuple[str, ...]]:
        replica = Replica.open(self._profile, KEY, now=now, new_id=new_id)
        try:
            return list(replica.export()), replica.status(), replica.verify().faults
        finally:
            replica.close()

    def _centres_word(self) -> list[bytes]:
        centre = open_centre(self._url, now=now, new_id=new_id)
        try:
            assert self._template.ada is not None, "the template has been built"
            return list(centre.feed.export(self._template.ada))
        finally:
            centre.close()

    def _ledger(self) -> dict[str, str]:
        engine = create_engine(self._url.replace("postgresql://", "postgresql+psycopg://"))
        try:
            with engine.connect() as connection:
                rows = connection.execute(
                    text("SELECT op_id, outcome FROM ledger WHERE replica IS NOT NULL")
                ).all()
            return {row.op_id: row.outcome for row in rows}
        finally:
            engine.dispose()


@contextmanager
def sweeping(kind: str, folder: Path, edits: int) -> Iterator[Sweep]:
    """A sweep on databases of this kind (`databases.KINDS`)."""
    databases = Databases(kind)
    try:
        with Fork() as laptops, Fork() as centres:
            yield Sweep(laptops, centres, folder / kind, databases, edits)
    finally:
        databases.close()


def stages(database: str) -> Iterator[tuple[str, Kind]]:
    """What can be killed at which calls: nothing travels while edits are saved, PostgreSQL writes its files itself."""
    travelling = SEND | RECEIVE
    for kind in KINDS:
        if not kind.kinds & travelling:
            yield SAVING, kind
        yield SYNCING, kind
        if database == SQLITE or kind.kinds & travelling:
            yield CENTRE, kind
