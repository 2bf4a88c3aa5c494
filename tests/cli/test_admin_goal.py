"""`crmdesk admin goal`: quotas are set, replaced and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_admin import Admin, staffed


@pytest.fixture
def admin(tmp_path: Path) -> Admin:
    return staffed(tmp_path / "data")


def test_quota_is_set_and_another_for_the_same_period_takes_its_place(admin: Admin) -> None:
    first = admin.one("goal", "set", "kim", "2026-Q4", "120000", "USD")
    again = admin.one("goal", "set", "KIM", "2026-q4", "150000.50", "usd")
    assert again["id"] == first["id"]
    admin.one("goal", "set", "kim", "2026-11", "50000000", "KRW")
    shown = [
        (line["login"], line["period"], line["amount"], line["currency"])
        for line in admin.lines("goal", "list")
    ]
    assert shown == [("kim", "2026-11", "50000000", "KRW"), ("kim", "2026-Q4", "150000.50", "USD")]


def test_person_has_their_quota_in_sight(admin: Admin) -> None:
    made = admin.one("goal", "set", "kim", "2026-Q4", "120000", "USD")
    assert made["id"] in admin.run("export", "--as-user", "kim").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nobody", "2026-Q4", "1", "USD"), 3),
        (("kim", "2026-Q5", "1", "USD"), 2),
        (("kim", "soon", "1", "USD"), 2),
        (("kim", "2026-13", "1", "USD"), 2),
        (("kim", "2026-Q4", "much", "USD"), 2),
        (("kim", "2026-Q4", "-1", "USD"), 2),
    ],
)
def test_what_is_no_quota_is_refused(admin: Admin, arguments: tuple[str, ...], code: int) -> None:
    assert admin.run("goal", "set", "--", *arguments).exit_code == code
    assert admin.lines("goal", "list") == []
