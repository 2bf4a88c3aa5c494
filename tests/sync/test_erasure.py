"""A person who was erased at the centre is nowhere on a laptop after its next round, whatever it had of them.

It is over 400 lines because whatever a laptop can have of somebody is one list, each of which must go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

from crmdesk.domain import edits
from crmdesk.domain.errors import Erased, NoSuchRecord
from crmdesk.protocol.messages import Page, Pull, Push
from crmdesk.server.personal import PersonalData
from crmdesk.server.verification import Verifier
from crmdesk.store import aside
from crmdesk.store.attaching import attach
from crmdesk.store.connection import PAGE_BYTES
from crmdesk.store.profile import Profile
from crmdesk.store.queries import Query
from crmdesk.store.rebuild import rebuild
from crmdesk.store.rescue import look
from crmdesk.sync.effects import Outcome
from tests.support.centre import RunningCentre
from tests.support.plain_pages import holding
from tests.support.receipts import keeping_receipts, put_back
from tests.sync.laptops import KEY, Laptop, Place, new_id, now

MakeLaptop = Callable[[str], Laptop]
MARKER = "Zebramarker"
PICTURE = f"%PDF-1.7 {MARKER} ".encode() * 40_000


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Place:
    for login in ("ada", "ben"):
        centre.add_user(login)
    keeping_receipts(centre)
    return Place(centre, "in process", tmp_path)


@dataclass
class Story:
    """ada made a customer with a person; ben has a copy of them."""

    place: Place
    ada: Laptop
    ben: Laptop
    account: str
    person: str

    def erase(self) -> None:
        PersonalData(self.place.centre.admin).erase(self.person)

    def edit_offline(self, **fields: object) -> str:
        return self.ben.update("contact", self.person, **fields)


@pytest.fixture
def story(place: Place, laptop: MakeLaptop) -> Story:
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="Acme")
    for number in range(20):
        ada.create("contact", name=f"Somebody {number}", account=account)
    person = ada.create(
        "contact",
        name=f"Jo {MARKER}",
        account=account,
        emails=["jo@acme.example"],
        personal_facts=f"{MARKER} " * 900,
    )
    ada.create("note", body=f"{MARKER} is ill " * 30, contact=person)
    ada.synced()
    ben.synced()
    ben.replica.index_now()
    return Story(place, ada, ben, account, person)


def pages(laptop: Laptop, text: str = MARKER) -> dict[str, int]:
    """In how many pages of each file, logs included, the text stands as typed or as indexed."""
    laptop.replica.index_now()
    found = {
        file.name: sum(holding(file, KEY, one) for one in (text, text.lower()))
        for file in laptop.directory.glob("*.db")
    }
    return {name: count for name, count in found.items() if count}


def used(laptop: Laptop) -> set[str]:
    """What the laptop remembers as used lately, there or not."""
    with laptop.replica._database.read() as connection:
        return {record for (record,) in connection.execute("SELECT record FROM used")}


def sound(story: Story) -> None:
    core = story.place.centre.core
    assert (
        Verifier(core.engine, core.tables, core.catalogue, core.audit).verify(story.place.centre.org).faults
        == []
    )
    for one in (story.ada, story.ben):
        assert one.replica.verify().sound, one.replica.verify().faults
        assert one.replica.pending() == 0
        assert one.export() == b"".join(core.feed.export(story.place.centre.principal("ada")))


def failing(*given: object) -> None:
    raise OSError("planted")


def settle(story: Story, *laptops: Laptop) -> list[Outcome]:
    return [one.sync() for one in laptops for _ in range(2)]


def test_a_laptop_that_was_away_with_edits_of_every_kind_keeps_no_byte_of_the_person(story: Story) -> None:
    """Pending edits, a pending note and a pending file about nobody else, a refusal, an undo stack, fetched history,
    records used lately."""
    ben, centre = story.ben, story.place.centre
    ben.replica.note_used("contact", story.person)
    story.edit_offline(title=f"Head of {MARKER}")
    ben.create("note", body=f"Met {MARKER}", contact=story.person)
    file = story.place.directory / f"{MARKER}.pdf"
    file.write_bytes(PICTURE)
    attach(ben.replica, ben.replica.author(), ben.get("contact", story.person), file, f"{MARKER} herself")
    history = centre.core.feed.history(centre.principal("ben"), "contact", story.person)
    ben.replica.save_history("contact", story.person, history)
    kept = ben.update("account", story.account, website="https://example.com/kept")
    assert set(pages(ben)) == {"replica.db", "search.db", "blobs.db"}
    story.erase()
    settle(story, ben, story.ada)
    file.unlink()
    assert (pages(ben), pages(story.ada)) == ({}, {})
    assert used(ben) == {story.account}
    sound(story)
    refused = ben.replica.refused()
    assert {(one.code, len(one.fields)) for one in refused} == {("erased", 0)}
    assert len(refused) == 3
    assert kept not in {one.op_id for one in refused}
    assert ben.replica.search(MARKER) == []
    assert not any(ben.directory.rglob(f"*{MARKER}*"))


def test_one_round_is_enough(story: Story) -> None:
    story.edit_offline(title=f"Head of {MARKER}")
    story.erase()
    story.ben.sync()
    assert pages(story.ben) == {}


def test_nothing_can_be_taken_back_or_tried_again(story: Story) -> None:
    ben = story.ben
    op = story.edit_offline(title=f"Head of {MARKER}")
    assert ben.replica.can_undo
    story.erase()
    settle(story, ben, story.ada)
    assert not ben.replica.can_undo
    with pytest.raises(Erased):
        ben.replica.retry([op])
    assert ben.replica.retry() == []
    assert [one.op_id for one in ben.replica.refused()] == [op]
    assert ben.replica.discard() == 1
    assert ben.replica.status().state == "ok"
    sound(story)


def test_what_was_saved_together_with_an_edit_of_the_person_is_refused_with_its_value(story: Story) -> None:
    ben, author = story.ben, story.ben.replica.author()
    group = edits.update(author, ben.get("contact", story.person), {"title": MARKER})
    other = edits.update(author, ben.get("account", story.account), {"website": "https://example.com/typed"})
    ben.replica.commit(
        [*group, *(replace(one, group=group[0].group, intent=group[0].intent) for one in other)]
    )
    story.erase()
    settle(story, ben)
    told = {one.type: (one.code, dict(one.fields)) for one in ben.replica.refused()}
    assert told == {
        "contact": ("erased", {}),
        "account": ("group", {"website": "https://example.com/typed"}),
    }
    assert pages(ben) == {}
    assert [one.type for one in ben.replica.retry()] == ["account"]
    settle(story, ben)
    assert ben.get("account", story.account)["website"] == "https://example.com/typed"


def test_what_is_about_the_person_and_is_refused_with_its_group_alone_is_listed_without_a_value(
    story: Story,
) -> None:
    """The centre names one edit of a group as erased, the others as refused together with it."""
    ben, author = story.ben, story.ben.replica.author()
    group = edits.update(author, ben.get("contact", story.person), {"title": MARKER})
    said = {"account": story.account, "contact": story.person, "role": MARKER}
    link = edits.create(author, "account_contact", said)
    ben.replica.commit(
        [*group, *(replace(one, group=group[0].group, intent=group[0].intent) for one in link)]
    )
    story.erase()
    settle(story, ben)
    told = [(one.type, dict(one.fields)) for one in ben.replica.refused()]
    assert told == [("contact", {}), ("account_contact", {})]
    assert ben.replica.retry() == []
    assert pages(ben) == {}


def test_an_old_refusal_and_a_conflict_about_the_person_lose_their_values(story: Story) -> None:
    ben, ada = story.ben, story.ada
    ben.update("contact", story.person, personal_facts=f"{MARKER} sails")
    ada.update("contact", story.person, personal_facts=f"{MARKER} sings")
    ada.synced()
    settle(story, ben)
    assert len(ben.replica.conflicts()) == 1
    story.erase()
    settle(story, ben, ada)
    assert ben.replica.conflicts() == []
    assert pages(ben) == {}
    sound(story)


def test_edits_taken_before_the_erasure_leave_nothing_in_the_outbox(story: Story) -> None:
    story.edit_offline(title=f"Head of {MARKER}")
    settle(story, story.ben)
    story.erase()
    settle(story, story.ben, story.ada)
    assert (pages(story.ben), pages(story.ada)) == ({}, {})
    assert story.ben.replica.refused() == []
    sound(story)


def test_whoever_lost_sight_of_the_person_long_ago_is_told_without_learning_an_id(story: Story) -> None:
    """What they typed then is still in their outbox."""
    story.edit_offline(title=f"Head of {MARKER}")
    settle(story, story.ben)
    story.place.centre.admin.move_user("ben", "South")
    settle(story, story.ben)
    assert pages(story.ben) == {"replica.db": pages(story.ben)["replica.db"]}
    story.erase()
    told: list[Page] = []
    pull = story.ben.remote.pull

    def watched(request: Pull) -> Page:
        told.append(pull(request))
        return told[-1]

    story.ben.remote.pull = watched  # type: ignore[method-assign]
    settle(story, story.ben)
    assert pages(story.ben) == {}
    assert any(page.erased for page in told)
    assert not any(story.person in str(page) for page in told)


def unfinished(story: Story) -> set[str]:
    return {name for name in story.ben.replica.own_settings() if name.startswith("unfinished.")}


@pytest.mark.parametrize("how", ["about", "naming"])
def test_what_is_being_written_about_the_person_or_names_them_goes_with_them(story: Story, how: str) -> None:
    """Also where nothing else of them is here any more."""
    ben, beside = story.ben, f"unfinished.account.{story.account}"
    written: dict[str, tuple[str, object]] = {
        "about": (f"unfinished.contact.{story.person}", {"conflict.1": {"title": f"Head of {MARKER}"}}),
        "naming": ("unfinished.quick_log", {"line": f"Met {MARKER}", "people": [story.person]}),
    }
    ben.replica.save_unfinished(*written[how], [("contact", story.person)])
    ben.replica.save_unfinished(beside, {"conflict.2": {"website": "https://example.com"}}, [])
    ben.replica.save_setting("lists", {"chosen": story.person})
    story.place.centre.admin.move_user("ben", "South")
    settle(story, ben)
    assert len(unfinished(story)) == 2
    story.erase()
    settle(story, ben)
    assert unfinished(story) == {beside}
    assert ben.replica.setting("lists") == {"chosen": story.person}
    assert pages(ben) == {}


def test_what_is_still_on_the_screen_when_the_person_goes_is_not_kept_afterwards(story: Story) -> None:
    ben, person = story.ben, ("contact", story.person)
    story.erase()
    settle(story, ben)
    ben.replica.save_unfinished("unfinished.quick_log", {"line": f"Met {MARKER}"}, [person])
    ben.replica.save_unfinished(f"unfinished.contact.{story.person}", {"conflict.1": MARKER}, [person])
    assert unfinished(story) == set()
    assert pages(ben) == {}


def link_them(story: Story) -> None:
    story.ben.create("account_contact", account=story.account, contact=story.person, role=MARKER)


def attach_a_file(story: Story) -> None:
    file = story.place.directory / "file.pdf"
    file.write_bytes(PICTURE)
    attach(
        story.ben.replica, story.ben.replica.author(), story.ben.get("contact", story.person), file, MARKER
    )


@pytest.mark.parametrize("write", [link_them, attach_a_file])
def test_what_was_refused_about_somebody_of_whom_nothing_else_is_here_goes_too(
    story: Story, write: Callable[[Story], None]
) -> None:
    """No row and no edit of theirs is left with a user who lost sight of them: only the refused record names them."""
    write(story)
    story.place.centre.admin.move_user("ben", "South")
    settle(story, story.ben)
    with pytest.raises(NoSuchRecord):
        story.ben.get("contact", story.person)
    assert [one.code for one in story.ben.replica.refused()] != []
    story.erase()
    settle(story, story.ben)
    assert pages(story.ben) == {}
    assert [dict(one.fields) for one in story.ben.replica.refused()] == [{}]


def test_an_edit_on_its_way_when_the_marks_come_gets_the_centre_s_verdict(story: Story) -> None:
    """It was taken before the erasure and the answer was lost: nobody calls it refused."""
    op = story.edit_offline(title=f"Head of {MARKER}")
    batch = story.ben.replica.next_batch()
    known = story.ben.replica.identity()
    assert known.replica is not None
    assert known.position is not None
    centre = story.place.centre
    push = Push(replica=known.replica, epoch=known.position.epoch, items=batch)
    (verdict,) = centre.core.journal.push(centre.principal("ben"), push).verdicts
    assert verdict.outcome == "applied"
    story.erase()
    settle(story, story.ben, story.ada)
    assert story.ben.replica.refused() == []
    assert op not in {one.op_id for one, _ in story.ben.replica.pending_ops()}
    assert pages(story.ben) == {}
    sound(story)


def test_a_centre_put_back_to_before_the_erasure_gets_nobody_back(story: Story) -> None:
    centre = story.place.centre
    story.edit_offline(title=f"Head of {MARKER}")
    settle(story, story.ben)
    file = centre.backup(story.place.directory / "backup")
    story.ben.update("account", story.account, website="https://example.com/after")
    settle(story, story.ben)
    story.erase()
    settle(story, story.ben)
    put_back(centre, file)
    settle(story, story.ben, story.ada, story.ben, story.ada)
    assert (pages(story.ben), pages(story.ada)) == ({}, {})
    with pytest.raises(NoSuchRecord):
        story.ben.get("contact", story.person)
    assert story.ada.get("account", story.account)["website"] == "https://example.com/after"
    sound(story)


def test_a_person_made_after_the_backup_and_erased_is_refused_when_a_laptop_offers_them_again(
    story: Story, laptop: MakeLaptop
) -> None:
    """ben was away when they were erased: he made them, and the centre that was put back knows nothing of them."""
    centre = story.place.centre
    file = centre.backup(story.place.directory / "backup")
    person = story.ben.create("contact", name=f"Al {MARKER}", account=story.account)
    settle(story, story.ben)
    PersonalData(centre.admin).erase(person)
    put_back(centre, file)
    settle(story, story.ben, story.ada, story.ben)
    assert pages(story.ben, "Al Zebramarker") == {}
    assert {one.id for one in story.ada.replica.query("contact", Query())}.isdisjoint({person})
    PersonalData(centre.admin).erase(story.person)
    settle(story, story.ben, story.ada)
    sound(story)


def test_a_rescue_finds_no_value_of_the_person(story: Story) -> None:
    story.edit_offline(title=f"Head of {MARKER}")
    story.erase()
    settle(story, story.ben)
    story.ben.replica.index_now()
    story.ben.close()
    found = look(Profile(story.ben.directory), KEY)
    story.ben.reopen()
    assert found.missing == []
    assert MARKER not in str(found)


@pytest.mark.parametrize("rotten", [False, True], ids=["readable", "rotten"])
def test_files_put_aside_go_with_whoever_they_may_hold(
    story: Story, rotten: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that can be read stays while others are erased; one with a rotten page may hold anybody."""
    ben = story.ben
    ben.close()
    folder = rebuild(ben.directory, KEY, now=now, new_id=new_id).aside
    ben.reopen()
    assert ben.sync().pending_left == 0
    ben.synced()
    if rotten:
        content = bytearray((folder / "replica.db").read_bytes())
        content[PAGE_BYTES * 9 + 100] ^= 0x55
        (folder / "replica.db").write_bytes(content)
    assert holding(folder / "replica.db", KEY, MARKER) > 0
    other = story.ada.create("contact", name="Made later", account=story.account)
    settle(story, story.ada, ben)
    PersonalData(story.place.centre.admin).erase(other)
    settle(story, ben)
    assert folder.exists() is not rotten
    story.erase()
    if not rotten:  # what a disk that fails leaves is seen to in the next round, and told until then
        with monkeypatch.context() as patch:
            patch.setattr(aside.shutil, "rmtree", failing)
            assert ben.sync().exit_code == 13
        assert folder.exists()
        ben.reopen()
    settle(story, ben)
    assert not folder.exists()
    assert pages(ben) == {}
    settle(story, story.ada)
    sound(story)


def test_a_laptop_of_an_earlier_release_is_told_that_the_record_is_deleted(story: Story) -> None:
    pull = story.ben.remote.pull
    story.ben.remote.pull = lambda request: pull(msgspec.structs.replace(request, erased=None))  # type: ignore[method-assign]
    op = story.edit_offline(title=f"Head of {MARKER}")
    story.erase()
    settle(story, story.ben)
    with pytest.raises(NoSuchRecord):
        story.ben.get("contact", story.person)
    assert [(one.op_id, one.code) for one in story.ben.replica.refused()] == [(op, "erased")]


def test_a_reader_in_the_way_is_not_waited_for_and_the_next_round_clears(story: Story) -> None:
    reader = story.ben.replica.export()
    next(reader)
    story.erase()
    story.ben.sync()
    assert pages(story.ben) != {}
    reader.close()  # type: ignore[attr-defined]
    story.ben.sync()
    assert pages(story.ben) == {}
