"""Laptops whose clocks are wrong: what counts is the order of arrival, and nothing waits for a clock to come right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place


class Wrong:
    """A clock that is off, and may jump."""

    def __init__(self, off: timedelta = timedelta()) -> None:
        self.off = off

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.off


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Place:
    centre.add_user("ada")
    centre.add_user("ben")
    return Place(centre, "in process", tmp_path)


@pytest.fixture
def laptops(place: Place) -> Iterator[tuple[tuple[Laptop, Wrong], tuple[Laptop, Wrong]]]:
    """Ada's clock is a day ahead, ben's a day behind."""
    fast, slow = Wrong(timedelta(days=1)), Wrong(timedelta(days=-1))
    ada, ben = place.laptop("ada", fast), place.laptop("ben", slow)
    yield (ada, fast), (ben, slow)
    ada.close()
    ben.close()


def test_the_later_arrival_stands_however_wrong_the_clocks_are(
    laptops: tuple[tuple[Laptop, Wrong], tuple[Laptop, Wrong]],
) -> None:
    (ada, _), (ben, _) = laptops
    account = ada.synced().create("account", name="Acme")
    ada.synced()
    ben.synced()
    ada.update("account", account, industry="By the fast clock")
    ben.update("account", account, industry="By the slow clock")
    ada.synced()
    ben.synced()
    ada.synced()
    assert ada.get("account", account)["industry"] == "By the slow clock"
    assert ada.export() == ben.export()


def test_a_clock_that_jumps_back_in_the_middle_loses_no_edit_and_stops_no_round(
    laptops: tuple[tuple[Laptop, Wrong], tuple[Laptop, Wrong]],
) -> None:
    (ada, fast), (ben, _) = laptops
    account = ada.synced().create("account", name="Acme")
    ada.update("account", account, industry="Before the jump")
    fast.off = timedelta(days=-400)
    ada.update("account", account, industry="After the jump")
    later = ada.create("note", body="Made in the past", account=account)
    ada.synced()
    fast.off = timedelta(days=400)
    ada.update("account", account, tier="a")
    ada.synced()
    ben.synced()
    record = ben.get("account", account)
    assert (record["industry"], record["tier"]) == ("After the jump", "a")
    assert ben.get("note", later)["body"] == "Made in the past"
    assert ada.replica.pending() == 0
    assert ada.replica.verify().sound
    assert ada.export() == ben.export()


def test_what_the_centre_dates_goes_by_the_centre_s_clock(
    laptops: tuple[tuple[Laptop, Wrong], tuple[Laptop, Wrong]],
) -> None:
    (ada, fast), _ = laptops
    fast.off = timedelta(days=-3650)
    account = ada.synced().create("account", name="Acme")
    ada.synced()
    made = datetime.fromisoformat(ada.get("account", account)["created_at"])
    assert abs(made - datetime.now(UTC)) < timedelta(minutes=5)


def test_the_hour_that_comes_twice_keeps_its_order(
    laptops: tuple[tuple[Laptop, Wrong], tuple[Laptop, Wrong]],
) -> None:
    """The end of daylight saving sets a wall clock back; instants carry their offset and do not go back with it."""
    (ada, _), _ = laptops
    account = ada.synced().create("account", name="Acme")
    first = ada.create("task", subject="First", account=account, reminder_at="2026-10-25T02:30:00+02:00")
    second = ada.create("task", subject="Second", account=account, reminder_at="2026-10-25T02:30:00+01:00")
    ada.synced()
    times = [ada.get("task", task)["reminder_at"] for task in (first, second)]
    assert times == ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"]
