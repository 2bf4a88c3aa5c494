"""Every screen can be heard, read, reached and hit: at 1366 × 768, and at 200 % in another language and theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.theme import Mode
from tests.accessibility.room import out_of_reach, too_small
from tests.accessibility.sight import pale
from tests.accessibility.spoken import unreached, unspoken
from tests.gallery.__main__ import MODES, SIZES, SMALL
from tests.gallery.door import door_screens
from tests.gallery.screens import Screen, furnish, screens
from tests.gallery.stage import Stage, stage

FULL = SIZES[0]


@dataclass(slots=True)
class Found:
    """What is wrong, one line each; `shown` are the screens that were looked at."""

    shown: set[str] = field(default_factory=set)
    unspoken: dict[str, str] = field(default_factory=dict)
    pale: dict[str, str] = field(default_factory=dict)
    out_of_reach: dict[str, str] = field(default_factory=dict)
    cut: dict[str, str] = field(default_factory=dict)
    too_small: dict[str, str] = field(default_factory=dict)
    unreached: dict[str, str] = field(default_factory=dict)
    larger: list[str] = field(default_factory=list)


def _look(on: Stage, name: str, size: QSize, found: Found) -> None:
    """Each fault is told once, with the first screen that has it."""
    tops: list[QWidget] = [each for each in on.app.topLevelWidgets() if each.isVisible()]
    found.shown.add(name)
    for line in unspoken(tops):
        found.unspoken.setdefault(line, name)
    for top in tops:
        for line in pale(top):
            found.pale.setdefault(line, name)
    for line in out_of_reach(tops):
        found.out_of_reach.setdefault(line, name)
    for line in on.cut_texts():
        found.cut.setdefault(line, name)
    for line in too_small(tops):
        found.too_small.setdefault(line, name)
    for line in unreached(on.window.centralWidget()):
        found.unreached.setdefault(line, name)
    if on.window.size() != size:
        found.larger.append(f"{name}: {on.window.size().toTuple()}")


@dataclass(frozen=True, slots=True)
class Dress:
    """A language, a theme and a size; `every` nth screen is shown in it."""

    language: str
    mode: Mode
    size: QSize
    every: int = 1


SHORT = (Dress("ko", "dark", SMALL), Dress("en", "light", FULL, every=5))
"""What each run looks at; the rest of the matrix is `long`."""


def walk(
    app: QApplication, folder: Path, dresses: Sequence[Dress], only: Sequence[str] = ()
) -> dict[Dress, Found]:
    """Show the screens, those whose names begin so, in each of the dresses."""
    found = {dress: Found() for dress in dresses}
    for inside in (False, True):
        with stage(app, folder / str(inside), signed_in=inside) as on:
            if inside:
                furnish(on)
                on.settle()
            shown: list[Screen] = list(screens(on) if inside else door_screens())
            shown = [screen for screen in shown if not only or screen.name.startswith(tuple(only))]
            for dress in dresses:
                on.dress(dress.language, dress.mode, dress.size)
                for screen in shown[:: dress.every]:
                    screen.show(on)
                    on.settle()
                    _look(on, screen.name, dress.size, found[dress])
                    on.clear()
    return found


@pytest.fixture(scope="module")
def walked(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> dict[Dress, Found]:
    """One window for all that is asked here."""
    return walk(qapp, tmp_path_factory.mktemp("walk"), SHORT)


@pytest.fixture(params=SHORT, ids=[f"{each.language}-{each.mode}-{each.size.width()}" for each in SHORT])
def found(walked: dict[Dress, Found], request: pytest.FixtureRequest) -> Found:
    return walked[request.param]


def _told(faults: dict[str, str]) -> list[str]:
    return [f"{screen}: {line}" for line, screen in faults.items()]


def test_every_control_tells_a_screen_reader_what_it_is_and_is_called(found: Found) -> None:
    assert _told(found.unspoken) == []


def test_words_stand_out_from_what_is_behind_them(found: Found) -> None:
    assert _told(found.pale) == []


def test_every_control_can_be_seen_whole_or_scrolled_to(found: Found) -> None:
    assert _told(found.out_of_reach) == []


def test_no_text_is_cut_without_an_ellipsis(found: Found) -> None:
    assert _told(found.cut) == []


def test_every_button_can_be_hit(found: Found) -> None:
    assert _told(found.too_small) == []


def test_tab_comes_to_every_control(found: Found) -> None:
    assert _told(found.unreached) == []


def test_no_screen_makes_the_window_larger_than_the_display(found: Found) -> None:
    assert found.larger == []


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", MODES)
def test_the_whole_matrix(qapp: QApplication, tmp_path: Path, language: str, mode: Mode) -> None:
    """100, 125, 150 and 200 % of a screen of 1366 × 768."""
    sizes = (FULL, QSize(1093, 614), QSize(911, 512), SMALL)
    for dress, seen in walk(qapp, tmp_path, [Dress(language, mode, size) for size in sizes]).items():
        faults = (seen.unspoken, seen.pale, seen.out_of_reach, seen.cut, seen.too_small, seen.unreached)
        assert [line for each in faults for line in _told(each)] == [], dress
        assert seen.larger == []
