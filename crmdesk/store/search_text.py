"""How text becomes search terms, and a typed query their match expression: words by their beginning, CJK by any part.

SQLite's word splitter takes a run of Korean, Chinese or Japanese for one word, and its trigram index finds
nothing for one or two characters. So such runs are written as overlapping pairs and their last single
character; every part is then the beginning of a term. The same rules fold what is indexed, what is asked and
what is compared.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30ff\u3105-\u312f\u3131-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_CJK}]+")
_ACCENTED = re.compile("[\u0080-\u1eff]")
_TERM = re.compile(f"[{_CJK}]+|[^\\W_{_CJK}]+")

LONGEST_TERM = 64
"""Characters of one typed word that count."""
MOST_TERMS = 12
"""Words of one query that count."""


def fold(text: str) -> str:
    """Text without case, width and accents, for comparing; Korean syllables stay whole."""
    if text.isascii():
        return text.casefold()
    plain = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
    plain = plain.casefold()
    if _ACCENTED.search(plain) is None:
        return plain
    return "".join(map(_unaccented, plain))


def _unaccented(character: str) -> str:
    # Only Latin, Greek and Cyrillic lose their accents: taking a Korean syllable or a voiced kana apart
    # changes the word.
    if ord(character) > 0x1EFF or character.isascii():
        return character
    return unicodedata.normalize("NFD", character)[0]


def index_text(text: str) -> str:
    """Text as it goes into the index: terms with spaces between them, the same that `terms` makes of a query."""
    if text.isascii():
        return text.casefold()
    return " ".join(map(_indexed, text.split()))


@lru_cache(maxsize=8_192)
def _indexed(word: str) -> str:
    """What stands between two spaces, as terms. Words come again and again: remembering them halves the indexing."""
    return " ".join(_pairs(term) if _RUN.match(term) else term for term in _TERM.findall(fold(word)))


def _pairs(run: str) -> str:
    return f"{' '.join(map(str.__add__, run, run[1:]))} {run[-1]}"


@dataclass(frozen=True, slots=True)
class Terms:
    """A typed query: `words` by their beginning, `runs` of CJK characters by any part; both folded, all must
    be there."""

    words: tuple[str, ...]
    runs: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not self.words and not self.runs

    @property
    def short(self) -> bool:
        """Whether it is so short that long texts would answer with nearly everything."""
        return not self.runs and all(len(word) < 2 for word in self.words)

    def match(self) -> str:
        """The FTS5 expression. Every term is quoted, so that nothing typed is taken for its syntax."""
        parts = [f'"{word}"*' for word in self.words]
        for run in self.runs:
            if len(run) == 1:
                parts.append(f'"{run}"*')
            else:
                parts += [f'"{run[i : i + 2]}"' for i in range(len(run) - 1)]
        return " AND ".join(dict.fromkeys(parts))

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


def terms(query: str) -> Terms:
    """The terms of a typed query."""
    found = [term[:LONGEST_TERM] for term in _TERM.findall(fold(query))][:MOST_TERMS]
    return Terms(
        tuple(term for term in found if not _RUN.fullmatch(term)),
        tuple(term for term in found if _RUN.fullmatch(term)),
    )
