"""How a visit form is written down: a definition from outside becomes a `Form`, or a word on what is wrong with it.

A definition is data from outside: nothing in it is taken on trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value, normalise
from crmdesk.domain.visit_forms import (
    ANY_LANGUAGE,
    DEFINITION_BYTES,
    KEY_PATTERN,
    Choice,
    Comparison,
    Condition,
    Form,
    Question,
    QuestionKind,
    Text,
    canonical_answer,
)

QUESTIONS, CHOICES, CONDITIONS = 60, 40, 8
"""Most questions of a form, choices of a question, conditions of a question."""
TEXT_LENGTH = 300
"""Characters of a question, a hint, a choice or a name, in each language."""
SCALE_STEPS = 11
"""Most steps of a scale: 0 to 10."""
_LIMIT = 10**9
_KEY = re.compile(KEY_PATTERN)
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_WORDS = Field("text", max_length=TEXT_LENGTH)


def parse_form(definition: Value) -> Form:
    """The form that a definition describes (docs/admin.md, "Forms of visits"); raises `InvalidValue`."""
    told = _object(definition, "the form", {"name", "applies", "questions"})
    if len(canonical_json(told)) > DEFINITION_BYTES:
        raise _wrong("the form", f"longer than {DEFINITION_BYTES // 1024} KB")
    given = told.get("questions")
    if not isinstance(given, list) or not 0 < len(given) <= QUESTIONS:
        raise _wrong("questions", f"a list of 1 to {QUESTIONS}")
    questions = tuple(_question(each, number) for number, each in enumerate(given, 1))
    form = Form(_text(told.get("name"), "name"), questions, _applies(told.get("applies")))
    if len(form.by_key) != len(questions):
        keys = [question.key for question in questions]
        raise _wrong(next(key for key in keys if keys.count(key) > 1), "its key is there twice")
    fitted = tuple(
        replace(each, conditions=tuple(_fitted(form, each.key, one) for one in each.conditions))
        for each in questions
    )
    _check_circles(form)
    return replace(form, questions=fitted)


def definition_of(form: Form) -> dict[str, Value]:
    """The definition that `parse_form` reads, in canonical form: what is stored and travels."""
    told: dict[str, Value] = {"name": dict(form.name), "questions": [_told(each) for each in form.questions]}
    if form.applies:
        told["applies"] = {name: list(values) for name, values in form.applies.items()}
    return told


def _told(question: Question) -> dict[str, Value]:
    told: dict[str, Value] = {
        "key": question.key,
        "kind": str(question.kind),
        "text": dict(question.text),
        "hint": dict(question.hint),
        "required": question.required,
        "choices": [{"key": each.key, "text": dict(each.text)} for each in question.choices],
        "min": question.minimum,
        "max": question.maximum,
        "digits": question.digits,
        "when": [
            {"question": one.question, "test": str(one.test), "value": one.value}
            for one in question.conditions
        ],
    }
    if not question.required:
        del told["required"]
    if not question.digits:
        del told["digits"]
    return {name: value for name, value in told.items() if value is not None and value not in ([], {})}


def _wrong(where: str, what: str) -> InvalidValue:
    return InvalidValue("definition", f"The form cannot be used: {where}: {what}", code="invalid_form")


def _object(value: Value, where: str, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or not value.keys() <= names:
        raise _wrong(where, f"an object with {', '.join(sorted(names))}")
    return value


def _text(value: Value, where: str, *, needed: bool = True) -> Text:
    given = {ANY_LANGUAGE: value} if isinstance(value, str) else {} if value is None else value
    if not isinstance(given, dict) or len(given) > CHOICES:
        raise _wrong(where, "a text, or a text for each language")
    result: dict[str, str] = {}
    for language, text in given.items():
        if language != ANY_LANGUAGE and (not isinstance(language, str) or not _LANGUAGE.fullmatch(language)):
            raise _wrong(where, f"{str(language)[:20]!r} is no language: en, ko, zh_CN")
        try:
            said = normalise(_WORDS, text)
        except InvalidValue as error:
            raise _wrong(where, error.title) from None
        if said is not None:
            result[language] = said
    if needed and not result:
        raise _wrong(where, "says nothing")
    return result


def _key(value: Value, where: str) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise _wrong(where, f"{str(value)[:40]!r} is no key: small letters, digits and _, a letter first")
    return value


def _applies(value: Value) -> dict[str, tuple[str, ...]]:
    told = _object({} if value is None else value, "applies", {"type", "tier", "industry"})
    for name, values in told.items():
        fits = isinstance(values, list) and 0 < len(values) <= CHOICES
        if not fits or not all(isinstance(each, str) and 0 < len(each) <= TEXT_LENGTH for each in values):
            raise _wrong(f"applies.{name}", f"a list of 1 to {CHOICES} texts")
    return {name: tuple(values) for name, values in told.items()}


_PARTS = {"key", "kind", "text", "hint", "required", "choices", "min", "max", "digits", "when"}


def _question(value: Value, number: int) -> Question:
    told = _object(value, f"question {number}", _PARTS)
    key = _key(told.get("key"), f"question {number}")
    if told.get("kind") not in list(QuestionKind):
        raise _wrong(key, f"its kind is one of {', '.join(QuestionKind)}")
    kind = QuestionKind(told["kind"])
    required = told.get("required", False)
    if not isinstance(required, bool):
        raise _wrong(key, "required is true or false")
    least, most = _range(key, kind, told)
    return Question(
        key=key,
        kind=kind,
        text=_text(told.get("text"), key),
        hint=_text(told.get("hint"), key, needed=False),
        required=required,
        choices=_choices_of(key, kind, told.get("choices")),
        minimum=least,
        maximum=most,
        digits=_whole(told.get("digits", 0), key, 0, 4) or 0,
        conditions=_conditions(key, told.get("when")),
    )


def _range(key: str, kind: QuestionKind, told: Mapping[str, Value]) -> tuple[int | None, int | None]:
    least, most = (_whole(told.get(name), key, -_LIMIT, _LIMIT) for name in ("min", "max"))
    if kind is QuestionKind.SCALE:
        least, most = 1 if least is None else least, 5 if most is None else most
        if not least < most < least + SCALE_STEPS:
            raise _wrong(key, f"a scale has 2 to {SCALE_STEPS} steps")
    elif kind is not QuestionKind.NUMBER and (least is not None or most is not None):
        raise _wrong(key, "only a number or a scale has min and max")
    if least is not None and most is not None and least > most:
        raise _wrong(key, "min is more than max")
    return least, most


def _whole(value: Value, key: str, least: int, most: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _wrong(key, f"{str(value)[:40]!r} is no whole number from {least} to {most}")
    return value


def _choices_of(key: str, kind: QuestionKind, value: Value) -> tuple[Choice, ...]:
    if kind not in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        if value:
            raise _wrong(key, "only a choice has choices")
        return ()
    if not isinstance(value, list) or not 0 < len(value) <= CHOICES:
        raise _wrong(key, f"a list of 1 to {CHOICES} choices")
    found = [_object(each, key, {"key", "text"}) for each in value]
    choices = tuple(Choice(_key(each.get("key"), key), _text(each.get("text"), key)) for each in found)
    if len({choice.key for choice in choices}) != len(choices):
        raise _wrong(key, "two choices have one key")
    return choices


def _conditions(key: str, value: Value) -> tuple[Condition, ...]:
    given = value if isinstance(value, list) else [] if value is None else [value]
    if len(given) > CONDITIONS:
        raise _wrong(key, f"at most {CONDITIONS} conditions")
    return tuple(_condition(key, each) for each in given)


def _condition(key: str, value: Value) -> Condition:
    told = _object(value, key, {"question", "test", "value"})
    if told.get("test", "is") not in list(Comparison):
        raise _wrong(key, f"a condition's test is one of {', '.join(Comparison)}")
    return Condition(_key(told.get("question"), key), Comparison(told.get("test", "is")), told.get("value"))


def _fitted(form: Form, key: str, condition: Condition) -> Condition:
    """The condition with canonical values. What is compared with must be a possible answer: a condition that can never
    hold is a mistake."""
    other = form.by_key.get(condition.question)
    if other is None:
        raise _wrong(key, f"it depends on {condition.question}, which is not asked")
    value = condition.value
    match condition.test:
        case Comparison.ANSWERED:
            return replace(condition, value=None)
        case Comparison.ABOVE | Comparison.BELOW:
            if other.kind not in (QuestionKind.NUMBER, QuestionKind.SCALE):
                raise _wrong(key, f"{other.key} is no number that could be above or below")
            return replace(condition, value=_whole_or_decimal(key, value))
        case Comparison.ONE_OF:
            if not isinstance(value, list) or not 0 < len(value) <= CHOICES:
                raise _wrong(key, "one_of needs a list of values")
            return replace(condition, value=[_compared(key, other, each) for each in value])
        case _:
            return replace(condition, value=_compared(key, other, value))


def _whole_or_decimal(key: str, value: Value) -> str:
    try:
        number = normalise(Field(key, Kind.DECIMAL, scale=4), value)
    except InvalidValue as error:
        raise _wrong(key, error.title) from None
    if number is None:
        raise _wrong(key, "above and below need a number")
    return str(number)


def _compared(key: str, other: Question, value: Value) -> Value:
    several = other.kind is QuestionKind.CHOICES
    try:
        answer = canonical_answer(other, [value] if several else value)
    except InvalidValue:
        answer = None
    if answer is None:
        raise _wrong(key, f"{str(value)[:40]!r} is no answer to {other.key}")
    return answer[0] if several else answer


def _check_circles(form: Form) -> None:
    """Whether a question is in sight must not depend on itself."""
    done: set[str] = set()

    def follow(key: str, path: tuple[str, ...]) -> Iterator[str]:
        if key in path:
            yield " → ".join((*path[path.index(key) :], key))
            return
        if key in done:
            return
        for condition in form.by_key[key].conditions:
            yield from follow(condition.question, (*path, key))
        done.add(key)

    for question in form.questions:
        for circle in follow(question.key, ()):
            raise _wrong(question.key, f"its conditions run in a circle: {circle}")
