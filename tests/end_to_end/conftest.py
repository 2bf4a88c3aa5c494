"""The real window on a large territory, watched; it stays open for all journeys of a file that are walked in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.big_territory import large_territory
from tests.support.walked_window import Window, opened

_ACCOUNTS = {"short": 1_000, "whole": 10_000}
"""16,000 rows, made in two seconds, and 160,000."""


@pytest.fixture(scope="module", params=["short", pytest.param("whole", marks=pytest.mark.long)])
def walked(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    """One at a time, as in the program: two windows would both speak and dress when either is told to."""
    territory = large_territory(_ACCOUNTS[request.param], tmp_path_factory.mktemp("w") / "t")
    with opened(qapp, territory, whole=request.param == "whole") as window:
        yield window


@pytest.fixture
def window(walked: Window) -> Iterator[Window]:
    yield walked
    walked.walk.report()
