"""How text becomes search terms, and a typed query their match expression: words by their beginning, CJK by any part.

SQLite's word splitter takes a run of Korean, Chinese or Japanese for one word, and its trigram index finds
nothing for one or two characters. So such runs are written as overlapping pairs and their last single
character; every part is then the beginning of a term. The same rules fold what is indexed, what is asked and
what is compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from crmdesk.store import hangul, pinyin

_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30ff\u3105-\u312f\u3131-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_CJK}]+")
_ACCENTED = re.compile("[\u0080-\u1eff]")
_TERM = re.compile(f"[{_CJK}]+|[^\\W_{_CJK}]+")
_GAP = re.compile(
    f"(?<=[{_CJK}])\\s+(?=[{_CJK}])"
    f"|(?<=[^\\W\\d_{_CJK}])['’.&/-](?=[^\\W_{_CJK}])|(?<=[0-9])['’.&/-](?=[^\\W\\d_{_CJK}])"
)
"""What people leave out of a name: spaces in Korean and Chinese, signs between letters; numbers are dialled."""
_ONE_LETTER = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that no accent can be taken from, as they are typed where the keyboard does not have them."""
_DIALLING = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " "),
        "\uff08": "(", "\uff09": ")", "\uff0b": "+", "\uff0e": ".", "\uff0f": "/",
    }
)  # fmt: skip
"""Digits and signs of telephone numbers in other forms, each one character as before."""
_NUMBER = re.compile(r"\+?[0-9][0-9 ./()-]{5,}[0-9]")
_DIGITS = re.compile("[0-9]+")
_TYPED_NUMBER = re.compile(r"[+0-9][0-9 ./()-]*")
_DIALLED = 6
"""Digits from which on a number is one that is dialled."""
_PART = 3
INSIDE = "\ue000"
"""Stands in the index before what does not begin a word."""

LONGEST_TERM = 64
"""Characters of one typed word that count."""
MOST_TERMS = 12
"""Words of one query that count."""


def fold(text: str) -> str:
    """Text without case, width and accents, for comparing; Korean syllables stay whole."""
    if text.isascii():
        return text.casefold()
    plain = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
    plain = plain.casefold().replace("臺", "台")  # both are written in Taiwan, for the same places
    if _ACCENTED.search(plain) is None:
        return plain
    return "".join(map(_unaccented, plain)).translate(_ONE_LETTER)


def _unaccented(character: str) -> str:
    # Only Latin, Greek and Cyrillic lose their accents: taking a Korean syllable or a voiced kana apart
    # changes the word.
    if ord(character) > 0x1EFF or character.isascii():
        return character
    if "\u0300" <= character <= "\u036f":  # case has taken it off its letter: İ becomes i and a dot
        return ""
    return unicodedata.normalize("NFD", character)[0]


def closed(folded: str) -> str:
    """Folded text without what people leave out of names: 현대 중공업 as 현대중공업, O'Brien as obrien."""
    return _GAP.sub("", folded)


def kept_places(folded: str) -> list[int]:
    """The place in folded text of each character that `closed` leaves, and of its end."""
    left_out = {at for gap in _GAP.finditer(folded) for at in range(*gap.span())}
    return [at for at in range(len(folded) + 1) if at not in left_out]


def index_text(text: str) -> str:
    """Text as it goes into the index: terms with spaces between them, the same that `terms` makes of a query."""
    if text.isascii():
        return text.casefold()
    return " ".join(map(_indexed, text.split()))


@lru_cache(maxsize=8_192)
def _indexed(word: str) -> str:
    """What stands between two spaces, as terms. Words come again and again: remembering them halves the indexing."""
    return " ".join(_pairs(term) if _RUN.match(term) else term for term in _TERM.findall(fold(word)))


def tokens(folded: str) -> list[tuple[int, str]]:
    """The terms of folded text, each with its place."""
    return [(found.start(), found.group()) for found in _TERM.finditer(folded)]


