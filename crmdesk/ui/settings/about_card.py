"""The card that says which program this is, on what it stands, under which licences; to be copied for support."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk import __version__
from crmdesk.protocol.limits import PROTOCOL
from crmdesk.store.status import Status
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Property, PropertyList

LIBRARIES = (
    ("Qt, PySide6-Essentials", "LGPL-3.0"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, zlib"),
    ("SQLAlchemy", "MIT"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("httpx", "BSD-3-Clause"),
    ("msgspec", "BSD-3-Clause"),
    ("backports.zstd", "PSF-2.0"),
    ("Pillow", "MIT-CMU"),
    ("pypinyin", "MIT"),
    ("keyring", "MIT"),
    ("jeepney", "MIT"),
    ("click", "BSD-3-Clause"),
    ("tzdata", "Apache-2.0"),
    ("tzlocal", "MIT"),
)
"""What the desktop is built of, with the licence of each (SPDX)."""


class AboutCard(Retranslates, Card):
    """Versions, and the libraries behind a button. What is copied names no person, no customer and no folder."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.facts, self.libraries = PropertyList(self), PropertyList(self)
        self.body.addWidget(self.facts)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy, self.show_libraries = (
            Button(icon="note", parent=self),
            Button(kind="quiet", icon="info", parent=self),
        )
        self.copy.clicked.connect(self._copy)
        self.show_libraries.clicked.connect(self._toggle)
        row.addWidget(self.copy)
        row.addWidget(self.show_libraries)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.libraries)
        self.libraries.hide()
        self.retranslate()

    def _properties(self) -> list[Property]:
        return [
            Property(self.tr("Version"), __version__),
            Property(self.tr("Protocol"), ".".join(map(str, PROTOCOL))),
            Property(self.tr("Licence"), "Apache-2.0"),
            Property(self.tr("System"), f"{platform.system()} {platform.release()}"),
            Property("Python", platform.python_version()),
            Property("Qt", qVersion()),
        ]

    def retranslate(self) -> None:
        self.set_title(self.tr("About CRMDesk"))
        self.facts.set_properties(self._properties())
        self.copy.setText(self.tr("Copy for support"))
        self._name_libraries()

    def _name_libraries(self) -> None:
        hidden = self.libraries.isHidden()
        self.show_libraries.setText(
            self.tr("Licences of the libraries") if hidden else self.tr("Hide licences")
        )

    def _toggle(self) -> None:
        if self.libraries.isHidden():
            self.libraries.set_properties([Property(name, licence) for name, licence in LIBRARIES])
        self.libraries.setVisible(self.libraries.isHidden())
        self._name_libraries()

    def _copy(self) -> None:
        self._desk.lookups.submit(("support", id(self)), self._desk.replica.status, self._on_status)

    def _on_status(self, status: Status) -> None:
        lines = [f"{one.name}: {one.value}" for one in self._properties()]
        # For whoever helps, in the words that the command line has for it.
        lines.append(
            f"status: {status.state} code={status.code} epoch={status.epoch} pending={status.pending}"
        )
        QGuiApplication.clipboard().setText("\n".join(["CRMDesk", *lines]))
        self._desk.say(self.tr("Copied. It names no person and no customer."))

    def forget(self) -> None:
        """Nobody looks any more."""
        self._desk.lookups.cancel(("support", id(self)))
