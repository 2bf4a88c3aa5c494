"""The Inbox page: the list at the left, the chosen conflict, pair or refused edit at the right, one key a choice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from crmdesk.domain import edits, same
from crmdesk.domain.changes import Mutation
from crmdesk.domain.values import Value
from crmdesk.store.ways_out import AS_THEY_WERE, Way
from crmdesk.ui import formats
from crmdesk.ui.conflicts.content import Dispute, Entry, InboxContent, Pair, Refusal, read_inbox
from crmdesk.ui.conflicts.dispute_view import DisputeView
from crmdesk.ui.conflicts.inbox_list import InboxEntry, InboxList
from crmdesk.ui.conflicts.pair_view import PairView
from crmdesk.ui.conflicts.refusal_view import RefusalView
from crmdesk.ui.desk import Desk, FormRequest
from crmdesk.ui.frame import Page
from crmdesk.ui.live import Live
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.turning_row import TurningRow
from crmdesk.ui.widgets import Card, EmptyState, scrolled
from crmdesk.ui.widgets.reading_cover import ReadingCover

_LIST_WIDTH = 320
_LIST_HEIGHT, _DETAILS_HEIGHT = 184, 320
"""Pixels, where the window is narrow and one stands below the other."""


class InboxPage(Retranslates, Page):
    """What needs the user, oldest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._content = InboxContent((), ())
        self._read_once = False
        self.list = InboxList()
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.dispute, self.refusal, self.pair = DisputeView(desk), RefusalView(desk), PairView(desk)
        self._connect()
        self._empty = EmptyState("inbox", parent=self)
        self._details = QStackedWidget(self)
        for view in (self.dispute, self.refusal, self.pair):
            self._details.addWidget(scrolled(view, self._details))
        self._split = self._build_split()
        self.body.addWidget(self._split, 1)
        self.body.addWidget(self._empty, 1)
        self._split.hide()
        self._empty.hide()
        types = [entity.name for entity in desk.catalogue]
        self._live = Live(
            desk,
            self,
            types=types,
            read=lambda: read_inbox(desk.replica, desk.catalogue, desk.author.user),
            show=self.show_content,
            cover=ReadingCover(self, self.head),
        )
        self._add_keys()
        self.retranslate()

    def _build_split(self) -> QWidget:
        split = TurningRow(self)
        card = Card(parent=split)
        card.body.setContentsMargins(8, 8, 8, 8)
        card.body.addWidget(scrolled(self.list, card))
        split.add(card, width=_LIST_WIDTH, height=_LIST_HEIGHT)
        split.add(self._details, height=_DETAILS_HEIGHT)
        return split

    def _connect(self) -> None:
        desk = self._desk
        self.dispute.settled.connect(self.settle)
        self.dispute.opened.connect(desk.open)
        self.dispute.history_wanted.connect(desk.open_history)
        self.pair.merged.connect(self.merge)
        self.pair.dismissed.connect(self.keep_both)
        self.pair.opened.connect(desk.open)
        self.refusal.opened.connect(desk.open)
        self.refusal.retry_wanted.connect(self.send_again)
        self.refusal.edit_wanted.connect(self.edit_and_send)
        self.refusal.discard_wanted.connect(self.discard)
        self.refusal.export_wanted.connect(self.ask_for_file)
        self.refusal.restore_wanted.connect(lambda: self.send_again(Way(restore=True)))
        self.refusal.parent_chosen.connect(lambda parent: self.send_again(Way(under=parent)))

    def _add_keys(self) -> None:
        dispute, pair = self.dispute, self.pair
        for name, keys, on_dispute, on_pair in (
            (lambda: self.tr("Keep your value"), "M1", dispute.choose_yours, lambda: pair.press(1)),
            (lambda: self.tr("Take theirs"), "T2", dispute.choose_theirs, lambda: pair.press(2)),
            (lambda: self.tr("Edit the result"), "E3", dispute.start_editing, pair.ask_whether),
        ):
            self.add_key(keys[0], name, partial(self._on_key, on_dispute, on_pair), keys[1])

    def _on_key(self, on_dispute: Callable[[], object], on_pair: Callable[[], object]) -> None:
        chosen = self._chosen()
        if isinstance(chosen, Dispute):
            on_dispute()
        elif isinstance(chosen, Pair):
            on_pair()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes to the page comes to what waits, and the arrows go through it at once; Tab goes its way."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.list.focus_current()

    # -- words and showing ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.head.title.setText(self.tr("Inbox"))
        self.setAccessibleName(self.tr("Inbox"))
        self.list.setAccessibleName(self.tr("What needs you"))
        self._empty.set_texts(
            self.tr("Nothing needs you"),
            self.tr(
                "When somebody else changes the same value as you, or the centre cannot accept an edit of yours, "
                "it waits here for your decision. Nothing is ever overwritten silently."
            ),
        )
        if self._read_once:
            self._show()

    def show_content(self, content: InboxContent) -> None:
        """Show what was read."""
        changed = content != self._content or not self._read_once
        self._content, self._read_once = content, True
        if changed:
            self._show()

    def _show(self) -> None:
        content = self._content
        many = len(content.entries)
        self.head.note.setText(self.tr("%n need you", "", many) if many else "")
        self._split.setVisible(many > 0)
        self._empty.setVisible(many == 0)
        self.list.show_entries([self._entry(each) for each in content.entries])
        self._show_chosen()
        if self.hasFocus():  # the keys work as soon as there is something to choose
            self.list.focus_current()

    def _entry(self, each: Entry) -> InboxEntry:
        desk = self._desk
        if isinstance(each, Pair):
            kind, at = each.case.type, each.case.at
            when = formats.relative_instant(at, desk.now(), desk.zone) if at else ""
            text = self.tr("{0}: may be the same").format(label(kind))
            return InboxEntry(each.key, "duplicate", "warning_text", each.title or label(kind), text, when)
        if isinstance(each, Dispute):
            kind = each.conflict.type
            fields = formats.listed(label(f"{kind}.{row.field}") for row in each.rows)
            text = fields if each.conflict.about == "fields" else self.tr("deleted and changed")
            at = formats.relative_instant(each.conflict.at, desk.now(), desk.zone) if each.conflict.at else ""
            when = "  ·  ".join(part for part in (each.other_name, at) if part)
            return InboxEntry(
                each.key,
                "conflict",
                "warning_text",
                each.title or label(kind),
                formats.headed(label(kind), text),
                when,
            )
        one = each.refused
        return InboxEntry(
            each.key,
            "refused",
            "danger_text",
            each.title or label(one.type),
            self.tr("{0}: refused").format(label(one.type)),
            formats.relative_instant(one.at, desk.now(), desk.zone),
        )

    def _chosen(self) -> Entry | None:
        return next((each for each in self._content.entries if each.key == self.list.current), None)

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        if isinstance(chosen, Dispute):
            self._details.setCurrentIndex(0)
            self.dispute.show_dispute(chosen, len(self._alike(chosen)) - 1)
        elif isinstance(chosen, Pair):
            self._details.setCurrentIndex(2)
            self.pair.show_pair(chosen)
        elif chosen is not None:
            self._details.setCurrentIndex(1)
            self.refusal.show_refusal(chosen)

    def _alike(self, dispute: Dispute) -> list[Dispute]:
        return [each for each in self._content.disputes if each.kind == dispute.kind]

    # -- conflicts -----------------------------------------------------------------------------------------

    def settle(self, choice: str, value: dict[str, Value] | None, alike: bool) -> None:
        """Settle the chosen conflict, and those of its kind if wanted, as one step that can be undone."""
        chosen = self._chosen()
        if not isinstance(chosen, Dispute):
            return
        picked = "yours" if choice == chosen.yours else "others"
        disputes = self._alike(chosen) if alike and value is None else [chosen]

        def intent() -> list[Mutation]:
            made: list[Mutation] = []
            for each in disputes:
                side = choice if value is not None else getattr(each, picked)
                made += edits.resolve(self._desk.author, each.record, each.conflict.row, side, value)
            return [replace(mutation, intent=made[0].intent) for mutation in made]

        def settled() -> None:
            for each in disputes:
                self.dispute.settle(each)
            self.list.focus_current()

        self._desk.answer(intent, self.tr("%n conflicts settled", "", len(disputes)), settled)

    # -- pairs that may be one -----------------------------------------------------------------------------

    def merge(self, keep: str) -> None:
        """The two records of the chosen pair are one; the one with that id stays."""
        chosen = self._chosen()
        if isinstance(chosen, Pair):
            kept, gone = sorted(chosen.records, key=lambda record: record.id != keep)
            self._desk.decide(
                lambda: same.merge(self._desk.author, kept, gone, case=chosen.key),
                self.tr("Merged into {0}").format(self._desk.title(kept) or label(kept.type)),
                self.list.focus_current,
            )

    def keep_both(self) -> None:
        """The two records of the chosen pair are two."""
        chosen = self._chosen()
        if isinstance(chosen, Pair):
            self._desk.decide(
                lambda: same.dismiss(self._desk.author, chosen.records[0], chosen.key),
                self.tr("Both stay"),
                self.list.focus_current,
            )

    # -- refused edits -------------------------------------------------------------------------------------

    def send_again(self, way: Way = AS_THEY_WERE) -> None:
        """The same edit once more, as a new one, with what waits for it."""
        chosen = self._chosen()
        if isinstance(chosen, Refusal):
            op_id = chosen.refused.op_id
            self._desk.keep(lambda: self._desk.replica.retry([op_id], way))
            self._desk.say(self.tr("It goes out with the next sync"))

    def edit_and_send(self) -> None:
        """The form with what was typed; once it is saved, the refused edit is settled."""
        chosen = self._chosen()
        if not isinstance(chosen, Refusal):
            return
        one = chosen.refused
        fields = {name: each for name, each in one.fields.items() if not _is_change(each)}
        if chosen.record is not None:
            for name, change in one.fields.items():
                if _is_change(change):
                    fields[name] = _changed(chosen.record.fields.get(name), change)
        self._desk.form_requested.emit(
            FormRequest(one.type, chosen.record, fields, lambda _: self._drop(one.op_id))
        )

    def discard(self) -> None:
        """The refused edit goes."""
        chosen = self._chosen()
        if isinstance(chosen, Refusal):
            self._desk.discard_refused(chosen.refused.op_id)

    def _drop(self, op_id: str) -> None:
        self._desk.keep(lambda: self._desk.replica.discard([op_id]))

    def ask_for_file(self) -> None:
        """Let the user choose where the refused edits go; the window stays usable."""
        dialog = QFileDialog(self, self.tr("Save refused edits"), "refused-edits.json")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("JSON (*.json)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write all refused edits into a file, a JSON object a line; the disk is not waited for."""
        refusals = self._content.refusals

        def write() -> None:
            lines = [
                json.dumps(asdict(each.refused), ensure_ascii=False, sort_keys=True, default=str)
                for each in refusals
            ]
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

        def failed(error: Exception) -> None:
            if isinstance(error, OSError):
                why = error.strerror or error
                self._desk.say(self.tr("The file could not be written: {0}").format(why), "problem")
            else:
                self._desk.report(error)

        saved = self.tr("%n refused edits saved to {0}", "", len(refusals)).format(path.name)
        self._desk.lookups.submit(("refused", id(self)), write, lambda _: self._desk.say(saved), failed)

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        self._live.wake()
        self.list.focus_current()

    def left(self) -> None:
        self.dispute.keep()
        self._live.sleep()

    def escape(self) -> bool:
        if self.pair.choosing and isinstance(self._chosen(), Pair):
            self.pair.ask_whether()
            return True
        if not self.dispute.editing:
            return False
        self.dispute.stop_editing()
        self.list.focus_current()
        return True


def _is_change(value: Value) -> bool:
    return isinstance(value, dict) and bool(value) and value.keys() <= {"add", "remove"}


def _changed(now: Value, change: dict[str, Value]) -> Value:
    """A set or a count as it would be with the refused change."""
    if isinstance(change.get("add"), int):
        return int(now or 0) + int(change["add"])
    kept = [item for item in now or [] if item not in change.get("remove", [])]
    return sorted({*kept, *change.get("add", [])})
