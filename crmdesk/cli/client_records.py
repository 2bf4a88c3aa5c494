"""Verbs that read and change records: types, create, update, delete, get, list, search, history, export, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import click
import msgspec

from crmdesk.cli.assignments import parse_filters, parse_words
from crmdesk.cli.client_call import Call, verb
from crmdesk.cli.output import say, write_json, write_lines, write_table, write_text
from crmdesk.domain import edits
from crmdesk.domain.declare import Catalogue, Entity, Field
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import NoSuchRecord, Offline, SignInNeeded
from crmdesk.domain.records import record_of
from crmdesk.store.profile import Profile
from crmdesk.store.queries import Query
from crmdesk.sync.session import fetch_history


def describe(entity: Entity) -> dict[str, Any]:
    """A type as `types --json` tells it."""
    return {"type": entity.name, "fields": [_describe(entity, field) for field in entity.fields]}


def _describe(entity: Entity, field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": field.kind.value,
        "required": field.required,
        "writable": field.writable and not entity.server_only,
        "policy": field.policy.value,
        "choices": [choice.key for choice in field.choices],
        "target": field.target,
    }


def _catalogue(call: Call) -> Catalogue:
    """Everything declared, with the organisation's own fields where somebody has signed in."""
    if call.profile is None or not Profile(call.profile).exists:
        return CATALOGUE
    with call.laptop() as laptop:
        return laptop.replica.catalogue


@verb("types")
def types(call: Call) -> None:
    """Every type with its fields."""
    for entity in _catalogue(call).records:
        described = describe(entity)
        if call.json:
            write_json(described)
        else:
            write_text(f"{entity.name}: {', '.join(field['name'] for field in described['fields'])}")


@verb(
    "create",
    click.argument("type_name", metavar="TYPE"),
    click.argument("words", nargs=-1, metavar="FIELD=VALUE…"),
)
def create(call: Call, type_name: str, words: Sequence[str]) -> None:
    """Makes a record."""

    def intent(laptop: Any) -> Any:
        entity = laptop.replica.catalogue[type_name]
        given = parse_words(entity, words)
        return edits.create(laptop.author(), type_name, {**given.set, **given.add})

    call.save(intent)


@verb(
    "update",
    click.argument("type_name", metavar="TYPE"),
    click.argument("record_id", metavar="ID"),
    click.argument("words", nargs=-1, required=True, metavar="FIELD=VALUE…"),
)
def update(call: Call, type_name: str, record_id: str, words: Sequence[str]) -> None:
    """Changes fields of a record: F=V sets, F= clears, F:=JSON sets JSON, F+=V and F-=V add and remove."""

    def intent(laptop: Any) -> Any:
        given = parse_words(laptop.replica.catalogue[type_name], words)
        record = laptop.replica.get(type_name, record_id)
        return edits.update(laptop.author(), record, given.set, add=given.add, remove=given.remove)

    call.save(intent)


@verb("delete", click.argument("type_name", metavar="TYPE"), click.argument("record_id", metavar="ID"))
def delete(call: Call, type_name: str, record_id: str) -> None:
    """Deletes a record; the centre can restore it."""
    call.save(lambda laptop: edits.delete(laptop.author(), laptop.replica.get(type_name, record_id)))


@verb("get", click.argument("type_name", metavar="TYPE"), click.argument("record_id", metavar="ID"))
def get(call: Call, type_name: str, record_id: str) -> None:
    """One record."""
    with call.laptop() as laptop:
        shown = record_of(laptop.replica.catalogue[type_name], laptop.replica.get(type_name, record_id))
    if call.json:
        write_json(shown)
    else:
        write_table(
            [{"field": name, "value": value} for name, value in shown["fields"].items()], ["field", "value"]
        )


@verb(
    "list",
    click.argument("type_name", metavar="TYPE"),
    click.option(
        "--where", multiple=True, metavar="FIELD=V", help="= != < <= > >= ~ (contains); repeatable."
    ),
    click.option("--sort", metavar="[-]FIELD", help="Else by id."),
    click.option("--limit", type=click.IntRange(min=0), help="No limit unless given."),
)
def list_records(
    call: Call, type_name: str, where: Sequence[str], sort: str | None, limit: int | None
) -> None:
    """Records of a type, filtered and sorted."""
    query = Query(parse_filters(where), limit=limit)
    if sort:
        query = replace(query, sort=sort.lstrip("-"), descending=sort.startswith("-"))
    with call.laptop() as laptop:
        entity = laptop.replica.catalogue[type_name]
        shown = [record_of(entity, record) for record in laptop.replica.query(type_name, query)]
    if call.json:
        for one in shown:
            write_json(one)
    else:
        columns = ["id", *(field.name for field in entity.own if field.listed)]
        write_table([{"id": one["id"], **one["fields"]} for one in shown], columns)


@verb(
    "search",
    click.argument("text"),
    click.option("--type", "type_names", multiple=True, metavar="TYPE", help="Only this type; repeatable."),
    click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True),
)
def search(call: Call, text: str, type_names: Sequence[str], limit: int) -> None:
    """Records by any word, or one or two characters of Korean or Chinese."""
    for name in type_names:
        CATALOGUE[name]
    with call.laptop() as laptop:
        hits = laptop.replica.search(text, list(type_names) or None, limit)
        shown = [asdict(hit) for hit in hits]
    if call.json:
        for one in shown:
            write_json(one)
    else:
        write_table(shown, ["type", "id", "title"])


@verb("history", click.argument("type_name", metavar="TYPE"), click.argument("record_id", metavar="ID"))
def history(call: Call, type_name: str, record_id: str) -> None:
    """Who changed what in a record, as the centre tells it; offline what is known here."""
    CATALOGUE[type_name]
    with call.laptop() as laptop:
        try:
            with laptop.remote() as remote:
                known = fetch_history(laptop.replica, remote, type_name, record_id)
        except (Offline, SignInNeeded, NoSuchRecord) as error:
            # What was made here and has not been sent is a record as well.
            laptop.replica.get(type_name, record_id)
            known = laptop.replica.history(type_name, record_id)
            why = "The centre has not got it" if isinstance(error, NoSuchRecord) else error.title
            say(f"{why}: this is what is known on this laptop.")
    entries = [msgspec.to_builtins(entry) for entry in known.entries]
    if call.json:
        for entry in entries:
            write_json(entry)
    else:
        write_table(entries, ["at", "by", "field", "old", "new", "outcome"])


@verb("export", click.option("--with-pending", is_flag=True, help="Edits that wait are shown as made."))
def export(call: Call, with_pending: bool) -> None:
    """The canonical export: a JSON line a record, as the centre would give it."""
    with call.laptop() as laptop:
        write_lines(laptop.replica.export(with_pending=with_pending))


RECORD_VERBS = (types, create, update, delete, get, list_records, search, history, export)
