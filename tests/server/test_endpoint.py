import gzip
import http.client
import json
import socket
import threading

import pytest
from backports import zstd
from sqlalchemy import make_url

from crmdesk.protocol.integrity import content_digest
from crmdesk.protocol.limits import BODY_BYTES, DECOMPRESSED_BYTES, JSON_DEPTH, PUSH_ITEMS
from crmdesk.protocol.messages import Handshake, encode
from crmdesk.server.throttle import REQUESTS
from tests.support import PATIENCE, postgres
from tests.support.centre import RunningCentre
from tests.support.databases import SQLITE, Databases

pytestmark = pytest.mark.any_database

SIGN_IN = "/v1/sign-in"
HANDSHAKE = "/v1/sync/handshake"
GREETING = encode(
    Handshake(
        protocol=(1, 1),
        schema="",
        client="test",
        replica=None,
        token=None,
        now="2026-11-21T09:00:00.000Z",
        position=None,
    )
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nonsense",
        b"[]",
        b"null",
        b'{"login":"kim"} trailing',
        b'{"login":5,"password":"x"}',
        b'{"login":null,"password":"x"}',
        b'{"login":"kim","login":"lee","password":"x"}',
        b'{"login":"kim","password":"x","more":{"a":1,"a":2}}',
        b'{"login":"kim","password":"x","more":NaN}',
        b'{"login":"kim","password":"x","more":-Infinity}',
        b'{"login":"\xff\xfe","password":"x"}',
        b'{"login":"\\ud800","password":"x"}',
        b'{"login":"kim","password":"x","more":' + b"9" * 6000 + b"}",
        '{"login":"kim","password":"x"}'.encode("utf-16"),
        b"<html><body>login</body></html>",
    ],
    ids=range(17),
)
def test_a_malformed_body_is_refused_as_such(centre: RunningCentre, body: bytes) -> None:
    reply = centre.ask("POST", SIGN_IN, body)
    assert (reply.status, reply.code) == (400, "malformed")
    assert reply.headers["crmdesk"] == "1"


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":'])
def test_json_nested_200_000_deep_is_refused_before_a_parser_recurses(
    centre: RunningCentre, opening: bytes
) -> None:
    depth = min(200_000, BODY_BYTES // len(opening))
    reply = centre.ask("POST", SIGN_IN, opening * depth)
    assert (reply.status, reply.code) == (400, "malformed")


def test_brackets_inside_texts_are_not_depth(centre: RunningCentre) -> None:
    centre.add_user("kim")
    body = {"login": "kim", "password": "wrong", "device_name": '[{"\\' * JSON_DEPTH}
    assert centre.ask("POST", SIGN_IN, body).code == "sign_in"


def test_json_of_the_allowed_depth_is_read(centre: RunningCentre) -> None:
    inner = "[" * (JSON_DEPTH - 1) + "]" * (JSON_DEPTH - 1)
    reply = centre.ask("POST", SIGN_IN, f'{{"login":"kim","password":"x","more":{inner}}}'.encode())
    assert reply.code == "sign_in"


def test_unknown_fields_are_ignored_so_that_a_newer_client_may_say_more(centre: RunningCentre) -> None:
    centre.add_user("kim")
    body = {"login": "kim", "password": "correct horse", "from_the_future": [1, 2]}
    assert centre.ask("POST", SIGN_IN, body).status == 200


def test_a_body_beyond_the_limit_is_refused(centre: RunningCentre) -> None:
    reply = centre.ask("POST", SIGN_IN, b'"' + b"x" * BODY_BYTES + b'"')
    assert (reply.status, reply.code) == (413, "too_large")
    # A smaller one may come at once; every limit says when.
    assert reply.headers["retry-after"] == "1"


def test_a_body_that_says_no_length_is_cut_off_at_the_limit(centre: RunningCentre) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", centre.port, timeout=PATIENCE)
    chunk = b"x" * 65536
    connection.request("POST", SIGN_IN, iter([chunk] * (BODY_BYTES // len(chunk) + 1)), encode_chunked=True)
    answer = connection.getresponse()
    assert answer.status == 413
    assert json.loads(answer.read())["code"] == "too_large"
    connection.close()


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("zstd", zstd.compress)])
def test_a_decompression_bomb_is_refused(centre: RunningCentre, encoding: str, pack: object) -> None:
    bomb = pack(b" " * (DECOMPRESSED_BYTES + 1))  # type: ignore[operator]
    assert len(bomb) < BODY_BYTES
    reply = centre.ask("POST", SIGN_IN, bomb, headers={"Content-Encoding": encoding})
    assert (reply.status, reply.code) == (413, "too_large")


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_damaged_compressed_body_is_malformed(centre: RunningCentre, encoding: str) -> None:
    whole = {"gzip": gzip.compress, "zstd": zstd.compress}[encoding](b'{"login":"kim","password":"x"}')
    for body in (whole[:-3], whole + b"more", b"no such thing"):
        reply = centre.ask("POST", SIGN_IN, body, headers={"Content-Encoding": encoding})
        assert (reply.status, reply.code) == (400, "malformed")


def test_an_unknown_encoding_is_named(centre: RunningCentre) -> None:
    reply = centre.ask("POST", SIGN_IN, b"{}", headers={"Content-Encoding": "br"})
    assert (reply.status, reply.code) == (415, "unknown_encoding")


def test_compressed_requests_are_read_and_large_answers_compressed(centre: RunningCentre) -> None:
    centre.add_user("kim")
    body = zstd.compress(b'{"login":"kim","password":"correct horse"}')
    assert centre.ask("POST", SIGN_IN, body, headers={"Content-Encoding": "zstd"}).status == 200
    plain = centre.ask("GET", "/v1/openapi.json")
    packed = centre.ask("GET", "/v1/openapi.json", headers={"Accept-Encoding": "gzip, zstd"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "zstd"
    assert zstd.decompress(packed.body) == plain.body


@pytest.mark.parametrize(
    "header", ["", "Basic a2ltOng=", "Bearer", "Bearer ", "Bearer made-up", "bearer x y"]
)
def test_what_is_no_sign_in_is_asked_to_sign_in(centre: RunningCentre, header: str) -> None:
    reply = centre.ask("POST", HANDSHAKE, GREETING, headers={"Authorization": header})
    assert (reply.status, reply.code) == (401, "sign_in")
    assert reply.headers["www-authenticate"] == "Bearer"


def test_tokens_are_traded_and_a_session_ended_over_http(centre: RunningCentre) -> None:
    centre.add_user("kim")
    first = centre.ask("POST", SIGN_IN, {"login": "kim", "password": "correct horse"}).json
    assert first["user"]["login"] == "kim"
    assert first["organisation"]["currency"] == "USD"
    second = centre.ask("POST", "/v1/token", {"refresh": first["refresh"]}).json
    assert second["device"] == first["device"]
    assert centre.ask("POST", "/v1/sign-out", token=second["access"]).status == 200
    for token in (first["access"], second["access"]):
        assert centre.ask("POST", HANDSHAKE, GREETING, token=token).code == "sign_in"
    assert centre.ask("POST", "/v1/token", {"refresh": second["refresh"]}).code == "sign_in"


def test_more_mutations_than_a_push_may_hold_are_refused_as_a_whole(centre: RunningCentre) -> None:
    centre.add_user("kim")
    token = centre.sign_in("kim")
    mutation = dict.fromkeys(("op_id", "type", "id", "author", "at", "group", "intent"), "") | {
        "act": "create"
    }
    items = [{"number": number, "mutation": mutation} for number in range(PUSH_ITEMS + 1)]
    body = zstd.compress(json.dumps({"replica": "", "epoch": 1, "items": items}).encode())
    reply = centre.ask("POST", "/v1/sync/push", body, token=token, headers={"Content-Encoding": "zstd"})
    assert (reply.status, reply.code) == (413, "too_large")


def test_an_unknown_path_and_a_wrong_method_are_problems_of_this_server(centre: RunningCentre) -> None:
    missing, wrong = centre.ask("GET", "/v1/nothing"), centre.ask("GET", SIGN_IN)
    assert (missing.status, missing.code) == (404, "no_such_path")
    assert (wrong.status, wrong.code) == (405, "no_such_path")
    several = centre.ask("PUT", "/v1/records/account/x")
    assert several.headers["allow"] == "DELETE, GET, HEAD, PATCH"
    assert missing.headers["crmdesk"] == wrong.headers["crmdesk"] == "1"


def test_no_protocol_in_common_asks_for_an_update(centre: RunningCentre) -> None:
    centre.add_user("kim")
    greeting = {**json.loads(GREETING), "protocol": [98, 99]}
    reply = centre.ask("POST", HANDSHAKE, greeting, token=centre.sign_in("kim"))
    assert (reply.status, reply.code) == (426, "update")


def test_a_forged_replica_is_not_known(centre: RunningCentre) -> None:
    for login in ("kim", "lee"):
        centre.add_user(login)
    kim, lee = centre.sign_in("kim"), centre.sign_in("lee")
    welcome = centre.ask("POST", HANDSHAKE, GREETING, token=kim).json
    pull = {"replica": welcome["replica"], "position": welcome["head"], "scope": welcome["user"]["scope"]}
    assert centre.ask("POST", "/v1/sync/pull", pull, token=kim).status == 200
    reply = centre.ask("POST", "/v1/sync/pull", pull, token=lee)
    assert (reply.status, reply.code) == (403, "unknown_replica")


def test_too_many_requests_of_one_device_are_put_off(
    centre: RunningCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(centre.core.throttle, "_clock", lambda: 0.0)
    centre.add_user("kim")
    token = centre.sign_in("kim")
    device = str(centre.core.identity.authenticate(token).device)
    for _ in range(REQUESTS.amount):
        centre.core.throttle.request(device)
    reply = centre.ask("POST", HANDSHAKE, GREETING, token=token)
    assert (reply.status, reply.code) == (429, "too_many")
    assert int(reply.headers["retry-after"]) >= 1


def test_too_many_guesses_answer_429_with_retry_after(centre: RunningCentre) -> None:
    replies = [
        centre.ask("POST", SIGN_IN, {"login": "kim", "password": f"guess {number}"}) for number in range(11)
    ]
    assert [reply.status for reply in replies] == [401] * 10 + [429]
    assert int(replies[-1].headers["retry-after"]) >= 1


@pytest.mark.expected_log(r"the database went away|\"event\": \"bug\"")
def test_an_error_of_the_server_s_own_is_logged_whole_and_told_by_number(
    centre: RunningCentre, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("the database went away with secret details")

    monkeypatch.setattr("crmdesk.server.feed.Feed.visible", fails)
    centre.add_user("kim")
    reply = centre.ask("GET", f"/v1/records/account/{centre.org:032x}", token=centre.sign_in("kim"))
    assert reply.status == 404
    path = "/v1/records/account/01a20042-f6cd-7e5a-949d-da0e0dc9b748"
    reply = centre.ask("GET", path, token=centre.sign_in("kim"))
    assert (reply.status, reply.code) == (500, "bug")
    assert b"secret" not in reply.body
    incident = reply.json["detail"].removeprefix("incident ")
    assert any(
        incident in record.getMessage() and "RuntimeError" in record.getMessage() for record in caplog.records
    )


def test_a_client_that_goes_away_in_the_middle_harms_nobody(centre: RunningCentre) -> None:
    with socket.create_connection(("127.0.0.1", centre.port)) as line:
        line.sendall(b"POST /v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
    assert centre.ask("GET", "/healthz").status == 200


def test_metrics_count_answers_by_operation_and_status(centre: RunningCentre) -> None:
    centre.ask("POST", SIGN_IN, b"nonsense")
    page = centre.ask("GET", "/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    assert b'crmdesk_requests_total{operation="sign_in",status="400"} 1.0' in page.body


def test_many_at_once_are_all_answered(centre: RunningCentre) -> None:
    centre.add_user("kim")
    token = centre.sign_in("kim")
    statuses: list[int] = []

    def greet() -> None:
        statuses.append(centre.ask("POST", HANDSHAKE, GREETING, token=token).status)

    threads = [threading.Thread(target=greet) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 40


@pytest.mark.expected_log("storage fault")
def test_a_database_that_fails_is_told_as_try_later_and_not_as_a_lost_session(
    centre: RunningCentre, databases: Databases
) -> None:
    centre.add_user("kim")
    token = centre.sign_in("kim")
    centre.core.engine.dispose()
    if databases.kind == SQLITE:
        for path in centre.data.glob("centre.db*"):
            path.write_bytes(b"rotten" * 2000)
    else:
        name = str(make_url(centre.database_url).database)
        postgres.cluster().execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    reply = centre.ask("POST", HANDSHAKE, GREETING, token=token)
    assert (reply.status, reply.code) == (503, "storage")
    assert int(reply.headers["retry-after"]) >= 1


def test_a_body_that_was_damaged_on_its_way_is_not_read(centre: RunningCentre) -> None:
    body = b'{"login":"kim","password":"secret"}'
    headers = {"Content-Digest": content_digest(body)}
    assert centre.ask("POST", SIGN_IN, body, headers=headers).code == "sign_in"
    reply = centre.ask("POST", SIGN_IN, body.replace(b"kim", b"kin"), headers=headers)
    assert (reply.status, reply.code) == (400, "damaged")


def test_every_answer_says_what_it_should_be(centre: RunningCentre) -> None:
    for path in ("/v1/health", "/nothing", "/v1/openapi.json"):
        reply = centre.ask("GET", path)
        assert reply.headers["content-digest"] == content_digest(reply.body)
