"""What is seen before anybody has signed in, or where the profile does not open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crmdesk.domain.errors import Offline, SignInNeeded, StorageFault
from crmdesk.store.keys import KeySources
from crmdesk.sync.effects import Outcome, Progress
from crmdesk.sync.endings import Ending
from crmdesk.ui.doorway import Doorway, Known
from crmdesk.ui.frame import Page
from crmdesk.ui.mender import Mender
from crmdesk.ui.signin import FirstSyncPage, KeyringPage, SignInPage, UnlockPage
from crmdesk.ui.sync_state import SyncState
from crmdesk.ui.trouble import Mending, TroublePage
from tests.gallery.screens import Screen
from tests.gallery.stage import Stage


def door_screens() -> Iterator[Screen]:
    """What comes before: signing in, unlocking, the first sync, a profile that does not open."""
    yield Screen("sign-in", _sign_in)
    yield Screen("sign-in-refused", _refused_at_the_door)
    yield Screen("unlock", lambda stage: _bare(stage, "unlock", UnlockPage(_door(stage, Known(locked=True)))))
    yield Screen("keyring", lambda stage: _bare(stage, "keyring", KeyringPage()))
    yield Screen("first-sync", _first_sync)
    yield Screen("first-sync-offline", _first_sync_offline)
    yield Screen("trouble", _trouble)
    yield Screen("crashed", _crashed)


def _door(stage: Stage, known: Known) -> Doorway:
    door = Doorway(known, lambda given: None, lambda passphrase: None, stage.window)
    stage.ending.callback(door.close)
    return door


def _bare(stage: Stage, key: str, page: Page) -> None:
    stage.window.open_page(f"{key}.{next(stage.turns)}", lambda: page)


def _sign_in(stage: Stage) -> None:
    _bare(stage, "sign-in", SignInPage(_door(stage, Known(needs_passphrase=True))))


def _refused_at_the_door(stage: Stage) -> None:
    door = _door(stage, Known("https://crm.hanbit.example", "jiwoo"))
    _bare(stage, "sign-in", SignInPage(door))
    door.refused.emit(
        SignInNeeded("Wrong login or password", hint="check both, or ask for an enrolment code")
    )


def _sync_state(stage: Stage) -> SyncState:
    return SyncState(stage.desk, None, stage.window.sync_light, stage.window)


def _first_sync(stage: Stage) -> None:
    state = _sync_state(stage)
    _bare(stage, "first-sync", FirstSyncPage(state))
    state.progressed.emit(Progress("snapshot", 3_200, 8_400, usable=False))


def _first_sync_offline(stage: Stage) -> None:
    state = _sync_state(stage)
    _bare(stage, "first-sync", FirstSyncPage(state))
    state.round_finished.emit(Outcome(Ending.OFFLINE, errors=(Offline("The server cannot be reached"),)))


def _crashed(stage: Stage) -> None:
    _sign_in(stage)
    stage.show_crash_bar()


def _trouble(stage: Stage) -> None:
    fault = StorageFault(
        "The replica is damaged",
        hint="rebuild it; no saved edit is dropped without asking you",
        code="damaged",
    )
    mender = Mender(Path("nowhere"), KeySources(), stage.desk.now, str, stage.window)
    stage.ending.callback(mender.close)
    _bare(
        stage,
        "trouble",
        TroublePage(fault, lambda: None, Mending(mender, lambda: None, lambda error: None)),
    )
