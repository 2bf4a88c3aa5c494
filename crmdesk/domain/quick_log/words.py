"""The vocabulary of the quick log: which words say the kind, a step to come, an outcome, a tense. It judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crmdesk.domain.quick_log.facts import Kind, Outcome, Tense

PAST, FUTURE = Tense.PAST, Tense.FUTURE


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word that says what was or will be done; `tense` where its form says when."""

    pattern: re.Pattern[str]
    kind: Kind
    tense: Tense | None = None


def _kinds(*rows: tuple[str, Kind, Tense | None]) -> tuple[KindWord, ...]:
    return tuple(KindWord(re.compile(pattern, re.ASCII), kind, tense) for pattern, kind, tense in rows)


KINDS = _kinds(
    # English
    (r"\bhad a (?:quick |short |brief |long |good )?chat\b", Kind.CALL, PAST),
    (r"\b(?:negotiated|caught up|attended|hosted)\b", Kind.MEETING, PAST),
    (r"\b(?:visited|went (?:to see|over to|to)|stopped (?:by|at|in)|dropped (?:by|in(?: on| at)?)"
        r"|popped (?:in|by)|swung by|toured|walked in(?:to)?"
     r"|(?:was|been|were) (?:at|to)\b)", Kind.VISIT, PAST),
    (r"\b(?:called|phoned|rang|telephoned|spoke (?:to|with)?|talked (?:to|with)?|dialled|dialed"
        r"|left (?:a )?(?:vm|voicemail|message|msg)|chatted (?:to|with|w\b)"
     r"|had a (?:call|phone call)|got a call|took a call)", Kind.CALL, PAST),
    (r"\b(?:bumped into|ran into|had (?:a )?(?:tea|beers?|pint|drink)|(?:tea|beers?|pint|drinks) (?:with|w/))(?!\w)",
        Kind.MEETING, PAST),
    (r"\b(?:just left|dropped (?:off )?(?:(?:the|some) )?\w+ (?:off )?at)\b", Kind.VISIT, PAST),
    (r"\b(?:met(?: up)?|saw|had (?:a )?(?:lunch|dinner|coffee|meeting|breakfast|drinks)|sat down with"
        r"|presented|demoed|demo'd|pitched)\b", Kind.MEETING, PAST),
    (r"\b(?:e-?mailed|wrote to|replied to)\b", Kind.EMAIL, PAST),
    (r"\b(?:texted|messaged|whatsapped|whatsapp|sms|text from|message from)\b", Kind.NOTE, PAST),
    (r"\b(?:site visit|on[- ]?site|visit(?:ing)?(?:s)?|drop (?:by|in)|stop by|swing by|walkthrough"
        r"|store check|go (?:to )?see)\b", Kind.VISIT, None),
    (r"\b(?:video ?conference|conference room|team meeting|zoom|ms teams|teams|webex|google meet"
        r"|webinar)(?:\s(?:call|meeting))?\b", Kind.MEETING, None),
    (r"\b(?:phone ?call|conference call|(?:cold |sales |video |quick |follow-up )?call(?:s"
        r"|ing)?(?! (?:for|off)\b)|phone|tele?con|ring|dial|voicemail)\b", Kind.CALL, None),
    (r"\b(?:meeting|mtg|meet(?:ing)?|lunch|dinner|breakfast|coffee|demo|presentation|workshop"
        r"|appointment|appt|kick-?off|pitch|catch[- ]?up|sit-?down"
     r"|negotiation|review session|trade show|f2f|1:1|see)\b", Kind.MEETING, None),
    (r"\b(?:e-?mail(?:ing)?)\b", Kind.EMAIL, None),
    # Korean
    (r"전화\s?(?:미팅|회의|상담)|컨퍼런스\s?콜|콘콜|(?:영상|음성|화상)\s?통화|통화|전화|유선|콜백"
        r"|(?<![가-힣])콜(?![가-힣])|텔레컨", Kind.CALL, None),
    (r"이메일|메일|(?<![가-힣])멜(?![가-힣])", Kind.EMAIL, None),
    (r"카톡|카카오톡|문자|메신저|메시지", Kind.NOTE, None),
    (r"방문|들르|들릴|들렀|들러|들름|들림|찾아\s?뵙|찾아\s?뵈|찾아\s?뵘|찾아\s?갔|찾아\s?감|현장\s?(?:실사|점검"
        r"|답사|확인)|실사|다녀\s?[왔옴]|순회|외근|(?:에|에를) 갔", Kind.VISIT, None),
    (r"미팅|회의|송년회|신년회|킥오프|골프|라운딩|약속|만남|만난|만났|만나|만남|면담|상담|(?:점심|저녁"
        r"|아침)\s?식사|식사|오찬"
        r"|만찬|조찬|회식|커피"
        r"|티타임|프레젠테이션|프리젠테이션|(?<![a-z])pt(?![a-z])"
     r"|발표|시연|데모|세미나|간담회|협의|뵈었|뵘|뵙|뵀|면접|설명회|워크숍|워크샵|(?:점심"
         r"|저녁)(?=\s*(?:$|[,;])|\s(?:낼|내일|오늘|모레|어제|\d)"
         r"|\s?(?:약속|함|했|먹|미팅|같이|함께))|술자리|화상", Kind.MEETING, None),
    # Chinese
    (r"电话会议?|电话回访|打(?:了|过|个|通)*电话|通(?:了|过)?(?:个)?电话|通了话|通话|致电|来电|去电|电联"
        r"|电访|电话|打给|语音(?:通话)?|打?内线|回电|连线|[给跟和与]\S{1,6}?(?:打了?个?电话)", Kind.CALL, None),
    (r"(?:发(?:了|送)?(?:封|个)?)?(?:电子)?邮件|电邮|邮箱|(?:发)?e-?mail", Kind.EMAIL, None),
    (r"微信|短信|钉钉", Kind.NOTE, None),
    (r"拜访|参观|走访|登门|上门|回访|访问|到访|造访|探访|家访|面访|复访|再访|初访|首访|陌拜|现场(?:考察|查看"
        r"|勘察)?|探店|巡店|考察|跑(?:了|一)[趟下]|去了?一?趟|去了(?!电|解)|去(?=\S{2,12}?(?:公司"
        r"|集团|医院|银行|大学|学校|工厂|厂|店|科技))", Kind.VISIT, None),
    (r"视频(?:会议|会|沟通|连线)?|线上会议|腾讯会议|开(?:了|过)?(?:个|一次|一个)?会|会议|会面|会谈|面谈"
        r"|面聊|洽谈|座谈|商谈|谈判|约见|接见|见(?:了|过|到)?(?:个|一)?面|见(?:了|到|过)"
        r"|见(?=\S{1,4}?(?:总|经理|先生|女士|主任|老板|老师|院长|部长|科长|处长|董))"
     r"|碰(?:了|个)?[头面]|(?:共进|一起|吃|请\S{0,4}吃|共)?(?:了|个)?(?:午餐|晚餐|早餐|午饭|晚饭"
         r"|便饭|饭局)|吃(?:了|过)?[个顿]?(?:饭|面|火锅|烧烤|宵夜)|打?高尔夫|(?<!准备)(?<!做)简报|尾牙|春酒|喝(?:了|个)?(?:咖啡|茶|酒)|宴请|应酬|演示|路演|展会|研讨会|交流会"
         r"|培训|签约仪式|例会|聚餐|沟通会",
     Kind.MEETING, None),
    (r"约(?:了|好了?|到)?(?=\S{1,4}?(?:总|经理|副理|协理|先生|女士|小姐|主任|老板|老师|院长|部长|科长|处长|董))",
     Kind.MEETING, FUTURE),
    (r"(?:和|跟|与|同)\S{1,6}?(?:谈了?|聊了?|讨论|沟通|交流|商量|商讨|探讨)", Kind.MEETING, None),
)  # fmt: skip
"""Earlier rows win where two overlap."""

