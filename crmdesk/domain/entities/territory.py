"""A part of the market, in a tree; who is at home in one sees it and all below."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach

TERRITORY = Entity(
    name="territory",
    icon="pin",
    reach=Reach.ORGANISATION,
    server_only=True,
    own=(
        Field("name", policy=Policy.SERVER, required=True, searchable=True, listed=True),
        Field("parent", Kind.REFERENCE, Policy.SERVER, target="territory", indexed=True, listed=True),
    ),
)
