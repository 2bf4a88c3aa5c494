"""Words of a line that no fact was taken from and that an account may be called by; it knows no account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crmdesk.domain.quick_log import words
from crmdesk.domain.quick_log.english_names import says_nothing
from crmdesk.domain.quick_log.scan import Scan

MOST = 6
"""How many words are worth a look into the records."""
_LATIN = re.compile(r"(?<![\w'])[A-Z0-9][\w&'-]*[A-Za-z][\w&'-]*(?: [A-Z][\w&'-]+)?")
_SMALL = re.compile(r"(?<![\w'])[a-z][a-z&'-]{2,}")
"""In a line without any capital."""
_KOREAN = re.compile(
    r"(?<![가-힣a-zA-Z0-9])(?P<name>[가-힣a-zA-Z0-9&]{2,10}?)(?:에서|에게|으로|에|을|를|과|와|은|는|이|가|의|측|쪽)?(?=$|[^가-힣a-zA-Z0-9])"
)
_CHINESE = re.compile(r"[一-龥]{2,8}")
_COMMON = re.compile(
    r"报价|报|合同|订单|下单|金额|预算|价格|总价|单价|样品|样机|资料|方案|项目|产品|客户|对方|公司|老板|采购|技术"
    r"|需求|意向|反馈|说|谈|聊|要求|要|想|希望|等|给|跟|和|与|对|向|把|被|在|到|从|去|来|见|的|了|过|着|很|不|没"
    r"|已|还|都|也|就|又|再|先|后|前|约|大概|左右|交货|发货|付款|签约|签|续约|发送|发|送|寄|拜访|提交|确认|跟进|回复"
)
_KOREAN_COMMON = re.compile(
    r"(?:견적|계약|제안|발주|주문|샘플|단가|금액|예산|가격|납품|납기|재고|요청|문의|논의|협의|설명|소개|제출|전달|발송|송부"
    r"|회신|확인|검토|담당|고객|업체|신규|기존|예상|확보|경쟁사|반응|결과|자료|카탈로그|명함|클레임|할인|도입|구매|영업|관심"
    r"|미팅|방문|통화|전화|다음|이번|지난|오늘|내일|어제|연락|수정|인하|인상|규모|매출|공급|시작|예정|완료|진행|제시|안내)"
)


def names(found: Scan) -> tuple[str, ...]:
    """At most `MOST`, as they were typed, in their order; nothing where the line names an account."""
    if found.places:
        return ()
    return tuple(dict.fromkeys(_each(found)))[:MOST]


def _without_facts(found: Scan, text: str) -> str:
    """The line with a comma in place of every fact and every word that the grammar knows."""
    spans = [(day.start, day.end) for day in found.days]
    spans += [(clock.start, clock.end) for clock in found.clocks]
    spans += [(kind.start, kind.end) for kind in found.kinds]
    spans += [(outcome.start, outcome.end) for outcome in found.outcomes]
    spans += [(amount.span.start, amount.span.end) for amount in found.amounts]
    spans += [(person.span.start, person.span.end) for person in found.people]
    spans += [match.span() for match in words.STEPS.finditer(found.folded)]
    kept = list(text)
    for start, end in spans:
        kept[start:end] = "," * (end - start)
    return "".join(kept)


def _each(found: Scan) -> Iterator[str]:
    typed = _without_facts(found, found.line)
    latin = _SMALL if found.line.islower() and found.line.isascii() else _LATIN
    for match in latin.finditer(typed):
        said = [word for word in match[0].split() if not says_nothing(word)]
        if said:
            yield " ".join(said)
    for match in _KOREAN.finditer(typed):
        if re.search("[가-힣]", match["name"]) and not _KOREAN_COMMON.match(match["name"]):
            yield match["name"]
    simplified = _COMMON.sub(lambda common: "," * len(common[0]), _without_facts(found, found.folded))
    for match in _CHINESE.finditer(simplified):
        yield found.line[match.start() : match.end()]
