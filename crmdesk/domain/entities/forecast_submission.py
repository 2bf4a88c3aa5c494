"""What somebody commits to sell in a month or quarter, for themselves or for their team. Said once, it stays as it was
said: who thinks otherwise later submits again."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy
from crmdesk.domain.entities.goal import PERIODS

FORECAST_SUBMISSION = Entity(
    name="forecast_submission",
    icon="flag",
    title=("starts_on",),
    locked_by="submitted_at",
    own=(
        Field("period", Kind.CHOICE, Policy.APPEND, required=True, listed=True, choices=PERIODS),
        Field("starts_on", Kind.DATE, Policy.APPEND, required=True, indexed=True, listed=True),
        Field(
            "covers",
            Kind.CHOICE,
            Policy.APPEND,
            required=True,
            listed=True,
            choices=(Choice("own"), Choice("team")),
        ),
        Field(
            "amount",
            Kind.MONEY,
            Policy.APPEND,
            required=True,
            currency="currency",
            unit="amount",
            minimum=0,
            listed=True,
        ),
        Field("currency", policy=Policy.APPEND, max_length=3, unit="amount"),
        Field("note", Kind.LONGTEXT, Policy.APPEND),
        Field("submitted_at", Kind.INSTANT, Policy.APPEND, required=True, listed=True),
    ),
)
