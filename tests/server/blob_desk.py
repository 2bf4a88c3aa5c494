"""People who attach files over HTTP, without a laptop's program: what tests of the centre's side need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crmdesk.domain.records import Record
from tests.support.centre import Reply, RunningCentre
from tests.support.files import sha256


@dataclass
class Person:
    """Somebody signed in at a centre."""

    centre: RunningCentre
    login: str

    def __post_init__(self) -> None:
        self.token = self.centre.sign_in(self.login)
        self.principal = self.centre.principal(self.login)

    def create(self, type_name: str, **fields: Any) -> str:
        """The id of a new record."""
        record, verdict = self.centre.core.records.create(self.principal, type_name, fields, None)
        assert verdict.outcome == "applied", verdict
        return record.id

    def delete(self, type_name: str, record_id: str) -> None:
        core = self.centre.core
        record: Record = core.feed.visible(self.principal, type_name, record_id)
        core.records.delete(self.principal, record, None)

    def attachment(self, account: str, data: bytes, **fields: Any) -> str:
        """A record that says that this file hangs on an account; its bytes are not sent."""
        given = {
            "file_name": "offer.pdf",
            "media_type": "application/pdf",
            "size": len(data),
            "sha256": sha256(data),
            "record_type": "account",
            "record": account,
        }
        return self.create("attachment", **(given | fields))

    def offset(self, hashed: str) -> Any:
        """The answer to how far an upload has come."""
        reply = self.centre.ask("GET", f"/v1/blobs/{hashed}/upload", token=self.token)
        assert reply.status == 200, reply
        return reply.json

    def append(self, hashed: str, data: bytes, offset: int, length: int) -> Reply:
        headers = {"Upload-Offset": str(offset), "Upload-Length": str(length)}
        return self.centre.ask("PATCH", f"/v1/blobs/{hashed}/upload", data, token=self.token, headers=headers)

    def upload(self, data: bytes) -> str:
        """Sends a whole file; gives its hash."""
        hashed = sha256(data)
        reply = self.append(hashed, data, 0, len(data))
        assert reply.json == {"offset": len(data), "complete": True}, reply
        return hashed

    def get(self, hashed: str, wanted: str | None = None) -> Reply:
        headers = {} if wanted is None else {"Range": wanted}
        return self.centre.ask("GET", f"/v1/blobs/{hashed}", token=self.token, headers=headers)

    def missing(self, *hashes: str) -> list[str]:
        found: list[str] = self.centre.ask(
            "POST", "/v1/blobs/missing", {"hashes": list(hashes)}, token=self.token
        ).json["hashes"]
        return found
