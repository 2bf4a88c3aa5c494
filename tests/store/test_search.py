"""Search finds any part of a Korean or Chinese word, other words by their beginning, just saved records too."""

from __future__ import annotations

import random
import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain import edits
from crmdesk.domain.declare import Field
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.store import search_candidates
from crmdesk.store.search_index import open_index, remove_index
from crmdesk.store.search_text import fold, index_text, terms
from tests.store.desk import KEY, Desk

NAMES = (
    "김철수 상사",
    "三星电子",
    "田中商店",
    "Zürich GmbH",
    "O'Brien & Sons",
    "AB전자",
    "Ärzte Verein",
    "Łódź Co",
)

FOUND = {
    "철수": ["김철수 상사"],
    "수": ["김철수 상사"],
    "김": ["김철수 상사"],
    "상": ["김철수 상사"],
    "三": ["三星电子"],
    "星电": ["三星电子"],
    "三星电": ["三星电子"],
    "三星电子": ["三星电子"],
    "星子": [],
    "三电": [],
    "店": ["田中商店"],
    "zur": ["Zürich GmbH"],
    "ZÜRICH": ["Zürich GmbH"],
    "gmbh zür": ["Zürich GmbH"],
    "rich": ["Zürich GmbH"],
    "ri": ["Zürich GmbH", "O'Brien & Sons"],
    "o'br": ["O'Brien & Sons"],
    "brien sons": ["O'Brien & Sons"],
    "ab": ["AB전자"],
    "전자": ["AB전자"],
    "AB전자": ["AB전자"],
    "ａｂ": ["AB전자"],
    "arzte": ["Ärzte Verein"],
    "ä": ["Ärzte Verein", "AB전자"],
    '"': [],
    "' OR 1=1 --": [],
    "AND": [],
    "zur*": ["Zürich GmbH"],
    "(zur": ["Zürich GmbH"],
    "": [],
    "  ": [],
}


@pytest.mark.parametrize("indexed", [False, True])
def test_parts_of_words_are_found(desk: Desk, indexed: bool) -> None:
    for name in NAMES:
        desk.receive("account", name=name)
    if indexed:
        desk.replica.index_now()
    found = {typed: sorted(hit.title for hit in desk.replica.search(typed)) for typed in FOUND}
    assert found == {typed: sorted(titles) for typed, titles in FOUND.items()}


def test_just_saved_and_just_changed_records_are_found(desk: Desk) -> None:
    account = desk.create("account", name="First name")
    desk.replica.index_now()
    desk.update(account, name="Second name")
    assert [hit.id for hit in desk.replica.search("second")] == [account.id]
    assert desk.replica.search("first") == []
    desk.replica.index_now()
    assert [hit.id for hit in desk.replica.search("second")] == [account.id]
    assert desk.replica.search("first") == []
    desk.delete(account)
    assert desk.replica.search("second") == []
    desk.replica.index_now()
    assert desk.replica.search("second") == []


def test_a_record_in_place_of_a_deleted_one_is_found(desk: Desk) -> None:
    """SQLite gives the highest row number out again."""
    for name in ("Alpha", "Beta"):
        desk.create("account", name=name)
    desk.replica.index_now()
    desk.delete(desk.replica.query("account")[-1])
    desk.replica.index_now()
    desk.create("account", name="Gamma")
    desk.replica.index_now()
    titles = {
        desk.replica.search(name)[0].title for name in ("gam", "alpha", "beta") if desk.replica.search(name)
    }
    assert "Gamma" in titles
    assert len(titles) == 2


def test_a_record_that_changed_beside_the_deletion_of_the_newest_is_found(desk: Desk) -> None:
    desk.synced()
    changed = desk.receive("account", name="Alpha")
    newest = desk.receive("account", name="Omega")
    desk.replica.index_now()
    desk.receive("account", changed.id, name="Great Berlin")
    desk.replica.apply_page(desk.page(deleted=[("account", newest.id)]))
    desk.replica.index_now()
    assert [hit.title for hit in desk.replica.search("berlin")] == ["Great Berlin"]


def test_names_come_before_long_texts_and_accounts_before_others(desk: Desk) -> None:
    task = desk.create("task", subject="Apollo launch")
    deal = desk.create("opportunity", name="Project Apollo")
    note = desk.create("account", name="Zeus", description="talked about Apollo")
    account = desk.create("account", name="Apollo")
    desk.replica.index_now()
    assert [hit.id for hit in desk.replica.search("apollo")] == [account.id, task.id, deal.id, note.id]


def test_a_hit_says_where_the_text_stands(desk: Desk) -> None:
    text = "Lorem ipsum " * 30 + "다음 회의는 서울에서 " + "dolor sit " * 30
    desk.create("account", name="Acme", description=text)
    (hit,) = desk.replica.search("서울")
    assert (hit.title, hit.field) == ("Acme", "description")
    assert "서울에서" in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")


