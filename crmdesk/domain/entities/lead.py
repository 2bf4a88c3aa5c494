"""Somebody who may become a customer: a person and the company they speak for, until they are converted or given up."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy
from crmdesk.domain.entities.opportunity import OPPORTUNITY

CONVERTED, UNQUALIFIED = "converted", "unqualified"

LEAD = Entity(
    name="lead",
    icon="lead",
    person=True,
    title=("name", "company"),
    own=(
        Field("name", required=True, searchable=True, indexed=True, personal=True, listed=True),
        Field("company", searchable=True, listed=True),
        Field(
            "status",
            Kind.CHOICE,
            Policy.FURTHEST,
            required=True,
            indexed=True,
            listed=True,
            choices=(
                Choice("new", rank=0),
                Choice("contacted", rank=10),
                Choice("nurturing", rank=20),
                Choice("qualified", rank=30),
                # What was converted has an account and maybe a sale: it is so, whoever gave the lead up meanwhile.
                Choice(CONVERTED, rank=100, end=True, by_act=True),
                Choice(UNQUALIFIED, rank=90, end=True),
            ),
        ),
        Field("source", Kind.CHOICE, listed=True, choices=OPPORTUNITY.by_name["lead_source"].choices),
        Field("score", Kind.INTEGER, Policy.SERVER, minimum=0, maximum=100, listed=True),
        Field("title"),
        Field("industry", searchable=True),
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
        Field("website", section="reach"),
        Field("do_not_contact", Kind.BOOL, Policy.STRICTEST, section="reach"),
        Field("converted_account", Kind.REFERENCE, Policy.ASK, target="account", once=True),
        Field("converted_contact", Kind.REFERENCE, Policy.ASK, target="contact", once=True),
        Field("converted_opportunity", Kind.REFERENCE, Policy.ASK, target="opportunity", once=True),
        Field("tags", Kind.SET, Policy.UNION, max_length=60),
        Field("description", Kind.LONGTEXT, Policy.TEXT, searchable=True),
    ),
)
