"""Several processes serve one centre on PostgreSQL, as one server: real processes, sockets and signals.

A test chooses which process answers by stopping the others (SIGSTOP) while a connection is taken.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crmdesk.server.field_administration import FieldAdministration
from crmdesk.server.guesses import GUESSES_AT_LOGIN
from crmdesk.server.webhook_administration import WebhookAdministration
from tests.support import PATIENCE, postgres, until
from tests.support.centre import PASSWORD, BareCentre, compose
from tests.support.databases import POSTGRESQL, Databases
from tests.support.processes import COMMAND, ServerProcess
from tests.support.receiver import Receiver

pytestmark = pytest.mark.skipif(postgres.BIN is None, reason=postgres.MISSING)


class Line:
    """A connection that one worker has taken, and keeps."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=PATIENCE)
        assert self.ask("GET", "/healthz")[0] == 200

    def ask(self, method: str, path: str, body: object = None, token: str = "") -> tuple[int, Any]:
        """Status, and the body as JSON or text."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        content = json.dumps(body).encode() if body is not None else None
        self._connection.request(method, path, content, {"Content-Type": "application/json", **headers})
        answer = self._connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if "json" in (answer.headers["Content-Type"] or "") else text

    def open(self, path: str, token: str) -> http.client.HTTPResponse:
        """An answer that stays open."""
        self._connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        return self._connection.getresponse()

    def close(self) -> None:
        self._connection.close()


@contextlib.contextmanager
def to_each(server: ServerProcess) -> Iterator[list[Line]]:
    """A line to every worker."""
    lines = []
    for worker in range(len(server.worker_pids)):
        with server.only(worker):
            lines.append(Line(server.url))
    try:
        yield lines
    finally:
        for line in lines:
            line.close()


@pytest.fixture(scope="module")
def bare_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareCentre]:
    """One for all tests here, each with people of its own: processes take their time to start."""
    databases = Databases(POSTGRESQL)
    made = compose(databases, tmp_path_factory.mktemp("centre"))
    for login in ("kim", "lee", "max", "pat"):
        made.add_user(login)
    yield made
    made.core.close()
    databases.close()


@pytest.fixture(scope="module")
def server(bare_centre: BareCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """Two processes that serve it."""
    folder = tmp_path_factory.mktemp("served")
    running = ServerProcess(folder, database_url=bare_centre.database_url, workers=2)
    running.start()
    yield running
    assert running.stop() == 0


def token_of(line: Line, login: str = "kim") -> str:
    status, told = line.ask("POST", "/v1/sign-in", {"login": login, "password": PASSWORD})
    assert status == 200, told
    return str(told["access"])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_ready_once_and_a_signal_ends_all_processes(
    bare_centre: BareCentre, tmp_path: Path, number: signal.Signals
) -> None:
    place = ("--database-url", bare_centre.database_url, "--listen", "127.0.0.1:0", "--workers", "3")
    process = subprocess.Popen(
        [*COMMAND, "server", "run", *place], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("READY http://127.0.0.1:")
        pids = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(pids) == 3
        process.send_signal(number)
        rest, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, rest, errors) == (0, "", "")
        assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    finally:
        process.kill()
        process.communicate()


def test_processes_whose_supervisor_is_killed_end_by_themselves(
    bare_centre: BareCentre, tmp_path: Path
) -> None:
    server = ServerProcess(tmp_path, database_url=bare_centre.database_url, workers=2)
    server.start()
    pids = server.worker_pids
    server.stop(signal.SIGKILL)
    until(lambda: not any(Path(f"/proc/{pid}").exists() and _runs(pid) for pid in pids), 60)


def _runs(pid: int) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    return False


def test_a_database_that_is_not_there_is_said_and_never_ready(tmp_path: Path) -> None:
    place = ("--database-url", postgres.cluster().url("nowhere"), "--listen", "127.0.0.1:0")
    done = subprocess.run(
        [*COMMAND, "server", "run", *place, "--workers", "2"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (13, ""), done.stderr
    assert "Traceback" not in done.stderr


def test_each_process_knows_at_once_what_another_has_done(
    server: ServerProcess, bare_centre: BareCentre
) -> None:
    with to_each(server) as (one, other):
        token = token_of(one, "lee")
        assert one.ask("POST", "/v1/records/account", {"fields": {"name": "Mine"}}, token)[0] == 201
        assert "Mine" in names(other, token)
        # What follows is told by a process that is not one of the server's.
        bare_centre.admin.add_user("new", "New", "rep", "South", PASSWORD)
        elsewhere = token_of(other, "new")
        assert [names(line, elsewhere) for line in (one, other)] == [set(), set()]
        bare_centre.admin.move_user("new", "North")
        assert all("Mine" in names(line, elsewhere) for line in (one, other))
        bare_centre.admin.set_active("lee", False)
        assert [line.ask("GET", "/v1/records/account", token=token)[0] for line in (one, other)] == [401, 401]


def test_pokes_reach_the_lines_of_every_process(server: ServerProcess) -> None:
    with to_each(server) as (one, other), to_each(server) as writers:
        token, second = token_of(writers[0]), token_of(writers[1])
        heard = [one.open("/v1/sync/live", token), other.open("/v1/sync/live", second)]
        for answer in heard:
            assert answer.readline() == b"event: poke\n"
        said = [threading.Event(), threading.Event()]

        def listen(number: int) -> None:
            pokes = 0
            while pokes < 2 and (line := heard[number].readline()):
                pokes += line == b"event: poke\n"
            said[number].set()

        threads = [threading.Thread(target=listen, args=(number,), daemon=True) for number in range(2)]
        for thread in threads:
            thread.start()
        for writer in writers:
            assert writer.ask("POST", "/v1/records/account", {"fields": {"name": "A"}}, token)[0] == 201
        assert all(event.wait(PATIENCE) for event in said)


def test_guesses_at_one_process_count_at_the_other(server: ServerProcess) -> None:
    wrong = {"login": "pat", "password": "guess"}
    with to_each(server) as lines:
        told = [
            lines[turn % 2].ask("POST", "/v1/sign-in", wrong)[0] for turn in range(GUESSES_AT_LOGIN.amount)
        ]
        assert told == [401] * GUESSES_AT_LOGIN.amount
        assert [line.ask("POST", "/v1/sign-in", wrong)[0] for line in lines] == [429, 429]


def test_figures_add_up_what_all_processes_answered(server: ServerProcess) -> None:
    def told(line: Line) -> float:
        page = line.ask("GET", "/metrics")[1].decode()
        found = re.search(r'^crmdesk_requests_total{operation="openapi",status="200"} ([0-9.]+)$', page, re.M)
        return float(found[1]) if found else 0.0

    with to_each(server) as lines:
        before = told(lines[0])
        for line in lines:
            line.ask("GET", "/v1/openapi.json")
        assert [told(line) - before for line in lines] == [2.0, 2.0]


def test_a_killed_process_is_replaced_and_no_write_is_lost(server: ServerProcess) -> None:
    with to_each(server) as lines:
        token = token_of(lines[0], "max")
    kept: list[str] = []
    lost_lines = [0]
    ended = threading.Event()

    def write(number: int) -> None:
        line, turn = Line(server.url), 0
        while not ended.is_set():
            turn += 1
            name = f"{number}-{turn}"
            try:
                status, _ = line.ask("POST", "/v1/records/account", {"fields": {"name": name}}, token)
            except (OSError, http.client.HTTPException):
                lost_lines[0] += 1
                line.close()
                line = Line(server.url)
                continue
            assert status == 201
            kept.append(name)
        line.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(2):
            before = server.worker_pids
            enough = len(kept) + 20
            until(lambda enough=enough: len(kept) >= enough, 60)  # type: ignore[misc]
            os.kill(before[0], signal.SIGKILL)
            until(
                lambda before=before: len(now := server.worker_pids) == 2 and before[0] not in now,  # type: ignore[misc]
                60,
            )
        enough = len(kept) + 20
        until(lambda: len(kept) >= enough, 60)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    line = Line(server.url)
    assert set(kept) <= names(line, token)
    line.close()
    assert lost_lines[0] > 0
    log = (server.data / "server.log").read_text()
    assert len(re.findall(r"process \d+ of the server ended with -9; another takes its place", log)) == 2


def names(line: Line, token: str) -> set[str]:
    found: set[str] = set()
    after = ""
    while True:
        _, page = line.ask("GET", f"/v1/records/account?limit=200{after}", token=token)
        found |= {record["fields"]["name"] for record in page["records"]}
        if page["after"] is None:
            return found
        after = f"&after={page['after']}"


def test_a_custom_field_is_known_to_every_process_at_once_also_with_another_kind(
    server: ServerProcess, bare_centre: BareCentre
) -> None:
    def fields() -> FieldAdministration:
        administration = bare_centre.admin
        return FieldAdministration(administration.centre, administration)

    def values(line: Line) -> Any:
        return line.ask("GET", f"/v1/records/account/{account}", token=token)[1]["fields"].get("x_region")

    with to_each(server) as lines:
        token = token_of(lines[0])
        _, made = lines[0].ask("POST", "/v1/records/account", {"fields": {"name": "Ito"}}, token)
        account = made["id"]
        fields().add("account", "region", "text")
        for line in lines:
            status, told = line.ask(
                "PATCH", f"/v1/records/account/{account}", change("12", made["version"]), token
            )
            assert status == 200, told
            made = told
        # Often enough for the driver to prepare its statements.
        for _ in range(8):
            assert [values(line) for line in lines] == ["12", "12"]
        fields().retype("account", "region", "integer")
        for _ in range(8):
            assert [values(line) for line in lines] == [12, 12]
        fields().remove("account", "region")
        assert [values(line) for line in lines] == [None, None]


def change(value: str, version: int) -> dict[str, Any]:
    return {"fields": {"x_region": value}, "version": version}


def test_two_processes_tell_a_webhook_every_change_once_and_in_order(
    server: ServerProcess, bare_centre: BareCentre
) -> None:
    hooks, admin = WebhookAdministration(bare_centre.admin), bare_centre.admin
    with Receiver().running() as receiver:
        hook, _ = hooks.add(receiver.url, ["account"], private=True)
        made = [bare_centre.core.new_id() for _ in range(12)]
        for one in made:
            admin.write([admin.create("account", one, {"name": "A"})])
        until(lambda: len(receiver.changes) >= len(made))
        hooks.remove(hook)
    assert [change["id"] for change in receiver.changes] == made
