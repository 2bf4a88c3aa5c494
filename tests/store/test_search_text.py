"""What is indexed and what is asked are cut into the same terms, in every script."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.store.search_text import fold, index_text, terms

TEXT = st.text(st.sampled_from("ab7 é-_.,'Å한국어서울中文測試カナ。，·\u3000\t\n0９ｱ"), max_size=40)


def test_letters_lose_case_width_and_accents() -> None:
    assert fold("ÉCOLE Ｗｉｄｅ Straße") == "ecole wide strasse"


def test_letters_that_are_no_letter_and_a_mark_are_typed_without_theirs() -> None:
    assert fold("Łódź Søren Ærø Çağrı İstanbul ĐẶNG Œuvre") == "lodz soren aero cagri istanbul dang oeuvre"
    assert fold("臺北") == fold("台北")


def test_korean_syllables_stay_whole() -> None:
    assert fold("서울") == "서울"


def test_runs_of_characters_become_pairs_and_their_last_one() -> None:
    assert index_text("서울전자") == "서울 울전 전자 자"
    assert index_text("Model中文。B-7") == "model 中文 文 b 7"


@given(TEXT, st.integers(0, 20), st.integers(1, 4))
def test_any_part_of_a_run_finds_the_text(text: str, start: int, length: int) -> None:
    indexed = set(index_text(text).split())
    for run in terms(text).runs:
        part = run[start % len(run) :][:length]
        if len(part) == 1:
            assert any(term.startswith(part) for term in indexed)
        else:
            assert all(part[i : i + 2] in indexed for i in range(len(part) - 1))


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize='ascii')")
    return connection


@given(TEXT)
def test_the_index_agrees_with_a_look_at_the_text(index: sqlite3.Connection, text: str) -> None:
    wanted = terms(text)
    if wanted.empty:
        return
    index.execute("DELETE FROM texts")
    index.execute("INSERT INTO texts VALUES (?)", (index_text(text),))
    assert index.execute("SELECT 1 FROM texts WHERE texts MATCH ?", (wanted.match(),)).fetchone() == (1,)
    assert wanted.in_text(fold(text))
