"""Pairs that may be one at the headless laptop: told while saving, listed, merged, kept as two."""

from __future__ import annotations

from tests.cli.headless import Client, made


def test_a_pair_is_told_listed_and_merged(signed_in: Client) -> None:
    first = made(signed_in, "contact", "name=Kim", "emails+=kim@acme.example")
    answer = signed_in("create", "contact", "name=M. Kim", "emails+=Kim@Acme.example")
    assert first in answer.err
    second = answer.value["id"]
    for verb in ("sync", "sync"):
        signed_in(verb)
    (case,) = signed_in("duplicates").lines
    assert (case["type"], case["record"], case["other"], case["fields"]) == (
        "contact",
        second,
        first,
        ["emails"],
    )
    status = signed_in("status").value
    assert (status["state"], status["duplicates"]) == ("ok", 1)
    for wrong in ((), ("--keep", case["id"])):
        signed_in("duplicates", "merge", case["id"], *wrong, expect=2)
    signed_in("duplicates", "merge", case["id"], "--keep", first)
    signed_in("sync")
    signed_in("get", "contact", second, expect=3)
    assert signed_in("duplicates").lines == []
    signed_in("duplicates", "dismiss", case["id"], expect=3)


def test_two_that_are_two_are_not_listed_again(signed_in: Client) -> None:
    for name in ("Kim", "Lee"):
        made(signed_in, "contact", f"name={name}", "emails+=info@acme.example")
    for verb in ("sync", "sync"):
        signed_in(verb)
    (case,) = signed_in("duplicates").lines
    signed_in("duplicates", "dismiss", case["id"])
    assert signed_in("duplicates").lines == []
    signed_in("sync")
    assert signed_in("duplicates").lines == []
