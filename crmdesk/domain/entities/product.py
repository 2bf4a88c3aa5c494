"""Something the organisation sells; kept at the centre."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach

PRODUCT = Entity(
    name="product",
    icon="star",
    reach=Reach.ORGANISATION,
    server_only=True,
    own=(
        Field("name", policy=Policy.SERVER, required=True, searchable=True, indexed=True, listed=True),
        Field("code", policy=Policy.SERVER, searchable=True, listed=True),
        Field("family", policy=Policy.SERVER, listed=True),
        Field("description", Kind.LONGTEXT, Policy.SERVER),
        Field("active", Kind.BOOL, Policy.SERVER, listed=True),
    ),
)
