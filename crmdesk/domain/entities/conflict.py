"""Two people's different values, waiting for a person to choose; written by the centre, seen with its record."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy, Reach

CONFLICT = Entity(
    name="conflict",
    icon="conflict",
    reach=Reach.PARENT,
    parent="record",
    parent_type="record_type",
    title=("record_type",),
    server_only=True,
    system=True,
    own=(
        Field("record_type", policy=Policy.SERVER, required=True),
        Field("record", policy=Policy.SERVER, required=True, indexed=True),
        Field(
            "about",
            Kind.CHOICE,
            Policy.SERVER,
            required=True,
            choices=(Choice("fields"), Choice("delete"), Choice("edit_of_deleted")),
        ),
        Field("base", Kind.JSON, Policy.SERVER),
        Field("mine", Kind.JSON, Policy.SERVER),
        Field("theirs", Kind.JSON, Policy.SERVER),
        Field("mine_by", Kind.REFERENCE, Policy.SERVER, target="user"),
        Field("theirs_by", Kind.REFERENCE, Policy.SERVER, target="user"),
        Field("op_id", policy=Policy.SERVER, indexed=True),
        Field("at", Kind.INSTANT, Policy.SERVER),
        Field(
            "state",
            Kind.CHOICE,
            Policy.SERVER,
            required=True,
            indexed=True,
            choices=(Choice("open"), Choice("resolved")),
        ),
        Field("resolution", Kind.JSON, Policy.SERVER),
        Field("resolved_by", Kind.REFERENCE, Policy.SERVER, target="user"),
        Field("resolved_at", Kind.INSTANT, Policy.SERVER),
    ),
)
