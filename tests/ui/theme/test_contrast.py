"""Every pair of colours that meets on screen can be told apart, in both modes."""

import pytest

from crmdesk.locations import resource_path
from crmdesk.ui.theme.contrast import PAIRS, ratio, too_close
from crmdesk.ui.theme.tokens import Theme, load


def _theme(mode: str) -> Theme:
    return load(resource_path("themes", f"{mode}.toml"))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_reaches_wcag_aa(mode: str) -> None:
    assert list(too_close(_theme(mode))) == []


def test_ratio_is_that_of_wcag() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21.0)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_pale_text_is_found() -> None:
    light = _theme("light")
    colors = {**light.colors, "text_muted": "#aab0ba"}
    pale = Theme(
        mode="light",
        colors=colors,
        space=light.space,
        radius=light.radius,
        control_height=light.control_height,
        row_height=light.row_height,
        body_points=light.body_points,
        title_points=light.title_points,
        body_weight=light.body_weight,
        strong_weight=light.strong_weight,
    )
    assert any("text_muted on surface" in line for line in too_close(pale))


def test_both_modes_name_the_same_colours() -> None:
    assert set(_theme("light").colors) == set(_theme("dark").colors)


def test_every_text_colour_is_in_a_pair() -> None:
    inks = {ink for ink, _, _ in PAIRS}
    named = {name for name in _theme("light").colors if name.endswith("_text") or name.startswith("on_")}
    assert named <= inks | {"accent_soft_text"}
