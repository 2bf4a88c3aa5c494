"""The panel beside a page in which one record is made or edited. It saves through the desk and loses nothing typed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import NoSuchRecord, UserError
from crmdesk.domain.records import Record
from crmdesk.store.events import RecordsChanged
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.desk import Desk, FormRequest
from crmdesk.ui.faults import fault_text
from crmdesk.ui.forms.declared import first_values
from crmdesk.ui.forms.leave_bar import LeaveBar
from crmdesk.ui.forms.record_form import RecordForm
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, IconButton, Label, Line, scrolled

WIDTH = 480
_MARGIN = 20


class FormPanel(Speaks, Retranslates, QFrame):
    """Hidden until a form is asked for. Ctrl+S or Ctrl+Enter saves, Esc leaves, asking if that loses something."""

    spoken_role = Role.Form

    closed = Signal()
    """The panel has gone; whoever had the keyboard before may take it back."""
    stayed = Signal()
    """What was to follow on its leaving is called off."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._request: FormRequest | None = None
        self._form: RecordForm | None = None
        self._record_id = ""
        self._saving = False
        self._then: Callable[[], object] | None = None
        self._waiting: deque[FormRequest] = deque()
        self.setObjectName("formPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        desk.form_requested.connect(self.open)
        desk.records_changed.connect(self._on_records_changed)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        self.hide()
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 12, 12)
        self._title = Label(title=True, elided=True)
        self._close = IconButton("close")
        self._close.clicked.connect(self.leave)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column.addLayout(head)
        column.addWidget(Line())
        self._area: QScrollArea = scrolled(QWidget())
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_edge)
        column.addWidget(self._area, 1)
        self._trouble = Label(tone="danger", wrap=True)
        self._trouble.setContentsMargins(20, 8, 20, 8)
        self._trouble.hide()
        column.addWidget(self._trouble)
        self._bar = LeaveBar()
        self._bar.save.connect(self.save)
        self._bar.discard.connect(self._discard)
        self._bar.stay.connect(self._stay)
        column.addWidget(self._bar)
        column.addWidget(Line())
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        self._save = Button(kind="primary")
        self._save.clicked.connect(self.save)
        self._cancel = Button()
        self._cancel.clicked.connect(self.leave)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._save)
        column.addWidget(self._foot)

    def _keep_edge(self, *_: int) -> None:
        """Fields end where the buttons under them do, whether the bar that scrolls takes room beside them or not."""
        bar = self._area.verticalScrollBar()
        if self._form is not None:
            self._form.set_right_margin(_MARGIN - (bar.sizeHint().width() if bar.maximum() > 0 else 0))

    def retranslate(self) -> None:
        self._close.set_name(self.tr("Close the form"), "Esc")
        self._save.setText(self.tr("Save"))
        self._save.setToolTip(self.tr("Save  Ctrl+S"))
        self._cancel.setText(self.tr("Cancel"))
        if self._request is not None:
            self._title.setText(self._title_text(self._request))
            self.setAccessibleName(self._title.full_text())

    def _title_text(self, request: FormRequest) -> str:
        kind = label(request.type)
        if request.record is None:
            return self.tr("New {0}").format(kind.lower())
        return self.tr("Edit: {0}").format(self._desk.title(request.record) or kind)

    # -- opening and leaving -------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether leaving now would lose something."""
        return self._form is not None and (self._form.dirty or self._saving)

    @property
    def form(self) -> RecordForm | None:
        """The form shown, if one is."""
        return self._form

    def open(self, request: FormRequest) -> None:
        """Show the form of a request, after what is open has been saved or given up."""
        if request.waits and self._form is not None:
            self._waiting.append(request)
        elif self.dirty:
            self._ask(lambda: self._open(request))
        else:
            self._open(request)

    def _open(self, request: FormRequest) -> None:
        self._tear_down()
        self._request = request
        entity = self._desk.entity(request.type)
        self._record_id = request.record.id if request.record else self._desk.author.new_id()
        form = RecordForm(self._desk, entity, new=request.record is None)
        form.load(request.record.fields if request.record else {**first_values(entity), **request.values})
        self._form = form
        form.setProperty("scrolled", True)
        self._area.setWidget(form)
        self._keep_edge()  # a form as high as the one before it moves no bar
        self.retranslate()
        self.show()
        form.focus_first()

    def _tear_down(self) -> None:
        if self._form is not None:
            self._form.dispose()
            self._form = None
        self._request = None
        self._show_bar(asked=False)
        self._trouble.hide()

    def _show_bar(self, *, asked: bool) -> None:
        """Either the buttons of the form or the question what becomes of the changes."""
        self._foot.setVisible(not asked)
        if asked:
            self._bar.ask()
        else:
            self._bar.hide()

    def leave(self) -> None:
        """Close the panel; asks first when something would be lost."""
        self.leave_then(lambda: None)

    def leave_then(self, proceed: Callable[[], object]) -> None:
        """Close the panel and go on with `proceed`, at once or after the user has said what becomes of the changes."""
        if self.dirty:
            self._ask(proceed)
        else:
            self._shut()
            proceed()

    def _ask(self, proceed: Callable[[], object]) -> None:
        self._then = proceed
        self._show_bar(asked=True)

    def _discard(self) -> None:
        proceed, self._then = self._then, None
        self._shut()
        if proceed is not None:
            proceed()

    def _stay(self) -> None:
        self._then = None
        self.stayed.emit()
        self._show_bar(asked=False)
        if self._form is not None:
            self._form.focus_first()

    def _shut(self) -> None:
        self._tear_down()
        if not self.isHidden():
            self.hide()
            self.closed.emit()
        if self._waiting:
            # Behind what this one was left for, a window that closes too.
            QTimer.singleShot(0, self, self._open_waiting)

    def _open_waiting(self) -> None:
        if self._waiting and self._form is None and self.window().isVisible():
            self._open(self._waiting.popleft())

    # -- saving --------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save what differs; on a fault say it at its field and keep the form."""
        request, form = self._request, self._form
        if request is None or form is None or self._saving:
            return
        self._trouble.hide()
        if not form.validate():
            self._show_bar(asked=False)
            return
        if request.record is not None and not form.changes().any:
            self._discard()
            return
        self._saving = True
        self._desk.commit(
            lambda: self._intent(request, form),
            self._said(request),
            done=self._on_saved,
            failed=self._on_failed,
        )

    def _intent(self, request: FormRequest, form: RecordForm) -> Sequence[Mutation]:
        author = self._desk.author
        if request.record is None:
            unseen = {name: value for name, value in request.values.items() if name not in form.names}
            values = {**unseen, **form.values()}
            return edits.create(author, request.type, values, record_id=self._record_id)
        changes = form.changes()
        return edits.update(author, request.record, changes.set, add=changes.add, remove=changes.remove)

    def _said(self, request: FormRequest) -> str:
        if request.record is None:
            return self.tr("{0} created").format(label(request.type))
        return self.tr("{0} saved").format(label(request.type))

    def _on_saved(self) -> None:
        self._saving = False
        request, record_id = self._request, self._record_id
        proceed, self._then = self._then, None
        self._shut()
        if request is not None and request.done is not None:
            request.done(record_id)
        if proceed is not None:
            proceed()

    def _on_failed(self, error: UserError) -> None:
        self._saving = False
        self._then = None
        self.stayed.emit()
        self._show_bar(asked=False)
        if self._form is None or not self._form.show_error(error):
            self._trouble.setText(fault_text(error))
            self._trouble.show()

    # -- what happens elsewhere ----------------------------------------------------------------------------

    def _on_records_changed(self, event: RecordsChanged) -> None:
        request, form = self._request, self._form
        if request is None or request.record is None or form is None or self._saving:
            return
        if event.ids is not None and request.record.id not in event.ids.get(request.type, ()):
            return
        if request.type not in event.types:
            return
        self._desk.lookups.submit(
            ("form", id(self)),
            partial(self._desk.replica.get, request.type, request.record.id),
            partial(self._follow, form),
            partial(self._on_gone, form),
        )

    def _follow(self, form: RecordForm, record: Record) -> None:
        request = self._request
        if form is self._form and request is not None and not self._saving:
            self._request = FormRequest(request.type, record, request.values, request.done)
            form.follow(record.fields)

    def _on_gone(self, form: RecordForm, error: Exception) -> None:
        if not isinstance(error, NoSuchRecord):
            self._desk.report(error)
        elif form is self._form:
            self._trouble.setText(self.tr("This record was deleted meanwhile. Copy what you still need."))
            self._trouble.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
