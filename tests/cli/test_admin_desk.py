"""How `crmdesk admin` comes to its centre, and what it says where there is none."""

from __future__ import annotations

import pytest

from tests.cli.headless import invoke
from tests.support import free_port


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("mysql://crm@127.0.0.1/crm", 2, "No such kind of database. mysql."),
        (
            "postgresql://crm@127.0.0.1:{port}/crm",
            13,
            "The database cannot be used. connection failed: ",
        ),
    ],
)
def test_a_database_that_is_none_is_said_in_one_line(url: str, code: int, said: str) -> None:
    result = invoke("admin", "--database-url", url.format(port=free_port()), "stats")
    assert result.code == code
    assert result.err.startswith(said)
    assert result.err.count("\n") == 1
    assert "damaged" not in result.err
