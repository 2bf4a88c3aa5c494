"""Puts together what a laptop exchanges with its centre beside a window, by one session: rounds, questions, files."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmdesk.cli.laptop import Laptop, now
from crmdesk.sync.session import ReplicaWallet

if TYPE_CHECKING:
    from crmdesk.sync.effects import Outcome
    from crmdesk.sync.http import HttpRemote
    from crmdesk.sync.remote import Wallet
    from crmdesk.ui.carrier import FileCarrier
    from crmdesk.ui.centre import Centre
    from crmdesk.ui.desk import Desk
    from crmdesk.ui.worker import SyncWorker
    from crmdesk.ui.workspace import Workspace

_AFTER_PAINT_MS = 150


@dataclass(frozen=True, slots=True)
class Joined:
    """What syncs, what else is asked of the centre, and what moves files."""

    worker: SyncWorker
    centre: Centre
    carrier: FileCarrier

    def wire(
        self, desk: Desk, workspace: Workspace, heed: Callable[[Outcome], None], opening: ExitStack
    ) -> None:
        """Let the window hear of it, and begin once that has been painted; `opening` ends it."""
        from PySide6.QtCore import QTimer

        worker, carrier = self.worker, self.carrier
        opening.callback(worker.stop)
        worker.round_finished.connect(heed)
        opening.callback(carrier.stop)
        worker.round_finished.connect(carrier.follow)
        carrier.moved.connect(desk.file_moved)
        carrier.passed.connect(workspace.sync.refresh)
        carrier.broke.connect(desk.admit)
        desk.files_requested.connect(carrier.hurry)
        carrier.metered = desk.metered
        desk.metered_changed.connect(carrier.set_metered)
        # The window is painted first: loading what syncs would hold it up.
        QTimer.singleShot(_AFTER_PAINT_MS, worker, worker.start)
        QTimer.singleShot(_AFTER_PAINT_MS, workspace.connection, workspace.connection.watch)


def join_centre(laptop: Laptop, server: str, opening: ExitStack) -> Joined:
    """Of a profile that belongs to the centre at `server`; asks nothing yet."""
    from crmdesk.sync.late import Late, LateRemote
    from crmdesk.sync.live import live_line
    from crmdesk.sync.schedule import Schedule
    from crmdesk.ui.carrier import FileCarrier
    from crmdesk.ui.centre import Centre
    from crmdesk.ui.worker import SyncWorker

    def connect(server: str, wallet: Wallet) -> HttpRemote:
        from crmdesk.sync.http import HttpRemote

        return HttpRemote(server, wallet, ca_file=laptop.ca_file)

    late = Late(lambda: connect(server, ReplicaWallet(laptop.replica, now)))
    remote = LateRemote(late)
    opening.callback(remote.close)
    centre = Centre(laptop.replica, remote, connect, now)
    opening.callback(centre.close)
    schedule = Schedule(time.monotonic, random.random)
    worker = SyncWorker(
        lambda report: laptop.synchroniser(remote, report), schedule, live_line(remote, random.random)
    )
    return Joined(worker, centre, FileCarrier(lambda report: laptop.transfers(late, report)))
