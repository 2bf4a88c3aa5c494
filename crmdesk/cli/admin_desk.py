"""What all `crmdesk admin` commands share: the centre, opened when first needed, and the two ways of printing."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from crmdesk.cli.output import write_json, write_table, write_text

if TYPE_CHECKING:
    from crmdesk.server.administration import Administration
    from crmdesk.server.centre import Centre
    from crmdesk.server.location import Place

F = TypeVar("F", bound=Callable[..., Any])


class Desk:
    """One run of `crmdesk admin`."""

    def __init__(
        self,
        data: Path | None,
        database_url: str | None,
        org: str | None,
        *,
        as_json: bool,
        blobs: str | None = None,
        receipts: Path | None = None,
    ) -> None:
        self._data = data
        self._database_url = database_url
        self._blobs = blobs
        self._receipts = receipts
        self._org = org
        self.as_json = as_json
        self._centre: Centre | None = None

    def place(self, *, create: bool = False) -> Place:
        """Where the data is; raises `UsageError` and `NoSuchRecord`."""
        from crmdesk.server.location import locate

        return locate(
            self._data, self._database_url, create=create, blobs=self._blobs, receipts=self._receipts
        )

    def centre(self, *, create: bool = False) -> Centre:
        """The centre; with `create` an empty one is made where there is none."""
        from crmdesk.server.centre import open_at

        if self._centre is None:
            self._centre = open_at(self.place(create=create))
        return self._centre

    def administration(self, org: int | None = None) -> Administration:
        """The administration of the chosen organisation."""
        centre = self.centre()
        if org is None:
            organisations = centre.organisations
            org = organisations.named(self._org) if self._org else organisations.sole()
        return centre.administration(org)

    def close(self) -> None:
        """Gives the database back."""
        if self._centre is not None:
            self._centre.close()

    # Printing

    def say(self, value: Mapping[str, Any], words: str) -> None:
        """One result: JSON, or words for people."""
        if self.as_json:
            write_json(value)
        else:
            write_text(words)

    def table(
        self,
        columns: Sequence[str],
        shown: Sequence[Mapping[str, Any]],
        values: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """A list: JSON lines of `values` (else of `shown`), or columns for people."""
        if not self.as_json:
            write_table(shown, columns)
            return
        for value in shown if values is None else values:
            write_json(value)


def as_json(command: F) -> F:
    """The option `--json` as a parameter."""
    return click.option(
        "--json", "as_json", is_flag=True, help="One JSON value, or a JSON line each, on stdout."
    )(command)


def reads_json(command: F) -> Callable[..., Any]:
    """Gives a command its desk and the option `--json`, which may stand before or after the verb."""

    def wrapped(ctx: click.Context, /, *args: Any, as_json: bool, **options: Any) -> Any:
        from crmdesk.server.faults import storage_faults

        desk: Desk = ctx.find_object(Desk)  # type: ignore[assignment]  # the group made it
        desk.as_json = desk.as_json or as_json
        with storage_faults():
            return command(desk, *args, **options)

    functools.update_wrapper(wrapped, command)
    return as_json(click.pass_context(wrapped))
