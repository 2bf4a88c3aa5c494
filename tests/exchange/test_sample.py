"""The sample organisation: big enough, made of canonical values that fit together, never an empty Today."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crmdesk.domain.declare import COMMON, Kind
from crmdesk.domain.entities import ACTIVITIES, CATALOGUE
from crmdesk.domain.errors import UsageError
from crmdesk.domain.identifiers import is_id
from crmdesk.domain.records import Record
from crmdesk.domain.values import normalise_fields, parse_instant
from crmdesk.exchange.sample import Sample, SampleUser, Words, read_words, sample_organisation
from crmdesk.locations import resource_path

ZONE = ZoneInfo("Asia/Seoul")
SATURDAY = date(2026, 11, 21)
WEEK = [
    # In the middle of a week nothing differs from its begin and end.
    pytest.param(day, marks=pytest.mark.long if day.weekday() in (1, 2, 3) else ())
    for day in (SATURDAY + timedelta(days=offset) for offset in range(7))
]


@cache
def words() -> Words:
    return read_words(resource_path("sample"))


@cache
def sample(today: date = SATURDAY) -> Sample:
    return sample_organisation(words(), today, ZONE)


def of_type(name: str, today: date = SATURDAY) -> list[Record]:
    return [record for record in sample(today).records if record.type == name]


def main_reps() -> list[SampleUser]:
    return [user for user in sample().users if user.role == "rep" and user.territory == "seoul"]


def local_day(instant: str) -> date:
    return parse_instant(instant).astimezone(ZONE).date()


def test_the_organisation_is_big_enough_to_be_believed() -> None:
    counts = Counter(record.type for record in sample().records)
    activities = sum(counts[name] for name in ACTIVITIES)
    assert counts["account"] >= 400
    assert counts["contact"] >= 1200
    assert counts["opportunity"] >= 800
    assert activities >= 4000
    assert 20 <= counts["product"] <= 25
    assert counts["price_book_entry"] == 3 * counts["product"]
    # An attachment is a file, and the sample is made of records alone.
    assert {entity.name for entity in CATALOGUE.records if not counts[entity.name]} <= {"attachment"}


def test_there_are_two_reps_a_manager_above_them_and_reps_elsewhere() -> None:
    territories = {record.id: record for record in of_type("territory")}
    manager = next(user for user in sample().users if user.role == "manager")
    assert len(main_reps()) == 2
    assert territories[main_reps()[0].home]["parent"] == manager.home
    assert len({user.home for user in sample().users if user.role == "rep"}) == 3
    assert sample().users[0].role == "rep"
    assert len({user.password for user in sample().users}) == len(sample().users)


def test_every_value_is_canonical_already() -> None:
    for record in sample().records:
        entity = CATALOGUE[record.type]
        assert normalise_fields(entity, record.fields) == record.fields
        assert set(record.fields) == set(entity.field_names)
        missing = [item.name for item in entity.own if item.required and record[item.name] is None]
        assert missing == []


def test_the_same_seed_and_day_give_the_same_records() -> None:
    again = sample_organisation(words(), SATURDAY, ZONE)
    other = sample_organisation(words(), SATURDAY, ZONE, seed=7)
    assert again == sample()
    assert {record.id for record in other.records}.isdisjoint(record.id for record in again.records)


def test_ids_are_ids_and_no_two_are_the_same() -> None:
    ids = [record.id for record in sample().records]
    assert all(map(is_id, ids))
    assert len(set(ids)) == len(ids)


def references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Field, target type and id of everything that the record points to."""
    for field in CATALOGUE[record.type].fields:
        if field.target is not None and record[field.name] is not None:
            value = record[field.name]
            for target in value if field.kind is Kind.SET else [value]:
                yield field.name, field.target, target


def test_every_reference_leads_somewhere_and_targets_come_first() -> None:
    seen: set[tuple[str, str]] = set()
    everything = {(record.type, record.id) for record in sample().records}
    order = {entity.name: number for number, entity in enumerate(CATALOGUE)}
    common = {field.name for field in COMMON}
    for record in sample().records:
        for field, target, target_id in references(record):
            assert (target, target_id) in everything, (record.type, field)
            if field not in common and order[target] <= order[record.type]:
                assert (target, target_id) in seen, (record.type, field)
        seen.add((record.type, record.id))


