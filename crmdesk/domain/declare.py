"""The vocabulary that entities are declared in; everything else (tables, wire, forms, search, import) follows from it.

It knows no entity by name and no storage. A `Catalogue` is the set of declarations in force; it is passed in
everywhere, so that a field added at run time travels through the same code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from crmdesk.domain.errors import InvalidValue, NoSuchRecord


class Kind(StrEnum):
    """What a value is. The canonical form of each is in `domain/values.py`."""

    TEXT = "text"
    LONGTEXT = "longtext"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOL = "bool"
    DATE = "date"
    INSTANT = "instant"
    CHOICE = "choice"
    REFERENCE = "reference"
    SET = "set"
    ADDRESS = "address"
    POSITION = "position"
    JSON = "json"


class Policy(StrEnum):
    """What happens when two people changed the same field (docs/sync.md, "Merging")."""

    LATEST = "latest"
    ASK = "ask"
    UNION = "union"
    ADD = "add"
    TEXT = "text"
    FURTHEST = "furthest"
    APPEND = "append"
    STRICTEST = "strictest"
    KEYS = "keys"
    SERVER = "server"


class Reach(StrEnum):
    """How a record gets its place in the territories (docs/sync.md, "Who sees and edits")."""

    ORGANISATION = "organisation"
    """Everyone in the organisation sees it."""
    OWNED = "owned"
    """It has an owner and a territory of its own."""
    PARENT = "parent"
    """Whoever sees its parent (`Entity.parent`) sees it."""
    BETWEEN = "between"
    """Only who sees all the records that it stands between (`Entity.between`) sees it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field. `rank` orders `furthest`; an `end` closes the record (won, lost, completed)."""

    key: str
    rank: int = 0
    end: bool = False
    number: int | None = None
    """A figure that comes with the choice: a stage's probability in percent."""
    by_act: bool = False
    """An act of its own leads there, which does more than set the field: no form offers it."""
    locks: bool = False
    """Once this is said, the record and its lines take no other edits until another choice takes it back."""
    asks: str | None = None
    """The field that says why: wherever this is chosen it is asked for. It may stay unsaid."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entity. Its label key is `<type>.<name>`, a choice's is `<type>.<name>.<key>`."""

    name: str
    kind: Kind = Kind.TEXT
    policy: Policy = Policy.LATEST
    required: bool = False
    searchable: bool = False
    indexed: bool = False
    personal: bool = False
    choices: tuple[Choice, ...] = ()
    target: str | None = None
    """The type that a reference, or each element of a set of references, points to."""
    scale: int = 2
    """Digits after the point of a decimal."""
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 500
    """Characters of a text or of one element of a set; a longtext is bounded by 64 KB instead."""
    pattern: str | None = None
    """A regular expression that the whole of a text must match."""
    unit: str | None = None
    """Fields of one entity with the same unit are merged as one value (amount + currency)."""
    currency: str | None = None
    """For money: the name of the field that holds its ISO 4217 code."""
    parts: tuple[Field, ...] = ()
    """For JSON: the object holds exactly these, each a value of its own kind. Without parts it is any JSON."""
    max_bytes: int = 16 * 1024
    """Of JSON in canonical form."""
    section: str = "main"
    """The part of the form it is shown in."""
    listed: bool = False
    """Shown as a column of the list until the user chooses columns."""
    label: str | None = None
    """Of a custom field: what people call it, in their own words."""
    retyped: bool = False
    """Of a custom field: it was of another kind before."""
    derived: bool = False
    """Written by nobody directly; computed where it is shown or by the server."""
    unique: bool = False
    """Two records with one value (of a set: one element) may be the same thing: a merge case asks (`unique.py`)."""

    deadline: bool = False
    """The day by which the record should have come to an end: past it, one that has not is overdue."""

    once: bool = False
    """Once it says something, an edit that would have it say something else is refused with all that was saved with it;
    only who has seen what it says may empty it. It comes with an act (a conversion) and is in no form."""

    by_act: bool = False
    """It comes with an act (a quote is sent, a calendar is imported) and is in no form."""
    serial: str | None = None
    """The centre gives the record a number of its own that begins so (`server/serials.py`)."""

    @property
    def writable(self) -> bool:
        """Whether a laptop may write it at all."""
        return self.policy is not Policy.SERVER and not self.derived

    def choice(self, key: str | None) -> Choice | None:
        return next((choice for choice in self.choices if choice.key == key), None)


