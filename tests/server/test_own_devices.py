"""A person's own laptops over HTTP: they see theirs, shut another one out with their password, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmdesk.domain.errors import DeviceRevoked, NoSuchRecord, NotAllowed
from crmdesk.server.database import reading
from tests.support.centre import PASSWORD, RunningCentre
from tests.sync.laptops import Laptop, Place


def laptops(centre: RunningCentre, folder: Path, *logins: str) -> list[Laptop]:
    for login in dict.fromkeys(logins):
        centre.add_user(login)
    place = Place(centre, "http", folder)
    return [place.laptop(login).synced() for login in logins]


@pytest.fixture
def two(centre: RunningCentre, tmp_path: Path) -> list[Laptop]:
    """Two laptops of Dana's, one of Eric's."""
    return laptops(centre, tmp_path, "dana", "dana", "eric")


def close(made: list[Laptop]) -> None:
    for laptop in made:
        laptop.close()


def test_a_person_sees_their_own_laptops_and_which_one_asks(two: list[Laptop]) -> None:
    found = two[0].remote.own_devices()
    ids = [laptop.replica.identity().device for laptop in two]
    assert [(one.id, one.this, one.state) for one in found] == [
        (ids[0], True, "active"),
        (ids[1], False, "active"),
    ]
    close(two)


def test_another_laptop_is_shut_out_and_erased_with_the_password(two: list[Laptop]) -> None:
    dana, other, eric = two
    lost = str(other.replica.identity().device)
    with pytest.raises(NotAllowed, match="password is wrong"):
        dana.remote.mark_device(lost, "wipe", "guess")
    assert other.synced()
    dana.remote.mark_device(lost, "revoke", PASSWORD)
    with pytest.raises(DeviceRevoked):
        other.remote.own_devices()
    dana.remote.mark_device(lost, "wipe", PASSWORD)
    assert [one.state for one in dana.remote.own_devices()] == ["active", "wiped"]
    with pytest.raises(NoSuchRecord):
        eric.remote.mark_device(str(dana.replica.identity().device), "revoke", PASSWORD)
    assert dana.synced()
    close(two)


def test_the_laptop_that_asks_is_not_shut_out(two: list[Laptop]) -> None:
    dana = two[0]
    with pytest.raises(NotAllowed, match="you work on"):
        dana.remote.mark_device(str(dana.replica.identity().device), "wipe", PASSWORD)
    assert dana.synced()
    close(two)


def test_nobody_asks_without_a_session(centre: RunningCentre) -> None:
    answer = centre.ask("GET", "/v1/devices")
    assert (answer.status, answer.code) == (401, "sign_in")
    assert centre.ask("POST", "/v1/devices/x/wipe", {"password": PASSWORD}).status == 401


def test_what_was_done_is_in_the_audit_log(two: list[Laptop], centre: RunningCentre) -> None:
    dana, other, _ = two
    lost = str(other.replica.identity().device)
    dana.remote.mark_device(lost, "wipe", PASSWORD)
    with reading(centre.core.engine) as connection:
        events = [
            (event.actor, event.what, event.about)
            for event in centre.core.audit.events(connection, centre.org)
        ]
    assert ("dana", "device_wiped", {"device": lost}) in events
    close(two)
