"""From starting the process to the first page painted with its data, beside an empty window of Qt.

Both tell the moment themselves: what comes after it, waiting whether anything is still read and ending the process, is
no part of a start. Both say how much of the processor they have taken until then.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.figures import Figure, compared
from bench.replica import KEY_FILE

BARE = """
import json
import time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
assert not window.grab().isNull()
print(json.dumps([time.time(), time.process_time()]))
"""
# As `python -m crmdesk --check` does it.
WHOLE = """
import gc
import json
import sys
import time
from pathlib import Path
import crmdesk.cli.main
gc.disable()
from crmdesk.app import Desktop
desktop = Desktop(Path(sys.argv[1]), Path(sys.argv[2]))
desktop.open_profile(offline=True)
desktop.window.show()
painted = None
while painted is None or time.time() - painted[0] < 0.1:
    desktop.app.processEvents()
    if desktop.opened.desk.busy:
        painted = None
    elif painted is None:
        assert not desktop.window.grab().isNull()
        painted = time.time(), time.process_time()
desktop.close()
print(json.dumps(painted))
"""


def measure(folder: Path, accounts: int, starts: int) -> list[Figure]:
    """Figures of the profile that `bench.replica.filled` made in `folder`: medians of so many starts, in turns."""
    ours, bare = [], []
    _start(WHOLE, folder)  # compiles what is not compiled yet
    for _ in range(starts):
        bare.append(_start(BARE, folder))
        ours.append(_start(WHOLE, folder))
    label = f"start with {16 * accounts:,} rows, process → first page read and painted"
    return [
        compared(
            f"{label}{what}",
            median(each[place] for each in ours),
            ("bare window", median(each[place] for each in bare)),
            3,
        )
        for place, what in enumerate(("", ": … processor time of it"))
    ]


def _start(program: str, folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor until the window was painted."""
    # An installed program has its compiled code beside it, whatever the shell of this measurement says.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    command = (sys.executable, "-c", program, str(folder / "profile"), str(folder / KEY_FILE))
    started = time.time()
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    painted, worked = json.loads(told)
    return painted - started, worked
