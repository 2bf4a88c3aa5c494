"""The replica as other rooms know it: sign-in, events, export, status, conflicts, history, settings, threads."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from crmdesk.domain import edits
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, NotAllowed, SignInNeeded
from crmdesk.domain.records import export_line
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.store.connection import Interrupted
from crmdesk.store.events import RecordsChanged
from crmdesk.store.identity import Session
from crmdesk.store.queries import Filter
from crmdesk.store.replica import Replica
from crmdesk.store.views_saved import SavedView
from tests.store.desk import KEY, OTHER_USER, USER, Clock, Desk, ids, person, tokens
from tests.support import PATIENCE

# -- who it belongs to --------------------------------------------------------------------------------------------


def test_the_session_lives_in_the_replica_and_ends_without_the_edits(desk: Desk) -> None:
    session = Session("new", "newer", "later")
    desk.replica.save_session(session)
    desk.create("account", name="A")
    desk.reopen()
    assert desk.replica.session() == session
    desk.replica.end_session()
    assert desk.replica.session() is None
    assert desk.replica.status().state == "sign-in"
    assert desk.replica.pending() == 1


def test_another_user_is_refused_while_edits_wait(desk: Desk) -> None:
    desk.create("account", name="A")
    other = tokens(person(OTHER_USER, "jun.park"))
    with pytest.raises(NotAllowed, match=r"1 edits of mina\.kim .* as mina\.kim at https://crm\.example"):
        desk.replica.begin_session("https://elsewhere.example", other, Session("a", "b", "c"))
    assert desk.replica.identity().user == person()
    assert desk.replica.count("account") == 1


def test_another_user_begins_with_nothing_of_the_first(desk: Desk) -> None:
    desk.synced()
    desk.receive("account", name="Theirs")
    desk.replica.save_setting("theme", "dark")
    other = tokens(person(OTHER_USER, "jun.park"))
    desk.replica.begin_session("https://crm.example", other, Session("a", "b", "c"))
    known = desk.replica.identity()
    assert (known.user, known.position, known.replica) == (other.user, None, None)
    assert desk.replica.count("account") == 0
    assert desk.replica.setting("theme") is None
    desk.replica.index_now()
    assert desk.replica.search("theirs") == []


def test_position_and_scope_are_moved_by_pages_alone(desk: Desk) -> None:
    desk.synced()
    known = desk.replica.identity()
    desk.replica.save_identity(replace(known, position=None, scope="other", token="next"))
    assert desk.replica.identity() == replace(known, token="next")


def test_nobody_can_write_before_the_first_sign_in(tmp_path) -> None:  # type: ignore[no-untyped-def]
    replica = Replica.create(tmp_path / "p", KEY, now=Clock(), new_id=ids())
    with pytest.raises(SignInNeeded):
        replica.author()
    assert replica.status().state == "sign-in"
    replica.close()


# -- events ---------------------------------------------------------------------------------------------------------


def test_a_save_is_announced_after_it_is_durable(desk: Desk) -> None:
    heard: list[RecordsChanged] = []
    desk.replica.subscribe(heard.append)
    account = desk.create("account", name="A")
    assert heard == [RecordsChanged(frozenset({"account"}), {"account": frozenset({account.id})}, "local")]


def test_a_refused_save_is_not_announced(desk: Desk) -> None:
    heard: list[RecordsChanged] = []
    desk.replica.subscribe(heard.append)
    with pytest.raises(InvalidValue):
        desk.replica.commit(edits.create(desk.author, "contact", {"name": "A", "account": desk.new_id()}))
    assert heard == []


# -- export, status, conflicts, history -----------------------------------------------------------------------------


def test_the_export_is_server_truth_in_order(desk: Desk) -> None:
    second, first = desk.receive("contact", name="C"), desk.receive("account", name="A", number="7")
    desk.update(first, name="Changed here")
    desk.create("account", name="Only here")
    expected = [
        export_line(CATALOGUE["account"], replace(first, fields={**first.fields})),
        export_line(CATALOGUE["contact"], second),
    ]
    assert list(desk.replica.export()) == expected
    shown = b"".join(desk.replica.export(with_pending=True))
    assert b"Changed here" in shown
    assert b"Only here" in shown


def test_the_export_holds_neither_conflicts_nor_guesses(desk: Desk) -> None:
    deal = desk.receive("opportunity", name="D", stage="prospecting")
    conflict(desk, deal.id)
    desk.replica.commit(edits.move_stage(desk.author, deal, "proposal"))
    lines = b"".join(desk.replica.export())
    assert lines.count(b"\n") == 1
    assert b'"stage":"prospecting"' in lines


def test_the_export_is_of_one_moment(desk: Desk) -> None:
    desk.receive("account", name="A")
    lines = desk.replica.export()
    first = next(lines)
    desk.receive("opportunity", name="Later", stage="proposal")
    assert b"Later" not in b"".join(lines)
    assert b'"A"' in first


def conflict(desk: Desk, record: str, **fields: object) -> str:
    given = {
        "record_type": "account",
        "record": record,
        "about": "fields",
        "base": {"name": "A"},
        "mine": {"name": "B"},
        "theirs": {"name": "C"},
        "mine_by": USER,
        "theirs_by": OTHER_USER,
        "state": "open",
        **fields,
    }
    return desk.receive("conflict", **given).id  # type: ignore[arg-type]


def test_a_conflict_is_open_until_an_edit_settles_it(desk: Desk) -> None:
    account = desk.receive("account", name="C")
    identity = conflict(desk, account.id)
    (one,) = desk.replica.conflicts()
    assert (one.id, one.fields, one.base, one.mine, one.theirs) == (
        identity,
        ("name",),
        {"name": "A"},
        {"name": "B"},
        {"name": "C"},
    )
    assert one.provisional == one.theirs
    assert desk.replica.status().conflicts == 1
    desk.replica.commit(edits.resolve(desk.author, account, one.row, "mine"))
    assert desk.replica.conflicts() == []
    assert desk.replica.get("account", account.id)["name"] == "B"
    desk.push("refused", code="stale")
    assert [each.id for each in desk.replica.conflicts()] == [identity]
    desk.replica.discard()
    desk.receive(
        "conflict", identity, record_type="account", record=account.id, about="fields", state="resolved"
    )
    assert desk.replica.conflicts() == []


def test_status_names_the_worst_first(desk: Desk) -> None:
    assert (desk.replica.status().state, desk.replica.status().code) == ("pending", "first_sync")
    desk.synced()
    desk.replica.note_attempt(None)
    assert (desk.replica.status().state, desk.replica.status().code) == ("ok", None)
    account = desk.receive("account", name="A")
    desk.update(account, industry="Wood")
    assert desk.replica.status().state == "pending"
    desk.replica.note_attempt("offline")
    assert desk.replica.status().state == "offline"
    conflict(desk, account.id)
    assert desk.replica.status().state == "conflict"
    desk.push("refused")
    status = desk.replica.status()
    assert (status.state, status.refused, status.conflicts, status.pending) == ("refused", 1, 1, 0)
    for code, state in (
        ("sign_in", "sign-in"),
        ("update", "update"),
        ("wiped", "wiped"),
        ("storage", "storage"),
    ):
        desk.replica.note_attempt(code)
        assert (desk.replica.status().state, desk.replica.status().code) == (state, code)
    assert status.rows["account"] == 1
    assert "conflict" not in status.rows
    assert status.last_sync is not None


def test_history_joins_what_was_fetched_and_what_was_saved_here(desk: Desk) -> None:
    account = desk.receive("account", name="A", industry="Steel")
    assert desk.replica.history("account", account.id).complete is False
    told = HistoryEntry(
        at="2026-01-01T00:00:00.000Z",
        by=OTHER_USER,
        device=None,
        op_id=desk.new_id(),
        field="name",
        old=None,
        new="A",
        outcome="applied",
    )
    desk.replica.save_history("account", account.id, [told])
    known = desk.replica.history("account", account.id)
    assert (known.entries, known.complete) == ((told,), True)
    saved = desk.update(account, name="B")
    known = desk.replica.history("account", account.id)
    assert known.complete is False
    own = known.entries[-1]
    assert (own.op_id, own.field, own.old, own.new, own.outcome) == (saved.op_id, "name", "A", "B", "pending")
    desk.push("refused")
    assert desk.replica.history("account", account.id).entries[-1].outcome == "refused"


def test_edits_that_travelled_as_one_are_told_of_once_and_the_history_is_whole(desk: Desk) -> None:
    account = desk.receive("account", name="A")
    first, _ = desk.update(account, name="B"), desk.update(account, name="C")
    desk.push(version=desk.seq + 1)
    told = HistoryEntry(
        at="2026-01-01T00:00:00.000Z",
        by=USER,
        device=None,
        op_id=first.op_id,
        field="name",
        old="A",
        new="C",
        outcome="applied",
    )
    desk.replica.save_history("account", account.id, [told])
    known = desk.replica.history("account", account.id)
    assert (known.entries, known.complete) == ((told,), True)


def test_titles_go_through_references(desk: Desk) -> None:
    product = desk.receive("product", name="Widget")
    deal = desk.receive("opportunity", name="Deal", stage="proposal")
    line = desk.receive("opportunity_line", opportunity=deal.id, product=product.id)
    note = desk.receive("note", body="First line\nSecond line")
    assert desk.replica.title("opportunity_line", line.id) == "Widget"
    assert desk.replica.title("note", note.id) == "First line"
    assert desk.replica.title("note", "nobody") == ""
    assert desk.replica.titles("opportunity", [deal.id, "nobody"]) == {deal.id: "Deal"}


# -- private ----------------------------------------------------------------------------------------------------------


def test_settings_hold_any_json(desk: Desk) -> None:
    desk.replica.save_setting("window", {"width": 800, "열": ["a", None]})
    desk.reopen()
    assert desk.replica.setting("window") == {"width": 800, "열": ["a", None]}
    desk.replica.save_setting("window", None)
    assert desk.replica.setting("window", "default") == "default"


def test_saved_views_keep_their_order(desk: Desk) -> None:
    views = [
        SavedView(
            id=name,
            type="account",
            name=name,
            where=(Filter("industry", "=", "Steel"),),
            sort="name",
            descending=True,
            columns=("name", "tags"),
            display={"width": 3},
        )
        for name in ("first", "second")
    ]
    for view in views:
        desk.replica.save_view(view)
    desk.replica.save_view(SavedView(id="third", type="task", name="Tasks"))
    assert desk.replica.saved_views("account") == views
    desk.replica.order_views(["second", "first"])
    desk.replica.save_view(replace(views[0], name="renamed"))
    assert [view.name for view in desk.replica.saved_views("account")] == ["second", "renamed"]
    desk.replica.remove_view("second")
    assert len(desk.replica.saved_views()) == 2


# -- threads ----------------------------------------------------------------------------------------------------------


def test_reading_does_not_wait_for_a_writer(desk: Desk) -> None:
    account = desk.receive("account", name="A")
    done = threading.Event()
    with desk.replica._database.write():
        reader = threading.Thread(target=lambda: (desk.replica.get("account", account.id), done.set()))
        reader.start()
        assert done.wait(PATIENCE)
    reader.join()


def test_many_threads_save_and_read_at_once(desk: Desk) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(15):
                made = edits.create(author, "account", {"name": f"{name} {number}"})
                desk.replica.commit(made)
                assert desk.replica.get("account", made[0].id)["name"] == f"{name} {number}"
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            failures.append(error)

    author = desk.author
    threads = [threading.Thread(target=work, args=(name,)) for name in "abcdef"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert desk.replica.pending() == 90
    assert desk.replica.verify().sound


def test_a_long_read_can_be_stopped(desk: Desk) -> None:
    started, ended = threading.Event(), list[object]()

    def read() -> None:
        try:
            with desk.replica._database.read() as connection:
                ended.append(connection)
                connection.create_function("begun", 0, started.set)
                connection.execute("SELECT begun()").fetchone()
                connection.execute(
                    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
                ).fetchone()
        except Interrupted as stopped:
            ended.append(stopped)

    reader = threading.Thread(target=read)
    reader.start()
    assert started.wait(PATIENCE)
    while reader.is_alive():
        desk.replica.interrupt(reader.ident or 0)
        reader.join(0.01)
    assert (len(ended), desk.replica.count("account")) == (2, 0), "the connection is as good as before"
    assert ended[0] in desk.replica._database._idle, "and is lent again"


def test_a_read_that_was_stopped_stops_no_other_one_while_its_rows_are_held(desk: Desk) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    started, held = threading.Event(), list[object]()

    def read() -> None:
        try:
            with desk.replica._database.read() as connection:
                rows = connection.execute(f"{endless} SELECT x FROM n")
                held.append((rows, next(rows)))
                started.set()
                connection.execute(f"{endless} SELECT count(*) FROM n").fetchone()
        except Interrupted as stopped:
            held.append(stopped)

    reader = threading.Thread(target=read)
    reader.start()
    assert started.wait(PATIENCE)
    while reader.is_alive():
        desk.replica.interrupt(reader.ident or 0)
        reader.join(0.01)
    assert len(held) == 2
    assert desk.replica.count("account") == 0


def test_closing_stops_a_long_read(desk: Desk) -> None:
    begun, ended = threading.Event(), threading.Event()

    def read() -> None:
        try:
            with desk.replica._database.read() as connection:
                connection.create_function("begun", 0, begun.set)
                connection.execute(
                    "WITH RECURSIVE n(x) AS (SELECT begun() UNION ALL SELECT x FROM n) SELECT count(*) FROM n"
                ).fetchone()
        except Interrupted:
            ended.set()

    reader = threading.Thread(target=read)
    reader.start()
    assert begun.wait(PATIENCE)
    desk.replica.close()
    reader.join()
    assert ended.is_set()


def test_no_such_record_is_said_so(desk: Desk) -> None:
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", "nobody")
    with pytest.raises(NoSuchRecord):
        desk.replica.get("nothing", "nobody")
