"""One template a module: making it takes as long as some worlds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.simulation.template import Template, seldom_collected, worlds_folder


@pytest.fixture(scope="module")
def template() -> Iterator[Template]:
    with worlds_folder() as folder:
        made = Template(folder)
        with seldom_collected():
            yield made
        made.engine.dispose()
