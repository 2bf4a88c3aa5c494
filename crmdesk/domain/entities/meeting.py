"""A meeting that is no visit: at the office, by video, with several people."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

MEETING = Entity(
    name="meeting",
    icon="meeting",
    activity=True,
    title=("subject",),
    inherits=("opportunity", "account", "lead"),
    implicit=("account", "lead"),
    own=(
        Field("subject", required=True, searchable=True, listed=True),
        Field("account", Kind.REFERENCE, target="account", indexed=True, listed=True),
        Field("opportunity", Kind.REFERENCE, target="opportunity", indexed=True),
        Field("lead", Kind.REFERENCE, target="lead", indexed=True),
        Field(
            "status",
            Kind.CHOICE,
            Policy.FURTHEST,
            required=True,
            indexed=True,
            listed=True,
            choices=(
                Choice("planned", rank=0),
                Choice("held", rank=2, end=True),
                Choice("not_held", rank=1, end=True),
            ),
        ),
        Field("starts_at", Kind.INSTANT, unit="when", indexed=True, listed=True),
        Field("ends_at", Kind.INSTANT, unit="when"),
        Field("place"),
        Field("attendees", Kind.SET, Policy.UNION, target="contact"),
        Field("reminder_at", Kind.INSTANT, indexed=True),
        Field("calendar_uid", indexed=True, by_act=True),
        Field("outcome", section="report"),
        Field("notes", Kind.LONGTEXT, Policy.TEXT, searchable=True, section="report"),
    ),
)
