"""What was put aside when a replica was built anew: a folder goes once it may hold what its user may not see any more.

SQLite has given up on these files, so their pages are looked through one by one; a page that cannot be read may hold
anybody. It knows no table.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from crmdesk.domain.erasure import mark_of
from crmdesk.domain.errors import StorageFault
from crmdesk.store.cipher_file import CipherFile
from crmdesk.store.connection import Connection, Database
from crmdesk.store.profile import DATABASE, Profile
from crmdesk.store.settings import read_setting, write_setting

_SOUGHT = "erased_aside"
"""Setting: the marks of erased and withdrawn records that the folders have not been searched for yet."""
_ANYTHING = ("*", "*")
"""Stands among the marks for more than can be named: every folder may hold some of it."""
_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Aside:
    """The folders of one profile with files that were taken out of use."""

    def __init__(self, profile: Profile, key: bytes) -> None:
        self._profile = profile
        self._key = key

    def seek(self, connection: Connection, marks: Sequence[tuple[str, str]]) -> None:
        """Notes that these (type, mark) were erased or withdrawn, in the transaction that purges them here."""
        if marks and self._profile.put_aside():
            known = {(type_name, mark) for type_name, mark in read_setting(connection, _SOUGHT, [])}
            write_setting(connection, _SOUGHT, sorted(known.union(marks)))

    def seek_anything(self, connection: Connection) -> None:
        """Notes that the user's sight was cut anew, in the transaction that drops what is out of it."""
        self.seek(connection, [_ANYTHING])

    def sought(self, connection: Connection) -> list[tuple[str, str]]:
        """What was noted and is not cleared yet."""
        return [(type_name, mark) for type_name, mark in read_setting(connection, _SOUGHT, [])]

    def clear(self, database: Database, sought: Sequence[tuple[str, str]]) -> None:
        """Removes every folder that may hold what was noted; raises `StorageFault`, and is done by the next call."""
        for folder in self._profile.put_aside():
            if self._may_hold(folder, sought):
                _remove(folder)
        with database.write() as connection:
            write_setting(connection, _SOUGHT, None)

    def _may_hold(self, folder: Path, sought: Sequence[tuple[str, str]]) -> bool:
        if _ANYTHING in sought:
            return True
        file = CipherFile(folder / DATABASE, self._key)
        if file.is_empty:
            return True  # the search index beside it has words and no ids
        ids: set[bytes] = set()
        for versions in file.pages():
            if not all(page.whole for page in versions):
                return True
            for page in versions:
                ids.update(_ID.findall(page.body))
        types = {type_name for type_name, _ in sought}
        marked = set(sought)
        return any((one, mark_of(one, found.decode())) in marked for one in types for found in ids)


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise StorageFault(
            "The profile cannot be written", str(error), "check its permissions and the disk"
        ) from error
