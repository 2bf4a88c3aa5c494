"""People who work under one manager."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach

TEAM = Entity(
    name="team",
    icon="contacts",
    reach=Reach.ORGANISATION,
    server_only=True,
    own=(
        Field("name", policy=Policy.SERVER, required=True, searchable=True, listed=True),
        Field("lead", Kind.REFERENCE, Policy.SERVER, target="user", listed=True),
        Field("area", Kind.REFERENCE, Policy.SERVER, target="territory", listed=True),
    ),
)
