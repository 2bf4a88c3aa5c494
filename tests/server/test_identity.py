import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from crmdesk.domain import edits
from crmdesk.domain.edits import Author
from crmdesk.domain.errors import DeviceRevoked, InvalidValue, SignInNeeded
from crmdesk.protocol.messages import SignIn
from crmdesk.server.centre import open_centre
from crmdesk.server.database import data_url, reading
from crmdesk.server.identity import Identity
from crmdesk.server.secret import Passwords
from crmdesk.server.sessions import ACCESS_LIFE, REFRESH_LIFE, Grant
from crmdesk.server.throttle import GUESSES_AT_LOGIN, GUESSES_FROM_ADDRESS, TooMany
from tests.support.centre import PASSWORD, BareCentre, compose

HERE = "10.0.0.1"


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, span: timedelta) -> None:
        self.moment += span


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(tmp_path: Path, clock: Clock) -> Iterator[BareCentre]:
    core, org = compose(tmp_path / "centre", clock)
    centre = BareCentre(tmp_path / "centre", core, org)
    centre.add_user("kim")
    yield centre
    core.close()


def signed_in(centre: BareCentre, login: str = "kim", device: str | None = None) -> Grant:
    request = SignIn(login=login, password=PASSWORD, device_name="x1", device=device)
    return centre.core.identity.sign_in(request, HERE)


# Signing in


def test_the_right_password_gives_tokens_that_name_the_user(timed: BareCentre) -> None:
    grant = signed_in(timed)
    principal = timed.core.identity.authenticate(grant.access)
    assert (principal.login, principal.role, principal.org) == ("kim", "rep", timed.org)
    assert principal.device == grant.principal.device
    assert grant.expires_in == ACCESS_LIFE.total_seconds()


def test_a_login_is_taken_however_it_is_cased(timed: BareCentre) -> None:
    assert signed_in(timed, " KIM").principal.login == "kim"


def test_wrong_password_unknown_login_and_disabled_user_are_told_the_same(timed: BareCentre) -> None:
    timed.add_user("gone")
    timed.admin.set_active("gone", False)
    told = []
    for login, password in (("kim", "wrong horse"), ("nobody", PASSWORD), ("gone", PASSWORD)):
        with pytest.raises(SignInNeeded) as raised:
            timed.core.identity.sign_in(SignIn(login=login, password=password), HERE)
        told.append((str(raised.value), raised.value.code))
    assert len(set(told)) == 1
    assert told[0][1] == "sign_in"


def test_a_user_without_a_password_cannot_sign_in_with_an_empty_one(timed: BareCentre) -> None:
    timed.admin.add_user("lee", "Lee", "rep", "North")
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="lee", password=""), HERE)


def test_a_sign_in_says_either_password_or_code(timed: BareCentre) -> None:
    for request in (SignIn(login="kim"), SignIn(login="kim", password="a", code="b")):
        with pytest.raises(InvalidValue):
            timed.core.identity.sign_in(request, HERE)


def test_no_secret_is_stored_as_it_is(timed: BareCentre) -> None:
    grant = signed_in(timed)
    code = timed.admin.enrol("kim").code
    stored = b"".join(path.read_bytes() for path in timed.data.glob("centre.db*"))
    for secret in (PASSWORD, grant.access, grant.refresh, code):
        assert secret.encode() not in stored


def test_guessing_at_one_login_is_throttled_and_the_right_password_waits_too(timed: BareCentre) -> None:
    for _ in range(GUESSES_AT_LOGIN.amount):
        with pytest.raises(SignInNeeded):
            timed.core.identity.sign_in(SignIn(login="kim", password="guess"), HERE)
    with pytest.raises(TooMany) as raised:
        signed_in(timed)
    assert 0 < raised.value.retry_after <= 15 * 60


def test_guessing_elsewhere_does_not_lock_the_user_out(timed: BareCentre) -> None:
    for _ in range(GUESSES_AT_LOGIN.amount):
        with pytest.raises(SignInNeeded):
            timed.core.identity.sign_in(SignIn(login="kim", password="guess"), "203.0.113.9")
    assert signed_in(timed).principal.login == "kim"


