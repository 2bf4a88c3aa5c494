"""What a person at a laptop does: everyday edits of records that others edit too, drawn at random.

It is over 400 lines because each such edit is a few lines of its own, and what may be drawn is one table below them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from crmdesk.domain import edits, leads, same
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import Offline, UserError
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from tests.simulation import answering, own_fields, selling
from tests.simulation.fate import Topic
from tests.simulation.fault import Broken
from tests.simulation.laptop import SimulatedLaptop
from tests.simulation.meeting import drawn

WORDS = (
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbour", "iris", "juniper", "방문", "订单",
)  # fmt: skip
STAGES = ("prospecting", "qualification", "proposal", "negotiation", "closed_won", "closed_lost")
TAGS = ("hot", "cold", "key", "fair", "왕")
ADDRESSES = ("kim@a.example", "Kim@A.example", "lee@b.example", "왕@c.example")
"""So few that people give the same one."""

Edit = Callable[["Worker"], list[Mutation]]


@dataclass
class Worker:
    """A person with a laptop and a head full of chance."""

    laptop: SimulatedLaptop
    chance: random.Random
    topic: Topic | None = None

    @property
    def author(self) -> edits.Author:
        return self.laptop.replica.author()

    def any(self, type_name: str) -> Record | None:
        """A record of that type, the oldest ones more often: those are the ones that others know too."""
        found = self.laptop.replica.query(type_name, Query(limit=6))
        return self.chance.choice(found) if found else None

    def words(self, count: int = 2) -> str:
        return " ".join(self.chance.choice(WORDS) for _ in range(count))

    def work(self) -> str:
        """One thing done, in words; edits that the program itself rejects are no edits."""
        name, edit = drawn(self.chance, self.topic, EDITS)
        if own_fields.known_to(self) and self.chance.random() < 0.4:
            name, edit = "fills in a field", own_fields.fill_in
        asked = self.laptop.line.asked
        try:
            mutations = edit(self)
            if self.chance.random() < 0.15:
                mutations = self._with_another(mutations)
            saved = self.laptop.replica.commit(mutations) if mutations else []
        except UserError as error:
            if isinstance(error, Offline):
                raise Broken("P5", f"{self.laptop.name} {name}: {error}") from error
            return f"{name} rejected: {error.code}"
        self.laptop.saved(saved)
        if self.laptop.line.asked != asked:
            raise Broken("P5", f"{self.laptop.name} {name} and asked the centre for something")
        return f"{name} {_told(saved)}"

    def _with_another(self, mutations: list[Mutation]) -> list[Mutation]:
        """Two things saved at once, sometimes as one."""
        more = self.chance.choice(EDITS)[1](self)
        if mutations and self.chance.random() < 0.6:
            group, intent = mutations[0].group, mutations[0].intent
            more = [replace(one, group=group, intent=intent) for one in more]
        return mutations + more

    def take_back(self) -> str:
        """Undoes the last save, or does again what was undone."""
        replica, before = self.laptop.replica, self.laptop.outbox_length()
        undo = self.chance.random() < 0.7
        try:
            step = replica.undo() if undo else replica.redo()
        except UserError as error:
            return f"cannot take back: {error.code}"
        if step is not None and step.asked_again:
            self._take_out()
            return "takes an answer back that was not sent"
        saved = self.laptop.saved_after(before)
        self.laptop.saved(saved)
        return f"{'undoes' if undo else 'redoes'} {_told(saved)}"

    def _take_out(self) -> None:
        gone = self.laptop.taken_out()
        self.laptop.gave_up()
        for one in self.laptop.acknowledged:
            if one.mutation.op_id in gone:
                one.discarded = True

    def settle(self) -> str:
        """Decides one conflict, if there is one."""
        conflicts = self.laptop.replica.conflicts()
        if not conflicts:
            return "finds no conflict"
        conflict = self.chance.choice(conflicts)
        try:
            record = self.laptop.replica.get(conflict.type, conflict.record)
        except UserError:
            record = None
        choice = self.chance.choice(("mine", "theirs"))
        try:
            saved = self.laptop.replica.commit(edits.resolve(self.author, record, conflict.row, choice))
        except UserError as error:
            return f"cannot settle {conflict.about}: {error.code}"
        self.laptop.saved(saved)
        return f"settles {conflict.about} {sorted(conflict.fields)} as {choice}"

    def tidy(self) -> str:
        """Tries a refused edit again, or discards it."""
        refused = self.laptop.replica.refused()
        if not refused:
            return "finds nothing refused"
        one = self.chance.choice(refused)
        if self.chance.random() < 0.5:
            try:
                again = self.laptop.replica.retry([one.op_id])
            except UserError as error:
                return f"cannot retry: {error.code}"
            self.laptop.saved(again)
            # What waited for a record that was refused goes out with it, as an edit of its own.
            anew = {(new.act, new.id) for new in again}
            left = {each.op_id for each in self.laptop.replica.refused()}
            gone = (each for each in refused if each.op_id not in left and (each.act, each.record) in anew)
            self._drop(one.group, *(each.group for each in gone))
            return f"retries {one.code}"
        self.laptop.replica.discard([one.op_id])
        self._drop(one.group)
        return f"discards {one.code}"

    def give_up(self) -> None:
        """Discards everything that was refused."""
        groups = {one.group for one in self.laptop.replica.refused()}
        self.laptop.replica.discard()
        self._drop(*groups)

    def _drop(self, *groups: str) -> None:
        self.laptop.gave_up()
        for one in self.laptop.acknowledged:
            if one.mutation.group in groups:
                one.discarded = True

    def remove(self, record: Record | None) -> list[Mutation]:
        if record is None:
            return []
        self.laptop.deleted.append(record)
        return edits.delete(self.author, record)

    def update(self, record: Record | None, **fields: object) -> list[Mutation]:
        return edits.update(self.author, record, fields) if record is not None else []


def _new_account(worker: Worker) -> list[Mutation]:
    return edits.create(
        worker.author, "account", {"name": worker.words(), "tags": [worker.chance.choice(TAGS)]}
    )


def _new_contact(worker: Worker) -> list[Mutation]:
    account = worker.any("account")
    emails = [worker.chance.choice(ADDRESSES)] if worker.chance.random() < 0.5 else []
    fields = {"name": worker.words(), "account": account.id if account else None, "emails": emails}
    return edits.create(worker.author, "contact", fields)


def _new_opportunity(worker: Worker) -> list[Mutation]:
    account = worker.any("account")
    fields = {
        "name": worker.words(),
        "account": account.id if account else None,
        "amount": str(worker.chance.randrange(1, 9) * 100),
    }
    return edits.create(worker.author, "opportunity", fields)


def _lead(worker: Worker) -> list[Mutation]:
    """Several people convert the same one, or give it up while another converts it; what is to be done with it goes
    along."""
    lead, draw = worker.any("lead"), worker.chance.random()
    if lead is None or draw < 0.2:
        return edits.create(worker.author, "lead", {"name": worker.words(), "company": worker.words(1)})
    if draw < 0.4:
        return edits.create(worker.author, "task", {"subject": worker.words(), "lead": lead.id})
    if draw < 0.5:
        return leads.give_up(worker.author, lead)
    account = worker.any("account") if draw < 0.7 else None
    return leads.convert(
        worker.author,
        lead,
        account or {},
        {},
        {"name": worker.words()} if draw < 0.85 else None,
        activities=worker.laptop.replica.query("task", Query((Filter("lead", "=", lead.id),))),
    )


def _plan_visit(worker: Worker) -> list[Mutation]:
    account = worker.any("account")
    if account is None:
        return []
    said = {"purpose": worker.words(), "time_agreed": account.version % 2 == 1}
    return edits.plan_visit(worker.author, account.id, "2026-03-03T09:00:00Z", None, **said)


def _visit(worker: Worker) -> list[Mutation]:
    visit = worker.any("visit")
    if visit is None:
        return []
    if visit["check_in"] is None:
        return edits.check_in(worker.author, visit)
    if visit["check_out"] is None and worker.chance.random() < 0.6:
        return edits.check_out(worker.author, visit)
    if worker.chance.random() < 0.3:
        return edits.submit_visit(worker.author, visit)
    task = {"subject": worker.words()} if worker.chance.random() < 0.5 else None
    return edits.report_visit(worker.author, visit, {"notes": worker.words(4), "outcome": "follow_up"}, task)


def _samples(worker: Worker) -> list[Mutation]:
    visit = worker.any("visit")
    if visit is None:
        return []
    return edits.update(worker.author, visit, {}, add={"samples": worker.chance.randrange(1, 5)})


def _notes(worker: Worker) -> list[Mutation]:
    opportunity = worker.any("opportunity")
    if opportunity is None:
        return []
    lines = str(opportunity["description"] or "").splitlines()
    if lines and worker.chance.random() < 0.4:
        lines[worker.chance.randrange(len(lines))] = worker.words(3)
    else:
        lines.insert(worker.chance.randint(0, len(lines)), worker.words(3))
    return worker.update(opportunity, description="\n".join(lines[:8]))


def _tags(worker: Worker) -> list[Mutation]:
    record = worker.any(worker.chance.choice(("account", "opportunity")))
    if record is None:
        return []
    tag = worker.chance.choice(TAGS)
    if tag in record["tags"]:
        return edits.update(worker.author, record, {}, remove={"tags": [tag]})
    return edits.update(worker.author, record, {}, add={"tags": [tag]})


def _stage(worker: Worker) -> list[Mutation]:
    opportunity = worker.any("opportunity")
    return edits.move_stage(worker.author, opportunity, worker.chance.choice(STAGES)) if opportunity else []


def _amount(worker: Worker) -> list[Mutation]:
    return worker.update(worker.any("opportunity"), amount=str(worker.chance.randrange(1, 99) * 10))


def _close_date(worker: Worker) -> list[Mutation]:
    return worker.update(worker.any("opportunity"), close_date=f"2026-05-{worker.chance.randrange(1, 28):02}")


def _account_name(worker: Worker) -> list[Mutation]:
    return worker.update(worker.any("account"), name=worker.words())


def _account_industry(worker: Worker) -> list[Mutation]:
    return worker.update(worker.any("account"), industry=worker.words(1))


def _account_tier(worker: Worker) -> list[Mutation]:
    return worker.update(worker.any("account"), tier=worker.chance.choice("abc"))


def _contact_title(worker: Worker) -> list[Mutation]:
    return worker.update(
        worker.any("contact"), title=worker.words(1), do_not_contact=worker.chance.random() < 0.3
    )


def _emails(worker: Worker) -> list[Mutation]:
    contact, address = worker.any("contact"), worker.chance.choice(ADDRESSES)
    if contact is None:
        return []
    change = {"remove" if address in contact["emails"] else "add": {"emails": [address]}}
    return edits.update(worker.author, contact, {}, **change)


def _same_or_not(worker: Worker) -> list[Mutation]:
    """Decides a merge case, if there is one."""
    cases = worker.laptop.replica.cases()
    if not cases:
        return []
    case, merges = worker.chance.choice(cases), worker.chance.random() < 0.5
    if not merges:
        return same.dismiss(worker.author, case.record, case.id)
    pair = [case.record, case.other]
    worker.chance.shuffle(pair)
    return same.merge(worker.author, pair[0], pair[1], case=case.id)


def _task(worker: Worker) -> list[Mutation]:
    task = worker.any("task")
    if task is None:
        return edits.create(worker.author, "task", {"subject": worker.words()})
    return edits.complete_task(worker.author, task)


def _delete(worker: Worker) -> list[Mutation]:
    return worker.remove(worker.any(worker.chance.choice(("contact", "opportunity", "task", "account"))))


def _restore(worker: Worker) -> list[Mutation]:
    if not worker.laptop.deleted:
        return []
    return edits.restore(worker.author, worker.chance.choice(worker.laptop.deleted))


def _parent(worker: Worker) -> list[Mutation]:
    """Two people at once may make a circle of it."""
    above = worker.any("account")
    return worker.update(worker.any("account"), parent=above.id) if above is not None else []


def _role_at_account(worker: Worker) -> list[Mutation]:
    account, contact = worker.any("account"), worker.any("contact")
    if account is None or contact is None:
        return []
    fields = {"account": account.id, "contact": contact.id, "role": worker.words(1)}
    return edits.create(worker.author, "account_contact", fields)


def _other_account(worker: Worker) -> list[Mutation]:
    account = worker.any("account")
    record = worker.any(worker.chance.choice(("opportunity", "contact")))
    return worker.update(record, account=account.id) if account is not None else []


def _several(worker: Worker) -> list[Mutation]:
    """A bulk edit: a group a record, saved in one go."""
    found = worker.laptop.replica.query("opportunity", Query(limit=4))
    date = f"2026-06-{worker.chance.randrange(1, 28):02}"
    return [one for record in found for one in worker.update(record, close_date=date)]


def _told(saved: list[Mutation]) -> str:
    return " ".join(f"{one.act.value} {one.type}/{one.id[-4:]}{sorted(one.touched)}" for one in saved)


def _view(worker: Worker) -> list[Mutation]:
    """Everybody sees it; whoever does not own it tries to change it all the same."""
    view, draw = worker.any("shared_view"), worker.chance.random()
    if view is None or draw < 0.3:
        fields = {"name": worker.words(2), "shows": "account", "definition": {"columns": ["name"]}}
        return edits.create(worker.author, "shared_view", fields)
    return worker.remove(view) if draw < 0.4 else worker.update(view, name=worker.words(2))


EDITS: tuple[tuple[str, Edit], ...] = (
    ("makes an account", _new_account),
    ("makes a contact", _new_contact),
    ("makes an opportunity", _new_opportunity),
    ("has a lead", _lead),
    ("has a lead", _lead),
    ("plans a visit", _plan_visit),
    ("is on a visit", _visit),
    ("is on a visit", _visit),
    ("answers a form", answering.answer),
    ("answers a form", answering.answer),
    ("counts samples", _samples),
    ("leaves samples", selling.sample),
    ("leaves samples", selling.sample),
    ("writes notes", _notes),
    ("writes notes", _notes),
    ("tags", _tags),
    ("tags", _tags),
    ("moves a stage", _stage),
    ("moves a stage", _stage),
    ("sets an amount", _amount),
    ("sets an amount", _amount),
    ("sets a date", _close_date),
    ("renames an account", _account_name),
    ("sets an industry", _account_industry),
    ("sets an industry", _account_industry),
    ("sets a tier", _account_tier),
    ("sets a title", _contact_title),
    ("gives an address", _emails),
    ("gives an address", _emails),
    ("says who is the same", _same_or_not),
    ("does a task", _task),
    ("deletes", _delete),
    ("deletes", _delete),
    ("restores", _restore),
    ("puts an account below another", _parent),
    ("adds a line", selling.line),
    ("has a quote", selling.quote),
    ("has a quote", selling.quote),
    ("edits a line of a quote", selling.quote_line),
    ("edits a line of a quote", selling.quote_line),
    ("says what somebody does", _role_at_account),
    ("finds another account", _other_account),
    ("shares a view", _view),
    ("edits several", _several),
)
