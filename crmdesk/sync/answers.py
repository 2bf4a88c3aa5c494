"""What an answer over HTTP says: a message, what problem details stand for, or that something else answers.

It knows no transport. `docs/sync.md`, "Offline is not an error".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import msgspec

from crmdesk.domain.errors import DamagedAnswer, Offline, UserError
from crmdesk.protocol.compression import Damaged, TooMuch, decompress
from crmdesk.protocol.limits import ANSWER_BYTES
from crmdesk.protocol.messages import Problem
from crmdesk.sync.remote import error_of

M = TypeVar("M")

HEADER = "CRMDesk"
"""Every answer of a centre carries it, with the value 1."""
_RETRY_LIMIT = 3600.0
"""Longest wait in seconds that a server or proxy may ask for."""
_CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,15})-[0-9]{1,15}/([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def unpacked(answer: Answer) -> Answer:
    """The answer decompressed; raises `Offline`."""
    try:
        encoding = answer.headers.get("content-encoding", "")
        return replace(answer, body=decompress(encoding, answer.body, ANSWER_BYTES))
    except (Damaged, TooMuch, LookupError) as error:
        raise damaged(str(error)) from error


def damaged(detail: str) -> Offline:
    """What is raised for an answer that something on the way has changed."""
    return Offline("The server's answer arrived damaged", detail, "it is tried again by itself")


def check_proxy(answer: Answer) -> None:
    """Raises `Offline` for the statuses by which something on the way says: not now."""
    if answer.status in (407, 429, 502, 503, 504):
        raise Offline(
            "The server cannot be reached now",
            f"something on the way answered {answer.status}",
            "it is tried again by itself",
            retry_after=wait_of(answer.headers),
        )


def is_ours(headers: Mapping[str, str]) -> bool:
    """Whether a centre said it, and nothing on the way to it."""
    return headers.get(HEADER) == "1"


def problem_of(answer: Answer) -> UserError:
    """What the problem details of an answer of ours stand for."""
    try:
        problem = msgspec.json.decode(answer.body, type=Problem)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError):
        problem = Problem(
            type="about:blank", title=f"The server answered {answer.status}", status=answer.status
        )
    return error_of(problem, retry_after=wait_of(answer.headers))


def no_line(answer: Answer) -> UserError:
    """What stands in the place of a live line."""
    return problem_of(answer) if answer.status >= 300 else DamagedAnswer("the live answer is none")


def whole_size(status: int, headers: Mapping[str, str], start: int) -> int:
    """The size of the whole, of which the bytes from `start` on follow; raises `Offline` if others follow."""
    found = _CONTENT_RANGE.fullmatch(headers.get("content-range", ""))
    length = headers.get("content-length", "")
    if status == 206 and found is not None and int(found[1]) == start:
        return int(found[2])
    if status == 200 and start == 0 and length.isascii() and length.isdigit():
        return int(length[:15])
    raise damaged("other bytes than asked for")


def read(kind: type[M], answer: Answer) -> M:
    """The message in an answer of ours; raises what its problem details stand for."""
    if answer.status >= 300:
        raise problem_of(answer)
    try:
        return msgspec.json.decode(answer.body, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        raise damaged(str(error)) from error


def wait_of(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by the `Retry-After` header (RFC 9110, 10.2.3: seconds or a date), bounded."""
    text = headers.get("retry-after")
    if text is None:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _RETRY_LIMIT)
    try:
        wait = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return None
    return min(max(wait, 0.0), _RETRY_LIMIT)
