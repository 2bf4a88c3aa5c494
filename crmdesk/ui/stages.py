"""The stages of a record as the declaration of its type has them. Shows nothing itself."""

from __future__ import annotations

from crmdesk.domain.declare import Entity
from crmdesk.ui.columns import tone
from crmdesk.ui.translations import label
from crmdesk.ui.widgets.stage_bar import Stage


def stages_of(entity: Entity, field: str) -> list[Stage]:
    """The choices of a field in their order; the way there has one colour, each end its own."""
    found = []
    for choice in entity.field(field).choices:
        told = tone(entity, field, choice.key)
        shown = told if choice.end and told != "neutral" else "info"
        found.append(Stage(choice.key, label(f"{entity.name}.{field}.{choice.key}"), shown, choice.end))
    return found
