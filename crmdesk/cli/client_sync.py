"""Verbs between laptop and centre: sign-in, sync, status, verify, sign-out."""

from __future__ import annotations

import json
import random
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crmdesk.cli.client_call import Call, verb
from crmdesk.cli.client_rescue import build_anew, heals
from crmdesk.cli.laptop import Laptop, make_laptop, now
from crmdesk.cli.output import NobodyReads, say, write_json, write_text
from crmdesk.cli.passwords import read_password
from crmdesk.domain.errors import Offline, SignInNeeded, StorageFault, UsageError, UserError
from crmdesk.store.keys import check_place
from crmdesk.store.mending import Agreement
from crmdesk.store.profile import Profile
from crmdesk.store.status import Status
from crmdesk.sync import session
from crmdesk.sync.blob_driver import Moved, again, joined
from crmdesk.sync.blob_watch import BlobWatch
from crmdesk.sync.blobs import Passed
from crmdesk.sync.effects import STOPPED, Counts, Outcome, Progress
from crmdesk.sync.endings import Ending
from crmdesk.sync.live import live_line
from crmdesk.sync.schedule import Schedule
from crmdesk.sync.session import SignedOut
from crmdesk.sync.unreached import AGAIN
from crmdesk.sync.watch import Watch

if TYPE_CHECKING:
    from crmdesk.sync.http import HttpRemote


@verb(
    "sign-in",
    click.option("--server", required=True, metavar="URL"),
    click.option("--user", required=True, metavar="LOGIN"),
    click.option("--password-stdin", is_flag=True, help="Reads the password from stdin."),
    click.option("--code", metavar="C", help="An enrolment code instead of a password."),
    click.option(
        "--ca-file", type=click.Path(dir_okay=False, path_type=Path), help="Certificate authority to trust."
    ),
)
def sign_in(
    call: Call, server: str, user: str, password_stdin: bool, code: str | None, ca_file: Path | None
) -> None:
    """Signs a user in on this profile, which is made if there is none. It does not sync."""
    if password_stdin == (code is not None):
        raise UsageError("Give --password-stdin or --code")
    # Whoever reads and writes offline does not wait for it to be loaded.
    from crmdesk.sync.http import HttpRemote

    password = read_password() if password_stdin else None
    with HttpRemote(server, SignedOut(), ca_file=ca_file) as remote:
        # The centre is asked before the profile is touched: a wrong address or password leaves nothing behind. What
        # the profile needs is looked at before the centre is asked: an enrolment code is good only once.
        device = _known_device(call)
        try:
            tokens = session.sign_in(
                remote, user, password=password, code=code, device_name=socket.gethostname(), device=device
            )
        except SignInNeeded as error:
            if code is None:
                raise
            raise SignInNeeded(
                "Wrong login or code", hint="a code is good once, for some days: ask for another"
            ) from error
        except Offline as error:
            raise _once(error, "check the address and the network, then try again") from error
    with make_laptop(call.directory, call.sources) as laptop:
        session.begin(laptop.replica, server, tokens, now())
        laptop.profile.describe(server=server, ca_file=str(ca_file.resolve()) if ca_file else None)
    if call.json:
        write_json(
            {"user": tokens.user.id, "login": tokens.user.login, "organisation": tokens.organisation.name}
        )
    say(f"Signed in as {tokens.user.name} at {tokens.organisation.name}. Next: sync.")


def _once(error: UserError, hint: str) -> UserError:
    """The same where nobody tries again by itself."""
    return Offline(error.title, error.detail, hint) if error.hint == AGAIN else error


def _known_device(call: Call) -> str | None:
    """The device id that the profile has, None for a new one, for which there has to be a place for its key."""
    if not Profile(call.directory).exists:
        check_place(call.sources)
        return None
    with call.laptop() as laptop:
        return laptop.replica.identity().device


@verb(
    "sync",
    click.option(
        "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="S", help="Seconds to try at most."
    ),
    click.option("--watch", is_flag=True, help="Goes on syncing until interrupted."),
    click.option("--metered", is_flag=True, help="Each byte costs money: attached files wait."),
    click.option("--progress", is_flag=True, help="Says on stderr how far it is, with --json as JSON lines."),
)
def sync(call: Call, timeout: float | None, watch: bool, metered: bool, progress: bool) -> None:
    """Sends what waits and takes in what is new: records first, then the bytes of attached files.

    A damaged replica of which no edit is lost is built anew first.
    """
    began = time.monotonic()
    told = _Telling(call.json) if progress or (sys.stderr.isatty() and not watch) else None
    outcome = _healing(call, lambda: _session(call, timeout, watch=watch, metered=metered, told=told))
    if outcome is not None:
        if outcome.ending is Ending.WIPED:
            Profile(call.directory).wipe(unsent=outcome.pending_left)
        if not watch:
            # Nobody reading changes nothing of how it ended.
            with suppress(NobodyReads):
                over = timeout is not None and time.monotonic() - began >= timeout
                _tell(call, outcome, timeout if over else None)
        click.get_current_context().exit(outcome.exit_code)


