"""Folds a typed line for matching, character by character, so that places in it stay places in what was typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 400
"""Characters that are understood; what is behind them stays in the notes unread."""

# Traditional characters of the words that the grammar knows, with their simplified forms.
_TRADITIONAL = (
    "製制評评蘇苏參参榮荣壽寿賓宾"
    "後后週周號号點点萬万億亿電电話话訪访會会見见報报價价單单總总經经過过給给進进開开無无沒没個个內内"
    "兩两時时間间鐘钟禮礼發发確确認认簽签約约聯联繫系絡络請请樣样訂订購购買买賣卖張张劉刘陳陈楊杨趙赵"
    "吳吴鄭郑孫孙馬马許许韓韩馮冯鄧邓葉叶蔣蒋蕭萧盧卢羅罗譚谭謝谢鄒邹龍龙賴赖錢钱範范莊庄嚴严顧顾賀贺"
    "龔龚關关魯鲁應应閻阎薑姜湯汤歐欧陽阳諸诸東东醫医師师學学長长處处廠厂館馆藥药場场業业務务貿贸實实"
    "國国際际傳传網网軟软體体證证險险鋼钢鐵铁氣气車车機机產产興兴達达談谈聽听說说還还對对與与將将預预"
    "計计劃划備备註注錄录記记憶忆辦办續续複复覆复郵邮麼么員员這这裡里來来從从當当為为議议論论讓让該该"
    "須须緊紧幾几圓圆幣币臺台塊块運运輸输倉仓貨货遲迟帶带決决絕绝暫暂緩缓滿满試试驗验換换傘伞錯错願愿"
    "斷断條条審审財财稅税係系協协變变動动療疗診诊銀银縣县區区團团訊讯視视頻频線线課课組组書书誰谁細细"
    "質质練练廣广飯饭飲饮喫吃歡欢謹谨賬账帳账櫃柜樓楼層层講讲陸陆龐庞韋韦喬乔賈贾鍾钟寶宝陰阴連连齊齐"
    "雲云鮑鲍費费紀纪閔闵項项黃黄溫温塗涂簡简藍蓝鄔邬饒饶駱骆儲储畢毕鳳凤勞劳顏颜寧宁鞏巩寫写觀观儘尽"
    "儀仪鋪铺種种樂乐優优擴扩嘗尝態态擬拟題题問问剛刚離离辭辞駐驻導导勵励屬属歷历檢检庫库標标額额競竞"
    "詢询討讨資资檔档銷销門门維维復复專专遞递補补匯汇現现"
    "準准採采餘余畫画聖圣積积環环飛飞鴻鸿華华豐丰統统燈灯雙双鄉乡戶户廳厅蘭兰衛卫譯译護护獲获潤润紙纸編编"
    "級级終终納纳織织術术階阶隊队鬆松麗丽鵬鹏鮮鲜鍵键鎖锁"
)
_FOLDED = str.maketrans(
    dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))
    | {
        "。": ";",
        "、": ",",
        "；": ";",
        "’": "'",
        "‘": "'",
        "〜": "~",
        "～": "~",
        "–": "-",
        "—": "-",
        "−": "-",
    }
    | {"“": '"', "”": '"', "【": "(", "】": ")", "「": '"', "」": '"', "『": '"', "』": '"'}
    | {"→": ";", "⇒": ";", "•": ";", "·": ";", "\n": ";", "|": ";", "…": ";"}
)
_ONLY_TRADITIONAL = frozenset(a for a, b in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))

_FORCED = "\u202d\u202e"
LATIN = re.compile("[a-z]")
HANGUL = re.compile("[가-힣]")
HAN = re.compile("[㐀-鿿]")
HAN_OR_HANGUL = re.compile("[㐀-鿿가-힣]")


@lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "Z" or (category[0] == "C" and character != "\n"):
        return " "
    plain = unicodedata.normalize("NFKC", character)
    plain = plain if len(plain) == 1 else character
    lower = plain.lower()
    return (lower if len(lower) == 1 else plain).translate(_FOLDED)


def fold(line: str) -> str:
    """The first `LONGEST` characters for matching: as many, in lower case, half width, simplified, without controls."""
    return "".join(_fold_one(character) for character in line[:LONGEST])


def language_of(folded: str) -> str:
    """`ko` with any Hangul, else `zh` with any Chinese character, else `en`."""
    if HANGUL.search(folded):
        return "ko"
    return "zh" if HAN.search(folded) else "en"


def is_traditional(line: str) -> bool:
    """Whether characters stand in the line that only traditional Chinese writes."""
    return not _ONLY_TRADITIONAL.isdisjoint(line[:LONGEST])


def storable(line: str) -> str:
    """The whole line without what no text may hold: controls become spaces, forced directions go."""
    kept = (
        " " if unicodedata.category(each) in ("Cc", "Cs") else "" if each in _FORCED else each
        for each in line
    )
    return "".join(kept).strip()
