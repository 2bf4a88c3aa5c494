"""Bytes over real sockets: resumed at any byte, checked as a whole, given to who sees their record alone."""

import socket
from collections.abc import Callable

import pytest

from crmdesk.domain.attachments import MAX_BYTES
from crmdesk.server.blobs import STAGED_BYTES
from tests.server.blob_desk import Person
from tests.support import until
from tests.support.centre import RunningCentre
from tests.support.files import pdf, sha256

pytestmark = pytest.mark.any_database

DATA = pdf(5000)
HASH = sha256(DATA)


@pytest.fixture
def people(centre: RunningCentre) -> Callable[[str], Person]:
    """ada, ben (North) and sue (South)."""
    for login, territory in (("ada", "North"), ("ben", "North"), ("sue", "South")):
        centre.add_user(login, territory=territory)
    return lambda login: Person(centre, login)


@pytest.fixture
def ada(people: Callable[[str], Person]) -> Person:
    return people("ada")


@pytest.fixture
def account(ada: Person) -> str:
    return ada.create("account", name="Acme")


def test_bytes_may_come_before_their_record(ada: Person, account: str) -> None:
    ada.upload(DATA)
    assert ada.get(HASH).status == 404
    ada.attachment(account, DATA)
    assert ada.get(HASH).body == DATA


def test_bytes_may_come_after_their_record(ada: Person, account: str) -> None:
    ada.attachment(account, DATA)
    assert ada.get(HASH).status == 404
    ada.upload(DATA)
    reply = ada.get(HASH)
    assert (reply.status, reply.body) == (200, DATA)
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_a_colleague_in_scope_reads_the_bytes(
    ada: Person, account: str, people: Callable[[str], Person]
) -> None:
    ada.attachment(account, DATA)
    ada.upload(DATA)
    assert people("ben").get(HASH).body == DATA


def test_who_does_not_see_the_record_gets_404_and_no_byte(
    ada: Person, account: str, people: Callable[[str], Person]
) -> None:
    ada.attachment(account, DATA)
    ada.upload(DATA)
    sue = people("sue")
    reply = sue.get(HASH)
    assert (reply.status, reply.code) == (404, "no_such_record")
    assert reply.body == sue.get(sha256(b"nobody has this")).body
    assert sue.offset(HASH) == {"offset": 0, "complete": False}
    assert sue.missing(HASH) == [HASH]


def test_a_record_that_names_a_foreign_hash_opens_nothing(
    ada: Person, account: str, people: Callable[[str], Person]
) -> None:
    ada.attachment(account, DATA)
    ada.upload(DATA)
    sue = people("sue")
    sue.attachment(sue.create("account", name="Elsewhere"), DATA)
    assert sue.get(HASH).status == 404
    assert sue.offset(HASH) == {"offset": 0, "complete": False}
    # Who really holds the bytes has them anyway.
    sue.upload(DATA)
    assert sue.get(HASH).body == DATA


def test_a_forged_record_in_sight_of_the_holder_opens_nothing_either(
    ada: Person, account: str, people: Callable[[str], Person], centre: RunningCentre
) -> None:
    centre.add_user("eve", territory="North-East")
    eve = people("eve")
    ada.attachment(account, DATA)
    ada.upload(DATA)
    eve.attachment(eve.create("account", name="Seen by ada too"), DATA)
    assert eve.get(HASH).status == 404


def test_who_may_read_a_file_need_not_send_it_again(
    ada: Person, account: str, people: Callable[[str], Person]
) -> None:
    ada.attachment(account, DATA)
    ada.upload(DATA)
    ben = people("ben")
    assert ben.offset(HASH) == {"offset": len(DATA), "complete": True}
    first = ada.create("account", name="Second")
    ben.attachment(first, DATA)
    ada.delete("attachment", ada.attachment(account, pdf(10)))
    assert ben.missing(HASH) == []


def test_a_deleted_attachment_opens_nothing_any_more(ada: Person, account: str) -> None:
    attachment = ada.attachment(account, DATA)
    ada.upload(DATA)
    ada.delete("attachment", attachment)
    assert ada.get(HASH).status == 404


def test_a_record_that_says_another_size_or_type_opens_nothing(ada: Person, account: str) -> None:
    ada.upload(DATA)
    ada.attachment(account, DATA, media_type="image/jpeg")
    ada.attachment(account, DATA, size=len(DATA) + 1)
    assert ada.get(HASH).status == 404


