"""Which records a quick log means: accounts, people and leads by the names in it, open opportunities. Runs on a
query thread.

Every question is bounded: a search, the people of a few accounts, the opportunities of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.leads import is_converted
from crmdesk.domain.planning import SPANS
from crmdesk.domain.quick_log import Person, QuickLog
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.search import Hit
from crmdesk.store.views import day_bounds, ends

OFFERED = 6
"""Records that a chip offers."""
_SEARCHED, _NEAR, _PEOPLE = 24, 12, 200
_ASIDE = " \t.,'"
_INITIAL = re.compile(r"\b[A-Za-z](?:\.\s?|\s)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant. `account` is the id of a person's account."""

    id: str
    name: str
    detail: str = ""
    account: str | None = None
    fits: bool = True
    """A person who holds the title by which the line calls somebody."""
    lead: bool = False
    """A lead: nobody's contact yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is: what the page that is open is about, and the day in their zone."""

    account: str | None
    user: str
    today: date
    zone: str
    opportunity: str | None = None
    contact: str | None = None
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the names mean, the likeliest first. `people` has one row of candidates for each person in the line."""

    accounts: tuple[Candidate, ...] = ()
    people: tuple[tuple[Candidate, ...], ...] = ()
    opportunities: tuple[Record, ...] = ()
    """The open ones of the first account."""
    deal: Record | None = None
    """The one of these whose page is open."""
    beside: Candidate | None = None
    """Whose page is open, where the line names nobody."""
    sure: bool = True
    """Nobody needs to be asked which account is meant."""
    companies: frozenset[int] = frozenset()
    """Which of the people in the line are no people: the account is called so."""

    def sure_of(self, at: int) -> bool:
        """Nobody needs to be asked who is meant by a person."""
        row = self.people[at] if at < len(self.people) else ()
        if len(row) < 2:
            return True
        first, second = row[0], row[1]
        return (first.account != second.account and first.account == self._account) or (
            first.fits and not second.fits
        )

    @property
    def _account(self) -> str | None:
        return self.accounts[0].id if self.accounts else None


def find(replica: Replica, log: QuickLog, place: Place, account: str | None = None) -> Found:
    """What `log` means. `account`: the one that was chosen by hand; names are looked for around it."""
    near = _near(replica, place)
    named = _accounts(replica, log.account, near) if log.account and account is None else []
    around = [account] if account is not None else [each.id for each in named[:3]]
    if not around and place.account is not None:
        around = [place.account]
    people = [_people(replica, person, around, near) for person in log.people]
    companies: frozenset[int] = frozenset()
    guessed = False
    if not named and account is None:
        named, companies = _companies(replica, log, people, near)
        said = log.account or "".join(log.people[at].name for at in companies)
        if not named and not log.account and place.account is None and place.lead is None:
            named, said = _left_over(replica, log, near)
            guessed = bool(named)
        named = named or _accounts_behind(replica, people, place)
    else:
        said = log.account
    if account is not None:
        named = _of_ids(replica, [account])
    first = named[0].id if named else None
    people = [_with_those_of(first, row) for row in people]
    deals = open_deals(replica, first)
    deal = _deal_beside(replica, place, first, deals)
    return Found(
        tuple(named[:OFFERED]),
        tuple(tuple(row[:OFFERED]) for row in people),
        deals if deal is None or deal in deals else (deal, *deals),
        deal,
        _beside(replica, place, first) if len(log.people) == len(companies) else None,
        sure=(len(named) < 2 and not guessed) or _is_sure(said, named[0], place),
        companies=companies,
    )


def _is_sure(said: str, first: Candidate, place: Place) -> bool:
    return _plain(first.name) == _plain(said) or (not said and first.id == place.account)


def _companies(
    replica: Replica, log: QuickLog, people: Sequence[Sequence[Candidate]], near: Sequence[str]
) -> tuple[list[Candidate], frozenset[int]]:
    """`to Acme`: somebody or some company. Nobody is called so, but an account is; and which of the people it is."""
    if log.account:
        return [], frozenset()
    for at, (person, row) in enumerate(zip(log.people, people, strict=True)):
        if not row and person.name and not person.title:
            found = _begun_by(person.name, _accounts(replica, person.name, near))
            if found:
                return found, frozenset((at,))
    return [], frozenset()


def _left_over(replica: Replica, log: QuickLog, near: Sequence[str]) -> tuple[list[Candidate], str]:
    """`西门子报价20万`: the first of the words without a meaning that an account is called by, and that word."""
    for name in log.names:
        found = _begun_by(name, _accounts(replica, name, near))
        if found:
            return found, name
    return [], ""


def _begun_by(said: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Those whose name begins so: with whole words where words are written apart, as `PO` is not Polar Foods."""
    wanted = _plain(said)
    apart = wanted.isascii()
    return [each for each in found if f"{_plain(each.name)} ".startswith(f"{wanted} " if apart else wanted)]


