"""The command `crmdesk` and its way of failing; the sub-commands load only when asked for.

It knows their names and one line of help each, nothing else, so that a laptop without the server's or Qt's packages
runs.
"""

from __future__ import annotations

import gc
import importlib
import signal
from pathlib import Path

import click

from crmdesk import __version__
from crmdesk.cli.output import NobodyReads
from crmdesk.domain.errors import UsageError, UserError
from crmdesk.exchange.incoming.kinds import ENDINGS, MAIL

_COMMANDS = {
    "client": "The headless laptop: works on a profile, syncs, reports.",
    "server": "The centre: serves the laptops.",
    "admin": "The centre's administration: organisation, users, data.",
    "demo": "The desktop with an embedded server and a sample organisation.",
}

_SCHEME = "crmdesk:"
"""In place of a command: a link to a record, as the system passes it on. What it says is read in the window."""

_EXTRAS: dict[str | None, str] = {None: "desktop", "demo": "desktop,server"}
"""What `pip install` has to bring for a command, if not the server alone."""


class Program(click.Group):
    """A group that imports a sub-command's module when it is called and turns a `UserError` into its exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name.lower().startswith(_SCHEME):
            return click.Command(cmd_name, callback=lambda: _open_desktop(ctx, cmd_name))
        if cmd_name.lower().startswith("file:") or Path(cmd_name).suffix.lower() in (*ENDINGS, MAIL):
            return click.Command(cmd_name, callback=lambda: _open_desktop(ctx, _whole_path(cmd_name)))
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(importlib.import_module(f"crmdesk.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NobodyReads:
            ctx.exit(0)
        except (KeyboardInterrupt, click.Abort):
            click.echo("Interrupted. What was saved stays saved.", err=True)
            ctx.exit(128 + signal.SIGINT)
        except UserError as error:
            _fail(ctx, error)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.startswith("crmdesk"):
                raise
            _fail(ctx, _missing(ctx.invoked_subcommand, error))
        return None


def _whole_path(text: str) -> str:
    """The path of a file that was opened: this folder's, or a `file:` URL's, as the first desktop can find it."""
    if text.lower().startswith("file:"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname  # and with it HTTP, mail and TLS

        text = url2pathname(urlsplit(text).path)
    return str(Path(text).absolute())


def _missing(command: str | None, error: ModuleNotFoundError) -> UsageError:
    extra = _EXTRAS.get(command, "server")
    return UsageError(
        f"`{' '.join(('crmdesk', command or '')).strip()}` needs a package that is not installed",
        str(error.name),
        f"pip install 'crmdesk[{extra}]'",
    )


def _fail(ctx: click.Context, error: UserError) -> None:
    click.echo(str(error), err=True)
    ctx.exit(error.exit_code)


@click.group(
    cls=Program, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="crmdesk")
@click.option(
    "--profile",
    type=click.Path(file_okay=False, path_type=Path),
    help="The desktop's profile folder, if not the default one.",
)
@click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file with the key of the desktop's profile.",
)
@click.option("--check", is_flag=True, help="Open the desktop's profile, paint the window once, end with 0.")
@click.pass_context
def main(ctx: click.Context, /, **_: object) -> None:
    """CRMDesk: customer relations that work offline. Without a command, or with a crmdesk:// link or a .csv,
    .vcf, .ics or .eml file, it opens the desktop."""
    if ctx.invoked_subcommand is None:
        _open_desktop(ctx)


def _open_desktop(ctx: click.Context, *links: str) -> None:
    # All that is loaded now stays: looking it through again and again finds nothing, and is a part of the start.
    gc.disable()
    try:
        from crmdesk.app import run_desktop

        chosen = ctx.params
        ended = run_desktop(
            chosen["profile"], key_file=chosen["key_file"], check=chosen["check"], links=links
        )
    finally:
        gc.enable()
    ctx.exit(ended)
