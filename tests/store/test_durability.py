"""What was acknowledged is there afterwards, whatever happened; and where it is not, that is said."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import ProfileInUse, StorageFault
from crmdesk.store.replica import Replica
from tests.store.desk import KEY, Clock, Desk, ids

ROOT = Path(__file__).parent.parent.parent
MARKER = "Zanzibar-Plaintext-Marker"


_seeds = count(os.getpid() * 1000)


def open_again(directory: Path, key: bytes = KEY, **given: bool) -> Replica:
    """As another start of the program would: with ids of its own."""
    return Replica.open(directory, key, now=Clock(), new_id=ids(next(_seeds)), **given)


def test_every_acknowledged_edit_survives_being_killed(desk: Desk) -> None:
    desk.replica.close()
    acknowledged: list[str] = []
    for seed in range(3):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.store.committing", str(desk.directory), str(seed + 100)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        after = random.Random(seed).randint(5, 60)
        told = [child.stdout.readline().strip() for _ in range(after)]
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read().split("\n")
        child.wait()
        child.stdout.close()
        acknowledged += [op_id for op_id in (*told, *rest) if len(op_id) == 36]
        replica = open_again(desk.directory)
        there = {mutation.op_id for _, mutation in replica.pending_ops()}
        assert set(acknowledged) <= there
        assert len(there) <= len(acknowledged) + seed + 1, "at most one a kill was saved and not told"
        assert replica.verify().faults == ()
        replica.close()
    desk.replica = open_again(desk.directory)


def test_an_older_database_behind_its_mark_states_the_loss(desk: Desk, tmp_path: Path) -> None:
    desk.create("account", name="Old")
    desk.replica.close()
    kept = tmp_path / "kept.db"
    shutil.copy(desk.directory / "replica.db", kept)
    desk.replica = open_again(desk.directory)
    desk.create("account", name="New")
    desk.create("account", name="Newer")
    desk.replica.close()
    shutil.copy(kept, desk.directory / "replica.db")
    with pytest.raises(StorageFault, match="2 saved edits are missing") as fault:
        open_again(desk.directory)
    assert fault.value.code == "edits_lost"
    desk.replica = open_again(desk.directory, accept_loss=True)
    assert [account["name"] for account in desk.replica.query("account")] == ["Old"]
    desk.create("account", name="After")
    desk.reopen()


def test_a_rotten_write_ahead_log_is_noticed(desk: Desk) -> None:
    """SQLite drops every commit behind the rotten page in silence, and its own checks stay content."""
    for number in range(5):
        desk.create("account", name=f"A{number}")
    names = ("replica.db", "replica.db-wal", "outbox.mark")
    content = {name: (desk.directory / name).read_bytes() for name in names}
    desk.replica.close()
    rotten = bytearray(content["replica.db-wal"])
    assert len(rotten) > 60_000
    rotten[len(rotten) // 2] ^= 1
    content["replica.db-wal"] = bytes(rotten)
    for path in desk.directory.glob("replica.db*"):
        path.unlink()
    for name, body in content.items():
        (desk.directory / name).write_bytes(body)
    with pytest.raises(StorageFault) as fault:
        open_again(desk.directory)
    assert fault.value.code in ("edits_lost", "damaged", "wrong_key")
    desk.replica = Replica.create(desk.directory / "fresh", KEY, now=Clock(), new_id=ids())


def test_an_exchanged_database_is_noticed(desk: Desk, tmp_path: Path) -> None:
    desk.create("account", name="Mine")
    other = Desk(tmp_path / "other", seed=99)
    other.create("account", name="Theirs")
    other.replica.close()
    desk.replica.close()
    shutil.copy(other.directory / "replica.db", desk.directory / "replica.db")
    with pytest.raises(StorageFault, match="not those of its mark"):
        open_again(desk.directory)
    desk.replica = open_again(desk.directory, accept_loss=True)


def test_a_mark_that_a_crash_left_behind_moves_up(desk: Desk) -> None:
    desk.create("account", name="A")
    mark = (desk.directory / "outbox.mark").read_bytes()
    desk.create("account", name="B")
    desk.replica.close()
    (desk.directory / "outbox.mark").write_bytes(mark)
    desk.replica = open_again(desk.directory)
    assert desk.replica.pending() == 2
    assert (desk.directory / "outbox.mark").read_bytes() != mark


def test_a_torn_mark_counts_as_the_one_before(desk: Desk) -> None:
    desk.create("account", name="A")
    desk.create("account", name="B")
    desk.replica.close()
    path = desk.directory / "outbox.mark"
    whole = path.read_bytes()
    for slot in (0, 512):
        torn = bytearray(whole)
        torn[slot + 30 : slot + 100] = b"\0" * 70
        path.write_bytes(bytes(torn))
        replica = open_again(desk.directory)
        assert replica.pending() == 2
        replica.close()
    desk.replica = open_again(desk.directory)


def test_nothing_readable_stands_in_any_file(desk: Desk) -> None:
    desk.receive("account", name=MARKER, description=f"long {MARKER}")
    desk.create("account", name=f"{MARKER} own")
    desk.replica.index_now()
    desk.replica.save_setting("secret", MARKER)
    files = [path for path in desk.directory.iterdir() if path.is_file()]
    assert {"replica.db", "replica.db-wal", "search.db", "outbox.mark"} <= {path.name for path in files}
    desk.replica._database.checkpoint()
    for path in files:
        content = path.read_bytes().lower()
        assert MARKER.lower().encode() not in content, path.name
        assert b"zanzibar" not in content, path.name
        assert b"mina" not in content, path.name
        assert not content.startswith(b"sqlite format"), path.name


def test_another_key_does_not_open_it(desk: Desk) -> None:
    desk.replica.close()
    with pytest.raises(StorageFault, match="does not open with this key") as fault:
        open_again(desk.directory, bytes(32))
    assert fault.value.exit_code == 13
    desk.replica = open_again(desk.directory)


def test_a_damaged_file_does_not_open(desk: Desk) -> None:
    desk.replica.close()
    path = desk.directory / "replica.db"
    body = bytearray(path.read_bytes())
    body[100:200] = b"x" * 100
    path.write_bytes(bytes(body))
    with pytest.raises(StorageFault):
        open_again(desk.directory)
    desk.replica = Replica.create(desk.directory / "fresh", KEY, now=Clock(), new_id=ids())


def test_a_rotten_page_is_found_by_verify(desk: Desk) -> None:
    for number in range(200):
        desk.receive("account", name=f"Account {number}", description="x" * 500)
    desk.replica.close()
    path = desk.directory / "replica.db"
    body = bytearray(path.read_bytes())
    body[len(body) // 2 + 100] ^= 1
    path.write_bytes(bytes(body))
    desk.replica = open_again(desk.directory)
    found = desk.replica.verify()
    assert not found.sound
    assert desk.replica.status().state == "storage"


def test_a_second_process_is_told_who_has_the_profile(desk: Desk) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.store.test_durability import open_again\n"
        "from crmdesk.domain.errors import ProfileInUse\n"
        "try: open_again(Path(sys.argv[1]))\n"
        "except ProfileInUse as error: print(error.detail); sys.exit(error.exit_code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(desk.directory)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout.strip()) == (4, f"process {os.getpid()}")
    with pytest.raises(ProfileInUse):
        open_again(desk.directory)


def test_a_closed_profile_can_be_opened_again(desk: Desk) -> None:
    desk.replica.close()
    desk.replica = open_again(desk.directory)
    assert desk.replica.identity().replica == "replica-1"


def test_making_a_replica_over_another_is_refused(desk: Desk) -> None:
    with pytest.raises(StorageFault, match="a replica here already"):
        Replica.create(desk.directory, KEY, now=Clock(), new_id=ids())


def test_opening_nothing_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="no replica here"):
        open_again(tmp_path / "nowhere")


def test_a_full_disk_saves_nothing_and_says_so(desk: Desk) -> None:
    desk.create("account", name="Before")
    writer = desk.replica._database._writer
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()
    with pytest.raises(StorageFault, match="disk is full") as fault:
        fill(desk)
    assert fault.value.code == "disk_full"
    saved = desk.replica.pending()
    assert desk.replica.count("account") == saved >= 1
    writer.execute("PRAGMA max_page_count = 1000000").fetchone()
    desk.create("account", name="After")
    assert desk.replica.pending() == saved + 1
    assert desk.replica.verify().sound
    desk.reopen()
    assert desk.replica.pending() == saved + 1


def fill(desk: Desk) -> None:
    for _ in range(200):
        desk.create("account", name="More", description="x" * 20_000)


FULL_DISK = """
import resource, sys
from pathlib import Path
from crmdesk.domain import edits
from crmdesk.domain.errors import StorageFault
from tests.store.test_durability import open_again
replica = open_again(Path(sys.argv[1]))
author = replica.author()
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    for number in range(500):
        saved = replica.commit(edits.create(author, "account", {"name": f"A{number}", "description": "x" * 3000}))
        print(saved[0].op_id, flush=True)
