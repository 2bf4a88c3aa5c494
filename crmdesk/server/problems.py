"""Errors as the centre answers them: RFC 9457 problem details with a stable code. It decides nothing but the status."""

from __future__ import annotations

from crmdesk.domain.errors import (
    DeviceRevoked,
    InvalidValue,
    NoSuchRecord,
    NotAllowed,
    RecordLocked,
    RequestRefused,
    SignInNeeded,
    StorageFault,
    UpdateNeeded,
    UserError,
)
from crmdesk.protocol.messages import Problem
from crmdesk.server.blob_staging import WrongOffset
from crmdesk.server.throttle import TooMany


class Malformed(UserError):
    """A request that cannot be read as what it claims to be."""

    code = "malformed"


class DamagedRequest(UserError):
    """A body that is not the one its sender hashed: something on the way changed it, and it may come again."""

    code = "damaged"


class TooLarge(UserError):
    """A body beyond the limits of `protocol/limits.py`."""

    code = "too_large"


class UnknownEncoding(UserError):
    """A `Content-Encoding` that the centre does not read."""

    code = "unknown_encoding"


class NoSuchPath(UserError):
    """Nothing is served at this path, or not with this method."""

    code = "no_such_path"

    def __init__(self, title: str, status: int) -> None:
        super().__init__(title)
        self.status = status


RETRY_STORAGE_SECONDS = 30
RETRY_SMALLER_SECONDS = 1
"""What is too large may come at once in smaller pieces, but every limit says when."""

_STATUS: tuple[tuple[type[UserError], int], ...] = (
    (Malformed, 400),
    (DamagedRequest, 400),
    (SignInNeeded, 401),
    (DeviceRevoked, 403),
    (NotAllowed, 403),
    (NoSuchRecord, 404),
    (RecordLocked, 409),
    (WrongOffset, 409),
    (TooLarge, 413),
    (UnknownEncoding, 415),
    (InvalidValue, 422),
    (UpdateNeeded, 426),
    (TooMany, 429),
    (StorageFault, 503),
)


def problem(error: UserError) -> tuple[Problem, dict[str, str]]:
    """The problem details of an error, and the headers that go with them."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 400)
    headers: dict[str, str] = {}
    if isinstance(error, NoSuchPath | RequestRefused):
        status = error.status
    elif isinstance(error, TooMany):
        headers["Retry-After"] = str(error.retry_after)
    elif isinstance(error, TooLarge):
        headers["Retry-After"] = str(RETRY_SMALLER_SECONDS)
    elif isinstance(error, WrongOffset):
        headers["Upload-Offset"] = str(error.offset)
    elif isinstance(error, StorageFault):
        headers["Retry-After"] = str(RETRY_STORAGE_SECONDS)
    elif isinstance(error, SignInNeeded):
        headers["WWW-Authenticate"] = "Bearer"
    elif isinstance(error, UpdateNeeded):
        headers["Upgrade"] = "crmdesk"
    return _details(status, error.title, error.detail, error.code, error.hint), headers


def bug(incident: str) -> Problem:
    """What is said of an error of our own: nothing but the number under which it was logged."""
    return _details(
        500,
        "The server met an error of its own",
        f"incident {incident}",
        "bug",
        "try later, or tell the administrator",
    )


def _details(status: int, title: str, detail: str, code: str, hint: str) -> Problem:
    return Problem(
        type=f"urn:crmdesk:problem:{code}", title=title, status=status, detail=detail, code=code, hint=hint
    )
