"""What documents say of their sender: the organisation's name, postal address and whatever its papers carry."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach

LETTERHEAD = Entity(
    name="letterhead",
    icon="accounts",
    reach=Reach.ORGANISATION,
    server_only=True,
    own=(
        Field("name", policy=Policy.SERVER, required=True, listed=True, max_length=200),
        Field("address", Kind.ADDRESS, Policy.SERVER),
        Field("phone", policy=Policy.SERVER, listed=True, max_length=60),
        Field("email", policy=Policy.SERVER, listed=True, max_length=200),
        Field("website", policy=Policy.SERVER, max_length=200),
        Field("tax_number", policy=Policy.SERVER, max_length=60),
        Field("bank", policy=Policy.SERVER, max_length=300),
    ),
)
"""There is one; it is set with `crmdesk admin org letterhead`."""
