"""A person at an account."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

CONTACT = Entity(
    name="contact",
    icon="contacts",
    person=True,
    inherits=("account",),
    implicit=("account",),
    through=("account",),
    own=(
        Field("name", required=True, searchable=True, indexed=True, personal=True, listed=True),
        Field("family_name", personal=True, section="name"),
        Field("given_name", personal=True, section="name"),
        Field("account", Kind.REFERENCE, target="account", indexed=True, listed=True),
        Field("title", listed=True),
        Field("department"),
        Field(
            "role",
            Kind.CHOICE,
            choices=(
                Choice("decision_maker"),
                Choice("influencer"),
                Choice("user"),
                Choice("gatekeeper"),
                Choice("buyer"),
            ),
        ),
        Field(
            "phones",
            Kind.SET,
            Policy.UNION,
            max_length=60,
            personal=True,
            section="reach",
            listed=True,
            searchable=True,
        ),
        Field(
            "emails",
            Kind.SET,
            Policy.UNION,
            max_length=254,
            personal=True,
            section="reach",
            listed=True,
            searchable=True,
            unique=True,
        ),
        Field(
            "preferred_channel",
            Kind.CHOICE,
            section="reach",
            choices=(
                Choice("phone"),
                Choice("email"),
                Choice("message"),
                Choice("visit"),
            ),
        ),
        Field("preferred_language", max_length=20, section="reach"),
        Field("do_not_contact", Kind.BOOL, Policy.STRICTEST, section="reach"),
        Field("birthday", Kind.DATE, personal=True, section="person"),
        Field("reports_to", Kind.REFERENCE, target="contact", section="person"),
        Field("personal_facts", Kind.LONGTEXT, Policy.TEXT, personal=True, section="person"),
        Field("tags", Kind.SET, Policy.UNION, max_length=60),
    ),
)
