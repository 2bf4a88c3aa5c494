"""Owns which colours meet on screen and how far apart they must be (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator

from crmdesk.ui.theme.tokens import Theme

TEXT = 4.5
LARGE = 3.0  # titles, icons, edges of controls, focus rings

_SURFACES = ("window", "sidebar", "surface", "surface_alt", "surface_raised", "hover")

PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, TEXT) for ink in ("text", "text_muted") for ground in _SURFACES),
    ("text", "pressed", TEXT),
    ("text", "accent_soft", TEXT),
    ("text_muted", "accent_soft", TEXT),
    ("text_placeholder", "surface", TEXT),
    *(("accent_text", ground, TEXT) for ground in _SURFACES),
    ("accent_text", "accent_soft", TEXT),
    *(("accent_soft_text", ground, TEXT) for ground in ("accent_soft", "section")),
    *(("on_accent", ground, TEXT) for ground in ("accent", "accent_hover", "accent_pressed")),
    *((f"{tone}_text", f"{tone}_soft", TEXT) for tone in ("success", "warning", "danger", "info", "neutral")),
    *((f"{tone}_text", ground, TEXT) for tone in ("success", "warning", "danger") for ground in _SURFACES),
    *((f"{tone}_text", "surface", TEXT) for tone in ("info", "neutral")),
    ("on_danger", "danger", TEXT),
    ("on_toast", "toast", TEXT),
    ("toast_action", "toast", TEXT),
    ("on_tooltip", "tooltip", TEXT),
    # What cannot be used now still tells how things stand: WCAG asks for nothing, people do.
    *(("text_disabled", ground, LARGE) for ground in ("window", "surface", "surface_alt", "neutral_soft")),
    *(("border_input", ground, LARGE) for ground in _SURFACES),
    *(
        ("focus", ground, LARGE)
        for ground in (*_SURFACES, "accent_soft", "section", "info_soft", "warning_soft")
    ),
    ("on_accent", "accent", TEXT),  # a selection in a line, an indicator that is on
    *(("scroll_hover", ground, LARGE) for ground in ("window", "surface")),
    *(
        (f"{tone}_text", ground, LARGE)
        for tone in ("success", "warning", "danger")
        for ground in ("pressed",)
    ),
    ("focus_on_accent", "accent", LARGE),
    ("danger", "surface", LARGE),  # the line of the present moment
    ("accent_text", "accent_soft", LARGE),  # the edge of a button that is on
    ("focus", "neutral_soft", LARGE),  # how far something is
    ("text", "map_land", TEXT),
    *(("text_muted", ground, TEXT) for ground in ("map_sea", "map_land")),
    *(
        (ink, ground, LARGE)
        for ink in ("accent", "neutral_text", "warning_text")
        for ground in ("map_sea", "map_land")
    ),
    ("surface", "neutral_text", TEXT),
    ("accent", "surface", LARGE),
    ("accent", "window", LARGE),
)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """Relative luminance, 0 to 1, of `#rrggbb` (WCAG 2.2, relative luminance)."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def ratio(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, of two `#rrggbb` colours (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_close(theme: Theme) -> Iterator[str]:
    """One line for every pair that falls short in a theme."""
    for ink, ground, least in PAIRS:
        reached = ratio(theme.colors[ink], theme.colors[ground])
        if reached < least:
            yield f"{theme.mode}: {ink} on {ground} is {reached:.2f}, needs {least}"