COMMON: tuple[Field, ...] = (
    Field("owner", Kind.REFERENCE, Policy.SERVER, target="user", indexed=True, section="record"),
    Field("territory", Kind.REFERENCE, Policy.SERVER, target="territory", indexed=True, section="record"),
    Field("created_at", Kind.INSTANT, Policy.SERVER, section="record"),
    Field("created_by", Kind.REFERENCE, Policy.SERVER, target="user", section="record"),
    Field("updated_at", Kind.INSTANT, Policy.SERVER, section="record"),
    Field("updated_by", Kind.REFERENCE, Policy.SERVER, target="user", section="record"),
)
"""Fields that every entity has, after its own."""


@dataclass(frozen=True)
class Entity:
    """One kind of record. `own` are its declared fields; `fields` adds the common ones."""

    name: str
    own: tuple[Field, ...]
    module: str = "core"
    reach: Reach = Reach.OWNED
    parent: str | None = None
    """For `Reach.PARENT`: the field that holds the record it is seen through."""
    parent_type: str | None = None
    """Where any type can be the parent: the field that holds its type."""
    between: tuple[str, ...] = ()
    """For `Reach.BETWEEN`: the fields that hold the records, whose type the field `parent_type` holds."""
    title: tuple[str, ...] = ("name",)
    """The fields that name a record to a person, most telling first."""
    inherits: tuple[str, ...] = ()
    """References that give a new record its territory, first set one first (opportunity, then account)."""
    implicit: tuple[str, ...] = ()
    """References that whoever sees this record also sees (implicit parent access)."""
    through: tuple[str, ...] = ()
    """References through which it is seen: whoever sees the account sees its contacts."""
    closing: tuple[str, ...] = ()
    """Stage field first, then the fields that become one `ask` unit with it once the record is closed."""
    summed: tuple[str, ...] = ()
    """Fields that totals are made of, or the rows and the order of a list; the laptop keeps an index of just these, and
    going through all of them reads no whole rows."""
    locked_by: str | None = None
    """An instant field that, once set, lets nothing but amendments change the record."""
    locked_with: str | None = None
    """The reference to the record whose lock locks this one as well: a sent quote its lines, a report its samples."""
    activity: bool = False
    """What somebody did or plans to do: it is kept also if the record it is about left its author's sight meanwhile."""
    person: bool = False
    """Somebody outside the organisation, who may ask what is held about them and have it erased."""
    icon: str = "note"
    server_only: bool = False
    """Only the centre writes it: an organisation's lists, stage changes."""
    retired: frozenset[str] = frozenset()
    """Names of custom fields that it once had."""
    owner_only: bool = False
    """Only its owner and administrators change or delete it, whoever else sees it."""
    system: bool = False
    """Travels like a record but is none: never exported, searched, or listed among records."""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return self.own + COMMON

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @cached_property
    def composed(self) -> tuple[Field, ...]:
        """Fields whose values are more than a text or a whole number: databases keep them in a form of their own."""
        more = (Kind.DECIMAL, Kind.MONEY, Kind.BOOL, Kind.SET, Kind.ADDRESS, Kind.POSITION, Kind.JSON)
        return tuple(field for field in self.fields if field.kind in more)

    @cached_property
    def sets(self) -> tuple[Field, ...]:
        """Its own fields that hold several elements."""
        return tuple(field for field in self.own if field.kind is Kind.SET)

    @cached_property
    def moved(self) -> frozenset[str]:
        """Names of custom fields that were removed, or are of another kind than they once were."""
        return self.retired | {field.name for field in self.own if field.retyped}

    @cached_property
    def pointers(self) -> frozenset[str]:
        """The names of `pointing`."""
        return frozenset(field.name for field in self.pointing)

    @cached_property
    def placing(self) -> tuple[str, ...]:
        """Fields that say in which buckets it, or what it grants access to, lies."""
        return (
            "owner", "territory", *self.implicit, *self.through, *([self.parent] if self.parent else ()),
        )  # fmt: skip

    @cached_property
    def amounts(self) -> tuple[Field, ...]:
        """Fields that need a currency beside them."""
        return tuple(field for field in self.fields if field.currency is not None)

    @cached_property
    def units(self) -> Mapping[str, tuple[str, ...]]:
        """Every field's merge unit: the names merged together with it, itself included, in declared order."""
        members: dict[str, list[str]] = {}
        for field in self.fields:
            members.setdefault(field.unit or field.name, []).append(field.name)
        return {field.name: tuple(members[field.unit or field.name]) for field in self.fields}

    @cached_property
    def state(self) -> Field | None:
        """The choice that goes on from one to the next, and whose ends close the record."""
        return next((field for field in self.own if field.policy is Policy.FURTHEST), None)

    @cached_property
    def lock(self) -> Field | None:
        """The choice that locks the record, if it has one (`Choice.locks`)."""
        return next((field for field in self.own if any(choice.locks for choice in field.choices)), None)

    @cached_property
    def searchable(self) -> tuple[Field, ...]:
        return tuple(field for field in self.own if field.searchable)

    @cached_property
    def unique(self) -> tuple[Field, ...]:
        return tuple(field for field in self.own if field.unique)

    @cached_property
    def pointing(self) -> tuple[Field, ...]:
        """Every field that points to records, one or several, common ones included."""
        return tuple(field for field in self.fields if field.target is not None or field is self.bearer)

    @cached_property
    def tree(self) -> Field | None:
        """The reference by which records of this type lie below one another; it never closes a circle."""
        parent = self.by_name.get("parent")
        return parent if parent is not None and parent.target == self.name else None

    @cached_property
    def references(self) -> tuple[Field, ...]:
        """Single-valued references among its own fields."""
        return tuple(field for field in self.own if field.kind is Kind.REFERENCE)

    def field(self, name: str) -> Field:
        """The field of that name; raises `InvalidValue`."""
        try:
            return self.by_name[name]
        except KeyError:
            raise InvalidValue(
                name,
                f"{self.name} has no such field",
                f"fields: {', '.join(self.field_names)}",
                code="no_such_field",
            ) from None

    @cached_property
    def bearer(self) -> Field | None:
        """The field that holds a parent of any type (`parent_type` holds which)."""
        return self.by_name[self.parent] if self.parent and self.parent_type else None

    def target_of(self, name: str, values: Mapping[str, object]) -> str | None:
        """The type that a field points to, among `values` of the record; None if it points to nothing."""
        if self.bearer is None or name != self.parent:
            return self.field(name).target
        chosen = values.get(self.parent_type or "")
        # Types that are not among the choices are for the validator to refuse.
        known = isinstance(chosen, str) and self.by_name[self.parent_type or ""].choice(chosen)
        return str(chosen) if known else None

    def with_field(self, field: Field) -> Entity:
        """The same entity with one more field (a custom field)."""
        return replace(self, own=(*self.own, field))


