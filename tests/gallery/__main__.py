"""`python -m tests.gallery FOLDER`: one picture a screen, language, theme and size; says which texts are cut."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from crmdesk.ui.languages import LANGUAGES
from crmdesk.ui.theme import Mode
from tests.gallery.door import door_screens
from tests.gallery.empty import empty_screens
from tests.gallery.screens import Screen, furnish, screens
from tests.gallery.stage import Stage, stage
from tests.gallery.unread import fail, hold, unread_screens
from tests.support.sample_replica import bare_replica

SIZES = (QSize(1366, 768), QSize(1920, 1080))
SMALL = QSize(683, 384)
"""What a screen of 1366 × 768 has room for at 200 %."""
MODES: tuple[Mode, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pictures; an empty `only` is every screen whose name begins so."""

    languages: Sequence[str] = tuple(LANGUAGES)
    modes: Sequence[Mode] = MODES
    sizes: Sequence[QSize] = SIZES
    only: Sequence[str] = ()

    def has(self, screen: Screen) -> bool:
        """Whether a screen is among them."""
        return not self.only or screen.name.startswith(tuple(self.only))


def render(app: QApplication, folder: Path, wanted: Wanted) -> list[str]:
    """Write the pictures into a folder as `SCREEN-LANGUAGE-MODE-WIDTH.png`; gives `picture: text` of every cut text."""
    folder.mkdir(parents=True, exist_ok=True)
    cut: list[str] = []
    with TemporaryDirectory() as profile:
        with stage(app, Path(profile, "door"), signed_in=False) as outside:
            cut += _pictures(outside, list(door_screens()), folder, wanted)
        if any(wanted.has(screen) for screen in empty_screens()):
            with stage(app, Path(profile, "bare"), signed_in=True, laptop=bare_replica) as bare:
                bare.settle()
                cut += _pictures(bare, list(empty_screens()), folder, wanted)
        for name, brought in (("reading", hold), ("failed", fail)):
            if not wanted.only or any(each.startswith(name) or name.startswith(each) for each in wanted.only):
                with stage(app, Path(profile, name), signed_in=True, first=False) as unread:
                    brought(unread)
                    cut += _pictures(unread, list(unread_screens(unread, name)), folder, wanted)
        with stage(app, Path(profile, "desk"), signed_in=True) as inside:
            furnish(inside)
            inside.settle()
            cut += _pictures(inside, list(screens(inside)), folder, wanted)
    return cut


def _pictures(on: Stage, shown: Iterable[Screen], folder: Path, wanted: Wanted) -> list[str]:
    cut: list[str] = []
    screens_wanted = [each for each in shown if wanted.has(each)]
    for language, mode, size in product(wanted.languages, wanted.modes, wanted.sizes):
        on.dress(language, mode, size)
        for screen in screens_wanted:
            screen.show(on)
            on.settle()
            name = f"{screen.name}-{language}-{mode}-{size.width()}"
            on.picture().save(str(folder / f"{name}.png"))
            cut += [f"{name}: {text}" for text in on.cut_texts()]
            on.clear()
    return cut


def _screen_for(sizes: Iterable[QSize], told: Path) -> list[str]:
    """What asks Qt for a screen, where there is none, on which the largest window stands whole: its own has 800 pixels
    either way, and menus and popups would keep to those."""
    if os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        return []
    width = max(size.width() for size in sizes)
    height = max(size.height() for size in sizes)
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screen = {"name": "gallery", "x": 0, "y": 0, "width": width, "height": height, **dots}
    told.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return ["-platform", f"offscreen:configfile={told}"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--only", nargs="*", default=(), metavar="SCREEN", help="screens whose names begin so"
    )
    parser.add_argument("--languages", nargs="*", default=tuple(LANGUAGES), choices=tuple(LANGUAGES))
    parser.add_argument("--modes", nargs="*", default=MODES, choices=MODES)
    parser.add_argument(
        "--widths",
        nargs="*",
        type=int,
        default=[size.width() for size in SIZES],
        help=f"of {', '.join(str(size.width()) for size in (*SIZES, SMALL))}; the last is 1366 at 200 %%",
    )
    given = parser.parse_args()
    sizes = [size for size in (*SIZES, SMALL) if size.width() in given.widths]
    with TemporaryDirectory() as folder:
        app = QApplication([*sys.argv[:1], *_screen_for(sizes, Path(folder, "screen.json"))])
    cut = render(app, given.folder, Wanted(given.languages, given.modes, sizes, given.only))
    for line in cut:
        sys.stdout.write(f"cut: {line}\n")
    return 1 if cut else 0


if __name__ == "__main__":
    sys.exit(main())
