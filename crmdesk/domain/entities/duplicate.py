"""A merge case: two records that share a value which should be of one alone. Written by the centre, it holds no value
itself and is seen only by whoever sees both."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy, Reach

DUPLICATE = Entity(
    name="duplicate",
    icon="duplicate",
    reach=Reach.BETWEEN,
    between=("record", "other"),
    parent_type="record_type",
    title=("record_type",),
    server_only=True,
    system=True,
    own=(
        Field("record_type", policy=Policy.SERVER, required=True),
        Field("record", policy=Policy.SERVER, required=True, indexed=True),
        Field("other", policy=Policy.SERVER, required=True, indexed=True),
        Field("fields", Kind.SET, Policy.SERVER),
        Field("at", Kind.INSTANT, Policy.SERVER),
        Field(
            "state",
            Kind.CHOICE,
            Policy.SERVER,
            required=True,
            choices=(Choice("open"), Choice("dismissed")),
        ),
        Field("dismissed_by", Kind.REFERENCE, Policy.SERVER, target="user"),
        Field("dismissed_at", Kind.INSTANT, Policy.SERVER),
    ),
)
"""`record` came to hold the value second, `other` had it first."""