class Catalogue:
    """The entities in force, by name, in declared order."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {entity.name: entity for entity in entities}
        self._check()

    def _check(self) -> None:
        for entity in self:
            names = [field.name for field in entity.fields]
            if len(set(names)) != len(names):
                raise ValueError(f"{entity.name} declares a field twice")
            for field in entity.fields:
                if field.kind is Kind.REFERENCE and field.target not in self._entities:
                    raise ValueError(f"{entity.name}.{field.name} points to no declared type")

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities.values())

    def __contains__(self, name: object) -> bool:
        return name in self._entities

    def __getitem__(self, name: str) -> Entity:
        """The entity of that name; raises `NoSuchRecord`."""
        try:
            return self._entities[name]
        except KeyError:
            raise NoSuchRecord(
                f"No such type: {name!r}", hint=f"types: {', '.join(self._entities)}", code="no_such_type"
            ) from None

    @cached_property
    def records(self) -> tuple[Entity, ...]:
        """The entities that people know as records: everything but the system's own."""
        return tuple(entity for entity in self if not entity.system)

    def children(self, name: str) -> Iterator[tuple[Entity, Field]]:
        """Every single reference in the catalogue that points to the type `name`."""
        for entity in self:
            for field in entity.references:
                if field.target == name:
                    yield entity, field

    def with_field(self, entity_name: str, field: Field) -> Catalogue:
        """A catalogue in which one entity has one more field."""
        return Catalogue(
            entity.with_field(field) if entity.name == entity_name else entity for entity in self
        )
