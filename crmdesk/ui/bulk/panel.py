"""The panel beside a list in which a bulk act is asked for; it says what would happen before anything does.

It counts on the query thread and saves nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.bulk import BulkAct, EditEach, Stays
from crmdesk.domain.declare import Entity, Policy
from crmdesk.domain.errors import UserError
from crmdesk.store.bulk import Judged
from crmdesk.store.queries import Query
from crmdesk.ui import formats
from crmdesk.ui.bulk.forms import BulkForm, DeleteForm, EditForm, TaskForm, VisitForm
from crmdesk.ui.bulk.words import counted, stayed, what
from crmdesk.ui.desk import Desk
from crmdesk.ui.faults import fault_text
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton, Label, Line, scrolled

BulkKind = Literal["edit", "delete", "task", "visit"]
WIDTH = 400
_PAUSE_MS = 120


@dataclass(frozen=True, slots=True)
class _Preview:
    """What an act would do, and the names of the records that its values refer to."""

    act: BulkAct
    judged: Judged
    names: Mapping[str, str]


class BulkPanel(Retranslates, QFrame):
    """Hidden until it is asked for. Ctrl+Enter does it, Esc leaves; leaving loses a question, never a record."""

    closed = Signal()

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entity = entity
        self._kind: BulkKind = "edit"
        self._query = Query()
        self._count = 0
        self._preview: _Preview | None = None
        self.form: BulkForm | None = None
        self.setObjectName("bulkPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._built = False
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.apply)
        self.hide()
        self.retranslate()

    def _build(self) -> None:
        """When somebody first asks: every list has a panel, and most are never opened."""
        self._built = True
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 12)
        self._title = Label(strong=True, elided=True)
        self._close = IconButton("close")
        self._close.clicked.connect(self.leave)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column.addLayout(head)
        column.addWidget(Line())
        self._area = scrolled(QWidget())
        column.addWidget(self._area, 1)
        column.addWidget(Line())
        told = QVBoxLayout()
        told.setContentsMargins(16, 12, 16, 0)
        told.setSpacing(4)
        self.told, self.stays = Label(strong=True, wrap=True), Label(tone="muted", wrap=True)
        self.warning = Label(tone="warning", wrap=True)
        self.closed_too = QCheckBox()
        self.closed_too.toggled.connect(self._on_closed_too)
        self.trouble = Label(tone="danger", wrap=True)
        for widget in (self.told, self.stays, self.closed_too, self.warning, self.trouble):
            told.addWidget(widget)
        column.addLayout(told)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        self._cancel, self.do = Button(), Button(kind="primary")
        self._cancel.clicked.connect(self.leave)
        self.do.clicked.connect(self.apply)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.do)
        column.addLayout(foot)

    def retranslate(self) -> None:
        if not self._built:
            return
        self._close.set_name(self.tr("Close"), "Esc")
        self._cancel.setText(self.tr("Cancel"))
        self.closed_too.setText(self.tr("Change closed ones as well"))
        titles = {
            "edit": self.tr("Edit {0}"),
            "delete": self.tr("Delete {0}"),
            "task": self.tr("Tasks for {0}"),
            "visit": self.tr("Visits for {0}"),
        }
        self._title.setText(titles[self._kind].format(counted(self._entity, self._count)))
        self.setAccessibleName(self._title.full_text())
        self._tell()

    # -- asking --------------------------------------------------------------------------------------------

    def ask(self, kind: BulkKind, query: Query, count: int) -> None:
        """Show the form of an act for the records of a query, which are `count` now."""
        if not self._built:
            self._build()
        self._tear_down()
        self._kind, self._query, self._count = kind, query, count
        self.closed_too.setChecked(False)
        self.form = form = self._make_form(kind)
        form.setContentsMargins(16, 16, 16, 16)
        form.setProperty("scrolled", True)
        form.changed.connect(self._on_changed)
        self._area.setWidget(form)
        self.do.set_kind("danger" if kind == "delete" else "primary")
        self.retranslate()
        self.show()
        form.focus_first()
        if kind == "delete":
            self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def _make_form(self, kind: BulkKind) -> BulkForm:
        if kind == "edit":
            return EditForm(self._desk, self._entity)
        if kind == "delete":
            return DeleteForm()
        return TaskForm(self._desk) if kind == "task" else VisitForm(self._desk)

    def leave(self) -> None:
        """Close the panel; nothing is changed."""
        if not self.isHidden():
            self._tear_down()
            self.hide()
            self.closed.emit()

    def _tear_down(self) -> None:
        self._pause.stop()
        self._desk.lookups.cancel(("bulk", id(self)))
        self._preview = None
        if self.form is not None:
            self.form.dispose()
            self.form = None

    # -- what would happen ---------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._preview = None
        self._pause.start()
        self._tell()

    def _on_closed_too(self, ticked: bool) -> None:
        if isinstance(self.form, EditForm):
            self.form.closed_too = ticked
            self._on_changed()

    def _look(self) -> None:
        self.trouble.hide()
        try:
            act = self.form.act() if self.form is not None else None
        except UserError as error:
            self.trouble.setText(fault_text(error))
            self.trouble.show()
            return
        if act is None:
            return
        replica, entity, query = self._desk.replica, self._entity, self._query

        def look() -> _Preview:
            judged = replica.judge_each(entity.name, query, act)
            names: dict[str, str] = {}
            for target, ids in _referred(entity, act).items():
                names.update(replica.titles(target, ids))
            return _Preview(act, judged, names)

        self._desk.lookups.submit(("bulk", id(self)), look, self._on_looked)

    def _on_looked(self, preview: _Preview) -> None:
        self._preview = preview
        self._tell()
        if self._kind == "delete" and self._cancel.hasFocus() and self.do.isEnabled():
            self.do.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        preview = self._preview
        self.do.setEnabled(preview is not None and bool(preview.judged.ids))
        self._name_button(len(preview.judged.ids) if preview else 0)
        self.stays.setVisible(False)
        self.warning.setVisible(False)
        if preview is None:
            self.told.setText(self.tr("Nothing is changed yet"))
            self.closed_too.setVisible(False)
            return
        act, stays = preview.act, preview.judged.stays
        count = len(preview.judged.ids)
        changes = what(self._entity, act, preview.names, count)
        self.told.setText(formats.headed(counted(self._entity, count), changes))
        words = " · ".join(stayed(stays))
        self.stays.setText(self.tr("Left as they are: {0}").format(words))
        self.stays.setVisible(bool(words))
        is_edit = isinstance(act, EditEach)
        self.closed_too.setVisible(is_edit and (bool(stays.get(Stays.CLOSED)) or self.closed_too.isChecked()))
        if isinstance(act, EditEach) and _for_good(self._entity, act):
            self.warning.setText(self.tr("A protection becomes stricter: this cannot be undone."))
            self.warning.show()

    def _name_button(self, count: int) -> None:
        names = {
            "edit": self.tr("Change %n", "", count),
            "delete": self.tr("Delete %n", "", count),
            "task": self.tr("Make %n tasks", "", count),
            "visit": self.tr("Plan %n visits", "", count),
        }
        self.do.setText(names[self._kind])
        self.do.setToolTip(f"{names[self._kind]}  Ctrl+Enter")

    # -- doing ---------------------------------------------------------------------------------------------

    def apply(self) -> None:
        """Do what the panel says, to the records that it counted."""
        preview = self._preview
        if preview is None or not preview.judged.ids:
            return
        said = self.told.full_text()
        self.leave()
        self._desk.bulk.start(self._entity.name, preview.act, preview.judged.ids, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _referred(entity: Entity, act: BulkAct) -> dict[str, list[str]]:
    """The records that an edit's values refer to, by type."""
    found: dict[str, list[str]] = {}
    for values in (act.set, act.add, act.remove) if isinstance(act, EditEach) else ():
        for name, value in values.items():
            target = entity.field(name).target
            if target is not None and value:
                found.setdefault(target, []).extend(value if isinstance(value, list) else [value])
    return found


def _for_good(entity: Entity, act: EditEach) -> bool:
    return any(entity.field(name).policy is Policy.STRICTEST for name in act.names)