def open_deals(replica: Replica, account: str | None) -> tuple[Record, ...]:
    """The open opportunities of an account, the next to close first."""
    if account is None:
        return ()
    closed = tuple(Filter("stage", "!=", key) for key in ends(replica.catalogue["opportunity"], "stage"))
    query = Query((Filter("account", "=", account), *closed), sort="close_date", limit=OFFERED)
    return tuple(replica.query("opportunity", query))


def _deal_beside(
    replica: Replica, place: Place, account: str | None, deals: Sequence[Record]
) -> Record | None:
    """The page's opportunity, if it is open and the account's."""
    if place.opportunity is None or account is None:
        return None
    known = next((each for each in deals if each.id == place.opportunity), None)
    found = [known] if known is not None else _records(replica, "opportunity", [place.opportunity])
    closed = ends(replica.catalogue["opportunity"], "stage")
    return next((each for each in found if each["account"] == account and each["stage"] not in closed), None)


def _beside(replica: Replica, place: Place, account: str | None) -> Candidate | None:
    """Whose page is open, as long as no other account is meant than theirs."""
    if place.contact is not None:
        for each in _records(replica, "contact", [place.contact]):
            if account in (place.account, each["account"]):
                names = replica.titles("account", [each["account"]] if each["account"] else [])
                return _contact(each, names)
    if place.lead is not None and account is None:
        for each in _records(replica, "lead", [place.lead]):
            if not is_converted(each):
                return _lead(each)
    return None


def _near(replica: Replica, place: Place) -> list[str]:
    """Accounts that are likely anyway: the page's, those with a visit today, those used lately."""
    start, end = day_bounds(place.today, place.zone)
    ids = [place.account or ""]
    for type_name in ("visit", "meeting"):
        begins, _ = SPANS[type_name]
        day = (Filter("owner", "=", place.user), Filter(begins, ">=", start), Filter(begins, "<", end))
        ids += [
            each["account"] or "" for each in replica.query(type_name, Query(day, sort=begins, limit=_NEAR))
        ]
    ids += [record for type_name, record, _ in replica.used(_NEAR) if type_name == "account"]
    return [each for each in dict.fromkeys(ids) if each][:_NEAR]


def _accounts(replica: Replica, name: str, near: Sequence[str]) -> list[Candidate]:
    hits = _search(replica, "account", name)
    order = {record: at for at, record in enumerate(near)}
    wanted = _plain(name)

    def rank(at: int) -> tuple[bool, bool, int, int]:
        title = _plain(hits[at].title)
        return (title != wanted, not title.startswith(wanted), order.get(hits[at].id, len(order)), at)

    return [Candidate(hits[at].id, hits[at].title) for at in sorted(range(len(hits)), key=rank)]


def _people(replica: Replica, person: Person, around: Sequence[str], near: Sequence[str]) -> list[Candidate]:
    """Contacts of the accounts in question first, then of the likely ones, then anybody of that name."""
    close = [each for each in _contacts_of(replica, around) if _is_called(each, person)]
    if not close:
        close = [each for each in _contacts_of(replica, near) if _is_called(each, person)]
    others: list[Record] = []
    if person.name:
        hits = _search(replica, "contact", _INITIAL.sub("", person.name) or person.name)
        known = {each.id for each in close}
        others = _records(replica, "contact", [hit.id for hit in hits if hit.id not in known])
        others = [each for each in others if _is_called(each, person)]
    elif not close:
        return []
    ranked = [*_by_title(close, person), *_by_title(others, person)]
    if not ranked:
        return _leads(replica, person)
    names = replica.titles("account", [each["account"] for each in ranked[:OFFERED] if each["account"]])
    return [_contact(each, names, person.title) for each in ranked[:OFFERED]]


