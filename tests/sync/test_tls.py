"""HTTPS with an authority of the company's own."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from crmdesk.domain.errors import NotTrusted
from crmdesk.protocol.messages import Page, Position, Pull, encode
from crmdesk.sync.http import HttpRemote
from tests.support.scripted_server import Reply, scripted_server
from tests.sync.talking import MemoryWallet

PULL = Pull(replica="r", position=Position(epoch=1, seq=1, tag=1), scope="s")
PAGE = Page(position=PULL.position, more=False, contains=0, tables=[], deleted=[], evicted=[], scope="s")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that is its own authority, with its key in the same file."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    key, made, both = tmp_path / "key.pem", tmp_path / "cert.pem", tmp_path / "both.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(made),
            "-days", "2", "-subj", "/CN=crm", "-addext", "subjectAltName=IP:127.0.0.1",
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    both.write_text(key.read_text() + made.read_text())
    return both


def served(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def answer(_: object) -> Reply:
    return Reply(200, encode(PAGE), {"CRMDesk": "1"})


def test_a_company_s_own_authority_is_trusted_when_it_is_given(certificate: Path) -> None:
    with (
        scripted_server(answer, served(certificate)) as server,
        HttpRemote(server.url, MemoryWallet(), ca_file=certificate) as remote,
    ):
        assert remote.pull(PULL) == PAGE


def test_an_unknown_authority_is_not_talked_to(certificate: Path) -> None:
    with (
        scripted_server(answer, served(certificate)) as server,
        HttpRemote(server.url, MemoryWallet()) as remote,
        pytest.raises(NotTrusted) as caught,
    ):
        remote.pull(PULL)
    assert caught.value.detail == "self-signed certificate"
    assert server.requests == []
