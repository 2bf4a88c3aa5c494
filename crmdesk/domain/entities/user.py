"""A person who signs in; the centre keeps the credentials elsewhere."""

from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy, Reach

USER = Entity(
    name="user",
    icon="person",
    reach=Reach.ORGANISATION,
    server_only=True,
    own=(
        Field("login", policy=Policy.SERVER, required=True, indexed=True, max_length=100, listed=True),
        Field("name", policy=Policy.SERVER, required=True, searchable=True, listed=True),
        Field(
            "role",
            Kind.CHOICE,
            Policy.SERVER,
            required=True,
            listed=True,
            choices=(Choice("rep"), Choice("manager"), Choice("admin")),
        ),
        Field("home", Kind.REFERENCE, Policy.SERVER, target="territory", listed=True),
        Field("team", Kind.REFERENCE, Policy.SERVER, target="team"),
        Field("email", policy=Policy.SERVER, personal=True),
        Field("language", policy=Policy.SERVER, max_length=20),
        Field("active", Kind.BOOL, Policy.SERVER, listed=True),
    ),
)