def test_activities_stay_within_their_account() -> None:
    opportunities = {record.id: record for record in of_type("opportunity")}
    contacts = {record.id: record for record in of_type("contact")}
    for record in (item for item in sample().records if item.type in ACTIVITIES):
        if record["opportunity"] is not None:
            assert opportunities[record["opportunity"]]["account"] == record["account"]
        people = record.fields.get("contacts") or record.fields.get("attendees") or []
        for person in [*people, record.fields.get("contact")]:
            assert person is None or contacts[person]["account"] == record["account"]


def test_no_account_belongs_to_itself_by_a_circle() -> None:
    parent = {record.id: record["parent"] for record in of_type("account")}
    assert any(parent.values())
    assert all(parent[above] is None for above in parent.values() if above is not None)


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
def test_today_is_never_empty(today: date) -> None:
    for rep in main_reps():
        mine = [record for record in sample(today).records if record["owner"] == rep.id]
        planned = [item for item in mine if item.type == "visit" and item["status"] == "planned"]
        tasks = [item for item in mine if item.type == "task" and item["status"] == "not_started"]
        deals = [item for item in mine if item.type == "opportunity"]
        alive = [item for item in deals if not item["stage"].startswith("closed")]
        closing = [item for item in alive if 0 <= (date.fromisoformat(item["close_date"]) - today).days <= 6]
        quiet = [item for item in alive if (today - local_day(item["updated_at"])).days > 30]
        meetings = [item for item in mine if item.type in ("call", "meeting") and item["status"] == "planned"]
        assert sum(local_day(item["planned_start"]) == today for item in planned) >= 3
        assert sum(item["due_on"] == str(today) for item in tasks) >= 3
        assert sum(item["due_on"] < str(today) for item in tasks) >= 3
        assert sum(local_day(item["starts_at"]) == today for item in meetings) >= 2
        assert len(closing) >= 3
        assert any(item["close_date"] == str(today) for item in closing)
        assert len(quiet) >= 3


def test_some_accounts_of_each_main_rep_are_due_for_a_visit() -> None:
    last: dict[str, date] = {}
    coming = set()
    for visit in of_type("visit"):
        if visit["status"] == "planned":
            coming.add(visit["account"])
        elif visit["status"] == "completed":
            day = local_day(visit["planned_start"])
            last[visit["account"]] = max(day, last.get(visit["account"], day))
    for rep in main_reps():
        due = [
            account.id
            for account in of_type("account")
            if account["owner"] == rep.id
            and account.id not in coming
            and last[account.id] + timedelta(days=account["visit_interval"]) < SATURDAY
        ]
        assert len(due) >= 5


def test_a_quiet_opportunity_has_no_activity_since() -> None:
    for deal in of_type("opportunity"):
        if deal["stage"].startswith("closed") or (SATURDAY - local_day(deal["updated_at"])).days <= 30:
            continue
        for visit in of_type("visit"):
            if visit["opportunity"] == deal.id:
                assert visit["planned_start"] <= deal["updated_at"]


def test_nothing_was_made_or_changed_after_yesterday() -> None:
    midnight = datetime(2026, 11, 21, tzinfo=ZONE).astimezone(UTC)
    for record in sample().records:
        created, updated = parse_instant(record["created_at"]), parse_instant(record["updated_at"])
        assert created <= updated < midnight


def test_a_visit_is_told_in_order_and_its_report_is_whole() -> None:
    submitted = 0
    for visit in of_type("visit"):
        if visit["status"] != "completed":
            assert visit["check_in"] is visit["notes"] is visit["submitted_at"] is None
            continue
        assert visit["planned_start"] < f"{SATURDAY}"
        assert visit["check_in"]["at"] < visit["check_out"]["at"]
        assert set(visit["check_in"]) == {"at", "zone", "lat", "lon", "accuracy", "how"}
        assert visit["outcome"] is not None
        submitted += visit["submitted_at"] is not None
        if visit["submitted_at"] is not None:
            assert visit["check_out"]["at"] < visit["submitted_at"]
    assert submitted > 2000


def test_visits_lie_in_office_hours_and_nobody_is_in_two_places() -> None:
    taken: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for visit in of_type("visit"):
        start = parse_instant(visit["planned_start"]).astimezone(ZONE)
        assert 9 <= start.hour <= 17
        assert start.weekday() < 5 or start.date() == SATURDAY
        taken[visit["owner"]].append((visit["planned_start"], visit["planned_end"]))
    for times in taken.values():
        times.sort()
        assert all(first[1] <= second[0] for first, second in pairwise(times))


