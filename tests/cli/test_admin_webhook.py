"""`crmdesk admin webhook`: from the address to the first message, as an administrator goes about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_admin import Admin, staffed
from tests.support.receiver import Receiver, answer_with

NOBODY = "01a20688-929c-7ca2-9575-5c8f82beba02"


@pytest.fixture
def admin(tmp_path: Path) -> Admin:
    return staffed(tmp_path / "data")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver().running() as running:
        yield running


def test_a_webhook_is_added_tried_paused_resumed_and_removed(admin: Admin, receiver: Receiver) -> None:
    made = admin.one("webhook", "add", receiver.url, "--types", "account, contact", "--private")
    assert set(made) == {"id", "url", "types", "private", "secret"}
    assert made["types"] == ["account", "contact"]
    hook = made["id"]
    tried = admin.one("webhook", "test", hook)
    assert (tried["id"], tried["status"]) == (hook, 204)
    assert receiver.received[0].is_signed_by(made["secret"])
    rotated = admin.one("webhook", "rotate-secret", hook)
    assert rotated["secret"] != made["secret"]
    assert rotated["former_until"] > "2026"
    assert admin.one("webhook", "rotate-secret", hook, "--now")["former_until"] is None
    assert admin.one("webhook", "pause", hook) == {"id": hook, "state": "paused"}
    (line,) = admin.lines("webhook", "list")
    assert (line["state"], line["behind"], line["types"]) == ("paused", 0, ["account", "contact"])
    assert admin.one("webhook", "resume", hook, "--skip") == {"id": hook, "state": "on"}
    assert admin.lines("webhook", "deliveries", hook) == []
    assert admin.one("webhook", "remove", hook) == {"id": hook}
    assert admin.lines("webhook", "list") == []
    noted = [event["what"] for event in admin.lines("audit") if event["what"].startswith("webhook_")]
    assert noted == [
        "webhook_added",
        "webhook_tested",
        "webhook_secret_rotated",
        "webhook_secret_rotated",
        "webhook_paused",
        "webhook_resumed",
        "webhook_removed",
    ]


def test_for_people_the_secret_alone_is_on_stdout_and_a_list_has_columns(
    admin: Admin, receiver: Receiver
) -> None:
    told = admin.run("webhook", "add", receiver.url, "--private")
    assert (told.exit_code, told.stdout[:6], told.stdout.count("\n")) == (0, "whsec_", 1)
    assert "not shown again" in told.stderr
    shown = admin.run("webhook", "list").stdout
    assert receiver.url[:39] in shown
    assert told.stdout.strip() not in shown


def test_a_receiver_that_does_not_take_it_is_told_with_its_answer(admin: Admin, receiver: Receiver) -> None:
    hook = admin.one("webhook", "add", receiver.url, "--private")["id"]
    receiver.answering = answer_with(500)
    told = admin.run("webhook", "test", hook)
    assert (told.exit_code, told.stdout) == (10, "")
    assert "500 Internal Server Error" in told.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "http://example.com/"), 2),
        (("add", "https://127.0.0.1/"), 2),
        (("add", "https://169.254.169.254/latest"), 2),
        (("add", "http://127.0.0.1/", "--private", "--types", "conflict"), 2),
        (("add", "http://127.0.0.1/", "--private", "--types", ","), 2),
        (("test", NOBODY), 3),
        (("deliveries", NOBODY), 3),
        (("rotate-secret", NOBODY), 3),
        (("pause", NOBODY), 3),
        (("resume", NOBODY), 3),
        (("remove", NOBODY), 3),
    ],
)
def test_what_cannot_be_is_refused(admin: Admin, words: tuple[str, ...], code: int) -> None:
    assert admin.run("webhook", *words).exit_code == code
    assert admin.lines("webhook", "list") == []
