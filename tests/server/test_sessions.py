from datetime import timedelta

import pytest
from sqlalchemy import select

from crmdesk.domain import edits
from crmdesk.domain.edits import Author
from crmdesk.domain.errors import DeviceRevoked, SignInNeeded
from crmdesk.protocol.messages import SignIn
from crmdesk.server.database import reading
from crmdesk.server.sessions import ACCESS_LIFE, REFRESH_LIFE
from tests.support.centre import HERE, BareCentre, Clock, signed_in

# Tokens


def test_an_access_token_expires_and_a_refresh_gives_another(timed: BareCentre, clock: Clock) -> None:
    first = signed_in(timed)
    clock.pass_by(ACCESS_LIFE)
    with pytest.raises(SignInNeeded):
        timed.core.identity.authenticate(first.access)
    second = timed.core.identity.refresh(first.refresh)
    assert timed.core.identity.authenticate(second.access).login == "kim"
    assert second.principal.device == first.principal.device


def test_a_made_up_token_is_no_sign_in(timed: BareCentre) -> None:
    for token in ("", "x", "é\udcff", "a" * 10_000):
        with pytest.raises(SignInNeeded):
            timed.core.identity.authenticate(token)
        with pytest.raises(SignInNeeded):
            timed.core.identity.refresh(token)


def test_a_lost_refresh_reply_does_not_lock_out_however_late_it_is_retried(
    timed: BareCentre, clock: Clock
) -> None:
    first = signed_in(timed)
    timed.core.identity.refresh(first.refresh)  # the reply never arrives
    clock.pass_by(timedelta(days=14))
    again = timed.core.identity.refresh(first.refresh)
    assert timed.core.identity.authenticate(again.access).login == "kim"
    assert timed.core.identity.refresh(again.refresh)


def test_either_of_two_replies_to_a_doubled_refresh_may_be_used(timed: BareCentre) -> None:
    first = signed_in(timed)
    one, _ = timed.core.identity.refresh(first.refresh), timed.core.identity.refresh(first.refresh)
    assert timed.core.identity.refresh(one.refresh)


def test_replaying_an_old_refresh_token_ends_the_family(timed: BareCentre) -> None:
    first = signed_in(timed)
    second = timed.core.identity.refresh(first.refresh)
    third = timed.core.identity.refresh(second.refresh)
    with pytest.raises(SignInNeeded) as raised:
        timed.core.identity.refresh(first.refresh)
    assert raised.value.code == "sign_in"
    for token in (second.refresh, third.refresh):
        with pytest.raises(SignInNeeded):
            timed.core.identity.refresh(token)
    with pytest.raises(SignInNeeded):
        timed.core.identity.authenticate(third.access)


def test_using_the_reply_that_was_set_aside_ends_the_family(timed: BareCentre) -> None:
    first = signed_in(timed)
    mine, stolen = timed.core.identity.refresh(first.refresh), timed.core.identity.refresh(first.refresh)
    later = timed.core.identity.refresh(mine.refresh)
    with pytest.raises(SignInNeeded):
        timed.core.identity.refresh(stolen.refresh)
    with pytest.raises(SignInNeeded):
        timed.core.identity.authenticate(later.access)


def test_a_dead_family_leaves_other_laptops_signed_in(timed: BareCentre) -> None:
    first, other = signed_in(timed), signed_in(timed)
    timed.core.identity.refresh(timed.core.identity.refresh(first.refresh).refresh)
    with pytest.raises(SignInNeeded):
        timed.core.identity.refresh(first.refresh)
    assert timed.core.identity.authenticate(other.access)


def test_a_refresh_token_expires_after_a_long_absence(timed: BareCentre, clock: Clock) -> None:
    grant = signed_in(timed)
    clock.pass_by(REFRESH_LIFE)
    with pytest.raises(SignInNeeded):
        timed.core.identity.refresh(grant.refresh)


def test_refreshing_clears_away_what_has_expired(timed: BareCentre, clock: Clock) -> None:
    grant = signed_in(timed)
    for _ in range(20):
        clock.pass_by(timedelta(days=10))
        grant = timed.core.identity.refresh(grant.refresh)
    tables = timed.core.identity_tables
    with reading(timed.core.engine) as connection:
        assert len(connection.execute(select(tables.access.c.hash)).all()) == 1
        assert len(connection.execute(select(tables.refresh.c.hash)).all()) <= 10


def test_signing_out_ends_the_session(timed: BareCentre) -> None:
    grant = signed_in(timed)
    timed.core.identity.sign_out(grant.principal)
    with pytest.raises(SignInNeeded):
        timed.core.identity.authenticate(grant.access)
    with pytest.raises(SignInNeeded):
        timed.core.identity.refresh(grant.refresh)


