"""People and accounts as they are written in Chinese: family names, titles, words that companies end in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crmdesk.domain.quick_log.facts import Person, Span
from crmdesk.domain.quick_log.places import Place

_ZH_FAMILY = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "穆萧尹姚邵湛汪祁毛禹狄米贝明臧伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅"
    "盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣"
    "翁荀甄曲封储靳段焦巴牧山谷车侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲从鄂"
    "索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳姬申扶堵冉宰雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充"
    "慕连茹习宦艾鱼容向古易慎廖庾终衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶"
    "空曾沙养鞠丰巢关查后荆红游竺权盖益桓公"
)
_ZH_FAMILY_TWO = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "慕容",
    "令狐",
    "夏侯",
    "尉迟",
    "公孙",
    "端木",
)
_ZH_COMMON = frozenset(
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方俞任袁柳唐薛雷贺倪"
    "汤罗毕郝傅康余顾孟黄萧尹姚邵汪毛戴宋庞熊纪舒董梁杜蓝贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯"
    "卢莫丁邓洪石崔龚程陆刘叶黎白赖乔谭温庄廖曾关易文"
)
_ZH_TITLE = (
    "总经理|副总经理|董事长|协理|副理|襄理|特助|总监|副总监|副总裁|总裁|副总|经理|副经理|主任|副主任|部长|副部长|科长|处长"
    "|局长|副局长|院长|副院长|校长|厂长|副厂长|店长|所长|行长|队长|组长|课长|老板娘|老板|老师|教授"
    "|医生|医师|大夫|博士|先生|女士|小姐|太太"
    "|秘书|主管|代表|顾问|会计|律师|采购|专员|助理|工程师|护士长|护士|药师|站长|董|总|工|哥|姐|处|局|科"
)
_ZH_OFFICE = (
    "采购|技术|销售|市场|财务|人事|生产|质量|工艺|项目|研发|行政|安全|设备|区域|大区|产品|运营|客户|高级|物流"
    "|仓储|首席|资深"
)
_ZH_TITLED = re.compile(rf"(?P<title>(?:{_ZH_OFFICE})*(?:{_ZH_TITLE}))")
_ZH_NICK = re.compile(
    r"(?P<nick>[小老阿])(?P<family>[一-龥])(?=$|[\s,;.)(]"
    r"|[见谈聊开打说约吃来去要想通沟确的没不下明后今昨电请让给跟和同回提告转介帮问在也又已签订买反表主负])"
)
_ZH_LONE = re.compile(
    r"(?<![一-龥])(?P<title>负责人|采购经理|采购负责人|联系人|对接人|老板|总经理|院长|店长|厂长"
    r"|采购主管)(?=$|[^一-龥]|不在|没|出差|见)|(?<=[见找到约访])(?P<title2>采购负责人|采购主管"
    r"|总经理|负责人|采购经理|联系人|对接人|老板|店长|院长|厂长)"
)
_ZH_BARE = re.compile(
    r"(?:见了|见到了?|见过|拜访了?|约了?见?|和|跟|与|同|给|联系了?|致电|打给|电话|走访了?|访问了?"
    r"|遇到了?)(?P<name>[一-龥]{2,4}?)"
    r"(?=$|[\s,;.)(]|通[话了]|打[了电]|谈|聊|开会|见面|会[面议谈]|沟通|讨论|确认|吃|喝|共进|一起|没"
    r"|不|发|洽|面谈|约|在|说|电话|碰|演示|介绍|签)"
)


_NO_PART_OF_A_NAME = "的了在和跟与给见访到约"


def _zh_name_before(folded: str, at: int) -> tuple[int, str] | None:
    """Start and text of the name that ends at `at`: the nearest family name, one to three characters before."""
    for length in (1, 2, 3):
        start = at - length
        if start < 0:
            return None
        if length >= 2 and folded[start : start + 2] in _ZH_FAMILY_TWO:
            return start, folded[start:at]
        if folded[start] in _ZH_FAMILY:
            start = _further_left(folded, start, at) if length == 1 else start
            return start, folded[start:at]
        if not "一" <= folded[start] <= "龥" or folded[start] in _NO_PART_OF_A_NAME:
            return None
    return None


def _further_left(folded: str, start: int, at: int) -> int:
    """A family name of two characters, or a common one with a given name behind it, may begin before `start`."""
    if start >= 1 and folded[start - 1 : at] in _ZH_FAMILY_TWO:
        return start - 1
    if start >= 2 and folded[start - 2] in _ZH_COMMON and folded[start - 1] not in _NO_PART_OF_A_NAME:
        return start - 2
    rare = folded[start] not in _ZH_COMMON
    return start - 1 if rare and start >= 1 and folded[start - 1] in _ZH_COMMON else start


_ZH_NO_TITLE = re.compile(
    r"(?:总|工|处|局|科|采购|代表|哥|姐|助理|会计)(?=[大共是计价额结体数的作程厂艺期理技学长会公司部])(?!的)|总部"
)


def _is_no_title(folded: str, at: int, start: int) -> bool:
    """`总价`, `工作`; and `去万科`, where a company is meant."""
    behind_a_verb = folded[at] in "科处局工" and folded[start - 1 : start] in ("去", "到", "在", "访")
    behind_a_verb = behind_a_verb or folded[at : at + 2] in ("科的", "处的", "局的")
    return behind_a_verb or _ZH_NO_TITLE.match(folded, at) is not None


_ZH_BEHIND_OFFICE = re.compile(
    rf"[小老阿][{''.join(sorted(_ZH_COMMON))}]|[{_ZH_FAMILY}][一-龥]{{0,2}}?(?:{_ZH_TITLE})"
)
"""`采购小陈`: what stands before a name is no title of the word before."""
_ZH_LATIN = re.compile(
    r"(?:和|跟|与|给|见了?|约了?|联系了?)\s?(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?![a-z])"
)


def chinese_people(folded: str, line: str) -> Iterator[Person]:
    """`王总`, `李经理`, `王小明先生`, `老张`, `负责人`; names as they were typed, simplified or traditional."""
    for match in _ZH_TITLED.finditer(folded):
        spaced = folded[match.start() - 1 : match.start()] == " "
        found = _zh_name_before(folded, match.start() - spaced)
        if found is None or (len(match["title"]) == 1 and _is_no_title(folded, match.start(), found[0])):
            continue
        start, _ = found
        if match["title"] in ("采购", "会计", "秘书") and _ZH_BEHIND_OFFICE.match(folded, match.end()):
            continue
        yield Person(
            line[start : match.start()].strip(), line[match.start() : match.end()], Span(start, match.end())
        )
    for match in _ZH_NICK.finditer(folded):
        if match["family"] in _ZH_COMMON:
            yield Person(line[match.start() : match.end()], "", Span(match.start(), match.end()))
    for match in _ZH_LATIN.finditer(line):
        yield Person(match["name"], "", Span(match.start("name"), match.end("name")))
    for match in _ZH_LONE.finditer(folded):
        yield Person("", line[match.start() : match.end()], Span(match.start(), match.end()))


def chinese_names(folded: str, line: str) -> Iterator[Person]:
    """A name without a title behind a verb that takes a person."""
    for match in _ZH_BARE.finditer(folded):
        name = match["name"]
        size = 2 if name[:2] in _ZH_FAMILY_TWO else 1
        if name[:size] in _ZH_FAMILY_TWO or (name[0] in _ZH_COMMON and len(name) <= 3):
            yield Person(
                line[match.start("name") : match.end("name")],
                "",
                Span(match.start("name"), match.end("name")),
            )


_ZH_ENDINGS = (
    "股份有限公司|有限责任公司|有限公司|分公司|公司|集团|医院|银行|大学|学校|中学|小学|学院|酒店|宾馆"
    "|药店|药房|诊所|卫生院|超市|便利店|商店|商城|专卖店|门店|工厂|科技|电子|贸易|实业|股份|研究所"
    "|研究院"
    "|百货|商场|餐厅|饭店|药业|制药|食品|汽车|机械|建设|建筑|地产|置业|物流|网络|软件|能源|化工|服饰"
    "|服装|家具|家居|体育|传媒|证券|保险|钢铁|电力|通信|国际|精密|半导体|光电|生技|生物|医疗|重工|纺织"
    "|纸业|印刷|航空|旅行社|设计院|事务所|物业|电器|电气|仪器|材料|塑胶|五金|农业|乳业|饮料|咖啡|牙科"
    "|眼科|厂"
)
_ZH_LEAD = (
    r"(?:今天|昨天|明天|后天|上午|下午|早上|晚上|中午|刚|再|又|去了?一?趟?|前往|到|在|拜访[了完过]?"
    r"|走访了?|访问了?|考察了?|回访了?|联系了?|致电了?|打电话给|打给|电话|给|跟|和|与|约了?|参观了?"
    r"|首访|初访|来|由|请|其中|路过|见了?|对"
    r"|向|为|从|联络了?|[了的]|第[一二三]次|初次|首次)"
)
_ZH_COMPANY = re.compile(
    rf"(?P<name>[一-龥a-z0-9&()]{{2,16}}?(?:{_ZH_ENDINGS})+(?:附属[一-龥]{{0,4}}?(?:{_ZH_ENDINGS}))?(?!邮件"
    rf"|信箱)(?!的?产品)(?!会))"
)
_ZH_OF = re.compile(r"(?P<name>[一-龥a-z0-9&]{2,10}?)(?:的|采购部的?|采购的|技术部的?|市场部的?)?\s?$")
_ZH_OBJECT = re.compile(
    r"(?:拜访[了完过]?|走访了?|(?<![回出])去了?(?:一?趟)?|前往|访问了?|考察了?|回访了?|再访|复访|陌拜了?|到访|上门|(?<!遇)(?<!见)(?<!看)(?<!等)到"
    r"|在)(?P<name>[一-龥a-z0-9&]{2,10}?)(?=$|一趟|一次|[\s,;.(]|的|见|和|与|跟|谈|开会|演示"
    r"|交流|洽谈|沟通|做|讲|送|总部|采购|培训)"
)
_ZH_NO_PLACE = re.compile(
    r"^(?:客户|现场|公司|办公室|他|她|我|这|那|对方|附近|外地|上|下|今|明|昨|后|一|两|三|电话|线上"
    r"|视频|了|会议|酒店|餐厅|咖啡|工厂|门店|医院|学校|银行|展会|新|老|位|家|个)(?:$|室|厅|里)"
    r"|[周月号日点]|^(?:了解|出差|见面|开会|吃饭|参加|送|谈|拿)|^(?:前|后)"
    r"|^[一二三四五六七八九十两几\d]*[家个位]|联络|联系|致电|电话|拜访|^回访|客户|^不|^老板|参观|认识"
    r"|^(?:采购|技术|市场|销售|财务|人事)部?$|^公司$|[给向和跟与对请让]$|发送|报价|资料|样品|合同|邮件|收电子|^评估|^维修|^明年|^去年|^今年"
    r"|^考虑|^忙|^休假|^路上"
    r"|^一起|^等|^我们|^对方|^其中|^[他她它]"
)


def chinese_places(folded: str, line: str, people: list[Person], starts: list[int]) -> Iterator[Place]:
    """`华为公司`, `腾讯的王总`, the object of a visit. `starts`: where other facts end; a name begins behind them."""
    for match in _ZH_COMPANY.finditer(folded):
        start = max(
            [match.start("name"), *(at for at in starts if match.start("name") < at < match.end("name"))]
        )
        yield from _zh_place(folded, line, start, match.end("name"))
    for person in people:
        before = folded[: person.span.start]
        match_ = _ZH_OF.search(before)
        if match_ is not None:
            start = max(
                [
                    match_.start("name"),
                    *(at for at in starts if match_.start("name") < at <= match_.end("name")),
                ]
            )
            yield from _zh_place(folded, line, start, match_.end("name"))
    for match in _ZH_OBJECT.finditer(folded):
        start = max(
            [match.start("name"), *(at for at in starts if match.start("name") < at < match.end("name"))]
        )
        yield from _zh_place(folded, line, start, match.end("name"))


_ZH_DEPARTMENT = re.compile(r"(?:采购|技术|市场|销售|财务|人事|IT|it)部?\s?$|\s$")


def _zh_place(folded: str, line: str, start: int, end: int) -> Iterator[Place]:
    while (lead := re.compile(_ZH_LEAD).match(folded, start, end)) is not None and lead.end() > start:
        start = lead.end()
    for cut in (
        "拜访",
        "访问",
        "走访",
        "联络",
        "联系",
        "电话",
        "去了",
        "见了",
        "遇到",
        "在",
        "给",
        "跟",
        "与",
        "了",
    ):
        at = folded.rfind(cut, start, end - 1)
        if at >= 0:
            start = at + len(cut)
    office = _ZH_DEPARTMENT.search(folded, start, end)
    end = office.start() if office is not None and office.start() - start >= 2 else end
    name = folded[start:end]
    if len(name) >= 2 and not _ZH_NO_PLACE.search(name):
        yield Place(line[start:end], start, end)
