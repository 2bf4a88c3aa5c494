"""Form fields give and take canonical values and say what is wrong while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from crmdesk.ui import formats
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets.editors import Editor, EditorSpec, FormField, Option, editor_for
from crmdesk.ui.widgets.labels import Chip

SEOUL = timezone(timedelta(hours=9))


def _now() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class Accounts:
    """A lookup over two accounts."""

    names = {"a1": "Isu Paper", "a2": "한빛 물류"}

    def search(self, text: str, found: Callable[[Sequence[Option]], None]) -> None:
        found([Option(key, name) for key, name in self.names.items() if text.casefold() in name.casefold()])

    def name(self, value: str, found: Callable[[str], None]) -> None:
        found(self.names.get(value, ""))


@pytest.fixture
def make(qtbot: QtBot, translator: Translator) -> Callable[..., Editor]:
    def made(kind: str, **options: object) -> Editor:
        spec = EditorSpec(kind, "opportunity.name", now=_now, zone=SEOUL, **options)  # type: ignore[arg-type]
        editor = editor_for(spec)
        qtbot.addWidget(editor)
        editor.show()
        return editor

    return made


Make = Callable[..., Editor]
VALUES: tuple[tuple[str, dict[str, object], object], ...] = (
    ("text", {}, "Isu Paper"),
    ("longtext", {}, "two\nlines"),
    ("integer", {}, 1234567),
    ("percent", {}, 40),
    ("decimal", {"scale": 2}, "1200.00"),
    ("money", {}, ("1200.50", "USD")),
    ("money", {}, ("12000000.00", "KRW")),
    ("bool", {}, True),
    ("date", {}, "2026-11-21"),
    ("instant", {}, "2026-11-21T05:30:00.000Z"),
    ("choice", {"choices": ("proposal", "closed_won")}, "closed_won"),
    ("choice", {"choices": ("proposal",)}, "taken_off_the_list"),
    ("reference", {"lookup": Accounts()}, "a2"),
    ("set", {}, ["key account", "신규"]),
    ("set", {"lookup": Accounts()}, ["a1", "a2"]),
    ("address", {}, {"street": "1 Main", "city": "Seoul", "region": "", "postal_code": "0", "country": "KR"}),
)


@pytest.mark.parametrize(("kind", "options", "value"), VALUES)
def test_what_is_set_is_what_is_given_back(
    make: Make, kind: str, options: dict[str, object], value: object
) -> None:
    editor = make(kind, **options)
    editor.set_value(value)
    assert editor.value() == value
    assert editor._read() == value
    assert editor.is_valid()


@pytest.mark.parametrize(("kind", "options", "value"), VALUES)
def test_every_control_has_a_name_for_screen_readers(
    make: Make, kind: str, options: dict[str, object], value: object
) -> None:
    editor = make(kind, **options)
    controls = [
        control
        for kind_of in (QLineEdit, QComboBox, QPlainTextEdit, QCheckBox)
        for control in editor.findChildren(kind_of)
    ]
    assert controls
    assert all(control.accessibleName() for control in controls)


@pytest.mark.parametrize(
    "kind", ["text", "money", "date", "instant", "integer", "set", "longtext", "reference"]
)
def test_nothing_is_none(make: Make, kind: str) -> None:
    editor = make(kind, lookup=Accounts() if kind == "reference" else None)
    editor.set_value(None)
    assert editor.value() is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2026-11-30", "2026-11-30"),
        ("11/30/2026", "2026-11-30"),
        ("Nov 30, 2026", "2026-11-30"),
        ("tomorrow", "2026-11-22"),
        ("내일", "2026-11-22"),
        ("+7", "2026-11-28"),
        ("2026. 11. 30.", "2026-11-30"),
    ],
)
def test_a_date_is_understood_in_many_ways(make: Make, qtbot: QtBot, typed: str, value: str) -> None:
    editor = make("date")
    editor.findChild(QLineEdit).insert(typed)  # as an input method commits it
    assert editor.value() == value
    assert editor.error() is None


def test_a_wrong_date_is_said_at_the_field_while_typing(make: Make, qtbot: QtBot) -> None:
    editor = make("date")
    editor.set_value("2026-11-21")
    line = editor.findChild(QLineEdit)
    line.selectAll()
    with qtbot.waitSignal(editor.validity_changed) as said:
        qtbot.keyClicks(line, "31 Feb")
    assert said.args == [False]
    assert "31" in str(editor.error())
    assert line.property("invalid")
    assert line.accessibleDescription() == editor.error()
    assert editor.value() == "2026-11-21"


def test_a_wrong_amount_is_said_and_a_right_one_takes_it_back(make: Make, qtbot: QtBot) -> None:
    editor = make("money")
    line = editor.findChild(QLineEdit)
    qtbot.keyClicks(line, "12x")
    assert editor.error() == "Not an amount: 12x"
    line.clear()
    qtbot.keyClicks(line, "1,200.5")
    assert editor.error() is None
    assert editor.value() == ("1200.50", "USD")


def test_a_currency_without_cents_takes_none(make: Make, qtbot: QtBot) -> None:
    editor = make("money", currency="KRW")
    qtbot.keyClicks(editor.findChild(QLineEdit), "100.5")
    assert editor.error() == "KRW has no digits after the point."


def test_a_currency_of_thousandths_keeps_them(make: Make, qtbot: QtBot) -> None:
    editor = make("money")
    editor.set_currency("KWD")
    qtbot.keyClicks(editor.findChild(QLineEdit), "1.234")
    assert (editor.error(), editor.value()) == (None, ("1.234", "KWD"))
    assert formats.money("1.234", "KWD") == "KWD 1.234"


def test_another_currency_is_an_edit(make: Make, qtbot: QtBot) -> None:
    editor = make("money")
    editor.set_value(("5.00", "USD"))
    with qtbot.waitSignal(editor.edited) as told:
        editor.findChild(QComboBox).setCurrentText("EUR")
    assert told.args == [("5.00", "EUR")]


@pytest.mark.parametrize(
    ("kind", "options", "typed"),
    [
        ("integer", {"maximum": 100}, "101"),
        ("integer", {"minimum": 0}, "-1"),
        ("integer", {}, "1.5"),
        ("integer", {}, "1e5"),
        ("decimal", {"scale": 1}, "1.25"),
        ("percent", {"maximum": 100}, "140"),
        ("text", {"max_length": 3}, "four"),
        ("integer", {}, "999999999999999"),
    ],
)
def test_what_does_not_fit_is_refused(
    make: Make, qtbot: QtBot, kind: str, options: dict[str, object], typed: str
) -> None:
    editor = make(kind, **options)
    qtbot.keyClicks(editor.findChild(QLineEdit), typed)
    assert not editor.is_valid()
    assert editor.error()


def test_setting_a_value_is_no_edit(make: Make, qtbot: QtBot) -> None:
    editor = make("text")
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_value("x")


def test_a_required_field_left_empty_is_said_when_saving(make: Make) -> None:
    editor = make("text", required=True)
    assert editor.error() is None
    assert not editor.validate()
    assert editor.error() == "This is needed."


def test_a_message_from_elsewhere_goes_with_the_next_edit(make: Make, qtbot: QtBot) -> None:
    editor = make("text")
    editor.set_error("Taken")
    assert editor.error() == "Taken"
    qtbot.keyClicks(editor.findChild(QLineEdit), "x")
    assert editor.error() is None


def test_a_record_is_found_by_typing_and_chosen_by_keys(make: Make, qtbot: QtBot) -> None:
    editor = make("reference", lookup=Accounts())
    line = editor.findChild(QLineEdit)
    qtbot.waitExposed(editor)
    line.setFocus()
    qtbot.keyClicks(line, "isu")
    assert not editor.is_valid()
    assert editor.error() is None, "nobody is told off while typing"
    assert not editor.validate()
    assert editor.error() == "Choose one from the list."
    options = editor.findChild(QLineEdit).window()
    from crmdesk.ui.widgets.editors.options import OptionList

    qtbot.waitUntil(lambda: any(found.isVisible() for found in options.findChildren(OptionList)))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert editor.value() == "a1"
    assert line.text() == "Isu Paper"
    assert editor.error() is None


def test_the_hint_of_a_set_is_read_whole_beside_its_chips(make: Make, qtbot: QtBot) -> None:
    editor = make("set")
    editor.set_value(["info@aldermoss-automotive.example"])
    line = editor.findChildren(QLineEdit)[0]
    hint = line.placeholderText()
    chip = editor.findChildren(Chip)[-1]
    editor.resize(chip.sizeHint().width() + 148, 120)
    qtbot.waitUntil(lambda: line.y() > 0 or line.x() > 0)
    assert line.width() >= line.fontMetrics().horizontalAdvance(hint) + 20


def test_words_become_chips_and_backspace_takes_the_last_away(make: Make, qtbot: QtBot) -> None:
    editor = make("set")
    line = editor.findChild(QLineEdit)
    qtbot.keyClicks(line, "vip,")
    qtbot.keyClicks(line, "asia")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert editor.value() == ["asia", "vip"]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert editor.value() == ["asia"]


def test_a_moment_is_typed_in_the_zone_of_the_spec(make: Make, qtbot: QtBot) -> None:
    editor = make("instant")
    day, time = editor.findChildren(QLineEdit)
    qtbot.keyClicks(day, "2026-11-23")
    qtbot.keyClicks(time, "14:30")
    assert editor.value() == "2026-11-23T05:30:00.000Z"
    time.clear()
    qtbot.keyClicks(time, "25:00")
    assert not editor.is_valid()


def test_a_form_speaks_korean_as_soon_as_it_is_chosen(
    make: Make, qtbot: QtBot, translator: Translator
) -> None:
    editor = make("choice", choices=("proposal",), choice_prefix="opportunity.stage")
    field = FormField(editor)
    qtbot.addWidget(field)
    editor.set_value("proposal")
    translator.switch("ko")
    combo = editor.findChild(QComboBox)
    qtbot.waitUntil(lambda: combo.currentText() == "제안")
    assert editor.value() == "proposal"
    assert combo.accessibleName() == "이름"


@pytest.mark.parametrize(
    ("kind", "said"), [("money", "This amount is too large."), ("decimal", "This number is too large.")]
)
@pytest.mark.parametrize("typed", ["9" * 40, "1" + "0" * 13])
def test_what_is_too_large_to_be_kept_is_said_at_its_field(
    make: Make, qtbot: QtBot, kind: str, said: str, typed: str
) -> None:
    editor = make(kind)
    qtbot.keyClicks(editor.findChild(QLineEdit), typed)
    assert editor.error() == said
