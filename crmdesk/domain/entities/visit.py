"""A call on a customer in person: planned, checked in, reported, submitted and then locked."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy

PRESENCE = (
    Field("at", Kind.INSTANT, required=True),
    Field("zone", max_length=64),
    Field("lat", Kind.DECIMAL, scale=6, minimum=-90, maximum=90),
    Field("lon", Kind.DECIMAL, scale=6, minimum=-180, maximum=180),
    Field("accuracy", Kind.INTEGER, minimum=0),
    Field("how", max_length=40),
)
"""What a check-in says: when, in which time zone, where (degrees), how exactly (metres), and how that is known."""

STROKE = r"\d{1,4},\d{1,4}"
SIGNATURE = (
    Field("name", required=True, max_length=200),
    Field("at", Kind.INSTANT, required=True),
    Field("how", required=True, pattern="drawn|paper"),
    Field("strokes", max_length=12_000, pattern=f"{STROKE}(?:[ ;]{STROKE})*"),
)
"""Who signed, when, whether here or on paper, and the strokes of the pen: points `x,y` from the pad's corner on, apart
by spaces, strokes by semicolons."""

VISIT = Entity(
    name="visit",
    icon="visit",
    activity=True,
    title=("purpose",),
    inherits=("opportunity", "account"),
    implicit=("account",),
    locked_by="submitted_at",
    summed=("account", "planned_start", "status", "owner"),
    own=(
        Field("purpose", searchable=True, listed=True),
        Field("account", Kind.REFERENCE, required=True, target="account", indexed=True, listed=True),
        Field("opportunity", Kind.REFERENCE, target="opportunity", indexed=True),
        Field("contacts", Kind.SET, Policy.UNION, target="contact"),
        Field(
            "status",
            Kind.CHOICE,
            Policy.FURTHEST,
            required=True,
            indexed=True,
            listed=True,
            choices=(
                Choice("planned", rank=0),
                Choice("in_progress", rank=1),
                Choice("completed", rank=3, end=True),
                Choice("missed", rank=2, end=True),
                Choice("cancelled", rank=3, end=True),
            ),
        ),
        Field("planned_start", Kind.INSTANT, unit="planned", indexed=True, listed=True),
        Field("planned_end", Kind.INSTANT, unit="planned"),
        # No member of the unit: what laptops without it send of the times must remain whole.
        Field("time_agreed", Kind.BOOL),
        Field("reminder_at", Kind.INSTANT, indexed=True),
        Field("check_in", Kind.JSON, Policy.APPEND, parts=PRESENCE, section="presence"),
        Field("check_out", Kind.JSON, Policy.APPEND, parts=PRESENCE, section="presence"),
        Field(
            "outcome",
            Kind.CHOICE,
            listed=True,
            section="report",
            choices=(
                Choice("successful"),
                Choice("follow_up"),
                Choice("no_interest"),
                Choice("not_met"),
            ),
        ),
        Field("notes", Kind.LONGTEXT, Policy.TEXT, searchable=True, section="report"),
        Field("next_step", Kind.LONGTEXT, Policy.TEXT, section="report"),
        Field("products", Kind.SET, Policy.UNION, target="product", section="report"),
        Field("samples", Kind.INTEGER, Policy.ADD, minimum=0, maximum=100_000, section="report"),
        Field(
            "form",
            Kind.REFERENCE,
            Policy.KEYS,
            target="visit_form",
            unit="answers",
            section="answers",
            by_act=True,
        ),
        Field("answers", Kind.JSON, Policy.KEYS, unit="answers", max_bytes=32 * 1024, section="answers"),
        Field("signature", Kind.JSON, Policy.APPEND, parts=SIGNATURE, personal=True, section="presence"),
        Field("tags", Kind.SET, Policy.UNION, max_length=60, section="report"),
        Field("submitted_at", Kind.INSTANT, Policy.APPEND, section="report"),
    ),
)
