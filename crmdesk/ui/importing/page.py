"""The import page: one calm step after the other, with Back and Next. The session does the work, the steps show it."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from crmdesk.domain.errors import UserError
from crmdesk.exchange.incoming.kinds import FileKind
from crmdesk.ui.desk import Desk
from crmdesk.ui.faults import fault_text
from crmdesk.ui.frame import Page
from crmdesk.ui.importing.check_step import CheckStep
from crmdesk.ui.importing.columns_step import ColumnsStep
from crmdesk.ui.importing.file_step import FileStep
from crmdesk.ui.importing.known_step import KnownStep
from crmdesk.ui.importing.preview_step import PreviewStep
from crmdesk.ui.importing.queue import Queue
from crmdesk.ui.importing.result_step import ResultStep
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.importing.state import Doing
from crmdesk.ui.importing.step import Step
from crmdesk.ui.importing.working import Working
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Label, Line

_STEPS = ("file", "preview", "columns", "known", "check", "result")
_ENDS = ("file", "result")
"""Steps from which no way leads back."""
AnyStep = TypeVar("AnyStep", bound=Step)


class ImportPage(Retranslates, Page):
    """Follows the session: a step is shown once what it shows is known."""

    def __init__(self, desk: Desk, session: ImportSession) -> None:
        super().__init__(with_back=True)
        self._desk = desk
        self.session = session
        self._names: dict[Step, str] = {}
        self.working = Working(session)
        self.trouble = Label(tone="danger", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.working)
        self.body.addWidget(self.stack, 1)
        self.queue = Queue(session)
        self.body.addWidget(self.queue)
        self._line = Line()
        self.body.addWidget(self._line)
        self.body.addWidget(self._build_ways())
        self.add_key("Ctrl+Return", lambda: self.tr("Next step"), self.go_on)
        self._step: Step = self.file
        self._doing = session.doing
        self._held: QWidget | None = None
        """What had the keyboard when work began."""
        self._before = session.state
        """What was known when it began."""
        session.changed.connect(self.follow)
        session.failed.connect(self._on_failed)
        self.retranslate()
        self._catch_up()

    # Each is made when somebody comes to it: six at once would hold up the window.

    @cached_property
    def file(self) -> FileStep:
        return self._add("file", FileStep(self._desk, self.session))

    @cached_property
    def preview(self) -> PreviewStep:
        return self._add("preview", PreviewStep(self._desk, self.session))

    @cached_property
    def columns(self) -> ColumnsStep:
        return self._add("columns", ColumnsStep(self._desk, self.session))

    @cached_property
    def known(self) -> KnownStep:
        return self._add("known", KnownStep(self._desk, self.session))

    @cached_property
    def check(self) -> CheckStep:
        return self._add("check", CheckStep(self._desk, self.session))

    @cached_property
    def result(self) -> ResultStep:
        return self._add("result", ResultStep(self._desk, self.session))

    def _add(self, name: str, step: AnyStep) -> AnyStep:
        self._names[step] = name
        self.stack.addWidget(step)
        return step

    @property
    def _name(self) -> str:
        """Of the step in front."""
        return self._names[self._step]

    def _build_ways(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.before = Button(icon="chevron-left")
        self.before.clicked.connect(self.go_back)
        self.next = Button(kind="primary")
        self.next.clicked.connect(self.go_on)
        row.addWidget(self.before)
        row.addStretch(1)
        row.addWidget(self.next)
        return holder

    def retranslate(self) -> None:
        self.head.title.setText(self.tr("Import"))
        self.setAccessibleName(self.tr("Import"))
        self.before.setText(self.tr("Back"))
        self.queue.refresh()
        self._show_ways()

    def entered(self) -> None:
        """Which imports can be taken back is read anew."""
        self.session.read_batches()
        self._step.take_keyboard()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window hands its keyboard to the page, which has nothing to do with it itself."""
        super().focusInEvent(event)
        self._step.take_keyboard()

    # -- moving --------------------------------------------------------------------------------------------

    @property
    def step(self) -> Step:
        """The step in front, or behind what is under way."""
        return self._step

    def _catch_up(self) -> None:
        """Show the step that a session has come to which began before this page."""
        state = self.session.state
        if state.result is not None:
            self._step = self.result
        elif state.preview is not None:
            self._step = self.preview
        self._show()

    def go_on(self) -> None:
        """The next step; some of them take work first."""
        session, name = self.session, self._name
        if not self._step.ready() or session.doing:
            return
        self.trouble.hide()
        if name == "columns" or (name == "preview" and session.state.kind is not FileKind.SHEET):
            session.check()
        elif name == "check":
            session.run()
        elif name == "result" and session.waiting:
            session.go_on()
        elif name == "result":
            session.reset()
            session.read_batches()
            self._go(self.file)
        elif name == "file":
            self._go(self.preview)
        elif name == "preview":
            self._go(self.columns)
        else:
            self._go(self.check)

    def go_back(self) -> None:
        """The step before; what was decided stays."""
        if self.session.doing or self._name in _ENDS:
            return
        self.trouble.hide()
        ways = self._ways()
        place = ways.index(self._name) - 1
        if ways[place] == "known" and not self.session.state.pairs:
            place -= 1
        before: Step = getattr(self, ways[place])
        self._go(before)

    def _ways(self) -> list[str]:
        """The names of this file's steps: cards and calendars have no columns to assign."""
        sheet = self.session.state.kind is FileKind.SHEET
        return [name for name in _STEPS if sheet or name != "columns"]

    def follow(self) -> None:
        """Show what the session has come to."""
        session, state = self.session, self.session.state
        ended, self._doing = self._doing, session.doing
        if session.doing and ended is not session.doing:
            focused: QWidget | None = self.window().focusWidget()
            self._held = focused if focused is not None and self._step.isAncestorOf(focused) else None
            self._before = state
            self.trouble.hide()
            self.working.begin()
        step = self._reached(ended) if not session.doing and state is not self._before else None
        if step is not None:
            self._go(step)
            return
        self._show()
        if not session.doing and ended:
            self._give_back()

    def _reached(self, ended: Doing) -> Step | None:
        """The step that work which has ended leads to."""
        state = self.session.state
        if ended is Doing.READING and self._name != "preview":
            return self.preview
        if ended is Doing.CHECKING:
            return self.known if state.pairs else self.check
        if ended is Doing.SAVING and state.result is not None:
            return self.result
        if ended is Doing.SAVING:
            # It broke off, and what is here now is looked for again.
            return self.columns if "columns" in self._ways() else self.preview
        return None

    def _go(self, step: Step) -> None:
        self._step = step
        self._arrive()

    def _arrive(self) -> None:
        self._show()
        self._held = None
        self._step.take_keyboard()

    def _give_back(self) -> None:
        """The keyboard goes on where it was, or an arrow that is pressed twice would change two things."""
        held = self._held
        if held is not None and isValid(held) and held.isVisibleTo(self) and held.isEnabled():
            held.setFocus()
        else:
            self._step.take_keyboard()

    def _show(self) -> None:
        self._step.refresh()
        self.queue.refresh()
        self.stack.setCurrentWidget(self.working if self.session.doing else self._step)
        self._show_ways()

    def _show_ways(self) -> None:
        busy = bool(self.session.doing)
        ways = self._ways()
        place = ways.index(self._name) if self._name in ways else 0
        path = self.session.state.path
        where = self.tr("Step {0} of {1}: {2}").format(place + 1, len(ways), self._step.title())
        self.head.note.setText(f"{where} · {path.name}" if path is not None and place else where)
        self.before.setVisible(self._name not in _ENDS)
        self.before.setEnabled(not busy)
        self.next.setText(self._step.next_text())
        self.next.setEnabled(not busy and self._step.ready())
        self.next.setVisible(self._name != "file" or self._step.ready())
        self._line.setVisible(not self.next.isHidden())

    def _on_failed(self, error: UserError) -> None:
        self.trouble.setText(fault_text(error))
        self.trouble.show()
        self._give_back()

    def escape(self) -> bool:
        """Goes a step back; from the first and the last one the page is left."""
        if self.session.doing:
            self.session.stop()
            return True
        if self._name in _ENDS:
            return False
        self.go_back()
        return True
