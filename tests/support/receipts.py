"""Centres of tests that keep receipts of erasures beside their data, as `crmdesk server run` does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.centre import BareCentre, RunningCentre, open_fast

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre
    from crmdesk.server.location import Place


def place_of(centre: BareCentre) -> Place:
    """Where its data and its receipts are."""
    return replace(centre.place, receipts=folder_of(centre))


def folder_of(centre: BareCentre) -> Path:
    """The folder of its receipts."""
    return centre.data / "erasures"


def keeping_receipts(centre: BareCentre) -> None:
    """From now on the centre keeps receipts; whatever they tell of is erased first."""
    from crmdesk.server.erasure import erase_again
    from crmdesk.server.receipts import ReceiptFolder

    made: Centre = replace(centre.core, receipts=ReceiptFolder(folder_of(centre)))
    centre.core = made.tailor.begin_with(made)
    try:
        erase_again(made)
    except BaseException:
        made.close()
        raise


def reopened(centre: BareCentre) -> None:
    """Opens the centre anew on what is in its database now."""
    centre.core = open_fast(centre.database_url, data=centre.data)
    keeping_receipts(centre)


def put_back(centre: RunningCentre, file: Path) -> None:
    """Stopped, restored from a backup, and started again once every receipt was applied."""
    from crmdesk.server import backup as backups

    centre.stop()
    centre.core.close()
    backups.restore(place_of(centre), file, centre.core.now())
    reopened(centre)
    centre.start()