LABELS = tuple(
    (re.compile(rf"\s*(?:\[(?:{word})\]|(?:{word})\s*[:>\-]|(?:{open_word})\s)\s*"), kind)
    for word, open_word, kind in (
        (
            r"task|to-?do|todo|remind(?:er)?|리마인드|알림|할\s?일|과제|업무|태스크|투두|待办|任务"
            r"|代办|提醒|待办事项",
            r"to-?do|할\s?일|待办|提醒",
            Kind.TASK,
        ),
        (r"note|memo|fyi|메모|노트|참고|备注|笔记|记录|便签", "note to self|메모|备注", Kind.NOTE),
        (r"visit|방문|拜访", "(?!)", Kind.VISIT),
        (r"call|phone|tel|통화|전화|电话", "(?!)", Kind.CALL),
        (r"meeting|mtg|미팅|회의|会议|开会", "(?!)", Kind.MEETING),
        (r"e-?mail|메일|이메일|邮件", "(?!)", Kind.EMAIL),
    )
)
"""What a line may begin with to say its kind outright."""

STEP_LABEL = re.compile(
    r"\b(?:next steps?|next|action(?: item)?|a/?i|to-?do|todo|follow-?ups?|f/u)\s*[:=>-]+\s*"
    r"|(?:다음\s?단계|다음\s?할\s?일|넥스트|후속\s?조치|후속|다음|할\s?일|액션|향후)\s*[:=>-]+\s*"
    r"|(?:下一步(?:计划|工作)?|后续(?:安排)?|待办(?:事项)?|接下来|下步|任务|跟进)\s*[:=>-]+\s*|下一步(?:是|要)?"
    r"|\bnext steps?\s+(?:(?:is|are|to|will be)\s+)*",
    re.ASCII,
)
"""What stands before a step."""