def _healing(call: Call, work: Callable[[], Outcome | None]) -> Outcome | None:
    """What `work` gives; where it meets a damaged replica, once more when that has been built anew."""
    try:
        if Profile(call.directory).description().get("damaged"):
            _mend(call)
        outcome = work()
        error = outcome.error if outcome is not None else None
        if not isinstance(error, StorageFault) or not heals(error):
            return outcome
    except StorageFault as fault:
        if not heals(fault):
            raise
        error = fault
    try:
        _mend(call)
    except StorageFault as worse:
        raise (worse if worse.code == "edits_lost" else error) from worse
    return work()


def _mend(call: Call) -> None:
    say("The replica is damaged: it is built anew from its edits.")
    build_anew(call)


def _session(
    call: Call, timeout: float | None, *, watch: bool, metered: bool, told: _Telling | None
) -> Outcome | None:
    with call.laptop() as laptop, laptop.remote() as remote:
        if watch:
            return _watch(call, laptop, remote, metered=metered, told=told)
        return _rounds(laptop, remote, timeout, metered=metered, told=told)


def _rounds(
    laptop: Laptop, remote: HttpRemote, timeout: float | None, *, metered: bool, told: _Telling | None
) -> Outcome:
    """Rounds until nothing waits any more or no round gets further, then the files; `timeout` cancels."""
    synchroniser = laptop.synchroniser(remote, told.round if told else None)
    transfers = laptop.transfers(lambda: remote, told.file if told else None)
    stop = _stop((synchroniser.cancel, transfers.cancel), remote)
    timer = threading.Timer(timeout, stop) if timeout else None
    if timer is not None:
        timer.daemon = True
        timer.start()
    try:
        outcome = synchroniser.round()
        while outcome.pending_left and not outcome.errors and outcome.counts.pushed:
            before = outcome.pending_left
            outcome = synchroniser.round()
            if outcome.pending_left >= before:
                break
        if outcome.errors:
            return joined(outcome, Passed(Ending.OK), laptop.replica.attachments.waiting())
        passed = transfers.run(sparing=metered)
        while passed.ending is Ending.OFFLINE and passed.got_on and not _stopped(passed.errors):
            # Cut while it carried something: it goes on where it stood.
            passed = again(passed, transfers.run(sparing=metered))
        return joined(outcome, passed, laptop.replica.attachments.waiting())
    finally:
        if timer is not None:
            timer.cancel()


def _stopped(errors: Sequence[UserError]) -> bool:
    return any(error.title == STOPPED for error in errors)


def _stop(cancels: Sequence[Callable[[], None]], remote: HttpRemote) -> Callable[[], None]:
    def stop() -> None:
        for cancel in cancels:
            cancel()
        remote.close()

    return stop


