"""What a product costs in one price book; kept at the centre."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach

PRICE_BOOK_ENTRY = Entity(
    name="price_book_entry",
    icon="money",
    reach=Reach.ORGANISATION,
    title=("price_book", "product"),
    server_only=True,
    own=(
        Field(
            "product",
            Kind.REFERENCE,
            Policy.SERVER,
            required=True,
            target="product",
            indexed=True,
            listed=True,
        ),
        Field("price_book", policy=Policy.SERVER, required=True, listed=True),
        Field("price", Kind.MONEY, Policy.SERVER, currency="currency", unit="price", minimum=0, listed=True),
        Field("currency", policy=Policy.SERVER, max_length=3, unit="price", listed=True),
    ),
)
