"""A note on an account, a contact, an opportunity or a lead."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy

NOTE = Entity(
    name="note",
    icon="note",
    activity=True,
    title=("subject", "body"),
    inherits=("opportunity", "account", "lead"),
    implicit=("account", "lead"),
    summed=("created_at",),
    own=(
        Field("subject", searchable=True, listed=True),
        Field("body", Kind.LONGTEXT, Policy.TEXT, required=True, searchable=True, listed=True),
        Field("account", Kind.REFERENCE, target="account", indexed=True, listed=True),
        Field("opportunity", Kind.REFERENCE, target="opportunity", indexed=True),
        Field("contact", Kind.REFERENCE, target="contact", indexed=True),
        Field("lead", Kind.REFERENCE, target="lead", indexed=True),
    ),
)
