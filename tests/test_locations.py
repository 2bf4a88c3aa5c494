"""Where shipped files are looked for."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from crmdesk.locations import resource_path

ROOT = Path(__file__).parent.parent


def test_a_checkout_finds_its_own_resources() -> None:
    assert resource_path("recipes", "x.toml") == ROOT / "resources" / "recipes" / "x.toml"


def test_a_bundle_finds_what_was_packed_into_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("icons") == tmp_path / "resources" / "icons"


def test_an_installed_wheel_finds_the_prefix_s_share(tmp_path: Path) -> None:
    package = tmp_path / "crmdesk"
    package.mkdir()
    for name in ("__init__.py", "locations.py"):
        (package / name).write_bytes((ROOT / "crmdesk" / name).read_bytes())
    run = subprocess.run(
        [sys.executable, "-c", "from crmdesk.locations import resource_path; print(resource_path('themes'))"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (
        Path(run.stdout.strip())
        == Path(sysconfig.get_path("data")) / "share" / "crmdesk" / "resources" / "themes"
    )
