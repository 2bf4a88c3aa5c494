"""The folder that the demonstration lives in: centre, profile and key, and whether the sample in it is still of today.

The sample is dated relative to a day, so it is made anew on a later one, but only while nobody has changed anything.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from crmdesk.domain.errors import StorageFault, UsageError

STATE = "demo.json"
_CENTRE, _PROFILE, _KEY, _LOG = "centre", "profile", "profile.key", "server.log"


@dataclass(frozen=True, slots=True)
class Made:
    """What is remembered of a finished sample."""

    day: str
    """The day (ISO) that its dates are relative to."""
    seq: int
    """The centre's feed number when it was complete: a higher one means that somebody worked in it."""
    port: int
    """Where the server was last reached, to be reached there again."""


class DemoFolder:
    """The files of one demonstration."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def centre(self) -> Path:
        """The data folder of the embedded server."""
        return self.path / _CENTRE

    @property
    def profile(self) -> Path:
        """The profile folder of the rep."""
        return self.path / _PROFILE

    @property
    def key_file(self) -> Path:
        return self.path / _KEY

    @property
    def server_log(self) -> Path:
        return self.path / _LOG

    def prepare(self) -> None:
        """Makes the folder, for its owner only.

        Raises `UsageError` if it holds something else, which is never touched, and `StorageFault` if it cannot be made.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            strange = any(self.path.iterdir()) and not (self.path / STATE).exists()
        except OSError as error:
            raise StorageFault(
                "The demo folder cannot be made", str(error), "set CRMDESK_DEMO_DIR"
            ) from error
        if strange:
            raise UsageError(
                "This folder is not one of the demo's", str(self.path), "set CRMDESK_DEMO_DIR to an empty one"
            )
        if not (self.path / STATE).exists():
            self._write({})

    def made(self) -> Made | None:
        """The sample in it; None if there is none or its making was broken off."""
        try:
            return Made(**json.loads((self.path / STATE).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def remember(self, made: Made) -> None:
        """Says that a sample is complete, or where its server was reached."""
        self._write(asdict(made))

    def clear(self) -> None:
        """Removes centre, profile and key."""
        self._write({})
        for folder in (self.centre, self.profile):
            if folder.exists():
                shutil.rmtree(folder)
        self.key_file.unlink(missing_ok=True)

    def needs_sample(self, today: date, *, fresh: bool, touched: Callable[[Made], bool]) -> bool:
        """Whether a sample is to be made: none there, asked for, or of another day and not `touched` by anybody."""
        made = self.made()
        if made is None or fresh:
            return True
        return made.day != today.isoformat() and not touched(made)

    def _write(self, state: dict[str, object]) -> None:
        draft = self.path / f"{STATE}.new"
        draft.write_text(json.dumps(state), "utf-8")
        draft.replace(self.path / STATE)


def default_path() -> Path:
    """`CRMDESK_DEMO_DIR`, or a folder of its own where the system keeps the user's data."""
    chosen = os.environ.get("CRMDESK_DEMO_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = str(Path.home() / "Library" / "Application Support")
    else:
        root = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(root) / "crmdesk-demo"
