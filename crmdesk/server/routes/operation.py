"""One operation of the HTTP surface as data: where it is, what it takes and gives, and the function that answers.

The app and the OpenAPI page are both made from the same operations. Nothing here knows sockets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from crmdesk.server.principal import Principal
from crmdesk.server.problems import Malformed

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

T = TypeVar("T")

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Call:
    """A request as an operation sees it: read, decompressed, guarded, and its sender known."""

    centre: Centre
    sender: Principal | None
    body: bytes
    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    address: str

    @property
    def principal(self) -> Principal:
        """Who sent it; only operations that ask for a sign-in may look."""
        if self.sender is None:
            raise LookupError("the operation is open to all, so nobody is signed in")
        return self.sender

    def message(self, kind: type[T]) -> T:
        """The body as a message; raises `Malformed`, naming the place that does not fit."""
        try:
            return msgspec.json.decode(self.body, type=kind)
        except msgspec.DecodeError as error:
            raise Malformed("The body is not what this operation takes", str(error)[:300]) from None

    def one(self, name: str) -> str | None:
        """A query parameter that may be given once; raises `Malformed` if it came twice."""
        values = self.query.get(name, [])
        if len(values) > 1:
            raise Malformed(f"Parameter {name!r} was given twice")
        return values[0] if values else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A body that is ready, with its content type."""

    body: bytes
    content_type: str = JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """`handler` runs on a worker thread and gives a message (sent as JSON) or an `Answer`."""

    method: str
    path: str
    name: str
    summary: str
    handler: Callable[[Call], Any]
    takes: Any = None
    gives: Any = None
    signed_in: bool = True
    status: int = 200
    parameters: tuple[str, ...] = ()
    """Names of query parameters, each a string."""
    headers: tuple[str, ...] = ()
    """Names of request headers that it goes by."""
