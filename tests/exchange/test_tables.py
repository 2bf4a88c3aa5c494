"""Tables are recognised whatever program wrote them, and say clearly when they are none."""

import json
import time
from pathlib import Path

import pytest

from crmdesk.domain.errors import UsageError
from crmdesk.exchange.tables import Row, open_table
from tests.support.shared_data import shared_data

CORNER_CASES = (
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
    "quotes_and_newlines", "simple", "simple_crlf", "utf8",
)  # fmt: skip

KOREAN = [
    ["이름", "도시", "비고"],
    ["한빛 의료기기", "서울특별시", "방문 예정"],
    ["대한정밀", "부산", "계약 완료"],
]
SIMPLIFIED = [
    ["名称", "城市", "备注"],
    ["上海机械有限公司", "上海", "已经签约"],
    ["深圳电子科技公司", "深圳", "下周拜访"],
]
TRADITIONAL = [
    ["名稱", "城市", "備註"],
    ["台灣機械有限公司", "台北", "已經簽約"],
    ["香港電子科技公司", "香港", "下週拜訪"],
]
GERMAN = [
    ["Name", "Ort", "Notiz"],
    ["Müller & Söhne", "Köln", "nächste Woche"],
    ["Café Groß", "Zürich", "5 € offen"],
]
FRENCH = [
    ["Nom", "Ville", "Note"],
    ["Société d’Étanchéité", "Orléans", "à rappeler"],
    ["Hôtel Château", "Nîmes", "déjà"],
]


def write(folder: Path, content: bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content)
    return path


def rows(path: Path) -> list[Row]:
    return list(open_table(path))


def cells(path: Path) -> list[list[str]]:
    table = open_table(path)
    return [list(table.columns), *(list(row.cells.values()) for row in table)]


@pytest.mark.parametrize("name", CORNER_CASES)
def test_corner_cases_are_read_as_their_authors_expect(name: str) -> None:
    expected = json.loads(shared_data("csv", "json", f"{name}.json").read_text("utf-8"))
    found = [dict(row.cells) for row in rows(shared_data("csv", "csvs", f"{name}.csv"))]
    assert found == [{key: value.strip() for key, value in row.items()} for row in expected]


def test_a_quotation_mark_inside_an_open_cell_is_text() -> None:
    expected = json.loads(shared_data("csv", "json", "location_coordinates.json").read_text("utf-8"))
    (row,) = rows(shared_data("csv", "csvs", "location_coordinates.csv"))
    assert row.cells["Location Coordinates"] == expected["Location Coordinates"]
    assert row.cells["Counties"] == "Stanislaus"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "written", [KOREAN, SIMPLIFIED, TRADITIONAL, GERMAN], ids=["ko", "zh-cn", "zh-tw", "de"]
)
def test_unicode_is_recognised_with_and_without_a_mark(
    tmp_path: Path, encoding: str, written: list[list[str]]
) -> None:
    text = "".join(",".join(f"{cell}" for cell in row) + ",12\r\n" for row in written)
    assert [row[:3] for row in cells(write(tmp_path, text.encode(encoding)))] == written


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("cp949", KOREAN), ("euc_kr", KOREAN), ("gb18030", SIMPLIFIED), ("gb2312", SIMPLIFIED), ("big5", TRADITIONAL),
        ("cp1252", GERMAN), ("cp1252", FRENCH),
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_national_encodings_and_every_delimiter_are_recognised(
    tmp_path: Path, encoding: str, written: list[list[str]], delimiter: str
) -> None:
    text = "".join(delimiter.join(row) + "\r\n" for row in written)
    path = write(tmp_path, text.encode(encoding))
    assert cells(path) == written
    assert open_table(path).delimiter == delimiter


def test_one_accented_name_in_a_long_plain_file_is_enough(tmp_path: Path) -> None:
    text = "name,city\n" + "Smith,London\n" * 20_000 + "Grüner,Köln\n"
    assert rows(write(tmp_path, text.encode("cp1252")))[-1].cells == {"name": "Grüner", "city": "Köln"}


def test_columns_wanted_decide_between_delimiters(tmp_path: Path) -> None:
    path = write(tmp_path, b'name;price,old\n"a;b";1,5\nc;2,5\n')
    assert open_table(path, ["name"]).delimiter == ";"


def test_column_names_are_found_regardless_of_case_and_blanks(tmp_path: Path) -> None:
    path = write(tmp_path, b"Close Date , AMOUNT\n2026-01-01,5\n")
    assert open_table(path, ["close_date", "amount"]).columns == ("close_date", "amount")


def test_excel_s_separator_line_is_obeyed(tmp_path: Path) -> None:
    path = write(tmp_path, b"sep=|\r\na,x|b\r\n1|2\r\n")
    assert [(row.line, dict(row.cells)) for row in rows(path)] == [(3, {"a,x": "1", "b": "2"})]


def test_lines_are_counted_across_cells_with_newlines(tmp_path: Path) -> None:
    path = write(tmp_path, b'a,b\n1,"x\ny"\n\n2,z\n')
    assert [row.line for row in rows(path)] == [2, 5]


def test_ragged_rows_are_faults_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12,,\n")
    assert [row.fault for row in rows(path)] == [
        None, "2 cells, but there are 3 columns", "4 cells, but there are 3 columns", None,
    ]  # fmt: skip


def test_text_after_a_closing_quotation_mark_is_a_fault_of_that_row(tmp_path: Path) -> None:
    broken, sound = rows(write(tmp_path, b'a,b\n"x"y,2\n3,4\n'))
    assert broken.fault is not None
    assert broken.cells["a"] == '"x"y,2'
    assert (sound.line, dict(sound.cells)) == (3, {"a": "3", "b": "4"})


@pytest.mark.parametrize("filling", [b"", b"x,y\n" * 60_000], ids=["short", "long"])
def test_an_open_quotation_mark_names_its_line(tmp_path: Path, filling: bytes) -> None:
    with pytest.raises(UsageError, match=r"table\.csv, line 3: a quotation mark is opened and never closed"):
        rows(write(tmp_path, b'a,b\n1,2\n"3,4\n' + filling))


def test_missing_columns_are_named_beside_those_found(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_table(write(tmp_path, b"name,town\nx,y\n"), ["name", "city", "zip"])
    assert "lacks the columns city, zip" in str(caught.value)
    assert "found: name, town" in str(caught.value)


def test_a_doubled_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has the column name twice"):
        open_table(write(tmp_path, b"name,Name\nx,y\n"), ["name"])


def test_columns_of_one_name_are_told_apart_in_time_for_all_of_them(tmp_path: Path) -> None:
    begun = time.thread_time()
    columns = open_table(write(tmp_path, b"a,a 3," + b"a," * 30_000 + b"b\n1\n")).columns
    assert columns[:6] == ("a", "a 3", "a 2", "a 4", "a 5", "a 6")
    assert len(set(columns)) == len(columns) == 30_003
    assert time.thread_time() - begun < 5


@pytest.mark.parametrize("content", [b"", b" \r\n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UsageError, match=r"table\.csv is empty"):
        open_table(write(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04rest", "an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + bytes(range(256)), "a binary file"),
        ("a,b\n".encode("utf-16") + b"\x00\xd8\x00\xd8", "damaged"),
        (b"name\n\x81\x20\xff\x8d\n", "in no encoding known here"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        open_table(write(tmp_path, content))


def test_a_wrongly_named_encoding_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not encoded as utf-8"):
        open_table(write(tmp_path, "a,ü\n".encode("cp1252")), encoding="utf-8")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no file nowhere\.csv"):
        open_table(tmp_path / "nowhere.csv")
