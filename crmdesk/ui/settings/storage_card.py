"""The card that says what the replica takes of the disk, frees what the centre has, and checks that all is sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from crmdesk.store.replica import VERIFIED, Replica
from crmdesk.store.room import Room
from crmdesk.store.verify import Verification
from crmdesk.ui import formats
from crmdesk.ui.attachments.row import size_text
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Label, Property, PropertyList


@dataclass(frozen=True, slots=True)
class _State:
    room: Room
    verified: str | None
    """When everything was last found sound."""


def _look(replica: Replica) -> _State:
    return _State(replica.room(), replica.setting(VERIFIED))


class StorageCard(Retranslates, Card):
    """Sizes, the folder, and two buttons. Nothing that is not at the centre is ever freed."""

    def __init__(self, desk: Desk, directory: Path | None) -> None:
        super().__init__()
        self._desk = desk
        self._directory = directory
        self._state: _State | None = None
        self.facts = PropertyList()
        self.body.addWidget(self.facts)
        self.told = Label(tone="muted", wrap=True)
        self.body.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.verify, self.free = Button(icon="check"), Button(icon="delete")
        self.folder = Button(kind="quiet", icon="link")
        self.verify.clicked.connect(self._verify)
        self.free.clicked.connect(self._free)
        self.folder.clicked.connect(self._open_folder)
        self.folder.setVisible(directory is not None)
        for button in (self.verify, self.free, self.folder):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self.tr("Storage"))
        self.verify.setText(self.tr("Check everything"))
        self.folder.setText(self.tr("Show the folder"))
        self.told.set_tone("muted")
        self.told.setText(
            self.tr(
                "All of it is encrypted. Freed files stay at the centre and come back when you open them."
            )
        )
        self._show()

    def _show(self) -> None:
        state = self._state
        self.free.setText(self.tr("Free up space"))
        self.free.setEnabled(state is not None and state.room.freeable_files > 0)
        if state is None:
            return
        room = state.room
        files = self.tr("%n files", "", room.freeable_files)
        freeable = f"{size_text(room.freeable)} · {files}" if room.freeable_files else self.tr("Nothing")
        checked = formats.instant(state.verified, self._desk.zone) if state.verified else self.tr("Never")
        self.facts.set_properties(
            [
                Property(self.tr("Records"), size_text(room.records)),
                Property(self.tr("Search index"), size_text(room.search)),
                Property(self.tr("Attached files"), size_text(room.attachments)),
                Property(self.tr("Together"), size_text(room.total)),
                Property(self.tr("Can be freed"), freeable),
                Property(self.tr("Last checked"), checked),
                Property(self.tr("Folder"), str(self._directory or "")),
            ]
        )

    # -- reading -------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Read the sizes anew."""
        replica = self._desk.replica
        self._desk.lookups.submit(("storage", id(self)), lambda: _look(replica), self._on_looked)

    def _on_looked(self, state: _State) -> None:
        self._state = state
        self._show()

    def forget(self) -> None:
        """Nobody looks any more."""
        for what in ("storage", "free", "verify"):
            self._desk.lookups.cancel((what, id(self)))
        self.verify.setEnabled(True)

    # -- doing ---------------------------------------------------------------------------------------------

    def _free(self) -> None:
        self.free.setEnabled(False)
        attachments = self._desk.replica.attachments
        self._desk.lookups.submit(("free", id(self)), attachments.free, self._on_freed, self._on_unfreed)

    def _on_freed(self, _: int) -> None:
        self._desk.say(self.tr("Freed. The files come back when you open them."))
        self.look()

    def _on_unfreed(self, error: Exception) -> None:
        self._desk.report(error)
        self.look()

    def _verify(self) -> None:
        self.verify.setEnabled(False)
        self.told.setText(self.tr("Checking…"))
        self._desk.lookups.submit(
            ("verify", id(self)), self._desk.replica.verify, self._on_verified, self._on_unverified
        )

    def _on_verified(self, found: Verification) -> None:
        self.verify.setEnabled(True)
        self.told.set_tone("success" if found.sound else "danger")
        if found.sound:
            self.told.setText(
                self.tr("All well: {0} records and {1} saved edits are sound.").format(
                    formats.number(found.rows), formats.number(found.edits)
                )
            )
        else:
            self.told.setText("\n".join(found.faults))
        self.look()

    def _on_unverified(self, error: Exception) -> None:
        self.verify.setEnabled(True)
        self._desk.report(error)

    def _open_folder(self) -> None:
        if self._directory is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._directory)))
