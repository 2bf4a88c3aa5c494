"""What the map is made of: the projection, the camera, the outlines and the marks, without a window."""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt

from crmdesk.locations import resource_path
from crmdesk.ui.map.camera import FARTHEST, NEAREST, Camera
from crmdesk.ui.map.clusters import Clusters
from crmdesk.ui.map.outline import Outline
from crmdesk.ui.map.projection import NORTHMOST, metres_a_pixel, project, unproject

VIEW = Camera(0.85, 0.39, 6.0, 800, 600)
pixels = st.tuples(st.floats(0, 800), st.floats(0, 600))


@given(st.floats(-NORTHMOST, NORTHMOST), st.floats(-180, 180))
def test_projection_is_undone(lat: float, lon: float) -> None:
    assert unproject(*project(lat, lon)) == pytest.approx((lat, lon), abs=1e-9)


def test_pole_lies_at_the_edge() -> None:
    assert project(90, 0)[1] == pytest.approx(0, abs=1e-12)
    assert project(-90, 0)[1] == pytest.approx(1)


def test_pixel_at_the_equator_shows_what_the_projection_says() -> None:
    assert metres_a_pixel(0.5, 0) == pytest.approx(156_543.03, abs=0.01)


@given(pixels, st.floats(-20, 20))
def test_place_under_the_pointer_stays_there_while_zooming(at: tuple[float, float], steps: float) -> None:
    place = VIEW.to_world(*at)
    zoomed = VIEW.zoomed(steps, *at)
    assert FARTHEST <= zoomed.zoom <= NEAREST
    if 0 < zoomed.x < 1 and 0 < zoomed.y < 1:
        assert zoomed.to_view(*place) == pytest.approx(at, abs=1e-3)


@given(st.lists(st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)), min_size=1, max_size=20))
def test_all_places_asked_for_come_into_view(places: list[tuple[float, float]]) -> None:
    left, top, right, bottom = VIEW.around(places).bounds
    assert all(left <= x <= right and top <= y <= bottom for x, y in places)


def test_middle_never_leaves_the_world() -> None:
    far = VIEW.moved(1e9, -1e9)
    assert (far.x, far.y) == (1.0, 0.0)


@pytest.mark.parametrize("zoom", [0, 5.5, 12, 17, 18])
def test_every_place_in_view_is_in_exactly_one_mark(zoom: float) -> None:
    random = Random(5)
    places = [(random.random(), random.random()) for _ in range(500)]
    found = [
        one for mark in Clusters(places).within(zoom, 0, 0, 1 - 1e-12, 1 - 1e-12) for one in mark.members
    ]
    assert sorted(found) == list(range(500))


def test_places_far_apart_are_apart_once_it_is_near_enough() -> None:
    places = [project(37.5665, 126.9780), project(37.5700, 126.9830), project(35.1796, 129.0756)]
    clusters = Clusters(places)
    assert [len(list(clusters.within(zoom, 0, 0, 0.999, 0.999))) for zoom in (1, 7, 17)] == [1, 2, 3]


def test_outlines_tell_land_from_sea() -> None:
    level = Outline(resource_path("map", "countries-50m.json")).level(5)

    def on_land(lat: float, lon: float) -> bool:
        at = QPointF(*project(lat, lon))
        return any(shape.points.containsPoint(at, Qt.FillRule.OddEvenFill) for shape in level.land)

    assert on_land(37.5665, 126.9780)  # Seoul
    assert on_land(39.9042, 116.4074)  # Beijing
    assert on_land(23.7, 121.0)  # Taiwan
    assert not on_land(36.0, 124.0)  # the Yellow Sea
    assert not on_land(0.0, -30.0)  # the Atlantic


def test_far_levels_have_fewer_points_than_near_ones() -> None:
    outline = Outline(resource_path("map", "countries-50m.json"))
    counts = [sum(shape.points.size() for shape in outline.level(step).land) for step in (0, 3, 7)]
    assert counts == sorted(counts)
    assert counts[0] * 4 < counts[2]


def test_file_that_is_no_outline_is_turned_away(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text('{"type": "Topology"}')
    with pytest.raises(msgspec.ValidationError):
        Outline(tmp_path / "map.json").level(1)
