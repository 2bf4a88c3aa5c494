"""`crmdesk admin form`: forms are published in versions, listed and withdrawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_admin import Admin, staffed

CHECK = """
key = "store_check"
[name]
en = "Store check"
ko = "매장 점검"
[[questions]]
key = "stock"
kind = "yes_no"
required = true
text = { en = "Is everything in stock?", ko = "재고가 모두 있습니까?" }
[[questions]]
key = "missing"
kind = "text"
text = "What is missing?"
when = { question = "stock", value = false }
"""


@pytest.fixture
def admin(tmp_path: Path) -> Admin:
    return staffed(tmp_path / "data")


@pytest.fixture
def check(tmp_path: Path) -> Path:
    file = tmp_path / "check.toml"
    file.write_text(CHECK)
    return file


def shown(admin: Admin) -> list[tuple[Any, ...]]:
    return [
        (line["key"], line["version"], line["active"], line["questions"])
        for line in admin.lines("form", "list")
    ]


def test_form_is_published_and_in_everybodys_sight(admin: Admin, check: Path) -> None:
    made = admin.one("form", "import", str(check))
    assert (made["key"], made["version"], made["name"]) == ("store_check", 1, "Store check")
    assert made["id"] in admin.run("export", "--as-user", "kim").stdout


def test_changed_form_is_a_further_version_and_the_same_one_is_none(admin: Admin, check: Path) -> None:
    first = admin.one("form", "import", str(check))
    assert admin.one("form", "import", str(check))["id"] == first["id"]
    check.write_text(CHECK.replace("What is missing?", "What is not there?"))
    assert admin.one("form", "import", str(check))["id"] != first["id"]
    assert shown(admin) == [("store_check", 2, True, 2), ("store_check", 1, False, 2)]


def test_removed_form_is_in_use_no_more_and_stays(admin: Admin, check: Path) -> None:
    admin.one("form", "import", str(check))
    assert admin.one("form", "remove", "store_check") == {"key": "store_check", "retired": 1}
    assert shown(admin) == [("store_check", 1, False, 2)]
    assert admin.run("form", "remove", "nothing").exit_code == 3
    admin.one("form", "import", str(check))
    assert shown(admin)[0] == ("store_check", 2, True, 2)


def test_json_is_as_good_as_toml(admin: Admin, tmp_path: Path) -> None:
    file = tmp_path / "needs.json"
    told = {"key": "needs", "name": "Needs", "questions": [{"key": "why", "kind": "text", "text": "Why?"}]}
    file.write_text(json.dumps(told))
    admin.one("form", "import", str(file))
    assert shown(admin) == [("needs", 1, True, 1)]


@pytest.mark.parametrize(
    "text",
    ["", "[", 'key = "x"', CHECK.replace("store_check", "Store Check"), CHECK.replace('"stock", v', '"missing", v'),
     CHECK.replace("yes_no", "riddle")],
)  # fmt: skip
def test_file_that_is_no_form_is_refused(admin: Admin, check: Path, text: str) -> None:
    check.write_text(text)
    assert admin.run("form", "import", str(check)).exit_code == 2
    assert admin.run("form", "import", str(check.parent / "nowhere.toml")).exit_code == 2
    assert shown(admin) == []
