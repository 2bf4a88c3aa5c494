"""What a form asks, which questions are in sight, and which answers count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.form_definitions import CHOICES, QUESTIONS, definition_of, parse_form
from crmdesk.domain.visit_forms import Form, QuestionKind, Sheet, canonical_answer, check_answers, words

STORE_CHECK: dict[str, Any] = {
    "name": {"en": "Store check", "ko": "매장 점검"},
    "applies": {"type": ["customer"], "tier": ["a", "b"]},
    "questions": [
        {"key": "stock", "kind": "yes_no", "text": "Is everything in stock?", "required": True},
        {
            "key": "missing",
            "kind": "choices",
            "text": "What is missing?",
            "required": True,
            "choices": [{"key": "chairs", "text": "Chairs"}, {"key": "desks", "text": "Desks"}],
            "when": {"question": "stock", "value": False},
        },
        {
            "key": "desks",
            "kind": "number",
            "text": "How many desks?",
            "min": 0,
            "max": 500,
            "when": [{"question": "missing", "test": "one_of", "value": ["desks"]}],
        },
        {
            "key": "mood",
            "kind": "scale",
            "text": "How content are they?",
            "min": 0,
            "max": 10,
            "required": True,
        },
        {
            "key": "why",
            "kind": "text",
            "text": "Why so little?",
            "required": True,
            "when": {"question": "mood", "test": "below", "value": 5},
        },
        {"key": "shelf", "kind": "photo", "text": "The shelf", "required": True},
    ],
}


@pytest.fixture
def form() -> Form:
    return parse_form(STORE_CHECK)


def keys(questions: Any) -> list[str]:
    return [question.key for question in questions]


def test_questions_come_in_sight_with_the_answers_they_depend_on(form: Form) -> None:
    assert keys(Sheet(form, {}).visible) == ["stock", "mood", "shelf"]
    assert keys(Sheet(form, {"stock": False}).visible) == ["stock", "missing", "mood", "shelf"]
    sheet = Sheet(form, {"stock": False, "missing": ["desks"], "mood": 4})
    assert keys(sheet.visible) == ["stock", "missing", "desks", "mood", "why", "shelf"]


def test_answer_to_a_question_out_of_sight_is_kept_and_counts_for_nothing(form: Form) -> None:
    sheet = Sheet(form, {"stock": True, "missing": ["desks"], "desks": "3"})
    assert keys(sheet.visible) == ["stock", "mood", "shelf"]
    assert sheet.answered == 1
    assert sheet.answers["desks"] == "3"


def test_required_questions_in_sight_without_an_answer_are_missing(form: Form) -> None:
    sheet = Sheet(form, {"stock": False, "mood": 2})
    assert keys(sheet.missing) == ["missing", "why", "shelf"]
    whole = {"stock": False, "missing": ["chairs"], "mood": 2, "why": "late again"}
    assert Sheet(form, whole, photos={"shelf"}).missing == ()


def test_answer_that_does_not_fit_its_question_counts_as_none(form: Form) -> None:
    assert keys(Sheet(form, {"stock": 1, "mood": "ten"}, photos={"shelf"}).missing) == ["stock", "mood"]


@pytest.mark.parametrize(
    ("key", "given", "expected"),
    [
        ("stock", True, True),
        ("missing", ["desks", "chairs"], ["chairs", "desks"]),
        ("missing", [], None),
        ("desks", 12, "12"),
        ("desks", "012", "12"),
        ("mood", 0, 0),
        ("why", "  spät \n", "spät"),
        ("why", "", None),
    ],
)
def test_answers_have_one_form(form: Form, key: str, given: object, expected: object) -> None:
    assert canonical_answer(form.by_key[key], given) == expected


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("stock", "yes"),
        ("stock", 1),
        ("missing", ["sofas"]),
        ("missing", "desks"),
        ("desks", "501"),
        ("desks", -1),
        ("desks", "many"),
        ("mood", 11),
        ("mood", True),
        ("why", "x" * 2001),
        ("why", "\x00"),
        ("shelf", "photo.jpg"),
    ],
)
def test_what_is_no_answer_is_refused(form: Form, key: str, given: object) -> None:
    with pytest.raises(InvalidValue):
        canonical_answer(form.by_key[key], given)


def test_only_answers_that_changed_are_checked(form: Form) -> None:
    check_answers(form, {"of_another_form": "x", "mood": 3}, {"of_another_form": "x"})
    with pytest.raises(InvalidValue):
        check_answers(form, {"of_another_form": "y"}, {"of_another_form": "x"})


def test_form_suits_the_accounts_that_it_is_meant_for(form: Form) -> None:
    assert form.suits({"type": "customer", "tier": "a", "industry": "retail"})
    assert not form.suits({"type": "customer", "tier": "c"})
    assert not form.suits({"type": "partner", "tier": "a"})


def test_text_falls_back_to_a_language_there_is() -> None:
    told = {"en": "Stock", "ko": "재고", "zh_CN": "库存"}
    assert words(told, "ko") == "재고"
    assert words(told, "zh_TW") == "库存"
    assert words(told, "de") == "Stock"
    assert words({"": "Bestand", "ko": "재고"}, "en") == "Bestand"
    assert words({"ko": "재고"}, "en") == "재고"
    assert words({}, "en") == ""


def test_definition_is_read_back_as_the_same_form(form: Form) -> None:
    assert parse_form(definition_of(form)) == form


def question(key: str = "a", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "yes_no", "text": key, **more}


def when(other: str, value: object = True, test: str = "is") -> dict[str, object]:
    return {"question": other, "test": test, "value": value}


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ([], "1 to 60"),
        ([question()] * 2, "twice"),
        ([question(f"q{number}") for number in range(QUESTIONS + 1)], "1 to 60"),
        ([question("A")], "no key"),
        ([question(kind="riddle")], "kind is one of"),
        ([question(kind=["text"])], "kind is one of"),
        ([question(text=" ")], "says nothing"),
        ([question(text="x" * 301)], "Longer than 300"),
        ([question(text={"english": "x"})], "no language"),
        ([question(required="yes")], "true or false"),
        ([question(colour="red")], "an object with"),
        (["a question"], "an object with"),
        ([question(min=1)], "only a number or a scale"),
        ([question(kind="number", min=3, max=2)], "min is more than max"),
        ([question(kind="number", min=0.5)], "no whole number"),
        ([question(kind="scale", min=0, max=100)], "2 to 11 steps"),
        ([question(kind="choice")], "1 to 40 choices"),
        ([question(kind="choice", choices=[{"key": "x", "text": "X"}] * 2)], "one key"),
        (
            [question(kind="choice", choices=[{"key": f"c{n}", "text": "X"} for n in range(CHOICES + 1)])],
            "1 to 40",
        ),
        ([question(choices=[{"key": "x", "text": "X"}])], "only a choice"),
        ([question(when=when("b"))], "not asked"),
        ([question(), question("b", when=when("a", "maybe"))], "no answer to a"),
        ([question(), question("b", when=when("a", 3, "above"))], "no number"),
        ([question(), question("b", when=when("a", True, "near"))], "test is one of"),
        ([question(), question("b", when=when("a", [], "one_of"))], "list of values"),
        ([question(), question("b", when=[when("a")] * 9)], "at most 8"),
        ([question(when=when("a"))], "circle: a → a"),
        ([question(when=when("b")), question("b", when=when("a"))], "circle: a → b → a"),
    ],
)
def test_form_that_cannot_be_used_is_refused_with_the_reason(questions: list[object], said: str) -> None:
    with pytest.raises(InvalidValue, match="cannot be used") as told:
        parse_form({"name": "F", "questions": questions})
    assert said in str(told.value)


@pytest.mark.parametrize("told", [None, [], "form", {"name": "F"}, {"questions": [question()]}, {"name": 3}])
def test_what_is_no_form_is_refused(told: object) -> None:
    with pytest.raises(InvalidValue):
        parse_form(told)


def test_form_of_sixty_long_questions_in_four_languages_is_too_long() -> None:
    text = dict.fromkeys(("en", "ko", "zh_CN", "zh_TW"), "긴" * 300)
    told = {"name": "F", "questions": [question(f"q{number}", text=text) for number in range(QUESTIONS)]}
    with pytest.raises(InvalidValue, match="64 KB"):
        parse_form(told)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
SHAPED = st.fixed_dictionaries(
    {
        "name": JSON,
        "questions": st.lists(JSON | st.builds(question, key=st.sampled_from("ab"), when=JSON), max_size=4),
    }
)


@given(JSON | SHAPED)
def test_whatever_comes_is_a_form_or_refused(told: object) -> None:
    try:
        form = parse_form(told)
    except InvalidValue:
        return
    assert parse_form(definition_of(form)) == form


@given(st.dictionaries(st.sampled_from([*parse_form(STORE_CHECK).by_key, "other"]), JSON))
def test_any_answers_can_be_looked_at(answers: dict[str, Any]) -> None:
    form = parse_form(STORE_CHECK)
    sheet = Sheet(form, answers)
    assert 0 <= sheet.answered <= len(sheet.visible)
    assert set(keys(sheet.missing)) <= set(keys(sheet.visible))
    for each in sheet.visible:
        answer = sheet.answer(each.key)
        assert answer is None or canonical_answer(each, answer) == answer
        assert each.kind is not QuestionKind.PHOTO or answer is None
