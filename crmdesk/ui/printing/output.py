"""Puts the pages of a proof on what they are meant for: a PDF file, a printer, a picture. Knows no widget.

Everything here may run on any thread; `tell` is called before each page with its number from 1 and how many there are,
and may raise to leave off: then there is no file, and the printer's job is given up.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from crmdesk.domain.errors import StorageFault
from crmdesk.ui.printing.paper import DPI
from crmdesk.ui.printing.proof import Proof
from crmdesk.ui.printing.readable import readable

Tell = Callable[[int, int], None]


def save_pdf(proof: Proof, path: Path, tell: Tell = lambda page, pages: None) -> None:
    """Write a PDF file with its letters inside. It is written beside and takes the place of an older one when it is
    whole; raises `StorageFault` when that cannot be, and leaves the older one as it was."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _fault(file, path)
    try:
        content = _pdf(proof, tell)
    except BaseException:
        file.cancelWriting()
        raise
    # Of a disk that is full, Qt says nothing but that less was written.
    if file.write(content) < len(content):
        file.cancelWriting()
    if not file.commit():
        raise _fault(file, path)


def _fault(file: QSaveFile, path: Path) -> StorageFault:
    return StorageFault(
        "The file could not be written",
        f"{path.name}: {file.errorString()}",
        "close it where it is open, or choose another folder",
        code="not_written",
    )


def _pdf(proof: Proof, tell: Tell) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(proof.document.title or proof.document.name)
    writer.setCreator("CRMDesk")
    writer.setPageSize(proof.paper.size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    _paint_pages(proof, writer, range(len(proof)), tell)
    return readable(bytes(buffer.data().data()), proof.paper.families)


def print_pages(proof: Proof, printer: QPrinter, tell: Tell = lambda page, pages: None) -> None:
    """Print the pages that the printer is set to, all by default. Raises `StorageFault` when the job is not taken."""
    printer.setFullPage(True)
    printer.setDocName(proof.document.name)
    chosen = range(len(proof))
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        chosen = range(max(printer.fromPage(), 1) - 1, min(printer.toPage() or len(proof), len(proof)))
    try:
        _paint_pages(proof, printer, chosen, tell)
    except BaseException:
        printer.abort()
        raise


def _paint_pages(proof: Proof, device: QPagedPaintDevice | QPrinter, chosen: range, tell: Tell) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise StorageFault(
            "The printer does not take the job",
            proof.document.name,
            "look whether it is switched on, or save the pages as PDF",
            code="not_printed",
        )
    try:
        for place, number in enumerate(chosen):
            tell(place + 1, len(chosen))
            if place:
                device.newPage()
            proof.paint(painter, number, device.logicalDpiX())
    finally:
        painter.end()


def page_image(proof: Proof, number: int, width: int) -> QImage:
    """A picture of a page, from 0, that many pixels wide."""
    height = round(width * proof.paper.height / proof.paper.width)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    proof.paint(painter, number, width * DPI / proof.paper.width)
    painter.end()
    return image
