"""The store of attachments, in a folder and in a bucket of a real S3 server on loopback."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.errors import StorageFault, UsageError
from crmdesk.server.blob_store import BlobGone, BlobStore, open_store
from tests.support.databases import Databases
from tests.support.files import pdf

DATA = pdf(200_000)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of a bucket, with the environment that leads to it."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    _make_bucket(settings["AWS_ENDPOINT_URL"])
    yield "s3://files"
    server.stop()
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


def _make_bucket(endpoint: str) -> None:
    import boto3

    client: Any = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket="files")
    client.close()


_numbers = itertools.count()


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "folder":
        return str(tmp_path / "blobs")
    return f"{request.getfixturevalue('bucket')}/{next(_numbers)}"


@pytest.fixture
def store(place: str) -> BlobStore:
    return open_store(place)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(DATA)
    return path


def read(store: BlobStore, place: str, start: int = 0, end: int = len(DATA)) -> bytes:
    return b"".join(store.read(place, start, end))


def test_what_was_put_is_read_again_whole_and_in_part(store: BlobStore, file: Path) -> None:
    store.put("1/ab/x", file)
    assert store.holds("1/ab/x")
    assert read(store, "1/ab/x") == DATA
    assert read(store, "1/ab/x", 100_000, 100_010) == DATA[100_000:100_010]
    assert read(store, "1/ab/x", 199_999) == DATA[199_999:]


def test_what_is_not_there_is_said(store: BlobStore) -> None:
    assert not store.holds("1/ab/x")
    with pytest.raises(BlobGone):
        read(store, "1/ab/x")
    store.delete("1/ab/x")


def test_what_was_deleted_is_gone(store: BlobStore, file: Path) -> None:
    store.put("1/ab/x", file)
    store.delete("1/ab/x")
    assert not store.holds("1/ab/x")


def test_everything_of_an_organisation_is_listed(store: BlobStore, file: Path) -> None:
    for place in ("1/ab/x", "1/cd/y", "2/ab/z"):
        store.put(place, file)
    assert sorted(kept.place for kept in store.kept("1/")) == ["1/ab/x", "1/cd/y"]
    assert list(store.kept("3/")) == []


def test_it_is_there_after_opening_anew(place: str, file: Path) -> None:
    open_store(place).put("1/ab/x", file)
    assert read(open_store(place), "1/ab/x") == DATA


@pytest.mark.parametrize("place", ["gs://bucket", "http://somewhere", "s3://"])
def test_another_kind_of_store_is_refused(place: str) -> None:
    with pytest.raises(UsageError):
        open_store(place)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageFault):
        open_store(str(tmp_path / "file" / "blobs"))


def test_a_store_out_of_reach_is_a_fault_for_people(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    with pytest.raises(StorageFault):
        open_store("s3://files").put("1/ab/x", file)


def test_a_centre_keeps_its_attachments_in_a_bucket(
    bucket: str, tmp_path: Path, people_of: Callable[[str], Any]
) -> None:
    ada = people_of(f"{bucket}/centre")
    hashed = ada.upload(DATA)
    ada.attachment(ada.create("account", name="Acme"), DATA)
    assert ada.get(hashed, "bytes=1000-1999").body == DATA[1000:2000]
    assert ada.get(hashed).body == DATA
    assert list((ada.centre.data / "blobs" / "kept").iterdir()) == []


@pytest.fixture
def people_of(databases: Databases, tmp_path: Path) -> Iterator[Callable[[str], Any]]:
    """Starts a centre whose attachments lie at a place, with ada signed in."""
    from dataclasses import replace

    from crmdesk.server.blob_depot import open_depot
    from crmdesk.server.location import BlobPlace
    from tests.server.blob_desk import Person
    from tests.support.centre import RunningCentre, compose

    running: list[RunningCentre] = []

    def start(place: str) -> Person:
        made = compose(databases, tmp_path / "centre")
        core, where = made.core, BlobPlace(place, tmp_path / "staging")
        depot = open_depot(core.engine, core.tables, where, now=core.now, new_id=core.new_id)
        served = replace(core, blob_depot=depot)
        running.append(RunningCentre(made.data, made.database_url, served, made.org))
        running[0].start()
        running[0].add_user("ada")
        return Person(running[0], "ada")

    yield start
    for centre in running:
        centre.stop()
        centre.core.close()
