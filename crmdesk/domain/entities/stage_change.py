"""The fact that an opportunity went from one stage to another; written by the centre when it really does."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach
from crmdesk.domain.entities.opportunity import STAGES

STAGE_CHANGE = Entity(
    name="stage_change",
    icon="history",
    reach=Reach.PARENT,
    parent="opportunity",
    title=("to_stage",),
    inherits=("opportunity",),
    server_only=True,
    own=(
        Field(
            "opportunity", Kind.REFERENCE, Policy.SERVER, required=True, target="opportunity", indexed=True
        ),
        Field("from_stage", Kind.CHOICE, Policy.SERVER, choices=STAGES, listed=True),
        Field("to_stage", Kind.CHOICE, Policy.SERVER, required=True, choices=STAGES, listed=True),
        Field("at", Kind.INSTANT, Policy.SERVER, required=True, listed=True),
        Field("by", Kind.REFERENCE, Policy.SERVER, target="user", listed=True),
        Field("days_in_stage", Kind.INTEGER, Policy.SERVER, listed=True),
    ),
)
