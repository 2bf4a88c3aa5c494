"""Damaged bodies are told from whole ones."""

from __future__ import annotations

import pytest

from crmdesk.protocol.integrity import content_digest, is_intact


def test_the_digest_is_that_of_rfc_9530() -> None:
    # The example of RFC 9530, section 2: a body with a newline at its end.
    body = b'{"hello": "world"}\n'
    assert content_digest(body) == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"


@pytest.mark.parametrize("bit", range(8))
def test_a_body_with_one_bit_turned_over_is_damaged(bit: int) -> None:
    body = bytearray(b"an edit")
    header = content_digest(bytes(body))
    assert is_intact(header, bytes(body))
    body[3] ^= 1 << bit
    assert not is_intact(header, bytes(body))


def test_other_algorithms_may_stand_beside() -> None:
    header = f"sha-512=:AAAA:, {content_digest(b'x')}"
    assert is_intact(header, b"x")
    assert not is_intact(header, b"y")


def test_without_a_digest_nothing_is_known_against_a_body() -> None:
    assert is_intact(None, b"x")
    assert is_intact("sha-512=:AAAA:", b"x")


def test_a_digest_that_cannot_be_read_is_damaged_itself() -> None:
    assert not is_intact("sha-256=AAAA", b"x")
    assert not is_intact("sha-256=::", b"x")
