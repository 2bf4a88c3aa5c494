"""Runs an import at the centre: look-ups out of its tables, every change through the journal, and what was imported
remembered for the next time. What rows mean it leaves to `exchange/`.

Call `run_import(centre, principal, recipe, directory, dry_run=…, rejects=…)`: `recipe` a path or the name of a shipped
recipe, `directory` where the source files are, `rejects` the folder for rejected rows and the follow-up list (None
writes none; `free_directory` proposes one). It gives an `Imported` with one `TypeCount` a type and the files written.
A dry run gives the same figures and changes nothing at the centre.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, insert, select

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import StorageFault, UsageError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.exchange.findings import FollowUp, TypeCount
from crmdesk.exchange.merging import Fate
from crmdesk.exchange.planning import Plan, Step
from crmdesk.exchange.recipe import Recipe
from crmdesk.exchange.recipe_file import find_recipe, load_recipe
from crmdesk.protocol.messages import Verdict
from crmdesk.schema.columns import row_from_stored
from crmdesk.server.batch import chunks
from crmdesk.server.database import reading, writing
from crmdesk.server.journal import Journal
from crmdesk.server.principal import Principal
from crmdesk.server.tables import Tables

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

TRANSACTION = 20_000
"""Changes in one transaction. An import of up to that many is whole or not at all; a bigger one that is cut off is
simply run again: what went in is then unchanged."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or (dry run) would do. `files` are those written."""

    counts: list[TypeCount]
    files: list[Path]


def run_import(
    centre: Centre,
    principal: Principal,
    recipe: str | Path,
    directory: Path,
    *,
    dry_run: bool = False,
    rejects: Path | None = None,
) -> Imported:
    """Imports the files of `directory` as `recipe` says, in the name of `principal`.

    Raises `UsageError` for a wrong recipe and for files that are missing, empty or no tables; nothing is imported then.
    """
    importer = Importer(
        centre.engine, centre.tables, centre.catalogue, centre.journal, now=centre.now, new_id=centre.new_id
    )
    loaded = load_recipe(find_recipe(str(recipe)), centre.catalogue)
    return importer.run(principal, loaded, directory, dry_run=dry_run, rejects=rejects)


def free_directory(parent: Path, recipe_name: str) -> Path:
    """A folder for rejected rows that is not there yet, so that nothing is written over."""
    path, number = parent / f"{recipe_name}-rejects", 1
    while path.exists():
        number += 1
        path = parent / f"{recipe_name}-rejects-{number}"
    return path


