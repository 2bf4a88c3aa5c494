"""People and accounts as they are written in Korean: family names, titles, words that companies end in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crmdesk.domain.quick_log.facts import Person, Span
from crmdesk.domain.quick_log.places import Place, listed

_KO_FAMILY = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구나민진지"
    "엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용봉피"
)
_KO_FAMILY_TWO = "남궁|황보|제갈|선우|독고|사공|서문"
_KO_TITLE = (
    "책임연구원|선임연구원|수석연구원|책임매니저|"
    "대표이사|부회장|부사장|대표|사장|회장|전무|상무|이사장|이사|본부장|실장|부장|차장|과장|팀장|대리"
    "|주임|사원|계장|소장|지점장|지사장|점장|원장|부원장|교수|박사"
    "|선생|매니저|책임|수석|선임|연구원|간호사|약사|국장|처장|센터장|공장장|그룹장|파트장|감독|총무"
    "|비서|리드|리더|바이어|담당자|담당|변호사|회계사|세무사|의사|주무관|사무관|팀원|조합장|학장|총장|이사님|과장님"
    "|실무자|씨|군|양|님"
)
_KO_OFFICE = (
    "구매|영업|기술|공정|품질|생산|설비|보전|안전|정보|인사|자재|재무|회계|총무|관리|기획|개발|연구"
    "|마케팅|시설|물류|전산|시스템"
    "|경영|전략|홍보|법무|운영|사업|공장|설계|제조|환경|해외|국내|공무|조달|외주|수석|책임|선임|고객"
    "|서비스|지원|디자인|유통|수입|수출"
)
_KO_TITLED = re.compile(
    rf"(?<![가-힣])(?P<family>(?:{_KO_FAMILY_TWO})"
    rf"|[{_KO_FAMILY}])(?P<given>[가-힣]{{0,2}}?)\s?(?P<title>(?:{_KO_TITLE})(?:님)?)"
    r"(?P<end>(?=$|[^가-힣]|님|은|는|이|가|을|를|과|와|께|에게|한테|이랑|랑|하고|의|도|만|미팅"
    r"|방문|통화|전화|면담|상담|회의|만|뵙|뵘|부재|안|못|이랑|점심|저녁|식사|메일|댁|측|쪽))"
)
_KO_OFFICIAL = re.compile(
    rf"(?<![가-힣])(?:(?P<name>(?:(?:{_KO_FAMILY_TWO})|[{_KO_FAMILY[:50]}])[가-힣]{{0,2}})\s?)?"
    rf"(?P<title>(?:{_KO_OFFICE})+\s?(?:{_KO_TITLE})(?:님)?)(?=$|[^가-힣]|님|은|는|이|가|을|를"
    rf"|과|와|께|에게|한테|이랑|랑|의|도)"
)
_KO_LATIN = re.compile(
    rf"(?<![a-z])(?P<name>[a-z][a-z'-]+)\s?(?P<title>(?:{_KO_TITLE})(?:님)?)(?=$|[^가-힣]|과|와|이|가|은|는|께|에게)"
)
_KO_LONE = re.compile(
    r"(?<![가-힣])(?P<title>(?:대표이사|대표|사장|회장|전무|상무|이사|본부장|실장|부장|차장|과장"
    r"|팀장|대리|점장|지점장|원장|교수|담당자|매니저|소장|센터장|공장장|구매담당자|구매담당|실무자|바이어)(?:님)?)"
    r"(?=$|[^가-힣]|은|는|이|가|을|를|과|와|께|에게|한테|이랑|랑|하고|부재|미팅|방문|통화|면담)"
)
_KO_BARE = re.compile(
    rf"(?<![가-힣])(?P<name>(?:(?:{_KO_FAMILY_TWO})|[{_KO_FAMILY}])[가-힣]{{2}})(?P<part>이랑|랑"
    rf"|하고|와|과|에게|한테|께)?(?=$|[\s,;.)])"
)
_KO_NO_NAME = listed(
    """
    이메일 이번주 이번달 이달말 신제품 안내문 기술팀 견적서 제안서 계약서 고객사 구매팀 영업팀 마케팅
    신규건 담당자 유지보 서비스 전화함 전화번 조건부 방문함 통화함 미팅함 이미지 주문서 발주서 도입건
    오전에 오후에 문의함 설명함 설치함 전달함 발송함 송부함 진행함 논의함 협의함 소개함 시연함 제안함
    제안건 공급건 배송건 홍보물 신사업 기존건 정기적 정기점 성공적 긍정적 부정적 적극적 한시간 두시간
    하반기 상반기 연간계 연락처 연락함 반응이 관심도 요청함 요구함 검토중 검토함 확인함 예정임 조만간
    나중에 오랜만 우선은 이후에 이전에 다음주 지난주 이틀뒤 사무실 회의실 본사에 현장에 매장에 공장에
    지점에 고객과 업체와 기존의 경쟁사 협력사 대리점 총판에 도매상 카탈로 샘플은 가격은 단가는 납기는
    수량은 예산은 금액은 정산서 세금계 인보이 원가절 서류를 자료를 문서를 주말에 월말에 연말에 분기말
    하자고 하기로 하겠다 한다고 인사이 인사팀 임원진 경영진 구매부 자재부 생산팀 개발팀 품질팀 유선상
    문자로 메일로 전화로 화상회 현장실 방문시 미팅시 고객님 사장님 부장님 과장님 대표님 이사님 차장님
    팀장님 조찬을 오찬을 만찬을 식사를 점심을 저녁을 커피를 하지만 그래서 그리고 하지않 안했음 안만남
    안계심 안받음 부재중 차주에 금주에 금요일 성사됨 소진됨 주문건 추가로 도착함 인상안 인하안 인상을
    인하를 할인율 할인을 위임장 지원금 전시회 설명회 간담회 박람회 세미나 신모델 이상없 이슈없 문제없
    정산건 정리함 정리해 주차장 기획안 기획서 기획팀 전산팀 안전팀 총무팀 재무팀 회계팀 홍보팀 지원팀
    연구소 연구팀 전략팀 공무팀 설비팀 관리팀 시설팀 고객팀 조달팀 조달청 유통팀 물류팀 상품팀 매입팀
    인쇄물 도입을 도입시 구매를 구매시 구매건 공급을 노트북 모니터 프린터 소모품 부품을 서버를 장비를
    기계를 제품을 유지비 운영비 이용료 이용권
    """
)


def korean_people(folded: str, line: str) -> Iterator[Person]:
    """`김부장`, `김철수 대표님`, `박영희씨`, `담당자`."""
    for match in _KO_OFFICIAL.finditer(folded):
        yield Person(match["name"] or "", match["title"], Span(match.start(), match.end("title")))
    for match in _KO_TITLED.finditer(folded):
        name = match["family"] + match["given"]
        title = match["title"]
        if (name + title).removesuffix("님") in ("지점장", "공장장", "지사장", "국장"):
            continue
        if len(name) == 1 and title in ("군", "양", "님", "의사", "감독", "담당", "기사"):
            continue
        if len(match["given"]) == 1 and title in ("군", "양", "님"):
            continue
        yield Person(name, title, Span(match.start(), match.end("title")))
    for match in _KO_LATIN.finditer(folded):
        yield Person(
            line[match.start("name") : match.end("name")],
            match["title"],
            Span(match.start(), match.end("title")),
        )
    for match in _KO_LONE.finditer(folded):
        yield Person("", match["title"], Span(match.start(), match.end("title")))


def korean_names(folded: str) -> Iterator[Person]:
    """Three syllables that begin with a family name and are no known word, where nothing else was found."""
    for match in _KO_BARE.finditer(folded):
        name = match["name"]
        if name not in _KO_NO_NAME and not name.endswith(
            ("함", "됨", "임", "팀", "건", "서", "중", "을", "를", "에", "로", "시")
        ):
            yield Person(name, "", Span(match.start("name"), match.end("name")))


_KO_ENDINGS = (
    "전선|케이블|타이어|식자재|정공|정유|유업|제강|특수강|금형|사료|농원|축산|수산|목재|인테리어|렌탈"
    "|리테일|로보틱스|이노텍|유화|석유|가스|전력|관광|"
    "전자|상사|산업|건설|병원|의원|약국|은행|증권|물산|화학|제약|식품|테크놀로지|테크|시스템즈|시스템"
    "|솔루션즈|솔루션|그룹|대학교|대학|학교|호텔|마트|무역|기업|공업|물류|통신"
    "|정밀|중공업|생명|화재|카드|캐피탈|가구|스포츠|코리아|랩스|랩|센터|유통|백화점|상회|의료원"
    "|연구원|공사|시청|구청|군청|엔지니어링|네트웍스|네트워크|에너지|홀딩스|디자인|미디어"
    "|소프트웨어|소프트|바이오|모터스|자동차|철강|섬유|패션|인터내셔널|컴퍼니|컨설팅|치과|한의원|학원"
    "|교회|리조트|아파트|빌딩|조합|재단|협회|출판사|인쇄|농협|공장|전기|기계|금속|제지"
    "|제과|푸드|푸드시스템|에프앤비|로지스|항공|해운|조선|반도체|디스플레이|케미칼|케미컬|머티리얼즈"
    "|코퍼레이션|인더스트리|글로벌|파트너스|인베스트먼트|자산운용|투자|보험|저축은행|신협|새마을금고"
    "|플랜트|기술|개발|이엔지|하우스|스토어|문고|서점|약품|메디칼|메디컬|헬스케어|정보|데이터"
    "|클라우드|모빌리티|상점|편의점|카페|베이커리|레스토랑|식당|매장"
)
_KO_COMPANY = re.compile(
    rf"(?P<name>(?:\(주\)|㈜|주식회사)\s?[가-힣a-z0-9]{{2,15}}"
    rf"|(?<![가-힣a-z0-9])[가-힣a-z0-9&]{{1,12}}?(?:{_KO_ENDINGS})(?<!화상회)(?=$|[^가-힣]|에|과|와|의|은|는"
    rf"|이(?!사)|가|을|를|측|쪽|님|방문|미팅|구매|담당)(?:\s?(?:\(주\)|㈜))?(?:\s(?:본사|[가-힣]{{1,4}}지점"
    rf"|[가-힣]{{1,4}}점)(?=\s|$|,))?)"
)
_KO_BESIDE = re.compile(
    r"(?P<name>(?<![가-힣a-z0-9])[가-힣a-z][가-힣a-z0-9&.-]{1,14}?)\s(?:(?:구매|영업|기획"
    r"|총무|인사|재무|생산|개발|품질|자재|시설|관리|마케팅|전산|연구|기술|설계)(?:팀|부|실|과)\s?)?$"
)
_KO_PLACE = re.compile(
    r"(?P<name>(?<![가-힣a-z0-9])[가-힣a-z][가-힣a-z0-9&.-]{1,14}?)(?:\s(?:본사|지점|매장"
    r"|공장|사무실))?(?:에서|에게서|으로부터|에|을|를|과|와|측과|측|쪽)?\s"
    r"(?:재?방문|들렀|들름|들러|다녀|미팅|통화|전화|회의|면담|상담|찾아|현장|실사|발표|시연|데모|견적"
    r"|납품|계약|발주|수주|점심|저녁)"
)
_KO_NO_PLACE = re.compile(
    r"오늘|내일|어제|모레|글피|그제|다음|이번|지난|오전|오후|아침|점심|저녁|신규|정기|첫|재|현장|긴급"
    r"|추가|화상|온라인|대면|비대면|전화|유선|클레임|갱신|정산|납기|불만|교육|점검|설치|수리|상담|행사"
    r"|전시회|세미나|골프|가격|단가|품질|재고|일정|업무|정례|월례|이메일|메일|메모|할일|과제|고객|업체"
    r"|거래처|담당자?"
    r"|구매팀?|영업팀?|제품|신제품|샘플|견적|계약|제안|납품|후속|다시"
    r"|방문|미팅|통화|회의|면담|상담|간단|짧|급|주간|월간|분기|연간|예정|그리고|같이|함께|직접|잠깐"
    r"|최종|기존|관련|프로젝트|기술|검토|도입|서비스|설명|데모|시연|발표|서류|자료|견적서|제안서|계약서"
    r"|월말|연말|주말|식사|술자리|커피|결과|반응|회신|연락|본사|사무실|지점|매장|공장|요청|확인|전달|발송"
    r"|[월화수목금토일]요일?|유지보수|만난|만나|감사|인사|안부|통화한|방문한|후임|신임|전임|.*(?:외과|내과|안과|아과|인과"
    r"|팀|부|실|님|씨|까지|부터|으로|하고"
    r"|해서|했고|후|중|건|함|됨"
    r"|요일)$"
)


def korean_companies(folded: str, line: str) -> Iterator[Place]:
    """`한빛상사`, `(주)대한`."""
    for match in _KO_COMPANY.finditer(folded):
        yield Place(line[match.start("name") : match.end("name")], match.start("name"), match.end("name"))


def korean_places(folded: str, line: str, people: list[Person]) -> Iterator[Place]:
    """Companies, the word before a person, the word before a visit."""
    yield from korean_companies(folded, line)
    for person in people:
        match_ = _KO_BESIDE.search(folded[: person.span.start])
        if match_ is not None and not _KO_NO_PLACE.match(match_["name"]):
            yield Place(
                line[match_.start("name") : match_.end("name")], match_.start("name"), match_.end("name")
            )
    for match in _KO_PLACE.finditer(folded):
        if not _KO_NO_PLACE.match(match["name"]):
            yield Place(line[match.start("name") : match.end("name")], match.start("name"), match.end("name"))
