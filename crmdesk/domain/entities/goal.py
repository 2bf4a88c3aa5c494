"""A quota: what a person shall sell in a month or quarter. Set at the centre, seen by them and whoever leads them."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

PERIODS = (Choice("month"), Choice("quarter"))

GOAL = Entity(
    name="goal",
    icon="flag",
    title=("starts_on",),
    server_only=True,
    own=(
        Field("period", Kind.CHOICE, Policy.SERVER, required=True, listed=True, choices=PERIODS),
        Field("starts_on", Kind.DATE, Policy.SERVER, required=True, indexed=True, listed=True),
        Field(
            "amount",
            Kind.MONEY,
            Policy.SERVER,
            required=True,
            currency="currency",
            unit="amount",
            minimum=0,
            listed=True,
        ),
        Field("currency", policy=Policy.SERVER, max_length=3, unit="amount"),
    ),
)