def test_one_letter_looks_at_names_alone(desk: Desk) -> None:
    desk.create("account", name="Acme", description="zebra")
    desk.replica.index_now()
    assert desk.replica.search("z") == []
    assert len(desk.replica.search("ze")) == 1


BY_SOUND = {
    "ㄱㅊㅅ": ["김철수 상사"],
    "ㅅㅅ": ["김철수 상사"],
    "김ㅊ": ["김철수 상사"],
    "ㄱㅊㅅ 상사": ["김철수 상사"],
    "ㅈ": ["AB전자"],
    "ㅊㄱ": [],
    "김처": ["김철수 상사"],
    "김첤": ["김철수 상사"],
    "상삿": [],
    "저": ["AB전자"],
    "sanxing": ["三星电子"],
    "sxdz": ["三星电子"],
    "dianzi": ["三星电子"],
    "tianzhong": ["田中商店"],
    "sanxingdianzi": ["三星电子"],
    "sanxingdianzx": [],
}


@pytest.mark.parametrize("indexed", [False, True])
def test_names_are_found_by_consonants_and_by_pinyin(desk: Desk, indexed: bool) -> None:
    for name in NAMES:
        desk.receive("account", name=name)
    if indexed:
        desk.replica.index_now()
    found = {typed: sorted(hit.title for hit in desk.replica.search(typed)) for typed in BY_SOUND}
    assert found == BY_SOUND


def test_a_closer_answer_comes_first_whatever_its_kind(desk: Desk) -> None:
    for kind, name in (
        ("account", "Bigwangs"),
        ("contact", "王伟"),
        ("opportunity", "Old Wang"),
        ("contact", "Wang"),
    ):
        desk.receive(kind, name=name)
    desk.receive("account", name="Wangen")
    desk.receive("account", name="Zeus", description="met Wang today")
    desk.replica.index_now()
    hits = desk.replica.search("wang")
    assert [hit.title for hit in hits] == ["Wang", "Wangen", "Old Wang", "王伟", "Bigwangs", "Zeus"]
    assert [hit.title[slice(*hit.marks[0])] for hit in hits[:5]] == ["Wang", "Wang", "Wang", "王", "wang"]
    (start, end), *_ = hits[5].marks
    assert hits[5].snippet[start:end] == "Wang"


def test_no_type_crowds_the_others_out(desk: Desk) -> None:
    for number in range(6):
        desk.create("task", subject=f"Quote {number}", notes="quote")
    desk.create("account", name="The quote")
    desk.create("account", name="Zeus", description="quote")
    desk.replica.index_now()
    hits = desk.replica.search("quote", limit=8, each=3)
    assert [hit.type for hit in hits] == ["task", "task", "task", "account", "account"]


@pytest.mark.parametrize("ahead", [0, 1, 5, 64])
def test_a_type_with_very_many_names_hides_none_of_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    monkeypatch.setattr(search_candidates, "AHEAD", ahead)
    monkeypatch.setattr(search_candidates, "CANDIDATES", 4)
    kept = {
        "account": [{"name": f"The kimono house {number}"} for number in range(9)],
        "task": [{"subject": f"A kimono {number}"} for number in range(9)],
        "lead": [{"name": f"Her kimono {number}", "company": "Kept"} for number in range(2)],
        "product": [{"name": f"Our kimono {number}", "code": f"P-{number}"} for number in range(2)],
    }
    tables = [
        desk.table(kind, [desk.row(kind, desk.new_id(), 1, **fields) for fields in rows])
        for kind, rows in kept.items()
    ]
    desk.replica.apply_snapshot_page(desk.snapshot_page(*tables))
    desk.replica.index_now()
    found = Counter(hit.type for hit in desk.replica.search("kim"))
    assert found == {"account": 4, "task": 4, "lead": 2, "product": 2}


def test_names_alone_are_answered_without_long_texts(desk: Desk) -> None:
    desk.create("account", name="Zeus", description="talked about Apollo")
    name = desk.create("account", name="Apollo")
    assert [hit.id for hit in desk.replica.search("apollo", texts=False)] == [name.id]


