"""One person's part at one account, beside the account that the contact belongs to."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy

ACCOUNT_CONTACT = Entity(
    name="account_contact",
    icon="contacts",
    title=("role",),
    inherits=("account",),
    implicit=("account", "contact"),
    through=("account",),
    own=(
        Field(
            "account", Kind.REFERENCE, Policy.ASK, required=True, target="account", indexed=True, listed=True
        ),
        Field(
            "contact", Kind.REFERENCE, Policy.ASK, required=True, target="contact", indexed=True, listed=True
        ),
        Field("role", listed=True),
        Field("primary", Kind.BOOL, Policy.ASK, listed=True),
        Field("active", Kind.BOOL, listed=True),
    ),
)
