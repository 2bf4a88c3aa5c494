"""How close a name is to what was typed, and which part of it answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.store.name_match import Closeness, match
from crmdesk.store.search_text import fold, terms

CASES = [
    ("microsoft", "Microsoft", Closeness.EXACT, ["Microsoft"]),
    ("Micro", "Microsoft", Closeness.BEGINNING, ["Micro"]),
    ("bay", "North Bay", Closeness.WORD, ["Bay"]),
    ("north b", "North Bay", Closeness.BEGINNING, ["North", "B"]),
    ("bay nor", "North Bay", Closeness.BEGINNING, ["Nor", "Bay"]),
    ("bay", "North-Bay Bay", Closeness.WORD, ["Bay"]),
    ("bay", "한국Bay Bay", Closeness.WORD, ["Bay"]),
    ("bay", " Bay", Closeness.WORD, ["Bay"]),
    ("soft", "Microsoft", Closeness.INSIDE, ["soft"]),
    ("so", "Microsoft", Closeness.INSIDE, ["so"]),
    ("zuri", "Zürich GmbH", Closeness.BEGINNING, ["Züri"]),
    ("strass", "Straße 5", Closeness.BEGINNING, ["Straß"]),
    ("ㄱㅊㅅ", "김철수", Closeness.SOUND, ["김철수"]),
    ("김ㅊ", "김철수", Closeness.SOUND, ["김철"]),
    ("ㅊㅅ", "김철수 상사", Closeness.SOUND, ["철수"]),
    ("ㄳ", "김수로", Closeness.SOUND, ["김수"]),
    ("철수", "김철수", Closeness.INSIDE, ["철수"]),
    ("김철", "김철수", Closeness.BEGINNING, ["김철"]),
    ("김처", "김철수", Closeness.INSIDE, ["김철"]),
    ("김첤", "김철수", Closeness.INSIDE, ["김철수"]),
    ("wangwei", "王伟", Closeness.SOUND, ["王伟"]),
    ("ww", "王偉 (Taipei)", Closeness.SOUND, ["王偉"]),
    ("zengg", "曾国藩", Closeness.SOUND, ["曾国"]),
    ("wang tech", "王伟 Technologies", Closeness.SOUND, ["王", "Tech"]),
    ("lodz", "Łódź Co", Closeness.BEGINNING, ["Łódź"]),
    ("istan", "İstanbul Ltd", Closeness.BEGINNING, ["İstan"]),
    ("현대중공", "현대 중공업", Closeness.BEGINNING, ["현대 중공"]),
    ("대중", "현대 중공업", Closeness.INSIDE, ["대 중"]),
    ("현대주", "현대 중공업", Closeness.INSIDE, ["현대 중"]),
    ("ㅎㄷㅈㄱ", "현대 중공업", Closeness.SOUND, ["현대 중공"]),
    ("北京大学", "北京  大学", Closeness.BEGINNING, ["北京  大学"]),
    ("obri", "Pat O’Brien", Closeness.WORD, ["O’Bri"]),
    ("cocacola kor", "Coca-Cola Korea", Closeness.BEGINNING, ["Coca-Cola", "Kor"]),
    ("abc", "A.B.C. Systems", Closeness.BEGINNING, ["A.B.C"]),
    ("ocac", "Coca-Cola", Closeness.INSIDE, ["oca-C"]),
]


@pytest.mark.parametrize(("typed", "name", "closeness", "parts"), CASES)
def test_a_name_answers_with_its_part(typed: str, name: str, closeness: Closeness, parts: list[str]) -> None:
    found = match(name, terms(typed))
    assert found is not None
    assert found.closeness is closeness
    assert [name[start:end] for start, end in found.spans] == parts


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("z", "Oz Ltd, a"),
        ("o", "Microsoft"),
        ("ㄱㅅ", "김철수"),
        ("박ㅊ", "김철수"),
        ("west", "North Bay"),
        ("", "A"),
    ],
)
def test_a_name_that_holds_none_of_it_is_no_answer(typed: str, name: str) -> None:
    assert match(name, terms(typed)) is None


def test_answers_at_the_beginning_of_a_name_come_before_others_of_their_kind() -> None:
    ranks = [found.rank for name in ("김소연", "박김소") if (found := match(name, terms("ㄱㅅ"))) is not None]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 2


_LETTERS = st.text("가각갂김기시수숫ㄱㅅㄳ王伟 aw'1-", max_size=6)


@given(name=_LETTERS, typed=_LETTERS)
def test_no_name_that_answers_is_ruled_out(name: str, typed: str) -> None:
    wanted = terms(typed)
    if not wanted.empty and match(name, wanted) is not None:
        assert not wanted.rules_out(fold(name))