def test_notes_are_about_two_hundred_characters_and_name_person_and_product() -> None:
    contacts = {record.id: record["name"] for record in of_type("contact")}
    products = {record.id: record["name"] for record in of_type("product")}
    lengths = []
    for visit in of_type("visit"):
        if visit["outcome"] in (None, "not_met"):
            continue
        lengths.append(len(visit["notes"]))
        assert any(contacts[person] in visit["notes"] for person in visit["contacts"])
        short = " ".join(products[visit["products"][0]].split()[:2])
        assert short in visit["notes"]
    assert 180 <= sum(lengths) / len(lengths) <= 240


def script(text: str) -> str:
    names = {unicodedata.name(sign, "").split()[0] for sign in text}
    return "ko" if "HANGUL" in names else "zh" if "CJK" in names else "en"


def test_all_three_languages_are_spoken_in_every_part() -> None:
    for name, field in (("account", "name"), ("contact", "name"), ("visit", "notes"), ("task", "subject")):
        spoken = Counter(script(record[field]) for record in of_type(name) if record[field])
        assert set(spoken) == {"en", "ko", "zh"}, name
        assert min(spoken.values()) > 50
    accounts = {record.id: script(record["name"]) for record in of_type("account")}
    for visit in of_type("visit"):
        if visit["notes"]:
            assert script(visit["notes"]) == accounts[visit["account"]]
    for contact in of_type("contact"):
        if accounts[contact["account"]] != "en":
            assert 2 <= len(contact["name"]) <= 4


def test_amounts_are_the_sum_of_their_lines() -> None:
    lines: dict[str, float] = defaultdict(float)
    for line in of_type("opportunity_line"):
        share = 1 - float(line["discount"]) / 100
        lines[line["opportunity"]] += float(line["price"]) * float(line["quantity"]) * share
    currencies = set()
    for deal in of_type("opportunity"):
        currencies.add(deal["currency"])
        if deal.id in lines:
            assert float(deal["amount"]) == pytest.approx(lines[deal.id], abs=2)
    assert currencies == {"KRW", "USD", "CNY"}


def test_stage_changes_lead_to_the_stage_it_is_in() -> None:
    changes: dict[str, list[Record]] = defaultdict(list)
    for change in of_type("stage_change"):
        changes[change["opportunity"]].append(change)
    for deal in of_type("opportunity"):
        stage, since = "prospecting", deal["created_at"][:10]
        for change in sorted(changes[deal.id], key=lambda item: item["at"]):
            assert change["from_stage"] == stage
            assert change["at"][:10] >= since
            assert change["days_in_stage"] >= 0
            stage, since = change["to_stage"], change["at"][:10]
        assert stage == deal["stage"]
        assert (deal["lost_reason"] is not None) == (stage == "closed_lost")
        if stage.startswith("closed"):
            assert local_day(changes[deal.id][-1]["at"]) == date.fromisoformat(deal["close_date"])


def test_close_dates_spread_from_three_hundred_days_back_to_five_months_ahead() -> None:
    offsets = [(date.fromisoformat(deal["close_date"]) - SATURDAY).days for deal in of_type("opportunity")]
    assert -300 <= min(offsets) < -250
    assert 120 < max(offsets) <= 150


def test_accounts_lie_near_where_their_territory_is() -> None:
    homes = {user.home: user.territory for user in sample().users}
    for account in of_type("account"):
        places = words().places[homes[account["territory"]]]
        lat, lon = float(account["location"]["lat"]), float(account["location"]["lon"])
        assert any(
            abs(lat - place["lat"]) <= place["spread"] and abs(lon - place["lon"]) <= place["spread"]
            for place in places
        )


def test_the_morning_s_news_are_a_colleague_s_edits_of_their_open_opportunities() -> None:
    first, second = main_reps()
    deals = {record.id: record for record in of_type("opportunity")}
    assert len(sample().news) >= 3
    for news in sample().news:
        deal = deals[news.opportunity]
        assert news.author == deal["owner"] == second.id != first.id
        assert not deal["stage"].startswith("closed")
        assert normalise_fields(CATALOGUE["opportunity"], news.fields) == news.fields


def test_missing_word_lists_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_words(tmp_path)
