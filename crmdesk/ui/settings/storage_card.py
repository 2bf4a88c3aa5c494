"""The card that says what the replica takes of the disk, frees what the centre has, and checks that all is sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.store.replica import VERIFIED, Replica
from crmdesk.store.room import Room
from crmdesk.store.verify import Verification
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.outside import open_file
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Label, Property, PropertyList, WorkRow


@dataclass(frozen=True, slots=True)
class _State:
    room: Room
    verified: str | None
    """When everything was last found sound."""


def _look(replica: Replica) -> _State:
    return _State(replica.room(), replica.setting(VERIFIED))


class StorageCard(Retranslates, Card):
    """Sizes, the folder, and two buttons. Nothing that is not at the centre is ever freed."""

    def __init__(self, desk: Desk, directory: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._directory = directory
        self._state: _State | None = None
        self.facts = PropertyList(self)
        self.body.addWidget(self.facts)
        self.told = Label(tone="muted", wrap=True, parent=self)
        self.body.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.verify, self.free = Button(icon="check", parent=self), Button(icon="delete", parent=self)
        self.folder = Button(kind="quiet", icon="folder", parent=self)
        self.verify.clicked.connect(self._verify)
        self.free.clicked.connect(self._free)
        self.folder.clicked.connect(self._open_folder)
        self.folder.setVisible(directory is not None)
        for button in (self.verify, self.free, self.folder):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.work = WorkRow(self)
        self.work.cancelled.connect(desk.checkup.stop)
        self.body.addWidget(self.work)
        desk.checkup.progressed.connect(self.work.show_progress)
        desk.checkup.changed.connect(self._follow)
        desk.checkup.found.connect(self._on_verified)
        desk.checkup.failed.connect(self._on_unverified)
        self.retranslate()
        self._follow()

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
        freeable = (
            f"{formats.data_size(room.freeable)} · {files}" if room.freeable_files else self.tr("Nothing")
        )
        checked = formats.instant(state.verified, self._desk.zone) if state.verified else self.tr("Never")
        self.facts.set_properties(
            [
                Property(self.tr("Records"), formats.data_size(room.records)),
                Property(self.tr("Search index"), formats.data_size(room.search)),
                Property(self.tr("Attached files"), formats.data_size(room.attachments)),
                Property(self.tr("Total"), formats.data_size(room.total)),
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
        for what in ("storage", "free"):
            self._desk.lookups.cancel((what, id(self)))

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
        self.told.set_tone("muted")
        self._desk.checkup.start()

    def _follow(self) -> None:
        """A check runs, whoever began it, or none does any more."""
        if self._desk.checkup.busy:
            self.told.setText(self.tr("Checking…"))
            self.work.begin(self.tr("Checking…"), focus=self.verify.hasFocus())
        elif self.work.isVisibleTo(self):
            self.told.setText(self.tr("The check was ended before it was through."))
        self.verify.setEnabled(not self._desk.checkup.busy)
        if not self._desk.checkup.busy and self.work.end():
            self.verify.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_verified(self, found: Verification) -> None:
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

    def _on_unverified(self, _: Exception) -> None:
        self.told.setText("")

    def _open_folder(self) -> None:
        if self._directory is not None:
            open_file(self._desk, self._directory)
