"""Search finds people by telephone numbers, addresses and names however they are written, just saved ones too."""

from __future__ import annotations

import pytest

from tests.store.desk import Desk


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("+82 10-1234-5678", "01012345678"),
        ("+82 10-1234-5678", "010-1234-5678"),
        ("+82 10-1234-5678", "+82 10 1234 5678"),
        ("+82 10-1234-5678", "821012345678"),
        ("+82 10-1234-5678", "12345678"),
        ("+82 10-1234-5678", "010 1234 56"),
        ("010-1234-5678", "01012345678"),
        ("010.1234.5678", "1012345678"),
        ("(02) 123-4567", "021234567"),
        ("01012345678", "010-1234-5678"),
        ("０１０－１２３４－５６７８", "01012345678"),
        ("010–1234–5678", "01012345678"),
        ("+82\u201110\u20111234\u20115678", "01012345678"),
        ("+82 10\u00a01234\u00a05678", "12345678"),
        ("+82 (0)10 1234 5678", "+821012345678"),
        ("+82 10-1234-5678", "+82 (0)10-1234-5678"),
        ("+82 10-1234-5678", "010–1234–5678"),
    ],
)
def test_a_telephone_number_is_found_however_it_is_written(
    desk: Desk, indexed: bool, stored: str, typed: str
) -> None:
    contact = desk.create("contact", name="Anna", phones=["+49 30 99", stored])
    desk.create("contact", name="Ben", phones=["+82 10-4321-8765"])
    if indexed:
        desk.replica.index_now()
    (hit,) = desk.replica.search(typed)
    assert hit.id == contact.id
    (start, end), *_ = hit.marks
    assert set(hit.snippet[start:end]) <= set(stored)


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize(
    "typed", ["kim.minsu", "minsu", "acme-corp", "ACME", "@acme", "insu", "minsu@acme-corp.example"]
)
@pytest.mark.parametrize("kind", ["account", "contact", "lead"])
def test_somebody_is_found_by_a_part_of_an_address(desk: Desk, kind: str, typed: str, indexed: bool) -> None:
    desk.receive(kind, name="Anna", emails=["anna@other.example", "Kim.Minsu@acme-corp.example"])
    desk.receive(kind, name="Ben", emails=["ben@other.example"])
    if indexed:
        desk.replica.index_now()
    (hit,) = desk.replica.search(typed)
    assert hit.title == "Anna"
    assert hit.marks
    assert all(
        hit.snippet[start:end].casefold() in "@".join((typed.casefold(), "kim.minsu"))
        for start, end in hit.marks
    )


def test_the_ending_of_all_addresses_hides_no_name(desk: Desk) -> None:
    for number in range(300):
        desk.receive("contact", name=f"Ann {number}", emails=[f"{number}@a{number}.com"])
    desk.receive("contact", name="Zoe Comer")
    desk.replica.index_now()
    assert desk.replica.search("com", limit=8)[0].title == "Zoe Comer"


@pytest.mark.parametrize("indexed", [False, True])
def test_a_name_is_found_without_its_spaces_and_signs(desk: Desk, indexed: bool) -> None:
    for name in ("현대 중공업", "Pat O'Brien", "Coca-Cola Korea", "北京 大学", "Łódź Co"):
        desk.receive("account", name=name)
    if indexed:
        desk.replica.index_now()
    asked = {
        "현대 중공업": ("현대중공업", "대중", "ㄷㅈㄱ", "현대주"),
        "Pat O'Brien": ("obrien", "o'brien", "brien"),
        "Coca-Cola Korea": ("cocacol", "ocac", "coca cola"),
        "北京 大学": ("北京大学", "京大", "beijingdaxue"),
        "Łódź Co": ("lodz",),
    }
    for name, ways in asked.items():
        for typed in ways:
            assert [hit.title for hit in desk.replica.search(typed)] == [name], typed
