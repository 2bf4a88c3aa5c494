"""Labels and texts exist in every language that is offered, and switch at run time."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import crmdesk
from crmdesk.domain.custom_fields import CustomField, extended
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, RecordGone, SignInNeeded, StorageFault
from crmdesk.domain.values import normalise
from crmdesk.locations import resource_path
from crmdesk.ui.faults import fault_brief, fault_rest, fault_text, fault_title
from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.translations import Retranslates, Translator, find_label, label, read_faults, read_labels

TRANSLATIONS = resource_path("translations")


def _keys() -> Iterator[str]:
    for entity in CATALOGUE:
        yield entity.name
        yield f"{entity.name}.plural"
        for field in entity.fields:
            yield f"{entity.name}.{field.name}"
            yield f"section.{field.section}"
            yield from (f"{entity.name}.{field.name}.{choice.key}" for choice in field.choices)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "packaging" / "translate.py"
    spec = importlib.util.spec_from_file_location("translate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_field_and_choice_has_a_label(language: str) -> None:
    labels = read_labels(TRANSLATIONS, language)
    assert sorted({key for key in _keys() if find_label(labels, key) is None}) == []


def test_labels_of_languages_are_the_same_keys() -> None:
    english = set(read_labels(TRANSLATIONS, "en"))
    assert {language: set(read_labels(TRANSLATIONS, language)) ^ english for language in LANGUAGES} == {
        language: set() for language in LANGUAGES
    }


def test_every_text_is_translated(tool: ModuleType) -> None:
    missing = [line for path in sorted(TRANSLATIONS.glob("*.ts")) for line in tool.unfinished(path)]
    assert missing == []


def test_catalogues_hold_the_texts_of_the_sources(tool: ModuleType, tmp_path: Path) -> None:
    before = {path.name: set(tool.texts(path)) for path in TRANSLATIONS.glob("*.ts")}
    assert before == tool.texts_of_sources(tmp_path)


def test_a_label_falls_back_to_its_shared_field_and_then_to_words(translator: Translator) -> None:
    assert label("visit.tags") == "Tags"
    assert label("meeting.status.planned") == "Planned"
    assert label("account.some_custom_field") == "Some custom field"


def test_faults_are_said_in_the_language_of_the_interface(translator: Translator) -> None:
    closing = CATALOGUE["opportunity"].field("close_date")
    with pytest.raises(InvalidValue) as wrong:
        normalise(closing, "2026-02-30")
    assert fault_text(wrong.value) == "There is no day 2026-02-30."
    translator.switch("ko")
    assert fault_text(wrong.value) == "없는 날짜입니다: 2026-02-30."
    unknown = SignInNeeded("Wrong login or password", "a detail that nobody translated")
    assert fault_title(unknown) == "사용자 이름 또는 비밀번호가 올바르지 않습니다"
    assert fault_rest(unknown) == "A detail that nobody translated."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_that_is_gone_is_told_of_without_its_id(translator: Translator, language: str) -> None:
    """Programs name it by type and id; nobody has ever seen either."""
    record = "0292b31c-5f0e-7c11-8d5a-1f2e3d4c5b6a"
    translator.switch(language)
    for error in (
        RecordGone("price_book_entry", record),
        NoSuchRecord("There is no such price_book_entry", record),
        InvalidValue("account", f"There is no price_book_entry {record}", code="no_such_target"),
    ):
        for said in (fault_text(error), fault_brief(error), f"{fault_title(error)} {fault_rest(error)}"):
            assert record not in said
    gone = RecordGone("meeting", record)
    assert str(gone) == f"No such meeting: {record}. it may have been deleted or moved out of sight"
    translator.switch("en")
    assert (
        fault_text(gone)
        == "This record is not here any more. It may have been deleted or moved out of sight."
    )


def test_sentences_of_faults_end_and_follow_each_other_as_the_language_does(translator: Translator) -> None:
    full = StorageFault("The disk is full", hint="free some space")
    assert fault_text(full) == "The disk is full. Free some space."
    translator.switch("ko")
    assert fault_text(full) == "디스크가 가득 찼습니다. 공간을 확보하세요."
    translator.switch("zh_TW")
    assert fault_text(full) == "磁碟已滿。請騰出一些空間。"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_sentences_of_faults_are_those_of_the_program(language: str) -> None:
    program = "".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(crmdesk.__file__).parent.rglob("*.py"))
    )
    sentences = read_faults(TRANSLATIONS, language)
    assert sentences
    for text, said in sentences.items():
        assert said.count("{}") <= text.count("{}"), text
        assert max(text.split("{}"), key=len).replace('"', '\\"') in program, text


def test_switching_changes_labels_texts_and_locale(translator: Translator) -> None:
    translator.switch("ko")
    assert label("opportunity.stage.closed_won") == "수주"
    assert QCoreApplication.translate("formats", "Today") == "오늘"
    assert QLocale().language() == QLocale.Language.Korean
    translator.switch("en")
    assert label("opportunity.stage.closed_won") == "Closed won"


def test_the_buttons_of_qt_itself_are_translated(translator: Translator) -> None:
    translator.switch("ko")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"


def test_an_unknown_language_is_an_error(translator: Translator) -> None:
    with pytest.raises(KeyError):
        translator.switch("xx")


class _Greeting(Retranslates, QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(label("account"))


def test_widgets_retranslate_while_they_are_hidden(qtbot: QtBot, translator: Translator) -> None:
    greeting = _Greeting()
    qtbot.addWidget(greeting)
    translator.switch("ko")
    qtbot.waitUntil(lambda: greeting.text() == "거래처")


def test_nothing_is_said_again_when_fields_are_called_as_before(qtbot: QtBot, translator: Translator) -> None:
    greeting = _Greeting()
    qtbot.addWidget(greeting)
    QCoreApplication.processEvents()
    greeting.setText("kept")
    translator.name_fields(CATALOGUE)
    QCoreApplication.processEvents()
    assert greeting.text() == "kept"


def test_a_custom_field_is_called_as_its_administrator_calls_it(translator: Translator) -> None:
    assert label("account.x_region") == "Region"
    custom = CustomField("account", "x_region", "text", "latest", "Verkaufsgebiet")
    translator.name_fields(extended(CATALOGUE, (custom,)))
    for language in ("ko", "en"):
        translator.switch(language)
        assert label("account.x_region") == "Verkaufsgebiet"
    translator.name_fields(CATALOGUE)
    assert label("account.x_region") == "Region"


@pytest.mark.parametrize(
    ("language", "left", "down"),
    [
        ("en", "Alt+Left", "Down"),
        ("ko", "Alt+왼쪽", "아래"),
        ("zh_CN", "Alt+←", "↓"),
        ("zh_TW", "Alt+←", "↓"),
    ],
)
def test_an_arrow_is_not_named_as_a_button_of_the_mouse(
    translator: Translator, language: str, left: str, down: str
) -> None:
    translator.switch(language)
    names = ("Alt+Left", "Down", "Del", "Enter")
    said = [QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText) for name in names]
    assert said == [left, down, "Del", "Enter"]
