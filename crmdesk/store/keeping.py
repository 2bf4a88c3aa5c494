"""What the replica keeps beside the records: identity, tokens, the last round's end, settings, views, fetched history.

None of it travels, none of it touches a record or an edit.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from crmdesk.domain.erasure import Key
from crmdesk.domain.errors import StorageFault
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.store import erasing, history, identity, newer, traces, views_saved
from crmdesk.store.aside import Aside
from crmdesk.store.connection import Database
from crmdesk.store.identity import ReplicaIdentity, Session
from crmdesk.store.reading import Reading
from crmdesk.store.rows import Rows
from crmdesk.store.search_index import SearchIndex
from crmdesk.store.settings import write_setting
from crmdesk.store.views_saved import SavedView


class Keeping(Reading):
    """Reads, and keeps small things of its own."""

    def __init__(
        self, database: Database, rows: Rows, index: SearchIndex, aside: Aside, now: Callable[[], datetime]
    ) -> None:
        super().__init__(database, rows, index.lately)
        self._now = now
        self._aside = aside
        self._index = index

    def index_now(self) -> None:
        """Brings the search index up to date before it returns, for when there is time; raises `StorageFault`."""
        self._index.catch_up()

    def _release_bytes(self, *, final: bool = False) -> None:
        """Bytes go with the last record that needs them; a fault there is told by the status, and tried again."""
        try:
            self.attachments.collect(final=final)
        except StorageFault as fault:
            self._fault = self._fault or fault.code

    def save_history(self, type_name: str, record_id: str, entries: Sequence[HistoryEntry]) -> None:
        """Keeps what the centre told of a record's past."""
        with self._database.write() as connection:
            history.save_history(connection, type_name, record_id, entries, format_instant(self._now()))

    def save_identity(self, known: ReplicaIdentity) -> None:
        """Keeps what a handshake gave; position and scope are moved by pages alone."""
        with self._database.write() as connection:
            identity.write_identity(connection, known)

    def next_token(self) -> str:
        """The token that this replica will show after the handshake that is about to be sent: the same one until a
        welcome has been kept, so that a copy of this profile can be told from a lost answer."""
        with self._database.write() as connection:
            known = identity.read_identity(connection)
            if known.next is None:
                known = replace(known, next=secrets.token_urlsafe(32))
                identity.write_identity(connection, known)
        assert known.next is not None
        return known.next

    def sent(self, replica: str, op_id: str) -> bool:
        """Whether this copy of the data sent that op, calling itself that replica."""
        with self._database.read() as connection:
            return identity.sent_by_me(connection, replica, op_id)

    def confirmed(self) -> int:
        """Up to which of its own numbers this replica keeps every verdict."""
        with self._database.read() as connection:
            return identity.confirmed(connection)

    def erased_upto(self) -> int:
        """Up to where the centre has told of erasures."""
        with self._database.read() as connection:
            return erasing.told_upto(connection)

    def save_session(self, session: Session) -> None:
        """Keeps new tokens."""
        with self._database.write() as connection:
            write_setting(connection, "session", session)

    def end_session(self) -> None:
        """Signs out: the tokens go, records and edits stay."""
        with self._database.write() as connection:
            write_setting(connection, "session", None)

    def note_attempt(self, code: str | None) -> None:
        """Keeps how the last round ended: None is well, `epoch` well at a centre that was put back, else a code
        (`offline`, `sign_in`, `update`, `revoked`, `wiped`…)."""
        with self._database.write() as connection:
            write_setting(connection, "last_attempt", code)
            if code in {None, "epoch"}:
                write_setting(connection, "last_sync", format_instant(self._now()))

    def newer_types(self) -> tuple[str, ...]:
        """Types of records that the centre has and this program is too old for; each is given once."""
        with self._database.read() as connection:
            types = newer.untold(connection, self._rows)
        if types:
            with self._database.write() as connection:
                newer.tell(connection, types)
        return types

    def clear_traces(self) -> bool:
        """Leaves no trace of rows that went, unless somebody reads just now: False, and the next round does it.

        The index follows when it has time; only where somebody was erased nobody waits for that, and then files that
        were put aside go too. Raises `StorageFault`.
        """
        with self._database.read() as connection:
            sought = self._aside.sought(connection)
            at_once = erasing.is_indexed(connection)
            in_log = traces.in_log(connection)
        if sought:
            self._aside.clear(self._database, sought)
        if at_once and self._index.forget():
            with self._database.write() as connection:
                erasing.index_is_clear(connection)
        return not in_log or traces.clear_log(self._database)

    def note_used(self, type_name: str, record_id: str) -> None:
        """The user opened a record: searches rank it before others that answer as well. One that is gone leaves
        nothing."""
        self._lately.note([(type_name, record_id)])
        self._index.follow()

    def save_setting(self, name: str, value: object) -> None:
        """Keeps a private value; None removes it."""
        with self._database.write() as connection:
            write_setting(connection, f"user.{name}", value)

    def save_unfinished(self, name: str, value: object, naming: Sequence[Key]) -> None:
        """Keeps what the user is still writing; nothing where a record that it names is not here: one that was erased
        leaves no trace."""
        with self._database.write() as connection:
            here = all(self._rows[kind].find(connection, record) is not None for kind, record in naming)
            write_setting(connection, f"user.{name}", value if here else None)

    def save_view(self, view: SavedView) -> None:
        """Keeps a saved view."""
        with self._database.write() as connection:
            views_saved.save_view(connection, view)

    def remove_view(self, view_id: str) -> None:
        """Removes a saved view."""
        with self._database.write() as connection:
            views_saved.remove_view(connection, view_id)

    def order_views(self, ids: Sequence[str]) -> None:
        """Puts saved views in this order."""
        with self._database.write() as connection:
            views_saved.order_views(connection, ids)
