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


def greet(centre: BareCentre, principal: Principal, shown: ReplicaPass | None = None) -> ReplicaPass:
    handshake = Handshake(
        protocol=(1, 1),
        schema="",
        client="test",
        replica=shown.replica if shown else None,
        token=shown.token if shown else None,
        now="",
        position=None,
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