def test_one_address_cannot_guess_at_many_logins(timed: BareCentre) -> None:
    for number in range(GUESSES_FROM_ADDRESS.amount):
        with pytest.raises(SignInNeeded):
            timed.core.identity.sign_in(SignIn(login=f"user{number}", password="guess"), HERE)
    with pytest.raises(TooMany):
        signed_in(timed)


def test_a_right_password_forgets_the_wrong_ones_before_it(timed: BareCentre) -> None:
    for _ in range(3):
        for _ in range(GUESSES_AT_LOGIN.amount - 1):
            with pytest.raises(SignInNeeded):
                timed.core.identity.sign_in(SignIn(login="kim", password="guess"), HERE)
        assert signed_in(timed)


# Enrolment codes


def test_an_enrolment_code_signs_in_once(timed: BareCentre) -> None:
    code = timed.admin.enrol("kim").code
    typed = code.lower().replace("-", " ")
    assert timed.core.identity.sign_in(SignIn(login="kim", code=typed), HERE).principal.login == "kim"
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="kim", code=code), HERE)


def test_an_enrolment_code_is_good_for_its_user_alone(timed: BareCentre) -> None:
    timed.add_user("lee")
    code = timed.admin.enrol("kim").code
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="lee", code=code), HERE)


def test_an_enrolment_code_expires(timed: BareCentre, clock: Clock) -> None:
    drawn = timed.admin.enrol("kim")
    clock.pass_by(timedelta(days=7, seconds=1))
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="kim", code=drawn.code), HERE)


def test_a_newer_code_replaces_the_older(timed: BareCentre) -> None:
    older, newer = timed.admin.enrol("kim").code, timed.admin.enrol("kim").code
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="kim", code=older), HERE)
    assert timed.core.identity.sign_in(SignIn(login="kim", code=newer), HERE)


def test_two_that_use_one_code_at_once_are_not_both_let_in(timed: BareCentre) -> None:
    code = timed.admin.enrol("kim").code
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            outcomes.append(timed.core.identity.sign_in(SignIn(login="kim", code=code), HERE).principal.login)
        except SignInNeeded as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kim"] + ["sign_in"] * 5


def test_a_code_that_was_used_since_it_was_looked_at_is_refused(
    timed: BareCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = timed.admin.enrol("kim").code
    timed.core.identity.sign_in(SignIn(login="kim", code=code), HERE)
    monkeypatch.setattr(Identity, "_code_holds", lambda *_: True)
    with pytest.raises(SignInNeeded, match="has been used"):
        timed.core.identity.sign_in(SignIn(login="kim", code=code), HERE)


def test_a_password_hashed_with_weaker_parameters_is_hashed_anew_at_sign_in(timed: BareCentre) -> None:
    def stored() -> str:
        column = timed.core.identity_tables.credential.c.password
        with reading(timed.core.engine) as connection:
            return str(connection.execute(select(column)).scalar_one())

    assert "m=8,t=1" in stored()
    stronger = open_centre(data_url(timed.data), passwords=Passwords(PasswordHasher(2, 16, 1)))
    assert stronger.identity.sign_in(SignIn(login="kim", password=PASSWORD), HERE).principal.login == "kim"
    stronger.close()
    assert "m=16,t=2" in stored()
    assert signed_in(timed).principal.login == "kim"


def test_a_password_of_absurd_length_is_wrong_and_costs_no_hash(timed: BareCentre) -> None:
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="kim", password="x" * 100_000), HERE)


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


def test_sign_ins_are_audited_right_and_wrong(timed: BareCentre) -> None:
    grant = signed_in(timed)
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="kim", password="guess"), HERE)
    with reading(timed.core.engine) as connection:
        events = list(timed.core.audit.events(connection, timed.org))
        assert timed.core.audit.faults(connection, timed.org) == []
    assert [(event.actor, event.what) for event in events[-2:]] == [
        ("kim", "signed_in"),
        ("kim", "sign_in_failed"),
    ]
    assert events[-2].about == {"address": HERE, "by": "password", "device": grant.principal.device}