@pytest.mark.parametrize("part", [1, 9, 1000, 4999])
def test_an_upload_goes_on_at_the_byte_it_stands_at(ada: Person, part: int) -> None:
    assert ada.append(HASH, DATA[:part], 0, len(DATA)).json == {"offset": part, "complete": False}
    assert ada.offset(HASH) == {"offset": part, "complete": False}
    assert ada.append(HASH, DATA[part:], part, len(DATA)).json == {"offset": len(DATA), "complete": True}


@pytest.mark.parametrize("offset", [0, 99, 101, 5000, 6000])
def test_a_wrong_offset_is_answered_with_the_right_one(ada: Person, offset: int) -> None:
    ada.append(HASH, DATA[:100], 0, len(DATA))
    reply = ada.append(HASH, b"x", offset, len(DATA))
    assert (reply.status, reply.code, reply.headers["upload-offset"]) == (409, "wrong_offset", "100")
    assert ada.offset(HASH)["offset"] == 100


def test_what_came_before_the_line_broke_is_kept(ada: Person, centre: RunningCentre) -> None:
    head = (
        f"PATCH /v1/blobs/{HASH}/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ada.token}\r\n"
        f"Upload-Offset: 0\r\nUpload-Length: {len(DATA)}\r\nContent-Length: {len(DATA)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", centre.port)) as line:
        line.sendall(head.encode() + DATA[:3000])
    until(lambda: ada.offset(HASH)["offset"] > 0)
    assert ada.offset(HASH)["offset"] == 3000
    assert ada.append(HASH, DATA[3000:], 3000, len(DATA)).json["complete"]


def test_bytes_of_another_hash_are_dropped_and_the_upload_begins_anew(ada: Person) -> None:
    flipped = bytes([*DATA[:2500], DATA[2500] ^ 1, *DATA[2501:]])
    reply = ada.append(HASH, flipped, 0, len(DATA))
    assert (reply.status, reply.code) == (422, "hash_mismatch")
    assert ada.offset(HASH) == {"offset": 0, "complete": False}
    ada.upload(DATA)


@pytest.mark.parametrize("data", [b"MZ\x90\x00 a program", b"<html><script>", b"\x00" * 100])
def test_content_that_may_not_be_attached_is_refused_whatever_the_record_says(
    ada: Person, account: str, data: bytes
) -> None:
    ada.attachment(account, data)
    reply = ada.append(sha256(data), data, 0, len(data))
    assert (reply.status, reply.code) == (422, "media_type")
    assert ada.offset(sha256(data))["offset"] == 0


def test_content_of_another_kind_than_its_record_says_is_refused(ada: Person, account: str) -> None:
    ada.attachment(account, DATA, media_type="image/png")
    assert ada.append(HASH, DATA, 0, len(DATA)).code == "media_type"


@pytest.mark.parametrize(("length", "status"), [(0, 413), (MAX_BYTES + 1, 413), (MAX_BYTES, 200)])
def test_the_size_is_limited_before_a_byte_is_taken(ada: Person, length: int, status: int) -> None:
    assert ada.append(HASH, b"", 0, length).status == status


def test_questions_about_too_many_files_are_put_off(ada: Person, centre: RunningCentre) -> None:
    reply = centre.ask("POST", "/v1/blobs/missing", {"hashes": [HASH] * 501}, token=ada.token)
    assert (reply.status, reply.code) == (413, "too_large")
    assert int(reply.headers["retry-after"]) > 0


def test_more_bytes_than_announced_are_refused(ada: Person) -> None:
    reply = ada.append(HASH, DATA, 0, 100)
    assert (reply.status, reply.code) == (413, "too_large")


