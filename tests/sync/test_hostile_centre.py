"""A centre that is damaged or hostile: whatever it answers, the laptop survives, says so, and loses nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.entities import CATALOGUE
from crmdesk.sync import session
from crmdesk.sync.answers import Answer
from crmdesk.sync.driver import Synchroniser
from crmdesk.sync.effects import Outcome
from crmdesk.sync.http import HttpRemote
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place, now

Twist = Callable[[Any], Any]
ID = "01a20042-f6cd-7e5a-949d-da0e0dc9b748"


class Twisted(HttpRemote):
    """Answers of one path are twisted before they are read: a dictionary, or the bytes to put in their place."""

    twist: tuple[str, Twist] | None = None

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._path = threading.local()
        self.twisted = 0

    def _send(self, method: str, path: str, body: bytes | None, access: str | None) -> Answer:
        self._path.now = path
        return super()._send(method, path, body, access)

    def _ours(self, answer: Answer) -> Answer:
        plain = super()._ours(answer)
        if self.twist is None or not self._path.now.endswith(self.twist[0]) or plain.status != 200:
            return plain
        made = self.twist[1](json.loads(plain.body))
        self.twisted += 1
        return replace(plain, body=made if isinstance(made, bytes) else json.dumps(made).encode())


class Victim:
    """A laptop with an edit on its way, that talks to a centre through `Twisted`."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        self.account = laptop.create("account", name="Acme")
        laptop.synced()
        self.remote = Twisted(laptop.place.centre.url, session.ReplicaWallet(laptop.replica, now))
        self.edit = laptop.update("account", self.account, industry="Typed on the laptop")
        self.before = laptop.export()

    def round(self, path: str, twist: Twist) -> Outcome:
        self.remote.twist, self.remote.twisted = (path, twist), 0
        outcome = Synchroniser(self.laptop.replica, self.remote, now).round()
        assert self.remote.twisted, "the twisted answer was never asked for"
        self.remote.twist = None
        return outcome

    def check_whole(self) -> None:
        """Nothing lost, and the next honest round heals everything."""
        assert self.laptop.replica.verify().sound
        assert self.laptop.get("account", self.account)["industry"] == "Typed on the laptop"
        outcome = Synchroniser(self.laptop.replica, self.remote, now).round()
        assert (outcome.exit_code, outcome.pending_left) == (0, 0), outcome
        centre = self.laptop.place.centre
        seen = b"".join(centre.core.feed.export(centre.admin.as_user("ada")))
        assert self.laptop.export() == seen
        assert b"Typed on the laptop" in seen


@pytest.fixture
def victim(centre: RunningCentre, tmp_path: Path) -> Iterator[Victim]:
    centre.add_user("ada")
    centre.add_user("ben")
    laptop = Place(centre, "http", tmp_path).laptop("ada").synced()
    one = Victim(laptop)
    yield one
    one.remote.close()
    laptop.close()


def with_rows(*rows: Any, columns: Any = None, kind: Any = "account") -> Twist:
    """A page that brings these rows of an account (all columns but those given as None)."""
    names = ["id", "version", *CATALOGUE["account"].field_names]

    def twist(page: dict[str, Any]) -> dict[str, Any]:
        table = {"type": kind, "columns": columns or names, "rows": list(rows)}
        return {**page, "tables": [*page["tables"], table]}

    return twist


def row(**values: Any) -> list[Any]:
    names = ["id", "version", *CATALOGUE["account"].field_names]
    whole = {"id": ID, "version": 1, "name": "From the centre", **values}
    return [whole.get(name) for name in names]


WRONG_ROWS: dict[str, Twist] = {
    "a number for a text": with_rows(row(name=7)),
    "a text for a number": with_rows(row(employees="many")),
    "a number beyond 64 bits": with_rows(row(employees=2**70)),
    "a version below nothing": with_rows(row(version=-1)),
    "a version beyond 64 bits": with_rows(row(version=2**64)),
    "no id": with_rows(row(id=None)),
    "a row too short": with_rows([ID, 1]),
    "a row too long": with_rows([*row(), 1, 2, 3]),
    "a short row under other columns": with_rows([ID], columns=["id", "version", "name"]),
    "rows that are none": with_rows("abc", 5, None, {}),
    "a set that is none": with_rows(row(tags="[1,2")),
    "a set of numbers": with_rows(row(tags="[1,2]")),
    "an address that is a list": with_rows(row(billing_address="[]")),
    "a position too deep": with_rows(row(location='{"lat":' * 3000 + "1" + "}" * 3000)),
    "half a surrogate pair": lambda page: (
        json.dumps(with_rows(row(name="@"))(page)).replace("@", "\\ud800").encode()
    ),
}


def test_rows_that_break_their_declaration_are_not_taken_in(victim: Victim) -> None:
    for name, twist in WRONG_ROWS.items():
        outcome = victim.round("/pull", twist)
        assert outcome.exit_code == 10, (name, outcome)
        assert outcome.error is not None
        assert ID not in victim.laptop.export().decode(), name
    victim.check_whole()


