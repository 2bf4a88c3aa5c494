"""The page that shows a document as it will be printed, and from where it goes to a printer or into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from crmdesk.domain.attachments import file_name
from crmdesk.domain.errors import UsageError
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.live import Live
from crmdesk.ui.outside import open_file
from crmdesk.ui.printing.document import Document
from crmdesk.ui.printing.pages_view import PagesView
from crmdesk.ui.printing.paper import DPI, Paper
from crmdesk.ui.printing.press import Job
from crmdesk.ui.printing.proof import Proof
from crmdesk.ui.printing.request import PrintRequest
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, EmptyState, IconButton, Label

_SCREEN_DPI = 96
ChoosePrinter = Callable[[QWidget, Paper, int, Callable[[QPrinter], object]], object]
"""Asks with which printer, of which paper, how many pages there are, and gives the answer if there is one."""


class PreviewPage(Retranslates, Page):
    """Ctrl+P prints, Ctrl+S saves as PDF, Ctrl++ and Ctrl+- show larger and smaller."""

    def __init__(
        self, desk: Desk, request: PrintRequest, choose_printer: ChoosePrinter | None = None
    ) -> None:
        super().__init__(with_back=True)
        self._desk = desk
        self._request = request
        self._choose_printer = choose_printer or ask_for_printer
        self._content: tuple[Any] | None = None
        self._document: Document | None = None
        self._proof: Proof | None = None
        self._setting: Job | None = None
        self._sending: Job | None = None
        self.print_button, self.save_button = Button(icon="print"), Button(kind="primary", icon="export")
        self.smaller, self.larger = IconButton("zoom-out", size=18), IconButton("zoom-in", size=18)
        self.scale = Label(tone="muted")
        for widget in (self.smaller, self.scale, self.larger, self.print_button, self.save_button):
            self.head.buttons.addWidget(widget)
        self.view = PagesView()
        self.view.wanted.connect(self._draw)
        self.view.turned.connect(self._show_place)
        self._gone = EmptyState("export")
        self._gone.hide()
        self.body.addWidget(self._build_progress())
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._gone, 1)
        for button, act in (
            (self.print_button, self.print),
            (self.save_button, self.ask_for_file),
            (self.smaller, lambda: self.zoom(-1)),
            (self.larger, lambda: self.zoom(1)),
        ):
            button.clicked.connect(act)
        self.add_key("Ctrl+P", lambda: self.tr("Print"), self.print)
        self.add_key("Ctrl+S", lambda: self.tr("Save as PDF"), self.ask_for_file)
        self.add_key("Ctrl++", lambda: self.tr("Larger"), lambda: self.zoom(1), "Ctrl+=")
        self.add_key("Ctrl+-", lambda: self.tr("Smaller"), lambda: self.zoom(-1))
        self._live = Live(
            desk, self, types=request.types, read=request.read, show=self._take, gone=self._on_gone
        )
        desk.press.progressed.connect(self._on_progressed)
        self.setFocusProxy(self.view)
        self.retranslate()

    def _build_progress(self) -> QWidget:
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(240)
        self._words = Label(tone="muted")
        self.cancel_button = Button(kind="quiet", icon="close")
        self.cancel_button.clicked.connect(self.cancel)
        for widget in (self.bar, self._words, self.cancel_button):
            row.addWidget(widget)
        row.addStretch(1)
        self._progress.hide()
        return self._progress

    def retranslate(self) -> None:
        self.head.title.setText(self._request.title())
        self.setAccessibleName(self._request.title())
        self.view.setAccessibleName(self._request.title())
        self.print_button.setText(self.tr("Print…"))
        self.print_button.setToolTip(self.tr("Print  Ctrl+P"))
        self.save_button.setText(self.tr("Save as PDF…"))
        self.save_button.setToolTip(self.tr("Save as PDF  Ctrl+S"))
        self.smaller.set_name(self.tr("Smaller"), "Ctrl+-")
        self.larger.set_name(self.tr("Larger"), "Ctrl++")
        self.cancel_button.setText(self.tr("Cancel"))
        self._gone.set_texts(
            self.tr("There is nothing to print any more"),
            self.tr("The record was deleted, or moved out of what you see."),
        )
        self._show_scale()
        self._show_place()  # pages in a language of their own stay as they are
        if self._content is not None:
            self._take(self._content[0])

    def shortcuts(self) -> list[tuple[str, str]]:
        return [*super().shortcuts(), (self.tr("Next page"), "PgDown"), (self.tr("Page before"), "PgUp")]

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        self._live.wake()

    def left(self) -> None:
        self._live.sleep()

    def escape(self) -> bool:
        """What is being printed or saved is given up first."""
        if self._sending is None:
            return False
        self.cancel()
        return True

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def proof(self) -> Proof | None:
        """The pages that are shown, None until they are set."""
        return self._proof

    def _take(self, content: Any) -> None:
        self._content = (content,)
        document = self._request.build(content)
        self._gone.hide()
        self.view.show()
        if document == self._document:
            return
        self._document = document
        self._enable(ready=False)
        if self._setting is not None:
            self._desk.press.cancel(self._setting)
        self._setting = self._desk.press.set_pages(document, self._show_proof, self._on_failed)

    def _show_proof(self, proof: Proof) -> None:
        anew = self._proof is None
        self._setting, self._proof = None, proof
        paper = proof.paper
        self.view.set_pages(
            len(proof),
            QSize(round(paper.width * _SCREEN_DPI / DPI), round(paper.height * _SCREEN_DPI / DPI)),
        )
        if anew:
            self.view.fit_width()
            self._show_scale()
        self.view.setAccessibleDescription(proof.text())
        self._enable(ready=True)
        self._show_place()

    def _show_place(self, _: int = 0) -> None:
        if self._proof is not None:
            place = self.tr("Page {0} of {1}").format(self.view.current + 1, len(self._proof))
            self.head.note.setText(place)
            self.view.setAccessibleName(place)

    def _on_gone(self) -> None:
        if self._setting is not None:
            self._desk.press.cancel(self._setting)
        self._content = self._setting = self._proof = self._document = None
        self._enable(ready=False)
        self.view.hide()
        self._gone.show()

    def _enable(self, *, ready: bool) -> None:
        for button in (self.print_button, self.save_button):
            button.setEnabled(ready and self._sending is None)

    def _draw(self, number: int, width: int) -> None:
        proof = self._proof
        if proof is None:
            return

        def drawn(picture: QImage) -> None:
            if proof is self._proof:
                self.view.set_picture(number, picture)

        self._desk.press.draw_page(proof, number, width, drawn, self._on_failed)

    def zoom(self, steps: int) -> None:
        """Larger or smaller by steps."""
        self.view.step_zoom(steps)
        self._show_scale()

    def _show_scale(self) -> None:
        self.scale.setText(formats.percent(round(self.view.zoom * 100)))

    # -- out of the program --------------------------------------------------------------------------------

    def ask_for_file(self) -> None:
        """Let the user choose where the PDF goes; the window stays usable."""
        if self._document is None or self._proof is None or self._sending is not None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{file_name(self._document.name)}.pdf")
        dialog = QFileDialog(self, self.tr("Save as PDF"), proposed)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.selectFile(proposed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the pages into a PDF file."""
        if self._proof is not None:
            self._begin(self._desk.press.save(self._proof, path, self._on_saved, self._on_not_sent))

    def _on_saved(self, path: Path) -> None:
        self._end()
        self._desk.say(
            self.tr("Saved as {0}").format(path.name),
            action=self.tr("Open"),
            on_action=lambda: open_file(self._desk, path),
        )

    def print(self) -> None:
        """Ask for a printer, then print."""
        if self._proof is not None and self._sending is None:
            try:
                self._choose_printer(self, self._proof.paper, len(self._proof), self.print_with)
            except UsageError as error:
                self._desk.report(error)

    def print_with(self, printer: QPrinter) -> None:
        """Print the pages."""
        if self._proof is not None:
            self._begin(self._desk.press.print(self._proof, printer, self._on_printed, self._on_not_sent))

    def _on_printed(self) -> None:
        self._end()
        self._desk.say(self.tr("Sent to the printer"))

    def _begin(self, job: Job) -> None:
        self._sending = job
        self._words.setText("")
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self._progress.show()
        self._enable(ready=True)

    def _on_progressed(self, job: object, page: int, pages: int) -> None:
        if job is self._sending:
            self.bar.setRange(0, pages)
            self.bar.setValue(page)
            self._words.setText(self.tr("Page {0} of {1}").format(page, pages))

    def cancel(self) -> None:
        """Give up what is being printed or saved; no file is left."""
        if self._sending is not None:
            self._desk.press.cancel(self._sending)
            self._end()
            self._desk.say(self.tr("Cancelled"), "info")

    def _end(self) -> None:
        self._sending = None
        self._progress.hide()
        self._enable(ready=self._proof is not None)

    def _on_not_sent(self, error: Exception) -> None:
        self._end()
        self._desk.report(error)

    def _on_failed(self, error: Exception) -> None:
        self._desk.report(error)


def ask_for_printer(
    parent: QWidget, paper: Paper, pages: int, chosen: Callable[[QPrinter], object]
) -> QPrintDialog:
    """Open the system's dialog, set to that paper. Raises `UsageError` where the system has no printer."""
    if not QPrinterInfo.availablePrinterNames():
        raise UsageError(
            "There is no printer", "", "save the pages as PDF, or set up a printer", code="no_printer"
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(paper.size)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda _: chosen(printer))
    dialog.setModal(True)
    dialog.show()  # unlike open(), which waits for a slot by its name
    return dialog
