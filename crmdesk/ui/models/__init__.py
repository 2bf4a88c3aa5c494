"""Tables over pages that are fetched in the background. Knows rows and columns, no entity and no SQL.

The model itself comes from `keyset.py`, with the first table.
"""

from __future__ import annotations

from crmdesk.ui.models.columns import CellText, Column, HeadWords, Row, RowSource
from crmdesk.ui.models.query_runner import QueryRunner

__all__ = [
    "CellText",
    "Column",
    "HeadWords",
    "QueryRunner",
    "Row",
    "RowSource",
]
