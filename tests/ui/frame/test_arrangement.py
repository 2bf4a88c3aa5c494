"""Sections, page and panel share the width of a window so that each of them can be used."""

import pytest

from crmdesk.ui.frame.arrangement import Arrangement, arrange

PANEL = 480


@pytest.mark.parametrize(
    ("width", "panel", "expected"),
    [
        (1920, PANEL, Arrangement(icons=False, covered=False)),
        (1366, PANEL, Arrangement(icons=False, covered=False)),
        (1093, 0, Arrangement(icons=False, covered=False)),
        (1093, PANEL, Arrangement(icons=True, covered=False)),
        (911, 0, Arrangement(icons=False, covered=False)),
        (911, PANEL, Arrangement(icons=False, covered=True)),
        (683, 0, Arrangement(icons=True, covered=False)),
        (683, PANEL, Arrangement(icons=True, covered=True)),
    ],
)
def test_names_give_way_before_the_page_does(width: int, panel: int, expected: Arrangement) -> None:
    assert arrange(width, panel) == expected
