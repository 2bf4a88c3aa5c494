"""One product in a quote, as it is offered there; once the quote was sent, as it was offered."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach
from crmdesk.domain.entities.opportunity_line import FIGURES

QUOTE_LINE = Entity(
    name="quote_line",
    icon="money",
    reach=Reach.PARENT,
    parent="quote",
    title=("description", "product"),
    inherits=("quote",),
    locked_with="quote",
    own=(
        Field("quote", Kind.REFERENCE, Policy.ASK, required=True, target="quote", indexed=True),
        Field("product", Kind.REFERENCE, Policy.ASK, required=True, target="product", listed=True),
        Field("description", listed=True),
        *FIGURES,
    ),
)
