"""An e-mail that was exchanged with a customer. What it said stays as it was; what it is about can be put right."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

EMAIL = Entity(
    name="email",
    icon="mail",
    activity=True,
    title=("subject",),
    inherits=("opportunity", "account", "lead"),
    implicit=("account", "lead"),
    own=(
        Field("subject", policy=Policy.APPEND, required=True, searchable=True, listed=True),
        Field("account", Kind.REFERENCE, target="account", indexed=True, listed=True),
        Field("opportunity", Kind.REFERENCE, target="opportunity", indexed=True),
        Field("lead", Kind.REFERENCE, target="lead", indexed=True),
        Field(
            "direction",
            Kind.CHOICE,
            Policy.APPEND,
            required=True,
            listed=True,
            choices=(Choice("outbound"), Choice("inbound")),
        ),
        Field("contacts", Kind.SET, Policy.UNION, target="contact"),
        Field("sent_at", Kind.INSTANT, Policy.APPEND, indexed=True, listed=True),
        Field("body", Kind.LONGTEXT, Policy.APPEND, searchable=True),
        Field("message_id", policy=Policy.APPEND, indexed=True, by_act=True),
    ),
)
"""`message_id` is that of RFC 5322 without its brackets: by it a mail that is logged already is known again."""
