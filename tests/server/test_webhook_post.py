"""The centre's one way out: where it leads and where not, TLS, the signature by the words of Standard Webhooks."""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.domain.errors import InvalidValue
from crmdesk.server.webhook_post import Posts, check_url, draw_secret, signed
from tests.support.receiver import Received, Receiver, answer_with

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
PRIVATE = (
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "2002:7f00:1::1",
)  # fmt: skip
PUBLIC = ("93.184.215.14", "2606:2800:21f:cb07::1")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver().running() as running:
        yield running


def test_the_signature_is_that_of_the_standard_s_own_example() -> None:
    # The vector that the reference libraries of Standard Webhooks are tested with.
    headers = signed(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        1614265330,
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_what_the_docs_say_about_verifying_works_and_turns_others_away() -> None:
    page = (ROOT / "docs" / "api.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    told: dict[str, object] = {}
    exec(code, told)
    verified = told["verified"]
    assert callable(verified)
    secret, body, now = draw_secret(), b'{"type":"webhook.test"}', int(time.time())
    headers = signed("msg_1", body, now, [draw_secret(), secret])
    assert verified(secret, headers, body)
    assert not verified(draw_secret(), headers, body)
    assert not verified(secret, headers, body + b" ")
    assert not verified(secret, {**headers, "webhook-id": "msg_2"}, body)
    assert not verified(secret, signed("msg_1", body, now - 3600, [secret]), body)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "ftp://example.com/hook",
        "example.com/hook",
        "https://",
        "https://user:word@example.com/",
        "https://example.com/#part",
        "https://example.com:0/",
        "https://example.com:99999/",
        "https://exämple.com/",
        "https://example.com/a b",
        "https://example.com/\r\nX: y",
        "https://[::1/",
        "https://example.com/" + "a" * 2000,
    ],
)
def test_what_is_no_address_to_post_to_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue):
        check_url(url, private=False, resolve=lambda host, port: PUBLIC)


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_in_the_centre_s_own_networks_is_refused(address: str) -> None:
    with pytest.raises(InvalidValue, match="--private"):
        check_url("https://inside.example/", private=False, resolve=lambda host, port: [address])
    check_url("http://inside.example/", private=True, resolve=lambda host, port: [address])


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:10.0.0.1]"]
)
def test_no_way_to_write_it_hides_it(host: str) -> None:
    with pytest.raises(InvalidValue):
        check_url(f"https://{host}/", private=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_outside_may_be_posted_to_and_so_may_one_that_is_not_known_yet(address: str) -> None:
    check_url("https://example.com:8443/a?b=c", private=False, resolve=lambda host, port: [address])

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror("not known")

    check_url("https://example.com/", private=False, resolve=unknown)


def test_a_name_that_comes_to_stand_for_an_address_inside_is_not_posted_to(receiver: Receiver) -> None:
    posts = Posts(resolve=lambda host, port: ["127.0.0.1"])
    answer = posts.post(f"http://example.com:{receiver.port}/", {}, b"{}", private=False)
    assert (answer.taken, receiver.received) == (False, [])
    assert answer.words == "example.com leads into a private network"


def test_it_connects_to_the_address_that_was_judged_and_asks_no_second_time(receiver: Receiver) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    url = f"http://nowhere.invalid:{receiver.port}/here"
    assert Posts(resolve=resolve).post(url, {}, b"{}", private=True).taken
    assert asked == ["nowhere.invalid"]
    assert receiver.received[0].headers["host"] == f"nowhere.invalid:{receiver.port}"


def test_the_next_address_is_tried_where_nobody_answers_at_the_first(receiver: Receiver) -> None:
    posts = Posts(resolve=lambda host, port: ["127.0.0.2", "::1", "127.0.0.1"])
    # The receiver listens at 127.0.0.1 alone.
    assert posts.post(f"http://twofold.example:{receiver.port}/", {}, b"{}", private=True).taken


def test_nobody_there_and_no_http_are_told_in_words(receiver: Receiver) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = Posts().post(f"http://127.0.0.1:{probe.getsockname()[1]}/", {}, b"{}", private=True)
    assert (nobody.status, "refused" in nobody.words) == (None, True)
    receiver.answering = lambda request: request.wfile.write(b"nonsense\r\n\r\n") and None
    nonsense = Posts().post(receiver.url, {}, b"{}", private=True)
    assert (nonsense.status, "nonsense" in nonsense.words) == (None, True)


def test_what_a_receiver_says_steers_no_terminal(receiver: Receiver) -> None:
    for said in (b"HTTP/1.1 500 \x1b[2J\x07gone\r\n\r\n", b"\x1b[2Jno HTTP\r\n\r\n"):
        receiver.answering = lambda request, said=said: request.wfile.write(said) and None  # type: ignore[misc]
        answer = Posts().post(receiver.url, {}, b"{}", private=True)
        assert answer.words.isprintable()
        assert not answer.taken


def test_an_answer_with_headers_without_end_is_none(receiver: Receiver) -> None:
    def pour(request: object) -> None:
        answer_with(200, **{f"X-{number}": "y" for number in range(1000)})(request)  # type: ignore[arg-type]

    receiver.answering = pour
    assert not Posts().post(receiver.url, {}, b"{}", private=True).taken


def test_tls_is_asked_for_the_name_and_a_stranger_s_certificate_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    name = ("-subj", "/CN=hooks.example", "-addext", "subjectAltName=DNS:hooks.example")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
         "-keyout", str(key), "-out", str(made), *name], check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    with Receiver(context).running() as receiver:

        def post(host: str) -> Received | str:
            posts = Posts(resolve=lambda host, port: ["127.0.0.1"])
            answer = posts.post(f"https://{host}:{receiver.port}/", {}, b"{}", private=True)
            return receiver.received[-1] if answer.taken else answer.words

        assert "CERTIFICATE_VERIFY_FAILED" in str(post("hooks.example"))
        monkeypatch.setenv("SSL_CERT_FILE", str(made))  # where OpenSSL looks for a company's own authority
        assert isinstance(post("hooks.example"), Received)
        assert "CERTIFICATE_VERIFY_FAILED" in str(post("other.example"))
        assert len(receiver.received) == 1
