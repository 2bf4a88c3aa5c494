"""The lane of attachments as a state machine: what follows from what, without a disk or a line."""

from __future__ import annotations

from crmdesk.domain.errors import (
    CentreFault,
    NoSuchRecord,
    Offline,
    RequestRefused,
    SignInNeeded,
    UserError,
)
from crmdesk.protocol.messages import BlobState
from crmdesk.store.attachments import Job
from crmdesk.sync.blobs import (
    TRIES,
    Asked,
    AskMissing,
    AskState,
    Cancelled,
    CheckOwn,
    Effect,
    Event,
    Failed,
    Fetch,
    Fetched,
    Found,
    KeepOffered,
    KeepTrouble,
    Kept,
    Look,
    OwnChecked,
    Pass,
    Send,
    Stands,
    begin,
    step,
)
from crmdesk.sync.endings import Ending, Way

JOB = Job("a" * 64, 1000)
OTHER = Job("b" * 64, 10)


def played(*events: Event, ask: bool = False) -> tuple[Pass, tuple[Effect, ...]]:
    state, effects = begin(ask=ask)
    for event in events:
        assert state.outcome is None
        state, effects = step(state, event)
    return state, effects


def stands(offset: int, complete: bool = False) -> Stands:
    return Stands(BlobState(offset=offset, complete=complete))


def up(error: UserError) -> Failed:
    return Failed(Way.UP, error)


IDLE_DOWN = Found(Way.DOWN, ())
UPLOADING = (IDLE_DOWN, Found(Way.UP, (JOB, OTHER)))
REFUSED = RequestRefused(422, "no", code="media_type")


def test_a_pass_with_nothing_to_do_ends_without_asking_anybody() -> None:
    assert begin(ask=False)[1] == (Look(Way.UP), Look(Way.DOWN))
    state, effects = played(IDLE_DOWN, Found(Way.UP, ()))
    assert effects == ()
    assert state.outcome is not None
    assert state.outcome.ending is Ending.OK


def test_the_centre_is_asked_first_what_it_lacks_when_that_is_due() -> None:
    assert begin(ask=True)[1] == (AskMissing(), Look(Way.DOWN))
    assert played(IDLE_DOWN, Asked(), ask=True)[1] == (Look(Way.UP),)


def test_an_upload_goes_on_where_it_stands_until_it_is_complete() -> None:
    assert played(*UPLOADING)[1] == (AskState(JOB),)
    assert played(*UPLOADING, stands(0))[1] == (Send(JOB, 0),)
    assert played(*UPLOADING, stands(0), stands(400))[1] == (Send(JOB, 400),)
    done = (*UPLOADING, stands(0), stands(1000, complete=True))
    assert played(*done)[1] == (KeepOffered(JOB),)
    assert played(*done, Kept(Way.UP))[1] == (Look(Way.UP),)


def test_what_the_centre_has_already_is_not_sent() -> None:
    assert played(*UPLOADING, stands(1000, complete=True))[1] == (KeepOffered(JOB),)


def test_all_bytes_there_and_not_yet_checked_are_asked_to_be_checked() -> None:
    assert played(*UPLOADING, stands(1000))[1] == (Send(JOB, 1000),)


def test_an_upload_that_gets_nowhere_waits_and_the_next_goes_on() -> None:
    state, effects = played(*UPLOADING, stands(0), *[stands(0)] * TRIES)
    assert effects == (Look(Way.UP),)
    assert step(state, Found(Way.UP, (JOB, OTHER)))[1] == (AskState(OTHER),)


def test_a_wrong_offset_is_asked_for_and_not_for_ever() -> None:
    wrong = up(RequestRefused(409, "elsewhere", code="wrong_offset"))
    assert played(*UPLOADING, stands(0), wrong)[1] == (AskState(JOB),)
    events = [stands(0), wrong] * TRIES
    state, effects = begin(ask=False)
    for event in (*UPLOADING, *events):
        state, effects = step(state, event)
        if effects == (Look(Way.UP),):
            break
    assert effects == (Look(Way.UP),)


