"""Something to do by a day."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

TASK = Entity(
    name="task",
    icon="task",
    activity=True,
    title=("subject",),
    inherits=("opportunity", "account", "lead"),
    implicit=("account", "lead"),
    summed=("due_on", "status", "owner"),
    own=(
        Field("subject", required=True, searchable=True, listed=True),
        Field(
            "status",
            Kind.CHOICE,
            Policy.FURTHEST,
            required=True,
            indexed=True,
            listed=True,
            choices=(
                Choice("not_started", rank=0),
                Choice("started", rank=1),
                Choice("deferred", rank=1),
                Choice("completed", rank=2, end=True),
                Choice("cancelled", rank=2, end=True),
            ),
        ),
        Field("due_on", Kind.DATE, indexed=True, listed=True, deadline=True),
        Field(
            "priority", Kind.CHOICE, listed=True, choices=(Choice("low"), Choice("normal"), Choice("high"))
        ),
        Field("account", Kind.REFERENCE, target="account", indexed=True, listed=True),
        Field("opportunity", Kind.REFERENCE, target="opportunity", indexed=True),
        Field("contact", Kind.REFERENCE, target="contact"),
        Field("lead", Kind.REFERENCE, target="lead", indexed=True),
        Field("reminder_at", Kind.INSTANT, indexed=True),
        Field("notes", Kind.LONGTEXT, Policy.TEXT, searchable=True),
    ),
)
