"""People and accounts as they are written in English: honorifics, what verbs and prepositions lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crmdesk.domain.quick_log.facts import Person, Span
from crmdesk.domain.quick_log.places import Place, listed

_HONORIFIC = (
    r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|director|manager|president|ceo|cfo|cto"
    r"|vp|chairman|doctor)"
)
_WORD = (
    r"(?:[A-Z]\.(?![\w])|[A-Z]{1,2}&[A-Z]\w{0,2}\b"
    r"|[A-Z\u00c0-\u00dd][\w'\u00c0-\u024f]*(?:-[A-Z\u00c0-\u00dd]?[\w']+)*)"
)
"""A word of a name, an initial with its full stop, or initials joined as in `B&Q`."""
_EN_TITLED = re.compile(
    rf"(?<![\w])(?P<title>{_HONORIFIC})\b\.?\s+(?!and\b)(?P<name>[a-z\u00c0-\u024f][\w'-]*\b(?:\s[a-z\u00c0-\u024f][\w'-]*\b)?)",
    re.IGNORECASE,
)
_EN_COMPANY_END = (
    r"(?:inc|corp|corporation|ltd|limited|llc|gmbh|co|company|institute|winery|insurance|house|group"
    r"|hospital|bank|university|clinic|pharmacy|school|hotel|stores?|trading|industries|systems|tech"
    r"|technologies|labs?|foods?|electronics|"
    r"motors|logistics|holdings|partners|solutions|software|medical|dental|center|centre|college"
    r"|insurance|energy|pharma|chemicals?|steel|construction|engineering|international|global|retail"
    r"|supermarket|"
    r"mart|furniture|sports|media|design|consulting|networks|ventures|plc|ag|bv|sa|kk|enterprises?"
    r"|manufacturing|pictures|airlines|airways|cafe|restaurant|aviation|aerospace|hardware|bakery"
    r"|paper|plastics|metals|mining|power|telecom|robotics|biotech|therapeutics|diagnostics|freight"
    r"|shipping|transport|automotive|farms?|dairy|brewery|resort|properties|realty|capital|investments"
    r"|financial|academy|library|museum|semiconductors?|devices|components|lighting|glass|ceramics"
    r"|packaging|printing|publishing|books|toys|games|apparel|fashion|cosmetics|fitness|travel|tours"
    r"|optical|gym|studio|brothers|bros|works|market"
    r"|machinery|textiles?|optical|instruments|agency|associates|council|ministry)"
)
_ORG = r"(?:[A-Z0-9\u00c0-\u00dd][\w&'.\u00c0-\u024f-]*(?:\s(?:of|the|and|&)\s(?=[A-Z0-9])|\s)?){1,5}"
_EN_AT = re.compile(rf"(?:(?<=\s)|^)(?:at|from|of|with|@|w/)\s?(?P<name>{_ORG})")
_EN_FOR = re.compile(rf"(?:(?<=\s)|^)(?:for|to|by)\s(?P<name>{_ORG})")
_EN_SUBJECT = re.compile(
    r"(?:^|(?<=[,;.] ))(?P<name>[a-z][\w'-]+(?: [A-Z][\w'-]+)?)(?: \([^)]{2,30}\))?"
    r"(?: (?:&|and) (?P<more>[A-Z][\w'-]+))?(?: (?:from|at"
    r"|of) [A-Z][\w&]+)? (?:cancell?ed|called|said|says|wants|wanted|asked|asks|agreed|confirmed"
    r"|rescheduled|postponed|didn't|did not|wasn't|was|is|rang|phoned|emailed|"
    r"needs|signed got|declined|accepted|likes|liked|no[- ]show|unavailable|not|out|placed|ordered"
    r"|requested|promised|texted|e-?mailed|approved|rejected|visited|came)\b",
    re.IGNORECASE,
)
_EN_FIRST = re.compile(r"(?P<name>[A-Z][a-z]+)\s(?:@\s?|at |from )(?=[A-Z])")
_EN_AT_LOW = re.compile(
    r"(?:(?<=\s)|^)(?:at|from|@)\s?(?!the\b|his\b|her\b|their\b|our\b|my\b|a\b|an\b|noon|lunch|work"
    r"|home|once|least|last|first|all|\d)(?P<name>[a-z0-9&][\w&'.-]*(?:\s" + _EN_COMPANY_END + r"\b)*)"
)
_EN_PAREN = re.compile(r"(?<=[a-z] )\((?P<name>[A-Z][\w&' .-]{1,30})\)")
_EN_COMPANY = re.compile(
    rf"(?<![\w])(?P<name>[a-z0-9&][\w&'-]*(?:\s[a-z0-9&][\w&'-]*)?\s{_EN_COMPANY_END})\b\.?", re.IGNORECASE
)
_VERB = (
    r"(?:(?:call|ring|phone|get|write|report) back(?: to)?|negotiated with|"
    r"met up with|meeting w/|met w/|met with|met|meet(?:ing)? with|meet(?:ing)?|mtg with|mtg w/|mtg"
    r"|saw|see|seeing|visited|visit(?:ing)?(?: with| to| at)?|site visit (?:to|at|with)|called on"
    r"|called(?: up)?|call(?:ing)? (?:with|to|from|w/?)|call(?:ing)?|phoned|phone|rang|ring|"
    r"dialled|dialed|spoke(?: (?:to|with|w|2))?|speak (?:to|with)|talked (?:to|with|w|2)|talk (?:to|with)"
    r"|chatted (?:to|with)|chat with|emailed|e-mailed|email(?: to| from)?|e-mail(?: to)?|wrote to"
    r"|texted|messaged|replied to|lunch (?:with|w/)|dinner (?:with|w/)|coffee (?:with|w/)|"
    r"breakfast (?:with|w/)|drinks with|demo (?:for|to|with|at)|demoed (?:to|for)|presented to"
    r"|presentation (?:to|for|at|with)|pitched(?: to)?|pitch (?:to|for)|workshop (?:with|at)"
    r"|catch[- ]?up with|caught up with|sat down with|zoom (?:call )?with|teams (?:call )?with"
    r"|video call with|"
    r"dropped by|dropped in on|dropped in at|stopped by|stopped at|swung by|drop by|stop by"
    r"|popped (?:in to|by)|went to see|went to|going to see|go to see|go to|follow(?:ed)?[- ]?up with"
    r"|voicemail (?:for|to)|left (?:a )?(?:message|msg|voicemail|vm) (?:for|with)|appointment with"
    r"|appt with|"
    r"meet again with|re-?visit(?:ing)?|reach|see again|contacted|contact|meeting at|kick-?off with"
    r"|negotiation with|negotiated with|get hold of|hold of|remind|send|ask|give|with|w/|w|tell|told|by|to"
    r"|bumped into|ran into|ping(?:ed)?|(?:text|message|note|voicemail|inquiry|request|referral) from"
    r"|no[- ]show(?:\s[-:])?|and)"
)
_ROLE = r"(?-i:(?:new |head |senior )?(?:buyer|owner|manager|director|boss|lead|rep|engineer) (?=[A-Z]))"
_EN_OBJECT = re.compile(
    rf"(?<![\w-])(?:(?:{_VERB})\s+|w/\s?)(?:the\s+|their\s+)?(?:{_ROLE})?(?P<names>[a-z0-9\u00c0-\u024f&].*)",
    re.IGNORECASE,
)
_PERSON_VERB = re.compile(
    r"^(?:re-?visit|visit|visited|visiting|site visit|dropp?|stopp?|swung|popp?|went to|go to"
    r"|meeting at|demo at|presentation at|toured)",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"(?:remind|send|ask|give|with|w/|w|tell|told|by|to|and)\s+(?:the\s+)?", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<=\s)[A-Z]")
_AND_SONS = re.compile(r"\s?&\s?(?:Sons|Co\b\.?|Company|Bros|Partners|Associates)")
_MAIL_BEFORE = re.compile(
    r"\b(?:e-?mail|mail|call|message|text|voicemail|note|request|inquiry)\s$", re.IGNORECASE
)
_NOT_NAMES = listed(
    """
    just also only finally
    the a an and or with at in on for to of from by about again today tomorrow tmr tmrw yesterday next
    this last quote price deal order budget his her their our my your him them me us it he she they we i
    you is was were are be been will would should can could need needs wants want asked ask said agreed
    not no yes ok good great went well very out off up down back went discuss discussed talk re
    regarding about if when after before then later soon asap team client customer account office lunch
    dinner call meeting visit email send sent proposal sample samples contract demo follow followup
    revisit morning afternoon evening noon week month year monday tuesday wednesday thursday friday
    saturday sunday mon tue tues wed thu thur fri sat sun jan feb mar apr may jun jul aug sep oct nov
    dec new old once twice quick short long confirm until till via over w mr mrs ms dr board committee
    staff group users engineers management leadership potential possible some any all both everyone
    someone somebody anyone nobody people colleagues boss manager director ceo cfo cto owner buyer
    purchasing procurement reception receptionist gatekeeper details docs invoice catalog catalogue
    brochure catalogs brochures documents specs spec price pricing list pricelist reminder report update
    updates feedback end eod eow eom days day weeks hours hour min mins minutes half interested happy
    positive negative cancelled canceled postponed rescheduled k m now early late mid two three one
    several another first second third quarterly weekly monthly annual yearly due tbd tba fyi site
    done moved asap into over pm am nite went great
    online zoom teams video phone conference lost won closed signed
    """
)
FAMILY_LATIN = listed(
    """
    kim lee park choi jung jeong kang cho yoon yun jang lim im han oh seo shin kwon hwang ahn song ryu
    yoo hong jeon ko moon son yang bae baek heo nam wang li zhang liu chen huang zhao wu zhou xu sun ma
    zhu hu guo lin luo gao zheng liang xie tang deng feng cao peng zeng xiao tian dong pan yuan cai
    jiang yu du ye cheng wei su lu ding ren shen yao fan fang jin tan liao zou xiong bai wong chan
    cheung lau ng leung ho chow tsai chang hsu lai smith johnson williams brown jones miller davis
    garcia wilson taylor moore john james robert michael david mary linda sarah emma anna tom mike dave
    paul peter mark jane jack alex chris kate steve bob bill joe sam nick ben dan amy lisa karen susan
    nancy kevin brian george helen laura tim andy tony maria jennifer
    """
)
"""Latin family and given names that make a bare word a person rather than a company."""


def _cut_names(text: str, offset: int) -> list[tuple[int, int]]:
    """Places of the names that `text` begins with: words in capitals, or one plain word; several joined by `and`."""
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        capital = re.compile(rf"{_WORD}(?:\s(?:de|van|von|da|bin)\b)?(?:\s{_WORD}){{0,2}}").match(text, at)
        plain = re.compile(r"[a-z][\w'-]*", re.IGNORECASE).match(text, at)
        match = capital or (plain if not places or (plain and plain[0].casefold() in FAMILY_LATIN) else None)
        if match is None:
            break
        words = match[0].split()
        keep = 0
        while keep < len(words) and words[keep].casefold() not in _NOT_NAMES:
            keep += 1
        if keep == 0:
            break
        end = at + len(" ".join(words[:keep]).removesuffix("'s"))
        places.append((offset + at, offset + end))
        joint = re.compile(r"\s*(?:,\s*(?:and|&)?|&|\+|\band\b|/)\s*").match(text, end)
        if keep < len(words) or joint is None:
            break
        at = joint.end()
        if "," in joint[0] and not re.compile(rf"{_WORD}(?=\s*(?:,|and\b|&))").match(text, at):
            break
    return places


def english_people(folded: str, line: str) -> tuple[list[Person], list[Place]]:
    """People and accounts by verbs, prepositions and honorifics."""
    people = list(_titled(line))
    places = _organisations(folded, line)
    for match in _each_object(line):
        _take_objects(line, match, people, places)
    people += _subjects(line)
    people += _before_their_company(line)
    return people, places


def _titled(line: str) -> Iterator[Person]:
    """`Mr. Lee`, `Dr. Jane Park`."""
    for match in _EN_TITLED.finditer(line):
        words = match["name"].split()
        if words[0].casefold() in _NOT_NAMES:
            continue
        whole = len(words) == 2 and words[1].casefold() not in _NOT_NAMES and words[1][:1].isupper()
        name = (match["name"] if whole else words[0]).removesuffix("'s")
        yield Person(name, match["title"], Span(match.start(), match.start("name") + len(name)))


def _organisations(folded: str, line: str) -> list[Place]:
    """`at Acme`, `for Wayne Enterprises`, `Acme Corp`, `(Acme)`."""
    places: list[Place] = []
    for match in _EN_AT.finditer(line):
        if _is_sender(line, match):
            continue
        behind_with = match[0].lower().startswith(("with", "w/"))
        _take_org(line, match.start("name"), match["name"], places, with_=behind_with)
    for match in _EN_FOR.finditer(line):
        words = match["name"].split()
        in_capitals = len(words) > 1 and all(word[:1].isupper() for word in words[:2])
        if not match[0].lower().startswith("for") and not re.search(
            rf"\s{_EN_COMPANY_END}\b", match["name"], re.I
        ):
            continue
        if in_capitals and words[0].casefold() not in FAMILY_LATIN:
            _take_org(line, match.start("name"), match["name"], places, with_=False)
    _add_companies(folded, line, places)
    return places


def _add_companies(folded: str, line: str, places: list[Place]) -> None:
    for match in _EN_AT_LOW.finditer(folded):
        name = match["name"].rstrip(".")
        if name not in _NOT_NAMES and not _is_sender(line, match):
            _add_place(line, match.start("name"), len(name), places)
    for match in _EN_COMPANY.finditer(line):
        start, name = _without_verb(match.start("name"), match["name"])
        if name[:1].islower() and not re.search(r" (?:inc|corp|ltd|llc|gmbh)$", name):
            continue
        _add_place(line, start, len(name), places)
    for match in _EN_PAREN.finditer(line):
        _add_place(line, match.start("name"), len(match["name"]), places)


def _is_sender(line: str, match: re.Match[str]) -> bool:
    """`email from Priya` is from a person."""
    return match[0].lower().startswith("from") and _MAIL_BEFORE.search(line, 0, match.start()) is not None


def _add_place(line: str, start: int, length: int, places: list[Place]) -> None:
    end = start + length
    if length and not any(place.start < end and start < place.end for place in places):
        places.append(Place(line[start:end], start, end))


def _take_objects(line: str, match: re.Match[str], people: list[Person], places: list[Place]) -> None:
    """What stands behind a verb or a preposition: people, or the account that a visit went to."""
    verb = match[0][: match.start("names") - match.start()]
    generic = _GENERIC.fullmatch(verb)
    for start, last in _cut_names(match["names"], match.start("names")):
        joined = _AND_SONS.match(line, last)
        end = joined.end() if joined else last
        known = [(place.start, place.end) for place in places]
        known += [(person.span.start, person.span.end) for person in people]
        if any(first < end and start < behind for first, behind in known):
            continue
        name = line[start:end]
        is_name = name.split()[0].casefold() in FAMILY_LATIN
        if name.islower() and not is_name and (generic or _CAPITALS.search(line)):
            break
        if name.isupper() and generic:
            continue
        if _PERSON_VERB.match(verb) and not is_name and not re.match(r"\s*(?:at|@|from|of)\b", line[end:]):
            places.append(Place(name, start, end))
        else:
            people.append(Person(name, "", Span(start, end), _is_open(name)))


def _before_their_company(line: str) -> Iterator[Person]:
    """`Hank @ Delta wants a refund`: who begins a line."""
    match = _EN_FIRST.match(line)
    if match is not None and not says_nothing(match["name"]):
        yield Person(match["name"], "", Span(*match.span("name")), _is_open(match["name"]))


def _is_open(name: str) -> bool:
    """A company may be called so: no initial, and no name that is known to be a person's."""
    return not any(
        re.fullmatch(r"[a-z]\.?", word) or word in FAMILY_LATIN for word in name.casefold().split()
    )


