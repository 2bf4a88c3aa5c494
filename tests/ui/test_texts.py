"""What is said in every language holds together: nothing missing, the same gaps, its own script, its own signs."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale

import crmdesk
from crmdesk.domain.entities import CATALOGUE
from crmdesk.locations import resource_path
from crmdesk.ui.languages import DECLARED, LANGUAGES, SOURCE, TRANSLATED
from crmdesk.ui.translations import find_label, language_of, read_faults, read_labels

TRANSLATIONS = resource_path("translations")
UI = Path(crmdesk.__file__).parent / "ui"
ROOT = UI.parents[1]

SAME_EVERYWHERE = frozenset({"A", "B", "C", "Del", "Enter", "as in https://crm.example.com"})
"""Texts that read the same in English; a language may write other texts as English does only if they are here."""
_GAP = re.compile(r"\{\d*\}|%n")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_SCRIPTS = {"ko": _HANGUL, "zh_CN": _HAN, "zh_TW": _HAN}
_WORDED = {
    "At the same time as {0}": "{0}",
    "at the same time as {0}": "{0}",
    "Remove {0}": "{0}",
    "Signed by {0}, {1}": "{0}",
    "Signed on paper by {0}, {1}": "{0}",
    "was to close {0}": "{0}",
    "{0} is due {1}": "{1}",
}
"""Gaps that a name fills, or a day which may be said in words: 昨天."""
_ENDS = {"。": ".", "？": "?", "！": "!", "：": ":", "）": ")", "，": ","}
_CODECS = {"zh_CN": "gb2312", "zh_TW": "cp950"}
"""Character sets of the country: GB 2312 has no character that only traditional writing uses, Big5 none that only
simplified writing uses."""
_ELSEWHERE = {
    "ko": "센터|복제본|데이터 사본|고객사|소유자",
    "zh_CN": "软体|网路|伺服|程式|滑鼠|档案|萤幕|预设|登入|使用者|储存|搜寻|待办事项|失单|预计成交",
    "zh_TW": "信息|默認|服務器|屏幕|軟件|網絡|鼠標|用戶|登錄|文件夾|視頻|打印|"
    "數據|保存|搜索|設置|鏈接|菜單|任務|提交|贏單|丟單",
}
"""Words that the other shore, or another writer, uses for the same thing than the glossary does."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate", ROOT / "packaging" / "translate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _said(tool: ModuleType, language: str) -> Iterator[tuple[str, str]]:
    """English and translation of every text, label and fault of a language, once a plural form."""
    for _context, source, forms in tool.translations(TRANSLATIONS / f"crmdesk_{language}.ts"):
        yield from ((source, form) for form in forms)
    labels = read_labels(TRANSLATIONS, language)
    yield from ((text, labels[key]) for key, text in read_labels(TRANSLATIONS, SOURCE).items())
    yield from read_faults(TRANSLATIONS, language).items()


@pytest.mark.parametrize("language", [declared.code for declared in DECLARED])
def test_a_language_brings_all_its_files(language: str) -> None:
    files = [f"crmdesk_{language}.ts", f"crmdesk_{language}.qm", f"domain_{language}.toml"]
    files += [f"faults_{language}.toml"] if language in TRANSLATED else []
    assert [name for name in files if not (TRANSLATIONS / name).is_file()] == []
    if language in TRANSLATED:
        of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        assert (of_qt / f"qtbase_{language}.qm").is_file()


def test_compiled_catalogues_are_those_of_the_texts(tool: ModuleType, tmp_path: Path) -> None:
    tool.release(tmp_path)
    stale = [
        path.name
        for path in sorted(tmp_path.glob("*.qm"))
        if path.read_bytes() != (TRANSLATIONS / path.name).read_bytes()
    ]
    assert stale == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_says_the_same_faults_as_the_others(language: str) -> None:
    assert set(read_faults(TRANSLATIONS, language)) ^ set(read_faults(TRANSLATIONS, TRANSLATED[0])) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_gaps_of_its_text(tool: ModuleType, language: str) -> None:
    texts = tool.translations(TRANSLATIONS / f"crmdesk_{language}.ts")
    other = [
        (source, form)
        for _context, source, forms in texts
        for form in forms
        if Counter(_GAP.findall(form)) != Counter(_GAP.findall(source))
    ]
    assert other == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_was_left_in_english(tool: ModuleType, language: str) -> None:
    left = [text for text, said in _said(tool, language) if text == said and _has_words(text)]
    assert [text for text in left if text not in SAME_EVERYWHERE] == []