class _Telling:
    """Says on stderr how far a round and each file are: on one line that is written over, or as JSON lines."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._last = ""

    def round(self, progress: Progress) -> None:
        """A round got on, in edits and rows."""
        self._say({"phase": progress.phase, "done": progress.done, "total": progress.total})

    def file(self, moved: Moved) -> None:
        """A file got on, in bytes."""
        at = {"done": moved.done, "total": moved.size, "sha256": moved.sha256}
        self._say({"phase": f"file {moved.way.value}", **at})

    def _say(self, told: dict[str, Any]) -> None:
        text = (
            json.dumps(told) if self._as_json else f"\r{told['phase']}: {told['done']} of {told['total']}   "
        )
        if text != self._last:
            click.echo(text, err=True, nl=self._as_json)
            self._last = text


def _tell(call: Call, outcome: Outcome, over: float | None = None, *, goes_on: bool = False) -> None:
    """Says how it ended; `over` are the seconds that it had, if they have run out."""
    if call.json:
        write_json(_outcome(outcome))
    if over is not None and outcome.ending is Ending.OFFLINE:
        say(f"The {over:g} seconds are over. What was sent and received is kept; sync again to go on.")
    elif outcome.error is not None:
        error = outcome.error if goes_on else _once(outcome.error, "what you saved is kept; sync again later")
        say(str(error))
    if outcome.ending is Ending.WIPED:
        say(f"What was kept here is erased, {outcome.pending_left} edits that had not been sent among it.")
        return
    if outcome.ending is Ending.EPOCH_CHANGED:
        say("The server was set back or is another one: what it lacks is offered to it again.")
    say(f"{_counted(outcome.counts)}; {outcome.pending_left} waiting.")
    if outcome.newer:
        say(
            f"The server has records that this version does not know ({', '.join(outcome.newer)}): please update."
        )
    if outcome.files_sent or outcome.files_received or outcome.files_left or outcome.files_stuck:
        files = f"Files: sent {outcome.files_sent}, received {outcome.files_received}, {outcome.files_left} waiting"
        say(f"{files}, {outcome.files_stuck} refused.")


def _counted(counts: Counts) -> str:
    received = counts.pulled if counts.resync else counts.pulled + counts.snapshot
    text = (
        f"Sent {counts.pushed}, received {received}, {counts.refused} refused, {counts.conflicts} in conflict"
    )
    if counts.resync:
        text += f"; the copy was taken anew ({counts.snapshot} rows), edits that waited were kept"
    if counts.repaired:
        text += f"; this copy differed from the server's: {counts.repaired} rows repaired"
    if counts.left:
        text += f"; your scope was cut anew: {counts.left} rows left this copy"
    return text


def _outcome(outcome: Outcome) -> dict[str, Any]:
    error = outcome.error
    return {
        "state": outcome.ending.value,
        "code": error.code if error is not None else None,
        "pending": outcome.pending_left,
        "sent_bytes": outcome.sent_bytes,
        "received_bytes": outcome.received_bytes,
        "newer_types": list(outcome.newer),
        "attachments_sent": outcome.files_sent,
        "attachments_received": outcome.files_received,
        "attachments_pending": outcome.files_left,
        "attachments_refused": outcome.files_stuck,
        **asdict(outcome.counts),
    }


def _watch(
    call: Call, laptop: Laptop, remote: HttpRemote, *, metered: bool, told: _Telling | None
) -> Outcome | None:
    """Rounds as the schedule says, until SIGINT or SIGTERM (None) or the session ends for good (its last outcome)."""
    stopped: list[Outcome] = []

    def report(outcome: Outcome) -> None:
        _tell(call, outcome, goes_on=True)
        if outcome.exit_code in (11, 12, 15):
            stopped.append(outcome)
            watch.stop()
        elif not outcome.errors:
            files.wake()

    def report_files(passed: Passed) -> None:
        if passed.up or passed.down:
            say(f"Files: sent {passed.up}, received {passed.down}.")

    schedule = Schedule(time.monotonic, random.random)
    rounds = laptop.synchroniser(remote, told.round if told else None)
    watch = Watch(rounds, schedule, report, live_line(remote, random.random))
    files = BlobWatch(
        laptop.transfers(lambda: remote, told.file if told else None),
        clock=time.monotonic,
        report=report_files,
        metered=lambda: metered,
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: watch.stop())
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="files") as thread:
        moving = thread.submit(files.run)
        try:
            watch.run()
        finally:
            files.stop()
        moving.result()
    return stopped[-1] if stopped else None


@verb("status")
def status(call: Call) -> None:
    """How the replica stands. Touches no network."""
    if Profile(call.directory).wiped:
        known = Status("wiped", 0, 0, 0, None, None, None, {}, "wiped")
    else:
        with call.laptop() as laptop:
            known = laptop.replica.status()
    if call.json:
        write_json({**asdict(known), "rows": dict(known.rows)})
        return
    write_text(known.state)
    waiting = f"{known.pending} waiting, {known.conflicts} in conflict, {known.refused} refused"
    say(f"{waiting}; last sync {known.last_sync or 'never'}")


@verb("verify")
def verify(call: Call) -> None:
    """Checks the replica from scratch: database, outbox chain, rows, digest, and all of it against the centre."""
    with call.laptop() as laptop:
        report = laptop.replica.verify()
        faults, compared = list(report.faults), Agreement.UNTOLD
        if laptop.replica.session() is not None:
            try:
                with laptop.remote() as remote:
                    compared = session.compare(laptop.replica, remote)
            except UserError as error:
                say(f"Not compared with the server: {error.title}.")
    if compared in (Agreement.DIFFERS, Agreement.STUCK):
        faults.append("It differs from what the server holds for you: sync, and it is repaired")
    if call.json:
        told = {"edits": report.edits, "rows": report.rows, "faults": faults}
        write_json({**told, "centre": None if compared is Agreement.UNTOLD else compared.value})
    else:
        write_text("damaged" if faults else "sound")
    for fault in faults:
        say(fault)
    if report.damaged:
        # The next sync builds it anew.
        Profile(call.directory).describe(damaged=True)
        say("`sync` builds the replica anew; `rescue --out FILE` writes what can be read to a file.")
    if faults:
        click.get_current_context().exit(13)


@verb("sign-out")
def sign_out(call: Call) -> None:
    """Ends the session. Records and edits that wait stay in the profile."""
    with call.laptop() as laptop:
        pending = laptop.replica.status().pending
        try:
            with laptop.remote() as remote:
                told = session.sign_out(laptop.replica, remote)
        except Offline:
            laptop.replica.end_session()
            told = False
    if call.json:
        write_json({"told": told, "pending": pending})
    say("Signed out." if told else "Signed out here; the centre could not be told.")
    if pending:
        say(f"{pending} edits wait in this profile until you sign in again.")


SYNC_VERBS = (sign_in, sync, status, verify, sign_out)
