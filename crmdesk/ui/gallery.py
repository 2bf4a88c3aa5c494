"""Owns a picture of every widget with made-up rows: `python -m crmdesk.ui.gallery FOLDER`. Knows no store.

It renders both themes, two sizes and every language, so that a person can look at all of them at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.locations import resource_path
from crmdesk.ui import formats, theme
from crmdesk.ui.frame import Command, MainWindow, Page, Preferences
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.models import Column, KeysetModel, QueryRunner, Row
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import (
    Badge,
    Button,
    Card,
    Condition,
    DataTable,
    EmptyState,
    FilterBar,
    Property,
    PropertyList,
    SearchHit,
    Stage,
    StageBar,
    SyncStatus,
    Timeline,
    TimelineEntry,
    scrolled,
)
from crmdesk.ui.widgets.editors import EditorSpec, FormField, Option, editor_for

SIZES = (QSize(1366, 768), QSize(1920, 1080))
STAGES = ("prospecting", "qualification", "proposal", "negotiation", "closed_won", "closed_lost")
COLUMNS = (
    Column("name", "opportunity.name", width=260, strong=True, editable=True),
    Column("account", "opportunity.account", "reference", width=200),
    Column(
        "stage",
        "opportunity.stage",
        "choice",
        width=150,
        editable=True,
        choices=STAGES,
        tones=(
            ("closed_won", "success"),
            ("closed_lost", "danger"),
            ("negotiation", "info"),
            ("proposal", "info"),
        ),
    ),
    Column("amount", "opportunity.amount", "money", width=150, align="right", editable=True),
    Column("close_date", "opportunity.close_date", "date", width=140, editable=True),
    Column("updated_at", "opportunity.updated_at", "instant", width=200),
)
_NAMES = (
    "Isu Paper",
    "한빛 물류",
    "Norwood Tools",
    "青禾食品",
    "Blue Harbor Clinics",
    "대성정밀",
    "Marble & Finch",
)
_TODAY = date(2026, 11, 21)


class MadeUpRows:
    """Any number of rows, made when asked for: the same row for the same number."""

    def __init__(self, count: int) -> None:
        self._count = count

    def count(self) -> int:
        return self._count

    def page(self, start_row: int, size: int) -> Sequence[Row]:
        return [self.row(number) for number in range(start_row, min(self._count, start_row + size))]

    def row(self, number: int) -> Row:
        """Row of a number."""
        name = _NAMES[number % len(_NAMES)]
        currency = "KRW" if number % 2 else "USD"
        amount = f"{(number * 7919 % 90000 + 1000) * (1000 if currency == 'KRW' else 1)}.00"
        moment = datetime(2026, 11, 21, 9, 30, tzinfo=UTC) - timedelta(minutes=37 * number % 500_000)
        return (
            f"row-{number}",
            f"{name} – renewal {number + 1:,}",
            (f"account-{number % 97}", name),
            STAGES[number * 5 % len(STAGES)],
            None if number % 11 == 3 else (amount, currency),
            (_TODAY + timedelta(days=number * 3 % 120 - 20)).isoformat(),
            formats.canonical_instant(moment),
        )

    def position(self, row_id: str) -> int | None:
        number = int(row_id.removeprefix("row-"))
        return number if number < self._count else None


class _Names:
    """A lookup over the made-up accounts."""

    def search(self, text: str, found: Callable[[Sequence[Option]], None]) -> None:
        found([Option(name, name) for name in _NAMES if text.casefold() in name.casefold()])

    def name(self, value: str, found: Callable[[str], None]) -> None:
        found(value)


def list_page(runner: QueryRunner, rows: int) -> Page:
    """A list as a screen would build it."""
    page = Page()
    page.head.title.setText("Opportunities")
    page.head.note.setText(f"{rows:,} rows")
    page.head.buttons.addWidget(Button("Export", "plain", "export"))
    page.head.buttons.addWidget(Button("New opportunity", "primary", "add"))
    bar = FilterBar(COLUMNS)
    bar.set_filter("", (Condition("stage", "=", "proposal"), Condition("amount", ">=", "5000.00")))
    page.body.addWidget(bar)
    model = KeysetModel(COLUMNS, runner, formats.cell_text, parent=page)
    table = DataTable(model)
    card = Card(flush=True)
    card.body.addWidget(table)
    page.body.addWidget(card, 1)
    model.set_source(MadeUpRows(rows))
    table.show_sort("close_date")
    table.selectRow(3)
    page.setFocusProxy(table)
    return page


def _form() -> QWidget:
    form = QWidget()
    grid = QGridLayout(form)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(16)
    names = _Names()
    specs: tuple[tuple[EditorSpec, object], ...] = (
        (EditorSpec("text", "opportunity.name", required=True), "Isu Paper – renewal"),
        (EditorSpec("reference", "opportunity.account", lookup=names), "Isu Paper"),
        (EditorSpec("money", "opportunity.amount"), ("12000000.00", "KRW")),
        (EditorSpec("date", "opportunity.close_date"), "2026-12-04"),
        (EditorSpec("choice", "opportunity.stage", choices=STAGES), "proposal"),
        (EditorSpec("instant", "visit.planned_start"), "2026-11-23T05:30:00.000Z"),
        (EditorSpec("percent", "opportunity.probability", minimum=0, maximum=100), 50),
        (EditorSpec("set", "opportunity.tags"), ["framework", "key account", "신규"]),
        (EditorSpec("bool", "contact.do_not_contact"), True),
        (EditorSpec("address", "account.billing_address"), None),
        (
            EditorSpec("longtext", "opportunity.next_step"),
            "Send the revised quote and confirm the site visit.",
        ),
        (EditorSpec("date", "task.due"), None),
    )
    for number, (spec, value) in enumerate(specs):
        editor = editor_for(spec)
        editor.set_value(value)
        grid.addWidget(FormField(editor), number // 2, number % 2)
        if spec.label_key == "task.due":
            editor.set_error("Not a date: 31 Feb. Write it like 2026-11-21.")
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return form


def record_page() -> Page:
    """A record as a screen would build it."""
    page = Page(with_back=True)
    page.head.title.setText("Isu Paper – renewal 2027")
    page.head.badge.setText("Proposal")
    page.head.badge.set_tone("info")
    page.head.badge.show()
    page.head.buttons.addWidget(Button("History", "quiet", "history"))
    page.head.buttons.addWidget(Button("Delete", "danger", "delete"))
    page.head.buttons.addWidget(Button("Save", "primary", "check"))
    stages = StageBar()
    tones = {"closed_won": "success", "closed_lost": "danger"}
    stages.set_stages(
        [
            Stage(key, key.replace("_", " ").capitalize(), "success" if key in tones else "info")
            for key in STAGES
        ],
        "proposal",
    )
    page.body.addWidget(stages)
    columns = QHBoxLayout()
    columns.setSpacing(16)
    left = Card("Details")
    left.body.addWidget(_form())
    left.body.addStretch(1)
    columns.addWidget(scrolled(left), 3)
    right = QVBoxLayout()
    right.setSpacing(16)
    right.addWidget(_facts())
    right.addWidget(_happened(), 1)
    columns.addLayout(right, 2)
    page.body.addLayout(columns, 1)
    return page


def _facts() -> Card:
    card = Card("Account")
    facts = PropertyList()
    facts.set_properties(
        (
            Property("Name", "Isu Paper Co., Ltd.", link="account"),
            Property("Phone", "+82 2 555 0147", link="tel", icon="phone"),
            Property("Territory", "Seoul North"),
            Property("Website", ""),
        )
    )
    card.body.addWidget(facts)
    return card


def _happened() -> Card:
    card = Card("Timeline")
    card.set_title("Timeline", 18)
    card.buttons.addWidget(Button("Log a call", "quiet", "call"))
    line = Timeline()
    line.set_entries(
        [
            TimelineEntry(
                "1", "visit", "Visit planned", "10:30", "Show the new line", "Monday", "Planned", "info"
            ),
            TimelineEntry(
                "2", "call", "Call with Kim Jiwon", "Yesterday", "Asked for a discount of 8 %", "Earlier"
            ),
            TimelineEntry("3", "note", "Note", "Nov 17", "Budget is decided in December", "Earlier"),
            TimelineEntry("4", "task", "Send price list", "Nov 14", "", "Earlier", "Overdue", "danger"),
        ]
    )
    card.body.addWidget(scrolled(line))
    return card


def empty_page() -> Page:
    """A section with nothing in it yet."""
    page = Page()
    page.head.title.setText("Inbox")
    card = Card()
    state = EmptyState(
        "inbox", "Nothing needs you", "Conflicts and refused changes appear here.", "Open Today"
    )
    card.body.addWidget(state)
    page.body.addWidget(card, 1)
    row = QHBoxLayout()
    for tone in ("neutral", "info", "success", "warning", "danger"):
        row.addWidget(Badge(tone.capitalize(), tone))
    row.addStretch(1)
    page.body.addLayout(row)
    row = QHBoxLayout()
    for kind in ("primary", "plain", "quiet", "danger", "link"):
        row.addWidget(Button(kind.capitalize(), kind))
        disabled = Button("Disabled", kind, "lock")
        disabled.setEnabled(False)
        row.addWidget(disabled)
    row.addStretch(1)
    page.body.addLayout(row)
    return page


def build(
    app: QApplication, preferences: Preferences, translator: Translator, runner: QueryRunner
) -> MainWindow:
    """The frame with made-up sections."""
    window = MainWindow(app, preferences, translator)
    window.add_section(
        "opportunities", lambda: "Opportunities", "opportunities", lambda: list_page(runner, 100_000)
    )
    window.add_section("accounts", lambda: "Accounts", "accounts", record_page)
    window.add_section("inbox", lambda: "Inbox", "inbox", empty_page)
    window.sections.set_count("inbox", 2, "warning")
    window.add_command(Command("new", lambda: "New opportunity", lambda: None, shortcut="Ctrl+N", icon="add"))
    window.sync_light.set_status(SyncStatus("offline", pending=7))
    return window


def settle(app: QApplication, runner: QueryRunner) -> None:
    """Let queries and paints finish."""
    app.processEvents()
    while runner.busy:
        app.processEvents()
    app.processEvents()


def render(app: QApplication, folder: Path) -> list[Path]:
    """Write one PNG a page, theme, size and language; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    translator = Translator(app, resource_path("translations"))
    translator.switch("en")
    runner = QueryRunner()
    window = build(app, Preferences(folder / "gallery.ini"), translator, runner)
    written: list[Path] = []
    window.show()
    for language in LANGUAGES:
        for mode in ("light", "dark"):
            translator.switch(language)
            theme.apply(app, "dark" if mode == "dark" else "light", language)
            for size in SIZES:
                window.resize(size)
                for key in ("opportunities", "accounts", "inbox"):
                    window.show_section(key)
                    _decorate(window, key)
                    settle(app, runner)
                    path = folder / f"{key}-{mode}-{language}-{size.width()}.png"
                    window.grab().save(str(path))
                    written.append(path)
    window.close()
    runner.close()
    return written


def _decorate(window: MainWindow, key: str) -> None:
    for toast in window.toasts.toasts():
        toast.dismiss()
    window.search.popup.hide()
    if key == "inbox":
        window.notify("Opportunity moved to Proposal", action="Undo")
        window.notify("The amount could not be saved: the disk is full. Nothing is lost.", "problem")
        window.search.setText("isu")
        window.search.popup.fill(
            "isu",
            [
                SearchHit("a", "Isu Paper", "Accounts", "Seoul North", "accounts"),
                SearchHit("b", "Isu Paper – renewal 2027", "Opportunities", "Proposal", "opportunities"),
                SearchHit("c", "New opportunity", "Commands", "Ctrl+N", "add"),
            ],
        )
        window.search.show_popup()
    else:
        window.search.clear()


def main() -> None:
    app = QApplication(sys.argv[:1])
    for path in render(app, Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