STEP_WORD = re.compile(
    r"(?:to-?do|task)\s+(?:to\s+)?(?!force\b|list\b|manage|is\b|was\b|done\b)(?=\w)|할\s?일\s+|(?:待办(?:事项)?|任务)\s+"
)
"""The same without a colon, where a part begins with it."""

STEPS = re.compile(
    r"\b(?:re-?visit|follow[\s-]?(?:ing )?ups?(?!\s(?:visit|call|meeting|demo|appointment))|f/u"
        r"|(?:call|ring|phone|get|circle|go|come|check|report|write|pop|swing|e?-?mail)(?: (?:him|her|them|me"
        r"|us))? back"
    r"|remind(?:er)?(?: me)?(?: to)?|don'?t forget(?: to)?|remember to|needs? to|must|have to|has to"
        r"|should|gotta|going to|will|i'?ll|we'?ll|to be sent"
    r"|send(?:ing)?|prepare|prep|schedule|book|arrange|set up|organi[sz]e|submit|share|forward"
        r"|deliver(?:y)?|confirm|chase|check(?: in)?|draft|quote him|review"
    r"|provide|bring|ship|update|finali[sz]e|sign|order|ask|invite|introduce|get|give|make|mail|plan"
        r"|talk|discuss|drop off|pick up|install|fix|pay|collect"
    r"|decision|deadline|again|once more|due|ping|return|reply|respond|answer|verify|research|find"
        r"|create|renew|close|post|expects?|expecting|wants? (?:a )?(?:quote|demo|proposal|samples?|sample"
        r"|call ?back|visit|meeting)"
    r")\b"
    r"|재방(?!송|영)|재통화|재미팅|재연락|재논의|재협의|재시도|재제안|재견적|재전화|재컨택|다시|후속|팔로업"
        r"|팔로우\s?업|예정|기로\s?(?:함|했|하)|하겠|할\s?것|해야|해\s?줄|보내\s?(?:기|야|줄|드릴"
        r"|드리|주기|겠)|발송|송부|전달|준비|필요|제출|약속"
    r"|회신|공유|연락(?!\s?두절)|작성|잡기|잡을|챙기|잡아|챙길|답변|보고(?!\s?있)|챙겨|콜백|보낼|드리기|드릴"
        r"|업데이트|답신|전송|리마인드"
    r"|再访|再次|再[打约谈见去联看来跟拜确给电发]|复访|回访|回电|(?<!等)(?<!待)回复|回拜|跟进|跟催|发送"
        r"|(?<!开)(?<!研)(?<!沙)(?<!出)发(?=\S{0,6}?(?:报价|合同|样|资料|方案|邮件|给|目录|函|图|票"
        r"|货|单|文件|清单|说明|彩页|协议|价))|寄|准备|需要|需(?!求)|(?<!接)(?<!招)(?<!对)(?<!期)待(?!遇|客)"
        r"|记得|提醒|安排|改?约(?=(?:了|好|定)?(?:下|明|后|周|星期|\d|[一二三四五六七八九十]+[月号]|时间|见|他"
        r"|她))|确认|提交|(?<!赠)送(?=\S{0,6}?(?:样|货|资料|合同|报价|方案|过去|去|给|到))"
    r"|计划|打算|要(?=[发送去寄给打约做准拜跟再提写补带见在])|(?<!要求)补充|催|落实|出方案|出报价|做方案|做报价"
        r"|整理|汇报|联系|更新|交(?=\S{0,4}?(?:方案|报价|稿|货))|带(?=\S{0,4}?(?:样|资料|去|过))"
        r"|预约|给(?=\S{1,5}?(?:答复|回复|报价|方案|样品|答案|回话|消息|资料|电话|打|发|送|寄))|答复"
        r"|做(?=\S{0,4}?(?:方案|报价|演示|样|ppt))|发货|改天|回头(?!率|客)|再(?=[a-z])|(?<![开研沙出])发(?=$|[,;.])",
    re.ASCII,
)  # fmt: skip
"""Words that name something to do."""