@pytest.mark.parametrize("at_once", [1, 3, 2_000])
def test_long_texts_of_every_type_are_found_behind_names(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(search_candidates, "AT_ONCE", at_once)
    account = desk.create("account", name="Calibration house")
    for number in range(3):
        desk.create("account", name=f"Customer {number}", description="asks about calibrations")
        desk.create("visit", account=account.id, notes="calibration was late")
        desk.create("task", account=account.id, subject=f"Task {number}", notes="calibration is due")
    desk.replica.index_now()
    names = desk.replica.search_names("calibration")
    assert ([hit.title for hit in names.hits], names.enough) == (["Calibration house"], False)
    texts = desk.replica.search_texts("calibration")
    assert Counter(hit.type for hit in texts) == {"account": 3, "visit": 3, "task": 3}
    assert [*names.hits, *texts] == desk.replica.search("calibration")
    assert desk.replica.search_texts("calibration which nobody had") == []
    assert desk.replica.search_names("calib", limit=1).enough
    assert desk.replica.search_names("c").enough, "one letter is never looked for in long texts"
    assert desk.replica.search_names(" ").enough


def test_an_index_of_an_older_program_is_built_anew(desk: Desk) -> None:
    desk.create("account", name="김철수")
    desk.replica.index_now()
    desk.replica.close()
    old = open_index(desk.directory / "search.db", KEY)
    old.execute("UPDATE about SET format = '2'")
    old.close()
    desk.reopen()
    desk.replica.index_now()
    assert [hit.title for hit in desk.replica.search("ㄱㅊㅅ")] == ["김철수"]


def test_phone_numbers_are_found(desk: Desk) -> None:
    contact = desk.create("contact", name="Anna", phones=["+49 30 123456"])
    desk.replica.index_now()
    assert [hit.id for hit in desk.replica.search("1234")] == [contact.id]


def test_a_number_that_is_no_telephone_number_is_found_by_its_parts(desk: Desk) -> None:
    desk.receive("account", name="Acme", number="2024-001-0003")
    desk.replica.index_now()
    for typed in ("2024-001-0003", "2024 0003", "0003", "20240010003"):
        assert [hit.title for hit in desk.replica.search(typed)] == ["Acme"]


def test_types_narrow_the_search(desk: Desk) -> None:
    desk.create("account", name="Same")
    task = desk.create("task", subject="Same")
    assert [hit.id for hit in desk.replica.search("same", ["task"])] == [task.id]
    assert len(desk.replica.search("same", limit=1)) == 1
    with pytest.raises(NoSuchRecord):
        desk.replica.search("same", ["nothing"])


def test_the_best_name_is_found_among_very_many(desk: Desk) -> None:
    rows = [desk.row("account", desk.new_id(), 1, name=f"Company {number}") for number in range(1_500)]
    last = desk.row("account", desk.new_id(), 1, name="Compa")
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [*rows, last])))
    desk.replica.index_now()
    assert desk.replica.search("Compa")[0].title == "Compa"


def test_the_index_is_built_anew_when_it_is_gone_or_spoiled(desk: Desk) -> None:
    desk.create("account", name="Acme")
    desk.replica.index_now()
    desk.replica.close()
    remove_index(desk.directory / "search.db")
    desk.reopen()
    desk.replica.index_now()
    assert len(desk.replica.search("acme")) == 1
    desk.replica.close()
    (desk.directory / "search.db").write_bytes(b"nonsense" * 1000)
    desk.reopen()
    desk.replica.index_now()
    assert len(desk.replica.search("acme")) == 1


def test_a_field_that_becomes_searchable_is_searched(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", opening_hours="dawn to dusk")
    desk.replica.index_now()
    assert desk.replica.search("dusk") == []
    wider = CATALOGUE.with_field("account", Field("nickname", searchable=True))
    desk.catalogue = wider
    desk.reopen()
    desk.update(account, nickname="Rocket")
    assert [hit.field for hit in desk.replica.search("rocket")] == ["nickname"]
    desk.replica.index_now()
    assert [hit.field for hit in desk.replica.search("rocket")] == ["nickname"]
    assert len(desk.replica.search("acme")) == 1


@given(st.text(max_size=40))
def test_anything_typed_makes_a_harmless_expression(typed: str) -> None:
    wanted = terms(typed)
    for term in (*wanted.words, *wanted.runs):
        assert '"' not in term
        assert not term.isspace()
    assert wanted.empty == (wanted.match() == "")


@given(st.text(alphabet="가나다三星电 ab", max_size=30), st.data())
def test_every_part_of_a_text_is_among_its_terms(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : start + data.draw(st.integers(1, 5))]
    wanted = terms(part)
    indexed = set(index_text(text).split())
    for run in wanted.runs:
        pairs = [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
        assert all(any(term.startswith(pair) for term in indexed) for pair in pairs)
        assert run in fold(text)


def test_random_texts_are_found_by_random_parts_with_and_without_the_index(desk: Desk) -> None:
    """What the index says and what looking at every row says is the same."""
    dice = random.Random(11)
    letters = "가나다라三星电子" + string.ascii_lowercase[:4] + " "
    texts = ["".join(dice.choices(letters, k=dice.randint(3, 20))).strip() or "a" for _ in range(60)]
    group = [edits.create(desk.author, "account", {"name": text})[0] for text in texts]
    desk.replica.commit(group)
    asked = ["".join(dice.choices(letters[:-1], k=dice.randint(1, 3))) for _ in range(80)]
    before = {part: {hit.id for hit in desk.replica.search(part, limit=100)} for part in asked}
    desk.replica.index_now()
    after = {part: {hit.id for hit in desk.replica.search(part, limit=100)} for part in asked}
    assert after == before
    assert any(before.values())
