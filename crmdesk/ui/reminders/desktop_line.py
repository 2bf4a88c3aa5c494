"""The line to the notifications of a Linux desktop, over D-Bus, on a thread of its own.

The protocol is that of the freedesktop.org Desktop Notifications Specification 1.2. It knows no record.
"""

from __future__ import annotations

import html
import logging
import queue
from dataclasses import dataclass

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.bus_messages import MatchRule, message_bus
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection
from PySide6.QtCore import QObject, QThread, Signal

from crmdesk.ui.reminders.note import Note

log = logging.getLogger(__name__)

_PLACE = "/org/freedesktop/Notifications"
_NAME = "org.freedesktop.Notifications"
_ADDRESS = DBusAddress(_PLACE, _NAME, _NAME)
_AS_THE_DESKTOP_DOES = -1
_NORMAL = 1


@dataclass(frozen=True, slots=True)
class _Withdraw:
    key: str


class DesktopLine(QThread):
    """Shows notes and tells what was done with them. The bus is opened with the first note; never waits in `show`."""

    acted = Signal(str, str)
    """Key of a note and name of the action."""
    failed = Signal(object)
    """A `Note` that could not be shown: there is no bus, or nobody on it shows notes."""

    def __init__(self, bus: str = "SESSION", parent: QObject | None = None) -> None:
        """`bus`: the address of a bus."""
        super().__init__(parent)
        self._bus = bus
        self._orders: queue.SimpleQueue[Note | _Withdraw | None] = queue.SimpleQueue()
        self._connection: DBusConnection | None = None
        self._asked: dict[int, Note] = {}
        """By serial number: notes whose number at the desktop is not known yet."""
        self._shown: dict[int, str] = {}
        """Keys by the desktop's number."""
        self.finished.connect(self._go_on)

    # -- asked from the program's thread -------------------------------------------------------------------

    def show(self, note: Note) -> None:
        """Show a note, in place of an earlier one with its key."""
        self._order(note)

    def withdraw(self, key: str) -> None:
        """Take a note away, if it is still there."""
        if self.isRunning():
            self._order(_Withdraw(key))

    def close(self) -> None:
        """Show nothing any more and end the thread."""
        if self.isRunning():
            self._order(None)
            self.wait()

    def _order(self, order: Note | _Withdraw | None) -> None:
        self._orders.put(order)
        if not self.isRunning():
            self.start()
        elif self._connection is not None:
            self._connection.interrupt()

    def _go_on(self) -> None:
        """The bus has gone, and something was ordered meanwhile."""
        if not self._orders.empty():
            self.start()

    # -- on the thread -------------------------------------------------------------------------------------

    def run(self) -> None:
        order = self._orders.get()
        while order is not None and self._connection is None:
            try:
                self._connection = self._opened()
            except (OSError, KeyError, ValueError, RuntimeError) as error:
                log.info("no desktop to notify: %s", error)
                if isinstance(order, Note):
                    self.failed.emit(order)
                order = self._orders.get()
        connection = self._connection
        if connection is None:
            return
        try:
            self._serve(connection, order)
        except (OSError, EOFError) as error:
            log.info("the desktop's bus has gone: %s", error)
        finally:
            self._connection = None
            connection.close()

    def _opened(self) -> DBusConnection:
        connection = open_dbus_connection(self._bus)
        try:
            self._listen(connection)
        except BaseException:
            connection.close()  # a bus may go as soon as it has answered
            raise
        return connection

    @staticmethod
    def _listen(connection: DBusConnection) -> None:
        for member in ("ActionInvoked", "NotificationClosed"):
            rule = MatchRule(type="signal", interface=_NAME, member=member, path=_PLACE)
            connection.send(message_bus.AddMatch(rule))

    def _serve(self, connection: DBusConnection, order: Note | _Withdraw | None) -> None:
        while order is not None:
            self._send(connection, order)
            while self._orders.empty():
                try:
                    self._hear(connection.receive())
                except ReceiveStopped:
                    connection.reset_interrupt()
            order = self._orders.get()

    def _send(self, connection: DBusConnection, order: Note | _Withdraw) -> None:
        numbers = [number for number, key in self._shown.items() if key == order.key]
        if isinstance(order, _Withdraw):
            for number in numbers:
                connection.send(new_method_call(_ADDRESS, "CloseNotification", "u", (number,)))
            return
        actions = [part for action in (("default", order.title), *order.actions) for part in action]
        hints = {"urgency": ("y", _NORMAL), "desktop-entry": ("s", "crmdesk")}
        content = (
            "CRMDesk",
            numbers[-1] if numbers else 0,
            "crmdesk",
            order.title,
            html.escape(order.body, quote=False),  # a body is markup
            actions,
            hints,
            _AS_THE_DESKTOP_DOES,
        )
        serial = next(connection.outgoing_serial)
        self._asked[serial] = order
        connection.send(new_method_call(_ADDRESS, "Notify", "susssasa{sv}i", content), serial=serial)

    def _hear(self, message: Message) -> None:
        """Whatever comes over the bus is somebody else's: only what has the form of an answer counts."""
        fields, kind = message.header.fields, message.header.message_type
        answered = self._asked.pop(fields.get(HeaderFields.reply_serial, 0), None)
        match message.body:
            case (int(number),) if answered is not None and kind is MessageType.method_return:
                self._shown[number] = answered.key
            case (int(number), str(action)) if fields.get(HeaderFields.member) == "ActionInvoked":
                if number in self._shown:
                    self.acted.emit(self._shown[number], action)
            case (int(number), int()) if fields.get(HeaderFields.member) == "NotificationClosed":
                self._shown.pop(number, None)
            case _ if answered is not None:
                self.failed.emit(answered)
