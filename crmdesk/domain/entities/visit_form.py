"""A questionnaire for visits, in one of its versions. A version that was published never changes: reports that answered
it go on showing its questions; a change is a further version under the same key."""

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach
from crmdesk.domain.visit_forms import DEFINITION_BYTES, KEY_PATTERN

VISIT_FORM = Entity(
    name="visit_form",
    icon="list",
    reach=Reach.ORGANISATION,
    server_only=True,
    own=(
        Field("name", policy=Policy.SERVER, required=True, listed=True),
        Field(
            "key",
            policy=Policy.SERVER,
            required=True,
            indexed=True,
            listed=True,
            max_length=40,
            pattern=KEY_PATTERN,
        ),
        Field("version_number", Kind.INTEGER, Policy.SERVER, required=True, minimum=1, listed=True),
        Field("active", Kind.BOOL, Policy.SERVER, listed=True),
        Field("definition", Kind.JSON, Policy.SERVER, required=True, max_bytes=DEFINITION_BYTES),
    ),
)
