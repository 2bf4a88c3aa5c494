"""The zone of this machine, asked in a process of its own: C libraries read it once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ASK = """
from datetime import datetime
from crmdesk.cli.laptop import local_zone
from crmdesk.cli.zones import local_zone as zone
now = datetime.now().astimezone()
print(local_zone(), now.astimezone(zone()).utcoffset() == now.utcoffset())
"""


def asked(**environment: str) -> list[str]:
    kept = {name: value for name, value in os.environ.items() if name != "TZ"}
    run = subprocess.run(
        [sys.executable, "-c", _ASK], env=kept | environment, check=True, capture_output=True, text=True
    )
    assert run.stderr == ""
    return run.stdout.split()


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/Argentina/Buenos_Aires", ":Europe/Berlin", "UTC"])
def test_a_zone_that_the_environment_names_is_it(zone: str) -> None:
    assert asked(TZ=zone) == [zone.removeprefix(":"), "True"]


def test_a_zone_that_is_told_as_a_link_to_its_file_has_its_name(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Asia/Taipei")
    assert asked(TZ=f":{link}") == ["Asia/Taipei", "True"]


@pytest.mark.parametrize("zone", ["Nowhere/Never", "/etc/passwd", "../../etc/passwd", "\udcff", "<+09>-9"])
def test_what_names_no_zone_gives_that_of_the_system(zone: str) -> None:
    assert asked(TZ=zone)[0] == asked()[0]


def test_this_machine_has_a_zone_of_its_present_offset() -> None:
    assert asked()[1] == "True"
