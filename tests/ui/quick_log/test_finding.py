"""Who and what a quick log means, on the sample organisation's laptop."""

from __future__ import annotations

import pytest

from crmdesk.domain.quick_log.assemble import parse
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.quick_log.finding import OFFERED, Found, Place, find
from tests.support.sample_replica import NOW, ZONE

TODAY = NOW.astimezone(ZONE)


def found(replica: Replica, line: str, account: str | None = None, **page: str | None) -> Found:
    place = Place(account, replica.author().user, TODAY.date(), str(ZONE), **page)
    return find(replica, parse(line, TODAY), place)


def somebody(replica: Replica, first: str, last: str) -> Record:
    """A contact with a title, alone with that family name at the account, whose name is written in a script."""
    for person in replica.query("contact", Query(sort="name")):
        if person["title"] and first <= person["name"][0] <= last and len(person["family_name"]) == 1:
            there = replica.query("contact", Query((Filter("account", "=", person["account"]),)))
            if sum(each["family_name"] == person["family_name"] for each in there) == 1:
                return person
    raise AssertionError("nobody in the sample")


@pytest.mark.parametrize(
    ("first", "last", "line"),
    [
        ("가", "힣", "{account} {family} {title} 미팅"),
        ("一", "龥", "拜访{account}的{family}{title}"),
    ],
)
def test_a_family_name_with_a_title_is_the_person_of_the_named_account(
    replica: Replica, first: str, last: str, line: str
) -> None:
    person = somebody(replica, first, last)
    account = replica.title("account", person["account"])
    title = "부장" if first == "가" else "总"
    result = found(replica, line.format(account=account, family=person["family_name"], title=title))
    assert result.accounts[0].id == person["account"]
    assert result.people[0][0].id == person.id
    assert result.sure_of(0)


def test_a_name_in_traditional_characters_finds_the_record_in_simplified_ones(replica: Replica) -> None:
    result = found(replica, "拜訪朔寧製藥的黃工，報價20萬")
    assert result.accounts[0].name == "朔宁制药"
    assert result.people[0][0].name.startswith("黄")


def test_a_whole_name_brings_the_account_of_the_person(replica: Replica) -> None:
    person = somebody(replica, "가", "힣")
    result = found(replica, f"{person['name']} 부장 통화")
    assert person.id in {each.id for each in result.people[0]}
    chosen = result.people[0][0]
    assert result.accounts[0].id == chosen.account


def test_the_open_page_is_the_account_and_its_people_come_first(replica: Replica) -> None:
    person = somebody(replica, "가", "힣")
    result = found(replica, f"{person['family_name']}부장 통화", account=person["account"])
    assert result.accounts[0].id == person["account"]
    assert result.people[0][0].id == person.id
    assert result.sure


def test_a_title_alone_is_who_holds_it_there(replica: Replica) -> None:
    holders = [
        each
        for each in replica.query("contact", Query(sort="name"))
        if (each["title"] or "").endswith("부장")
    ]
    person = holders[0]
    result = found(replica, "부장님 미팅", account=person["account"])
    assert person.id in {each.id for each in result.people[0]}


def test_who_is_visited_today_comes_before_others_of_the_name(replica: Replica) -> None:
    visit = replica.today(TODAY.date(), str(ZONE)).visits[0].record
    person = replica.query("contact", Query((Filter("account", "=", visit["account"]),)))[0]
    result = found(
        replica,
        f"called {person['family_name']}"
        if person["name"].isascii()
        else f"{person['family_name']}부장 통화",
    )
    assert result.people[0][0].account == visit["account"]


def test_several_of_one_name_are_a_choice(replica: Replica) -> None:
    result = found(replica, "김부장 통화")
    assert 2 <= len(result.people[0]) <= OFFERED
    assert len({each.id for each in result.people[0]}) == len(result.people[0])


def test_an_unknown_name_finds_nobody(replica: Replica) -> None:
    result = found(replica, "called Zzyzx Qqfoo, quote 20m")
    assert result == Found((), ((),), ())


def test_a_call_to_a_company_finds_the_company(replica: Replica) -> None:
    account = next(each for each in replica.query("account", Query(sort="name")) if each["name"].isascii())
    word = account["name"].split()[0]
    result = found(replica, f"phoned {word}")
    assert account.id in {each.id for each in result.accounts}


def test_a_word_that_may_be_a_person_or_a_company_is_the_one_that_the_records_know(replica: Replica) -> None:
    account = next(each for each in replica.query("account", Query(sort="name")) if each["name"].isascii())
    word = account["name"].split()[0]
    result = found(replica, f"sent proposal 20k to {word}, follow up in 10 days")
    assert account.id in {each.id for each in result.accounts}
    assert result.companies == {0}


@pytest.mark.parametrize(
    ("first", "last", "line"),
    [("A", "Z", "{0} quote 20k"), ("가", "힣", "견적 2천만 {0}"), ("一", "龥", "给{0}发报价20万")],
)
def test_a_name_that_the_words_do_not_explain_is_looked_for_among_the_accounts(
    replica: Replica, first: str, last: str, line: str
) -> None:
    names = [each["name"] for each in replica.query("account", Query(sort="name"))]
    name = next(each for each in names if all(first <= letter.upper() <= last for letter in each[:3]))
    result = found(replica, line.format(name))
    assert result.accounts[0].name == name
    assert result.sure