def _contact(record: Record, accounts: Mapping[str, str], title: str = "") -> Candidate:
    detail = "  ·  ".join(part for part in (record["title"], accounts.get(record["account"] or "")) if part)
    fits = not title or _holds_title(record, title)
    return Candidate(record.id, record["name"] or "", detail, record["account"], fits)


def _leads(replica: Replica, person: Person) -> list[Candidate]:
    """Nobody's contact is called so: leads who are, as long as they have not become one."""
    found = _records(replica, "lead", [hit.id for hit in _search(replica, "lead", person.name)])
    named = [each for each in found if _is_called(each, person) and not is_converted(each)]
    return [_lead(each, person.title) for each in _by_title(named, person)[:OFFERED]]


def _lead(record: Record, title: str = "") -> Candidate:
    detail = "  ·  ".join(part for part in (record["title"], record["company"]) if part)
    fits = not title or _holds_title(record, title)
    return Candidate(record.id, record["name"] or "", detail, fits=fits, lead=True)


def _search(replica: Replica, type_name: str, name: str) -> list[Hit]:
    """By the name as it was typed, else by what it is in simplified characters."""
    hits = replica.search(name, types=(type_name,), limit=_SEARCHED, texts=False)
    folded = _folded(name)
    if hits or folded == name.lower():
        return hits
    return replica.search(folded, types=(type_name,), limit=_SEARCHED, texts=False)


def _contacts_of(replica: Replica, accounts: Iterable[str]) -> list[Record]:
    found: list[Record] = []
    for account in accounts:
        found += replica.query("contact", Query((Filter("account", "=", account),), limit=_PEOPLE))
    return found


def _records(replica: Replica, type_name: str, ids: Sequence[str]) -> list[Record]:
    return [
        each for one in ids for each in replica.query(type_name, Query((Filter("id", "=", one),), limit=1))
    ]


def _is_called(contact: Record, person: Person) -> bool:
    """By the whole name, the family name or the given one; somebody named by title alone has that title."""
    if not person.name:
        return _holds_title(contact, person.title)
    wanted = _plain(person.name)
    bare = wanted[1:] if len(wanted) == 2 and wanted[0] in "小老阿" else wanted
    names = {_plain(contact.fields.get(field) or "") for field in ("name", "family_name", "given_name")}
    words = {_plain(word) for word in (contact["name"] or "").split()}
    if _INITIAL.match(person.name):
        return _has_initials(contact, person.name)
    return bool({wanted, bare} & (names | words)) or (
        len(wanted) > 1 and _plain(contact["name"] or "").startswith(wanted)
    )


def _has_initials(contact: Record, said: str) -> bool:
    """`J. Smith` is John Smith: every word that is said begins another word of the name, the last is the last."""
    wanted = [_plain(word) for word in said.replace(".", " ").split()]
    words = [_plain(word) for word in (contact["name"] or "").split()]
    family = {*words[-1:], _plain(contact.fields.get("family_name") or "")}
    return wanted[-1] in family and any(word.startswith(wanted[0]) for word in words)


def _by_title(contacts: Sequence[Record], person: Person) -> list[Record]:
    return sorted(contacts, key=lambda each: not _holds_title(each, person.title))


def _holds_title(contact: Record, title: str) -> bool:
    """`부장님` is held by a `구매부장`, `총` by a `总经理`; an honorific such as `Mr` by nobody."""
    wanted = _plain(title).removesuffix("님")
    return bool(wanted) and wanted in _plain(contact["title"] or "")


def _accounts_behind(
    replica: Replica, people: Sequence[Sequence[Candidate]], place: Place
) -> list[Candidate]:
    """No account is named: the page's, else those of the people."""
    ids = [place.account] if place.account else []
    ids += [each.account for row in people for each in row if each.account is not None]
    return _of_ids(replica, list(dict.fromkeys(ids))[:OFFERED])


def _of_ids(replica: Replica, ids: Sequence[str]) -> list[Candidate]:
    names = replica.titles("account", ids)
    return [Candidate(each, names[each]) for each in ids if names.get(each)]


def _with_those_of(account: str | None, row: Sequence[Candidate]) -> list[Candidate]:
    return sorted(row, key=lambda each: account is not None and each.account != account)


def _plain(text: str) -> str:
    """In lower case, half width, and simplified: `陳總` is `陈总`."""
    return _folded(text).casefold().strip(_ASIDE)


def _folded(text: str) -> str:
    from crmdesk.domain.quick_log.script import fold  # a part of the grammar, which no first window waits for

    return fold(text)
