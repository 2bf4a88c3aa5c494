"""Owns the language of the interface: which catalogues are installed, and the labels of fields and choices.

Texts of the program are Qt translations with English sources; labels of the domain are keys such as `account.name`
or `opportunity.stage.closed_won`, read from `resources/translations/domain_<language>.toml`; sentences of errors are
their own keys, in `faults_<language>.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)

from crmdesk.domain.declare import Catalogue
from crmdesk.ui.country import country, set_country
from crmdesk.ui.languages import LANGUAGES, SOURCE

Said = TypeVar("Said")

_DOMAIN = "domain"
_FAULT = "fault"

KEYS = (
    QT_TRANSLATE_NOOP("QShortcut", "Left"),
    QT_TRANSLATE_NOOP("QShortcut", "Right"),
    QT_TRANSLATE_NOOP("QShortcut", "Up"),
    QT_TRANSLATE_NOOP("QShortcut", "Down"),
    QT_TRANSLATE_NOOP("QShortcut", "Del"),
    QT_TRANSLATE_NOOP("QShortcut", "Enter"),
)
"""Keys that are named here, not as Qt does: its 左鍵 is the left button of a mouse to whoever reads Chinese."""


def label(key: str) -> str:
    """The label of a field, type or choice in the language of the interface; English, then a readable form of the
    key, when it has none."""
    found = QCoreApplication.translate(_DOMAIN, key)
    return found if found != key else key.rpartition(".")[2].removeprefix("x_").replace("_", " ").capitalize()


def read_labels(directory: Path, language: str) -> dict[str, str]:
    """All labels of a language by key. Tables of the file nest: `[opportunity.stage]` with `closed_won = "…"`;
    a table's own label is its key `_`. Empty when the file is missing."""
    path = directory / f"domain_{language}.toml"
    if not path.is_file():
        return {}
    labels: dict[str, str] = {}

    def collect(prefix: str, table: Mapping[str, object]) -> None:
        for name, value in table.items():
            key = prefix if name == "_" else f"{prefix}.{name}" if prefix else name
            if isinstance(value, Mapping):
                collect(key, value)
            else:
                labels[key] = str(value)

    collect("", tomllib.loads(path.read_text(encoding="utf-8")))
    return labels


def fault_sentence(text: str) -> str:
    """A sentence of an error in the language of the interface; as it is, when there is none."""
    return QCoreApplication.translate(_FAULT, text) if text else ""


def read_faults(directory: Path, language: str) -> dict[str, str]:
    """Sentences of errors by the English ones, `{}` standing for what differs. Empty when the file is missing."""
    path = directory / f"faults_{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def find_label(labels: Mapping[str, str], key: str) -> str | None:
    """The label of a key, or that of the same field or choice of any type (`field.<name>`, `choice.<name>`)."""
    parts = key.split(".")
    shared = {2: "field", 3: "choice"}.get(len(parts))
    return labels.get(key) or (labels.get(f"{shared}.{parts[-1]}") if shared else None)


class _DomainTranslator(QTranslator):
    """Looks labels up in a mapping, so that a new label is one line in a text file."""

    def __init__(self, labels: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self.labels = labels

    def isEmpty(self) -> bool:
        return not self.labels

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1, /
    ) -> str | None:
        # None, not "": Qt takes an empty text for a translation and asks no other catalogue.
        return find_label(self.labels, sourceText) if context == _DOMAIN else None


_GAP = "{}"
"""Stands in a sentence for what differs each time."""


class _FaultTranslator(QTranslator):
    """Says the sentences of faults, which every layer below makes in English, in another language."""

    def __init__(self, sentences: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._whole = {text: said for text, said in sentences.items() if _GAP not in text}
        self._gapped = [
            (re.compile("(.+?)".join(map(re.escape, text.split(_GAP))), re.DOTALL), said)
            # "There is no day {}" is asked before "There is no {} {}".
            for text, said in sorted(sentences.items(), key=lambda pair: -len(pair[0].replace(_GAP, "")))
            if _GAP in text
        ]

    def isEmpty(self) -> bool:
        return not (self._whole or self._gapped)

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1, /
    ) -> str | None:
        if context != _FAULT:
            return None
        if sourceText in self._whole:
            return self._whole[sourceText]
        for pattern, said in self._gapped:
            if found := pattern.fullmatch(sourceText):
                return said.format(*found.groups()) if _GAP in said else said
        return None


