"""One product in an opportunity: how many, at which price."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach

FIGURES = (
    Field("quantity", Kind.DECIMAL, Policy.ASK, scale=3, minimum=0, listed=True),
    Field("price", Kind.MONEY, Policy.ASK, currency="currency", unit="price", minimum=0, listed=True),
    Field("currency", policy=Policy.ASK, max_length=3, unit="price"),
    Field("discount", Kind.DECIMAL, Policy.ASK, scale=2, minimum=0, maximum=100, listed=True),
    Field("line_number", Kind.INTEGER, minimum=1, maximum=9_999),
)
"""What a line says of its product; lines stand in the order of their numbers."""

OPPORTUNITY_LINE = Entity(
    name="opportunity_line",
    icon="money",
    reach=Reach.PARENT,
    parent="opportunity",
    title=("product",),
    inherits=("opportunity",),
    own=(
        Field("opportunity", Kind.REFERENCE, Policy.ASK, required=True, target="opportunity", indexed=True),
        Field("product", Kind.REFERENCE, Policy.ASK, required=True, target="product", listed=True),
        *FIGURES,
    ),
)
