"""`crmdesk server run`: the centre in the foreground. It composes and prints; serving is `server/serving.py`'s."""

from __future__ import annotations

import contextlib
import logging
import sys
from pathlib import Path

import click


@click.group()
def server() -> None:
    """The centre: serves the laptops."""


@server.command()
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the embedded database."
)
@click.option("--database-url", help="A database of your own, as in postgresql://user@host/name.")
@click.option(
    "--blobs", metavar="DIR|s3://…", help="Where attachments are kept.  [default: blobs in the --data folder]"
)
@click.option(
    "--receipts",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of receipts of erasures.  [default: erasures in the --data folder]",
)
@click.option(
    "--listen", default="127.0.0.1:8080", show_default=True, metavar="H:P", help="Port 0: a free one."
)
@click.option("--tls-cert", type=click.Path(path_type=Path), help="PEM certificate chain.")
@click.option("--tls-key", type=click.Path(path_type=Path), help="PEM key of the certificate.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that serve; with SQLite always 1.",
)
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), default="warning")
def run(
    data: Path | None,
    database_url: str | None,
    blobs: str | None,
    receipts: Path | None,
    listen: str,
    tls_cert: Path | None,
    tls_key: Path | None,
    workers: int,
    log_level: str,
) -> None:
    """Serve until SIGTERM; prints `READY http(s)://host:port` when it does."""
    from crmdesk.server.centre import open_at
    from crmdesk.server.location import held, locate
    from crmdesk.server.serving import Listening, Server, parse_listen
    from crmdesk.server.workers import Workers

    logging.basicConfig(stream=sys.stderr, level=log_level.upper(), format="%(message)s")
    place = locate(data, database_url, create=True, blobs=blobs, receipts=receipts)
    host, port = parse_listen(listen)
    listening = Listening(host, port, tls_cert, tls_key)
    if workers > 1 and place.url.startswith("sqlite"):
        click.echo("SQLite is served by one process; --workers is not needed.", err=True)
        workers = 1
    if workers > 1:
        Workers(place, listening, workers, on_ready=_say_ready).serve()
        return
    with held(place), contextlib.closing(open_at(place)) as centre:
        Server(centre, listening, on_ready=_say_ready).serve(signals=True)


def _say_ready(url: str) -> None:
    click.echo(f"READY {url}")
