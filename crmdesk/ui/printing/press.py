"""Sets, saves and prints documents on a thread of its own, so that the window never waits. Knows no screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from crmdesk.ui import theme
from crmdesk.ui.country import writing
from crmdesk.ui.models import QueryRunner
from crmdesk.ui.printing.document import Document
from crmdesk.ui.printing.output import Tell, page_image, print_pages, save_pdf
from crmdesk.ui.printing.paper import Paper, page_size
from crmdesk.ui.printing.proof import Proof

Result = TypeVar("Result")


class _Cancelled(Exception):
    """Nobody wants the pages any more."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something that the press was asked for and may be asked to give up."""

    key: Hashable
    stop: threading.Event = field(default_factory=threading.Event)


class Press(QObject):
    """One job at a time, the newest first. `done` and `failed` are called on the thread it lives on."""

    progressed = Signal(object, int, int)
    """A `Job`, the page that is under way, and how many there are; 0 while pages are being set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = QueryRunner(parent=self)
        self._jobs: set[threading.Event] = set()

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._runner.busy

    def paper(self, document: Document) -> Paper:
        """What a document is printed on here: the country's paper, its language's letters. On the GUI thread."""
        country: QLocale = writing().country
        return Paper.of(page_size(country), document.language or theme.language())

    def set_pages(
        self, document: Document, done: Callable[[Proof], None], failed: Callable[[Exception], None]
    ) -> Job:
        """Set a document on pages, to be shown with `draw_page`, saved or printed."""
        paper = self.paper(document)
        return self._start("set", lambda tell, check: Proof(document, paper, check), done, failed)

    def draw_page(
        self,
        proof: Proof,
        number: int,
        width: int,
        done: Callable[[QImage], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """A picture of a page, from 0, that many pixels wide."""
        return self._start(
            ("draw", id(proof), number), lambda tell, check: page_image(proof, number, width), done, failed
        )

    def save(
        self,
        pages: Document | Proof,
        path: Path,
        done: Callable[[Path], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """Save as a PDF file, whole or not at all; `failed` gets `StorageFault` for what a person can mend."""
        paper = self.paper(_document(pages))

        def work(tell: Tell, check: Callable[[], None]) -> Path:
            save_pdf(_set(pages, paper, check), path, tell)
            return path

        return self._start(("save", path), work, done, failed)

    def print(
        self,
        pages: Document | Proof,
        printer: QPrinter,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """Print with a printer that has been set up (`choose_printer`)."""
        paper = self.paper(_document(pages))

        def work(tell: Tell, check: Callable[[], None]) -> None:
            print_pages(_set(pages, paper, check), printer, tell)

        return self._start(("print", id(printer)), work, lambda _: done(), failed)

    def _start(
        self,
        key: Hashable,
        work: Callable[[Tell, Callable[[], None]], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        job = Job(key)
        self._jobs.add(job.stop)

        def check() -> None:
            if job.stop.is_set():
                raise _Cancelled

        def tell(page: int, pages: int) -> None:
            check()
            self.progressed.emit(job, page, pages)

        def ended(result: Result) -> None:
            self._jobs.discard(job.stop)
            done(result)

        def broken(error: Exception) -> None:
            self._jobs.discard(job.stop)
            if not isinstance(error, _Cancelled):
                failed(error)

        self._runner.submit(key, lambda: work(tell, check), ended, broken)
        return job

    def cancel(self, job: Job) -> None:
        """Give a job up; neither `done` nor `failed` is called, and no file is left."""
        job.stop.set()
        self._jobs.discard(job.stop)
        self._runner.cancel(job.key)

    def close(self) -> None:
        """Give up what is under way and end the thread."""
        for stop in self._jobs:
            stop.set()
        self._runner.close()


def _document(pages: Document | Proof) -> Document:
    return pages.document if isinstance(pages, Proof) else pages


def _set(pages: Document | Proof, paper: Paper, check: Callable[[], None]) -> Proof:
    return pages if isinstance(pages, Proof) else Proof(pages, paper, check)
