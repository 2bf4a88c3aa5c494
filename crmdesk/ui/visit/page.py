"""The visit page: plan, check in, report, check out, submit; afterwards locked, with notes as amendments."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain import edits, planning, visits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import InvalidValue, UserError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.domain.visits import fell_through
from crmdesk.ui import formats, theme
from crmdesk.ui.brief import open_brief
from crmdesk.ui.columns import tone
from crmdesk.ui.desk import Desk
from crmdesk.ui.faults import fault_text
from crmdesk.ui.translations import label
from crmdesk.ui.visit.above import AboveReport
from crmdesk.ui.visit.amend_panel import AmendPanel
from crmdesk.ui.visit.amended import amended
from crmdesk.ui.visit.autosave import Autosave
from crmdesk.ui.visit.cards import VisitCards
from crmdesk.ui.visit.content import VisitContent, read_visit
from crmdesk.ui.visit.course import phases, plan_again
from crmdesk.ui.visit.document import preview
from crmdesk.ui.visit.phases import PhaseBar
from crmdesk.ui.visit.samples import samples_text
from crmdesk.ui.visit.words import planned_text
from crmdesk.ui.widgets import Button, Card, IconLabel, Label, Line, OnceButton
from crmdesk.ui.widgets.touch import for_fingers

_READ = (
    "visit", "account", "contact", "task", "note", "product", "opportunity", "visit_form", "visit_amendment",
    "attachment", "visit_sample",
)  # fmt: skip


class VisitPage(VisitCards):
    """One page per visit, made for fingers."""

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__(desk, record_id)
        for_fingers(self)
        self._content: VisitContent | None = None
        self.autosave = Autosave(desk, "visit", record_id, self)
        self.autosave.state_changed.connect(self._show_saved)
        self.autosave.failed.connect(self._on_failed)
        self.add_act(lambda: self.tr("Cancel the visit"), "close", lambda: self._end("cancelled"))
        self.add_act(lambda: self.tr("Mark as missed"), "flag", lambda: self._end("missed"))
        self.add_act(lambda: label("visit.time_agreed"), "agreed", self._agree)
        self.add_act(
            lambda: QCoreApplication.translate("brief", "Pre-visit brief"), "print", self._open_brief
        )
        self.add_act(lambda: self.tr("Visit report"), "print", lambda: preview(desk, record_id))
        self.add_key("Ctrl+P", lambda: self.tr("Visit report"), lambda: preview(desk, record_id))
        self._above = AboveReport(self)
        self._about = Label(tone="muted", elided=True, parent=self._above)
        self.phases = PhaseBar(self._above)
        self.locked = self._build_locked()
        self._build_middle()
        self.add_key(
            "Ctrl+Return", lambda: self.tr("Check in, check out, submit the report, plan again"), self._act
        )
        self.build_cards(self._on_built)
        self.follow(_READ, lambda: read_visit(desk.replica, desk.catalogue, record_id), self._take_content)
        self.retranslate()

    def _on_built(self) -> None:
        self.report.edited.connect(self._on_edited)
        self.report.task_wanted.connect(self.make_task)
        self.report.person_wanted.connect(lambda: self.desk.new("contact", **self._here()))
        self.form.edited.connect(self._on_answered)
        self.form.photo_wanted.connect(self._add_photo)
        self.aside.activated.connect(self.open_target)
        self.samples.stale.connect(self.refresh)
        self.signature.signed.connect(self._on_signed)
        self.signature.reopened.connect(self._show_samples)
        if self._content is not None:
            self.show_content(self._content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._above.fit(self.height(), there=self.record is not None)

    def _build_middle(self) -> None:
        """What scrolls: an amendment being written goes with the report that it stands beside."""
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._above.stand_in(self.body, column, (self._about, self.phases, self.locked))
        self._scroll = self.scroll_below(middle, self._build_foot())
        self.amending = AmendPanel(self.desk, middle)
        self.amending.amended.connect(self._on_amended)
        self.amending.closed.connect(self.amend.setFocus)
        column.addWidget(self.amending)
        column.addWidget(self.columns, 1)

    def _build_locked(self) -> QWidget:
        card = Card(parent=self._above)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("lock", "text_muted", 18, card))
        self._locked_text = Label(wrap=True, parent=card)
        row.addWidget(self._locked_text, 1)
        self.amend = Button(icon="edit", parent=card)
        self.amend.clicked.connect(self.open_amending)
        row.addWidget(self.amend)
        card.body.setContentsMargins(16, 12, 12, 12)
        card.body.addLayout(row)
        card.hide()
        return card

    def _build_foot(self) -> QWidget:
        foot = self._foot = QWidget(self)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(8)
        column.addWidget(Line(foot))
        column.addSpacing(8)
        column.addWidget(self.presence)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.action = OnceButton(kind="primary", icon="check", parent=foot)
        self.action.setProperty("touch", True)
        self.action.setMinimumWidth(200)
        self.action.clicked.connect(self._act)
        self.elsewhere = Button(kind="quiet", icon="clock", parent=foot)
        self.elsewhere.setProperty("touch", True)
        self.elsewhere.clicked.connect(self._toggle_presence)
        self.saved = Label(tone="muted", elided=True, parent=foot)
        self.report_anyway = Button(icon="check", parent=foot)
        self.report_anyway.setProperty("touch", True)
        self.report_anyway.clicked.connect(self.submit)
        row.addWidget(self.action)
        row.addWidget(self.report_anyway)
        row.addWidget(self.elsewhere)
        row.addStretch(1)
        row.addWidget(self.saved)
        column.addLayout(row)
        return foot

    def retranslate(self) -> None:
        super().retranslate()
        self.amend.setText(self.tr("Amend"))
        self.report_anyway.setText(self.tr("Submit report"))
        self.elsewhere.setText(self.tr("Other time or place"))
        self._show_saved()

    def _open_brief(self) -> None:
        if self.record is not None:
            open_brief(self.desk, self.record["account"], self.record_id)

    def _here(self) -> dict[str, Value]:
        return {"account": self.record["account"]} if self.record else {}

    # -- showing -------------------------------------------------------------------------------------------

    def _take_content(self, content: VisitContent) -> None:
        self._content = content
        if self.built:
            self.show_content(content)

    def show_content(self, content: VisitContent) -> None:
        """Show what was read; what is being typed stays."""
        self._content = content
        record = content.record
        self.take(record)
        self._above.fit(self.height(), there=True)
        self.amending.setVisible(self.amending.opened)
        self.autosave.load(record.fields)
        account = str(content.account["name"]) if content.account else ""
        self.head.title.setText(account or self.desk.title(record) or label("visit"))
        badge = self.head.badge
        badge.setText(label(f"visit.status.{record['status']}"))
        badge.set_tone(tone(self.entity, "status", record["status"]))
        badge.show()
        said = (record["purpose"] or "", planned_text(self.desk, record))
        self._about.setText("  ·  ".join(part for part in said if part))
        self.phases.show_phases(phases(self.desk, record))
        locked = bool(record["submitted_at"])
        self.report.show_record(record, content.people, content.names, self.autosave.holds)
        told = amended(self.desk, content)
        self.report.show_locked(record, content.names, told, locked=locked)
        holds = self.autosave.holds("answers") or self.autosave.holds("form")
        self.form.show_content(content, told, holds=holds)
        self.photos.show_photos(content.photos, self.form.names, locked=locked)
        met = [content.names.get(each, "") for each in record["contacts"] or ()]
        self.signature.show_samples(samples_text(content))
        self.signature.show_record(record, locked=locked, met=met[0] if len(met) == 1 else "")
        self._show_samples()
        self.aside.show_content(content)
        self.columns.show()
        self._show_locked(record, locked)
        self.amend.setVisible(content.amendable)
        self._show_action(record, locked)
        self.beside.follow(record)

    def _show_samples(self) -> None:
        if self._content is not None:
            self.samples.show_content(self._content, signed=self.signature.signed_for)

    def _show_locked(self, record: Record, locked: bool) -> None:
        self.locked.setVisible(locked)
        if locked:
            when = formats.relative_instant(record["submitted_at"], self.desk.now(), self.desk.zone)
            self._locked_text.setText(
                self.tr(
                    "Submitted {0}. A submitted report stays as it was said; an amendment beside it corrects it."
                ).format(when)
            )

    def _show_action(self, record: Record, locked: bool) -> None:
        self._foot.setVisible(not locked)
        over = fell_through(record)
        going = record["check_in"] is not None and record["check_out"] is None and not over
        arriving = record["check_in"] is None and not over
        if over:
            self.action.setText(self.tr("Plan again"))
        elif arriving:
            self.action.setText(self.tr("Check in"))
        else:
            self.action.setText(self.tr("Check out") if going else self.tr("Submit report"))
        theme.set_icon(self.action, "calendar" if over else "check", "on_accent")
        self.action.setToolTip(f"{self.action.text()}  Ctrl+Enter")
        self.report_anyway.setVisible(over)
        self.elsewhere.setVisible(arriving or going)
        if not (arriving or going):
            self.presence.clear()

    def _show_saved(self, *_: object) -> None:
        words = {
            "saved": self.tr("Everything is saved on this laptop"),
            "typing": self.tr("Saving soon…"),
            "saving": self.tr("Saving…"),
            "failed": self.tr("Not saved"),
        }
        self.saved.setText(words[self.autosave.state])
        self.saved.set_tone("danger" if self.autosave.state == "failed" else "muted")

    # -- writing -------------------------------------------------------------------------------------------

    def _on_edited(self, name: str, value: Value) -> None:
        self.autosave.put(name, value)

    def _on_answered(self, form: str, answers: Value) -> None:
        self.autosave.put("form", form)
        self.autosave.put("answers", answers)

    def _add_photo(self, question: str) -> None:
        self.photos.choose(question)

    def _on_failed(self, error: UserError) -> None:
        self.desk.report(error)

    def make_task(self, due: Value) -> None:
        """The next step becomes a task, saved together with what is written so far."""
        subject = self.report.step_text
        fields: dict[str, Value] = {"subject": subject, "due_on": due}
        when = formats.relative_day(str(due), self.desk.today()) if due else ""
        told = self.tr("Task added: {0}").format(when) if when else self.tr("Task added")
        self._after_saving(lambda record: edits.report_visit(self.desk.author, record, {}, fields), told)

    # -- the phases ----------------------------------------------------------------------------------------

    def _act(self) -> None:
        record = self.record
        if record is None or record["submitted_at"]:
            return
        if fell_through(record):
            plan_again(self.desk, record)
        elif record["check_in"] is None:
            self._be_present(edits.check_in)
        elif record["check_out"] is None:
            self._be_present(edits.check_out)
        else:
            self.submit()

    def _end_typing(self) -> None:
        """What has a place of its own to be typed in is saved before what follows, which may lock it."""
        if self.built:
            self.samples.end_typing()
            self.photos.keep_caption()

    def _be_present(self, intent: Callable[..., list[Mutation]]) -> None:
        if not self.presence.ready():
            return
        values = self.presence.values()
        self._after_saving(lambda record: intent(self.desk.author, record, **values), "")

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part of the page."""
        self._scroll.ensureWidgetVisible(part)

    def submit(self) -> None:
        """The report is final from now on."""
        self._end_typing()
        if self.record is not None and self.record["check_in"] is not None and not self.report.outcome.chosen:
            self.desk.say(self.tr("Choose an outcome first: how did it go?"), "info")
            next(iter(self.report.outcome.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.record is not None and self.record["check_in"] is not None:
            missing = self.form.point_at_missing()
            if missing is not None:
                self.reveal(missing)
                self.desk.say(self.tr("The form still needs an answer: {0}").format(missing.text), "info")
                return
        if self.signature.drawn:
            self.reveal(self.signature)
            self.signature.take_focus()
            self.desk.say(self.tr("The signature is not kept yet: keep it, or clear it."), "info")
            return
        self._after_saving(lambda record: edits.submit_visit(self.desk.author, record), "")

    def _end(self, status: str) -> None:
        if self.record is not None and self.record["check_in"] is not None:
            self.desk.say(self.tr("You have checked in here: check out and say how it went."), "info")
            return
        said = self.tr("Visit: {0}").format(label(f"visit.status.{status}"))
        self._after_saving(lambda record: edits.update(self.desk.author, record, {"status": status}), said)

    def _agree(self) -> None:
        """The customer expects the visit at its time, or no longer does."""
        if self.record is None:
            return
        agreed = not self.record["time_agreed"]
        said = self.tr("The time is agreed") if agreed else self.tr("The time is no longer agreed")
        self._after_saving(lambda record: planning.agree(self.desk.author, record, agreed=agreed), said)

    def _after_saving(self, intent: Callable[[Record], list[Mutation]], said: str) -> None:
        """Save what is typed, then what `intent` makes of the visit as it then is. `said` offers Undo: none for facts,
        which the line of phases shows."""

        def act() -> None:
            clear, refused = self.presence.clear, self._on_refused
            self.desk.change("visit", self.record_id, intent, said, done=clear, failed=refused)

        self.autosave.then(act)

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, InvalidValue) and not self.presence.isHidden():
            self.presence.time.set_error(fault_text(error))
        else:
            self.desk.report(error)

    def _toggle_presence(self) -> None:
        if self.presence.isHidden():
            self.presence.show()
            self.presence.time.setFocus()
        else:
            self.presence.clear()

    # -- signing and amending ------------------------------------------------------------------------------

    def _on_signed(self, name: str, strokes: str | None) -> None:
        self._after_saving(lambda record: visits.sign_visit(self.desk.author, record, name, strokes), "")

    def open_amending(self) -> None:
        """Ask what of the submitted report is to be corrected."""
        if self._content is not None and self._content.record["submitted_at"] is not None:
            self._scroll.verticalScrollBar().setValue(0)
            self.amending.open(self._content)

    def _on_amended(self, name: str, value: Value, reason: str) -> None:
        desk, record = self.desk, self.record
        if record is not None:
            desk.commit(
                lambda: visits.amend_visit(desk.author, record, name, value, reason),
                "",
                done=self._told_amended,
            )

    def _told_amended(self) -> None:
        self.amending.close_saved()
        self.desk.say(self.tr("The amendment stands beside the report"))

    # -- front and back ------------------------------------------------------------------------------------

    def left(self) -> None:
        self._end_typing()
        self.amending.keep()
        self.autosave.flush()
        super().left()

    def escape(self) -> bool:
        if self.record is None:
            return False
        if self.amending.fold() or self.photos.fold():
            return True
        if self.presence.isHidden():
            return False
        self.presence.clear()
        self.elsewhere.setFocus()
        return True