def _has_words(text: str) -> bool:
    return any(sign.isalpha() for sign in _GAP.sub("", text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_in_the_script_of_its_language(tool: ModuleType, language: str) -> None:
    script = _SCRIPTS[language]
    foreign = [
        (text, said)
        for text, said in _said(tool, language)
        # "{0} of {1}" may be a mere sign between the two: "{0}/{1}".
        if _has_words(said) and text not in SAME_EVERYWHERE and not script.search(said)
    ]
    assert foreign == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_ends_as_its_text_does(tool: ModuleType, language: str) -> None:
    def end(text: str) -> str:
        last = _ENDS.get(text[-1:], text[-1:])
        return last if last in ".?!:…," else ""

    assert [(text, said) for text, said in _said(tool, language) if end(text) != end(said)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_keys_that_its_text_names(tool: ModuleType, language: str) -> None:
    keys = re.compile(r"Ctrl\+[A-Z0-9]\b|F\d+\b|CRMDesk|  \w$")
    lost = [
        (text, said)
        for text, said in _said(tool, language)
        if set(keys.findall(text)) - set(keys.findall(said))
    ]
    assert lost == []


@pytest.mark.parametrize("language", _CODECS)
def test_chinese_is_written_in_the_characters_of_its_country(tool: ModuleType, language: str) -> None:
    def foreign(said: str) -> str:
        return "".join(sign for sign in _HAN.findall(said) if not sign.encode(_CODECS[language], "ignore"))

    assert [(said, foreign(said)) for _text, said in _said(tool, language) if foreign(said)] == []


@pytest.mark.parametrize("language", _ELSEWHERE)
def test_a_language_uses_the_words_of_its_glossary_and_country(tool: ModuleType, language: str) -> None:
    found = [said for _text, said in _said(tool, language) if re.search(_ELSEWHERE[language], said)]
    assert found == []


def test_korean_keeps_one_level_of_politeness(tool: ModuleType) -> None:
    """합니다체 for sentences, 하세요 for what to do: neither 해요체 nor the pleading 해 주세요."""
    soft = re.compile(r"[까나어아해네지]요(?![가-힣])|주세요|드립니다")
    assert [said for _text, said in _said(tool, "ko") if soft.search(said)] == []


@pytest.mark.parametrize(("language", "quotes"), [("zh_CN", "「」『』"), ("zh_TW", "“”‘’")])
def test_chinese_uses_full_width_signs_and_its_own_quotation_marks(
    tool: ModuleType, language: str, quotes: str
) -> None:
    narrow = re.compile(rf"[\u4e00-\u9fff][,;:?!()]|[,;?!()][\u4e00-\u9fff]|[{quotes}]")
    # A key of a menu is written behind its words, in brackets of its own: 明天(&T).
    texts = [re.sub(r"\(&\w\)", "", said) for _text, said in _said(tool, language)]
    assert [said for said in texts if narrow.search(said)] == []


@pytest.mark.parametrize("language", _CODECS)
def test_a_day_or_a_name_stands_without_blanks_in_chinese(tool: ModuleType, language: str) -> None:
    shapes = [(said, _WORDED[text]) for text, said in _said(tool, language) if text in _WORDED]
    blank = [said for said, gap in shapes if f" {gap}" in said or f"{gap} " in said]
    assert blank == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_words_of_a_menu_keep_a_key(tool: ModuleType, language: str) -> None:
    key = re.compile(r"&\w")
    lost = [
        (text, said)
        for text, said in _said(tool, language)
        if bool(key.search(text)) != bool(key.search(said))
    ]
    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_left_that_nothing_has(language: str) -> None:
    used = {"section." + field.section for entity in CATALOGUE for field in entity.fields}
    for entity in CATALOGUE:
        used |= {entity.name, f"{entity.name}.plural"}
        for field in entity.fields:
            used |= {f"{entity.name}.{field.name}", f"field.{field.name}"}
            used |= {f"{entity.name}.{field.name}.{choice.key}" for choice in field.choices}
            used |= {f"choice.{choice.key}" for choice in field.choices}
    program = "".join(path.read_text(encoding="utf-8") for path in sorted(UI.rglob("*.py")))
    labels = read_labels(TRANSLATIONS, language)
    assert [key for key in labels if key not in used and f'"{key}"' not in program] == []
    assert find_label(labels, "account.name")


def test_the_glossary_says_what_the_program_says() -> None:
    rows = re.findall(
        r"^\| `([\w.]+)` \|(.+)\|$", (ROOT / "docs" / "translating.md").read_text("utf-8"), re.MULTILINE
    )
    said = {key: [word.strip() for word in words.split("|")] for key, words in rows}
    labels = [read_labels(TRANSLATIONS, language) for language in LANGUAGES]
    assert said
    assert said == {key: [find_label(of_language, key) for of_language in labels] for key in said}


# -- texts that go round the catalogues --------------------------------------------------------------------

_SAYS = frozenset(
    [
        "setText",
        "setTitle",
        "set_title",
        "setToolTip",
        "setStatusTip",
        "setWhatsThis",
        "setPlaceholderText",
        "setAccessibleName",
        "setAccessibleDescription",
        "setWindowTitle",
        "setInformativeText",
        "setPrefix",
        "setSuffix",
        "addItem",
        "addAction",
        "addMenu",
        "addTab",
        "notify",
        "set_error",
        "set_text",
        "setHtml",
        "setLabelText",
    ]
)
_SHOWS = frozenset(
    [
        "QLabel",
        "QPushButton",
        "QToolButton",
        "QCheckBox",
        "QRadioButton",
        "QGroupBox",
        "QAction",
        "QMenu",
        "Button",
        "Card",
        "Badge",
        "Wrapped",
        "Muted",
        "IconLabel",
        "ElidedLabel",
        "EmptyState",
        "Banner",
        "Hint",
        "Title",
    ]
)
_KEYS = frozenset({"Ctrl+A", "Ctrl+Enter", "Ctrl+Return", "Ctrl+E", "N"})
_NAMED = frozenset({"https://crm.example.com", "Python", "Qt", "CRMDesk"})


def _literal(value: ast.expr) -> str:
    parts = value.values if isinstance(value, ast.JoinedStr) else [value]
    return "".join(
        str(part.value) for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def _hard_coded(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in _SAYS | _SHOWS:
            continue
        # What follows the text of an item is its value, which nobody reads.
        values = node.args[:1] if name == "addItem" else [*node.args, *(word.value for word in node.keywords)]
        words = [_literal(value) for value in values]
        yield from ((node.lineno, text) for text in words if _is_text(text))


def _is_text(text: str) -> bool:
    """Whether a person would read it as words: not a name of an icon or kind, a key, a name or mark-up."""
    bare = re.sub(r"<[^>]*>", "", text).strip(" :·–—-/()")
    return bool(re.search(r"[A-Z][a-z]|[a-z] [a-z]", bare)) and bare not in _KEYS | _NAMED


def test_no_widget_is_given_words_that_no_catalogue_knows() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in [*sorted(UI.rglob("*.py")), UI.parent / "app.py"]
        for line, text in _hard_coded(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('label.setText("Nothing here")', ["Nothing here"]),
        ('label.setText(f"{count} rows left")', [" rows left"]),
        ('QLabel("Sync now", self)', ["Sync now"]),
        ('label.setText(self.tr("Nothing here"))', []),
        ('Button(self.tr("Save"), "primary", "check")', []),
        ('box.addItem(self.tr("is not empty"), "not empty")', []),
        ('label.setToolTip(f"{words}  Ctrl+E")', []),
    ],
)
def test_words_that_go_round_the_catalogues_are_found(source: str, words: list[str]) -> None:
    assert [text for _line, text in _hard_coded(source)] == words


# -- which language a system asks for ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (["zh-CN"], "zh_CN"),
        (["zh-Hans"], "zh_CN"),
        (["zh-Hans-SG"], "zh_CN"),
        (["zh_SG"], "zh_CN"),
        (["zh"], "zh_CN"),
        (["zh-TW"], "zh_TW"),
        (["zh-Hant"], "zh_TW"),
        (["zh-Hant-HK"], "zh_TW"),
        (["zh_HK"], "zh_TW"),
        (["zh_MO"], "zh_TW"),
        (["ko-KR", "ko"], "ko"),
        (["en-GB"], "en"),
        (["de-DE", "de", "zh-TW"], "zh_TW"),
        (["de-DE"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_is_the_one_whose_script_the_system_reads(names: list[str], language: str) -> None:
    assert language_of(names) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_qt_knows_every_language(language: str) -> None:
    assert QLocale(language).language() != QLocale.Language.C
