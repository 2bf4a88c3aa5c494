"""One desktop a profile: later starts are heard, strangers are not, and a crash leaves nothing in the way."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import StorageFault
from crmdesk.ui.single_instance import HandOver, SingleInstance, decode, encode
from tests.support import PATIENCE

Make = Callable[[], SingleInstance]

_LATER = """
import sys
from pathlib import Path
from crmdesk.ui.single_instance import SingleInstance
one = SingleInstance(Path(sys.argv[1]), Path(sys.argv[2]))
if one.claim():
    print("first", flush=True)
    import os; os._exit(7)
one.hand_over(sys.argv[3:])
"""
"""A process of its own: the first dies at once without closing anything, a later one hands over."""


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short, as the path of a socket has to be, and its owner's alone."""
    made = tmp_path_factory.mktemp("s")
    made.chmod(0o700)
    return made


@pytest.fixture
def make(qapp: object, tmp_path: Path, folder: Path) -> Iterator[Make]:
    made: list[SingleInstance] = []

    def build() -> SingleInstance:
        made.append(SingleInstance(tmp_path / "profile", folder))
        return made[-1]

    yield build
    for one in made:
        one.close()


@pytest.fixture
def first(make: Make) -> SingleInstance:
    one = make()
    assert one.claim()
    return one


def _later(tmp_path: Path, folder: Path, *links: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _LATER, str(tmp_path / "profile"), str(folder), *links]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _call(one: SingleInstance) -> socket.socket:
    caller = socket.socket(socket.AF_UNIX)
    caller.settimeout(PATIENCE)
    caller.connect(one.address)
    return caller


def test_a_later_start_hands_its_links_to_the_first(
    first: SingleInstance, qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    heard: list[HandOver] = []
    first.called.connect(heard.append)
    later = _later(tmp_path, folder, "crmdesk://account/1", "고객")
    qtbot.waitUntil(lambda: later.poll() is not None, timeout=int(PATIENCE * 1000))
    assert (later.returncode, later.communicate()) == (0, ("", ""))
    assert heard == [HandOver(("crmdesk://account/1", "고객"))]


def test_a_crashed_one_leaves_nothing_in_the_way(make: Make, tmp_path: Path, folder: Path) -> None:
    crashed = _later(tmp_path, folder)
    assert crashed.communicate(timeout=PATIENCE)[0] == "first\n"
    one = make()
    assert Path(one.address).exists()  # its socket is still there
    assert one.claim()
    _call(one).close()


def test_the_place_is_free_after_closing(first: SingleInstance, make: Make) -> None:
    assert not make().claim()
    first.close()
    assert make().claim()


def test_each_profile_has_a_place_of_its_own(first: SingleInstance, tmp_path: Path, folder: Path) -> None:
    other = SingleInstance(tmp_path / "another", folder)
    assert other.claim()
    other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no mode")
def test_the_socket_is_its_user_s_alone(first: SingleInstance, folder: Path) -> None:
    assert Path(first.address).stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the folder of temporary files is the user's there")
def test_a_folder_that_others_may_enter_is_not_used(qapp: object, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    with pytest.raises(StorageFault, match="open to others"):
        SingleInstance(tmp_path / "profile", shared)


@pytest.mark.skipif(sys.platform == "win32", reason="links to folders are rare there")
def test_a_link_to_a_folder_is_not_followed(qapp: object, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(StorageFault, match="open to others"):
        SingleInstance(tmp_path / "profile", tmp_path / "link")


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"nonsense\n",
        b'{"links": "crmdesk://account/1"}\n',
        b'{"links": [1]}\n',
        b'{"links": [], "run": "rm"}\n',
        b'{"links": ["a\\u0000b"]}\n',
        b"\xff\xfe\n",
        b"[" * 4000 + b"\n",
        b'{"links": ["' + b"x" * 5000 + b'"]}\n',
        b'{"links": [' + b",".join([b'"x"'] * 9) + b"]}\n",
        b"x" * 300_000,
    ],
)
def test_what_no_start_says_is_turned_away(first: SingleInstance, qtbot: QtBot, line: bytes) -> None:
    heard: list[HandOver] = []
    first.called.connect(heard.append)
    with _call(first) as caller:
        caller.setblocking(False)
        rest = line

        def turned_away() -> bool:
            nonlocal rest
            try:
                if rest:
                    rest = rest[caller.send(rest) :]
                return caller.recv(64) == b""
            except BlockingIOError:
                return False
            except (ConnectionResetError, BrokenPipeError):
                return True

        qtbot.waitUntil(turned_away, timeout=int(PATIENCE * 1000))
    assert heard == []


def test_who_says_nothing_does_not_keep_others_out(
    qapp: object, qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    first = SingleInstance(tmp_path / "profile", folder, patience=200)
    assert first.claim()
    silent = [_call(first) for _ in range(20)]  # more than are served at once; each has only a while
    try:
        heard: list[HandOver] = []
        first.called.connect(heard.append)

        def heard_one() -> bool:
            if not heard:
                with _call(first) as caller:
                    caller.sendall(encode(["crmdesk://account/1"]))
            return bool(heard)

        qtbot.waitUntil(heard_one, timeout=int(PATIENCE * 1000))
    finally:
        for caller in silent:
            caller.close()
        first.close()


def test_no_call_keeps_it_alive_once_it_is_closed(qtbot: QtBot, tmp_path: Path, folder: Path) -> None:
    # It would be let go of in the middle of the end of a socket of its own, which was destroyed twice then.
    first = SingleInstance(tmp_path / "profile", folder)
    assert first.claim()
    silent, served = [_call(first) for _ in range(3)], first._callers
    qtbot.waitUntil(lambda: len(served) == len(silent))
    first.close()
    assert not served
    left = weakref.ref(first)
    del first
    assert left() is None
    for caller in silent:
        assert caller.recv(64) == b""
        caller.close()


def test_a_start_never_says_what_would_be_turned_away() -> None:
    said = decode(encode(["a\0b\n", "é" * 10_000, *"cdefghijkl"]))
    assert said.links[0] == "ab"
    assert len(said.links) == 8
    assert len(encode(["\U0001f600" * 10_000] * 20)) < 200_000


@pytest.mark.parametrize(
    "name",
    [
        "Leads 3.14\u202fPM.csv",
        "거래처\u00a0목록.csv",
        "\U0001f469\u200d\U0001f4bb.vcf",
        "가" * 200 + "/" + "b" * 250 + ".csv",
    ],
)
def test_the_path_of_a_file_arrives_as_it_is(name: str) -> None:
    assert decode(encode([f"/home/mia/{name}"])).links == (f"/home/mia/{name}",)


def test_the_name_of_a_socket_fits_where_profiles_lie_deep(
    qapp: object, folder: Path, tmp_path: Path
) -> None:
    deep = tmp_path.joinpath(*["folder"] * 40)
    one = SingleInstance(deep, folder)
    assert one.claim()
    assert len(os.fsencode(one.address)) < 108
    one.close()
    QLocalServer.removeServer(one.address)
