"""When the demonstration's sample is made anew, and that it never touches a folder that is not its own."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from crmdesk.cli.demo_folder import DemoFolder, Made, default_path
from crmdesk.domain.errors import UsageError

TODAY = date(2026, 11, 21)


@pytest.fixture
def folder(tmp_path: Path) -> DemoFolder:
    folder = DemoFolder(tmp_path / "demo")
    folder.prepare()
    return folder


def needs(folder: DemoFolder, *, today: date = TODAY, fresh: bool = False, touched: bool = False) -> bool:
    return folder.needs_sample(today, fresh=fresh, touched=lambda _: touched)


def test_a_new_folder_needs_a_sample_and_is_its_owner_s_alone(folder: DemoFolder) -> None:
    assert needs(folder)
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_a_sample_of_today_is_kept(folder: DemoFolder) -> None:
    folder.remember(Made(str(TODAY), 10, 8000))
    assert not needs(folder)
    assert folder.made() == Made(str(TODAY), 10, 8000)


def test_a_sample_of_yesterday_is_made_anew_unless_somebody_worked_in_it(folder: DemoFolder) -> None:
    folder.remember(Made("2026-11-20", 10, 8000))
    assert needs(folder)
    assert not needs(folder, touched=True)


def test_asking_for_a_fresh_one_wins_over_everything(folder: DemoFolder) -> None:
    folder.remember(Made(str(TODAY), 10, 8000))
    assert needs(folder, fresh=True, touched=True)


def test_a_sample_whose_making_was_broken_off_is_made_anew(folder: DemoFolder) -> None:
    folder.remember(Made(str(TODAY), 10, 8000))
    folder.centre.mkdir()
    (folder.centre / "centre.db").write_text("half")
    folder.clear()
    assert not folder.centre.exists()
    folder.prepare()
    assert needs(folder)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("chapter one")
    with pytest.raises(UsageError, match="CRMDESK_DEMO_DIR"):
        DemoFolder(tmp_path).prepare()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_clearing_leaves_what_is_not_the_demo_s(folder: DemoFolder) -> None:
    (folder.path / "screenshot.png").write_bytes(b"")
    folder.key_file.write_text("00")
    folder.clear()
    assert (folder.path / "screenshot.png").exists()
    assert not folder.key_file.exists()


def test_the_folder_is_named_by_the_environment_or_among_the_user_s_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CRMDESK_DEMO_DIR", str(tmp_path))
    assert default_path() == tmp_path
    monkeypatch.delenv("CRMDESK_DEMO_DIR")
    assert default_path().name == "crmdesk-demo"
    assert str(default_path()).startswith(os.environ["XDG_DATA_HOME"])