WRONG_PAGES: dict[str, Twist] = {
    "positions that go backwards": lambda page: {**page, "position": {**page["position"], "seq": 1}},
    "another epoch, without a word": lambda page: {**page, "position": {**page["position"], "epoch": 9}},
    "a page that promises more of itself": lambda page: {**page, "position": PLACE, "more": True},
    "no position": lambda page: {key: value for key, value in page.items() if key != "position"},
    "a position of texts": lambda page: {**page, "position": {"epoch": "1", "seq": "2", "tag": "3"}},
    "a number below nothing": lambda page: {**page, "contains": -5},
    "a list for a page": lambda page: [page],
    "nothing": lambda page: b"",
    "no JSON": lambda page: b"\xff\xfe{",
    "200,000 deep": lambda page: b"[" * 200_000 + b"]" * 200_000,
    "tables 200,000 deep": lambda page: (
        json.dumps({**page, "tables": "@"}).replace('"@"', "[" * 200_000 + "]" * 200_000).encode()
    ),
    "a table without a type": lambda page: {**page, "tables": [{"columns": [], "rows": []}]},
    "deleted records without an id": lambda page: {**page, "deleted": [["account"]]},
}
PLACE: dict[str, int] = {}


def test_pages_that_make_no_sense_are_not_taken_in(victim: Victim) -> None:
    position = victim.laptop.replica.identity().position
    assert position is not None
    PLACE.update(epoch=position.epoch, seq=position.seq, tag=position.tag)
    for name, twist in WRONG_PAGES.items():
        outcome = victim.round("/pull", twist)
        assert outcome.exit_code == 10, (name, outcome)
        assert victim.laptop.replica.identity().position == position, name
    victim.check_whole()


UNKNOWN: tuple[Twist, ...] = (
    with_rows(row(), kind="nonsense"),
    with_rows(row(), kind="sqlite_master"),
    with_rows(row(), kind='account"; DROP TABLE outbox; --'),
    lambda page: {**page, "deleted": [["nonsense", ID], ["account", "no id"], ["", ""]]},
    lambda page: {**page, "evicted": [["outbox", ID], ["account", ID]]},
    lambda page: {**page, "surprise": {"a": [1, 2, 3]}},
    lambda page: {**page, "contains": 10**15},
)


def test_what_is_unknown_is_passed_over(victim: Victim) -> None:
    for twist in UNKNOWN:
        outcome = victim.round("/pull", twist)
        assert outcome.exit_code in (0, 10), outcome
    victim.check_whole()


WRONG_VERDICTS: dict[str, Twist] = {
    "none at all": lambda answer: {**answer, "verdicts": []},
    "on ops that are not ours": lambda answer: {
        **answer, "verdicts": [{**answer["verdicts"][0], "op_id": ID, "outcome": "refused"}]
    },
    "an outcome that there is not": lambda answer: {
        **answer, "verdicts": [{**one, "outcome": "exploded"} for one in answer["verdicts"]]
    },
    "a number for an op": lambda answer: {**answer, "verdicts": [{**answer["verdicts"][0], "op_id": 7}]},
    "a version beyond any column": lambda answer: {**answer, "verdicts": [{**answer["verdicts"][0], "version": 2**70}]},
    "lost fields 200,000 deep": lambda answer: json.dumps(
        {**answer, "verdicts": [{**answer["verdicts"][0], "lost": {"a": "@"}}]}
    ).replace('"@"', "[" * 200_000 + "]" * 200_000).encode(),
    "a head that is none": lambda answer: {**answer, "head": {"epoch": -1, "seq": 0, "tag": 0}},
}  # fmt: skip


def test_verdicts_that_make_no_sense_end_no_edit(victim: Victim) -> None:
    for name, twist in WRONG_VERDICTS.items():
        outcome = victim.round("/push", twist)
        assert outcome.exit_code == 10, (name, outcome)
        assert victim.laptop.replica.pending() == 1, name
        assert not victim.laptop.replica.refused(), name
    victim.check_whole()


WRONG_WELCOMES: tuple[Twist, ...] = (
    lambda welcome: {**welcome, "user": {**welcome["user"], "id": ID}},
    lambda welcome: {**welcome, "organisation": {**welcome["organisation"], "id": 99}},
    lambda welcome: {**welcome, "last_number": 2**62},
    lambda welcome: {**welcome, "last_number": -1},
    lambda welcome: {**welcome, "replica": None},
)


def test_a_welcome_for_somebody_else_is_not_believed(victim: Victim) -> None:
    known = victim.laptop.replica.identity()
    for twist in WRONG_WELCOMES:
        outcome = victim.round("/handshake", twist)
        assert outcome.exit_code == 10, outcome
        assert victim.laptop.replica.identity().user == known.user
    victim.check_whole()


@pytest.mark.parametrize("cursor", ["the same", "ever another"])
def test_a_snapshot_that_never_ends_is_given_up(victim: Victim, cursor: str) -> None:
    laptop = victim.laptop.place.laptop("ben")
    other = Twisted(laptop.place.centre.url, session.ReplicaWallet(laptop.replica, now))
    count = iter(range(10**9))
    nothing = {"tables": [], "usable": True, "rows_sent": 1, "rows_total": 2}
    other.twist = (
        "/snapshot",
        lambda page: {**page, **nothing, "cursor": cursor if cursor == "the same" else str(next(count))},
    )
    rounds = Synchroniser(laptop.replica, other, now)
    assert rounds.round().exit_code == 10
    other.twist = None
    laptop.synced()
    other.close()
    laptop.close()


def test_64_megabytes_of_answer_are_refused(victim: Victim) -> None:
    outcome = victim.round("/pull", lambda answer: b'{"a":"' + b"x" * (64 * 1024 * 1024) + b'"}')
    assert outcome.exit_code == 10, outcome
    victim.check_whole()
