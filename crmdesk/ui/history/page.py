"""The history page of one record: what is known here at once, what the centre knows as soon as it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import NoSuchRecord, Offline, SignInNeeded
from crmdesk.domain.past import way_back
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.store.history import History
from crmdesk.ui import formats
from crmdesk.ui.centre import Centre
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.history.as_of import AsOf, read_as_of
from crmdesk.ui.history.as_of_view import AsOfView
from crmdesk.ui.history.content import HistoryContent, read_past
from crmdesk.ui.history.steps import StepList
from crmdesk.ui.live import Live
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, EmptyState, IconLabel, Label
from crmdesk.ui.widgets.reading_cover import ReadingCover

_BELONGING = {
    "account": ("opportunity", "contact", "stage_change"),
    "visit": ("visit_amendment", "visit_form"),
}
"""By type, what is shown beside its changes, or as of a date."""


class HistoryPage(Retranslates, Page):
    """Any single old value can be brought back; that is a new edit, and can be undone."""

    def __init__(self, desk: Desk, centre: Centre | None, type_name: str, record_id: str) -> None:
        """`centre` None: only what is known here can be shown."""
        super().__init__(with_back=True)
        self._desk = desk
        self._centre = centre
        self._type = type_name
        self._id = record_id
        self._content: HistoryContent | None = None
        self._asked = ""
        self.open_button = Button(icon=desk.entity(type_name).icon)
        self.open_button.clicked.connect(lambda: desk.open(type_name, record_id))
        self.as_of_button = Button(icon="calendar")
        self.as_of_button.setCheckable(True)
        self.as_of_button.setProperty("toggle", True)
        self.head.buttons.addWidget(self.as_of_button)
        self.head.buttons.addWidget(self.open_button)
        self.body.addWidget(self._build_notice())
        self.steps = StepList(desk, type_name)
        self.steps.back_wanted.connect(self.restore)
        self._empty = EmptyState("history")
        self._empty.hide()
        self._area = self.scroll_below(self.steps)
        self._at: str | None = None
        self.as_of = AsOfView(desk, type_name)
        self.as_of.instant_wanted.connect(self.go_to)
        self.as_of.back_wanted.connect(self.restore_then)
        self.as_of.opened.connect(desk.open)
        self._then_area = self.scroll_below(self.as_of)
        self._then_area.hide()
        self.as_of_button.toggled.connect(self._show_view)
        self.add_key("Left", lambda: self.tr("As of the change before"), lambda: self.step(-1))
        self.add_key("Right", lambda: self.tr("As of the next change"), lambda: self.step(1))
        self.body.addWidget(self._empty, 1)
        self._live = Live(
            desk,
            self,
            types=(type_name, "user", *_BELONGING.get(type_name, ())),
            read=self._read,
            show=self._take,
            cover=ReadingCover(self, self.head),
        )
        self.retranslate()

    def _read(self) -> tuple[HistoryContent, AsOf]:
        desk = self._desk
        past = read_past(desk.replica, desk.catalogue, self._type, self._id, desk.author.user)
        return past, read_as_of(desk.replica, desk.catalogue, self._type, self._id, self._at)

    def _take(self, read: tuple[HistoryContent, AsOf]) -> None:
        past, then = read
        if (None if then.now else then.at) == self._at:
            self.as_of.show_content(then)
        self.show_content(past)

    def _build_notice(self) -> QWidget:
        self._notice = QWidget()
        row = QHBoxLayout(self._notice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._notice_icon = IconLabel("info", "text_muted")
        row.addWidget(self._notice_icon)
        self.notice = Label(tone="muted", wrap=True)
        row.addWidget(self.notice, 1)
        self.again = Button(icon="refresh")
        self.again.clicked.connect(self.fetch)
        row.addWidget(self.again)
        return self._notice

    def retranslate(self) -> None:
        self.open_button.setText(self.tr("Open the record"))
        self.as_of_button.setText(self.tr("As of a date"))
        self.as_of_button.setToolTip(self.tr("The record as it was on a day, beside what it is now  ←"))
        self.again.setText(self.tr("Ask again"))
        self._empty.set_texts(
            self.tr("No change is known here yet"),
            self.tr("The centre keeps the whole past of a record. It is shown as soon as it can be reached."),
        )
        self._show_notice()
        if self._content is not None:
            self.show_content(self._content)

    # -- showing -------------------------------------------------------------------------------------------

    def show_content(self, content: HistoryContent) -> None:
        """Show what is known."""
        again = self._content == content
        self._content = content
        kind = label(self._type)
        self.head.title.setText(self.tr("History of {0}").format(content.title or kind.lower()))
        self.head.note.setText(kind if content.title else "")
        self.setAccessibleName(self.head.title.full_text())
        self.open_button.setVisible(content.record is not None)
        if not again or not self.steps.buttons:
            self.steps.show_steps(content.steps)
        self._show_view()

    def _show_view(self, _: bool = False) -> None:
        content, as_of = self._content, self.as_of_button.isChecked()
        self._then_area.setVisible(as_of)
        self._area.setVisible(not as_of and content is not None and bool(content.steps))
        nothing = content is not None and not content.steps and self._asked != "asking"
        self._empty.setVisible(nothing and not as_of)
        self._show_notice()

    def _show_notice(self) -> None:
        content, icon = self._content, "info"
        desk = self._desk
        at = (
            formats.relative_instant(content.fetched_at, desk.now(), desk.zone)
            if content is not None and content.fetched_at
            else ""
        )
        if self._asked == "asking":
            text, icon = self.tr("Asking the centre for the rest…"), "sync"
        elif content is not None and content.complete and self._asked == "answered":
            text, icon = self.tr("Complete, as of {0}.").format(at), "check"
        elif self._asked == "gone":
            text = self.tr("The centre does not know this record yet, or you may not see it any more.")
        elif at:
            text = self.tr(
                "As of {0} at the centre, and what was saved here since. Later changes by others are missing."
            ).format(at)
            icon = "offline"
        else:
            text, icon = self._said_alone(), "offline"
        if self._asked == "answered" and content is not None and not content.complete:
            text, icon = (
                self.tr("As of {0}, with what is still on its way from this laptop.").format(at),
                "check",
            )
        self.notice.setText(text)
        self._notice_icon.set_icon(icon)
        self.again.setVisible(self._centre is not None and self._asked in ("offline", "gone"))

    def _said_alone(self) -> str:
        """Where nothing was ever fetched and the centre is out of reach."""
        if self.as_of_button.isChecked():
            return self.tr(
                "The history of this record is not on this laptop: what it was then is told by changes made here alone."
                " The rest follows once the centre can be reached."
            )
        return self.tr(
            "Only what was changed on this laptop. The rest is shown once the centre can be reached."
        )

    # -- asking the centre ---------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Ask the centre, in the background."""
        if self._centre is None or self._asked == "asking":
            return
        self._asked = "asking"
        self._show_notice()
        self._centre.history(self._type, self._id, self._on_fetched, self._on_failed)

    def _on_fetched(self, _: History) -> None:
        self._asked = "answered"
        self._live.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._asked = "gone" if isinstance(error, NoSuchRecord) else "offline"
        if not isinstance(error, (NoSuchRecord, Offline, SignInNeeded)):
            self._desk.report(error)
        if self._content is not None:
            self.show_content(self._content)
        self._show_notice()

    # -- as of an instant ----------------------------------------------------------------------------------

    def go_to(self, at: str | None) -> None:
        """Show the record as of an instant, None for now."""
        self._at = at
        self.as_of_button.setChecked(True)
        self._live.refresh()

    def step(self, way: int) -> None:
        """Show the record as it was before the last change, then change by change."""
        self.as_of_button.setChecked(True)
        self.as_of.step(way)

    def restore_then(self, fields: tuple[str, ...]) -> None:
        """Bring the values of these fields back as they were at the instant that is shown, in one edit."""
        then = self.as_of.shown
        if then is None:
            return
        names = [label(f"{self._type}.{field}") for field in fields]

        said = names[0] if len(names) == 1 else self.tr("%n fields", "", len(names))
        self._bring_back(then.then, fields, said)

    # -- going back to a value -----------------------------------------------------------------------------

    def restore(self, field: str, values: Mapping[str, Value]) -> None:
        """Bring an old value back by a new edit."""
        name = label(f"{self._type}.{field}")

        self._bring_back(values, values, name)

    def _bring_back(self, then: Mapping[str, Value], fields: Iterable[str], name: str) -> None:
        author, entity = self._desk.author, self._desk.entity(self._type)

        def intent(record: Record) -> list[Mutation]:
            back = way_back(entity, record.fields, then, fields)
            return edits.update(author, record, back.set, add=back.add, remove=back.remove)

        self._desk.change(self._type, self._id, intent, self.tr("Restored: {0}").format(name))

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        self._live.wake()
        self.fetch()

    def escape(self) -> bool:
        """From the record as of a date back to its changes."""
        if not self.as_of_button.isChecked():
            return False
        self._at = None
        self.as_of_button.setChecked(False)
        self._live.refresh()
        return True

    def left(self) -> None:
        self._live.sleep()
        if self._centre is not None and self._asked == "asking":
            self._centre.cancel_history(self._id)
            self._asked = ""
