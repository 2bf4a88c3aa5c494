"""The bar of the quick log: type a line, see its facts as chips, correct them, save all of it as one.

It is over 400 lines because line, chips and their correction are one conversation, which is kept and taken up as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from crmdesk.domain.errors import UserError
from crmdesk.domain.logged import Logged, log
from crmdesk.domain.quick_log import QuickLog
from crmdesk.store.events import RecordsChanged
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.desk import Desk
from crmdesk.ui.faults import fault_text
from crmdesk.ui.quick_log import words
from crmdesk.ui.quick_log.chip import ChipText, FactChip
from crmdesk.ui.quick_log.correcting import Choice, Correction, choices
from crmdesk.ui.quick_log.draft import DROPPED, Draft, asks_alike, kept_changes
from crmdesk.ui.quick_log.finding import Found, Place, find
from crmdesk.ui.quick_log.kept import from_json, to_json
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.unfinished import Unfinished
from crmdesk.ui.widgets import Button, FlowLayout, IconButton, IconLabel, Label
from crmdesk.ui.widgets.editors import Editor
from crmdesk.ui.widgets.touch import for_fingers

_LONGEST = 10_000
_PAUSE_MS = 100  # between the last key and the search for who is meant
_LOOK = "quick-log"
_NOTHING: Mapping[str, str] = MappingProxyType({})
_CUSTOMERS = frozenset({"account", "contact", "opportunity", "lead"})


class QuickLogBar(Speaks, Retranslates, QFrame):
    """Hidden until it is asked for; what was typed stays in it until it is saved, also past the end of the program."""

    spoken_role = Role.Form

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._about: Mapping[str, str] = {}
        """What the page is about from which it was asked for, as `beside.about` says it."""
        self.draft: Draft | None = None
        self._looking = False
        self._come = False
        """Customers came while it was looked for who is meant."""
        self._waiting = False
        """Enter was pressed before it was known who is meant."""
        self._lacking = False
        """Enter was pressed, and an account has to be chosen first."""
        self._saving = False
        self._before: QWidget | None = None
        """Where the keyboard was."""
        self.correction: Correction | None = None
        self._change_again: dict[str, Any] = {}
        """What was corrected of the line before the program ended, until it is found again whom it means."""
        self.chips: list[FactChip] = []
        self.setObjectName("quickLog")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._unfinished = Unfinished(desk.own, "quick_log")
        for_fingers(self)
        self._build()
        self.retranslate()
        self._restore()
        desk.records_changed.connect(self._on_records_changed)

    def _restore(self) -> None:
        """As it was left when the program ended."""
        kept = self._unfinished.kept or {}
        self._about = kept.get("about", {})
        self.line.setText(kept.get("line", ""))
        self._change_again = kept.get("changes", {})
        self._take_up()
        if not kept.get("open"):
            self.hide()
            return
        key, editor, written = kept.get("editing") or ("", "", None)
        if self.draft is not None and key in [chip.shown.key for chip in self.chips]:
            self._open_editor(self.draft, key, editor).write_again(written)

    def _take_up(self) -> None:
        """What was corrected before the program ended counts again; an opportunity once it is found."""
        if self.draft is not None and self._change_again:
            again = from_json(self._change_again, self.draft)
            self.draft = replace(self.draft, changes={**again, **self.draft.changes})
            self._show()

    def keep(self) -> None:
        """The program may end: what is typed is there again when it starts."""
        line = self.line.text()
        people = sorted(self.draft.may_mean) if self.draft is not None else []
        kept = {
            "line": line,
            "about": dict(self._about),
            "open": not self.isHidden(),
            "people": [each for _, each in people],
            "changes": to_json(self.draft.changes) if self.draft is not None else {},
            "editing": self.correction.kept if self.correction is not None else None,
        }
        self._unfinished.keep(kept if line.strip() else None, people)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("quick-log", "accent_text", 18))
        self.line = QLineEdit(maxLength=_LONGEST)
        self.line.textChanged.connect(self._on_text)
        row.addWidget(self.line, 1)
        self.save_button = Button(kind="primary", icon="check")
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        self._close = IconButton("close", size=18)
        self._close.clicked.connect(self.leave)
        row.addWidget(self._close)
        column.addLayout(row)
        self._facts = QWidget()
        self._flow = FlowLayout(self._facts, spacing=8)
        column.addWidget(self._facts)
        self._editing = QWidget()
        self._edit_row = QHBoxLayout(self._editing)
        self._edit_row.setContentsMargins(0, 0, 0, 0)
        self._edit_row.setSpacing(8)
        self._take = Button(icon="check")
        self._take.clicked.connect(self._take_correction)
        self._edit_row.addWidget(self._take)
        self._edit_row.addStretch(1)
        self._editing.hide()
        column.addWidget(self._editing)
        self._hint = Label(tone="muted", wrap=True)
        column.addWidget(self._hint)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Quick log"))
        self.line.setAccessibleName(self.tr("What happened, in one line"))
        self.line.setPlaceholderText(self.tr("Met Kim, quote 20m, revisit next Tue"))
        self.save_button.setText(self.tr("Save"))
        self.save_button.setToolTip(self.tr("Save all of it as one  Enter"))
        self._close.set_name(self.tr("Close; the line stays for next time"), "Esc")
        self._take.setText(self.tr("Apply"))
        self._show()

    # -- opening and leaving -------------------------------------------------------------------------------

    def ask(self, about: Mapping[str, str] = _NOTHING) -> None:
        """Take the keyboard. `about`: what the page that is open is about, as `domain.beside.about` says it."""
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._before = focused
        moved = dict(about) != dict(self._about)
        self._about = about
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        if moved and self.draft is not None:
            self.draft = self.draft.elsewhere()
            self._look()

    def leave(self) -> None:
        """Close it; what was typed stays for next time."""
        self._end_correction()
        self._waiting = self._lacking = False
        self.hide()
        self.keep()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Down and self.line.hasFocus() and self.chips:
            self.chips[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Up and not self.line.hasFocus() and self.correction is None:
            self.line.setFocus(Qt.FocusReason.BacktabFocusReason)
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.correction is not None:
            key = self.correction.key
            self._end_correction()
            self._focus(key)
        else:
            self.leave()

    def _enter(self) -> None:
        if self.correction is not None:
            self._take_correction()
        else:
            self.save()

    # -- understanding -------------------------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        self._waiting = self._lacking = False
        self._change_again = {}
        self._end_correction()
        if not text.strip():
            self._pause.stop()
            self._desk.lookups.cancel(_LOOK)
            self._looking = False
            self.draft = None
            self._show()
            return
        # The grammar is read after the first window stands (`warming.py`), or now.
        from crmdesk.domain.quick_log.assemble import parse

        desk, before = self._desk, self.draft
        understood = parse(text, desk.now(), desk.author.currency)
        same = before is not None and before.known and asks_alike(before.log, understood)
        found = before.found if before is not None and same else Found()
        changes = kept_changes(before, understood) if before is not None else {}
        self.draft = Draft(understood, found, desk.today(), desk.author.currency, changes, known=same)
        if not same:
            self._pause.start()
        self._show()

    def _on_records_changed(self, event: RecordsChanged) -> None:
        """Whom a line asks for may have come: it can be typed while a new laptop still takes its customers in."""
        if self.draft is None or event.types.isdisjoint(_CUSTOMERS):
            return
        if self._looking:
            self._come = True
        elif self.draft.known and self.draft.asks:
            self._look(come=True)

    def _look(self, *, come: bool = False) -> None:
        """Find who is meant, off this thread. `come`: again, as more customers have come."""
        draft, desk = self.draft, self._desk
        self._pause.stop()
        self._come = False
        if draft is None:
            return
        chosen = draft.changes.get("account")
        account = chosen.id if chosen is not None and chosen is not DROPPED else None
        about = {name: self._about.get(name) for name in ("account", "opportunity", "contact", "lead")}
        place = Place(user=desk.author.user, today=desk.today(), zone=desk.author.zone, **about)
        understood, replica = draft.log, desk.replica
        self._looking = True
        desk.lookups.submit(
            _LOOK,
            lambda: find(replica, understood, place, account),
            lambda found: self._on_found(understood, found, come=come),
            self._on_fault,
        )

    def _on_fault(self, error: Exception) -> None:
        self._looking = self._waiting = False
        self._desk.report(error)

    def _on_found(self, understood: QuickLog, found: Found, *, come: bool) -> None:
        self._looking = False
        draft = self.draft
        if draft is None or not asks_alike(draft.log, understood):
            return
        self.draft = draft.filled(found) if come else draft.with_found(found)
        self._take_up()
        self._change_again = {}
        self._show()
        self._go_on()
        if self._come and self.draft.asks:
            self._look(come=True)
        elif self._waiting:
            self._waiting = False
            self.save()

    # -- chips ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Bring the chips up to date; a chip of the same fact keeps the keyboard."""
        shown = words.chips(self.draft) if self.draft is not None else []
        known = {chip.shown.key: chip for chip in self.chips}
        held = next((chip.shown.key for chip in self.chips if chip.hasFocus()), None)
        while self._flow.count():
            self._flow.takeAt(0)
        self.chips = [self._chip(known.pop(each.key, None), each) for each in shown]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()
        for chip in known.values():
            chip.hide()
            chip.deleteLater()
        self._facts.setVisible(bool(shown))
        self.save_button.setEnabled(self.draft is not None)
        if held is not None and held in known:
            self._focus(held)
        self._hint.setText(self._hint_text())
        self._facts.updateGeometry()

    def _chip(self, chip: FactChip | None, shown: ChipText) -> FactChip:
        if chip is not None:
            chip.show_text(shown)
            return chip
        made = FactChip(shown, self._facts)
        made.clicked.connect(lambda: self._correct(made))
        made.dropped.connect(lambda: self._drop(made))
        made.stepped.connect(lambda way: self._step(made, way))
        return made

    def _hint_text(self) -> str:
        if self.draft is None:
            return self.tr(
                "Write as you would tell it: whom you met, for how much, what comes next and when."
            )
        if self.draft.lacks_account and self.draft.known:
            return self.tr("A visit needs an account: choose it above, then press Enter.")
        return self.tr("Enter saves. Down goes to the facts: Enter corrects one, Delete takes it away.")

    def _focus(self, key: str) -> None:
        """The keyboard goes to the chip of a fact, else to the first, else to the line."""
        chip = next((each for each in self.chips if each.shown.key == key), None)
        target: QWidget = chip or (self.chips[0] if self.chips else self.line)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """The account that Enter asked for is there: Enter saves again."""
        if self._lacking and self.draft and not self.draft.lacks_account and self.correction is None:
            self._lacking = False
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, chip: FactChip, way: int) -> None:
        at = self.chips.index(chip) + way
        if 0 <= at < len(self.chips):
            self.chips[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _drop(self, chip: FactChip) -> None:
        self._change(chip.shown.key, DROPPED)

    # -- correcting ----------------------------------------------------------------------------------------

    def _correct(self, chip: FactChip) -> None:
        draft = self.draft
        if draft is None:
            return
        offered = choices(draft, chip.shown.key)
        if len(offered) == 1 and offered[0].editor:
            self._edit(chip.shown.key, offered[0].editor)
            return
        menu = QMenu(self)
        menu.setAccessibleName(chip.shown.name)
        for each in offered:
            action = menu.addAction(each.text.replace("&", "&&"))
            action.setCheckable(each.now)
            action.setChecked(each.now)
            action.triggered.connect(partial(self._choose, chip.shown.key, each))
        menu.aboutToHide.connect(menu.deleteLater)
        current = next((at for at, each in enumerate(offered) if each.now), 0)
        menu.setActiveAction(menu.actions()[current])
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def _choose(self, key: str, choice: Choice, _: bool = False) -> None:
        if choice.editor:
            self._edit(key, choice.editor)
        else:
            self._change(key, choice.value)

    def _edit(self, key: str, editor: str) -> None:
        if self.draft is not None:
            self._open_editor(self.draft, key, editor).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_editor(self, draft: Draft, key: str, editor: str) -> Editor:
        self._end_correction()
        correction = self.correction = Correction(self._desk, draft, key, editor)
        correction.editor.setMinimumWidth(320)
        self._edit_row.insertWidget(0, correction.editor)
        self._editing.show()
        correction.editor.show()
        return correction.editor

    def _take_correction(self) -> None:
        if self.correction is not None:
            key = self.correction.key
            self.correction.take(lambda value: self._change(key, value))

    def _end_correction(self) -> None:
        if self.correction is None:
            return
        editor, self.correction = self.correction.editor, None
        self._editing.hide()
        editor.hide()
        editor.deleteLater()

    def _change(self, key: str, value: Any) -> None:
        """Another value for a fact; another account brings other people and opportunities."""
        if self.draft is None:
            return
        self._end_correction()
        self.draft = self.draft.changed(key, value)
        self._show()
        self._focus(key)
        self._go_on()
        if key == "account":
            self._look()

    # -- saving --------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save everything as one, once it is known who is meant; asked again meanwhile, it does nothing more."""
        draft = self.draft
        if draft is None or self._saving:
            return
        if not draft.known or self._looking:
            self._waiting = True
            if not self._looking:
                self._look()
            return
        if draft.lacks_account:
            self._lacking = True
            self._focus("account")
            return
        logged = self._logged(draft)
        author = self._desk.author
        said = self.tr("Logged: {0}").format(self._told(draft))
        self._saving = True
        done = partial(self._on_saved, self.line.text())
        self._desk.commit(lambda: log(author, logged), said, done=done, failed=self._on_refused)

    def _logged(self, draft: Draft) -> Logged:
        outcome = words.outcome_word(draft.outcome) if draft.outcome else ""
        account = draft.account
        name = self.tr("{0}: new business").format(account.name) if account else ""
        return draft.logged(outcome, name)

    def _told(self, draft: Draft) -> str:
        """The kind and whom it was with."""
        people = [person.name for person in draft.everybody]
        place = [draft.account.name] if draft.account else []
        return ", ".join([words.kind_word(draft.kind), *(people or place)])

    def _on_saved(self, line: str) -> None:
        """What was typed on meanwhile is the next line."""
        self._saving = False
        self.line.setText(self.line.text().removeprefix(line))
        if not self.line.text():
            self.leave()

    def _on_refused(self, error: UserError) -> None:
        """The line stays, to be corrected."""
        self._saving = False
        self._hint.setText(fault_text(error))
