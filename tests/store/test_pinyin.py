"""Chinese names by what is typed for them: syllables, first letters, surnames as they are read."""

import subprocess
import sys

import pytest

from crmdesk.store.pinyin import KEY_LENGTH, keys, readings, spoken_span

SURNAMES = {
    "单": "shan", "單": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "朴": "piao", "区": "ou",
    "區": "ou", "翟": "zhai", "缪": "miao", "乐": "yue", "任": "ren", "盖": "ge", "尉": "yu", "万": "mo", "吕": "lv",
    "呂": "lu", "召": "shao", "覃": "qin", "种": "chong", "秘": "bi", "盛": "sheng",
}  # fmt: skip


@pytest.mark.parametrize(("surname", "read"), SURNAMES.items())
def test_a_surname_is_read_as_a_surname(surname: str, read: str) -> None:
    assert read in readings(surname)


@pytest.mark.parametrize(
    ("typed", "name", "span"),
    [
        ("wangwei", "王伟", (0, 2)),
        ("wangwei", "王偉", (0, 2)),
        ("ww", "王伟", (0, 2)),
        ("wangw", "王偉", (0, 2)),
        ("wan", "王伟", (0, 1)),
        ("wei", "王伟", (1, 2)),
        ("wangxm", "王小明", (0, 3)),
        ("wangxiaom", "王小明", (0, 3)),
        ("xm", "王小明", (1, 3)),
        ("xiaoming", "王小明", (1, 3)),
        ("changsha", "长沙", (0, 2)),
        ("xian", "西安", (0, 2)),
        ("wangx", "王伟", None),
        ("angwei", "王伟", None),
        ("wangweii", "王伟", None),
        ("w", "김철수", None),
    ],
)
def test_a_name_is_heard_in_what_was_typed(typed: str, name: str, span: tuple[int, int] | None) -> None:
    assert spoken_span(typed, name) == span


@pytest.mark.parametrize("name", ["王小明", "单雄信", "長沙機械", "重庆长安行", "乐乐乐乐乐乐乐乐"])
def test_whatever_is_heard_is_among_the_keys(name: str) -> None:
    indexed = keys(name)
    for read in readings(name[0]):
        for second in readings(name[1]):
            typed = read + second
            assert any(key.startswith(typed[:6]) for key in indexed)
    assert all(len(key) <= KEY_LENGTH for key in indexed)


def test_a_whole_name_is_among_the_keys() -> None:
    assert {"wangxiaoming", "xiaoming", "wangxm", "wxm", "xm"} <= keys("王小明")
    assert {"zengguofan", "shanxiongxin"} <= keys("曾国藩") | keys("单雄信")


def test_the_readings_are_loaded_with_the_first_name_that_needs_them() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from crmdesk.store.replica import Replica; from crmdesk.store.pinyin import readings;"
            " readings('김'); print('pypinyin' in sys.modules); readings('王'); print('pypinyin' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["False", "True"]
