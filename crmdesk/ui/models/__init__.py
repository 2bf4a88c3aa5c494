"""Tables over pages that are fetched in the background. Knows rows and columns, no entity and no SQL."""

from __future__ import annotations

from crmdesk.ui.models.columns import CellText, Column, Row, RowSource
from crmdesk.ui.models.keyset import COLUMN_ROLE, ROW_ID_ROLE, VALUE_ROLE, KeysetModel
from crmdesk.ui.models.query_runner import QueryRunner

__all__ = [
    "COLUMN_ROLE",
    "ROW_ID_ROLE",
    "VALUE_ROLE",
    "CellText",
    "Column",
    "KeysetModel",
    "QueryRunner",
    "Row",
    "RowSource",
]
