"""Brings a visit to the states in which it is looked at: answered, amended, with samples, on paper, and its past."""

from __future__ import annotations

from crmdesk.domain import edits
from crmdesk.domain.values import Value
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.visit.document import preview
from crmdesk.ui.visit.page import VisitPage
from tests.gallery.stage import Stage
from tests.ui.records import first


def past_of_a_visit(stage: Stage) -> None:
    """A report whose answers came one after the other, and that was amended."""
    own = Filter("created_by", "=", stage.desk.author.user)
    (amendment,) = stage.replica.query("visit_amendment", Query((own,), limit=1))
    visit = stage.replica.get("visit", amendment["visit"])
    answers, by = dict(visit["answers"] or {}), amendment["created_by"]
    some = dict(list(answers.items())[:2])
    steps: list[tuple[str, str, Value, Value]] = [
        ("op-1", "outcome", None, visit["outcome"]),
        ("op-2", "form", None, visit["form"]),
        ("op-2", "answers", None, some),
        ("op-3", "form", visit["form"], visit["form"]),
        ("op-3", "answers", some, answers),
    ]
    entries = [
        HistoryEntry(visit["submitted_at"], by, None, op, field, old, new, "applied")
        for op, field, old, new in steps
    ]
    stage.replica.save_history("visit", visit.id, entries)
    stage.desk.open_history("visit", visit.id)


def answering(stage: Stage) -> None:
    """One of several forms is picked."""
    visit = first(stage.replica, "visit", status="planned", owner=stage.desk.author.user)
    stage.desk.open("visit", visit.id)
    stage.settle()
    page = stage.page
    assert isinstance(page, VisitPage)
    page.form.picker.buttons[list(page.form.picker.buttons)[-1]].click()
    stage.settle()


def amending(stage: Stage) -> None:
    """A submitted report that was amended, while its owner amends it again."""
    own = Filter("created_by", "=", stage.desk.author.user)
    (amendment,) = stage.replica.query("visit_amendment", Query((own,), limit=1))
    stage.desk.open("visit", amendment["visit"])
    stage.settle()
    page = stage.page
    assert isinstance(page, VisitPage)
    page.open_amending()


def leaving_samples(stage: Stage) -> None:
    """A visit on which three products are left, one of them being counted."""
    visit = first(stage.replica, "visit", status="planned", owner=stage.desk.author.user)
    if not stage.replica.count("visit_sample", Query((Filter("visit", "=", visit.id),))):
        for number, product in enumerate(stage.replica.query("product", Query(limit=3)), start=1):
            fields = {"visit": visit.id, "product": product.id, "quantity": number, "line_number": number}
            stage.replica.commit(edits.create(stage.desk.author, "visit_sample", fields))
    stage.desk.open("visit", visit.id)
    stage.settle()
    page = stage.page
    assert isinstance(page, VisitPage)
    page.samples.table.edit_at(0, page.samples.model.column_at("quantity"))
    page.reveal(page.samples)


def report_on_paper(stage: Stage) -> None:
    """A report with answers and samples."""
    left = stage.replica.query(
        "visit_sample", Query((Filter("owner", "=", stage.desk.author.user),), limit=40)
    )
    visits = (stage.replica.get("visit", line["visit"]) for line in left)
    preview(stage.desk, next(visit.id for visit in visits if visit["submitted_at"]))
