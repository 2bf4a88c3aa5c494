"""A file that hangs on a record. The record travels like any other; its bytes go apart, named by their hash."""

from crmdesk.domain.attachments import (
    HASH_PATTERN,
    MAX_BYTES,
    MEDIA_TYPES,
    NAME_LENGTH,
    NAME_PATTERN,
)
from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy, Reach
from crmdesk.domain.identifiers import ID_PATTERN
from crmdesk.domain.visit_forms import KEY_PATTERN

BEARERS = ("account", "contact", "opportunity", "visit", "task", "call", "meeting", "note")
"""The types of records that files hang on."""

ATTACHMENT = Entity(
    name="attachment",
    icon="attachment",
    reach=Reach.PARENT,
    parent="record",
    parent_type="record_type",
    title=("file_name",),
    own=(
        Field(
            "file_name",
            required=True,
            searchable=True,
            listed=True,
            max_length=NAME_LENGTH,
            pattern=NAME_PATTERN,
        ),
        Field("caption", searchable=True, listed=True),
        Field("taken_at", Kind.INSTANT),
        Field("question", max_length=40, pattern=KEY_PATTERN),
        Field(
            "record_type",
            Kind.CHOICE,
            required=True,
            choices=tuple(Choice(name) for name in BEARERS),
            unit="record",
        ),
        Field("record", required=True, indexed=True, max_length=36, pattern=ID_PATTERN, unit="record"),
        Field(
            "media_type",
            Kind.CHOICE,
            Policy.APPEND,
            required=True,
            listed=True,
            choices=tuple(Choice(media.name) for media in MEDIA_TYPES),
            section="content",
            unit="content",
        ),
        Field(
            "size",
            Kind.INTEGER,
            Policy.APPEND,
            required=True,
            listed=True,
            minimum=1,
            maximum=MAX_BYTES,
            section="content",
            unit="content",
        ),
        Field(
            "sha256",
            policy=Policy.APPEND,
            required=True,
            indexed=True,
            max_length=64,
            pattern=HASH_PATTERN,
            section="content",
            unit="content",
        ),
        Field("width", Kind.INTEGER, Policy.APPEND, minimum=1, section="content", unit="content"),
        Field("height", Kind.INTEGER, Policy.APPEND, minimum=1, section="content", unit="content"),
        Field(
            "thumbnail",
            policy=Policy.APPEND,
            indexed=True,
            max_length=64,
            pattern=HASH_PATTERN,
            section="content",
            unit="content",
        ),
    ),
)