except StorageFault as fault:
    print(fault.code, flush=True)
    import os
    os._exit(fault.exit_code)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on file sizes")
@pytest.mark.parametrize("room", [40_000, 150_000, 500_000])
def test_a_write_cut_short_by_the_system_loses_nothing(desk: Desk, room: int) -> None:
    desk.create("account", name="Before")
    desk.replica.close()
    size = max(path.stat().st_size for path in desk.directory.iterdir())
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(desk.directory), str(size + room)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    *acknowledged, code = run.stdout.split()
    assert run.returncode == 13, run.stderr
    assert code in ("disk_full", "disk_error")
    desk.replica = open_again(desk.directory)
    there = {mutation.op_id for _, mutation in desk.replica.pending_ops()}
    assert set(acknowledged) <= there
    assert desk.replica.verify().sound


def spoil_index(desk: Desk, page: int) -> None:
    """Closes the replica and writes over a part of a page of its search index."""
    desk.replica.index_now()
    desk.replica.close()
    path = desk.directory / "search.db"
    body = bytearray(path.read_bytes())
    at = (page - 1) * 4096 + 60
    assert len(body) > at
    body[at : at + 20] = bytes(20)
    path.write_bytes(bytes(body))


@pytest.mark.parametrize("page", [2, 4])
def test_a_rotten_search_index_is_built_anew_after_a_field_was_added(desk: Desk, page: int) -> None:
    for number in range(60):
        desk.receive("account", name=f"Account {number}", description="words and more words " * 50)
    spoil_index(desk, page)
    desk.replica = open_again(desk.directory)
    desk.replica.adopt_fields([CustomField("account", "x_hall", "text", "latest", "Hall")])
    assert len(desk.replica.search("words", limit=100)) == 60


@pytest.mark.parametrize("page", [1, 2, 4, 6])
def test_a_rotten_search_index_is_built_anew_in_silence(desk: Desk, page: int) -> None:
    """It is derived: nobody is told that the replica is damaged, and nothing is rebuilt but the index."""
    for number in range(60):
        desk.receive("account", name=f"Account {number}", description="words and more words " * 50)
    spoil_index(desk, page)
    desk.replica = open_again(desk.directory)
    assert len(desk.replica.search("words")) == 50
    desk.create("account", name="Fresh one")
    desk.replica.index_now()
    assert [hit.title for hit in desk.replica.search("Fresh")] == ["Fresh one"]
    assert len(desk.replica.search("words", limit=100)) == 60
    assert desk.replica.verify().sound
    desk.replica.close()
    desk.replica = open_again(desk.directory)
    assert len(desk.replica.search("words", limit=100)) == 60
