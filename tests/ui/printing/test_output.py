"""What is written into a PDF file or sent to a printer is whole, can be read by others, or is not there."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from crmdesk.domain.errors import StorageFault
from crmdesk.ui import theme
from crmdesk.ui.printing import (
    Cell,
    Column,
    Document,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Together,
)
from crmdesk.ui.printing.output import page_image, print_pages, save_pdf
from crmdesk.ui.printing.paper import DPI, Paper, page_size
from crmdesk.ui.printing.proof import Proof
from tests.support.pdf_pages import PdfPages, read_pdf
from tests.ui.printing.conftest import WORDS, document, picture


def saved(shown: Document, paper: Paper, folder: Path) -> PdfPages:
    save_pdf(Proof(shown, paper), folder / "it.pdf")
    return read_pdf(folder / "it.pdf")


@pytest.mark.parametrize("language", sorted(WORDS))
def test_words_of_every_language_are_read_back_with_their_letters_inside(
    language: str, translator: object, tmp_path: Path
) -> None:
    paper = Paper.of(page_size(QLocale(language)), language)
    read = saved(document(3, language), paper, tmp_path)
    assert read.embedded
    assert read.title == f"Offer {WORDS[language]}"
    assert read.pages[0].startswith(
        f"Offer {WORDS[language]}\nAcme\nCustomerAcmeDate2026-11-22\nNothing–\nLines"
    )
    assert read.pages[0].count(WORDS[language]) == 3 + 1 + 2
    assert "Page 1 of 1" in read.pages[0]


def test_the_head_of_a_table_is_on_every_page_and_pages_are_counted(paper: Paper, tmp_path: Path) -> None:
    read = saved(document(60), paper, tmp_path)
    assert len(read.pages) == 3
    for number, page in enumerate(read.pages, 1):
        assert page.count("No.ProductAmount") == 1
        assert f"Page {number} of 3" in page
    assert not read.pages[0].startswith("OfferAcme")
    assert [page.startswith("OfferAcme\nNo.ProductAmount") for page in read.pages[1:]] == [True, True]
    numbers = [
        line.split("Visit")[0] for page in read.pages for line in page.split("\n") if "₩12,000" in line
    ]
    assert numbers == [str(row) for row in range(1, 61)]


def test_totals_stay_with_the_last_row(paper: Paper, tmp_path: Path) -> None:
    for rows in range(14, 26):
        pages = saved(document(rows), paper, tmp_path).pages
        (page,) = (page for page in pages if "Total₩720,000" in page)
        assert f"\n{rows}Visit" in page


@pytest.mark.parametrize(
    ("country", "points"),
    [
        ("ko_KR", (595, 842)),
        ("de_DE", (595, 842)),
        ("zh_TW", (595, 842)),
        ("en_US", (612, 792)),
        ("fr_CA", (612, 792)),
    ],
)
def test_paper_is_that_of_the_country(
    country: str, points: tuple[float, float], translator: object, tmp_path: Path
) -> None:
    assert saved(document(1), Paper.of(page_size(QLocale(country)), "en"), tmp_path).size == points


def test_paper_is_light_whatever_the_screen_shows(
    qapp: QApplication, paper: Paper, translator: object
) -> None:
    bright = page_image(Proof(document(5), paper), 0, 300)
    theme.apply(qapp, "dark")
    dark = Paper.of(page_size(QLocale("ko_KR")), "en")
    assert page_image(Proof(document(5), dark), 0, 300) == bright
    assert bright.pixelColor(5, 5) == QColor("white")


def test_texts_are_never_read_as_markup(paper: Paper, tmp_path: Path) -> None:
    hostile = "<b>1</b> & <img src='file:///etc/passwd'> &amp; %s {0}"
    shown = Document(hostile, hostile, (Paragraph(hostile), Table((Column(hostile, 1),), ((hostile,),))))
    assert saved(shown, paper, tmp_path).pages[0].count(hostile) == 4


def test_a_picture_that_cannot_be_read_is_left_out(paper: Paper, tmp_path: Path) -> None:
    whole = picture()
    for data in (b"", b"no picture", whole[:40], b"\x89PNG\r\n\x1a\n" + b"\xff" * 90):
        shown = Document("x", "", (Picture(data, caption="Broken"), Paragraph("After it")))
        assert saved(shown, paper, tmp_path).pages[0].startswith("After it")
    image = page_image(Proof(Document("x", "", (Picture(whole, 100, 100),)), paper), 0, 400)
    assert image.pixelColor(100, 60) == QColor("#204080")


def test_a_word_without_end_and_a_cell_longer_than_a_page_lose_nothing(paper: Paper, tmp_path: Path) -> None:
    endless = "abcdefghij" * 40
    long = "\n".join(f"line {number} end" for number in range(200))
    shown = Document(
        "x", "", (Paragraph(endless), Table((Column("Notes", 1), Column("Day")), ((long, "Monday"),)))
    )
    pages = saved(shown, paper, tmp_path).pages
    assert endless in "".join(pages).replace("\n", "")
    found = [line for page in pages for line in page.split("\n") if line.startswith("line ")]
    assert [line.removesuffix("Monday") for line in found] == long.split("\n")


def test_a_heading_is_never_the_last_of_a_page(paper: Paper, tmp_path: Path) -> None:
    for space in range(200, 250):
        pages = saved(
            Document("x", "", (Gap(1), Paragraph("x"), Gap(space), Heading("Head"), Paragraph("Words"))),
            paper,
            tmp_path,
        ).pages
        assert ["Words" in page for page in pages] == ["Head" in page for page in pages]


def test_what_is_kept_together_moves_as_one_and_a_break_begins_a_page(paper: Paper, tmp_path: Path) -> None:
    group = Together(tuple(Paragraph(f"member {number}") for number in range(20)))
    shown = Document("x", "", (Paragraph("first"), Gap(200), group, PageBreak(), Paragraph("last")))
    pages = saved(shown, paper, tmp_path).pages
    assert [page.count("member") for page in pages] == [0, 20, 0]
    assert pages[2].startswith("last")


def test_a_row_of_other_cells_than_columns_is_a_bug(paper: Paper) -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Proof(Document("x", "", (Table((Column("One"),), (("a", Cell("b")),)),)), paper)


# -- files -------------------------------------------------------------------------------------------------


@contextmanager
def full_after(size: int) -> Iterator[None]:
    """Files of this process cannot grow beyond that many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_older_file_and_no_half_one(paper: Paper, tmp_path: Path) -> None:
    target = tmp_path / "offer.pdf"
    save_pdf(Proof(document(1), paper), target)
    older = target.read_bytes()
    with full_after(2000), pytest.raises(StorageFault, match="could not be written") as caught:
        save_pdf(Proof(document(30), paper), target)
    assert "offer.pdf" in caught.value.detail
    assert caught.value.hint
    assert target.read_bytes() == older
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_takes_no_file_is_said(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(StorageFault, match="could not be written"):
            save_pdf(Proof(document(1), paper), folder / "offer.pdf")
    (tmp_path / "taken.pdf").mkdir()
    with pytest.raises(StorageFault, match="could not be written"):
        save_pdf(Proof(document(1), paper), tmp_path / "taken.pdf")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "taken.pdf"]


