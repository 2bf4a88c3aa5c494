"""What a questionnaire asks, which of its questions are in sight given the answers, and what an answer to each may be.

It knows neither who answers nor where that is kept; how a form is written down is `form_definitions`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value, normalise

KEY_PATTERN = r"[a-z][a-z0-9_]{0,39}"
DEFINITION_BYTES = 64 * 1024
ANSWER_LENGTH = 2_000
"""Characters of an answer in words."""
ANY_LANGUAGE = ""
"""The language of a text that is the same in all."""
Text = Mapping[str, str]
"""One text by language (`en`, `ko`, `zh_CN`, …); `""` holds for all others."""


class QuestionKind(StrEnum):
    """How a question is answered: in canonical form a text, a decimal text, a choice's key, a list of keys in the order
    of the choices, a whole number, true or false; a photo is an attachment of the visit and no answer."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    YES_NO = "yes_no"
    PHOTO = "photo"


class Comparison(StrEnum):
    """What a condition asks of another question's answer."""

    ANSWERED = "answered"
    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds while the answer to `question` is in sight and passes the test. Without an answer only `is_not` holds."""

    question: str
    test: Comparison
    value: Value = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. It is in sight while all its conditions hold."""

    key: str
    kind: QuestionKind
    text: Text
    hint: Text
    required: bool = False
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    digits: int = 0
    """Of a number: how many after the point."""
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Form:
    """A questionnaire. `applies` maps an account field (type, tier, industry) to the values it is meant for; a field
    that is not there restricts nothing."""

    name: Text
    questions: tuple[Question, ...]
    applies: Mapping[str, tuple[str, ...]]

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in self.questions}

    def suits(self, account: Mapping[str, Value]) -> bool:
        """Whether it is meant for visits to this account."""
        return all(account.get(name) in values for name, values in self.applies.items())


@dataclass(frozen=True)
class Sheet:
    """A form with what was answered. Answers to questions that are out of sight, or that are no answers, count for
    nothing and are kept. `photos` are the keys of the questions that have one."""

    form: Form
    answers: Mapping[str, Value]
    photos: Collection[str] = ()

    def answer(self, key: str) -> Value:
        """The answer to a question if it has a fitting one: for a photo True; in sight or not."""
        question = self.form.by_key[key]
        if question.kind is QuestionKind.PHOTO:
            return True if key in self.photos else None
        try:
            return canonical_answer(question, self.answers.get(key))
        except InvalidValue:
            return None

    @cached_property
    def visible(self) -> tuple[Question, ...]:
        """The questions in sight, in the form's order."""
        known: dict[str, bool] = {}

        def shown(question: Question) -> bool:
            if question.key not in known:
                known[question.key] = all(
                    shown(self.form.by_key[one.question]) and _holds(one, self.answer(one.question))
                    for one in question.conditions
                )
            return known[question.key]

        return tuple(question for question in self.form.questions if shown(question))

    @cached_property
    def missing(self) -> tuple[Question, ...]:
        """The questions in sight that must be answered and are not."""
        return tuple(each for each in self.visible if each.required and self.answer(each.key) is None)

    @cached_property
    def answered(self) -> int:
        """How many of the questions in sight are answered."""
        return sum(self.answer(question.key) is not None for question in self.visible)


def words(text: Text, language: str) -> str:
    """The text in this language, else in its family, for all, in English, or in whatever there is."""
    family = language.partition("_")[0]
    near = next((key for key in sorted(text) if key.partition("_")[0] == family), ANY_LANGUAGE)
    found = (text.get(key) for key in (language, family, near, ANY_LANGUAGE, "en"))
    return next((each for each in found if each), next(iter(text.values()), ""))


# -- answers ---------------------------------------------------------------------------------------------------


def canonical_answer(question: Question, value: Value) -> Value:
    """The answer in canonical form, None where there is none; raises `InvalidValue` for what is no answer to this."""
    if value is None or value in ("", []):
        return None
    return _ANSWERS[question.kind](question, value)


def check_answers(form: Form, answers: Mapping[str, Value], before: Mapping[str, Value]) -> None:
    """Raises `InvalidValue` for the first of `answers` that is another than `before` and does not fit its question."""
    for key, value in answers.items():
        if value == before.get(key):
            continue
        question = form.by_key.get(key)
        if question is None:
            raise InvalidValue(
                f"answers.{key[:40]}", "The form asks no such question", code="no_such_question"
            )
        if canonical_answer(question, value) != value:
            raise InvalidValue(f"answers.{key}", "Not a canonical answer")


def _said(question: Question, value: Value) -> str | None:
    field = Field(f"answers.{question.key}", Kind.LONGTEXT)
    text = str(normalise(field, value) or "").strip()
    if len(text) > ANSWER_LENGTH:
        raise InvalidValue(field.name, f"Longer than {ANSWER_LENGTH} characters")
    return text or None


def _number(question: Question, value: Value) -> Value:
    field = Field(
        f"answers.{question.key}",
        Kind.DECIMAL,
        scale=question.digits,
        minimum=question.minimum,
        maximum=question.maximum,
    )
    return normalise(field, value)


def _choice(question: Question, value: Value) -> Value:
    if not isinstance(value, str) or all(value != each.key for each in question.choices):
        raise InvalidValue(f"answers.{question.key}", f"{str(value)[:40]!r} is not among the choices")
    return value


def _choices(question: Question, value: Value) -> Value:
    if not isinstance(value, list):
        raise InvalidValue(f"answers.{question.key}", "Not a list")
    for each in value:
        _choice(question, each)
    return [each.key for each in question.choices if each.key in value]


def _step(question: Question, value: Value) -> Value:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue(f"answers.{question.key}", f"{str(value)[:40]!r} is no whole number")
    return normalise(
        Field(f"answers.{question.key}", Kind.INTEGER, minimum=question.minimum, maximum=question.maximum),
        value,
    )


def _yes_no(question: Question, value: Value) -> Value:
    if not isinstance(value, bool):
        raise InvalidValue(f"answers.{question.key}", f"{str(value)[:40]!r} is neither true nor false")
    return value


def _photo(question: Question, value: Value) -> Value:
    raise InvalidValue(f"answers.{question.key}", "A photo is attached to the visit, not written here")


_ANSWERS: dict[QuestionKind, Callable[[Question, Value], Value]] = {
    QuestionKind.TEXT: _said,
    QuestionKind.NUMBER: _number,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.SCALE: _step,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.PHOTO: _photo,
}


def _holds(condition: Condition, answer: Value) -> bool:
    given = answer if isinstance(answer, list) else [] if answer is None else [answer]
    match condition.test:
        case Comparison.ANSWERED:
            return bool(given)
        case Comparison.IS:
            return _among(condition.value, given)
        case Comparison.IS_NOT:
            return not _among(condition.value, given)
        case Comparison.ONE_OF:
            return any(_among(each, given) for each in condition.value)
        case Comparison.ABOVE:
            return bool(given) and Decimal(given[0]) > Decimal(condition.value)
        case Comparison.BELOW:
            return bool(given) and Decimal(given[0]) < Decimal(condition.value)


def _among(value: Value, given: list[Value]) -> bool:
    # True is no 1 here.
    return any(type(each) is type(value) and each == value for each in given)
