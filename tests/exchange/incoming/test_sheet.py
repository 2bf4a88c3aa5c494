"""A table of any program is recognised, assigned and read, and says row by row what is wrong with it."""

from __future__ import annotations

import csv
import random
import tracemalloc
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import UsageError
from crmdesk.exchange.incoming.candidates import Candidate, Named, Reject
from crmdesk.exchange.incoming.cells import Conventions, DateOrder
from crmdesk.exchange.incoming.rejects import write_rejects
from crmdesk.exchange.incoming.sheet import Sheet
from crmdesk.exchange.incoming.sheet_form import open_sheet, preview, recognise
from crmdesk.exchange.incoming.sheet_guess import Sureness, guess_columns, guess_type, known_names
from crmdesk.exchange.tables import RECORD_LIMIT
from tests.support.shared_data import shared_data


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "people.csv"
    path.write_bytes(text.encode(encoding))
    return path


def sheet(path: Path, type_name: str = "contact", **columns: str) -> Sheet:
    table = open_sheet(path, recognise(path, known=known_names({})))
    return Sheet(table, CATALOGUE[type_name], columns, Conventions(), "USD")


def read(incoming: Sheet) -> list[Candidate | Reject]:
    return list(incoming)


def guessed(path: Path, type_name: str) -> dict[str, str]:
    seen = preview(open_sheet(path, recognise(path, known=known_names({}))))
    guesses = guess_columns(CATALOGUE[type_name], seen.columns, seen.rows, {})
    return {column: guess.slot for column, guess in guesses.items()}


@pytest.mark.parametrize(
    ("text", "dates", "decimal"),
    [
        ('when,sum\n13/02/2026,"1.200,50"\n', DateOrder.DMY, ","),
        ('when,sum\n02/13/2026,"1,200.50"\n', DateOrder.MDY, "."),
        ("when,sum\n2026-02-13,12.5\n", DateOrder.YMD, "."),
        ("when,sum\n02/03/2026,12\n", DateOrder.MDY, "."),
    ],
)
def test_dates_and_numbers_are_recognised_by_what_only_one_order_allows(
    tmp_path: Path, text: str, dates: DateOrder, decimal: str
) -> None:
    form = recognise(write(tmp_path, text), usual=DateOrder.MDY)
    assert (form.dates, form.decimal) == (dates, decimal)


def test_a_table_without_names_is_read_from_its_first_row(tmp_path: Path) -> None:
    path = write(tmp_path, "Kim Minsu,kim@acme.example,010-1234-5678\nLee Jiwoo,lee@acme.example,\n")
    form = recognise(path, known=known_names({}))
    seen = preview(open_sheet(path, form))
    assert not form.named
    assert (seen.columns, len(seen.rows)) == (("column 1", "column 2", "column 3"), 2)


def test_columns_that_share_a_name_are_told_apart(tmp_path: Path) -> None:
    path = write(tmp_path, "Name,Phone,Phone\nKim,1234567,7654321\n")
    assert open_sheet(path, recognise(path)).columns == ("Name", "Phone", "Phone 2")


@pytest.mark.parametrize(
    ("head", "row", "type_name", "slots"),
    [
        (
            "Full Name;E-mail Address;Mobile Phone;Company;Job Title",
            "Ann Lee;ann@acme.example;+1 555 123 4567;Acme;CEO",
            "contact",
            ["name", "emails", "phones", "account", "title"],
        ),
        (
            "성명;이메일;휴대폰;회사명;직책",
            "김민수;kim@acme.example;010-1234-5678;한빛의료기;부장",
            "contact",
            ["name", "emails", "phones", "account", "title"],
        ),
        (
            "公司名称;行业;员工数;城市",
            "上海机械;机械;250;上海",
            "account",
            ["name", "industry", "employees", "billing_address.city"],
        ),
        (
            "商機名稱;客戶;金額;預計結案日;銷售階段",
            "年度合約;台灣機械;200000;2026-12-01;提案",
            "opportunity",
            ["name", "account", "amount", "close_date", "stage"],
        ),
        (
            "제목;기한;우선순위;비고",
            "견적 보내기;2026-12-01;높음;",
            "task",
            ["subject", "due_on", "priority", "notes"],
        ),
    ],
)
def test_columns_and_type_are_guessed_in_every_language(
    tmp_path: Path, head: str, row: str, type_name: str, slots: list[str]
) -> None:
    path = write(tmp_path, f"{head}\n{row}\n")
    found = guessed(path, type_name)
    assert [found.get(column) for column in head.split(";")] == slots
    assert guess_type(head.split(";"), {}, {entity.name: entity for entity in CATALOGUE}) == type_name


def test_a_nameless_column_is_guessed_by_what_is_in_it() -> None:
    rows = [("Kim", "kim@acme.example", "010-1234-5678"), ("Lee", "lee@acme.example", "02-555-0101")]
    found = guess_columns(CATALOGUE["contact"], ("column 1", "column 2", "column 3"), rows, {})
    assert {column: guess.slot for column, guess in found.items()} == {
        "column 2": "emails",
        "column 3": "phones",
    }
    assert {guess.sureness for guess in found.values()} == {Sureness.LOW}


