"""Verbs for what needs a person: conflicts, resolve, refused, duplicates."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from crmdesk.cli.assignments import parse_json
from crmdesk.cli.client_call import Call, verb
from crmdesk.cli.laptop import Laptop
from crmdesk.cli.output import say, write_json, write_table
from crmdesk.domain import edits, same
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import NoSuchRecord, UsageError, UserError
from crmdesk.store.conflicts import OpenConflict
from crmdesk.store.ways_out import Way


@verb("conflicts")
def conflicts(call: Call) -> None:
    """Edits of two people that wait for somebody to choose."""
    with call.laptop() as laptop:
        found = laptop.replica.conflicts()
    shown = [_shown(one) for one in found]
    if call.json:
        for one in shown:
            write_json(one)
    else:
        write_table(shown, ["id", "type", "record", "fields", "base", "mine", "theirs"])


def _shown(one: OpenConflict) -> dict[str, Any]:
    shown = asdict(one)
    shown.pop("row")
    return {**shown, "fields": list(one.fields), "field": one.fields[0] if len(one.fields) == 1 else None}


@verb(
    "resolve",
    click.argument("conflict_id", metavar="ID"),
    click.option("--mine", is_flag=True, help="The value that arrived second."),
    click.option("--theirs", is_flag=True, help="The value that stands at the centre."),
    click.option(
        "--value", metavar="JSON", help="Another one: an object by field, or the value of its one field."
    ),
)
def resolve(call: Call, conflict_id: str, mine: bool, theirs: bool, value: str | None) -> None:
    """Settles a conflict."""
    if mine + theirs + (value is not None) != 1:
        raise UsageError("Choose one of --mine, --theirs and --value")
    choice = "mine" if mine else "theirs" if theirs else "value"

    def intent(laptop: Laptop) -> list[Mutation]:
        conflict = next((one for one in laptop.replica.conflicts() if one.id == conflict_id), None)
        if conflict is None:
            raise NoSuchRecord("There is no such open conflict", conflict_id, "`conflicts` lists them")
        try:
            record = laptop.replica.get(conflict.type, conflict.record)
        except NoSuchRecord:
            record = None
        chosen = _chosen(conflict, value) if value is not None else None
        return edits.resolve(laptop.author(), record, conflict.row, choice, chosen)

    call.save(intent)


def _chosen(conflict: OpenConflict, text: str) -> dict[str, Any]:
    value = parse_json(text, "quote texts as in --value '\"Kim\"'")
    if isinstance(value, dict) and value and value.keys() <= set(conflict.fields):
        return value
    if len(conflict.fields) == 1:
        return {conflict.fields[0]: value}
    raise UsageError("Give the value as an object", hint=f"of {', '.join(conflict.fields)}")


@verb(
    "refused",
    click.argument(
        "action", required=False, type=click.Choice(["retry", "discard", "reparent", "restore", "export"])
    ),
    click.argument("op_id", required=False, metavar="OP_ID"),
    click.option("--all", "every", is_flag=True, help="All refused edits."),
    click.option("--to", "parent", metavar="ID", help="With reparent: the record that it is put under."),
)
def refused(call: Call, action: str | None, op_id: str | None, every: bool, parent: str | None) -> None:
    """Edits that the centre refused: lists them, sends them again, drops them, or exports them.

    What belongs to a record that was deleted meanwhile can be put under another one (reparent) or have that record
    brought back (restore); what waits for it goes along.
    """
    if (parent is None) == (action == "reparent"):
        raise UsageError("reparent needs --to ID, and only reparent")
    with call.laptop() as laptop:
        if action not in (None, "export"):
            _settle(call, laptop, action, op_id, every=every, parent=parent)
            return
        shown = [asdict(one) for one in laptop.replica.refused()]
    if call.json or action == "export":
        for one in shown:
            write_json(one)
    else:
        write_table(shown, ["op_id", "type", "record", "code", "title", "hint"])


def _settle(
    call: Call, laptop: Laptop, action: str, op_id: str | None, *, every: bool, parent: str | None
) -> None:
    if (op_id is None) != every:
        raise UsageError("Say which refused edit", hint="an OP_ID, or --all")
    wanted = None if every else [str(op_id)]
    if wanted and wanted[0] not in {one.op_id for one in laptop.replica.refused()}:
        raise NoSuchRecord("There is no such refused edit", wanted[0], "`refused` lists them")
    if action == "discard":
        count = laptop.replica.discard(wanted)
        say(f"{count} dropped for good.")
    else:
        way = Way(under=parent, restore=action == "restore")
        count = len(laptop.replica.retry(wanted, way)) if wanted else _retry_all(laptop, way)
        say(f"{count} saved again; the next sync sends them.")
    if call.json:
        write_json({action: count})


def _retry_all(laptop: Laptop, way: Way) -> int:
    """Group by group, so that one that cannot be made again keeps back nothing but itself; raises if none can."""
    count, troubles = 0, []
    for op_id in {one.group: one.op_id for one in laptop.replica.refused()}.values():
        if op_id not in {one.op_id for one in laptop.replica.refused()}:
            continue  # it went along with one that it waited for
        try:
            count += len(laptop.replica.retry([op_id], way))
        except UserError as error:
            troubles.append((op_id, error))
    if troubles and not count:
        raise troubles[0][1]
    for op_id, trouble in troubles:
        say(f"{op_id} stays refused: {trouble}")
    return count


@verb(
    "duplicates",
    click.argument("action", required=False, type=click.Choice(["merge", "dismiss"])),
    click.argument("case_id", required=False, metavar="ID"),
    click.option("--keep", metavar="RECORD", help="With merge: the one of the two that stays."),
)
def duplicates(call: Call, action: str | None, case_id: str | None, keep: str | None) -> None:
    """Pairs of records that share what should be of one alone: lists them, merges two, or says that they are two.

    A merge fills what the kept record lacks and moves all that belongs to the other one; it cannot be undone.
    """
    if (keep is None) == (action == "merge") or (case_id is None) != (action is None):
        raise UsageError("merge needs ID and --keep RECORD, dismiss needs ID")
    if action is not None:
        call.save(lambda laptop: _settled_case(laptop, str(case_id), keep))
        return
    with call.laptop() as laptop:
        shown = [
            {**asdict(one), "record": one.record.id, "other": one.other.id, "fields": list(one.fields)}
            for one in laptop.replica.cases()
        ]
    if call.json:
        for one in shown:
            write_json(one)
    else:
        write_table(shown, ["id", "type", "record", "other", "fields"])


def _settled_case(laptop: Laptop, case_id: str, keep: str | None) -> list[Mutation]:
    case = next((one for one in laptop.replica.cases() if one.id == case_id), None)
    if case is None:
        raise NoSuchRecord("There is no such open case", case_id, "`duplicates` lists them")
    if keep is None:
        return same.dismiss(laptop.author(), case.record, case.id)
    both = {case.record.id: case.other, case.other.id: case.record}
    if keep not in both:
        raise UsageError("The record that stays is one of the two", hint=f"--keep {' or '.join(both)}")
    kept = case.record if keep == case.record.id else case.other
    return same.merge(laptop.author(), kept, both[keep], case=case.id)


CONFLICT_VERBS = (conflicts, resolve, refused, duplicates)
