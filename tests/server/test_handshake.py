"""Shaking hands: replicas known again by their tokens, and a centre that was put back to an older state."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import UpdateNeeded
from crmdesk.protocol.limits import PROTOCOL
from crmdesk.protocol.messages import Handshake, Position, Welcome
from crmdesk.server.database import reading
from crmdesk.server.positions import secret_of, signed
from crmdesk.server.principal import Principal
from tests.support.centre import BareCentre


@pytest.fixture
def ada(bare_centre: BareCentre) -> Principal:
    bare_centre.add_user("ada")
    return bare_centre.principal("ada")


def shake(
    centre: BareCentre,
    who: Principal,
    last: Welcome | None = None,
    position: Position | None = None,
    protocol: tuple[int, int] = PROTOCOL,
) -> Welcome:
    request = Handshake(
        protocol=protocol,
        schema="",
        client="test",
        replica=last.replica if last else None,
        token=last.token if last else None,
        now="2026-03-02T08:00:00.000Z",
        position=position,
    )
    return centre.core.handshakes.shake(who, request)


def given_out(centre: BareCentre, epoch: int, seq: int, tag: int) -> Position:
    """A position as this centre would give it out, in a future that it knows nothing of any more."""
    with reading(centre.core.engine) as connection:
        return signed(secret_of(connection, centre.core.tables, centre.org), epoch, seq, tag)


def test_a_new_replica_gets_an_id_and_a_known_one_keeps_it(bare_centre: BareCentre, ada: Principal) -> None:
    first = shake(bare_centre, ada)
    second = shake(bare_centre, ada, first)
    assert second.replica == first.replica
    assert second.token != first.token
    assert not second.epoch_changed


def test_a_lost_answer_costs_no_identity(bare_centre: BareCentre, ada: Principal) -> None:
    first = shake(bare_centre, ada)
    shake(bare_centre, ada, first)  # its answer is lost
    again = shake(bare_centre, ada, first)
    assert again.replica == first.replica
    assert shake(bare_centre, ada, again).replica == first.replica


def test_a_copied_profile_becomes_a_replica_of_its_own(bare_centre: BareCentre, ada: Principal) -> None:
    copied = shake(bare_centre, ada)
    original = shake(bare_centre, ada, shake(bare_centre, ada, copied))
    assert shake(bare_centre, ada, copied).replica != original.replica
    assert shake(bare_centre, ada, original).replica == original.replica


def test_another_user_s_replica_is_not_taken_over(bare_centre: BareCentre, ada: Principal) -> None:
    bare_centre.add_user("ben")
    hers = shake(bare_centre, ada)
    assert shake(bare_centre, bare_centre.principal("ben"), hers).replica != hers.replica


@pytest.mark.parametrize("protocol", [(PROTOCOL[1] + 1, PROTOCOL[1] + 2), (0, PROTOCOL[0] - 1)])
def test_protocols_that_do_not_meet_need_an_update(
    bare_centre: BareCentre, ada: Principal, protocol: tuple[int, int]
) -> None:
    with pytest.raises(UpdateNeeded):
        shake(bare_centre, ada, protocol=protocol)


def test_the_head_is_a_known_position(bare_centre: BareCentre, ada: Principal) -> None:
    welcome = shake(bare_centre, ada)
    again = shake(bare_centre, ada, welcome, welcome.head)
    assert (again.epoch_changed, again.common, again.head) == (False, None, welcome.head)


def test_a_position_beyond_the_head_begins_an_epoch_that_numbers_on_behind_it(
    bare_centre: BareCentre, ada: Principal
) -> None:
    welcome = shake(bare_centre, ada)
    head = welcome.head
    ahead = given_out(bare_centre, head.epoch, head.seq + 40, 7)
    changed = shake(bare_centre, ada, welcome, ahead)
    assert changed.epoch_changed
    assert changed.head.epoch == head.epoch + 1
    assert changed.head.seq > ahead.seq
    assert changed.common is not None
    assert changed.common.seq == 0  # where the histories parted is not known


def test_the_next_laptop_from_before_is_told_and_begins_no_further_epoch(
    bare_centre: BareCentre, ada: Principal
) -> None:
    welcome = shake(bare_centre, ada)
    head = welcome.head
    changed = shake(bare_centre, ada, welcome, given_out(bare_centre, head.epoch, head.seq + 40, 7))
    other = shake(bare_centre, ada, position=given_out(bare_centre, head.epoch, head.seq + 12, 9))
    assert other.epoch_changed
    assert other.head == changed.head
    assert other.common == changed.common


def test_who_stood_at_or_before_the_last_common_position_has_nothing_to_offer_again(
    bare_centre: BareCentre, ada: Principal
) -> None:
    welcome = shake(bare_centre, ada)
    head = welcome.head
    shake(bare_centre, ada, welcome, given_out(bare_centre, head.epoch, head.seq + 40, 7))
    told = shake(bare_centre, ada, position=head)
    assert told.epoch_changed
    assert told.common == given_out(bare_centre, told.head.epoch, head.seq, head.tag)


def test_a_centre_that_went_on_after_it_was_put_back_asks_for_everything(
    bare_centre: BareCentre, ada: Principal
) -> None:
    welcome = shake(bare_centre, ada)
    head = welcome.head
    parted = given_out(bare_centre, head.epoch, head.seq, head.tag ^ 1)
    told = shake(bare_centre, ada, welcome, parted)
    assert told.common is not None
    assert (told.epoch_changed, told.common.seq) == (True, 0)


def test_a_position_of_a_later_epoch_leads_to_one_later_still(
    bare_centre: BareCentre, ada: Principal
) -> None:
    later = given_out(bare_centre, 9, 3, 1)
    assert shake(bare_centre, ada, position=later).head.epoch == 10


@pytest.mark.parametrize("proof", ["", "0" * 32, "é", "x" * 64])
def test_a_position_that_was_never_given_out_begins_no_epoch_and_costs_only_who_shows_it(
    bare_centre: BareCentre, ada: Principal, proof: str
) -> None:
    welcome = shake(bare_centre, ada)
    head = welcome.head
    for forged, shared in (
        (Position(epoch=head.epoch, seq=2**62, tag=1, proof=proof), 0),
        (Position(epoch=head.epoch + 5, seq=head.seq, tag=head.tag, proof=proof), head.seq),
        (Position(epoch=head.epoch, seq=head.seq + 1, tag=7, proof=head.proof), 0),
    ):
        told = shake(bare_centre, ada, position=forged)
        assert (told.epoch_changed, told.head) == (True, head)
        assert told.common is not None
        assert told.common.seq == shared
    assert not shake(bare_centre, ada, position=head).epoch_changed


def test_a_position_of_0_1_without_a_proof_counts_where_it_lies_on_the_feed(
    bare_centre: BareCentre, ada: Principal
) -> None:
    head = shake(bare_centre, ada).head
    bare = Position(epoch=head.epoch, seq=head.seq, tag=head.tag)
    assert not shake(bare_centre, ada, position=bare).epoch_changed


def test_the_last_rung_that_lies_on_the_feed_is_what_both_share(
    bare_centre: BareCentre, ada: Principal
) -> None:
    rungs = []
    for name in ("East", "West", "Far West"):
        bare_centre.admin.add_territory(name)
        head = bare_centre.core.feed.head(bare_centre.org)
        rungs.insert(0, (head.seq, head.tag))
    lost = given_out(bare_centre, head.epoch, head.seq + 40, 7)
    parted = (rungs[0][0], rungs[0][1] ^ 1)
    standing = bare_centre.core.handshakes.standing(
        bare_centre.org, lost, "replica", rungs=[(head.seq + 9, 5), parted, *rungs[1:]]
    )
    assert standing.common is not None
    assert (standing.common.seq, standing.common.tag) == rungs[1]


def test_a_place_that_verdicts_told_of_counts_as_much_as_the_cursor(
    bare_centre: BareCentre, ada: Principal
) -> None:
    welcome = shake(bare_centre, ada)
    head = welcome.head
    seen = given_out(bare_centre, head.epoch, head.seq + 3, 5)
    told = bare_centre.core.handshakes.standing(bare_centre.org, head, welcome.replica, seen)
    assert told.epoch_changed
    assert told.head.seq > seen.seq
    assert told.common == given_out(bare_centre, told.head.epoch, head.seq, head.tag)


def test_before_the_first_sync_is_complete_everything_acknowledged_is_asked_for(
    bare_centre: BareCentre, ada: Principal
) -> None:
    welcome = shake(bare_centre, ada)
    seen = given_out(bare_centre, welcome.head.epoch, welcome.head.seq + 3, 5)
    told = bare_centre.core.handshakes.standing(bare_centre.org, None, welcome.replica, seen)
    assert told.common is not None
    assert told.common.seq == 0