class _OtherLanguage(QTranslator):
    """Answers before all others while somebody asks how a text reads in another language."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: list[QTranslator] = []

    def isEmpty(self) -> bool:
        return True  # so that Qt retranslates nothing when it is installed

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1, /
    ) -> str | None:
        if not self.asked:
            return None
        for catalogue in reversed(self.asked):
            if found := catalogue.translate(context, sourceText, disambiguation or "", n):
                return found
        return None if context == _DOMAIN else sourceText


class Translator(QObject):
    """Installs the catalogues of one language; switching sends every widget a `LanguageChange` event."""

    language_changed = Signal(str)

    def __init__(self, app: QCoreApplication, directory: Path, system: QLocale | None = None) -> None:
        """`directory` holds `crmdesk_<language>.qm` and `domain_<language>.toml`; `system` is the locale that says
        what country the user is in, None for that of each language."""
        super().__init__(app)
        set_country(system)
        self._app = app
        self._directory = directory
        self._installed: list[QTranslator] = []
        self._language = ""
        self._own = _DomainTranslator({}, self)
        self._other = _OtherLanguage(self)
        self._others: dict[str, list[QTranslator]] = {}

    @property
    def language(self) -> str:
        """The code in force, empty before the first `switch`."""
        return self._language

    def switch(self, language: str) -> None:
        """Put a language into force: texts, labels, and the locale that dates and numbers are written in.

        Raises KeyError for a code that is not in `LANGUAGES`.
        """
        LANGUAGES[language]
        if language == self._language:
            return
        self._language = language
        # Before the events go out, so that widgets format with the new locale while they retranslate.
        QLocale.setDefault(locale_of(language, country()))
        for old in (*self._installed, self._own, self._other):
            self._app.removeTranslator(old)
        self._installed = self._catalogues(language)
        for new in (*self._installed, self._own, self._other):
            self._app.installTranslator(new)
        self.language_changed.emit(language)

    def said_in(self, language: str, say: Callable[[], Said]) -> Said:
        """What `say` gives when the interface speaks another language, which it goes on not to do: its words, and what
        its locale has of them (the names of countries, the marks around a name)."""
        if language not in self._others:
            self._others[language] = self._catalogues(language)
        self._other.asked = [*self._others[language], self._own]
        spoken = QLocale()
        QLocale.setDefault(locale_of(language, country()))
        try:
            return say()
        finally:
            QLocale.setDefault(spoken)
            self._other.asked = []

    def name_fields(self, catalogue: Catalogue) -> None:
        """Custom fields are called as their administrator calls them, whatever the language."""
        labels = {
            f"{entity.name}.{field.name}": field.label
            for entity in catalogue
            for field in entity.own
            if field.label is not None
        }
        if labels == self._own.labels:
            return  # Qt would have every widget there is say all its texts again.
        self._app.removeTranslator(self._own)
        self._own = _DomainTranslator(labels, self)
        self._app.installTranslator(self._own)

    def _catalogues(self, language: str) -> list[QTranslator]:
        """In rising order of precedence: Qt asks the one installed last first."""
        found: list[QTranslator] = []
        qt_texts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (f"qtbase_{language}", qt_texts),
            (f"crmdesk_{language}", str(self._directory)),
        ):
            catalogue = QTranslator(self)
            if catalogue.load(name, folder):
                found.append(catalogue)
        labels = read_labels(self._directory, SOURCE)
        if language != SOURCE:
            labels |= read_labels(self._directory, language)
        faults = _FaultTranslator(read_faults(self._directory, language), self)
        return [*found, faults, _DomainTranslator(labels, self)]


def locale_of(language: str, at: QLocale | None = None) -> QLocale:
    """The locale of a language, as it is written in a country if it is at home there: English of Britain or Germany."""
    home = QLocale(language)
    if at is None:
        return home
    there = (
        at if at.language() == home.language() else QLocale(home.language(), home.script(), at.territory())
    )
    return there if _written_alike(there, home) else home


def system_locale() -> QLocale:
    """What the system is set to."""
    return QLocale.system()


def first_language(chosen: str) -> str:
    """The person's choice if there is that language, else the first that the system is set to, else English."""
    return chosen if chosen in LANGUAGES else language_of(QLocale.system().uiLanguages())


def language_of(names: Iterable[str]) -> str:
    """The code of the first of these locales (`zh-HK`, `ko_KR`) whose language and script there is, else English:
    Hong Kong and Macau read traditional characters, Singapore simplified ones."""
    for name in names:
        meant = QLocale(name)
        for code in LANGUAGES:
            if _written_alike(meant, QLocale(code)):
                return code
    return SOURCE


def _written_alike(one: QLocale, other: QLocale) -> bool:
    return one.language() == other.language() and one.script() == other.script()


class Retranslates:
    """Mixed in before a widget class: calls `retranslate()` when the language changes.

    The widget sets every text of its own in `retranslate` and calls it once at the end of its `__init__`.
    """

    retranslate: Callable[[], None]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]  # the widget class comes after this one
