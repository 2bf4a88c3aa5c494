"""Which character encoding a text file is in. It knows bytes and letters, no delimiters and no columns.

A byte order mark or valid UTF-8 decides at once. Otherwise each candidate that decodes the whole file is rated by how
much of what comes out looks like the language it is for: the same bytes are everyday words in one and rare signs in
the others.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from crmdesk.domain.errors import UsageError

BLOCK = 64 * 1024
SAMPLE = 16 * 1024
"""Bytes around characters beyond ASCII that are rated: more never changed a verdict in tests, and costs time."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Whole sentences behind the file's name, as translations know them.
_SIGNATURES = (
    (b"PK\x03\x04", " is an Excel workbook or another zipped file, no text"),
    (b"\xd0\xcf\x11\xe0", " is an old Excel workbook, no text"),
    (b"%PDF", " is a PDF, no text"),
    (b"\x1f\x8b", " is a compressed file, no text"),
    (b"SQLite format 3", " is a database, no text"),
)
_BINARY = " is a binary file, no text"
_LEGACY = ("cp949", "gb18030", "cp950", "cp1252")

_NO_TEXT = frozenset(
    {"base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib", "idna", "punycode", "unicode-escape",
     "raw-unicode-escape", "undefined", "charmap"}
)  # fmt: skip
"""What Python calls encodings and no text is written in: some raise what no decoder should, or take for ever."""

# The most frequent characters of running text, names of companies, people and places, in each writing.
_HANGUL = frozenset(
    "이다의는가에한을은하고로지리를사기서스도인자대어시정해나있수일상라보부제전주구아장원그경국게비여적동들만공성조안소신"
    "마무치과거오우선세면요진관물중년용미트방당회식유업개계양할연천생민호모학발데산문각실화영위분김박최임강윤남울북광금현"
    "점결재단체품명번담통처코타프테크디바솔루션텍반건메약품종합병센터철럭운송류기술교육청"
)
_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然"
    "家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机"
    "十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西"
    "斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打"
    "女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五"
    "基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清"
    "今切院让识候带导争运阿巴广州深圳京李刘陈杨赵黄周吴徐孙胡朱林何郭限股份有城区街号"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然"
    "家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機"
    "十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西"
    "斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打"
    "女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五"
    "基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清"
    "今切院讓識候帶導爭運灣台臺香港李劉陳楊趙黃周吳徐孫胡朱林何郭限股份有城區街號"
)


def detect_encoding(path: Path) -> str:
    """The Python name of the encoding that decodes all of the file; raises `UsageError` for empty and binary files."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    if not head.strip():
        raise UsageError(
            f"{path.name} is empty", hint="export it again, with a line of column names", code="empty_file"
        )
    for mark, name in _MARKS:
        if head.startswith(mark):
            return _checked(path, name)
    for signature, said in _SIGNATURES:
        if head.startswith(signature):
            raise _binary(path, said)
    wide = _wide(head)
    return _checked(path, wide) if wide else _narrow(path)


def charset(name: str) -> str | None:
    """The Python name of the encoding that somebody names; None if nobody knows it or no text is written in it."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):  # also a name that is no text
        return None
    return None if known in _NO_TEXT else known


def likeliest(text: bytes) -> str:
    """The Python name of the encoding that a piece of text is most probably in; its end may be cut anywhere."""
    candidates = [name for name in ("utf-8", *_LEGACY) if _begins_in(name, text)]
    if "utf-8" in candidates or not candidates:
        return "utf-8"
    return max(candidates, key=lambda name: _rate(name, text[:SAMPLE]))


def _begins_in(name: str, text: bytes) -> bool:
    try:
        codecs.getincrementaldecoder(name)().decode(text)
    except UnicodeDecodeError:
        return False
    return True


def _checked(path: Path, name: str) -> str:
    if _decodes(path, name):
        return name
    raise UsageError(
        f"{path.name} is damaged", f"it starts as {name.upper()} but does not go on so", "export it again as UTF-8",
        "bad_encoding",
    )  # fmt: skip


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in most scripts every other byte of delimiters, digits and line ends is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    pairs = len(head) // 2
    if odd > max(1, pairs * 0.2) and even < odd * 0.1:
        return "utf-16-le"
    if even > max(1, pairs * 0.2) and odd < even * 0.1:
        return "utf-16-be"
    return None


def _narrow(path: Path) -> str:
    candidates = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", *_LEGACY)}
    sample = bytearray()
    for block in _blocks(path):
        if b"\0" in block:
            raise _binary(path, _BINARY)
        for name, decoder in list(candidates.items()):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                del candidates[name]
        if len(sample) < SAMPLE and not block.isascii():
            sample += b"\n".join(line for line in block.split(b"\n") if not line.isascii())
    for name, decoder in list(candidates.items()):
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            del candidates[name]
    if "utf-8" in candidates:
        return "utf-8"
    if not candidates:
        raise UsageError(
            f"{path.name} is in no encoding known here",
            f"tried UTF-8, UTF-16, {', '.join(_LEGACY).upper()}", "export it again as UTF-8", "bad_encoding",
        )  # fmt: skip
    return max(candidates, key=lambda name: _rate(name, bytes(sample[:SAMPLE])))


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for block in _blocks(path):
            if "\0" in decoder.decode(block):
                raise _binary(path, _BINARY)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _binary(path: Path, said: str) -> UsageError:
    return UsageError(f"{path.name}{said}", hint="save it as CSV first", code="binary_file")


def _rate(name: str, sample: bytes) -> float:
    """Between -1 and 1: how much of what the sample decodes to is everyday text of the encoding's languages."""
    text = sample.decode(name, "ignore")
    if name == "cp1252":
        return _rate_western(text)
    beyond = [character for character in text if character > "\x7f"]
    rate = {"cp949": _rate_korean, "gb18030": _rate_simplified, "cp950": _rate_traditional}[name]
    return sum(rate(character) for character in beyond) / max(1, len(beyond))


def _rate_korean(character: str) -> float:
    if character in _HANGUL:
        return 1.0
    if "가" <= character <= "힣":
        return 0.3 if len(character.encode("euc_kr", "ignore")) == 2 else -1.0
    return _rate_other(character)


def _rate_simplified(character: str) -> float:
    if character in _SIMPLIFIED:
        return 1.0
    return (
        0.2
        if len(character.encode("gb2312", "ignore")) == 2 and _is_han(character)
        else _rate_other(character)
    )


def _rate_traditional(character: str) -> float:
    if character in _TRADITIONAL:
        return 1.0
    if not _is_han(character):
        return _rate_other(character)
    return (
        0.2 if character.encode("cp950", "ignore")[:1] < b"\xc9" else -1.0
    )  # beyond: Big5's rare second level


def _rate_other(character: str) -> float:
    """Punctuation and full-width signs are in all of them; anything else speaks against."""
    return 0.3 if unicodedata.category(character)[0] in "PZ" or "！" <= character <= "～" else -0.5


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"


def _rate_western(text: str) -> float:
    """Accented letters stand alone among plain ones; two bytes of another writing always come together."""
    total = count = 0.0
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character <= "\x7f":
            continue
        count += 1
        lonely = before <= "\x7f" and after <= "\x7f"
        if character.isalpha():
            total += 0.9 if lonely else -0.4
        elif character in "€’‘“”–—…™®©°£ «»·":
            total += 0.6 if lonely else 0.2
        else:
            total -= 0.3
    return total / max(1.0, count)