def name_text(text: str) -> str:
    """As `index_text`, and telephone numbers from each of their groups on, as they are typed without a space."""
    numbers = " ".join(number for _, _, found in numbers_in(text) for number in found)
    return f"{index_text(text)} {numbers}" if numbers else index_text(text)


def numbers_in(text: str) -> list[tuple[int, int, list[str]]]:
    """The long numbers in a text: first and beyond the last character, and its digits from each group on, without
    the zeros that are dialled in place of a country."""
    found = []
    for number in _NUMBER.finditer(text if text.isascii() else text.translate(_DIALLING)):
        groups = _groups(number.group())
        tails = ["".join(groups[at:]).lstrip("0") for at in range(len(groups))]
        found.append((number.start(), number.end(), [tail for tail in tails if len(tail) >= _DIALLED]))
    return found


def _groups(number: str) -> list[str]:
    """The groups of digits of a number, without the nought in brackets that is not dialled from abroad."""
    return [group for group in _DIGITS.findall(number) if group != "0"]


def wide_text(name: str) -> str:
    """All that a name is found by: its terms, with and without its gaps, how they are typed by their sounds, and what
    stands inside its words."""
    folded = fold(name)
    run_together = closed(folded)
    found = [term for _, term in (*tokens(folded), *(tokens(run_together) if run_together != folded else ()))]
    return " ".join(map(_widened, dict.fromkeys(found)))


def _widened(term: str) -> str:
    return _wide_run(term) if _RUN.match(term) else _wide_word(term)


@lru_cache(maxsize=8_192)
def _wide_run(run: str) -> str:
    heard = hangul.initials(run)
    return " ".join([_pairs(run), *([_pairs(heard)] if heard != run else []), *sorted(pinyin.keys(run))])


@lru_cache(maxsize=8_192)
def _wide_word(word: str) -> str:
    return " ".join([word, *(INSIDE + word[at : at + _PART] for at in range(1, len(word) - 1))])


def _pairs(run: str) -> str:
    return f"{' '.join(map(str.__add__, run, run[1:]))} {run[-1]}"


