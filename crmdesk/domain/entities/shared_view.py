"""A view of a list that its owner shares: everybody may use and copy it, only the owner changes it.

It says what to look for, never what was found: each person sees through it what they see anyway.
"""

from crmdesk.domain.declare import Entity, Field, Kind, Reach

SHARED_VIEW = Entity(
    name="shared_view",
    icon="list",
    reach=Reach.ORGANISATION,
    owner_only=True,
    system=True,
    own=(
        Field("name", required=True, max_length=60),
        Field("shows", required=True, indexed=True, max_length=60, pattern="[a-z_]+"),
        Field("team", Kind.REFERENCE, target="team"),
        Field("definition", Kind.JSON, required=True),
    ),
)
"""`shows` is the type of the records in the list; `team` None: it is offered to everybody. `definition` is read by
`domain/list_views.py`."""