def test_bytes_that_arrived_damaged_are_sent_anew_if_they_are_sound_here() -> None:
    wrong = up(RequestRefused(422, "other bytes", code="hash_mismatch"))
    checking = (*UPLOADING, stands(0), wrong)
    assert played(*checking)[1] == (CheckOwn(JOB),)
    assert played(*checking, OwnChecked(True))[1] == (AskState(JOB),)
    assert played(*checking, OwnChecked(False))[1] == (KeepTrouble(JOB, "damaged", Way.UP),)
    again = [OwnChecked(True), stands(0), wrong] * (TRIES - 1)
    assert played(*checking, *again, OwnChecked(True))[1] == (Look(Way.UP),)


def test_a_refusal_is_kept_and_the_next_content_goes_on() -> None:
    refused = (*UPLOADING, stands(0), up(REFUSED))
    assert played(*refused)[1] == (KeepTrouble(JOB, "media_type", Way.UP),)
    assert played(*refused, Kept(Way.UP))[1] == (Look(Way.UP),)


def test_a_bad_line_ends_a_lane_and_not_the_other() -> None:
    state, effects = played(
        Found(Way.UP, (JOB,)), Found(Way.DOWN, (OTHER,)), up(Offline("gone", retry_after=7))
    )
    assert effects == ()
    assert state.outcome is None
    state, effects = step(state, Fetched(True))
    assert effects == (Look(Way.DOWN),)
    state, _ = step(state, Found(Way.DOWN, ()))
    assert state.outcome is not None
    assert (state.outcome.ending, state.outcome.down) == (Ending.OFFLINE, 1)
    assert state.outcome.retry_after == 7


def test_a_content_on_which_the_centre_breaks_waits_for_the_next_pass_and_the_others_go_on() -> None:
    state, effects = played(*UPLOADING, up(CentreFault("broke")), Found(Way.UP, (JOB, OTHER)))
    assert effects == (AskState(OTHER),)
    state, _ = step(step(state, stands(10, complete=True))[0], Kept(Way.UP))
    state, _ = step(state, Found(Way.UP, (JOB,)))
    assert state.outcome is not None
    assert (state.outcome.ending, state.outcome.up) == (Ending.OFFLINE, 1)


def test_a_centre_that_breaks_on_every_content_is_not_asked_for_all_of_them() -> None:
    jobs = tuple(Job(f"{number:064x}", 10) for number in range(TRIES + 2))
    state, _ = played(IDLE_DOWN, Found(Way.UP, jobs), up(CentreFault("broke")))
    for _ in range(TRIES):
        state, _ = step(step(state, Found(Way.UP, jobs))[0], up(CentreFault("broke")))
    assert state.outcome is not None
    assert state.outcome.ending is Ending.OFFLINE


def test_the_worst_fault_decides_the_ending() -> None:
    state, _ = played(up(Offline("gone")), Failed(Way.DOWN, SignInNeeded("sign in")))
    assert state.outcome is not None
    assert state.outcome.ending is Ending.SIGN_IN


def test_a_download_whose_bytes_are_not_there_waits_for_the_next_pass() -> None:
    fetching = (Found(Way.UP, ()), Found(Way.DOWN, (JOB, OTHER)))
    assert played(*fetching)[1] == (Fetch(JOB),)
    state, effects = played(*fetching, Failed(Way.DOWN, NoSuchRecord("not there")))
    assert effects == (Look(Way.DOWN),)
    assert step(state, Found(Way.DOWN, (JOB, OTHER)))[1] == (Fetch(OTHER),)


def test_a_download_that_is_wrong_again_and_again_is_given_up_and_said() -> None:
    fetching = (Found(Way.UP, ()), Found(Way.DOWN, (JOB,)))
    assert played(*fetching, Fetched(False))[1] == (Fetch(JOB),)
    effects = played(*fetching, *[Fetched(False)] * TRIES)[1]
    assert effects == (KeepTrouble(JOB, "hash_mismatch", Way.DOWN),)


def test_a_cancelled_pass_ends_after_what_is_under_way() -> None:
    state, _ = played(*UPLOADING)
    state, _ = step(state, Cancelled())
    state, effects = step(state, stands(0))
    assert effects == ()
    assert state.outcome is not None
    assert state.outcome.ending is Ending.OFFLINE
