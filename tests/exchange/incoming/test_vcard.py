"""Contact cards of every version and country become contacts; whatever else is in a file is said or left."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import UsageError
from crmdesk.exchange.incoming.candidates import Candidate, Named, Read, Reject
from crmdesk.exchange.incoming.vcard import Cards
from tests.support.shared_data import shared_data


def read(path: Path) -> list[Read]:
    return list(Cards(path, CATALOGUE["contact"]))


def cards(folder: Path, text: str, encoding: str = "utf-8") -> list[Read]:
    path = folder / "cards.vcf"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return read(path)


def one(found: list[Read]) -> Candidate:
    (card,) = found
    assert isinstance(card, Candidate)
    return card


def test_the_example_of_rfc_6350_is_a_contact(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Simon Perreault\nN:Perreault;Simon;;;ing. jr,M.Sc.\nBDAY:--0203\n"
        "GENDER:M\nLANG;PREF=1:fr\nORG;TYPE=work:Viagenie\n"
        "ADR;TYPE=work:;Suite D2-630;2875 Laurier;\n Quebec;QC;G1V 2M2;Canada\n"
        'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102\n'
        "EMAIL;TYPE=work:simon.perreault@viagenie.ca\nEND:VCARD\n"
    )
    card = one(cards(tmp_path, text))
    assert card.fields == {
        "name": "Simon Perreault", "family_name": "Perreault", "given_name": "Simon",
        "phones": ["+1-418-656-9254"], "emails": ["simon.perreault@viagenie.ca"],
    }  # fmt: skip
    company = Named("account", "Viagenie")
    assert card.links == {"account": (company,)}
    assert card.beside == {
        company: {
            "visiting_address": {
                "street": "2875 Laurier\nSuite D2-630", "city": "Quebec", "region": "QC", "postal_code": "G1V 2M2",
                "country": "Canada",
            }
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "street"),
    [
        ("ORG:Acme\nADR;TYPE=HOME:;;1 Private Lane;;;;\nADR;TYPE=WORK:;;2 Mill Road;;;;\n", "2 Mill Road"),
        ('ORG:Acme\nADR;TYPE="home,postal":;;1 Private Lane;;;;\n', None),
        ("ORG:Acme\nADR:;;3 Quay\n", "3 Quay"),
        ("ADR;TYPE=WORK:;;2 Mill Road;;;;\n", None),
        (f"ORG:Acme\nADR:;;{'x' * 501};;;;\n", None),
    ],
)
def test_address_of_work_goes_to_the_company_and_one_of_home_to_nobody(
    tmp_path: Path, lines: str, street: str | None
) -> None:
    card = one(cards(tmp_path, f"BEGIN:VCARD\nVERSION:3.0\nFN:Kim\n{lines}END:VCARD\n"))
    found = [each["visiting_address"]["street"] for each in card.beside.values()]
    assert found == ([] if street is None else [street])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_korean_card_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nN:김;민수;;;\nORG:한빛의료기;구매팀\nTITLE:부장\n"
        "NOTE:첫째 줄\\n둘째\\, 셋째\nCATEGORIES:병원,서울\nBDAY:1980-03-05\nEND:VCARD\n"
    )
    card = one(cards(tmp_path, text, encoding))
    assert card.fields == {
        "name": "김민수", "family_name": "김", "given_name": "민수", "title": "부장", "department": "구매팀",
        "personal_facts": "첫째 줄\n둘째, 셋째", "tags": ["병원", "서울"], "birthday": "1980-03-05",
    }  # fmt: skip


def test_a_card_of_2_1_is_read_with_quoted_printable_and_its_own_character_set(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCARD\nVERSION:2.1\n"
        "N;CHARSET=EUC-KR;ENCODING=QUOTED-PRINTABLE:=B1=E8;=B9=CE=BC=F6\n"
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EC=9D=B4=\n=EC=A7=80=EC=9A=B0\n"
        "TEL;CELL;VOICE:010-1234-5678\nEMAIL;INTERNET:lee@acme.example\nEND:VCARD\n"
    )
    card = one(cards(tmp_path, text))
    assert card.fields == {
        "name": "이지우", "family_name": "김", "given_name": "민수",
        "phones": ["010-1234-5678"], "emails": ["lee@acme.example"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "charset", ["undefined", "punycode", "idna", "unicode_escape", "hex", "rot13", "nobody-s"]
)
def test_what_is_no_charset_is_not_decoded_by(tmp_path: Path, charset: str) -> None:
    name = "a." + "b" * 70 + "-Grüße\\\\N{x"
    card = one(cards(tmp_path, f"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET={charset}:{name}\nEND:VCARD\n"))
    assert card.fields == {"name": name.replace("\\\\", "\\")}


def test_soft_line_ends_cost_no_more_than_their_bytes(tmp_path: Path) -> None:
    begun = time.thread_time()
    text = "BEGIN:VCARD\nFN:Kim\n{}" + "aa=\n" * 60_000 + "\nEND:VCARD\n"
    found = [
        cards(tmp_path, text.format(line))
        for line in ("NOTE;QUOTED-PRINTABLE:=\n", "NOTE;QUOTED-PRINTABLE=\n")
    ]
    assert isinstance(found[0][0], Candidate)
    assert isinstance(found[1][0], Reject), "its value never begins"
    assert time.thread_time() - begun < 3


def test_several_cards_come_with_their_lines_and_a_nameless_one_is_rejected(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCARD\nFN:陈小明\nEND:VCARD\n\nBEGIN:VCARD\nEMAIL:who@acme.example\nEND:VCARD\n"
        "BEGIN:VCARD\nORG:Acme\nEND:VCARD\nBEGIN:VCARD\nFN:Cut off\n"
    )
    found = cards(tmp_path, text)
    assert [(type(each), each.line) for each in found] == [
        (Candidate, 1), (Reject, 5), (Candidate, 8), (Reject, 11),
    ]  # fmt: skip


def test_a_picture_of_megabytes_costs_no_more_than_its_bytes(tmp_path: Path) -> None:
    folded = "\n ".join(["PHOTO;ENCODING=b:" + "A" * 60, *("B" * 74 for _ in range(40_000))])
    card = one(cards(tmp_path, f"BEGIN:VCARD\nFN:Kim\n{folded}\nEND:VCARD\n"))
    assert card.fields == {"name": "Kim"}


@pytest.mark.parametrize("name", ["John_Doe_IPHONE.vcf", "John_Doe_MS_OUTLOOK.vcf"])
def test_cards_of_real_programs_are_read(name: str) -> None:
    card = one(read(shared_data("vcard", name)))
    assert card.fields["family_name"] == "Doe"
    assert card.links == {"account": (Named("account", "IBM"),)}
    assert (card.fields["department"], card.fields["title"]) == ("Accounting", "Money Counter")
    assert len(card.fields["phones"]) >= 2
    assert len(card.fields["emails"]) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(
    st.lists(
        st.sampled_from(
            (
                "BEGIN:VCARD",
                "END:VCARD",
                "BEGIN:VEVENT",
                "FN:Kim",
                "N:;",
                "TEL;=:1",
                ":",
                " ",
                "BDAY:x",
                'A;B=":c',
                "=",
            )
        )
        | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
        max_size=20,
    )
)
def test_whatever_is_in_a_file_is_read_or_refused_in_words(tmp_path: Path, lines: list[str]) -> None:
    with suppress(UsageError):
        assert all(each.line > 0 for each in cards(tmp_path, "\n".join(lines)))
