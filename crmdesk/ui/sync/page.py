"""The sync page: how it stands, what waits, what became of what was sent, and the replica's health."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crmdesk.store.outcomes import EditOutcome
from crmdesk.store.verify import Verification
from crmdesk.sync.blob_driver import Moved
from crmdesk.sync.effects import Outcome, Progress
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import shown_fields
from crmdesk.ui.frame import Page
from crmdesk.ui.live import Live
from crmdesk.ui.models.columns import Tone
from crmdesk.ui.sync.content import SyncContent, Waiting, read_sync
from crmdesk.ui.sync.words import file_words, outcome_words, progress_words, standing
from crmdesk.ui.sync_state import SyncState
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.widgets import (
    Button,
    Card,
    IconLabel,
    Label,
    Property,
    PropertyList,
    Timeline,
    TimelineEntry,
    WorkRow,
)
from crmdesk.ui.widgets.reading_cover import ReadingCover

_COUNTED = ("account", "contact", "opportunity", "visit", "call", "meeting", "email", "task", "note")


class SyncPage(Retranslates, Page):
    """Everything the sync light has no room for."""

    def __init__(self, desk: Desk, state: SyncState) -> None:
        super().__init__(with_back=True)
        self._desk = desk
        self._state = state
        self._content: SyncContent | None = None
        self._checked = ""
        self.sync = Button(kind="primary", icon="sync")
        self.sync.clicked.connect(desk.sync_requested)
        self.sign_in = Button(kind="primary", icon="lock")
        self.sign_in.clicked.connect(desk.sign_in_requested)
        # Until it is read how things stand, nobody is told to sign in.
        self.sign_in.hide()
        self.sync.setVisible(state.can_sync)
        self.head.buttons.addWidget(self.sign_in)
        self.head.buttons.addWidget(self.sync)
        self.body.addWidget(self._build_standing())
        self.scroll_below(self._build_columns())
        self._live = Live(
            desk,
            self,
            types=[entity.name for entity in desk.catalogue],
            read=lambda: read_sync(desk.replica),
            show=self.show_content,
            cover=ReadingCover(self, self.head),
        )
        state.changed.connect(self._on_changed)
        state.progressed.connect(self.show_progress)
        state.round_finished.connect(self._on_finished)
        desk.file_moved.connect(self.show_file)
        desk.metered_changed.connect(self._show_cost)
        self._awake = False
        self.retranslate()
        self._follow_check()

    def _build_standing(self) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(16)
        self._icon = IconLabel("sync", "text_muted", 28)
        row.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.headline, self._text = Label(title=True), Label(tone="muted", wrap=True)
        self.doing = Label(tone="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cost = Label(tone="muted", wrap=True)
        self.moving, self.file_bar = Label(tone="muted"), QProgressBar()
        self.file_bar.setTextVisible(False)
        shown = (self.headline, self._text, self.cost, self.doing, self.bar, self.moving, self.file_bar)
        for part in shown:
            words.addWidget(part)
        row.addLayout(words, 1)
        self.to_inbox = Button(icon="inbox")
        self.to_inbox.clicked.connect(lambda: self._desk.go("inbox"))
        row.addWidget(self.to_inbox)
        card.body.setContentsMargins(20, 16, 20, 16)
        card.body.addLayout(row)
        for part in (self.cost, self.doing, self.bar, self.moving, self.file_bar):
            part.hide()
        return card

    def _build_columns(self) -> TwoColumns:
        columns = TwoColumns(wide_first=True)
        self._waiting_card, self._outcomes_card = Card(), Card()
        self._replica_card, self._traffic_card, self._health_card = Card(), Card(), Card()
        self.waiting, self.outcomes = Timeline(), Timeline()
        self._none_waiting, self._no_outcomes = Label(tone="muted", wrap=True), Label(tone="muted", wrap=True)
        for card, quiet, entries in (
            (self._waiting_card, self._none_waiting, self.waiting),
            (self._outcomes_card, self._no_outcomes, self.outcomes),
        ):
            card.body.addWidget(quiet)
            card.body.addWidget(entries)
            entries.activated.connect(self._open)
            columns.wide.addWidget(card)
        columns.wide.addStretch(1)
        self._replica, self._traffic = PropertyList(), PropertyList()
        self._replica_card.body.addWidget(self._replica)
        self._traffic_card.body.addWidget(self._traffic)
        self.check = Button(icon="check")
        self.check.clicked.connect(self.verify)
        self.health = Label(wrap=True, tone="muted")
        self._health_card.body.addWidget(self.health)
        row = QHBoxLayout()
        row.addWidget(self.check)
        row.addStretch(1)
        self._health_card.body.addLayout(row)
        self.work = WorkRow()
        self._health_card.body.addWidget(self.work)
        checkup = self._desk.checkup
        self.work.cancelled.connect(checkup.stop)
        checkup.progressed.connect(self.work.show_progress)
        checkup.changed.connect(self._follow_check)
        checkup.found.connect(self._on_verified)
        checkup.failed.connect(self._on_unverified)
        for card in (self._traffic_card, self._health_card, self._replica_card):
            columns.narrow.addWidget(card)
        columns.narrow.addStretch(1)
        return columns

    # -- words ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.head.title.setText(self.tr("Sync"))
        self.setAccessibleName(self.tr("Sync"))
        self.sync.setText(self.tr("Sync now"))
        self.sync.setToolTip(self.tr("Sync now  F5"))
        self.sign_in.setText(self.tr("Sign in again"))
        self.to_inbox.setText(self.tr("Open the Inbox"))
        self._outcomes_card.set_title(self.tr("What became of your changes"))
        self._none_waiting.setText(self.tr("Nothing. Everything you saved has reached the centre."))
        self._no_outcomes.setText(
            self.tr(
                "So far the centre has taken every change as it was. Merged and refused ones are listed here."
            )
        )
        self._traffic_card.set_title(self.tr("Transferred since the start"))
        self._health_card.set_title(self.tr("Health"))
        self._replica_card.set_title(self.tr("This laptop"))
        self.check.setText(self.tr("Check everything"))
        self._show_cost()
        if not self._checked:
            self.health.setText(
                self.tr("Compares every record and every saved edit with what they should be.")
            )
        if self._content is not None:
            self.show_content(self._content)

    # -- showing -------------------------------------------------------------------------------------------

    def show_content(self, content: SyncContent) -> None:
        """Show what was read."""
        self._content = content
        desk, status = self._desk, content.status
        at = formats.relative_instant(status.last_sync, desk.now(), desk.zone) if status.last_sync else ""
        told = standing(status, at)
        self._icon.set_icon(told.icon, told.tone)
        self.headline.setText(told.headline)
        self._text.setText(told.text)
        signed_out = status.state in ("sign-in", "wiped")
        self.sign_in.setVisible(status.state == "sign-in")
        self.sync.setVisible(not signed_out and self._state.can_sync)
        self.to_inbox.setVisible(status.conflicts + status.refused > 0)
        self._waiting_card.set_title(self.tr("Waiting"), status.pending or None)
        self._show_lists(content)
        self._show_replica(content)
        self._show_traffic()
        self.show_progress(self._state.progress)

    def _show_lists(self, content: SyncContent) -> None:
        self.waiting.set_entries([self._waiting(each, content) for each in content.waiting])
        self.outcomes.set_entries([self._outcome(each, content) for each in content.outcomes])
        self.waiting.setVisible(bool(content.waiting))
        self._none_waiting.setVisible(not content.waiting)
        self.outcomes.setVisible(bool(content.outcomes))
        self._no_outcomes.setVisible(not content.outcomes)

    def _act_words(self, each: Waiting | EditOutcome) -> str:
        acts = {
            "create": self.tr("new {0}").format(label(each.type).lower()),
            "delete": self.tr("deleted"),
            "restore": self.tr("brought back"),
        }
        if each.act in acts:
            return acts[each.act]
        fields = shown_fields(self._desk.entity(each.type), each.fields)
        return formats.listed(label(f"{each.type}.{field.name}") for field in fields)

    def _moment(self, at: str) -> str:
        return formats.relative_instant(at, self._desk.now(), self._desk.zone)

    def _waiting(self, each: Waiting, content: SyncContent) -> TimelineEntry:
        return TimelineEntry(
            target=f"{each.type}:{each.record}",
            icon=self._desk.entity(each.type).icon,
            title=content.titles.get(each.record) or label(each.type),
            when=self._moment(each.at),
            text=self._act_words(each),
            badge=self.tr("on its way") if each.sent else "",
            tone="info",
        )

    def _outcome(self, each: EditOutcome, content: SyncContent) -> TimelineEntry:
        words: dict[str, tuple[str, Tone]] = {
            "merged": (self.tr("Merged"), "info"),
            "conflict": (self.tr("Conflict"), "warning"),
            "refused": (self.tr("Refused"), "danger"),
        }
        badge, tone = words.get(each.outcome, (each.outcome, "neutral"))
        if each.settled:
            settled = {"retried": self.tr("Sent again"), "discarded": self.tr("Discarded")}
            badge, tone = settled.get(each.settled, each.settled), "neutral"
        text = self._act_words(each)
        if each.lost:
            kept = formats.listed(label(f"{each.type}.{name}") for name in each.lost)
            text = self.tr("{0}; the other value of {1} stands").format(text, kept)
        return TimelineEntry(
            target=f"{each.type}:{each.record}",
            icon=self._desk.entity(each.type).icon,
            title=content.titles.get(each.record) or label(each.type),
            when=self._moment(each.at),
            text=text,
            badge=badge,
            tone=tone,
        )

    def _show_replica(self, content: SyncContent) -> None:
        identity, status = content.identity, content.status
        rows = [
            Property(self.tr("Signed in as"), identity.user.name if identity.user else ""),
            Property(self.tr("Organisation"), identity.organisation.name if identity.organisation else ""),
            Property(self.tr("Centre"), identity.server or ""),
        ]
        rows += [
            Property(label(f"{name}.plural"), formats.number(status.rows.get(name, 0))) for name in _COUNTED
        ]
        rows.append(Property(self.tr("Laptop number"), (status.replica or "")[:8]))
        self._replica.set_properties(rows)

    def _show_traffic(self) -> None:
        last = self._state.last_outcome
        self._traffic.set_properties(
            [
                Property(self.tr("Last round"), outcome_words(last) if last else ""),
                Property(self.tr("Sent"), formats.data_size(self._state.sent_bytes)),
                Property(self.tr("Received"), formats.data_size(self._state.received_bytes)),
            ]
        )

    def show_progress(self, progress: Progress | None) -> None:
        """What the round under way is doing; nothing between rounds."""
        busy = progress is not None and progress.phase != "done"
        self.doing.setVisible(busy)
        self.bar.setVisible(busy and progress is not None and progress.total > 0)
        if busy and progress is not None:
            self.doing.setText(progress_words(progress))
            self.bar.setRange(0, max(1, progress.total))
            self.bar.setValue(progress.done)
            self.bar.setAccessibleName(self.doing.text())

    def show_file(self, moved: Moved) -> None:
        """How far a file is that goes or comes; nothing once it is there."""
        under_way = 0 < moved.done < moved.size
        self.moving.setVisible(under_way)
        self.file_bar.setVisible(under_way)
        if under_way:
            self.moving.setText(file_words(moved))
            self.file_bar.setRange(0, moved.size)
            self.file_bar.setValue(moved.done)
            self.file_bar.setAccessibleName(self.moving.text())

    def _show_cost(self) -> None:
        self.cost.setVisible(self._desk.metered)
        self.cost.setText(self.tr("This connection is metered: attached files wait until you ask for one."))

    # -- doing ---------------------------------------------------------------------------------------------

    def verify(self) -> None:
        """Check the whole replica in the background and say what came out."""
        self._desk.checkup.start()

    def _follow_check(self) -> None:
        """A check runs, whoever began it, or none does any more."""
        busy = self._desk.checkup.busy
        if busy:
            self._checked = "running"
            self.health.set_tone("muted")
            self.health.setText(self.tr("Checking…"))
            self.work.begin(self.tr("Checking…"), focus=self.check.hasFocus())
        elif self._checked == "running":
            self.health.setText(self.tr("The check was ended before it was through."))
        self.check.setEnabled(not busy)
        if not busy and self.work.end():
            self.check.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_verified(self, found: Verification) -> None:
        self._checked = "done"
        if found.sound:
            self.health.set_tone("success")
            self.health.setText(
                self.tr("All well: {0} records and {1} saved edits are sound.").format(
                    formats.number(found.rows), formats.number(found.edits)
                )
            )
        else:
            self.health.set_tone("danger")
            self.health.setText("\n".join(found.faults))

    def _on_unverified(self, _: Exception) -> None:
        self._checked = ""
        self.retranslate()

    def _open(self, target: str) -> None:
        type_name, _, record_id = target.partition(":")
        self._desk.open(type_name, record_id)

    # -- what happens elsewhere ----------------------------------------------------------------------------

    def _on_changed(self, _: object) -> None:
        if self._awake:
            self._live.refresh()

    def _on_finished(self, outcome: Outcome) -> None:
        self.show_progress(None)
        if outcome.errors:  # out of reach: nothing moves
            self.moving.hide()
            self.file_bar.hide()
        self._show_traffic()

    def entered(self) -> None:
        self._awake = True
        self._live.wake()

    def left(self) -> None:
        self._awake = False
        self._live.sleep()
