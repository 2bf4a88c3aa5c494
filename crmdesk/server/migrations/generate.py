"""Writes the next migration, after a change of declarations: `python -m crmdesk.server.migrations.generate NAME`.

It compares what the chain makes with what the tables say, on an empty SQLite database. A person reviews it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import MetaData

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.server.database import data_url, open_database, reading
from crmdesk.server.identity_tables import identity_tables
from crmdesk.server.migrating import migrate
from crmdesk.server.migrations import LATEST
from crmdesk.server.tables import build_tables

_TEMPLATE = '''"""{name}.{reason}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {previous}


def upgrade() -> None:
    """One step forward."""
    {code}
'''
_REASON = """

over 400 lines because it creates every table, frozen as the declarations stood.
"""


def whole_metadata(catalogue: Catalogue = CATALOGUE) -> MetaData:
    """Every table of a centre, as declared today."""
    tables = build_tables(catalogue)
    identity_tables(tables.metadata)
    return tables.metadata


def render(metadata: MetaData) -> str:
    """The body of the migration from the chain's head to `metadata`; `pass` if they agree."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(data_url(Path(folder)))
        migrate(engine)
        with reading(engine) as connection:
            context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
            script = produce_migrations(context, metadata)
        engine.dispose()
    if script.upgrade_ops is None or script.upgrade_ops.is_empty():
        return "pass"
    code = render_python_code(script.upgrade_ops, render_as_batch=True)
    return re.sub(r"^ *# ###.*$\n?", "", code, flags=re.MULTILINE).strip()


def write(name: str, revision: str, previous: str | None) -> Path:
    """The file of the next migration."""
    code = render(whole_metadata())
    text = _TEMPLATE.format(
        name=name.capitalize(),
        reason=_REASON if code.count("\n") > 350 else "",
        revision=revision,
        previous="None" if previous is None else f'"{previous}"',
        code=code,
    )
    path = Path(__file__).parent / "versions" / f"v{revision}_{re.sub(r'[^a-z0-9]+', '_', name.lower())}.py"
    path.write_text(text, "utf-8")
    return path


if __name__ == "__main__":
    following = f"{int(LATEST) + 1:04d}"
    sys.stdout.write(
        f"{write(' '.join(sys.argv[1:]) or 'change', following, LATEST)}\nnow set LATEST = {following!r}\n"
    )