def test_an_account_that_begins_with_a_left_over_word_is_asked_about(replica: Replica) -> None:
    names = [each["name"] for each in replica.query("account", Query(sort="name"))]
    name = next(each for each in names if len(each) > 3 and all("一" <= letter <= "龥" for letter in each))
    result = found(replica, f"给{name[:2]}发报价20万")
    assert name[:2] in result.accounts[0].name
    assert not result.sure


def test_the_first_letters_of_a_name_are_no_name(replica: Replica) -> None:
    names = [each["name"] for each in replica.query("account", Query(sort="name"))]
    name = next(each for each in names if each.isascii() and each[:4].isalpha())
    assert found(replica, f"{name[:3]} quote 20k").accounts == ()
    assert found(replica, f"sent quote 20k to {name[:3]}").accounts == ()


def test_an_initial_with_a_family_name_is_somebody_whose_name_begins_so(replica: Replica) -> None:
    person = next(
        each
        for each in replica.query("contact", Query(sort="name"))
        if each["name"].isascii() and len(each["name"].split()) == 2
    )
    first, family = person["name"].split()
    result = found(replica, f"coffee w/ {first[0]}. {family}, lost to competitor", account=person["account"])
    assert person.id in {each.id for each in result.people[0]}
    other = "Q" if first[0] != "Q" else "X"
    wrong = found(replica, f"coffee w/ {other}. {family}", account=person["account"])
    assert person.id not in {each.id for each in wrong.people[0]}


def test_open_opportunities_are_those_of_the_account(replica: Replica) -> None:
    deal = replica.query("opportunity", Query((Filter("stage", "=", "negotiation"),)))[0]
    result = found(replica, "met them", account=deal["account"])
    assert deal.id in {each.id for each in result.opportunities}
    assert {each["account"] for each in result.opportunities} == {deal["account"]}
    assert not {"closed_won", "closed_lost"} & {each["stage"] for each in result.opportunities}


@pytest.mark.parametrize(
    ("first", "last", "line"),
    [
        ("A", "Z", "Called {name}, send prices on Friday"),
        ("가", "힣", "{name} 부장 통화, 금요일까지 견적서 발송"),
        ("一", "龥", "给{name}打电话，周五前发报价单"),
    ],
)
def test_somebody_who_is_nobodys_contact_may_be_a_lead(
    replica: Replica, first: str, last: str, line: str
) -> None:
    still = replica.query("lead", Query((Filter("status", "!=", "converted"),)))
    contacts = {each["name"] for each in replica.query("contact")}
    lead = next(each for each in still if first <= each["name"][0] <= last and each["name"] not in contacts)
    result = found(replica, line.format(name=lead["name"]))
    assert (result.people[0][0].id, result.people[0][0].lead) == (lead.id, True)
    assert result.sure_of(0)


def test_a_lead_that_became_a_contact_is_the_contact(replica: Replica) -> None:
    (lead,) = replica.query("lead", Query((Filter("status", "=", "converted"),), limit=1))
    people = found(replica, f"Called {lead['name']}").people[0]
    assert people[0].id == lead["converted_contact"]
    assert not any(each.lead for each in people)


def test_whoever_has_the_page_is_meant_where_the_line_names_nobody(replica: Replica) -> None:
    person = somebody(replica, "가", "힣")
    other = next(each for each in replica.query("account") if each.id != person["account"])
    here = {"account": person["account"], "contact": person.id}
    beside = found(replica, "called about the samples", **here).beside
    assert beside is not None
    assert (beside.id, beside.account, beside.lead) == (person.id, person["account"], False)
    assert found(replica, f"called {other['name']} about the samples", **here).beside is None
    assert found(replica, "met Mr Zylberstein", **here).beside is None
    assert found(replica, "called about the samples").beside is None


def test_a_lead_has_the_page_until_an_account_is_meant(replica: Replica) -> None:
    lead = next(each for each in replica.query("lead") if not each["converted_account"])
    account = replica.query("account")[0]
    said = found(replica, f"called about {account['name'].split()[0]} stoves", lead=lead.id)
    assert said.beside is not None
    assert (said.beside.id, said.beside.lead, said.accounts) == (lead.id, True, ())
    assert found(replica, f"called {account['name']}", lead=lead.id).beside is None


def test_the_opportunity_that_has_the_page_is_the_one_that_is_meant_while_it_is_open(
    replica: Replica,
) -> None:
    deals = replica.query("opportunity", Query((Filter("stage", "=", "negotiation"),), sort="name"))
    for deal in deals:
        said = found(replica, "visit", account=deal["account"], opportunity=deal.id)
        assert said.deal is not None
        assert said.deal.id == deal.id
        assert [each.id for each in said.opportunities].count(deal.id) == 1
    closed = replica.query("opportunity", Query((Filter("stage", "=", "closed_won"),), limit=1))[0]
    assert found(replica, "visit", account=closed["account"], opportunity=closed.id).deal is None
