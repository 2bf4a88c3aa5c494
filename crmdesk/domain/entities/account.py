"""A company the organisation deals with."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

ACCOUNT = Entity(
    name="account",
    icon="accounts",
    own=(
        Field("name", policy=Policy.ASK, required=True, searchable=True, indexed=True, listed=True),
        Field("number", policy=Policy.SERVER, searchable=True, unique=True),
        Field(
            "type",
            Kind.CHOICE,
            listed=True,
            choices=(
                Choice("prospect"),
                Choice("customer"),
                Choice("partner"),
                Choice("supplier"),
                Choice("competitor"),
            ),
        ),
        Field("industry", searchable=True, listed=True),
        Field("tier", Kind.CHOICE, listed=True, choices=(Choice("a"), Choice("b"), Choice("c"))),
        Field(
            "relationship_stage",
            Kind.CHOICE,
            choices=(
                Choice("starting"),
                Choice("growing"),
                Choice("steady"),
                Choice("at_risk"),
                Choice("ended"),
            ),
        ),
        Field("visit_interval", Kind.INTEGER, minimum=1, maximum=3650),
        Field("employees", Kind.INTEGER, minimum=0, section="profile"),
        Field(
            "annual_revenue",
            Kind.MONEY,
            currency="annual_revenue_currency",
            unit="annual_revenue",
            section="profile",
        ),
        Field("annual_revenue_currency", max_length=3, unit="annual_revenue", section="profile"),
        Field("founded", Kind.INTEGER, minimum=1000, maximum=2199, section="profile"),
        Field("website", section="reach"),
        Field("phones", Kind.SET, Policy.UNION, max_length=60, section="reach", searchable=True),
        Field("emails", Kind.SET, Policy.UNION, max_length=254, section="reach", searchable=True),
        Field("billing_address", Kind.ADDRESS, Policy.ASK, section="places"),
        Field("visiting_address", Kind.ADDRESS, Policy.ASK, section="places"),
        Field("location", Kind.POSITION, section="places"),
        Field("opening_hours", section="places"),
        Field("parent", Kind.REFERENCE, Policy.ASK, target="account", indexed=True, section="profile"),
        Field("tags", Kind.SET, Policy.UNION, max_length=60),
        Field("description", Kind.LONGTEXT, Policy.TEXT, searchable=True),
    ),
)