def says_nothing(word: str) -> bool:
    """Whether a word is none that anybody could be called by: `with`, `quote`, `met`."""
    return word.casefold() in _NOT_NAMES or re.fullmatch(_VERB, word, re.IGNORECASE) is not None


def _subjects(line: str) -> Iterator[Person]:
    """`Kim cancelled`, `Emma from Relecloud rang`."""
    for match in _EN_SUBJECT.finditer(line):
        name = match["name"]
        first = name.split()[0]
        known = (name[:1].isupper() and first.casefold() not in _NOT_NAMES) or name.casefold() in FAMILY_LATIN
        if known and not re.fullmatch(_VERB, first, re.IGNORECASE):
            for group in ("name", "more") if match["more"] else ("name",):
                span = Span(match.start(group), match.end(group))
                yield Person(match[group], "", span, _is_open(match[group]))


def _each_object(line: str) -> Iterator[re.Match[str]]:
    at = 0
    while (match := _EN_OBJECT.search(line, at)) is not None:
        yield match
        at = match.start("names")


def _without_verb(start: int, name: str) -> tuple[int, str]:
    """`Visited Acme Corp` without its first words that are no part of a name."""
    while name:
        first, _, rest = name.partition(" ")
        small = first.islower() and rest[:1].isupper()
        if not small and not says_nothing(first):
            return (start, name) if rest else (start, "")
        start, name = start + len(first) + 1, rest
    return start, ""


def _take_org(line: str, start: int, name: str, places: list[Place], *, with_: bool) -> None:
    words = name.split(" ")
    keep = []
    for word in words:
        bare = word.casefold().strip(".,'")
        ending = word[:1].isupper() and re.fullmatch(_EN_COMPANY_END, bare)
        if not word or (
            bare in _NOT_NAMES and not ending and bare not in ("of", "the", "and", "new", "first")
        ):
            break
        keep.append(word)
    while keep and (keep[-1].isdigit() or keep[-1].casefold() in ("of", "the", "and", "&", "new", "first")):
        keep.pop()
    kept = " ".join(keep).rstrip(".,")
    kept = kept.removesuffix("'s")
    if not kept or (kept[0].isdigit() and not any(letter.isalpha() for letter in kept)):
        return
    last = kept.split()[-1].casefold().rstrip(".")
    if with_ and not re.fullmatch(_EN_COMPANY_END, last):
        return
    if kept.split()[0].casefold().rstrip(".") in ("mr", "mrs", "ms", "dr", "prof"):
        return
    places.append(Place(kept, start, start + len(kept)))
