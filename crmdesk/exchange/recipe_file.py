"""Reads a recipe out of TOML and says what is wrong with it, by place; opens nothing but the recipe itself."""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from crmdesk.domain.declare import COMMON, Catalogue, Entity, Kind
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, UsageError
from crmdesk.domain.values import ADDRESS_PARTS, normalise
from crmdesk.exchange.encoding import charset
from crmdesk.exchange.recipe import (
    NAMESPACE,
    FieldRule,
    Recipe,
    RecordRule,
    Source,
    Template,
    date_pattern,
    template,
)
from crmdesk.exchange.transforms import TRANSFORMS
from crmdesk.locations import resource_path

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_WRITERS = ("from", "value", "copy", "address")
_FORMS = ("date", "decimal", "thousands", "times", "as", "values", "reference")
_FIELD_KEYS = frozenset((*_WRITERS, *_FORMS, "required", "unique", "follow_up"))
_UNMAPPABLE = frozenset(field.name for field in COMMON) - {"owner", "territory"}


def find_recipe(name: str) -> Path:
    """The file that a person means: a path, or the name of a recipe that ships with the program."""
    shipped = resource_path("recipes", f"{name}.toml")
    return Path(name) if Path(name).is_file() or not shipped.is_file() else shipped


def load_recipe(path: Path, catalogue: Catalogue) -> Recipe:
    """The recipe in the file, checked against the catalogue; raises `UsageError` naming the place that is wrong."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        shipped = ", ".join(sorted(file.stem for file in resource_path("recipes").glob("*.toml")))
        hint = f"a path, or one that is shipped: {shipped}"
        raise UsageError(f"There is no recipe {path}", hint=hint, code="no_file") from None
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"{path.name} is no recipe", str(error), "docs/import.md shows one", "bad_recipe"
        ) from error
    return _Reader(path.name, catalogue).recipe(document)


class _Reader:
    """Walks the document; `self._at` is the place that errors name."""

    def __init__(self, file: str, catalogue: Catalogue) -> None:
        self._file = file
        self._catalogue = catalogue
        self._at = ""

    def recipe(self, document: Mapping[str, Any]) -> Recipe:
        self._known(document, {"name", "title", "sources", "records"})
        name = self._text(document, "name")
        if not _NAME.fullmatch(name):
            raise self._wrong("name must be small letters, digits and hyphens")
        records = [self._record(given) for given in self._list(document, "records")]
        self._at = "records"
        self._once(rule.name for rule in records)
        sources = {
            key: self._source(key, given, records) for key, given in self._table(document, "sources").items()
        }
        recipe = Recipe(
            name=name,
            title=str(document.get("title", name)),
            namespace=uuid.uuid5(NAMESPACE, name),
            sources=sources,
            records=tuple(records),
        )
        for rule in recipe.records:
            self._check_rule(recipe, rule)
        return recipe

    def _source(self, name: str, given: Mapping[str, Any], records: list[RecordRule]) -> Source:
        self._at = f"sources.{name}"
        self._known(given, {"file", "encoding", "delimiter", "aliases", "corrections"})
        used = [column for rule in records if rule.source == name for column in rule.columns]
        encoding = given.get("encoding")
        if encoding is not None and (not isinstance(encoding, str) or charset(encoding) is None):
            raise self._wrong(f"there is no encoding {encoding!r}")
        file = self._text(given, "file")
        if Path(file).name != file:
            raise self._wrong("file must be a file's name without a folder")
        delimiter = given.get("delimiter")
        if delimiter is not None and (not isinstance(delimiter, str) or len(delimiter) != 1):
            raise self._wrong("delimiter must be one character")
        source = Source(
            name,
            file,
            tuple(dict.fromkeys(used)),
            encoding,
            delimiter,
            self._replacements(given, "aliases"),
            self._replacements(given, "corrections"),
        )
        for column in (*source.aliases, *source.corrections):
            if column not in source.columns:
                raise self._wrong(f"no record uses the column {column!r}")
        return source

    def _replacements(self, given: Mapping[str, Any], key: str) -> dict[str, dict[str, str]]:
        result: dict[str, dict[str, str]] = {}
        for column, pairs in self._typed(given, key, dict, {}).items():
            if not isinstance(pairs, dict) or not all(isinstance(value, str) for value in pairs.values()):
                raise self._wrong(f"{key}.{column} must give a text for each text")
            result[column] = dict(pairs)
        return result

    def _record(self, given: Mapping[str, Any]) -> RecordRule:
        self._at = f"records.{given.get('name', '?')}"
        self._known(given, {"name", "type", "source", "key", "distinct", "fields"})
        name = self._text(given, "name")
        type_name = self._text(given, "type")
        try:
            entity = self._catalogue[type_name]
        except NoSuchRecord as error:
            raise self._wrong(str(error)) from None
        if entity.system:
            raise self._wrong(f"{type_name} cannot be imported")
        key = self._template(self._text(given, "key"))
        if not key.columns:
            raise self._wrong("key must name a column, or all rows would be one record")
        fields = tuple(
            self._field(entity, name, field_name, rule)
            for field_name, rule in self._table(given, "fields").items()
        )
        return RecordRule(
            name, type_name, self._text(given, "source"), key, given.get("distinct") is True, fields
        )

    def _field(self, entity: Entity, record: str, name: str, given: object) -> FieldRule:
        self._at = f"records.{record}.{name}"
        try:
            declared = entity.field(name)
        except InvalidValue as error:
            raise self._wrong(f"{error.title}. {error.hint}") from None
        if declared.derived or name in _UNMAPPABLE:
            raise self._wrong("this field is written by the centre itself")
        if isinstance(given, str):
            given = {"from": given}
        if not isinstance(given, dict):
            raise self._wrong("must be a text with columns in braces, or a table")
        self._known(given, _FIELD_KEYS)
        if sum(key in given for key in _WRITERS) != 1:
            raise self._wrong(f"needs one of {', '.join(_WRITERS)}")
        form = given.get("date")
        if form is None and declared.kind in (Kind.DATE, Kind.INSTANT) and "from" in given:
            raise self._wrong("needs date, as in date = 'dd-mm-yyyy'")
        if form is not None:
            self._checked(date_pattern, form)
        transform = self._typed(given, "as", str)
        if transform is not None and transform not in TRANSFORMS:
            raise self._wrong(f"there is no {transform!r}; as can be {', '.join(TRANSFORMS)}")
        rule = FieldRule(
            name,
            templates=self._templates(given.get("from", [])),
            constant=given.get("value"),
            values=self._typed(given, "values", dict),
            reference=self._typed(given, "reference", str),
            copied=self._copied(given.get("copy")),
            date=form,
            decimal=self._typed(given, "decimal", str, "."),
            thousands=self._typed(given, "thousands", str, ""),
            times=self._times(given.get("times")),
            transform=transform,
            required=given.get("required") is True,
            unique=given.get("unique") is True,
            follow_up=self._typed(given, "follow_up", str),
            address=self._address(self._typed(given, "address", dict, {})),
        )
        for value in (rule.constant, *(rule.values or {}).values()):
            self._check_value(entity, name, value)
        return rule

    def _check_value(self, entity: Entity, name: str, value: object) -> None:
        try:
            normalise(entity.field(name), value)
        except InvalidValue as error:
            raise self._wrong(str(error)) from None

    def _templates(self, given: object) -> tuple[Template, ...]:
        texts = given if isinstance(given, list) else [given]
        return tuple(self._template(text) for text in texts)

    def _template(self, text: object) -> Template:
        if not isinstance(text, str):
            raise self._wrong("must be a text with columns in braces")
        parsed: Template = self._checked(template, text)
        return parsed

    def _address(self, given: Mapping[str, str]) -> dict[str, Template]:
        unknown = set(given) - set(ADDRESS_PARTS)
        if unknown:
            raise self._wrong(
                f"an address has no {', '.join(sorted(unknown))}; only {', '.join(ADDRESS_PARTS)}"
            )
        return {part: self._template(text) for part, text in given.items()}

    def _copied(self, given: object) -> tuple[str, str] | None:
        if given is None:
            return None
        if not isinstance(given, dict) or given.keys() != {"of", "field"}:
            raise self._wrong(
                "copy needs of (a reference of this record) and field (of the record it points to)"
            )
        return str(given["of"]), str(given["field"])

    def _times(self, given: object) -> Decimal | None:
        if given is None:
            return None
        try:
            return Decimal(str(given))
        except InvalidOperation:
            raise self._wrong("times must be a number") from None

    def _check_rule(self, recipe: Recipe, rule: RecordRule) -> None:
        self._at = f"records.{rule.name}"
        entity = self._catalogue[rule.type]
        if rule.source not in recipe.sources:
            raise self._wrong(f"there is no source {rule.source!r}")
        mapped = {field.name for field in rule.fields}
        for declared in entity.own:
            if declared.required and declared.name not in mapped:
                raise self._wrong(f"{rule.type}.{declared.name} must have a value")
            if declared.name in mapped and declared.currency is not None and declared.currency not in mapped:
                raise self._wrong(f"an amount needs a currency: give {declared.currency} as well")
        for field in rule.references:
            self._check_reference(recipe, rule, field)
        for field in rule.fields:
            if field.copied is not None:
                self._check_copy(recipe, rule, field.copied)

    def _check_reference(self, recipe: Recipe, rule: RecordRule, field: FieldRule) -> None:
        declared = self._catalogue[rule.type].field(field.name)
        target = next((record for record in recipe.records if record.name == field.reference), None)
        if target is None:
            raise self._wrong(
                f"{field.name} refers to {field.reference!r}, which is no record of this recipe"
            )
        if target.type != declared.target:
            raise self._wrong(f"{field.name} cannot point to a {target.type}")
        if declared.required and recipe.records.index(target) >= recipe.records.index(rule):
            raise self._wrong(f"{target.name!r} must come before this record, which cannot be without it")

    def _check_copy(self, recipe: Recipe, rule: RecordRule, copied: tuple[str, str]) -> None:
        reference = next((field.reference for field in rule.references if field.name == copied[0]), None)
        if reference is None:
            raise self._wrong(f"copy.of must name a reference of this record, not {copied[0]!r}")
        order = [record.name for record in recipe.records]
        if order.index(reference) >= order.index(rule.name):
            raise self._wrong(
                f"{reference!r} must come before this record for something to be copied from it"
            )
        if copied[1] not in {field.name for field in recipe.rule(reference).fields}:
            raise self._wrong(f"{reference!r} gives no {copied[1]!r} that could be copied")

    def _once(self, names: Iterable[str]) -> None:
        seen: set[str] = set()
        for name in names:
            if name in seen:
                raise self._wrong(f"the name {name!r} is used twice")
            seen.add(name)

    def _known(self, given: object, keys: Iterable[str]) -> None:
        if not isinstance(given, dict):
            raise self._wrong("must be a table")
        unknown = [key for key in given if key not in set(keys)]
        if unknown:
            raise self._wrong(f"{unknown[0]!r} means nothing here; known: {', '.join(sorted(keys))}")

    def _typed(
        self, given: Mapping[str, Any], key: str, kind: type[str] | type[dict[str, Any]], default: Any = None
    ) -> Any:
        """What is said there, if anything is; it is a text or a table."""
        if key not in given:
            return default
        if not isinstance(given[key], kind):
            raise self._wrong(f"{key} must be a {'text' if kind is str else 'table'}")
        return given[key]

    def _text(self, given: Mapping[str, Any], key: str) -> str:
        value = given.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(f"{key} is missing")
        return value

    def _table(self, given: Mapping[str, Any], key: str) -> dict[str, Any]:
        value = given.get(key)
        if not isinstance(value, dict) or not value:
            raise self._wrong(f"{key} is missing")
        return value

    def _list(self, given: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        value = given.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise self._wrong(f"{key} is missing: [[{key}]]")
        return value

    def _checked(self, parse: Any, text: object) -> Any:
        try:
            return parse(text)
        except (ValueError, TypeError) as error:
            raise self._wrong(str(error)) from None

    def _wrong(self, what: str) -> UsageError:
        place = f"{self._file}, {self._at}" if self._at else self._file
        return UsageError(f"{place}: {what}", hint="docs/import.md describes recipes", code="bad_recipe")