def test_a_row_becomes_a_candidate_with_canonical_values_and_names(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b,c,d,e,f\nMinsu,Kim,Kim@acme.example; k2@acme.example,한빛,1990-02-03,x\n")
    columns = {"a": "given_name", "b": "family_name", "c": "emails", "d": "account", "e": "birthday"}
    (one,) = read(sheet(path, **columns))
    assert isinstance(one, Candidate)
    assert one.fields == {
        "name": "Minsu Kim", "given_name": "Minsu", "family_name": "Kim", "birthday": "1990-02-03",
        "emails": ["Kim@acme.example", "k2@acme.example"],
    }  # fmt: skip
    assert one.links == {"account": (Named("account", "한빛"),)}


def test_a_korean_name_is_family_name_first_without_a_space(tmp_path: Path) -> None:
    (one,) = read(sheet(write(tmp_path, "성,이름\n김,민수\n"), 성="family_name", 이름="given_name"))
    assert isinstance(one, Candidate)
    assert one.fields["name"] == "김민수"


def test_every_reason_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "n,b,r\n,soon,chief\n")
    (one,) = read(sheet(path, n="name", b="birthday", r="role"))
    assert isinstance(one, Reject)
    assert {reason.field for reason in one.reasons} == {"name", "birthday", "role"}


def test_an_amount_brings_its_currency(tmp_path: Path) -> None:
    path = write(tmp_path, 'n,m\nDeal,"₩1,200,000"\n')
    (one,) = read(sheet(path, "opportunity", n="name", m="amount"))
    assert isinstance(one, Candidate)
    assert (one.fields["amount"], one.fields["currency"]) == ("1200000", "KRW")


# -- hostile files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,\x002\n", "binary_file"),
        (b"PK\x03\x04whatever", "binary_file"),
        (b"\xd0\xcf\x11\xe0rest", "binary_file"),
        (b"", "empty_file"),
        (",".join(f"c{number}" for number in range(10_000)).encode() + b"\n", "too_many_columns"),
        (b"x" * (RECORD_LIMIT + 10), "broken_table"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError) as refused:
        recognise(path)
    assert refused.value.code == code


def test_one_gigantic_cell_ends_the_reading_and_not_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_text('name,note\nKim,"' + "line\n" * 500_000 + '"\n')
    tracemalloc.start()
    with pytest.raises(UsageError) as refused:
        read(
            Sheet(
                open_sheet(path, recognise(path)),
                CATALOGUE["contact"],
                {"name": "name"},
                Conventions(),
                "USD",
            )
        )
    assert refused.value.code == "broken_table"
    assert tracemalloc.get_traced_memory()[1] < 32 * 1024 * 1024
    tracemalloc.stop()


def test_broken_quotes_and_mixed_line_ends_cost_only_their_row(tmp_path: Path) -> None:
    path = write(tmp_path, 'name,title\r\nKim,"CEO"x\nLee,CFO\rPark,COO\r\n')
    found = read(sheet(path, name="name", title="title"))
    assert [type(one).__name__ for one in found] == ["Reject", "Candidate", "Candidate"]


def test_a_big_table_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    with path.open("w") as file:
        file.write("name,email\n")
        file.writelines(f"Person {number},p{number}@acme.example\n" for number in range(5_000))
    incoming = sheet(path, name="name", email="emails")
    tracemalloc.start()
    assert sum(isinstance(one, Candidate) for one in incoming) == 5_000
    assert tracemalloc.get_traced_memory()[1] < 2 * 1024 * 1024
    tracemalloc.stop()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8), min_size=3, max_size=3
        ),
        min_size=1,
        max_size=6,
    ),
    delimiter=st.sampled_from(",;\t|"),
)
def test_whatever_a_program_writes_is_read_or_refused_in_words(
    tmp_path: Path, rows: Sequence[Sequence[str]], delimiter: str
) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([("Name", "E-mail", "Birthday"), *rows])
    with suppress(UsageError):
        form = recognise(path, known=known_names({}))
        table = open_sheet(path, form)
        columns = dict(zip(table.columns, ("name", "emails", "birthday"), strict=False))
        found = read(Sheet(table, CATALOGUE["contact"], columns, Conventions(form.dates), "USD"))
        assert all(one.line > 0 for one in found)


def test_bytes_of_any_kind_are_read_or_refused_in_words(tmp_path: Path) -> None:
    dice = random.Random(4)
    path = tmp_path / "noise.csv"
    for size in (10, 200, 3000):
        path.write_bytes(b"name,email\n" + dice.randbytes(size))
        with suppress(UsageError):
            table = open_sheet(path, recognise(path))
            read(Sheet(table, CATALOGUE["contact"], {table.columns[0]: "name"}, Conventions(), "USD"))


# -- rejects -----------------------------------------------------------------------------------------------


def test_rejects_are_written_to_be_corrected_and_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, "Name,Note,Phone\n,=HYPERLINK(1),+82 2 555 0101\nLee,fine,\n")
    incoming = sheet(path, Name="name", Note="personal_facts", Phone="phones")
    out = tmp_path / "rejects.csv"
    assert write_rejects(out, incoming.table, {2: "name: must not be empty"}) == 1
    written = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert written == [
        ["Name", "Note", "Phone", "rejected_line", "rejected_because"],
        ["", "'=HYPERLINK(1)", "+82 2 555 0101", "2", "name: must not be empty"],
    ]
    out.write_text(out.read_text(encoding="utf-8-sig").replace("\n,", "\nKim,"), encoding="utf-8")
    (again,) = read(sheet(out, Name="name", Note="personal_facts", Phone="phones"))
    assert isinstance(again, Candidate)
    assert again.fields["personal_facts"] == "=HYPERLINK(1)"


def test_a_quote_inside_a_text_is_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, "Name,Note\nLee,the '-n' key and '=' as well\n")
    (found,) = read(sheet(path, Name="name", Note="personal_facts"))
    assert isinstance(found, Candidate)
    assert found.fields["personal_facts"] == "the '-n' key and '=' as well"


def test_a_real_table_is_recognised_and_assigned() -> None:
    table = shared_data("maven-crm", "accounts.csv")
    found = guessed(table, "account")
    assert found["account"] == "name"
    assert found["sector"] == "industry"
    assert found["year_established"] == "founded"
    assert found["employees"] == "employees"
