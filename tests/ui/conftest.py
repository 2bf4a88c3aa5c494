"""What tests of the desktop share: an application that looks and speaks as the program does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from crmdesk.locations import resource_path
from crmdesk.ui import theme
from crmdesk.ui.models import QueryRunner
from crmdesk.ui.translations import Translator


@pytest.fixture(scope="session")
def _translator(qapp: QApplication) -> Translator:
    return Translator(qapp, resource_path("translations"))


@pytest.fixture
def translator(qapp: QApplication, _translator: Translator) -> Iterator[Translator]:
    """Speaks English before and after; the light theme is in force."""
    locale = QLocale()
    _translator.switch("en")
    QLocale.setDefault(QLocale("en_US"))
    theme.apply(qapp, "light", "en")
    yield _translator
    _translator.switch("en")
    QLocale.setDefault(locale)


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[QueryRunner]:
    """A query thread that ends with the test."""
    made = QueryRunner()
    yield made
    made.close()