# What an administrator decides


def test_a_disabled_user_is_asked_to_sign_in_and_comes_back_when_enabled(timed: BareCentre) -> None:
    grant = signed_in(timed)
    timed.admin.set_active("kim", False)
    for attempt in (
        lambda: timed.core.identity.authenticate(grant.access),
        lambda: timed.core.identity.refresh(grant.refresh),
        lambda: signed_in(timed),
    ):
        with pytest.raises(SignInNeeded) as raised:
            attempt()
        assert raised.value.code == "sign_in"
    timed.admin.set_active("kim", True)
    assert signed_in(timed)


def test_a_disabled_user_s_tokens_do_not_come_back_to_life(timed: BareCentre) -> None:
    grant = signed_in(timed)
    timed.admin.set_active("kim", False)
    timed.admin.set_active("kim", True)
    with pytest.raises(SignInNeeded):
        timed.core.identity.authenticate(grant.access)


def test_a_user_whom_an_import_disabled_cannot_go_on(timed: BareCentre) -> None:
    grant = signed_in(timed)
    user = timed.core.catalogue["user"]
    record = timed.core.feed.visible(grant.principal, "user", grant.principal.user)
    author = Author(timed.admin.principal.user, timed.core.catalogue, timed.core.now, timed.core.new_id)
    assert user.field("active").policy == "server"
    timed.core.journal.central(timed.admin.principal, edits.update(author, record, {"active": False}))
    for attempt in (
        lambda: timed.core.identity.authenticate(grant.access),
        lambda: timed.core.identity.refresh(grant.refresh),
    ):
        with pytest.raises(SignInNeeded):
            attempt()


@pytest.mark.parametrize(("state", "code"), [("revoked", "revoked"), ("wiped", "wiped")])
def test_a_device_learns_what_was_decided_about_it(timed: BareCentre, state: str, code: str) -> None:
    grant, other = signed_in(timed), signed_in(timed)
    device = str(grant.principal.device)
    timed.admin.mark_device(device, state)
    for attempt in (
        lambda: timed.core.identity.authenticate(grant.access),
        lambda: timed.core.identity.refresh(grant.refresh),
        lambda: signed_in(timed, device=device),
    ):
        with pytest.raises(DeviceRevoked) as raised:
            attempt()
        assert raised.value.code == code
    assert timed.core.identity.authenticate(other.access)


def test_a_wiped_device_stays_wiped(timed: BareCentre) -> None:
    device = str(signed_in(timed).principal.device)
    timed.admin.mark_device(device, "wiped")
    timed.admin.mark_device(device, "revoked")
    assert [line.state for line in timed.admin.devices()] == ["wiped"]


def test_a_device_is_told_even_when_its_session_has_ended(timed: BareCentre, clock: Clock) -> None:
    grant = signed_in(timed)
    timed.admin.mark_device(str(grant.principal.device), "wiped")
    clock.pass_by(ACCESS_LIFE)
    timed.admin.set_password("kim", "another horse")
    with pytest.raises(DeviceRevoked):
        timed.core.identity.authenticate(grant.access)
    with pytest.raises(DeviceRevoked):
        timed.core.identity.refresh(grant.refresh)


def test_a_new_password_ends_sessions_and_codes(timed: BareCentre) -> None:
    grant, code = signed_in(timed), timed.admin.enrol("kim").code
    timed.admin.set_password("kim", "another horse")
    with pytest.raises(SignInNeeded):
        timed.core.identity.refresh(grant.refresh)
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="kim", code=code), HERE)
    assert timed.core.identity.sign_in(SignIn(login="kim", password="another horse"), HERE)


def test_signing_in_again_on_the_same_laptop_makes_no_second_device(timed: BareCentre) -> None:
    first = signed_in(timed)
    again = signed_in(timed, device=first.principal.device)
    assert again.principal.device == first.principal.device
    assert len(timed.admin.devices()) == 1


def test_nobody_takes_over_a_colleague_s_device(timed: BareCentre) -> None:
    timed.add_user("lee")
    first = signed_in(timed)
    assert signed_in(timed, "lee", device=first.principal.device).principal.device != first.principal.device


def test_role_and_home_are_those_of_the_moment(timed: BareCentre) -> None:
    grant = signed_in(timed)
    timed.admin.set_role("kim", "manager")
    timed.admin.move_user("kim", "South")
    principal = timed.core.identity.authenticate(grant.access)
    assert (principal.role, principal.home) == ("manager", timed.admin.territory_id("South"))