def test_unfinished_uploads_of_one_person_are_limited(ada: Person) -> None:
    assert ada.append(sha256(b"first"), b"%PDF-", 0, MAX_BYTES).status == 200
    for number in range(STAGED_BYTES // MAX_BYTES):
        upload = ada.centre.data / "blobs" / "staging"
        (upload / f"{ada.centre.org}-{ada.principal.user}-{number:064d}.part").write_bytes(b"")
    sparse = next(upload.glob("*0.part"))
    with sparse.open("r+b") as file:
        file.truncate(STAGED_BYTES)
    reply = ada.append(HASH, DATA, 0, len(DATA))
    assert (reply.status, reply.code) == (429, "too_many")
    assert int(reply.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("wanted", "status", "start", "end"),
    [
        ("bytes=0-", 200, 0, 5000),
        ("bytes=1-", 206, 1, 5000),
        ("bytes=4999-", 206, 4999, 5000),
        ("bytes=100-199", 206, 100, 200),
        ("bytes=100-99999", 206, 100, 5000),
        ("bytes=-5", 200, 0, 5000),
        ("bytes=0-1,3-4", 200, 0, 5000),
        ("nonsense", 200, 0, 5000),
    ],
)
def test_a_download_begins_at_any_byte(
    ada: Person, account: str, wanted: str, status: int, start: int, end: int
) -> None:
    ada.attachment(account, DATA)
    ada.upload(DATA)
    reply = ada.get(HASH, wanted)
    assert (reply.status, reply.body) == (status, DATA[start:end])
    if status == 206:
        assert reply.headers["content-range"] == f"bytes {start}-{end - 1}/5000"


@pytest.mark.parametrize("wanted", ["bytes=5000-", "bytes=7-6"])
def test_a_range_that_is_not_there_is_said(ada: Person, account: str, wanted: str) -> None:
    ada.attachment(account, DATA)
    ada.upload(DATA)
    assert ada.get(HASH, wanted).status == 416


@pytest.mark.parametrize("hashed", ["x", HASH.upper(), "..%2f..%2fcentre.db", "0" * 63])
def test_what_is_no_hash_is_not_found(ada: Person, hashed: str) -> None:
    assert ada.get(hashed).status == 404


@pytest.mark.parametrize("value", ["", "-1", "1e3", "9" * 30, "٣"])
def test_a_malformed_offset_is_refused(ada: Person, value: str) -> None:
    headers = {"Upload-Offset": value.encode("utf-8").decode("latin-1"), "Upload-Length": "10"}
    reply = ada.centre.ask("PATCH", f"/v1/blobs/{HASH}/upload", b"x", token=ada.token, headers=headers)
    assert (reply.status, reply.code) == (400, "malformed")


def test_nobody_sends_or_reads_without_a_sign_in(centre: RunningCentre) -> None:
    for method, path in (("GET", ""), ("GET", "/upload"), ("PATCH", "/upload")):
        assert centre.ask(method, f"/v1/blobs/{HASH}{path}", b"").status == 401


def test_the_same_bytes_attached_twice_are_kept_once(
    ada: Person, account: str, people: Callable[[str], Person]
) -> None:
    ada.attachment(account, DATA)
    ada.attachment(account, DATA, file_name="again.pdf")
    ada.upload(DATA)
    ben = people("ben")
    assert ben.append(HASH, DATA, 0, len(DATA)).json["complete"]
    kept = [file for file in (ada.centre.data / "blobs" / "kept").rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in kept] == [DATA]


def test_bytes_that_the_store_lost_are_asked_for_again(ada: Person, account: str) -> None:
    ada.attachment(account, DATA)
    ada.upload(DATA)
    for file in (ada.centre.data / "blobs" / "kept").rglob("*"):
        if file.is_file():
            file.unlink()
    assert ada.missing(HASH) == []
    assert ada.get(HASH).status == 404
    assert ada.missing(HASH) == [HASH]
    ada.upload(DATA)
    assert ada.get(HASH).body == DATA


def test_a_crash_between_keeping_and_noting_costs_nothing(
    ada: Person, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = ada.centre.core.blobs
    ada.attachment(account, DATA)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(blobs._access, "claim", crash)
        with blobs.append(ada.principal, HASH, 0, len(DATA)) as appending:
            appending.write(DATA)
        with pytest.raises(KeyboardInterrupt):
            blobs.finish(ada.principal, HASH, len(DATA))
    assert ada.offset(HASH) == {"offset": len(DATA), "complete": False}
    assert ada.append(HASH, b"", len(DATA), len(DATA)).json["complete"]
    assert ada.get(HASH).body == DATA


def test_two_requests_for_one_upload_do_not_mix(ada: Person) -> None:
    blobs = ada.centre.core.blobs
    stale = blobs.append(ada.principal, HASH, 0, len(DATA))
    stale.write(DATA[:10])
    assert ada.append(HASH, DATA[10:100], 10, len(DATA)).json["offset"] == 100
    with pytest.raises(Exception, match="stands elsewhere"):
        stale.write(DATA[10:20])
    stale.close()
    assert ada.append(HASH, DATA[100:], 100, len(DATA)).json["complete"]


def test_an_attachment_hangs_on_what_its_author_sees(
    ada: Person, account: str, people: Callable[[str], Person]
) -> None:
    sue = people("sue")
    reply = sue.centre.ask(
        "POST",
        "/v1/records/attachment",
        {
            "fields": {
                "file_name": "x.pdf",
                "media_type": "application/pdf",
                "size": 1,
                "sha256": HASH,
                "record_type": "account",
                "record": account,
            }
        },
        token=sue.token,
    )
    assert (reply.status, reply.code) == (422, "unknown_reference")