STRONG = re.compile(
    r"\b(?:re-?visit|follow[\s-]?ups?(?!\s(?:visit|call|meeting|demo|appointment))|f/u|(?:call|ring"
        r"|phone|get|circle|go|come|check|pop|swing)(?: (?:him|her|them))? back|remind(?:er)?(?: me)?(?: to)?"
        r"|don'?t forget(?: to)?"
    r"|remember to|need(?:s)? to|must|have to|has to|should|will|i'?ll|we'?ll|going to|again|to-?do)\b"
    r"|재방(?!송|영)|재통화|재미팅|재연락|재논의|재협의|재전화|재컨택|다시|후속|팔로업|팔로우\s?업"
        r"|기로\s?(?:함|했|하)|하겠|할\s?것|해야|보내기|보내야|필요|콜백|보낼|드리기|리마인드"
    r"|约(?:了|好|定)(?=下|明|后|周|星期|\d)|再访|再次|再[打约谈见去联看来跟拜确给电发]|复访|回电"
        r"|跟进|记得|提醒|下一步|需要|待办|改天|再(?=[a-z])",
    re.ASCII,
)  # fmt: skip
"""Those that are never said of what was already done."""

REMIND = re.compile(
    r"\b(?:remind(?:er)?|to-?do|don'?t forget|remember to|follow[\s-]?ups?(?!\s(?:visit"
    r"|call|meeting|demo|appointment))|f/u|task)\b|할\s?일|리마인드|잊지\s?말|팔로업|후속(?!\s?(?:미팅"
    r"|방문|통화|회의))|记得|提醒|别忘|待办|跟进|任务",
    re.ASCII,
)
"""Words that make a thing a task, even where it is a call or a visit."""

DONE = re.compile(
    r"\b(?:sent|done|delivered|confirmed|agreed|signed|submitted|prepared|scheduled|received|shared"
    r"|ordered|promised|asked|gave|discussed|finished|completed|was|were|had|got|went|came)\b"
    r"|(?:했|하였|보냈|드렸|받았|받음|완료|마침|끝냄|끝남|보냄|전달함|발송함|송부함|확인함|논의함|했음|함(?=$"
    r"|[\s,;.)])|됨|했다|나눔|봄(?=$|[\s,;.]))"
    r"|已经?|了(?!解)|过(?=$|[\s,;.])|完成了|已完成|完成(?=$|[\s,;.])|完毕|完(?=$|[\s,;.])",
    re.ASCII,
)
"""Words that say it is behind: what they go with is no step."""

TO_COME = re.compile(
    r"\b(?:will|going to|plan(?:ned|ning)?|scheduled|booked|need to|to visit|to meet|to call|upcoming"
    r"|tentative|expected|invited|set for|arranged)\b|^\s*(?:call(?! from)|visit|meet|see|phone|ring"
    r"|email)\b"
    r"|예정|하기로|할\s?것|잡음|잡힘|잡혔|잡았|예약|약속|계획|하겠|해야|할게|갈\s?(?:것|예정)"
    r"|要|将|会去|计划|打算|准备|安排|预约|约(?:好|定|了)|预计|定(?:在|于)|(?<!联)(?<!理)想",
    re.ASCII,
)
"""Words that say of a whole part that it is to come."""

IN_PERSON = re.compile(
    r"met\b|met up|bumped into|ran into|tea\b|beer|pint|drink"
    r"|saw\b|see\b|meet|mtg|had (?:a )?(?:lunch|dinner|coffee|meeting|breakfast|drinks)|sat down"
    r"|lunch|dinner|breakfast|coffee|drinks|appointment|appt|catch|caught up|sit-?down|f2f|1:1"
    r"|미팅|약속|만남|만난|만났|만나|면담|상담|점심|저녁|아침|식사|오찬|만찬|조찬|회식|커피|티타임|뵈었|뵘|뵙|뵀|술자리"
    r"|会面|面谈|面聊|约见|接见|见|碰|午餐|晚餐|早餐|午饭|晚饭|便饭|饭|吃|喝|宴请|应酬|聚餐",
    re.ASCII,
)
"""Among the words for a meeting those that say that somebody was seen: where that has happened, it was a visit."""

