"""Says a brief: which sections it has, in which order, and what goes first where the page is full. It reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.records import Record
from crmdesk.store.timeline import TimelineEntry
from crmdesk.ui import formats
from crmdesk.ui.brief.content import BriefContent
from crmdesk.ui.brief.sections import clipped, listed_part, worded_part
from crmdesk.ui.columns import value_text
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import address_text, amount_text, fact_text
from crmdesk.ui.happenings import happening_title
from crmdesk.ui.printing import Block, Document, Gap, Heading, Item, KeyValues, OnePage, Paragraph, Part, Tone
from crmdesk.ui.translations import label

translate = QCoreApplication.translate
_LONG, _MEDIUM, _SHORT = 640, 260, 110
"""Signs of a note that are said where there is room, where there is less, and at least."""


def brief_document(desk: Desk, contents: Sequence[BriefContent]) -> Document:
    """A page for each account."""
    day = formats.day(desk.today())
    made = translate("brief", "As of {0}").format(
        formats.instant(formats.canonical_instant(desk.now()), desk.zone)
    )
    what = translate("brief", "Pre-visit brief")
    if len(contents) == 1:
        name = f"{what} {contents[0].account['name']}"
    else:
        name = f"{translate('brief', 'Pre-visit briefs')} {desk.today().isoformat()}"
    blocks: tuple[Block, ...] = tuple(_Page(desk, content).page() for content in contents)
    if not contents:
        none = translate("brief", "No visit is planned for {0}, or the customers are not on this laptop.")
        blocks = (Paragraph(none.format(day)),)
    title = "" if contents else translate("brief", "Pre-visit briefs")
    return Document(name=name, title=title, blocks=blocks, foot=(f"{what}  ·  {made}", ""))


class _Page:
    """The page of one account."""

    def __init__(self, desk: Desk, content: BriefContent) -> None:
        self._desk = desk
        self._content = content
        self._today: date = desk.today()

    def page(self) -> OnePage:
        return OnePage(
            head=self._head(),
            left=(self._changes(), self._open(), self._tasks(), self._talks(), self._bought()),
            right=(self._people(), self._personal(), self._place(), self._about()),
        )

    # -- the head ------------------------------------------------------------------------------------------

    def _head(self) -> tuple[Block, ...]:
        account, names = self._content.account, self._content.names
        words = [
            self._value(account, "type"),
            formats.headed(label("account.tier"), self._value(account, "tier")) if account["tier"] else "",
            clipped(account["industry"] or "", 60),
            self._value(account, "relationship_stage"),
            names.get(account["owner"] or "", ""),
        ]
        return (
            Paragraph(clipped(account["name"] or "", 120), strong=True, size="title"),
            Paragraph("  ·  ".join(word for word in words if word), tone="muted"),
            KeyValues(tuple(self._pairs()), columns=2),
            Gap(2.5),
        )

    def _pairs(self) -> list[tuple[str, str]]:
        content, visit = self._content, self._content.visit
        pairs = []
        if visit is not None:
            met = set(visit["contacts"] or ())
            meet = [person["name"] or "" for person in content.people if person.id in met]
            pairs = [
                (label("visit"), self._planned(visit)),
                (label("visit.purpose"), clipped(visit["purpose"] or "", 120)),
                (translate("brief", "To meet"), clipped(formats.listed(meet), 120)),
            ]
        last = next((talk for talk in content.talks if talk.type == "visit"), None)
        pairs.append((translate("brief", "Last visit"), self._last(last)))
        if content.due_on is not None:
            pairs.append((translate("brief", "Next visit due"), self._due(content.due_on)))
        return pairs

    def _planned(self, visit: Record) -> str:
        start, end = visit["planned_start"], visit["planned_end"]
        if not start:
            return ""
        day = formats.local(start, self._desk.zone).date()
        zone = self._desk.zone
        hours = formats.hours(start, end, zone) if end else formats.time_of_day(start, zone)
        return formats.clauses((formats.full_day(day), hours))

    def _last(self, visit: Record | None) -> str:
        if visit is None:
            return translate("brief", "none yet")
        by = self._content.names.get(visit["owner"] or "", "")
        return "  ·  ".join(part for part in (self._day(_moment(visit)), by) if part)

    def _due(self, due: date) -> str:
        late = (self._today - due).days
        if late > 0:
            over = translate("brief", "%n days over", "", late)
            return f"{formats.short_day(due, self._today)}  ·  {over}"
        return formats.relative_day(due, self._today)

    # -- the left column -----------------------------------------------------------------------------------

    def _changes(self) -> Part:
        content = self._content
        if content.seen is None:
            return Part(((),))
        title = translate("brief", "Since your visit of {0}").format(self._day(content.seen))
        items = [
            Item(
                translate("brief", "New: {0}").format(person["name"] or ""),
                person["title"] or "",
                self._day(person["created_at"]),
            )
            for person in content.newcomers
        ]
        items += [self._change(entry) for entry in content.changes]
        if not items:
            nothing = (Paragraph(translate("brief", "Nothing was changed by others."), tone="muted"),)
            return Part(((Heading(title), *nothing), ()), (20,))
        return listed_part(title, items, ((8, 8), (5, 25), (3, 52), (1, 66)))

    def _change(self, entry: TimelineEntry) -> Item:
        record = entry.record
        step = record.type == "stage_change"
        title = happening_title(entry)
        if step:
            title = formats.headed(entry.title or label("opportunity"), title)
        by = self._content.names.get(record["by"] or "", "") if step else entry.by
        said = next((record[name] for name in ("outcome", "notes", "body") if record.fields.get(name)), "")
        said = self._value(record, "outcome") if record.type == "visit" and record["outcome"] else said
        text = formats.headed(label(record.type), title) if not step else title
        aside = self._day(record["at"] if step else record["created_at"])
        return Item(clipped(text, 90), _joined(by, clipped(str(said), _SHORT)), aside)

    def _open(self) -> Part:
        content = self._content
        title = translate("brief", "Open opportunities")
        if not content.open:
            none = Paragraph(translate("brief", "No open opportunity."), tone="muted")
            return Part(((Heading(title), none), ()), (18,))
        items = [self._opportunity(each) for each in content.open]
        count = str(content.open_count)
        steps = ((12, 6), (8, 22), (5, 40), (3, 58), (1, 84))
        return listed_part(title, items, steps, content.open_count, count)

    def _opportunity(self, each: Record) -> Item:
        closes = each["close_date"]
        late = bool(closes) and closes < self._today.isoformat()
        words = translate("brief", "was to close {0}") if late else translate("brief", "closes {0}")
        when = words.format(formats.short_day(closes, self._today)) if closes else ""
        stage = label(f"opportunity.stage.{each['stage']}")
        chance = formats.percent(each["probability"]) if each["probability"] is not None else ""
        step = clipped(each["next_step"] or "", _SHORT)
        next_step = formats.headed(label("opportunity.next_step"), step) if step else ""
        text = "\n".join(line for line in (_joined(stage, chance, when), next_step) if line)
        return Item(clipped(each["name"] or "", 80), text, amount_text(each))

    def _talks(self) -> Part:
        talks = self._content.talks
        if not talks:
            return Part(((),))
        forms = [
            [self._talk(talk, length) for talk in talks[:count]]
            for count, length in ((3, _LONG), (3, _MEDIUM), (2, _MEDIUM), (1, _MEDIUM), (1, _SHORT))
        ]
        title = translate("brief", "Last visits and calls")
        return worded_part(title, forms, (26, 50, 62, 72), len(talks))

    def _talk(self, talk: Record, length: int) -> Item:
        subject = clipped(talk["purpose" if talk.type == "visit" else "subject"] or "", 80)
        by = self._content.names.get(talk["owner"] or "", "")
        outcome = self._value(talk, "outcome")
        notes = clipped(talk["notes"] or "", length)
        lines = [_joined(by, clipped(outcome, _SHORT)), notes]
        if talk.fields.get("next_step"):
            step = clipped(talk["next_step"], _SHORT)
            lines.append(formats.headed(label("visit.next_step"), step))
        title = formats.headed(label(talk.type), subject) if subject else label(talk.type)
        return Item(title, "\n".join(line for line in lines if line), self._day(_moment(talk)))

    def _bought(self) -> Part:
        """Won opportunities with their products, then what was lost and why."""
        content = self._content
        title = translate("brief", "Won and lost")
        won = [self._won(each, lines=True) for each in content.won]
        bare = [self._won(each, lines=False) for each in content.won]
        lost = [self._lost(each) for each in content.lost]
        total = len(won) + len(lost)
        forms = [[*won, *lost], [*bare, *lost], [*bare], [*bare[:3]], [*bare[:1]], []]
        ranks = [14, 16, 19, 28, 42]
        worded = worded_part(title, forms, ranks, total)
        return worded if total else Part(((),))

    def _won(self, each: Record, *, lines: bool) -> Item:
        names = self._content.names
        products = [
            f"{names.get(line['product'] or '', '')} × {formats.number(line['quantity'] or 0, _digits(line))}"
            for line in self._content.lines.get(each.id, ())
        ]
        if not products and each["product"]:
            products = [names.get(each["product"], "")]
        closed = formats.short_day(each["close_date"], self._today) if each["close_date"] else ""
        won = _joined(label("opportunity.stage.closed_won"), closed)
        said = formats.listed(products) if lines else ""
        return Item(
            clipped(each["name"] or "", 80), "\n".join(p for p in (won, said) if p), amount_text(each)
        )

    def _lost(self, each: Record) -> Item:
        reason = self._value(each, "lost_reason")
        closed = formats.short_day(each["close_date"], self._today) if each["close_date"] else ""
        text = _joined(label("opportunity.stage.closed_lost"), reason, closed)
        return Item(clipped(each["name"] or "", 80), text, amount_text(each))

    # -- the right column ----------------------------------------------------------------------------------

    def _people(self) -> Part:
        title = label("contact.plural")
        if not self._content.people:
            nobody = translate("brief", "Nobody is known here yet: ask whom to talk to.")
            return Part(((Heading(title), Paragraph(nobody, tone="muted")),))
        items = [self._person(person) for person in self._content.people]
        return listed_part(title, items, ((12, 5), (8, 12), (6, 24), (4, 44), (2, 60), (1, 86)))

    def _person(self, person: Record) -> Item:
        visit = self._content.visit
        meet = visit is not None and person.id in (visit["contacts"] or ())
        aside, tone = (translate("brief", "to meet"), "accent") if meet else ("", "text")
        if person["do_not_contact"]:
            aside, tone = label("contact.do_not_contact"), "danger"
        what = _joined(
            clipped(person["title"] or "", 50),
            clipped(person["department"] or "", 50),
            self._value(person, "role"),
        )
        reach = [str(each) for each in (*person["phones"][:1], *person["emails"][:1])]
        told: Tone = "danger" if tone == "danger" else "accent" if tone == "accent" else "text"
        text = "\n".join(line for line in (what, *reach) if line)
        return Item(clipped(person["name"] or "", 60), text, aside, told)

    def _personal(self) -> Part:
        known = [each for each in self._content.people if each["personal_facts"] or each["birthday"]]
        if not known:
            return Part(((),))
        forms = [
            [self._facts(person, length) for person in known[:count]]
            for count, length in ((6, 320), (4, 160), (2, 160), (1, _SHORT))
        ]
        forms.append([])
        title = translate("brief", "Worth knowing")
        return worded_part(title, forms, (30, 34, 48, 76), len(known))

    def _facts(self, person: Record, length: int) -> Item:
        birthday = ""
        if person["birthday"]:
            born = date.fromisoformat(person["birthday"])
            birthday = formats.short_day(born, born)
            birthday = formats.headed(label("contact.birthday"), birthday)
        facts = clipped(person["personal_facts"] or "", length)
        text = "\n".join(part for part in (facts, birthday) if part)
        return Item(clipped(person["name"] or "", 60), text)

    def _tasks(self) -> Part:
        content = self._content
        items = [
            Item(
                clipped(task["subject"] or "", 90),
                content.names.get(task["owner"] or "", ""),
                formats.relative_day(task["due_on"], self._today) if task["due_on"] else "",
                "danger" if task["due_on"] and task["due_on"] < self._today.isoformat() else "text",
            )
            for task in content.tasks
        ]
        title = translate("brief", "Open tasks")
        steps = ((10, 7), (6, 32), (3, 54), (1, 70))
        return listed_part(title, items, steps, content.task_count)

    def _place(self) -> Part:
        account = self._content.account
        address = account["visiting_address"] or account["billing_address"]
        lines = [clipped(line, 120) for line in address_text(address).split("\n")] if address else []
        blocks: list[Block] = [Paragraph("\n".join(lines))] if lines else []
        hours = clipped(account["opening_hours"] or "", 160)
        if hours:
            blocks.append(Paragraph(formats.headed(label("account.opening_hours"), hours)))
        numbers = formats.listed(list(account["phones"])[:2])
        if numbers:
            blocks.append(Paragraph(formats.headed(label("account.phones"), clipped(numbers, 80))))
        if not blocks:
            return Part(((),))
        return Part(((Heading(translate("brief", "Where")), *blocks),))

    def _about(self) -> Part:
        """Size, website, what it does: what a rep reads on the first visit."""
        account, entity = self._content.account, self._desk.entity("account")
        pairs = []
        for name in ("employees", "annual_revenue", "founded", "website", "tags"):
            text = fact_text(entity, entity.field(name), account, self._content.names)
            if text:
                pairs.append((label(f"account.{name}"), clipped(text, 80)))
        about = account["description"] or ""
        if not pairs and not about:
            return Part(((),))
        facts: tuple[Block, ...] = (KeyValues(tuple(pairs)),) if pairs else ()
        head = Heading(translate("brief", "About"))
        said = [
            (head, *facts, *((Paragraph(clipped(about, length)),) if about else ())) for length in (420, 160)
        ]
        return Part((*said, (head, *facts) if facts else (), ()), (10, 13, 23))

    # -- words ---------------------------------------------------------------------------------------------

    def _value(self, record: Record, name: str) -> str:
        entity = self._desk.entity(record.type)
        return value_text(entity, entity.field(name), record.fields, self._content.names)

    def _day(self, instant: str) -> str:
        return formats.short_day(formats.local(instant, self._desk.zone).date(), self._today)


def _joined(*words: str) -> str:
    return "  ·  ".join(word for word in words if word)


def _moment(talk: Record) -> str:
    """When a visit, call or meeting took place."""
    there = talk.fields.get("check_in")
    return str(there["at"] if there else talk["planned_start" if talk.type == "visit" else "starts_at"])


def _digits(line: Record) -> int:
    """Digits behind the point that a quantity needs: none for whole numbers."""
    _, _, fraction = str(line["quantity"] or "").partition(".")
    return len(fraction.rstrip("0"))
