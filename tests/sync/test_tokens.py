"""Access tokens that expire, refresh tokens that rotate: nobody is locked out, nothing is used twice."""

from __future__ import annotations

import threading

import pytest

from crmdesk.domain.errors import (
    Offline,
    SignInNeeded,
)
from crmdesk.sync.remote import Credentials
from tests.support.scripted_server import Reply, Request
from tests.sync.talking import PAGE, PULL, MemoryWallet, ours, problem, talking, tokens


class Rotating:
    """A centre's tokens: `access-<n>` holds for the current n, each refresh gives the next."""

    def __init__(self, current: int) -> None:
        self.current = current
        self.refreshes = 0
        self.lose_next = False

    def __call__(self, request: Request) -> Reply:
        if request.path == "/v1/token":
            self.refreshes += 1
            self.current += 1
            reply = ours(tokens(f"access-{self.current}", f"refresh-{self.current}"))
            lost, self.lose_next = self.lose_next, False
            return Reply(200, reply.body, reply.headers, cut_at=3) if lost else reply
        if request.headers.get("authorization") == f"Bearer access-{self.current}":
            return ours(PAGE)
        return problem(401, "sign_in")


def test_an_expired_access_token_is_renewed_once_and_kept_before_it_is_used() -> None:
    wallet, centre = MemoryWallet(), Rotating(4)
    with talking(centre, wallet) as (remote, server):
        assert remote.pull(PULL) == PAGE
    assert wallet.kept == [Credentials("access-5", "refresh-5", 900)]
    assert [request.path for request in server.requests] == ["/v1/sync/pull", "/v1/token", "/v1/sync/pull"]


def test_a_lost_refresh_reply_is_offline_and_the_old_token_is_traded_again() -> None:
    wallet, centre = MemoryWallet(), Rotating(4)
    centre.lose_next = True
    with talking(centre, wallet) as (remote, server):
        with pytest.raises(Offline):
            remote.pull(PULL)
        assert wallet.kept == []
        assert remote.pull(PULL) == PAGE
    traded = [request.body for request in server.requests if request.path == "/v1/token"]
    assert traded == [b'{"refresh":"refresh-1"}'] * 2


def test_an_ended_session_is_sign_in_needed_and_the_wallet_is_untouched() -> None:
    wallet = MemoryWallet()
    with talking(lambda _: problem(401, "sign_in"), wallet) as (remote, server), pytest.raises(SignInNeeded):
        remote.pull(PULL)
    assert wallet.kept == []
    assert [request.path for request in server.requests] == ["/v1/sync/pull", "/v1/token"]


def test_tokens_can_be_renewed_before_they_expire() -> None:
    wallet, centre = MemoryWallet(), Rotating(1)
    with talking(centre, wallet) as (remote, _):
        remote.refresh()
    assert wallet.held == Credentials("access-2", "refresh-2", 900)


def test_two_threads_renew_one_token_once() -> None:
    wallet, centre = MemoryWallet(), Rotating(4)
    start, pages = threading.Barrier(2), []

    def pull() -> None:
        start.wait()
        pages.append(remote.pull(PULL))

    with talking(centre, wallet) as (remote, _):
        threads = [threading.Thread(target=pull) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (pages, centre.refreshes) == ([PAGE, PAGE], 1)
