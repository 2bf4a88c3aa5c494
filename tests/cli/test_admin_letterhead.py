"""`crmdesk admin org letterhead`: what documents say of their sender is set, changed and taken away."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_admin import Admin


def test_sender_is_set_field_by_field(tmp_path: Path) -> None:
    admin = Admin(tmp_path / "data")
    admin.one("org", "init", "Acme")
    assert set(admin.one("org", "letterhead").values()) == {None}
    made = admin.one("org", "letterhead", "--street", "1 Quay", "--city", "Hull", "--tax-number", "GB 1")
    assert (made["name"], made["street"], made["tax_number"], made["phone"]) == (
        "Acme",
        "1 Quay",
        "GB 1",
        None,
    )
    admin.one("org", "letterhead", "--phone", "+44 1", "--name", "Acme Ltd.", "--tax-number", "")
    shown = admin.one("org", "letterhead")
    assert (shown["name"], shown["city"], shown["phone"], shown["tax_number"]) == (
        "Acme Ltd.", "Hull", "+44 1", None,
    )  # fmt: skip
    assert admin.run("org", "letterhead", "--name", "x" * 201).exit_code == 2
