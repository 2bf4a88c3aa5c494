"""Owns the theme files: named colours, the spacing grid, the two font sizes. Knows nothing of style sheets."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """One mode. Colours by token name as `#rrggbb`; lengths in device-independent pixels; font sizes in points."""

    mode: str
    colors: Mapping[str, str]
    space: int
    radius: int
    control_height: int
    row_height: int
    body_points: float
    title_points: float
    body_weight: int
    strong_weight: int

    def color(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for a name that the theme file doesn't have."""
        return QColor(self.colors[token])

    @property
    def dark(self) -> bool:
        return self.mode == "dark"


def load(path: Path) -> Theme:
    """Read one theme file. Raises KeyError or tomllib.TOMLDecodeError when it is not a whole theme."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    metric, font = content["metric"], content["font"]
    return Theme(
        mode=content["mode"],
        colors=MappingProxyType(dict(content["color"])),
        space=metric["space"],
        radius=metric["radius"],
        control_height=metric["control_height"],
        row_height=metric["row_height"],
        body_points=font["body"],
        title_points=font["title"],
        body_weight=font["body_weight"],
        strong_weight=font["strong_weight"],
    )
