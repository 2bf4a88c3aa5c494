"""One e-mail out of a file (.eml, RFC 5322 and MIME): subject, when, from whom to whom, its text. It looks nobody up.

A file may come from anybody: only its beginning is read, headers, parts and depth are bounded, attachments are left
unread, no address of a page is followed, and what is not text stays out. A charset that is wrong or missing is made out
by its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape
from pathlib import Path
from unicodedata import category

from crmdesk.domain.errors import UsageError
from crmdesk.domain.values import LONGTEXT_BYTES, format_instant
from crmdesk.exchange.encoding import charset as known_charset
from crmdesk.exchange.encoding import likeliest
from crmdesk.exchange.incoming.kinds import unreadable

READ = 1024 * 1024
"""Bytes of a file that are looked at: the text of an e-mail stands before its attachments."""
SUBJECT_LENGTH = 500
PEOPLE = 50
"""Addresses that are taken."""
_HEADER = 8 * 1024
"""Characters of one header that are looked at."""
_PARTS = 200
_LEVELS = 20
_WIDER = {
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "us-ascii": "",
    "ascii": "",
    "unknown-8bit": "",
}
"""Charsets that programs name, and what they mostly mean; nothing where the letters must tell."""
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ID = re.compile(r"<([^<>\s]{1,250})>")
_BLANK = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail as it says it is. Addresses are in small letters; `at` is a canonical instant."""

    subject: str
    sender: str
    recipients: tuple[str, ...]
    at: str | None
    text: str
    message_id: str
    cut: bool
    """Whether its text is longer than what is kept of it."""


class _Bounded(Compat32):
    """Keeps the beginning of a header: what takes it apart takes time by the square of its length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER]


_BOUNDED = _Bounded()


def read_mail(path: Path) -> Mail:
    """The e-mail in a file; raises `UsageError` for one that cannot be read or is none."""
    try:
        with path.open("rb") as file:
            content = file.read(READ)
    except OSError as error:
        raise unreadable(path, error) from error
    return parse_mail(content, path.name)


def parse_mail(content: bytes, name: str = "") -> Mail:
    """The e-mail that these bytes are, as far as they go; raises `UsageError` where they are none."""
    try:
        message = message_from_bytes(content[:READ], policy=_BOUNDED)
        if not message.keys() or not (message.get("From") or message.get("Subject")):
            raise _no_mail(name)
        return _mail(message)
    except (RecursionError, HeaderParseError) as error:
        raise _no_mail(name) from error


def _mail(message: Message) -> Mail:
    text, cut = _bounded(_text_of(message))
    senders = _addresses(message, "From", "Sender")
    found = _ID.search(_raw(message, "Message-ID"))
    return Mail(
        subject=_one_line(_said(message, "Subject"))[:SUBJECT_LENGTH],
        sender=senders[0] if senders else "",
        recipients=tuple(_addresses(message, "To", "Cc")),
        at=_moment(message),
        text=text,
        message_id=_clean(found[1]) if found else "",
        cut=cut,
    )


def _no_mail(name: str) -> UsageError:
    return UsageError(
        f"{name} is no e-mail", "it could not be read as one", "save it as .eml again", "no_mail"
    )


# -- headers -----------------------------------------------------------------------------------------------


def _raws(message: Message, name: str) -> list[str]:
    """A header as it stands in the file; bytes beyond ASCII as surrogates."""
    return [str(value) for found, value in message.raw_items() if found.casefold() == name.casefold()]


def _raw(message: Message, name: str) -> str:
    return next(iter(_raws(message, name)), "")


def _said(message: Message, name: str) -> str:
    """A header in plain letters, whatever it was written in."""
    return "".join(
        part if isinstance(part, str) else _decoded(part, charset) for part, charset in _parts(message, name)
    )


def _parts(message: Message, name: str) -> list[tuple[bytes | str, str | None]]:
    raw = _raw(message, name)
    try:
        plain = raw.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        plain = raw.encode("utf-8", "surrogatepass")
    if not plain.isascii():
        return [(plain, None)]  # letters that were never encoded
    try:
        return list(decode_header(raw))
    except (HeaderParseError, ValueError):
        return [(raw, None)]


def _addresses(message: Message, *names: str) -> list[str]:
    raw = [value for name in names for value in _raws(message, name)]
    found = (address.strip().casefold() for _, address in getaddresses(raw))
    fitting = (one for one in found if "@" in one and len(one) <= 254 and one == _clean(one))
    return list(dict.fromkeys(fitting))[:PEOPLE]


def _moment(message: Message) -> str | None:
    try:
        at = parsedate_to_datetime(_raw(message, "Date"))
        moment = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
        return format_instant(moment.astimezone(UTC)) if moment.year > 1 else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


# -- text --------------------------------------------------------------------------------------------------


def _text_of(message: Message) -> str:
    """The plain text, else that of the first page (HTML)."""
    page = ""
    for part in _texts(message):
        kind = part.get_content_type()
        if kind == "text/plain":
            return _content(part)
        if kind == "text/html" and not page:
            page = _without_marks(_content(part))
    return page


def _texts(message: Message) -> Iterator[Message]:
    """The parts that are shown, in their order, not more than `_PARTS` of them nor deeper than `_LEVELS`."""
    waiting, seen = [(message, 0)], 0
    while waiting and seen < _PARTS:
        part, level = waiting.pop()
        seen += 1
        inside = part.get_payload()
        if isinstance(inside, list):
            if level < _LEVELS:
                waiting += [(one, level + 1) for one in reversed(inside[:_PARTS]) if isinstance(one, Message)]
        elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            yield part


def _content(part: Message) -> str:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, AssertionError):
        content = None
    if not isinstance(content, bytes):
        return ""
    return _decoded(content, str(part.get_param("charset") or ""))


def _decoded(content: bytes, charset: str | None) -> str:
    named = (charset or "").strip().casefold()
    known = known_charset(_WIDER.get(named, named))
    try:
        if known is not None:
            return content.decode(known)
    except UnicodeError:
        pass  # it lies: the letters tell
    return content.decode(likeliest(content[:LONGTEXT_BYTES]), "replace")


_UNSEEN = ("script", "style", "head", "title")
_LINES = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table"))
_ENDLESS = re.compile(r"&#\d{20,};?")
"""No character's number: one of thousands of figures is more than Python reads."""
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,15})")


