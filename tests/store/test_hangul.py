"""Consonants out of syllables, and syllables out of consonants."""

import unicodedata

import pytest

from crmdesk.store.hangul import becoming, initials, separated, stands_for, syllables
from crmdesk.store.search_text import fold


def test_a_syllable_begins_with_its_consonant() -> None:
    assert initials("김철수") == fold("ㄱㅊㅅ")
    assert initials("까치 A1 王") == fold("ㄲㅊ A1 王").replace("a", "A")


def test_what_an_input_method_joined_is_taken_apart() -> None:
    assert separated(fold("ㄳ")) == fold("ㄱㅅ")
    assert separated(fold("ㅊㅄㄽㅀ")) == fold("ㅊㅂㅅㄹㅅㄹㅎ")
    assert separated(fold("값 김")) == "값 김"


def test_a_consonant_has_its_first_and_last_syllable() -> None:
    assert syllables(fold("ㄱ")) == ("가", "깋")
    assert syllables(fold("ㅎ")) == ("하", "힣")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("처", "철"),
        ("김처", "김철"),
        ("철", "처리"),
        ("첤", "철수"),
        ("갑", "가방"),
        ("값", "갑수"),
        ("앉", "안주"),
        ("있", "이쓰"),
    ],
)
def test_a_syllable_may_still_become_another(typed: str, meant: str) -> None:
    found = becoming(typed)
    assert found is not None
    assert found[0] <= meant <= found[1]
    assert len(found[0]) == len(meant)


def test_every_final_goes_where_the_keyboard_puts_it() -> None:
    """By Unicode's own decomposition: what stays and what moves are the parts of what was there."""
    for final in range(1, 28):
        syllable = chr(0xAC00 + final)
        least, _ = becoming(syllable) or ("", "")
        stays = unicodedata.normalize("NFKD", least[0])[2:]
        moves = unicodedata.normalize("NFKD", least[1])[0]
        name = unicodedata.name(unicodedata.normalize("NFD", syllable)[2]).removeprefix("HANGUL JONGSEONG ")
        parts = [unicodedata.name(jamo).split()[-1] for jamo in stays] + [unicodedata.name(moves).split()[-1]]
        assert "-".join(parts) == name


@pytest.mark.parametrize("typed", ["", "a", "王", "ㄱ"])
def test_nothing_else_becomes_anything(typed: str) -> None:
    assert becoming(fold(typed)) is None


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("김ㅅ", "김수로", "김수"),
        ("ㄱㅊㅅ", "박 김철수", "김철수"),
        ("김처", "김철수", "김철"),
        ("김첤", "김철수", "김철수"),
        ("철수", "김철수", "철수"),
        ("王(", "王(伟)", "王("),
        ("김ㅅ", "김로수", None),
        ("철수", "김철사", None),
    ],
)
def test_a_term_stands_for_what_it_may_mean(typed: str, name: str, found: str | None) -> None:
    there = stands_for(separated(fold(typed))).search(fold(name))
    assert (there and there.group()) == found
