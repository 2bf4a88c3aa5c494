"""`rescue`: what can still be read in a damaged profile, into a file, a replica built anew, or another profile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crmdesk.cli.client_batch import lines_of
from crmdesk.cli.client_call import Call, verb
from crmdesk.cli.laptop import new_id, now
from crmdesk.cli.output import not_acknowledged, say, write_json
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import SignInNeeded, StorageFault, UsageError
from crmdesk.store.keys import find_key
from crmdesk.store.profile import Profile
from crmdesk.store.rebuild import HEALED_BY_REBUILDING, Rebuilt, rebuild
from crmdesk.store.rescue_file import read_rescue, rescue_to


@verb(
    "rescue",
    click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help="Writes all edits to a new file."
    ),
    click.option("--rebuild", "anew", is_flag=True, help="Builds the replica anew from its edits."),
    click.option("--accept-loss", is_flag=True, help="With --rebuild: even if some edits cannot be read."),
    click.option(
        "--from", "source", metavar="FILE", help="Takes the edits of such a file into this profile."
    ),
)
def rescue(call: Call, out: Path | None, anew: bool, accept_loss: bool, source: str | None) -> None:
    """Saves what can still be read in a damaged profile. The file that --out writes is readable by whoever has it."""
    if [out is not None, anew, source is not None].count(True) != 1 or (accept_loss and not anew):
        raise UsageError("Give --out FILE, --rebuild or --from FILE")
    if out is not None:
        _write(call, out)
    elif anew:
        done = build_anew(call, accept_loss=accept_loss)
        if call.json:
            write_json(_rebuilt(done))
    else:
        _take(call, str(source))


def _write(call: Call, out: Path) -> None:
    profile = Profile(call.directory)
    number, found = rescue_to(out, profile, find_key(profile, call.sources))
    if call.json:
        write_json({"edits": number, "missing": list(found.missing), "rotten_pages": found.rotten_pages})
    say(f"{number} edits are in {out}, readable by whoever has the file.")
    fault = found.fault()
    if fault is not None:
        raise fault


def build_anew(call: Call, *, accept_loss: bool = False) -> Rebuilt:
    """The profile's replica, built anew from its edits and said to be; raises as `rebuild`."""
    key = find_key(Profile(call.directory), call.sources)
    done = rebuild(call.directory, key, now=now, new_id=new_id, accept_loss=accept_loss)
    say(
        f"The replica has been built anew with {done.edits} edits, of which {done.open} go to the"
        f" centre; the records come with the next sync. The files of before are in {done.aside}."
    )
    if done.lost:
        say(f"{done.lost} edits could not be read and are lost.")
    return done


def _rebuilt(done: Rebuilt) -> dict[str, Any]:
    return {"edits": done.edits, "open": done.open, "lost": done.lost, "aside": str(done.aside)}


def _take(call: Call, source: str) -> None:
    with lines_of(source) as lines, call.laptop() as laptop:
        user = laptop.replica.identity().user
        if user is None:
            raise SignInNeeded("Nobody has signed in on this profile", hint="sign in first")
        entries, refused = read_rescue(lines, CATALOGUE, user.id)
        taken = laptop.replica.adopt(entries)
        pending = laptop.replica.pending()
    if call.json:
        write_json(
            {
                "taken": len(taken),
                "known": len(entries) - len(taken),
                "refused": [{"line": one.line, **not_acknowledged(one.why)["error"]} for one in refused],
            }
        )
    say(
        f"{len(taken)} edits taken in, {len(entries) - len(taken)} were here already; {pending} wait for the sync."
    )
    for one in refused:
        say(f"Line {one.line}: {one.why}")
    if refused:
        click.get_current_context().exit(2)


def heals(fault: StorageFault) -> bool:
    """Whether a replica that is built anew is rid of this fault."""
    return fault.code in HEALED_BY_REBUILDING
