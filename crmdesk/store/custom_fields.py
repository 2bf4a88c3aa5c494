"""The organisation's custom fields as this laptop knows them. Making their columns is `migrations.align`'s work."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.domain.custom_fields import CustomField
from crmdesk.store.connection import Connection
from crmdesk.store.rows import quote
from crmdesk.store.settings import read_typed, write_setting

_SETTING = "custom_fields"


def read_customs(connection: Connection) -> tuple[CustomField, ...]:
    """The fields, removed ones too, as the centre told them last."""
    return tuple(read_typed(connection, _SETTING, list[CustomField]) or ())


def adopt(connection: Connection, known: Sequence[CustomField], customs: Sequence[CustomField]) -> None:
    """Keeps `customs` in place of `known`; columns of fields that went or changed their kind are emptied.

    The columns stay: a query that runs beside this must not miss one. The centre has emptied the fields as well, so
    what is shown agrees; what is still to be sent keeps its values in the outbox.
    """
    still = {(custom.type, custom.name, custom.kind) for custom in customs if custom.live}
    for custom in known:
        if custom.live and (custom.type, custom.name, custom.kind) not in still:
            column = quote(custom.name)
            connection.execute(f"UPDATE {quote(custom.type)} SET {column} = NULL WHERE {column} IS NOT NULL")
            connection.execute(
                "UPDATE base SET image = json_remove(image, ?) WHERE type = ?",
                (f"$.{custom.name}", custom.type),
            )
    write_setting(connection, _SETTING, list(customs) or None)
