"""Requests to a centre as docs/sync.md and docs/api.md describe them: headers, digests, problems. It keeps nothing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Generator
from typing import Any

import httpx

COMPRESSED_FROM = 1024


class Offline(Exception):
    """No answer of the centre's, or one that was damaged: everything stays, ask again after `wait` seconds."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class Problem(Exception):
    """The centre's own word that a request is not taken, with its stable code."""

    def __init__(self, status: int, code: str, title: str) -> None:
        super().__init__(f"{status} {code}: {title}")
        self.status, self.code, self.title = status, code, title


class Wire:
    """Asks; renews the access token once when it has expired. `tokens` reads them, `keep` makes new ones durable."""

    def __init__(
        self,
        url: str,
        tokens: Callable[[], Any],
        keep: Callable[[Any], None],
        line: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(base_url=url, timeout=30, trust_env=False, transport=line)
        self._tokens, self._keep = tokens, keep

    def close(self) -> None:
        self._http.close()

    def ask(self, method: str, path: str, body: object = None, *, signed_in: bool = True) -> Any:
        try:
            return self._once(method, path, body, signed_in)
        except Problem as problem:
            if not (signed_in and problem.code == "sign_in"):
                raise
        self._keep(self._once("POST", "/v1/token", {"refresh": self._tokens()["refresh"]}, False))
        return self._once(method, path, body, signed_in)

    def _once(self, method: str, path: str, body: object, signed_in: bool) -> Any:
        headers = {"Accept-Encoding": "identity", "Content-Type": "application/json"}
        if signed_in:
            headers["Authorization"] = f"Bearer {self._tokens()['access']}"
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        if len(content) > COMPRESSED_FROM:
            content, headers["Content-Encoding"] = gzip.compress(content), "gzip"
        if content:
            headers["Content-Digest"] = digest_of(content)
        try:
            answer = self._http.request(method, path, content=content, headers=headers)
        except httpx.TransportError as error:
            raise Offline(type(error).__name__) from error
        return self._read(answer)

    def _read(self, answer: httpx.Response) -> Any:
        if answer.headers.get("CRMDesk") != "1":
            raise Offline("not a centre")
        if answer.headers.get("Content-Digest", digest_of(answer.content)) != digest_of(answer.content):
            raise Offline("damaged on its way")
        if answer.status_code in (429, 502, 503):
            raise Offline("busy", float(answer.headers.get("Retry-After", 1)))
        said = answer.json() if answer.content else None
        if answer.status_code >= 400:
            raise Problem(answer.status_code, said["code"], said["title"])
        return said

    def pokes(self, silence: float = 35) -> Generator[None, None, None]:
        """Yields whenever the live line says that something may be new; ends when it breaks or has been silent."""
        headers = {"Authorization": f"Bearer {self._tokens()['access']}"}
        try:
            with self._http.stream("GET", "/v1/sync/live", headers=headers, timeout=silence) as line:
                if line.headers.get("CRMDesk") == "1":
                    yield from (None for said in line.iter_lines() if said == "event: poke")
        except httpx.TransportError:
            return


def digest_of(content: bytes) -> str:
    """RFC 9530, over the bytes as they travel."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"
