"""Which place in the feed a round shows, so that a centre that was put back is found out."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.protocol.messages import Position
from crmdesk.sync.effects import (
    AskPage,
    BatchLoaded,
    KeepPage,
    KeepVerdicts,
    PageCame,
    PageKept,
    SendBatch,
    VerdictsCame,
    VerdictsKept,
)
from tests.sync.played import GREETED, HERE, THERE, Played, item, page, verdict


def test_a_centre_is_shown_the_furthest_place_that_its_verdicts_told_of() -> None:
    played = Played(GREETED)
    (send,) = played.on(BatchLoaded((item(1),)))
    assert isinstance(send, SendBatch)
    assert send.seen == HERE
    assert played.on(VerdictsCame((verdict(1),), THERE)) == (KeepVerdicts((verdict(1),), THERE),)
    played.on(VerdictsKept((verdict(1),)), PageCame(page()))
    assert played.on(PageKept(page())) == (AskPage("replica", HERE, "scope", seen=THERE),)
    (send,) = played.on(BatchLoaded((item(2),)))
    assert isinstance(send, SendBatch)
    assert send.seen == THERE
    played.on(VerdictsCame((verdict(2),), HERE))
    assert played.state.facts.seen == THERE


def test_what_verdicts_told_of_is_shown_until_a_page_reaches_it() -> None:
    told, behind = Position(epoch=1, seq=17, tag=79), replace(GREETED, position=THERE)
    played = Played(replace(behind, seen=told))
    asked, short, whole = AskPage("replica", THERE, "scope", seen=told), page(THERE, more=True), page(told)
    assert asked in played.asked
    assert played.on(PageCame(short)) == (KeepPage(short, shown=told),)
    assert played.on(PageKept(short)) == (asked,)
    assert played.on(PageCame(whole)) == (KeepPage(whole, shown=told),)
    played.on(PageKept(whole))
    assert played.state.facts.seen is None


def test_a_place_that_the_position_has_passed_is_shown_all_the_same() -> None:
    played = Played(replace(GREETED, position=THERE, seen=HERE))
    assert AskPage("replica", THERE, "scope", seen=HERE) in played.asked
    (send,) = played.on(BatchLoaded((item(1),)))
    assert isinstance(send, SendBatch)
    assert send.seen == HERE


def test_a_place_of_another_epoch_is_not_shown() -> None:
    played = Played(replace(GREETED, epoch=2, seen=THERE))
    (send,) = played.on(BatchLoaded((item(1),)))
    assert isinstance(send, SendBatch)
    assert send.seen is None
