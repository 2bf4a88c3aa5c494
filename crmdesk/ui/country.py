"""Owns how the user's country writes dates, clock times and numbers, whatever language the interface speaks.

It lives as long as Qt's default locale, which gives the words and is one a process as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale

_country: list[QLocale] = []


@dataclass(frozen=True, slots=True)
class Writing:
    """The words of one locale in the order and with the numbers of another; both are one where the country speaks
    the language."""

    words: QLocale
    country: QLocale

    @property
    def foreign(self) -> bool:
        """Whether the country's people speak another language than these words are of."""
        return self.words.language() != self.country.language()


def set_country(locale: QLocale | None) -> None:
    """The system's locale, None where it names no country: then each language is written as at its home."""
    _country[:] = [] if locale is None or locale.language() == QLocale.Language.C else [locale]


def country() -> QLocale | None:
    """The locale of the user's country, None where it is not known."""
    return _country[0] if _country else None


def writing(locale: QLocale | None = None) -> Writing:
    """How to write for the user; for anybody of `locale` if it is given."""
    words = QLocale() if locale is None else locale
    return Writing(words, words if locale is not None else country() or words)
