"""Signing for a visit: a pad for mouse, pen or finger, a name, and "signed on paper" where no pen is at hand. It saves
nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODeviceBase, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.ui import formats, theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, Label
from crmdesk.ui.widgets.editors import EditorSpec, FormField, editor_for

_ACROSS, _DOWN = 1000, 320
"""Units of the pad; strokes are kept in them."""
_STEP = 5
"""Units between two points of a stroke."""
_POINTS = 1200
"""Most points of a signature; ten characters each, they stay below what the field holds."""

Stroke = list[tuple[int, int]]


def written(strokes: list[Stroke]) -> str | None:
    """Strokes as they are kept (`SIGNATURE` in domain/entities/visit.py); None for none."""
    return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes if stroke) or None


def read(text: str | None) -> list[Stroke]:
    """What `written` wrote; the field's pattern has checked it."""
    return [
        [(int(x), int(y)) for x, _, y in (point.partition(",") for point in stroke.split(" "))]
        for stroke in (text or "").split(";")
        if stroke
    ]


class SignaturePad(QWidget):
    """A line to sign on. Pens and fingers come as a mouse does. `changed` after each stroke."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strokes: list[Stroke] = []
        self.writable = True
        self._down = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(560)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(min(width, self.maximumWidth()) * _DOWN / _ACROSS)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def set_strokes(self, strokes: list[Stroke], *, writable: bool) -> None:
        """Show a signature, to be written on or not."""
        self.strokes, self.writable = strokes, writable
        self.setCursor(Qt.CursorShape.CrossCursor if writable else Qt.CursorShape.ArrowCursor)
        self.update()

    def _point(self, event: QMouseEvent) -> tuple[int, int]:
        unit, at = self.width() / _ACROSS, event.position()
        return (min(_ACROSS, max(0, round(at.x() / unit))), min(_DOWN, max(0, round(at.y() / unit))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.writable and event.button() == Qt.MouseButton.LeftButton and self._room():
            self._down = True
            self.strokes = [*self.strokes, [self._point(event)]]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._down or not self._room():
            return
        x, y = self._point(event)
        last = self.strokes[-1][-1]
        if abs(x - last[0]) + abs(y - last[1]) >= _STEP:
            self.strokes[-1].append((x, y))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._down:
            self._down = False
            self.changed.emit()

    def _room(self) -> bool:
        return sum(map(len, self.strokes)) < _POINTS

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        unit = self.width() / _ACROSS
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.writable:
            painter.setPen(QPen(now.color("border_input"), 1))
            painter.setBrush(now.color("surface"))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), now.radius, now.radius
            )
        base = self.height() * 0.78
        painter.setPen(QPen(now.color("border_input"), 1))
        painter.drawLine(QPointF(24, base), QPointF(self.width() - 24, base))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(
                now.color("text"),
                2,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        for stroke in self.strokes:
            painter.drawPath(_path(stroke, unit))
        painter.end()


def _path(stroke: Stroke, unit: float) -> QPainterPath:
    path = QPainterPath(QPointF(stroke[0][0] * unit, stroke[0][1] * unit))
    for x, y in stroke[1:] or stroke:
        path.lineTo(x * unit + (0.1 if len(stroke) == 1 else 0), y * unit)
    return path


def picture(text: str) -> bytes:
    """Kept strokes as a PNG file, black on white, for paper."""
    image = QImage(_ACROSS, _DOWN, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(Qt.GlobalColor.black, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for stroke in read(text):
        painter.drawPath(_path(stroke, 1.0))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODeviceBase.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


class SignatureCard(Retranslates, Card):
    """`signed` tells the name and the strokes, None for a signature on paper; `reopened`: it is to be given anew."""

    signed = Signal(str, object)
    reopened = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._desk = desk
        self._record: Record | None = None
        self._again = False
        self._named = False
        """Whether somebody has said who signs, beyond what was proposed."""
        self._samples = ""
        self.received = Label(wrap=True, parent=self)
        self.said = Label(wrap=True, parent=self)
        self.pad = SignaturePad(self)
        self.pad.changed.connect(self._show_buttons)
        self.name = editor_for(EditorSpec("text", label_key="visit.signed_by", max_length=200), self)
        self.name.setProperty("touch", True)
        self.name.edited.connect(self._on_named)
        self._field = FormField(self.name, self)
        self._field.setMaximumWidth(360)
        self._hint = Label(tone="muted", wrap=True, parent=self)
        for part in (self._hint, self.received, self._field, self.pad, self.said):
            self.body.addWidget(part)
        self._row = QWidget(self)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.sign, self.paper = Button(icon="check", parent=self._row), Button(parent=self._row)
        self.clear = Button(kind="quiet", icon="undo", parent=self._row)
        self.redo = Button(kind="quiet", icon="edit", parent=self._row)
        self.sign.clicked.connect(lambda: self._tell(written(self.pad.strokes)))
        self.paper.clicked.connect(lambda: self._tell(None))
        self.clear.clicked.connect(self._wipe)
        self.redo.clicked.connect(self._sign_again)
        for button in (self.sign, self.paper, self.clear, self.redo):
            button.setProperty("touch", True)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self._row)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(label("visit.signature"))
        self._hint.setText(self.tr("Say who signs, then sign below with a finger, a pen or the mouse."))
        self.pad.setAccessibleName(self.tr("Field to sign in"))
        self.sign.setText(self.tr("Keep the signature"))
        self.paper.setText(self.tr("Signed on paper"))
        self.clear.setText(self.tr("Clear"))
        self.redo.setText(self.tr("Sign again"))
        self.show_samples(self._samples)
        if self._record is not None:
            self.show_record(self._record, locked=self._record["submitted_at"] is not None)

    # -- showing -------------------------------------------------------------------------------------------

    @property
    def signed_for(self) -> bool:
        """Whether what was left is signed for and stays as it is, until somebody signs again."""
        return self._record is not None and self._record["signature"] is not None and not self._again

    @property
    def drawn(self) -> bool:
        """Whether somebody has drawn what is not kept yet."""
        return self.pad.writable and bool(self.pad.strokes)

    def take_focus(self) -> None:
        """To what keeps the signature, or to the name that it lacks."""
        (self.sign if self.sign.isEnabled() else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_samples(self, samples: str) -> None:
        """Say what is signed for, as people read it; empty for nothing."""
        self._samples = samples
        self.received.setText(self.tr("Received: {0}").format(samples))
        self.received.setVisible(bool(samples))

    def show_record(self, record: Record, *, locked: bool, met: str = "") -> None:
        """Show the visit's signature, or ask for one. `met` is whose name is proposed."""
        before, self._record = self._record, record
        signature = record["signature"]
        self.setVisible(signature is not None or not locked)
        if signature is not None and (before is None or before["signature"] != signature):
            self._again = False
        asking = not locked and (signature is None or self._again)
        for part in (self._hint, self._field):
            part.setVisible(asking)
        if asking:
            if not self.pad.writable:
                self.pad.set_strokes([], writable=True)
            if self.name.value() is None and met:
                self.name.set_value(met)
        elif signature is not None:
            self.pad.set_strokes(read(signature["strokes"]), writable=False)
            self.said.setText(self._words(signature))
        self.pad.setVisible(asking or bool(self.pad.strokes))
        self.said.setVisible(not asking)
        self._row.setVisible(not locked)
        self.redo.setVisible(not asking)
        self._show_buttons()

    def _words(self, signature: dict[str, Value]) -> str:
        at = formats.relative_instant(signature["at"], self._desk.now(), self._desk.zone)
        how = self.tr("Signed by {0}, {1}")
        if signature["how"] != "drawn":
            how = self.tr("Signed on paper by {0}, {1}")
        return how.format(signature["name"], at)

    def _show_buttons(self, *_: object) -> None:
        asking, named = self.pad.writable, bool(self.name.value())
        drawn = bool(self.pad.strokes)
        for button, there in ((self.sign, asking), (self.paper, asking), (self.clear, asking)):
            button.setVisible(there)
        self.sign.setEnabled(named and drawn)
        self.paper.setEnabled(named and not drawn)
        self.clear.setEnabled(drawn)

    # -- what is not kept yet ------------------------------------------------------------------------------

    def _over(self) -> Value:
        """The signature in whose place another one is asked for."""
        return self._record["signature"] if self._record is not None else None

    def written(self) -> dict[str, Any] | None:
        """Name and strokes that are not kept yet, in JSON; None for nothing."""
        if not self.pad.writable or not (self.pad.strokes or self._named):
            return None
        return {"name": self.name.written(), "strokes": written(self.pad.strokes), "over": self._over()}

    def write_again(self, kept: dict[str, Any]) -> None:
        """Show what `written` gave, unless the visit was signed for since."""
        if kept["over"] != self._over() or self._record is None:
            return
        if self._over() is not None:
            self._begin_again()
        self.name.write_again(kept["name"])
        self._named = kept["name"] is not None
        self.pad.set_strokes(read(kept["strokes"]), writable=True)
        self._show_buttons()

    # -- signing -------------------------------------------------------------------------------------------

    def _on_named(self, name: object) -> None:
        self._named = name is not None
        self._show_buttons()

    def _wipe(self) -> None:
        self.pad.set_strokes([], writable=True)
        self._show_buttons()
        self.name.setFocus()

    def _sign_again(self) -> None:
        self._begin_again()
        self.name.setFocus()

    def _begin_again(self) -> None:
        self._again = True
        self.pad.set_strokes([], writable=True)
        if self._record is not None:
            self.show_record(self._record, locked=False)
        self.reopened.emit()

    def _tell(self, strokes: str | None) -> None:
        name = self.name.value()
        if name and self.name.error() is None:
            self.signed.emit(str(name), strokes)
