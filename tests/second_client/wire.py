"""Requests to a centre as docs/sync.md and docs/api.md describe them: headers, digests, problems. It keeps nothing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import http.client
import json
from collections.abc import Callable, Generator
from typing import Any
from urllib.parse import urlsplit

COMPRESSED_FROM = 1024
Line = Callable[[str], None]
"""Is told the path of each request whose answer has come; raises `OSError` to lose that answer."""


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
        self, url: str, tokens: Callable[[], Any], keep: Callable[[Any], None], line: Line | None = None
    ) -> None:
        self._address = urlsplit(url).netloc
        self._http = http.client.HTTPConnection(self._address, timeout=30)
        self._tokens, self._keep, self._line = tokens, keep, line

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
        headers = {"Content-Type": "application/json"}
        if signed_in:
            headers["Authorization"] = f"Bearer {self._tokens()['access']}"
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        if len(content) > COMPRESSED_FROM:
            content, headers["Content-Encoding"] = gzip.compress(content), "gzip"
        if content:
            headers["Content-Digest"] = digest_of(content)
        try:
            answer, said = self._exchange(method, path, content, headers)
            if self._line is not None:
                self._line(path)
        except (OSError, http.client.HTTPException) as error:
            self._http.close()
            raise Offline(type(error).__name__) from error
        return _read(answer, said)

    def _exchange(
        self, method: str, path: str, content: bytes, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Once more over a new connection where the centre has closed the idle one: anything may be asked again."""
        kept = self._http.sock is not None
        try:
            self._http.request(method, path, content, headers)
            answer = self._http.getresponse()
        except (ConnectionError, http.client.BadStatusLine):
            if not kept:
                raise
            self._http.close()
            self._http.request(method, path, content, headers)
            answer = self._http.getresponse()
        return answer, answer.read()

    def pokes(self, silence: float = 35) -> Generator[None, None, None]:
        """Yields whenever the live line says that something may be new; ends when it breaks or has been silent."""
        line = http.client.HTTPConnection(self._address, timeout=silence)
        try:
            line.request(
                "GET", "/v1/sync/live", headers={"Authorization": f"Bearer {self._tokens()['access']}"}
            )
            answer = line.getresponse()
            if answer.headers.get("CRMDesk") == "1":
                yield from (None for said in answer if said.strip() == b"event: poke")
        except (OSError, http.client.HTTPException):
            return
        finally:
            line.close()


def _read(answer: http.client.HTTPResponse, content: bytes) -> Any:
    if answer.headers.get("CRMDesk") != "1":
        raise Offline("not a centre")
    if content and answer.headers.get("Content-Digest") != digest_of(content):
        raise Offline("damaged on its way")
    if answer.status in (408, 429, 502, 503):
        raise Offline("busy", float(answer.headers.get("Retry-After", 1)))
    said: Any = json.loads(content) if content else None
    if answer.status >= 400:
        raise Problem(answer.status, said["code"], said["title"])
    return said


def digest_of(content: bytes) -> str:
    """RFC 9530, over the bytes as they travel."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"
