"""Webhooks from a committed change to a real receiver on loopback: what it is told, in what order, how often, by whom.

over 400 lines because every way in which telling can go wrong is here, beside the way in which it goes well.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from crmdesk.domain.changes import Act
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, Offline
from crmdesk.domain.values import parse_instant
from crmdesk.server.backup import backup
from crmdesk.server.collection import Collector
from crmdesk.server.courier import Courier
from crmdesk.server.database import reading, writing
from crmdesk.server.field_administration import FieldAdministration
from crmdesk.server.metrics import Metrics
from crmdesk.server.personal import PersonalData
from crmdesk.server.record_administration import RecordAdministration
from crmdesk.server.webhook_administration import Attempt, WebhookAdministration, WebhookLine
from crmdesk.server.webhook_messages import BODY_BYTES, CHANGES, Messages
from crmdesk.server.webhook_post import Answer, Posts
from crmdesk.server.webhook_queue import ATTEMPTS_KEPT, GIVE_UP, LEASE, LONGEST_PAUSE, WebhookQueue
from tests.support import until
from tests.support.centre import BareCentre, Clock, RunningCentre
from tests.support.receiver import Receiver, answer_with

LOOK = 0.02


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver().running() as running:
        yield running


@pytest.fixture
def hooks(bare_centre: BareCentre) -> WebhookAdministration:
    return WebhookAdministration(bare_centre.admin)


@contextmanager
def told(centre: BareCentre, posts: Posts | None = None) -> Iterator[Courier]:
    with Courier(centre.core, Metrics(), posts=posts, look=LOOK) as courier:
        yield courier


def add_account(centre: BareCentre, name: str = "Kwik", **fields: Any) -> str:
    admin, made = centre.admin, centre.core.new_id()
    admin.write([admin.create("account", made, {"name": name, **fields})])
    return made


def remove(centre: BareCentre, type_name: str, record: str) -> None:
    centre.admin.write([centre.admin.mutation(Act.DELETE, type_name, record, {})])


def line_of(hooks: WebhookAdministration) -> WebhookLine:
    (line,) = hooks.all()
    return line


def is_told(hooks: WebhookAdministration) -> Callable[[], bool]:
    """Whether nothing is left to tell."""

    def told_all() -> bool:
        return all(line.behind == 0 for line in hooks.all())

    return told_all


# What is told


def test_every_change_is_told_with_what_it_changed_and_the_record_as_it_stands(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    bare_centre.add_user("before")
    _, secret = hooks.add(receiver.url, private=True)
    account = add_account(bare_centre, industry="steel")
    bare_centre.admin.change("account", account, {"industry": "glass"})
    remove(bare_centre, "account", account)
    with told(bare_centre):
        until(is_told(hooks))
    (one,) = receiver.received
    assert (one.path, one.headers["content-type"]) == ("/crm?from=here", "application/json")
    assert one.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert one.is_signed_by(secret)
    assert one.json["type"] == "records.changed"
    made, changed, gone = one.changes
    assert [change["act"] for change in one.changes] == ["created", "updated", "deleted"]
    assert made["version"] < changed["version"] < gone["version"]
    assert (changed["type"], changed["id"], changed["record"]) == ("account", account, None)
    assert changed["changed"] == {"industry": {"old": "steel", "new": "glass"}}
    assert changed["by"] == "00000000-0000-0000-0000-000000000000"
    assert one.json["timestamp"] == gone["at"]


def test_a_record_is_told_as_every_other_door_shows_it(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hooks.add(receiver.url, private=True)
    kim = bare_centre.add_user("kim")
    made, _ = bare_centre.core.records.create(bare_centre.principal("kim"), "account", {"name": "김밥"}, None)
    with told(bare_centre):
        until(is_told(hooks))
    person, account = receiver.changes
    assert (person["type"], account["type"], account["by"]) == ("user", "account", kim)
    assert account["record"]["fields"]["name"] == "김밥"
    assert account["record"]["version"] == account["version"] == made.version
    assert set(account["record"]["fields"]) >= {"owner", "territory", "tags", "created_at"}


def test_stages_restored_and_merged_records_are_told_as_what_they_are(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    admin = bare_centre.admin
    keep, lose = add_account(bare_centre), add_account(bare_centre)
    sale = bare_centre.core.new_id()
    admin.write(
        [admin.create("opportunity", sale, {"name": "Chairs", "account": keep, "stage": "prospecting"})]
    )
    hooks.add(receiver.url, private=True)
    admin.change("opportunity", sale, {"stage": "proposal"})
    remove(bare_centre, "opportunity", sale)
    admin.write([admin.mutation(Act.RESTORE, "opportunity", sale, {})])
    RecordAdministration(bare_centre.core, admin).merge("account", keep, lose)
    with told(bare_centre):
        until(is_told(hooks))
    acts = [(change["type"], change["act"]) for change in receiver.changes]
    assert acts[:4] == [
        ("opportunity", "updated"),
        ("stage_change", "created"),
        ("opportunity", "deleted"),
        ("opportunity", "restored"),
    ]
    gone = next(change for change in receiver.changes if change["id"] == lose)
    assert (gone["act"], gone["merged_into"], gone["record"]) == ("deleted", keep, None)


def test_only_the_types_asked_for_are_told_and_the_others_hold_nothing_up(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hooks.add(receiver.url, ["contact", "account"], private=True)
    hooks.add(f"{receiver.url}&other", ["task"], private=True)
    account = add_account(bare_centre)
    bare_centre.add_user("kim")
    with told(bare_centre):
        until(is_told(hooks))
    assert [(change["type"], change["id"]) for change in receiver.changes] == [("account", account)]


def test_who_may_see_a_record_is_no_change_of_it(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    admin = bare_centre.admin
    sale, account = bare_centre.core.new_id(), add_account(bare_centre, territory=admin.territory_id("North"))
    hooks.add(receiver.url, private=True)
    fields = {"name": "Chairs", "account": account, "stage": "prospecting"}
    fields["territory"] = admin.territory_id("South")
    admin.write([admin.create("opportunity", sale, fields)])
    with reading(bare_centre.core.engine) as connection:
        feed = bare_centre.core.tables.feed.c
        last = connection.execute(select(feed.id, feed.kind).order_by(feed.seq.desc()).limit(2)).all()
    assert [tuple(entry) for entry in last] == [(account, "move"), (sale, "put")]
    with told(bare_centre):
        until(is_told(hooks))
    assert [(change["type"], change["act"]) for change in receiver.changes] == [("opportunity", "created")]


def test_nothing_of_another_organisation_is_told(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    other = bare_centre.core.organisations.found("Other", "USD", ["en"])
    hooks.add(receiver.url, private=True)
    stranger = bare_centre.core.administration(other)
    stranger.write([stranger.create("account", bare_centre.core.new_id(), {"name": "Theirs"})])
    mine = add_account(bare_centre)
    with told(bare_centre):
        until(is_told(hooks))
    assert [change["id"] for change in receiver.changes] == [mine]
    assert WebhookAdministration(stranger).all() == []
    with pytest.raises(NoSuchRecord):
        WebhookAdministration(stranger).attempts(line_of(hooks).id)


def test_many_changes_come_in_messages_of_a_sensible_size_each_once_and_in_order(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hooks.add(receiver.url, private=True)
    admin, ids = bare_centre.admin, [bare_centre.core.new_id() for _ in range(2 * CHANGES + 1)]
    admin.write([admin.create("account", one, {"name": "A"}) for one in ids])
    text = "x" * (BODY_BYTES // 8)
    notes = [bare_centre.core.new_id() for _ in range(12)]
    for one in notes:
        fields = {"account": ids[0], "body": text}
        admin.write([admin.create("note", one, fields)])
    with told(bare_centre):
        until(is_told(hooks))
    assert [change["id"] for change in receiver.changes] == [*ids, *notes]
    assert [len(one.changes) for one in receiver.received[:2]] == [CHANGES, CHANGES]
    assert max(len(one.body) for one in receiver.received) < 2 * BODY_BYTES
    assert len({one.id for one in receiver.received}) == len(receiver.received)


def test_a_field_of_the_organisation_s_own_is_told_too(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hooks.add(receiver.url, ["account"], private=True)
    FieldAdministration(bare_centre.core, bare_centre.admin).add("account", "region", "text", label="Region")
    add_account(bare_centre, x_region="north")
    with told(bare_centre):
        until(is_told(hooks))
    assert receiver.changes[-1]["record"]["fields"]["x_region"] == "north"


def test_of_an_erased_person_no_value_is_told_and_the_receiver_hears_that_they_were_erased(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    admin, person = bare_centre.admin, bare_centre.core.new_id()
    hooks.add(receiver.url, private=True)
    admin.write([admin.create("contact", person, {"name": "Quillfeather", "emails": ["q@acme.example"]})])
    admin.change("contact", person, {"name": "Featherquill"})
    receiver.answering = answer_with(503)
    with told(bare_centre):
        until(lambda: receiver.received and line_of(hooks).failures)
    assert b"Featherquill" in receiver.received[0].body  # what was sent before is the receiver's to erase
    remove(bare_centre, "contact", person)
    PersonalData(admin).erase(person)
    receiver.received.clear()
    receiver.answering = answer_with(200)
    hooks.resume(line_of(hooks).id)
    with told(bare_centre):
        until(is_told(hooks))
    acts = [change["act"] for change in receiver.changes if change["id"] == person]
    assert acts == ["created", "updated", "deleted", "erased"]
    assert b"eather" not in b"".join(one.body for one in receiver.received)


# How it is told


def test_what_was_not_taken_is_tried_again_under_the_same_id_and_nothing_overtakes_it(
    timed: BareCentre, clock: Clock, receiver: Receiver
) -> None:
    hooks = WebhookAdministration(timed.admin)
    hooks.add(receiver.url, private=True)
    receiver.answering = answer_with(500)
    first = add_account(timed)
    with told(timed):
        until(lambda: line_of(hooks).failures == 1)
        second = add_account(timed)
        assert receiver.received[0].changes[0]["id"] == first
        clock.pass_by(timedelta(seconds=6))
        until(lambda: line_of(hooks).failures == 2)
        receiver.answering = answer_with(200)
        clock.pass_by(timedelta(seconds=12))
        until(is_told(hooks))
    ids = [one.id for one in receiver.received]
    assert ids[0] == ids[1] == ids[2] != ids[3]
    stamps = [int(one.headers["webhook-timestamp"]) for one in receiver.received]
    assert stamps[0] + 6 == stamps[1] == stamps[2] - 12
    assert [change["id"] for one in receiver.received[2:] for change in one.changes] == [first, second]
    line = line_of(hooks)
    assert (line.state, line.failures, line.failing_since, line.due_at) == ("on", 0, None, None)
    assert [one.answer[:3] for one in hooks.attempts(line.id)] == ["200", "200", "500", "500"]


def test_a_message_keeps_its_id_though_its_records_have_grown_since(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    admin, account = bare_centre.admin, add_account(bare_centre)
    hook, _ = hooks.add(receiver.url, private=True)
    receiver.answering = answer_with(500)
    notes = [bare_centre.core.new_id() for _ in range(12)]
    admin.write([admin.create("note", one, {"account": account, "body": "x"}) for one in notes])
    with told(bare_centre):
        until(lambda: line_of(hooks).failures == 1)
        for one in notes:
            admin.change("note", one, {"body": "x" * (BODY_BYTES // 8)})
        receiver.answering = answer_with(200)
        hooks.resume(hook)
        until(is_told(hooks))
    first, again, *rest = receiver.received
    assert first.id == again.id
    assert [change["id"] for change in again.changes] == notes
    assert [change["id"] for one in rest for change in one.changes] == notes


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver, status: int
) -> None:
    hooks.add(receiver.url, private=True)
    receiver.answering = answer_with(status, Location=f"http://127.0.0.1:{receiver.port}/elsewhere")
    add_account(bare_centre)
    with told(bare_centre):
        until(lambda: line_of(hooks).failures == 1)
    assert [one.path for one in receiver.received] == ["/crm?from=here"]


def test_pauses_grow_and_a_receiver_may_ask_for_a_longer_one(
    timed: BareCentre, clock: Clock, receiver: Receiver
) -> None:
    hooks = WebhookAdministration(timed.admin)
    hook, _ = hooks.add(receiver.url, private=True)
    receiver.answering = answer_with(503)
    add_account(timed)
    pauses = []
    with told(timed):
        for failures in range(1, 16):
            until(lambda wanted=failures: line_of(hooks).failures == wanted)  # type: ignore[misc]
            due = parse_instant(str(line_of(hooks).due_at))
            pauses.append(due - clock.moment)
            if failures < 15:
                clock.moment = due
        receiver.answering = answer_with(429, Retry_After="7200")
        hooks.resume(hook)
        until(lambda: line_of(hooks).failures == 1)
    assert timedelta(seconds=4) <= pauses[0] <= timedelta(seconds=6)
    assert all(one < other for one, other in pairwise(pauses[:12]))
    assert LONGEST_PAUSE * 0.8 <= pauses[-1] <= LONGEST_PAUSE * 1.2
    assert parse_instant(str(line_of(hooks).due_at)) == clock.moment + timedelta(hours=2)


@pytest.mark.expected_log("was switched off: it failed since")
def test_a_webhook_that_fails_for_days_is_switched_off_and_goes_on_when_it_is_resumed(
    timed: BareCentre, clock: Clock, receiver: Receiver
) -> None:
    hooks, metrics = WebhookAdministration(timed.admin), Metrics()
    hook, _ = hooks.add(receiver.url, private=True)
    receiver.answering = answer_with(404)
    made = add_account(timed)
    with Courier(timed.core, metrics, look=LOOK):
        until(lambda: line_of(hooks).failures == 1)
        clock.pass_by(GIVE_UP)
        until(lambda: line_of(hooks).state == "off")
        clock.pass_by(GIVE_UP)
    line = line_of(hooks)
    assert "404" in str(line.reason)
    with reading(timed.core.engine) as connection:
        last = list(timed.core.audit.events(connection, timed.org))[-1]
    assert (last.actor, last.what, (last.about or {})["webhook"]) == ("centre", "webhook_switched_off", hook)
    assert b'crmdesk_webhook_messages_total{outcome="switched_off"} 1.0' in metrics.page()[0]
    count = len(receiver.received)
    receiver.answering = answer_with(200)
    with told(timed):
        hooks.resume(hook)
        until(is_told(hooks))
    assert [change["id"] for change in receiver.received[count].changes] == [made]


@pytest.mark.expected_log("was switched off: the receiver wants no more")
def test_a_receiver_that_says_it_is_gone_is_told_nothing_more(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hooks.add(receiver.url, private=True)
    receiver.answering = answer_with(410)
    add_account(bare_centre)
    with told(bare_centre):
        until(lambda: line_of(hooks).state == "off")
    assert len(receiver.received) == 1


def test_a_paused_webhook_is_told_later_what_it_missed(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hook, _ = hooks.add(receiver.url, private=True)
    hooks.add(f"{receiver.url}&other", private=True)
    hooks.pause(hook)
    made = add_account(bare_centre)
    with told(bare_centre):
        until(lambda: receiver.received)
        assert [one.path for one in receiver.received] == ["/crm?from=here&other"]
        hooks.resume(hook)
        until(is_told(hooks))
    assert [change["id"] for change in receiver.changes] == [made, made]


def test_a_message_that_a_receiver_cannot_take_may_be_skipped(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hook, _ = hooks.add(receiver.url, private=True)
    receiver.answering = answer_with(500)
    poison = add_account(bare_centre)
    with told(bare_centre):
        until(lambda: line_of(hooks).failures == 1)
        receiver.answering = answer_with(200)
        after = add_account(bare_centre)
        hooks.resume(hook, skip=True)
        until(is_told(hooks))
    assert [change["id"] for change in receiver.changes] == [poison, after]


def test_a_slow_receiver_holds_up_no_other(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    held = threading.Event()

    def wait(request: BaseHTTPRequestHandler) -> None:
        if "slow" in request.path:
            held.wait(60)
        answer_with(200)(request)

    receiver.answering = wait
    hooks.add(f"{receiver.url}&slow", private=True)
    hooks.add(receiver.url, private=True)
    add_account(bare_centre)
    with told(bare_centre):
        until(lambda: sum(line.behind == 0 for line in hooks.all()) == 1)
        held.set()
        until(is_told(hooks))


def test_a_receiver_that_answers_byte_by_byte_is_hung_up_on(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    ended = threading.Event()

    def trickle(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 ")
        while not ended.wait(0.02):
            request.wfile.write(b"O")

    receiver.answering = trickle
    hooks.add(receiver.url, private=True)
    add_account(bare_centre)
    with told(bare_centre, Posts(seconds=0.3)):
        until(lambda: line_of(hooks).failures == 1)
    ended.set()
    assert line_of(hooks).answer == "no answer within 0.3 seconds"


def test_of_an_answer_without_end_the_head_alone_is_read(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    wrote: list[int] = []

    def pour(request: BaseHTTPRequestHandler) -> None:
        answer_with(200, Content_Length=str(2**40))(request)
        while True:
            wrote.append(request.wfile.write(bytes(65536)))

    receiver.answering = pour
    hooks.add(receiver.url, private=True)
    add_account(bare_centre)
    with told(bare_centre):
        until(is_told(hooks))
    assert line_of(hooks).answer == "200 OK"


def test_attempts_are_remembered_without_what_was_told_and_only_so_many(
    timed: BareCentre, clock: Clock, receiver: Receiver
) -> None:
    hooks = WebhookAdministration(timed.admin)
    hook, _ = hooks.add(receiver.url, private=True)
    with writing(timed.core.engine, None) as connection:
        table = timed.core.tables.webhook
        connection.execute(update(table).values(attempts=ATTEMPTS_KEPT))
        old = timed.core.tables.webhook_attempt
        line = {"org": timed.org, "webhook": hook, "message": "msg_x", "changes": 1, "at": "then"}
        for number in range(1, ATTEMPTS_KEPT + 1):
            connection.execute(old.insert().values(number=number, answer="", milliseconds=0, **line))
    add_account(timed, "Secretive")
    with told(timed):
        until(is_told(hooks))
    attempts = hooks.attempts(hook)
    assert [one.number for one in attempts] == list(range(ATTEMPTS_KEPT + 1, 1, -1))
    assert attempts[0].message == receiver.received[0].id
    assert isinstance(attempts[0], Attempt)
    assert "Secretive" not in repr(attempts)


# Restarts, several processes


def test_what_a_process_that_ended_was_telling_is_told_by_the_next_under_the_same_id(
    centre: RunningCentre, receiver: Receiver
) -> None:
    hooks, held = WebhookAdministration(centre.admin), threading.Event()

    def wait(request: BaseHTTPRequestHandler) -> None:
        held.wait(60)

    receiver.answering = wait
    hooks.add(receiver.url, private=True)
    first = add_account(centre)
    until(lambda: receiver.received)
    centre.stop()
    assert line_of(hooks).failures == 0
    second = add_account(centre)
    receiver.answering = answer_with(200)
    held.set()
    centre.start()
    until(is_told(hooks))
    assert receiver.received[0].id == receiver.received[1].id
    assert [change["id"] for change in receiver.changes] == [first, first, second]


def test_a_process_that_died_at_it_holds_a_webhook_up_for_no_longer_than_its_lease(
    timed: BareCentre, clock: Clock, receiver: Receiver
) -> None:
    hooks, core = WebhookAdministration(timed.admin), timed.core
    hook, _ = hooks.add(receiver.url, private=True)
    made = add_account(timed)
    dead = WebhookQueue(core.engine, core.tables, core.audit, now=core.now, holder="dead")
    claimed = dead.find(timed.org, hook)
    assert claimed is not None
    message = Messages(core, timed.org).next(hook, claimed.stretch)
    assert dead.claim(claimed, message)
    other = add_account(timed)
    with told(timed):
        assert dead.due() == []
        clock.pass_by(LEASE + timedelta(seconds=1))
        until(is_told(hooks))
    assert receiver.received[0].id == message.id
    assert [change["id"] for change in receiver.changes] == [made, other]
    # The dead one was only asleep: what it says then counts for nothing.
    assert not dead.taken(claimed, message, Answer(200, "200 OK", 1))
    assert dead.failed(claimed, message, Answer(410, "410 Gone", 1)) is None
    assert line_of(hooks).state == "on"


def test_two_that_tell_at_the_same_time_tell_nothing_twice_and_all_in_order(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hooks.add(receiver.url, private=True)
    made: list[str] = []
    with told(bare_centre), told(bare_centre), told(bare_centre):
        for _ in range(20):
            made.append(add_account(bare_centre))
        until(is_told(hooks))
    assert [change["id"] for change in receiver.changes] == made


# What is lost with the feed


def test_a_webhook_behind_what_was_collected_hears_so_and_goes_on_from_there(
    timed: BareCentre, clock: Clock, receiver: Receiver
) -> None:
    hooks, core = WebhookAdministration(timed.admin), timed.core
    hook, _ = hooks.add(receiver.url, private=True)
    before = line_of(hooks).behind
    hooks.pause(hook)
    add_account(timed)
    clock.pass_by(timedelta(days=1))
    collector = Collector(core.engine, core.tables, core.identity_tables, core.catalogue)
    upto = collector.collect(timed.org, clock.moment.isoformat()[:19] + ".000Z").upto
    after = add_account(timed)
    hooks.resume(hook)
    with told(timed):
        until(is_told(hooks))
    missed, changed = receiver.received
    assert before == 0
    assert missed.json["type"] == "records.missed"
    assert missed.json["data"] == {"reason": "collected", "after": upto - 1, "until": upto}
    assert [change["id"] for change in changed.changes] == [after]


def test_after_a_restore_the_receiver_hears_so_and_is_told_what_lay_behind_in_the_backup(
    centre: RunningCentre, receiver: Receiver, tmp_path: Path
) -> None:
    hooks = WebhookAdministration(centre.admin)
    hook, secret = hooks.add(receiver.url, private=True)
    add_account(centre)
    until(is_told(hooks))
    hooks.pause(hook)
    waits = add_account(centre)
    file = tmp_path / "backup"
    backup(centre.place, file, centre.core.now())
    hooks.resume(hook)
    until(is_told(hooks))
    lost = add_account(centre)
    until(is_told(hooks))
    ids = {one.id for one in receiver.received}
    receiver.received.clear()
    centre.put_back(file)
    hooks = WebhookAdministration(centre.admin)
    again = add_account(centre)
    assert receiver.received == []  # paused in the backup, it stays so
    hooks.resume(hook)
    until(is_told(hooks))
    missed, *rest = receiver.received
    assert (missed.json["type"], missed.json["data"]["reason"]) == ("records.missed", "restored")
    assert missed.is_signed_by(secret)
    assert [change["id"] for one in rest for change in one.changes] == [waits, again]
    # The lost change had the number that the new one has now: an id may not stand for both.
    assert ids.isdisjoint(one.id for one in receiver.received)
    assert lost not in str([one.body for one in receiver.received])


def test_a_change_that_a_restore_undid_leaves_its_id_to_no_other(
    centre: RunningCentre, receiver: Receiver, tmp_path: Path
) -> None:
    hooks = WebhookAdministration(centre.admin)
    hooks.add(receiver.url, private=True)
    file = tmp_path / "backup"
    backup(centre.place, file, centre.core.now())
    lost = add_account(centre)
    until(is_told(hooks))
    centre.put_back(file)
    hooks = WebhookAdministration(centre.admin)
    again = add_account(centre)
    until(lambda: receiver.received[-1].json["type"] == "records.changed" and len(receiver.received) > 2)
    first, missed, second = receiver.received
    assert (first.changes[0]["id"], second.changes[0]["id"]) == (lost, again)
    assert first.changes[0]["version"] == second.changes[0]["version"]
    assert missed.json["data"]["after"] == first.changes[0]["version"] - 1
    assert first.id != second.id


# Administration


def test_the_secret_is_shown_once_and_is_in_no_list_log_or_audit(
    bare_centre: BareCentre,
    hooks: WebhookAdministration,
    receiver: Receiver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    hook, secret = hooks.add(receiver.url, private=True)
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", secret)
    add_account(bare_centre)
    with told(bare_centre):
        until(is_told(hooks))
    hooks.test(hook)
    with reading(bare_centre.core.engine) as connection:
        audit = list(bare_centre.core.audit.events(connection, bare_centre.org))
    core = bare_centre.core
    queue = WebhookQueue(core.engine, core.tables, core.audit, now=core.now, holder="x")
    shown = repr(
        (hooks.all(), hooks.attempts(hook), audit, caplog.records, queue.find(bare_centre.org, hook))
    )
    assert secret.removeprefix("whsec_") not in shown
    assert "from=here" not in repr(audit)


def test_both_secrets_sign_for_a_day_after_a_rotation(
    timed: BareCentre, clock: Clock, receiver: Receiver
) -> None:
    hooks = WebhookAdministration(timed.admin)
    hook, first = hooks.add(receiver.url, private=True)
    second, until_when = hooks.rotate(hook)
    assert until_when == "2026-11-22T09:00:00.000Z"
    hooks.test(hook)
    clock.pass_by(timedelta(days=1))
    hooks.test(hook)
    third, none = hooks.rotate(hook, at_once=True)
    assert none is None
    hooks.test(hook)
    signed_by = [[one.is_signed_by(secret) for secret in (first, second, third)] for one in receiver.received]
    assert signed_by == [[True, True, False], [False, True, False], [False, False, True]]


def test_a_test_tells_of_nothing_and_says_what_the_receiver_answered(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hook, _ = hooks.add(receiver.url, private=True)
    assert hooks.test(hook).status == 204
    assert receiver.received[0].json["type"] == "webhook.test"
    receiver.answering = answer_with(401)
    with pytest.raises(Offline, match="401"):
        hooks.test(hook)
    assert line_of(hooks).failures == 0


def test_a_removed_webhook_leaves_nothing(
    bare_centre: BareCentre, hooks: WebhookAdministration, receiver: Receiver
) -> None:
    hook, _ = hooks.add(receiver.url, private=True)
    add_account(bare_centre)
    with told(bare_centre):
        until(is_told(hooks))
    hooks.remove(hook)
    tables = bare_centre.core.tables
    with reading(bare_centre.core.engine) as connection:
        assert connection.execute(select(tables.webhook.c.id)).all() == []
        assert connection.execute(select(tables.webhook_attempt.c.number)).all() == []
    for act in (hooks.remove, hooks.pause, hooks.resume, hooks.rotate, hooks.test, hooks.attempts):
        with pytest.raises(NoSuchRecord):
            act(hook)


@pytest.mark.parametrize("types", [["conflict"], ["nonsense"], []])
def test_types_that_are_no_records_are_refused(
    hooks: WebhookAdministration, receiver: Receiver, types: list[str]
) -> None:
    with pytest.raises(InvalidValue):
        hooks.add(receiver.url, types, private=True)
    assert hooks.all() == []
