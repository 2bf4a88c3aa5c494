"""`crmdesk admin verify`, `audit`, `stats`, `backup`, `restore`: looking after a centre."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from crmdesk.cli.admin_desk import Desk, reads_json
from crmdesk.cli.output import write_text
from crmdesk.domain.errors import InvalidValue, StorageFault


@click.command()
@reads_json
def verify(desk: Desk) -> None:
    """Check from scratch that versions, feed, buckets, references and the chains of history and audit fit together."""
    from crmdesk.server.verification import Verifier

    administration = desk.administration()
    centre, org = administration.centre, administration.org
    finding = Verifier(centre.engine, centre.tables, centre.catalogue, centre.audit).verify(org)
    if not desk.as_json:
        for fault in finding.faults:
            write_text(fault)
    desk.say(
        {"ok": not finding.faults, "records": finding.records, "faults": finding.faults},
        f"{finding.records} records, {len(finding.faults)} faults.",
    )
    if finding.faults:
        raise StorageFault(
            "What the centre holds does not fit together", hint="restore a backup, and report this"
        )


@click.command()
@click.option("--since", metavar="T", help="Only from this instant on, as in 2026-11-30T00:00:00Z.")
@reads_json
def audit(desk: Desk, since: str | None) -> None:
    """Show who administered or signed in, oldest first."""
    from crmdesk.server.database import reading

    centre, org = desk.centre(), desk.administration().org
    with reading(centre.engine) as connection:
        events = list(centre.audit.events(connection, org, _instant("since", since) if since else ""))
    shown = [{**asdict(event), "about": _words(event.about)} for event in events]
    desk.table(("at", "actor", "what", "about"), shown, [asdict(event) for event in events])


@click.command()
@reads_json
def stats(desk: Desk) -> None:
    """Show how much of what the centre holds."""
    from crmdesk.server.database import reading
    from crmdesk.server.figures import count_all

    administration = desk.administration()
    centre, org = administration.centre, administration.org
    with reading(centre.engine) as connection:
        figures = count_all(connection, centre.tables, centre.identity_tables, org)
    desk.say(figures, "\n".join(_flat(figures)))


@click.command()
@click.option(
    "--before", metavar="now|INSTANT", required=True, help="Collect what is older than this instant."
)
@reads_json
def gc(desk: Desk, before: str) -> None:
    """Collect old tombstones, feed entries, evictions and verdicts; laptops away for longer take a snapshot."""
    from crmdesk.domain.values import format_instant
    from crmdesk.server.collection import Collector

    centre, administration = desk.centre(), desk.administration()
    instant = format_instant(centre.now()) if before == "now" else _instant("before", before)
    collector = Collector(centre.engine, centre.tables, centre.identity_tables, centre.catalogue)
    done = collector.collect(administration.org, instant)
    files = centre.collect_files(administration.org, instant)
    told = {**asdict(done), **{f"files_{name}": count for name, count in asdict(files).items()}}
    administration.note("collected", before=instant, **told)
    desk.say(
        {"before": instant, **told},
        f"Collected what is older than {instant}: {done.tombstones} tombstones, {done.feed} feed entries, "
        f"{done.evictions} evictions, {done.verdicts} verdicts, {files.blobs} files.",
    )


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@reads_json
def backup(desk: Desk, file: Path) -> None:
    """Write the whole database to FILE, as it is at one moment, while the server runs."""
    from crmdesk.server import backup as backups
    from crmdesk.server.centre import now

    size = backups.backup(desk.place(), file, now())
    desk.say({"file": str(file), "bytes": size}, f"Backed up to {file} ({size} bytes).")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@reads_json
def restore(desk: Desk, file: Path) -> None:
    """Put the backup FILE, of SQLite or PostgreSQL, in place of the database; the server must be stopped."""
    from crmdesk.server import backup as backups
    from crmdesk.server.centre import now

    aside = backups.restore(desk.place(create=True), file, now())
    desk.centre()  # opening it erases again whoever was erased since the backup
    told = {"file": str(file), "former": aside}
    desk.say(told, "Restored." + (f" The former database is {aside}." if aside else ""))


def _instant(option: str, text: str) -> str:
    from crmdesk.domain.declare import Field, Kind
    from crmdesk.domain.values import normalise

    instant = normalise(Field(option, Kind.INSTANT), text)
    if instant is None:
        raise InvalidValue(option, "No time was given", "write it as 2026-11-30T09:30:00Z")
    return str(instant)


def _words(about: Any) -> str:
    if about is None:
        return "(erased)"
    return " ".join(f"{name}={value}" for name, value in about.items())


def _flat(figures: dict[str, Any], prefix: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines += _flat(value, f"{prefix}{name} ")
        else:
            lines.append(f"{prefix}{name}: {value}")
    return lines
