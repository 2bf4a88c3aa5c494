"""Lines cut at any byte, on the way there and on the way back: everything arrives once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crmdesk.sync.endings import Ending
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.remote import Remote, Wallet
from tests.support.centre import RunningCentre
from tests.support.fault_proxy import FaultProxy, fault_proxy
from tests.sync.laptops import Laptop, Place

CUTS = (0, 1, 40, 150, 200, 350, 500, 700, 1000, 1600, 2600)
"""Bytes after which a connection dies: within heads, within bodies, between a push and its pull."""


@dataclass
class FaultyPlace(Place):
    """A centre behind a line that can be cut."""

    proxy: FaultProxy

    def remote(self, wallet: Wallet) -> Remote:
        return HttpRemote(self.proxy.url, wallet)


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Iterator[FaultyPlace]:
    centre.add_user("ada")
    with fault_proxy("127.0.0.1", centre.port) as proxy:
        yield FaultyPlace(centre, "cut", tmp_path, proxy)


@pytest.mark.parametrize("direction", ["cut_requests_at", "cut_answers_at"])
def test_nothing_is_lost_or_doubled_whatever_byte_the_line_is_cut_at(
    place: FaultyPlace, laptop: Callable[[str], Laptop], direction: str
) -> None:
    ada = laptop("ada").synced()
    visit = ada.create("visit", account=ada.create("account", name="Acme"))
    ada.synced()
    endings = set()
    for cut in CUTS:
        ada.change("visit", visit, {}, add={"samples": 1})
        place.proxy.drop()
        setattr(place.proxy, direction, cut)
        endings.add(ada.sync().ending)
        place.proxy.heal()
        outcome = ada.sync()
        assert (outcome.exit_code, outcome.pending_left) == (0, 0)
    assert Ending.OFFLINE in endings
    assert ada.get("visit", visit)["samples"] == len(CUTS)
    assert ada.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


def test_a_first_sync_cut_off_again_and_again_goes_on_where_it_was(
    place: FaultyPlace, laptop: Callable[[str], Laptop]
) -> None:
    maker = laptop("ada").synced()
    account = maker.create("account", name="Acme")
    for number in range(60):
        maker.create("note", body=f"Note {number} " + "long " * 40, account=account)
    maker.synced()
    fresh = laptop("ada")
    for cut in range(200, 2200, 200):
        place.proxy.drop()
        place.proxy.cut_answers_at = cut
        if fresh.sync().ending is Ending.OK:
            break
    place.proxy.heal()
    fresh.synced()
    assert fresh.export() == maker.export()
