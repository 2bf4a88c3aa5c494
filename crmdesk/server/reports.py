"""The checks of visit reports (`domain/visits.py`) on what stands in a batch. It judges nothing itself."""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain import visits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.values import Value
from crmdesk.server.batch import Batch


class Reports:
    """Checks what one asker changes of visits, their files and amendments."""

    def __init__(self, batch: Batch, catalogue: Catalogue, role: str, *, central: bool) -> None:
        self._batch = batch
        self._catalogue = catalogue
        self._writer = visits.Writer(role, central)

    def check(self, mutation: Mutation) -> None:
        """Raises what `visits.check_report` raises."""
        visits.check_report(self._catalogue, mutation, self._writer, self._find)

    def _find(self, type_name: str, record_id: str) -> Mapping[str, Value] | None:
        row = self._batch.row(self._batch.stands_for((type_name, record_id)))
        return row.fields if row is not None else None
