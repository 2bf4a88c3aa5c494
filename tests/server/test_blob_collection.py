import json
from datetime import timedelta
from pathlib import Path

import pytest

from crmdesk.domain.values import format_instant
from crmdesk.server.blob_collection import Collected
from tests.server.blob_desk import Person
from tests.support.centre import RunningCentre
from tests.support.files import pdf, sha256

DATA = pdf(3000)
HASH = sha256(DATA)


@pytest.fixture
def ada(centre: RunningCentre) -> Person:
    centre.add_user("ada")
    return Person(centre, "ada")


def kept(centre: RunningCentre) -> list[Path]:
    return [file for file in (centre.data / "blobs" / "kept").rglob("*") if file.is_file()]


def collect(centre: RunningCentre, days: float = 2) -> Collected:
    core = centre.core
    return core.blob_collection.collect(centre.org, core.now() + timedelta(days=days))


def test_bytes_that_no_record_names_go_after_a_while(ada: Person) -> None:
    ada.upload(DATA)
    assert collect(ada.centre, days=-1) == Collected()
    assert collect(ada.centre) == Collected(blobs=1)
    assert kept(ada.centre) == []
    assert ada.offset(HASH) == {"offset": 0, "complete": False}


def test_bytes_that_a_record_names_stay(ada: Person) -> None:
    ada.attachment(ada.create("account", name="Acme"), DATA)
    ada.upload(DATA)
    assert collect(ada.centre) == Collected()
    assert ada.get(HASH).body == DATA


def test_a_thumbnail_stays_with_its_record(ada: Person) -> None:
    small = b"\xff\xd8\xff" + bytes(100)
    ada.attachment(ada.create("account", name="Acme"), DATA, thumbnail=sha256(small))
    ada.upload(DATA)
    ada.upload(small)
    assert collect(ada.centre) == Collected()
    assert ada.get(sha256(small)).body == small


def test_bytes_of_a_deleted_record_stay_while_it_can_be_restored(ada: Person) -> None:
    attachment = ada.attachment(ada.create("account", name="Acme"), DATA)
    ada.upload(DATA)
    ada.delete("attachment", attachment)
    assert collect(ada.centre) == Collected()
    assert len(kept(ada.centre)) == 1


def test_what_a_crash_left_in_the_store_goes(ada: Person) -> None:
    stray = ada.centre.data / "blobs" / "kept" / str(ada.centre.org) / "ab" / "stray"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    assert collect(ada.centre, days=-1) == Collected()
    assert collect(ada.centre) == Collected(strays=1)


def test_uploads_that_nobody_goes_on_with_go(ada: Person) -> None:
    ada.append(HASH, DATA[:10], 0, len(DATA))
    assert collect(ada.centre) == Collected(uploads=1)
    assert ada.offset(HASH)["offset"] == 0


def test_bytes_that_the_store_lost_are_noticed_and_asked_for_again(ada: Person) -> None:
    ada.attachment(ada.create("account", name="Acme"), DATA)
    ada.upload(DATA)
    kept(ada.centre)[0].unlink()
    assert collect(ada.centre) == Collected(missing=1)
    assert ada.missing(HASH) == [HASH]


def test_an_erased_persons_bytes_go_at_once_unless_another_record_names_them(ada: Person) -> None:
    account, other = ada.create("account", name="Acme"), ada.create("account", name="Other")
    attachment, twin = ada.attachment(account, DATA), ada.attachment(other, DATA)
    ada.upload(DATA)
    ada.delete("attachment", attachment)
    assert ada.centre.core.blob_collection.forget(ada.centre.org, [HASH]) == 0
    ada.delete("attachment", twin)
    assert ada.centre.core.blob_collection.forget(ada.centre.org, [HASH]) == 1
    assert kept(ada.centre) == []


def test_a_merged_record_takes_its_attachments_along(ada: Person) -> None:
    keep, lose = ada.create("account", name="Acme"), ada.create("account", name="Acme again")
    attachment = ada.attachment(lose, DATA)
    ada.upload(DATA)
    admin = ada.centre.admin
    from crmdesk.server.record_administration import RecordAdministration

    RecordAdministration(ada.centre.core, admin).merge("account", keep, lose)
    shown = ada.centre.ask("GET", f"/v1/records/attachment/{attachment}", token=ada.token).json["fields"]
    assert (shown["record_type"], shown["record"]) == ("account", keep)
    assert ada.get(HASH).body == DATA
    assert json.dumps(shown)


def test_collecting_up_to_now_spares_the_files_of_the_last_day(ada: Person) -> None:
    ada.upload(DATA)
    core = ada.centre.core
    assert core.collect_files(ada.centre.org, format_instant(core.now())) == Collected()
    assert len(kept(ada.centre)) == 1