def test_giving_up_on_the_way_leaves_the_older_file(paper: Paper, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    told: list[tuple[int, int]] = []

    def tell(page: int, pages: int) -> None:
        told.append((page, pages))
        if page == 2:
            raise Enough

    target = tmp_path / "offer.pdf"
    target.write_bytes(b"older")
    with pytest.raises(Enough):
        save_pdf(Proof(document(60), paper), target, tell)
    assert told == [(1, 3), (2, 3)]
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]


# -- printers ----------------------------------------------------------------------------------------------


def _printer(path: Path, paper: Paper) -> QPrinter:
    """A printer of Qt's own that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(paper.size)
    return printer


def test_a_printer_gets_every_page_at_its_own_resolution(paper: Paper, tmp_path: Path) -> None:
    printer = _printer(tmp_path / "printed.pdf", paper)
    assert printer.resolution() != DPI
    print_pages(Proof(document(60), paper), printer)
    read = read_pdf(tmp_path / "printed.pdf")
    assert len(read.pages) == 3
    assert "Page 3 of 3" in read.pages[2]


def test_chosen_pages_alone_are_printed(paper: Paper, tmp_path: Path) -> None:
    printer = _printer(tmp_path / "printed.pdf", paper)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    print_pages(Proof(document(60), paper), printer)
    read = read_pdf(tmp_path / "printed.pdf")
    assert len(read.pages) == 1
    assert "Page 2 of 3" in read.pages[0]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(paper: Paper, tmp_path: Path) -> None:
    printer = _printer(tmp_path / "missing" / "printed.pdf", paper)
    with pytest.raises(StorageFault, match="does not take the job"):
        print_pages(Proof(document(1), paper), printer)