class Importer:
    """Imports into one database."""

    def __init__(
        self,
        engine: Engine,
        tables: Tables,
        catalogue: Catalogue,
        journal: Journal,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._tables = tables
        self._catalogue = catalogue
        self._journal = journal
        self._now = now
        self._new_id = new_id

    def run(
        self,
        principal: Principal,
        recipe: Recipe,
        directory: Path,
        *,
        dry_run: bool = False,
        rejects: Path | None = None,
    ) -> Imported:
        """As `run_import`, with a recipe that is loaded."""
        if rejects is not None and rejects.resolve() == directory.resolve():
            raise UsageError(
                "Rejected rows would be written over the files they come from",
                str(rejects),
                "give another folder",
            )
        with reading(self._engine) as connection:
            lookups = _CentralLookups(connection, self._tables, self._catalogue, principal.org, recipe.name)
            plan = Plan(recipe, self._catalogue, directory, lookups)
            writer = _Writer(self, principal, plan)
            for step in plan.steps():
                if not dry_run:
                    writer.take(step)
        if not dry_run:
            writer.finish()
        return Imported(plan.findings.counts(), _written(plan, rejects))

    def mutation(self, principal: Principal, intent: str, act: Act, step: Step, **more: object) -> Mutation:
        """One change of an import, a group of its own."""
        op_id = self._new_id()
        return Mutation(
            op_id=op_id,
            act=act,
            type=step.draft.rule.type,
            id=step.draft.id,
            author=principal.user,
            at=format_instant(self._now()),
            group=op_id,
            intent=intent,
            **more,  # type: ignore[arg-type]  # base, set and after, from this module alone
        )

    def new_intent(self) -> str:
        """Ties all changes of one import."""
        return self._new_id()

    def commit(self, principal: Principal, mutations: Sequence[Mutation]) -> list[Verdict]:
        """Writes changes in one transaction."""
        return self._journal.central(principal, mutations) if mutations else []

    def remember(self, org: int, recipe: str, steps: Sequence[Step]) -> None:
        """Keeps what the source said, for the comparison of the next import.

        After the changes, not with them: if this is lost, the next import finds the records as it wants them.
        """
        table = self._tables.import_value
        rows = [
            {
                "org": org,
                "recipe": recipe,
                "type": step.draft.rule.type,
                "id": step.draft.id,
                "fields": canonical_json(dict(step.draft.fields)).decode(),
            }
            for step in steps
        ]
        if not rows:
            return
        with writing(self._engine, org) as connection:
            for ids in chunks(step.draft.id for step in steps):
                connection.execute(
                    delete(table).where(table.c.org == org, table.c.recipe == recipe, table.c.id.in_(ids))
                )
            connection.execute(insert(table), rows)


@dataclass
class _Writer:
    """Collects steps and commits them, as many as one transaction takes."""

    importer: Importer
    principal: Principal
    plan: Plan
    _intent: str = ""
    _waiting: list[tuple[Step, Mutation]] = field(default_factory=list)
    _later: list[tuple[Step, Mutation]] = field(default_factory=list)
    """References to records that come further down: set when all is there."""
    _remember: list[Step] = field(default_factory=list)

    def take(self, step: Step) -> None:
        """Adds one step; commits when there is enough for a transaction."""
        self._intent = self._intent or self.importer.new_intent()
        created = None
        if step.fate is Fate.CREATED:
            values = {name: value for name, value in step.now.items() if value not in (None, [])}
            created = self._mutation(Act.CREATE, step, set=values)
            self._waiting.append((step, created))
        elif step.now:
            self._waiting.append(
                (step, self._mutation(Act.UPDATE, step, base=step.version, set=dict(step.now)))
            )
        if any(value not in (None, []) for value in step.later.values()) or (step.later and created is None):
            after = dict.fromkeys(step.later, created.op_id) if created else {}
            mutation = self._mutation(Act.UPDATE, step, base=step.version, set=dict(step.later), after=after)
            self._later.append((step, mutation))
        if step.remember:
            self._remember.append(step)
        if len(self._waiting) >= TRANSACTION:
            self._commit(self._waiting, [])

    def finish(self) -> None:
        """Commits what is left."""
        self._commit(self._waiting, self._later)

    def _mutation(self, act: Act, step: Step, **more: object) -> Mutation:
        return self.importer.mutation(self.principal, self._intent, act, step, **more)

    def _commit(self, now: list[tuple[Step, Mutation]], later: list[tuple[Step, Mutation]]) -> None:
        verdicts = self.importer.commit(self.principal, [mutation for _, mutation in (*now, *later)])
        refused: set[str] = set()
        for (step, _), verdict in zip(now, verdicts, strict=False):
            if verdict.outcome == "refused":
                refused.add(step.draft.id)
                self.plan.refuse(step, verdict.title or str(verdict.code))
        for (step, mutation), verdict in zip(later, verdicts[len(now) :], strict=True):
            if verdict.outcome == "refused" and step.draft.id not in refused:
                self._report_unset(step, mutation, verdict)
        kept = [step for step in self._remember if step.draft.id not in refused]
        self.importer.remember(self.principal.org, self.plan.recipe.name, kept)
        self._waiting, self._remember = [], []

    def _report_unset(self, step: Step, mutation: Mutation, verdict: Verdict) -> None:
        draft, recipe = step.draft, self.plan.recipe
        file = recipe.sources[draft.rule.source].file
        note = f"not set: {verdict.title}"
        self.plan.findings.report(
            FollowUp(
                draft.rule.type, draft.id, draft.key, file, draft.line, ", ".join(mutation.set), "", note
            )
        )


def _written(plan: Plan, rejects: Path | None) -> list[Path]:
    if rejects is None:
        return []
    try:
        return plan.findings.write(rejects, plan.tables)
    except OSError as error:
        raise StorageFault(
            "The import is done, but its rejected rows could not be written",
            str(error),
            "import again with another folder",
        ) from error


class _CentralLookups:
    """What the centre holds, as one reading transaction sees it."""

    def __init__(
        self, connection: Connection, tables: Tables, catalogue: Catalogue, org: int, recipe: str
    ) -> None:
        self._connection = connection
        self._tables = tables
        self._catalogue = catalogue
        self._org = org
        self._recipe = recipe

    def known(self) -> bool:
        table = self._tables.import_value
        mine = select(table.c.id).where(table.c.org == self._org, table.c.recipe == self._recipe)
        return self._connection.execute(mine.limit(1)).first() is not None

    def imported(self, type_name: str, ids: Sequence[str]) -> Mapping[str, Mapping[str, Value]]:
        table = self._tables.import_value
        found: dict[str, Mapping[str, Value]] = {}
        for chunk in chunks(ids):
            query = select(table.c.id, table.c.fields).where(
                table.c.org == self._org,
                table.c.recipe == self._recipe,
                table.c.type == type_name,
                table.c.id.in_(chunk),
            )
            found |= {row.id: json.loads(row.fields) for row in self._connection.execute(query)}
        return found

    def standing(self, type_name: str, ids: Sequence[str]) -> Mapping[str, Record]:
        return {record.id: record for record in self._records(type_name, ids)}

    def _records(self, type_name: str, ids: Sequence[str]) -> Iterator[Record]:
        entity, table = self._catalogue[type_name], self._tables.entity[type_name]
        for chunk in chunks(ids):
            query = select(table).where(table.c.org == self._org, table.c.id.in_(chunk))
            for row in self._connection.execute(query).mappings():
                yield Record(type_name, row["id"], row["version"], row_from_stored(entity, row))  # type: ignore[arg-type]

    def holders(self, type_name: str, field: str) -> Mapping[str, str]:
        table = self._tables.entity[type_name]
        query = select(table.c[field], table.c.id).where(
            table.c.org == self._org, table.c[field].is_not(None)
        )
        return {str(value).casefold(): record_id for value, record_id in self._connection.execute(query)}
