"""The frame around every answer: a line that goes while it is given is nobody's fault, anything else is told."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from crmdesk.server.app import _Frame

Sent = list[MutableMapping[str, Any]]


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(b"done")(scope, receive, send)


def _ask(send: Send) -> None:
    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(_Frame(_answer)({"type": "http"}, receive, send))


def test_every_answer_is_marked_as_a_centre_s() -> None:
    sent: Sent = []

    async def send(message: Message) -> None:
        sent.append(message)

    _ask(send)
    assert (b"crmdesk", b"1") in sent[0]["headers"]


def test_a_line_that_goes_in_the_moment_of_the_answer_is_no_fault() -> None:
    async def send(message: Message) -> None:
        raise RuntimeError("unable to perform operation on <TCPTransport closed=True>; the handler is closed")

    _ask(send)


def test_what_else_goes_wrong_with_an_answer_is_told() -> None:
    async def send(message: Message) -> None:
        raise RuntimeError("an answer twice")

    with pytest.raises(RuntimeError, match="twice"):
        _ask(send)
