import subprocess
import sys

from click.testing import CliRunner

from crmdesk import __version__
from crmdesk.cli.main import main


def test_help_names_every_command_without_loading_any() -> None:
    script = (
        "import sys; from crmdesk.cli.main import main; "
        "main(['--help'], standalone_mode=False); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    for command in ("client", "server", "admin", "demo"):
        assert f"  {command} " in run.stdout
        assert f"crmdesk.cli.{command}" not in run.stdout.splitlines()[-1].split()


def test_an_unknown_command_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["nonsense"])
    assert result.exit_code == 2
    assert "No such command" in result.stderr


def test_the_version_is_the_package_s() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == f"crmdesk, version {__version__}\n"


def test_a_user_error_becomes_words_on_stderr_and_its_exit_code(tmp_path: object) -> None:
    result = CliRunner().invoke(main, ["admin", "--data", f"{tmp_path}/none", "stats"])
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("There is no centre in ")
    assert "Traceback" not in result.stderr


def test_a_missing_extra_is_named_with_the_command_that_installs_it() -> None:
    script = (
        "import sys; sys.modules['argon2'] = None\n"
        "from crmdesk.cli.main import main\nmain(['server', 'run', '--data', '/nonexistent'])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "pip install 'crmdesk[server]'" in run.stderr
