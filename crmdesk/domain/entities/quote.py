"""An offer to a customer: what, for how much, until when. Sent once, it stays as it was sent; who thinks otherwise
later revises it, which makes another one."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

DRAFT, SENT, ACCEPTED, REJECTED, EXPIRED = "draft", "sent", "accepted", "rejected", "expired"
LANGUAGES = ("en", "ko", "zh_CN", "zh_TW")

QUOTE = Entity(
    name="quote",
    icon="quote",
    inherits=("opportunity", "account"),
    implicit=("account",),
    own=(
        Field("name", required=True, searchable=True, indexed=True, listed=True),
        Field("number", policy=Policy.SERVER, searchable=True, indexed=True, listed=True, serial="Q"),
        Field(
            "status",
            Kind.CHOICE,
            Policy.FURTHEST,
            required=True,
            indexed=True,
            listed=True,
            choices=(
                Choice(DRAFT, rank=0),
                Choice(SENT, rank=10, locks=True, by_act=True),
                # Accepted here and rejected there rank alike: somebody has to say which it is.
                Choice(ACCEPTED, rank=30, end=True, locks=True, by_act=True),
                Choice(REJECTED, rank=30, end=True, locks=True, by_act=True),
                Choice(EXPIRED, rank=20, end=True, locks=True, by_act=True),
            ),
        ),
        Field("account", Kind.REFERENCE, Policy.ASK, target="account", indexed=True, listed=True),
        Field("opportunity", Kind.REFERENCE, Policy.ASK, target="opportunity", indexed=True),
        Field("contact", Kind.REFERENCE, target="contact"),
        Field("issued_on", Kind.DATE),
        Field("valid_until", Kind.DATE, indexed=True, listed=True, deadline=True),
        Field(
            "amount",
            Kind.MONEY,
            currency="currency",
            unit="amount",
            minimum=0,
            indexed=True,
            listed=True,
            by_act=True,
        ),
        Field("currency", max_length=3, unit="amount"),
        Field("tax_rate", Kind.DECIMAL, Policy.ASK, scale=2, minimum=0, maximum=100),
        Field("language", Kind.CHOICE, choices=tuple(Choice(code) for code in LANGUAGES)),
        Field("revision", Kind.INTEGER, minimum=1, maximum=9_999, by_act=True),
        Field("revises", Kind.REFERENCE, target="quote", by_act=True),
        Field("terms", Kind.LONGTEXT, Policy.TEXT),
        Field("notes", Kind.LONGTEXT, Policy.TEXT, searchable=True),
    ),
)
"""`amount` is what the customer was asked to pay, tax included; it is said when the quote is sent."""
