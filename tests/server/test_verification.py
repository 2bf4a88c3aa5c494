"""`verify` is worth its word only if it finds what was damaged on purpose."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from crmdesk.domain import edits
from crmdesk.domain.edits import Author
from crmdesk.protocol.messages import Push, PushItem
from crmdesk.server.database import writing
from crmdesk.server.verification import SHOWN, Verifier
from tests.support.centre import BareCentre, compose
from tests.support.databases import Databases


def faults(centre: BareCentre) -> list[str]:
    core = centre.core
    return Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(centre.org).faults


def execute(centre: BareCentre, statement: str) -> None:
    with writing(centre.core.engine, centre.org) as connection:
        assert connection.execute(text(statement.replace(":", r"\:"))).rowcount, "the test damaged nothing"


def _fill(bare_centre: BareCentre) -> None:
    """A centre in which two reps have accounts, people, opportunities and something deleted."""
    core, number = bare_centre.core, 0
    for login, territory in (("kim", "North-East"), ("lee", "South")):
        user = bare_centre.add_user(login, territory=territory)
        principal = bare_centre.principal(login)
        author = Author(user, core.catalogue, core.now, core.new_id)
        account = edits.create(author, "account", {"name": f"{login}'s account"})
        key = account[0].id
        contact = edits.create(author, "contact", {"name": "Ann", "account": key})
        deal = edits.create(author, "opportunity", {"name": "Deal", "account": key})
        line = edits.create(author, "account_contact", {"account": key, "contact": contact[0].id})
        note = edits.create(author, "note", {"body": "gone", "account": key})
        items = [*account, *contact, *deal, *line, *note]
        push = [PushItem(number=(number := number + 1), mutation=item) for item in items]
        verdicts = core.journal.push(principal, Push(replica=core.new_id(), epoch=1, items=push)).verdicts
        assert {verdict.outcome for verdict in verdicts} == {"applied"}
        record = core.feed.visible(principal, "note", note[0].id)
        core.journal.central(principal, edits.delete(author, record))
        moved = core.feed.visible(principal, "opportunity", deal[0].id)
        core.journal.central(principal, edits.move_stage(author, moved, "proposal"))
    bare_centre.admin.move_user("kim", "South")


@pytest.fixture
def filled(databases: Databases, tmp_path: Path) -> Iterator[BareCentre]:
    made = compose(databases, tmp_path / "centre", furnish=_fill)
    yield made
    made.core.close()


def test_what_the_journal_wrote_holds_together(filled: BareCentre) -> None:
    assert faults(filled) == []


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("DELETE FROM membership WHERE type = 'account'", "lies in [] instead of"),
        ("UPDATE membership SET bucket = 'org' WHERE type = 'opportunity' AND bucket LIKE 'user:%'", "membership"),
        (
            "INSERT INTO membership (org, type, id, bucket) SELECT id, 'account', 'nobody', 'org' FROM organisation",
            "does not exist",
        ),
        ("UPDATE account SET version = version + 1000", "the feed knows nothing of its version"),
        ("DELETE FROM feed WHERE type = 'contact'", "the feed knows nothing of its version"),
        ("UPDATE contact SET meta = '{\"f\":{\"name\":99999}}'", "newer than its version"),
        ("UPDATE organisation SET seq = seq - 1", "its last transaction ended at"),
        ("UPDATE history SET seq = 99999 WHERE seq = 3", "history: it speaks of 99999"),
        ("UPDATE opportunity SET account = '01a20042-f6cd-7e5a-949d-da0e0dc9b748'", "points to nothing"),
        ("UPDATE tombstone SET type = 'account', id = (SELECT id FROM account LIMIT 1)"
         " WHERE id = (SELECT min(id) FROM tombstone)", "live and deleted"),
        ("UPDATE audit_event SET actor = 'somebody else' WHERE number = 2", "the chain breaks at event 2"),
        ("UPDATE audit_event SET about = '{}' WHERE number = 2", "event 2 was about has been altered"),
        ("DELETE FROM audit_event WHERE number = 2", "event 2 is missing"),
        ("UPDATE account SET name = 'Somebody else'", "its hash is not that of its values"),
        ("UPDATE account SET _hash = _hash + 1", "its hash is not that of its values"),
        ("UPDATE digest SET sum = sum + 1 WHERE bucket = '*'", "digest: * does not sum up"),
        ("DELETE FROM digest WHERE bucket LIKE 'territory:%'", "does not sum up"),
        ("UPDATE history SET new = '\"Deal of others\"' WHERE seq = 3", "a value has been altered"),
        ("UPDATE history SET \"user\" = 'somebody else' WHERE seq = 3", "at 3.0: the chain breaks"),
        ("DELETE FROM history WHERE seq = 3", "the chain breaks"),
        ("UPDATE history SET salt = NULL WHERE seq = 3", "a value stands where one was erased"),
        ("UPDATE history SET salt = NULL, digest = NULL, hash = NULL WHERE seq = 5", "stands in no chain"),
    ],
    ids=range(22),
)  # fmt: skip
def test_a_damage_is_found_and_named(filled: BareCentre, damage: str, named: str) -> None:
    execute(filled, damage)
    found = faults(filled)
    assert any(named in fault for fault in found), found


def test_what_an_audit_event_was_about_can_be_erased_without_breaking_the_chain(filled: BareCentre) -> None:
    execute(filled, "UPDATE audit_event SET about = NULL, salt = NULL WHERE number = 2")
    assert faults(filled) == []


def test_values_in_history_can_be_erased_without_breaking_the_chain(filled: BareCentre) -> None:
    execute(filled, "UPDATE history SET old = NULL, new = NULL, salt = NULL WHERE type = 'contact'")
    assert faults(filled) == []


def test_the_chain_of_history_begins_behind_what_an_earlier_release_wrote(filled: BareCentre) -> None:
    execute(filled, "UPDATE history SET salt = NULL, digest = NULL, hash = NULL")
    filled.admin.add_territory("East")
    filled.admin.move_territory("East", "South")
    assert faults(filled) == []
    execute(filled, "UPDATE history SET outcome = 'lost' WHERE hash IS NOT NULL AND field = ''")
    assert any("the chain breaks" in fault for fault in faults(filled))


def test_many_faults_of_a_sort_are_counted(filled: BareCentre) -> None:
    author = Author(filled.admin.user("kim").id, filled.core.catalogue, filled.core.now, filled.core.new_id)
    accounts = [edits.create(author, "account", {"name": str(n)})[0] for n in range(SHOWN + 5)]
    filled.core.journal.central(filled.admin.principal, accounts)
    execute(filled, "UPDATE account SET version = version + 1000")
    assert f"versions: {5 + 2} more" in faults(filled)