@dataclass(frozen=True, slots=True)
class Terms:
    """A typed query: `words` by their beginning, `runs` of CJK characters by any part; both folded, all must
    be there. `text` is all that was typed, folded."""

    words: tuple[str, ...]
    runs: tuple[str, ...]
    text: str = ""
    number: str = ""
    """The digits typed, where all of it may be a telephone number."""

    @property
    def empty(self) -> bool:
        return not self.words and not self.runs

    @property
    def short(self) -> bool:
        """Whether it is so short that long texts would answer with nearly everything."""
        return not self.runs and all(len(word) < 2 for word in self.words)

    def match(self) -> str:
        """The FTS5 expression. Every term is quoted, so that nothing typed is taken for its syntax."""
        words = [f'"{word}"*' for word in self.words]
        found = _all((*words, *(pair for run in self.runs for pair in _pair_terms(run))))
        return f'({found}) OR "{self.number}"*' if self.number else found

    def match_sounds(self) -> str:
        """The expression for `wide_text` by beginnings and sounds."""
        words = [f"({' OR '.join(_beginnings(word))})" for word in self.words]
        heard = [hangul.initials(run) if hangul.becoming(run) else run for run in self._heard()]
        return _all((*words, *(pair for run in heard for pair in _pair_terms(run))))

    def match_parts(self) -> str:
        """The expression for `wide_text` in any way."""
        return _all(
            (*map(_anywhere, self.words), *(pair for run in self._heard() for pair in _pair_terms(run)))
        )

    def _heard(self) -> list[str]:
        return [hangul.initials(run) if hangul.has_initial(run) else run for run in self.runs]

    def match_texts(self) -> str:
        """The expression for long texts. Beside others, one or two letters at the beginning of any word are left to a
        look: gathering every word that begins with them takes longer than all the rest."""
        words = [f'"{word}"*' for word in self.words if len(word) > 2 or not self._has_long]
        return _all((*words, *(pair for run in self.runs for pair in _pair_terms(run))))

    @property
    def _has_long(self) -> bool:
        return bool(self.runs) or any(len(word) > 2 for word in self.words)

    @property
    def needs_look_in_texts(self) -> bool:
        """As `needs_look`, for `match_texts`."""
        return self.needs_look or (self._has_long and any(len(word) < 3 for word in self.words))

    @property
    def needs_look(self) -> bool:
        """Whether the index may answer with too much: pairs of a longer run need not stand side by side."""
        return any(len(run) > 2 for run in self.runs)

    def in_text(self, folded: str) -> bool:
        """Whether folded text holds all terms."""
        if not all(run in folded for run in self.runs):
            return False
        if not self.words:
            return True
        found = _TERM.findall(folded)
        return all(any(term.startswith(word) for term in found) for word in self.words)

    def dialled(self, text: str) -> tuple[int, int] | None:
        """The telephone number in a text that begins with the digits typed, from one of its groups on."""
        if not self.number:
            return None
        numbers = numbers_in(text)
        return next(
            (
                (start, end)
                for start, end, tails in numbers
                if any(one.startswith(self.number) for one in tails)
            ),
            None,
        )

    def may_stand_in(self, folded: str) -> bool:
        """Whether folded text may hold the terms in any way a name can; cheap, for very many texts."""
        if self.in_text(folded) or self.dialled(folded) is not None or self._may_be_in(folded):
            return True
        run_together = closed(folded)
        return run_together != folded and self._may_be_in(run_together)

    def _may_be_in(self, folded: str) -> bool:
        return self._may_sound(folded) if not folded.isascii() else all(word in folded for word in self.words)

    def rules_out(self, folded: str) -> bool:
        """Whether folded text surely holds not all of the terms, in no way that a name can; cheap, and often unsure."""
        if self.number:
            return False
        if not folded.isascii():
            return bool(self.runs) and not self._may_hold_runs(folded)
        if self.runs:
            return True
        return not all(word in folded for word in self.words) and not all(
            word in closed(folded) for word in self.words
        )

    def _may_hold_runs(self, folded: str) -> bool:
        ways = [hangul.stands_for(run) for run in self.runs]
        if all(way.search(folded) for way in ways):
            return True
        run_together = closed(folded)
        return run_together != folded and all(way.search(run_together) for way in ways)

    def _may_sound(self, folded: str) -> bool:
        found = _TERM.findall(folded)
        heard = [hangul.initials(term) for term in found]
        return all(any(hangul.initials(run) in term for term in heard) for run in self.runs) and all(
            any(word in term or (_RUN.match(term) and pinyin.spoken_span(word, term)) for term in found)
            for word in self.words
        )


def _all(parts: Iterable[str]) -> str:
    return " AND ".join(dict.fromkeys(parts))


def _pair_terms(run: str) -> list[str]:
    return [f'"{run}"*'] if len(run) == 1 else [f'"{run[at : at + 2]}"' for at in range(len(run) - 1)]


def _anywhere(word: str) -> str:
    ways = _beginnings(word)
    if len(word) >= _PART:
        parts = [f'"{INSIDE}{word[at : at + _PART]}"' for at in range(len(word) - _PART + 1)]
        ways.append(f"({' AND '.join(parts)})")
    elif len(word) > 1:
        ways.append(f'"{INSIDE}{word}"*')
    return f"({' OR '.join(ways)})"


def _beginnings(word: str) -> list[str]:
    """It, and what a key holds of it."""
    return [f'"{one}"*' for one in dict.fromkeys((word, word[: pinyin.KEY_LENGTH]))]


def terms(query: str) -> Terms:
    """The terms of a typed query."""
    folded = hangul.separated(fold(query))
    found = [term[:LONGEST_TERM] for term in _TERM.findall(folded)][:MOST_TERMS]
    dialled = folded.translate(_DIALLING).strip()
    number = "".join(_groups(dialled)).lstrip("0")[:LONGEST_TERM]
    return Terms(
        tuple(term for term in found if not _RUN.fullmatch(term)),
        tuple(term for term in found if _RUN.fullmatch(term)),
        folded.strip(),
        number if _TYPED_NUMBER.fullmatch(dialled) and len(number) >= _DIALLED else "",
    )
