"""What every verb of `crmdesk client` shares: profile, `--json` and `--key-file` anywhere, answers to a save."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from crmdesk.cli.laptop import Laptop, key_sources, open_laptop
from crmdesk.cli.output import acknowledged, not_acknowledged, say, write_json, write_text
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import UsageError, UserError
from crmdesk.domain.records import Record
from crmdesk.store.keys import KeySources


@dataclass(frozen=True)
class Call:
    """One run of a verb: where the profile is, and how to answer."""

    profile: Path | None
    json: bool
    key_file: Path | None

    def narrowed(self, profile: Path | None, as_json: bool, key_file: Path | None) -> Call:
        """The same run with what was said further on in the line."""
        return Call(profile or self.profile, self.json or as_json, key_file or self.key_file)

    @property
    def directory(self) -> Path:
        """The profile's folder; raises `UsageError` if none was named."""
        if self.profile is None:
            raise UsageError("No profile was named", hint="crmdesk client --profile DIR VERB …")
        return self.profile

    @property
    def sources(self) -> KeySources:
        """What may give the profile's key. A person is asked only at a terminal."""
        return key_sources(self.key_file, ask_passphrase if sys.stdin.isatty() else None, self.directory)

    @contextmanager
    def laptop(self) -> Iterator[Laptop]:
        """The profile, open for as long as the verb runs."""
        with open_laptop(self.directory, self.sources) as laptop:
            yield laptop

    def save(self, intent: Callable[[Laptop], Sequence[Mutation]]) -> None:
        """Saves what an intent gives and acknowledges it once it is durable; with `--json` a failure too."""
        self.acknowledge(lambda laptop: laptop.replica.commit(intent(laptop)))

    def acknowledge(self, saving: Callable[[Laptop], Sequence[Mutation]]) -> None:
        """Acknowledges what `saving` has made durable, as `save` does."""
        try:
            with self.laptop() as laptop:
                saved = saving(laptop)
                alike = [other for one in saved for other in _look_alikes(laptop, one)]
        except UserError as error:
            if self.json:
                write_json(not_acknowledged(error))
            raise
        answer = acknowledged(saved[0].op_id, saved[0].id)
        if self.json:
            write_json(answer)
        else:
            write_text(answer["id"])
            say("Saved on this laptop; it goes to the centre with the next sync.")
        for other in alike:
            say(f"It may be the same as {other.type} {other.id}, which is here already.")


def _look_alikes(laptop: Laptop, mutation: Mutation) -> list[Record]:
    """Records that a person should know of who has just given a value that should be of one alone."""
    entity = laptop.replica.catalogue[mutation.type]
    if not any(field.name in mutation.touched for field in entity.unique):
        return []
    return laptop.replica.look_alikes(mutation.type, mutation.id)


def ask_passphrase(which: str) -> str:
    """Asks on the terminal; a "new" passphrase twice."""
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=which == "new", err=True))


PROFILE = click.Path(file_okay=False, path_type=Path)
KEY_FILE = click.Path(dir_okay=False, path_type=Path)
SHARED = (
    click.option("--profile", type=PROFILE, help="The profile's folder."),
    click.option("--json", "as_json", is_flag=True, help="JSON on stdout."),
    click.option("--key-file", type=KEY_FILE, help="64 hex digits that open the replica."),
)
"""Options that may stand before and behind every word of a verb."""


def verb(name: str, *params: Callable[[Any], Any]) -> Callable[[Callable[..., None]], click.Command]:
    """A verb of the client: its function gets the `Call` first. `params` are click's options and arguments."""

    def make(function: Callable[..., None]) -> click.Command:
        @functools.wraps(function)
        def run(
            ctx: click.Context, profile: Path | None, as_json: bool, key_file: Path | None, **given: Any
        ) -> None:
            function(ctx.obj.narrowed(profile, as_json, key_file), **given)

        decorated: Any = click.pass_context(run)
        for param in reversed((*params, *SHARED)):
            decorated = param(decorated)
        return click.command(name, help=function.__doc__)(decorated)

    return make
