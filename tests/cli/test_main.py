import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from crmdesk import __version__
from crmdesk.cli.main import main
from tests.cli.headless import Client
from tests.support.processes import COMMAND, TIMEOUT


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


@pytest.mark.skipif(os.name == "nt", reason="SIGINT is not sent to one process there")
def test_an_interrupted_verb_is_no_bug(signed_in: Client, profile: Path) -> None:
    line = b'{"op":"create","type":"task","fields":{"subject":"Call back"}}\n'
    command = [*COMMAND, "client", "--profile", str(profile), "batch", "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background has them ignore what interrupts.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - it takes no lock
    ) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdin.write(line)
        running.stdin.flush()
        assert b'"ok":true' in running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(TIMEOUT) == 130
        assert running.stderr.read() == b"Interrupted. What was saved stays saved.\n"
    assert signed_in("status").value["pending"] == 1