CONFERENCE = re.compile(
    r"\b(?:zoom|teams|webex|google meet|online|virtual|remote|video|conference|webinar|skype|internal"
    r"|(?:team|staff|sales) (?:meeting|mtg)|trade show)\b"
    r"|화상|온라인|비대면|(?<![가-힣])줌(?![가-힣])|컨퍼런스|회의(?!실)|내부\s?미팅|(?<![가-힣])팀\s?미팅"
    r"|视频|线上|远程|会议|开(?:了|过)?(?:个|一次|一个)?会|例会",
    re.ASCII,
)
"""Words that make it a meeting, whoever was seen there."""

SENT = re.compile(
    r"\b(?:sent|forwarded|resent)\b(?=.*\b(?:quot\w+|proposals?|contract|offer|invoice|nda|price ?list|brochure|deck"
    r"|info|docs?|documents?|slides|pricing|specs?|catalog(?:ue)?s?|agreement|draft|po|estimate|link|pdf)\b)"
    r"|\b(?:quote|quotation|proposal|contract|offer|invoice|nda|price ?list|brochure|deck|docs?|agreement"
    r"|estimate) (?:[^,;]{1,12} )?(?:was |has been )?(?:re)?sent\b"
    r"|(?:견적서?|제안서|계약서|자료|소개서|카탈로그|인보이스|세금계산서|초안|발주서|quote|proposal|nda)[^,;.]{0,16}?"
    r"(?:보냄|보냈|보내드|발송\s?(?:함|했|완료)|송부\s?(?:함|했|완료)|전송\s?(?:함|했|완료))"
    r"|发(?:了|过|出了?)[^,;.]{0,8}?(?:报价|合同|方案|资料|发票|目录|函)|(?:报价单?|合同|方案|资料|发票|目录)[^,;.]{0,8}?"
    r"(?:已发|发了|发过|发出了?|发过去了)",
    re.ASCII,
)
"""Words that say that papers went out, by mail unless the line says how."""

