"""A correction of a submitted visit. The report stays as it was said, and this stands beside it; said once, it stays as
well: whoever finds it wrong amends again."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach

VISIT_AMENDMENT = Entity(
    name="visit_amendment",
    icon="edit",
    activity=True,
    reach=Reach.PARENT,
    parent="visit",
    title=("field",),
    inherits=("visit",),
    locked_by="amended_at",
    own=(
        Field("visit", Kind.REFERENCE, Policy.APPEND, required=True, target="visit", indexed=True),
        Field("field", policy=Policy.APPEND, required=True, max_length=60, listed=True),
        Field("value", Kind.JSON, Policy.APPEND, max_bytes=72 * 1024),
        Field("reason", Kind.LONGTEXT, Policy.APPEND, required=True, listed=True),
        Field("amended_at", Kind.INSTANT, Policy.APPEND, required=True, listed=True),
    ),
)
