"""A product that was left with the customer on a visit, and how many of it. Once the report is submitted, it stays."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach

VISIT_SAMPLE = Entity(
    name="visit_sample",
    icon="star",
    activity=True,
    reach=Reach.PARENT,
    parent="visit",
    title=("product",),
    inherits=("visit",),
    locked_with="visit",
    own=(
        Field("visit", Kind.REFERENCE, Policy.ASK, required=True, target="visit", indexed=True),
        Field(
            "product",
            Kind.REFERENCE,
            Policy.ASK,
            required=True,
            target="product",
            indexed=True,
            listed=True,
        ),
        Field("quantity", Kind.INTEGER, Policy.ADD, minimum=0, maximum=100_000, listed=True),
        Field("line_number", Kind.INTEGER, minimum=1, maximum=9_999),
    ),
)
"""Two people who count what they left of one product on one visit add up (docs/decisions/0021-samples-are-lines.md)."""
