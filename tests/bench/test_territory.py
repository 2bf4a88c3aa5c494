"""The territory that measurements run on has the shape that the figures are stated for."""

from collections import Counter
from datetime import date

from bench.territory import CHUNK, Chunk, Rep, territory
from crmdesk.domain.entities import ACTIVITIES, CATALOGUE
from crmdesk.domain.values import normalise_fields
from crmdesk.schema.columns import page_columns, row_reader

REP = Rep("0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002")
TODAY = date(2026, 11, 21)


def chunks(accounts: int, seed: int = 1) -> list[Chunk]:
    return list(territory(accounts, REP, TODAY, seed=seed))


def test_an_account_has_three_contacts_two_opportunities_and_ten_activities() -> None:
    counts: Counter[str] = Counter()
    for chunk in chunks(100):
        counts[chunk.type] += len(chunk.rows)
    assert (counts["account"], counts["contact"], counts["opportunity"]) == (100, 300, 200)
    assert sum(counts[name] for name in ACTIVITIES) == 1000


def test_rows_are_canonical_values_in_stored_form() -> None:
    for chunk in chunks(20):
        entity = CATALOGUE[chunk.type]
        assert chunk.columns == page_columns(entity)
        read = row_reader(entity)
        for row in chunk.rows:
            fields = read(row[:])
            assert normalise_fields(entity, fields) == fields
            assert all(fields[field.name] is not None for field in entity.own if field.required)
            assert (fields["owner"], fields["territory"]) == (REP.user, REP.territory)


def test_references_lead_to_rows_that_came_before() -> None:
    seen: set[object] = set()
    for chunk in chunks(50):
        at = chunk.columns.index("account") if "account" in chunk.columns else None
        assert at is None or all(row[at] in seen for row in chunk.rows)
        seen.update(row[0] for row in chunk.rows)
    assert len(seen) == 50 * 16


def test_versions_count_up_and_chunks_stay_small() -> None:
    versions = [row[1] for chunk in chunks(1200) for row in chunk.rows]
    assert versions == list(range(1, 1200 * 16 + 1))
    assert max(len(chunk.rows) for chunk in chunks(1200)) <= CHUNK


def test_notes_are_about_two_hundred_characters_long_and_all_differ() -> None:
    visits = [row for chunk in chunks(200) if chunk.type == "visit" for row in chunk.rows]
    column = page_columns(CATALOGUE["visit"]).index("notes")
    notes = [str(row[column]) for row in visits]
    assert len(set(notes)) == len(notes)
    assert 180 <= sum(map(len, notes)) / len(notes) <= 260


def test_a_seed_gives_the_same_territory_again() -> None:
    assert chunks(10, seed=4) == chunks(10, seed=4)
    assert chunks(10, seed=4) != chunks(10, seed=5)
