"""A small recipe with its files, and a centre that is nothing but dictionaries, for tests of planning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import dedent

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, blank
from crmdesk.exchange.findings import TypeCount
from crmdesk.exchange.planning import Plan, Step
from crmdesk.exchange.recipe import Recipe
from crmdesk.exchange.recipe_file import load_recipe

RECIPE = """
    name = "small"
    [sources.people]
    file = "people.csv"
    [sources.companies]
    file = "companies.csv"
    corrections.sector = { technolgy = "technology" }
    [sources.deals]
    file = "deals.csv"
    aliases.company = { "Acme Inc" = "Acme" }

    [[records]]
    name = "area"
    type = "territory"
    source = "people"
    key = "{office}"
    distinct = true
    [records.fields]
    name = "{office}"

    [[records]]
    name = "rep"
    type = "user"
    source = "people"
    key = "{person}"
    [records.fields]
    login = { from = "{person}", as = "login", unique = true }
    name = "{person}"
    role = { value = "rep" }
    home = { reference = "area", from = "{office}", required = true }

    [[records]]
    name = "company"
    type = "account"
    source = "companies"
    key = "{company}"
    [records.fields]
    name = "{company}"
    industry = "{sector}"
    annual_revenue = { from = "{revenue}", times = "1000000" }
    annual_revenue_currency = { value = "EUR" }
    billing_address = { address = { country = "{country}" } }
    parent = { reference = "company", from = "{parent}" }

    [[records]]
    name = "deal"
    type = "opportunity"
    source = "deals"
    key = "{number}"
    [records.fields]
    name = { from = ["{company} deal {number}", "Deal {number}"] }
    account = { reference = "company", from = "{company}", follow_up = "no company" }
    stage = { from = "{stage}", values = { Open = "prospecting", Won = "closed_won", Lost = "closed_lost" } }
    amount = "{amount}"
    currency = { value = "EUR" }
    close_date = { from = "{closed}", date = "dd-mm-yyyy" }
    owner = { reference = "rep", from = "{person}", required = true }
    territory = { copy = { of = "owner", field = "home" } }
"""

PEOPLE = """
    person,office
    Ada Smith,North
    Bo Jones,North
"""
COMPANIES = """
    company,sector,revenue,country,parent
    Acme,technolgy,1.5,Norway,
    Bolt,retail,,,Acme
"""
DEALS = """
    number,company,person,stage,amount,closed
    D1,Acme,Ada Smith,Won,100,31-01-2017
    D2,,Bo Jones,Open,,
"""


class Centre:
    """Stands in for the centre's look-ups: what was imported, and what stands now."""

    def __init__(self) -> None:
        self.memory: dict[str, dict[str, Value]] = {}
        self.records: dict[str, Record] = {}

    def known(self) -> bool:
        return bool(self.memory)

    def imported(self, type_name: str, ids: Sequence[str]) -> Mapping[str, Mapping[str, Value]]:
        return {record_id: self.memory[record_id] for record_id in ids if record_id in self.memory}

    def standing(self, type_name: str, ids: Sequence[str]) -> Mapping[str, Record]:
        return {record_id: self.records[record_id] for record_id in ids if record_id in self.records}

    def holders(self, type_name: str, field: str) -> Mapping[str, str]:
        return {
            record.fields[field].casefold(): record.id
            for record in self.records.values()
            if record.type == type_name and record.fields[field] is not None
        }

    def take(self, step: Step) -> None:
        draft = step.draft
        self.memory[draft.id] = dict(draft.fields)
        if not step.now and not step.later:
            return
        old = self.records.get(draft.id)
        fields = dict(old.fields) if old else blank(CATALOGUE[draft.rule.type])
        self.records[draft.id] = Record(
            draft.rule.type, draft.id, step.version + 1, {**fields, **step.now, **step.later}
        )

    def edit(self, record_id: str, **fields: Value) -> None:
        old = self.records[record_id]
        self.records[record_id] = Record(old.type, old.id, old.version + 1, {**old.fields, **fields})


class Desk:
    """A folder with a recipe and its files; `run` imports it into a `Centre`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.centre = Centre()
        self.write("people.csv", PEOPLE)
        self.write("companies.csv", COMPANIES)
        self.write("deals.csv", DEALS)
        self.write("small.toml", RECIPE)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(dedent(text).lstrip("\n"), "utf-8")

    def append(self, name: str, line: str) -> None:
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), "utf-8")

    def recipe(self) -> Recipe:
        return load_recipe(self.folder / "small.toml", CATALOGUE)

    def plan(self) -> Plan:
        return Plan(self.recipe(), CATALOGUE, self.folder, self.centre)

    def run(self) -> Plan:
        plan = self.plan()
        for step in plan.steps():
            self.centre.take(step)
        return plan

    def id(self, rule: str, key: str) -> str:
        recipe = self.recipe()
        return recipe.record_id(recipe.rule(rule), key)

    def record(self, rule: str, key: str) -> Record:
        return self.centre.records[self.id(rule, key)]

    def has(self, rule: str, key: str) -> bool:
        return self.id(rule, key) in self.centre.records


def count(plan: Plan, type_name: str) -> TypeCount:
    return next(line for line in plan.findings.counts() if line.type == type_name)


def reasons(plan: Plan, source: str) -> dict[int, str]:
    return {line: "; ".join(said) for line, said in plan.findings.rejects.get(source, {}).items()}
