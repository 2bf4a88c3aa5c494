"""A possible sale, from first interest to won or lost."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

STAGES = (
    Choice("prospecting", rank=10, number=10),
    Choice("qualification", rank=20, number=20),
    Choice("proposal", rank=50, number=50),
    Choice("negotiation", rank=80, number=80),
    Choice("closed_won", rank=100, end=True, number=100),
    Choice("closed_lost", rank=100, end=True, number=0, asks="lost_reason"),
)
"""`number` is the probability of winning in percent; won and lost rank alike, so the one against the other asks."""

OPPORTUNITY = Entity(
    name="opportunity",
    icon="opportunities",
    inherits=("account",),
    implicit=("account",),
    closing=("stage", "amount", "currency"),
    summed=(
        "stage",
        "close_date",
        "currency",
        "probability",
        "amount",
        "owner",
        "territory",
        "forecast_category",
    ),
    own=(
        Field("name", required=True, searchable=True, indexed=True, listed=True),
        Field("account", Kind.REFERENCE, Policy.ASK, target="account", indexed=True, listed=True),
        Field(
            "stage", Kind.CHOICE, Policy.FURTHEST, required=True, indexed=True, listed=True, choices=STAGES
        ),
        Field("amount", Kind.MONEY, Policy.ASK, currency="currency", unit="amount", minimum=0, listed=True),
        Field("currency", policy=Policy.ASK, max_length=3, unit="amount"),
        Field("close_date", Kind.DATE, Policy.ASK, indexed=True, listed=True, deadline=True),
        Field("probability", Kind.INTEGER, minimum=0, maximum=100),
        Field(
            "forecast_category",
            Kind.CHOICE,
            choices=(
                Choice("pipeline"),
                Choice("best_case"),
                Choice("commit"),
                Choice("closed"),
                Choice("omitted"),
            ),
        ),
        Field("next_step", Kind.LONGTEXT, Policy.TEXT),
        Field(
            "lost_reason",
            Kind.CHOICE,
            Policy.ASK,
            choices=(
                Choice("price"),
                Choice("competitor"),
                Choice("no_budget"),
                Choice("no_decision"),
                Choice("timing"),
                Choice("other"),
            ),
        ),
        Field(
            "lead_source",
            Kind.CHOICE,
            choices=(
                Choice("referral"),
                Choice("web"),
                Choice("event"),
                Choice("call"),
                Choice("partner"),
                Choice("other"),
            ),
        ),
        Field("product", Kind.REFERENCE, target="product", listed=True),
        Field("engaged_on", Kind.DATE),
        Field("contacts", Kind.SET, Policy.UNION, target="contact", section="people"),
        Field("competitors", Kind.SET, Policy.UNION, max_length=200, section="people"),
        Field("tags", Kind.SET, Policy.UNION, max_length=60),
        Field("description", Kind.LONGTEXT, Policy.TEXT, searchable=True),
    ),
)
