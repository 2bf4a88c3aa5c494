import pytest

from crmdesk.domain.errors import NotAllowed
from crmdesk.protocol.messages import Handshake
from crmdesk.server.principal import Principal
from crmdesk.server.replicas import ReplicaPass
from tests.support.centre import BareCentre


@pytest.fixture
def kim(bare_centre: BareCentre) -> Principal:
    bare_centre.add_user("kim")
    return bare_centre.principal("kim")


def greet(
    centre: BareCentre, principal: Principal, shown: ReplicaPass | None = None, upcoming: str | None = None
) -> ReplicaPass:
    handshake = Handshake(
        protocol=(1, 1),
        schema="",
        client="test",
        replica=shown.replica if shown else None,
        token=shown.token if shown else None,
        now="",
        position=None,
        next=upcoming,
    )
    return centre.core.replicas.greet(principal, handshake)


def test_a_replica_stays_itself_from_handshake_to_handshake(bare_centre: BareCentre, kim: Principal) -> None:
    first = greet(bare_centre, kim)
    second = greet(bare_centre, kim, first)
    third = greet(bare_centre, kim, second)
    assert first.replica == second.replica == third.replica
    assert len({first.token, second.token, third.token}) == 3


def test_a_lost_welcome_does_not_change_who_the_replica_is(bare_centre: BareCentre, kim: Principal) -> None:
    first = greet(bare_centre, kim)
    greet(bare_centre, kim, first)
    again = greet(bare_centre, kim, first)
    assert again.replica == first.replica
    assert greet(bare_centre, kim, again).replica == first.replica


def test_a_stale_token_makes_a_new_replica(bare_centre: BareCentre, kim: Principal) -> None:
    first = greet(bare_centre, kim)
    second = greet(bare_centre, kim, first)
    greet(bare_centre, kim, second)
    copied = greet(bare_centre, kim, first)
    assert copied.replica != first.replica


def test_a_forged_token_makes_a_new_replica(bare_centre: BareCentre, kim: Principal) -> None:
    first = greet(bare_centre, kim)
    assert greet(bare_centre, kim, ReplicaPass(first.replica, "made up")).replica != first.replica


def test_another_user_is_another_replica_even_with_the_right_token(
    bare_centre: BareCentre, kim: Principal
) -> None:
    bare_centre.add_user("lee")
    first = greet(bare_centre, kim)
    assert greet(bare_centre, bare_centre.principal("lee"), first).replica != first.replica


def test_a_replica_moves_to_the_device_that_shook_hands_last(bare_centre: BareCentre, kim: Principal) -> None:
    first = greet(bare_centre, kim)
    bare_centre.core.replicas.check(kim, first.replica)
    after_sign_in = bare_centre.principal("kim")
    with pytest.raises(NotAllowed) as raised:
        bare_centre.core.replicas.check(after_sign_in, first.replica)
    assert raised.value.code == "unknown_replica"
    greet(bare_centre, after_sign_in, first)
    bare_centre.core.replicas.check(after_sign_in, first.replica)


def drawn(number: int) -> str:
    """A token as a laptop draws it."""
    return f"{number:040d}"


def test_who_says_which_token_is_next_is_known_by_it_when_the_answer_was_lost(
    bare_centre: BareCentre, kim: Principal
) -> None:
    first = greet(bare_centre, kim, upcoming=drawn(1))
    assert (first.token, greet(bare_centre, kim, upcoming=drawn(1)).replica) == (drawn(1), first.replica)
    greet(bare_centre, kim, first, drawn(2))
    again = greet(bare_centre, kim, first, drawn(2))
    assert (again.replica, again.token) == (first.replica, drawn(2))
    assert greet(bare_centre, kim, again, drawn(3)).replica == first.replica


def test_the_same_token_with_another_next_one_is_a_copy(bare_centre: BareCentre, kim: Principal) -> None:
    first = greet(bare_centre, kim, upcoming=drawn(1))
    original = greet(bare_centre, kim, first, drawn(2))
    copied = greet(bare_centre, kim, first, drawn(3))
    assert original.replica == first.replica != copied.replica
    assert greet(bare_centre, kim, original, drawn(4)).replica == first.replica


def test_another_users_next_token_opens_nothing(bare_centre: BareCentre, kim: Principal) -> None:
    bare_centre.add_user("lee")
    first = greet(bare_centre, kim, upcoming=drawn(1))
    assert greet(bare_centre, bare_centre.principal("lee"), upcoming=drawn(1)).replica != first.replica


@pytest.mark.parametrize("given", ["", "short", "x" * 5_000])
def test_a_token_that_is_none_is_drawn_by_the_centre(
    bare_centre: BareCentre, kim: Principal, given: str
) -> None:
    assert greet(bare_centre, kim, upcoming=given).token != given


def test_a_handshake_ends_the_session_before(bare_centre: BareCentre, kim: Principal) -> None:
    first = greet(bare_centre, kim, upcoming=drawn(1))
    check = bare_centre.core.replicas.check
    check(kim, first.replica, first.greeting)
    second = greet(bare_centre, kim, upcoming=drawn(1))
    check(kim, second.replica, second.greeting)
    with pytest.raises(NotAllowed) as raised:
        check(kim, first.replica, first.greeting)
    assert raised.value.code == "unknown_replica"
    check(kim, first.replica)  # a laptop of the first release names no session
