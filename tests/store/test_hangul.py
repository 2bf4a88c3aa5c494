"""Consonants out of syllables, and syllables out of consonants."""

from crmdesk.store.hangul import initials, separated, syllables
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