OUTCOMES: tuple[tuple[re.Pattern[str], Outcome], ...] = tuple(
    (re.compile(pattern, re.ASCII), outcome)
    for pattern, outcome in (
        (r"\b(?:cancell?ed|called off|postponed|rescheduled"
            r"|call(?:ed)? (?:it )?off)\b|취소|연기됨|연기(?=$|[\s,;.됐되])|미뤄|미룸|파토|펑크|取消|改期|推迟"
            r"|延期|放鸽子|爽约", Outcome.CANCELLED),
        (r"\b(?:didn'?t|did not|couldn'?t|could not|wasn'?t able to|unable to|failed to|never"
            r"|can'?t) (?:meet|see|reach|get (?:hold of|through|to see)|visit|find|catch|get an answer"
            r"|speak|talk)"
         r"(?: (?:to|with))?\b|\bno[- ]?(?:show|answer|reply|one (?:there|in|home)|body (?:there|in"
             r"|home|answered)|response|pick ?up)\b|\bnobody (?:there|in|home|answered|was)\b"
             r"|\bno one (?:was )?(?:there|in|answered)\b"
         r"|\bout of (?:the )?office\b|\b(?:was|were|is|are)(?:n'?t| not) (?:in|there|available|around"
             r"|at (?:his|her|the) (?:desk|office))\b|\b(?:not available|unavailable|not in|not there"
             r"|absent|was (?:out|away|off|on leave|closed)|went to voicemail|got voicemail"
         r"|left (?:a )?(?:vm|voicemail)|voicemail|line (?:was )?busy|didn'?t (?:pick ?up|answer"
             r"|show(?: up)?)|did not (?:pick ?up|answer|show(?: up)?)|stood (?:me|us) up|missed (?:him"
             r"|her|them)|closed today|ooo)\b"
         r"|\b(?:manager|mgr|boss|he|she|they|buyer|owner|mr\.? \w+|ms\.? \w+|was|is|were) (?:out|away"
             r"|absent|on leave|on vacation|on holiday|travel+ing)(?=\s*(?:$|[,;.]|till|until|today))"
            r"|(?:전화|통화|연락)\s?(?:이|가)?\s?안\s?(?:됨|되|돼)"
            r"|부재|연락\s?두절|(?:님|담당자|부장|과장|차장|대리|약사|원장|점장)\s?(?:이|은|도)?\s?없(?=음|었|어|네)|자리\s?(?:에\s?)?없|자리\s?비(?:움|웠음?)?|안\s?계[시심셔]|못\s?(?:만|뵀|뵙|뵘|봄|봤|뵈)"
             r"|만나지\s?못|뵙지\s?못|안\s?받|못\s?받|받지\s?않|연결\s?(?:안|불|되지|실패)|통화\s?(?:안"
             r"|못|실패|불가)|출장\s?중|휴가\s?중|외근\s?중|회의\s?중(?:이라|이어서|으로|이었)|헛걸음|노쇼"
             r"|미팅\s?불발|불발|무응답|응답\s?없|문\s?닫|휴무|헛방|못\s?함|못했|못\s?들어(?:감|갔음?|갔)?"
         r"|[没未]有?(?:能)?(?:见|遇|碰|找|打通|接|联系|拜访|谈成面|约)(?:到|着|上|成|通|听)?"
             r"|没人|没空|没有?时间|不在(?!意|乎)|无人(?:接|在|应)|没空见|未接|没打通|打不通|不接|拒接|占线"
             r"|关机|扑空|扑了个空|(?<!去\S\S)(?<!去\S\S\S)出差(?:了|中)?|休假|外出|没来|失约|没在"
                 r"|联系不上|找不到|没碰上", Outcome.NOT_MET),
        (r"\b(?:not inte?re?sted|no interest|isn'?t interested|uninterested|declined|rejected"
            r"|turned (?:us|it|me) down|no budget|refused|went (?:with|w) (?:a |the )?(?:competitor|another)"
            r"|lost (?:the|to)|said no|not a fit|no need)\b"
         r"|관심\s?(?:없|이\s?없|도\s?없)|거절|거부|의향\s?없|생각\s?없|필요\s?없|예산\s?없"
             r"|구매\s?의사\s?없|실주|드랍|안\s?(?:산|하겠|살)"
         r"|(?:没|不感|无|没有)(?:什么)?兴趣|不感兴趣|拒绝|没(?:有|什么|啥)?需求|暂不(?:考虑|需要)|不考虑|不需要"
             r"|没有?预算|无意向|不想(?:买|要|合作)|没意向|回绝|谢绝|丢单", Outcome.NO_INTEREST),
        (r"\b(?:went (?:very |really )?well|successful(?:ly)?|agreed|accepted|signed|(?:closed"
            r"|won) the deal|(?:very |really )?(?:happy|positive|interested|satisfied|pleased|keen)"
            r"|great (?:meeting|call|visit)|good (?:meeting|call|visit|chat)|deal (?:closed|won|done)"
            r"|placed (?:an )?order|approved|confirmed the order|likes? (?:it|the)|loved)\b"
         r"|긍정적|만족|성공|수주|계약\s?(?:완료|체결|성사|함|했|됨)|체결|합의|호의적|반응\s?(?:좋|괜찮)"
             r"|분위기\s?좋|잘\s?(?:됨|됐|끝|진행|마)|수락|승인(?!\s?(?:요청|대기|필요))|관심\s?(?:많"
             r"|있|보|높|표)|좋아[함하했]|도입\s?결정|발주\s?(?:받|확정|함)|주문\s?받|낙찰"
         r"|(?<!不)(?<!不太)(?:顺利|成功|满意|达成|成交|签了|签单|拿下|同意|认可|很?感兴趣|有兴趣"
             r"|意向(?:强|高|明确)|积极"
             r"|愉快|谈成|中标|下单了|通过了|反应(?:很)?好|反馈(?:很)?好|很好)", Outcome.SUCCESSFUL),
    )
)  # fmt: skip
"""In the order in which they win."""

BY_CALL = re.compile(
    r"answer|reach|hold of|speak|talk|voicemail|pick ?up|line (?:was )?busy|get through"
    r"|받|연결|연락|接|打通|占线|关机|打不通|무응답|응답|vm\b"
)
"""Among the words for an outcome those of a call."""

ORDER = re.compile(r"order|contract|deal|subscription|\bpo\b|订单|合同|下单|주문|계약|발주|오더")
"""What may be cancelled instead of a meeting."""