def _without_marks(page: str) -> str:
    """The words of a page, line by line. What is never closed ends it, so that no letter is looked at twice."""
    words: list[str] = []
    at, lower = 0, page.lower()
    while at < len(page):
        opens = page.find("<", at)
        words.append(re.sub(r"\s+", " ", page[at : opens if opens >= 0 else len(page)]))
        if opens < 0:
            break
        found = _TAG.match(page, opens + 1)
        tag = found[1].lower() if found else ""
        end = "-->" if page.startswith("<!--", opens) else ">"
        if tag in _UNSEEN and page[opens + 1] != "/":
            end = f"</{tag}>"
        closes = lower.find(end, opens)
        if closes < 0:
            break
        if tag in _LINES:
            words.append("\n")
        at = closes + len(end)
    return "\n".join(line.strip() for line in unescape(_ENDLESS.sub("\ufffd", "".join(words))).split("\n"))


def _bounded(text: str) -> tuple[str, bool]:
    """As much as a long text may hold, and whether that is less than there was."""
    whole = _BLANK.sub("\n\n", _clean(text[: 2 * LONGTEXT_BYTES], newlines=True)).strip()
    kept = whole.encode()[:LONGTEXT_BYTES].decode("utf-8", "ignore")
    return kept, len(kept) < len(whole) or len(text) > 2 * LONGTEXT_BYTES


def _one_line(text: str) -> str:
    return " ".join(_clean(re.sub(r"\s+", " ", text)).split())


def _clean(text: str, *, newlines: bool = False) -> str:
    """Without what is no text: signs that steer a printer, halves of letters, orders to turn the direction."""
    if newlines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        one
        for one in text
        if (newlines and one in "\n\t") or (category(one) not in ("Cc", "Cs") and one not in _OVERRIDES)
    )
