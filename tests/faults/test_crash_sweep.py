"""A few points of the crash sweep in every run of the tests; `make crash-sweep` tries the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.forked import MISSING, WRITE
from tests.faults.sweep import Sweep, stages, sweeping
from tests.support import postgres
from tests.support.databases import KINDS, POSTGRESQL

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING or "faults")
EDITS = 20
POINTS = {
    "write": (40,),
    "torn write": (90,),
    "fsync": (2,),
    "send": (3,),
    "torn send": (2,),
    "receive": (4,),
}


@pytest.fixture(scope="module", params=KINDS)
def sweep(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Sweep]]:
    if request.param == POSTGRESQL and postgres.BIN is None:
        pytest.skip(postgres.MISSING)
    with sweeping(request.param, tmp_path_factory.mktemp("sweep"), EDITS) as made:
        yield request.param, made


def test_a_session_that_is_killed_on_the_way_arrives_whole_and_once(sweep: tuple[str, Sweep]) -> None:
    database, trials = sweep
    for stage, kind in stages(database):
        for at in POINTS[kind.name]:
            told = trials.trial(stage, kind, at)
            assert told.faults == [], (database, stage, kind.name, at)
            # A centre on SQLite writes little for a short session.
            assert told.struck or kind.kinds & WRITE, (database, stage, kind.name, at)
