"""A laptop as it is after its first sync, of any size, made without a centre. Nothing here is measured."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from bench.territory import Rep, territory
from crmdesk.cli.laptop import make_laptop, now
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import OrganisationInfo, Person, Position, SnapshotPage, Tokens
from crmdesk.protocol.tables import encode_rows
from crmdesk.store.identity import Session
from crmdesk.store.keys import KeySources
from crmdesk.store.replica import Replica

REP = Rep("0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002")
KEY_FILE = "profile.key"


@contextmanager
def filled(folder: Path, accounts: int) -> Iterator[Replica]:
    """The replica in `folder/profile` with 16 rows an account in it, its key in `folder/profile.key`."""
    with make_laptop(folder / "profile", KeySources(folder / KEY_FILE)) as laptop:
        replica = laptop.replica
        _begin(replica)
        replica.begin_snapshot()
        total = 16 * accounts
        sent = 0
        for chunk in territory(accounts, REP, now().date()):
            sent += len(chunk.rows)
            replica.apply_snapshot_page(
                SnapshotPage(
                    position=Position(epoch=1, seq=total, tag=1),
                    contains=0,
                    tables=[encode_rows(CATALOGUE[chunk.type], chunk.rows)],
                    cursor=None if sent == total else "more",
                    usable=True,
                    rows_sent=sent,
                    rows_total=total,
                    scope="scope",
                )
            )
        replica.note_attempt(None)
        replica.index_now()
        yield replica


def _begin(replica: Replica) -> None:
    user = Person(id=REP.user, login="rep", name="Rep", role="rep", home=REP.territory, scope="scope")
    organisation = OrganisationInfo(id=1, name="Bench", currency="USD", languages=["en"], modules=["sales"])
    tokens = Tokens(
        access=secrets.token_hex(),
        refresh=secrets.token_hex(),
        expires_in=3600,
        device="bench",
        user=user,
        organisation=organisation,
    )
    session = Session(tokens.access, tokens.refresh, format_instant(now() + timedelta(hours=1)))
    replica.begin_session("http://127.0.0.1:9", tokens, session)
