"""A real laptop and a real centre over the kernel's own TCP, on a line that loses a third of all packets."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.support.files import pdf
from tests.support.lossy_line import Loss, LossyLine, is_possible, lossy_line
from tests.support.processes import ClientProcess, ServerProcess, run

PASSWORD = "correct horse"

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(1500),
    pytest.mark.skipif(not is_possible(), reason="hosts of its own take root, ip and /dev/net/tun"),
]


def _centre(tmp_path: Path, line: LossyLine) -> ServerProcess:
    data = tmp_path / "centre"
    admin = ("admin", "--data", data)
    run(*admin, "org", "init", "Acme")
    run(*admin, "territory", "add", "North")
    who = ("user", "add", "ada", "--name", "Ada", "--role", "rep", "--territory", "North")
    run(*admin, *who, "--password-stdin", stdin=f"{PASSWORD}\n")
    server = ServerProcess(data, f"http://{line.server.address}:8765", prefix=line.server.prefix)
    server.start()
    return server


def _drained(ada: ClientProcess, seconds: float) -> list[int]:
    """Syncs until nothing waits; how many bytes of files were told to be there, one after the other."""
    told: list[int] = []
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = ada("sync", "--progress", "--timeout", "60", expect=None)
        lines = [json.loads(one) for one in answer.err.splitlines() if one.startswith("{")]
        told += [one["done"] for one in lines if one["phase"] == "file up"]
        if answer.code == 0:
            return told
        assert answer.code == 10, answer
    raise AssertionError("it does not get through")


LOSS = Loss(0.3, delay=0.1, bytes_per_second=20_000)
EDITS, SIZE = 50, 100_000


def test_everything_comes_through_the_kernel_s_tcp_with_a_third_of_the_packets_lost(
    tmp_path: Path,
) -> None:
    with lossy_line(LOSS) as line:
        server = _centre(tmp_path, line)
        try:
            ada = ClientProcess(tmp_path / "ada", line.laptop.prefix)
            deadline = time.monotonic() + 300
            while time.monotonic() < deadline:
                key = tmp_path / "ada.key"
                words = ("sign-in", "--server", server.url, "--user", "ada", "--password-stdin")
                signed = ada(*words, "--key-file", key, stdin=f"{PASSWORD}\n", expect=None)
                if signed.code == 0:
                    break
            _drained(ada, 300)
            account = ada("create", "account", "name=Acme").value["id"]
            batch = tmp_path / "edits.jsonl"
            notes = [
                {"op": "create", "type": "note", "fields": {"body": f"Note {number}", "account": account}}
                for number in range(EDITS)
            ]
            batch.write_text("".join(json.dumps(note) + "\n" for note in notes))
            ada("batch", batch)
            file = tmp_path / "offer.pdf"
            file.write_bytes(pdf(SIZE))
            ada("attach", "account", account, file)
            began, up, down = time.monotonic(), line.up.offered, line.down.offered
            told = _drained(ada, 600)
            took, sent, back = time.monotonic() - began, line.up.offered - up, line.down.offered - down
            print(f"{EDITS} edits and {SIZE} bytes: {sent} up, {back} down, {took:.0f} s")
            assert told == sorted(told)
            assert told[-1] == SIZE
            assert ada.status()["state"] == "ok"
        finally:
            server.stop()
    exported = run("admin", "--data", tmp_path / "centre", "export", "--as-user", "ada")
    assert exported.out.count(b'"type":"note"') == EDITS
