import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from crmdesk.domain.errors import InvalidValue, SignInNeeded
from crmdesk.protocol.messages import SignIn
from crmdesk.server.centre import open_centre
from crmdesk.server.database import reading
from crmdesk.server.guesses import GUESSES_AT_LOGIN, GUESSES_FROM_ADDRESS
from crmdesk.server.identity import Identity
from crmdesk.server.secret import Passwords
from crmdesk.server.sessions import ACCESS_LIFE
from crmdesk.server.throttle import TooMany
from tests.support.centre import HERE, PASSWORD, BareCentre, Clock, signed_in

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
    stronger = open_centre(timed.database_url, passwords=Passwords(PasswordHasher(2, 16, 1)))
    assert stronger.identity.sign_in(SignIn(login="kim", password=PASSWORD), HERE).principal.login == "kim"
    stronger.close()
    assert "m=16,t=2" in stored()
    assert signed_in(timed).principal.login == "kim"


def test_a_password_of_absurd_length_is_wrong_and_costs_no_hash(timed: BareCentre) -> None:
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="kim", password="x" * 100_000), HERE)


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


def test_a_device_s_name_steers_no_terminal(timed: BareCentre) -> None:
    for name in ("\x1b]0;x\x07Kim\n", "\0\t "):
        timed.core.identity.sign_in(SignIn(login="kim", password=PASSWORD, device_name=name), HERE)
    assert [device.name for device in timed.admin.devices()] == ["]0;xKim", "laptop"]
