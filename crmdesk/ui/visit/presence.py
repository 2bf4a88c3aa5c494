"""Where and when one was on site, for those who say it themselves: both optional, both checked while typing."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Label
from crmdesk.ui.widgets.editors import EditorSpec, TextEditor, Unreadable, editor_for


class PositionEditor(TextEditor):
    """Value is (latitude, longitude) in degrees as text, None when empty; read from `37.5665, 126.9780`."""

    def _read(self) -> object:
        text = self._line.text().strip()
        if not text:
            return None
        parts = [part for part in text.replace(";", ",").replace(" ", ",").split(",") if part]
        try:
            lat, lon = (float(part) for part in parts)
        except ValueError:
            raise Unreadable(self.tr("Write it like 37.5665, 126.9780.")) from None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise Unreadable(self.tr("There is no such place on earth."))
        return parts[0], parts[1]

    def _from_json(self, value: object) -> object:
        return tuple(cast("list[str]", value)) if value else None

    def _write(self, value: object) -> None:
        self._line.setText(", ".join(cast("tuple[str, str]", value)) if value else "")

    def _name_targets(self, name: str) -> None:
        super()._name_targets(name)
        self._line.setPlaceholderText("37.5665, 126.9780")


class PresenceFields(Retranslates, QWidget):
    """A moment and a position, empty for "now" and "not said"."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time = editor_for(EditorSpec("instant", zone=desk.zone, now=desk.author.now), self)
        self.position = PositionEditor(EditorSpec("text"), self)
        self._time_name, self._position_name = (Label(tone="muted", parent=self) for _ in range(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for name, editor in ((self._time_name, self.time), (self._position_name, self.position)):
            column = QVBoxLayout()
            column.setSpacing(4)
            name.setBuddy(editor)
            column.addWidget(name)
            column.addWidget(editor)
            column.addStretch(1)
            row.addLayout(column)
        row.addStretch(1)
        self.time.setMinimumWidth(260)
        self.position.setMinimumWidth(200)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._time_name.setText(self.tr("Time, if it was not just now"))
        self._position_name.setText(self.tr("Position, if you want to keep it"))
        self.position.setAccessibleName(self._position_name.text())
        self.time.setAccessibleName(self._time_name.text())

    def ready(self) -> bool:
        """Whether what is typed can be read; the fields say so where it cannot."""
        return self.time.error() is None and self.position.error() is None

    def values(self) -> dict[str, str | None]:
        """`at`, `lat` and `lon` for a check-in or check-out; None for what was not said."""
        if self.isHidden():
            return {"at": None, "lat": None, "lon": None}
        lat, lon = cast("tuple[str | None, str | None]", self.position.value() or (None, None))
        return {"at": cast("str | None", self.time.value()), "lat": lat, "lon": lon}

    def written(self) -> dict[str, Any] | None:
        """What is typed and not taken yet, in JSON; None for nothing."""
        time, position = self.time.written(), self.position.written()
        return None if self.isHidden() or not (time or position) else {"time": time, "position": position}

    def write_again(self, written: dict[str, Any]) -> None:
        """Unfold with what `written` gave."""
        self.time.write_again(written["time"])
        self.position.write_again(written["position"])
        self.show()

    def clear(self) -> None:
        """Forget what was typed and fold up."""
        self.time.set_value(None)
        self.position.set_value(None)
        self.hide()
