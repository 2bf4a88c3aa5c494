"""Opens a replica's files: checked against their mark, brought to this program's shape.

It looks before it opens: closing a database whose log is rotten would fold in what is left and drop the rest.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass

from crmdesk.domain.custom_fields import extended
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import StorageFault
from crmdesk.store import migrations, outbox
from crmdesk.store.connection import Database, open_untouched, translated
from crmdesk.store.custom_fields import read_customs
from crmdesk.store.mark import MarkFile, read_mark
from crmdesk.store.profile import Profile
from crmdesk.store.rows import Rows
from crmdesk.store.search_index import SearchIndex
from crmdesk.store.used import LatelyUsed


def check_untouched(profile: Profile, key: bytes) -> None:
    """Raises `StorageFault` when edits are missing or the file is damaged, and leaves its files as they are.

    Where there is no log there is nothing that opening could destroy, and opening itself finds out.
    """
    log = profile.database.with_name(profile.database.name + "-wal")
    if not log.exists() or not log.stat().st_size:
        return
    with closing(open_untouched(profile.database, key)) as connection, translated():
        made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone()
        if made is not None:
            outbox.check_against(connection, read_mark(profile.mark))


def check_nothing_is_gone(profile: Profile) -> None:
    """Raises `StorageFault` where there is no database and there was one with edits."""
    mark = read_mark(profile.mark)
    if mark is not None and mark.count:
        raise StorageFault(
            "The replica's database is gone",
            f"{mark.count} edits had been saved in it",
            outbox.ACCEPT_OR_RESTORE,
            code="edits_lost",
        )


@dataclass(frozen=True, slots=True)
class Files:
    """A replica's files, open. `searched_anew` are the types whose every row must be indexed again."""

    database: Database
    mark: MarkFile
    rows: Rows
    index: SearchIndex
    searched_anew: list[str]


def open_files(profile: Profile, key: bytes, catalogue: Catalogue, *, accept_loss: bool) -> Files:
    """Opens everything, or nothing; raises `StorageFault`, `UpdateNeeded`."""
    if not accept_loss:
        check_untouched(profile, key)
    with ExitStack() as opening:
        database = Database(profile.database, key)
        opening.callback(database.close)
        mark = MarkFile(profile.mark)
        opening.callback(mark.close)
        rows, anew = _prepare(database, mark, catalogue, accept_loss=accept_loss)
        index = SearchIndex(profile.search, database, rows, LatelyUsed())
        opening.pop_all()
    return Files(database, mark, rows, index, anew)


def _prepare(
    database: Database, mark: MarkFile, catalogue: Catalogue, *, accept_loss: bool
) -> tuple[Rows, list[str]]:
    """Brings the file to this program's shape and checks it against its mark."""
    with database.write() as connection:
        migrations.migrate(connection)
        catalogue = extended(catalogue, read_customs(connection))
        anew = migrations.align(connection, catalogue)
        numbers = migrations.type_numbers(connection)
        turn = migrations.next_turn(connection)
        marked = mark.read()
        last = outbox.tip(connection) if accept_loss else outbox.check_against(connection, marked)
    if marked != last:
        mark.write(last)
    return Rows(catalogue, numbers, turn), anew
