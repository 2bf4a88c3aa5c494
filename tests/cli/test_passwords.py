"""A password comes from stdin as UTF-8; what is no text is said and asks nobody."""

from pathlib import Path

from click.testing import CliRunner

from crmdesk.cli.main import main


def test_what_is_no_utf_8_is_no_password(tmp_path: Path) -> None:
    asked = ["sign-in", "--server", "http://127.0.0.1:1", "--user", "mia", "--password-stdin"]
    told = CliRunner().invoke(
        main, ["client", "--profile", str(tmp_path / "p"), *asked], input=b"\xff\xfe12345678\n"
    )
    assert (told.exit_code, told.stdout) == (2, "")
    assert "not UTF-8" in told.stderr
