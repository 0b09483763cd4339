"""Traditional → simplified, for traditional text; simplified, Japanese and Korean text comes back as the same object.

OpenCC's ``t2s`` does the bulk. It leaves particles (著) and lookalikes of mirror sites alone and changes names (李乾 →
李干); the rules here, each with its table, put that right.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lanzhou_news.items import Script

if TYPE_CHECKING:
    from opencc import OpenCC

SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈"
    "丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴"
    "龚龔文毕畢"
)
"""The hundred commonest surnames (2020 census report of the Ministry of Public Security) in both scripts, and 毕."""

SHARE_TRADITIONAL = 0.8
"""From this share of traditional evidence on a text is Hant; below it, while converted, mixed."""
SHARE_CONVERTED = 0.2
"""From this share on, outside quotations, the whole text is converted."""
ENOUGH = 5
"""So many simplified characters for each traditional one put the share below ``SHARE_CONVERTED``."""

_EXTRA = str.maketrans(
    "凈毬悳昰甦牠衹喒妳讐籐摀僱寘箇磪衞粧蔴閙菓躭瞇姪汚搾堿擧濶鬪夀竝砲囘痲銲韮鑚隄慇懃",
    "净球德是苏它只咱你雠藤捂雇置个确卫妆麻闹果耽眯侄污榨碱举阔斗寿并炮回麻焊韭钻堤殷勤",
)
"""Forms that OpenCC 1.4 leaves: 凈 and 衹 of the mirrors' one-to-one table, 毬 悳 昰 of their lookalikes
(MIRROR model, steps 1 and *toneless*), variants of Taiwan's standard, 衞 of
Hong Kong's; 粧 蔴 閙 菓 躭 and those behind them, still printed there, by the first table of variant forms (1955)."""
_WEAK = frozenset("著乾瞭於藉徵昇陞甯脩儁澂迺祇頫鉅鍾谿麴甦堃喆淼犇龢邨菉蘋讎摺夥覆衕菸荳")
"""No evidence of traditional script: valid in simplified text (names of the 2013 standard's list, 瞭望, 慰藉)."""

_QUOTED = re.compile('“[^“”]{0,40}”|「[^「」]{0,40}」|『[^『』]{0,40}』|《[^《》]{0,40}》|"[^"\n]{0,40}"')
_FOREIGN = re.compile("[\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]")
"""Kana and hangul."""
_HAN = re.compile("[\u3400-\u9fff]")

_DRY = re.compile(
    "乾(?=乾?[淨净燥旱脆杯枯貨货洗涸糧粮草柴果咳裂濕湿溼季爹媽妈娘爸癟瘪瞪巴渴熱热冷飯饭鍋锅嘔呕嚎號号笑澀涩硬粉麵面式電电燒烧眼菜薪淨煸煎炒炸拌屍尸癬癣貝贝瘦]"
    "|[兒儿女]子|女[兒儿]|[著着]急|物燥|[部事警群校預预擾扰涉戈線线流支勁劲活嘛啥什甚])"
    f"|(?<![{SURNAMES}])乾(?=[冰等掉透爽性井股耗癢痒號]|了(?!解))"
    "|(?<=[餅饼腐烘曬晒風风擦吹口肉豆筍笋果晾陰阴瀝沥抹揩葡萄榨喝未焙烤絞绞弄包杏魚鱼薯梅蔔卜梨瓜蕉茄椒菜流拭拧擰枯抽若骨主])乾(?![隆坤元清陵])"
    "|(?<=[強强]中)乾"
)
"""乾 becomes 干 only in words about dryness; elsewhere it is a name: 李乾, 乾隆, 乾县."""
_ZHU = re.compile(
    "(?<=[显顯卓昭专專名原巨鉅译譯遗遺拙编編撰校彰素土论論])著|(?<=微知)著|(?<=[，。；、：])著(?=有)|(?<=界[称稱])著"
    "|著(?=[名作述称稱者录錄译譯])|著(?=书立|書立|有《|有[多诗詩文])|(?<=[ 　])著(?=[)）\n]|$)"
    "|(?<=新)(?<!重新)著(?=[《作问問出])"
    "|(?<=[所合])著(?![眼双雙力手])"
)
"""Places where 著 (zhù) stays; elsewhere in traditional text it is 着."""
_ZHE = re.compile(
    "(?<=[议議讨討谈談争爭评評辩辯])(?:论|論)著|(?<=翻)[译譯]著|[写寫刻印签簽标標署念挂掛]著名(?=[字单單牌])"
    "|[看望听聽捧拿读讀抱翻带帶提背隨随伴]著(?=[作者名书書])|著(?=作[业業弊息秀亂乱]|[录錄]取|[称稱][赞讚呼])"
    "|[跟靠守頂顶有对對挽]著(?=名[师師校节節牌利媛])|有著(?=作[为為])"
)
"""… unless the verb before it takes the particle: 讨论着, 写着名字, 看着作业."""
_RISING = re.compile(f"(?<=[{SURNAMES}])(?![提上])(.?)昇(?![起華华級级溫温學学降值空任遷迁平騰腾])")
"""昇 in a name (毕昇 and 李昇 keep it: list of the 2013 standard); 提昇, 昇起 become 升."""
_BELL = re.compile(f"(?<![{SURNAMES}])鍾")
"""鍾 is 钟, also where OpenCC's phrases have 锺 for a family name (鍾馗, 鍾繇): the list of the 2013 standard keeps 锺
for names, and print has it in given names only (钱锺书)."""
_ONLY = re.compile("(?<![神地灵靈])祇(?![园園树樹])")
"""祇 is 只, but not in 神祇."""
_LEAN = re.compile("(?<![慰狼蘊蕴醞枕藉])藉(?!藉)")
"""藉 is 借, but not in 慰藉 and 狼藉."""
_FINISHED = re.compile("瞭(?![望哨])")
"""瞭 is 了, also where mirrors have it for the particle (看瞭), but not in 瞭望."""
_REVIEW = re.compile("覆(?=[核檢检查審审診诊試试算])")
"""覆核 of Hong Kong's courts, 覆診 of its hospitals; OpenCC knows 答覆 and 反覆, and 覆 stays in 覆蓋."""
_HUGE = re.compile("鉅(?=[子細细款資资著作變变製制獻献富獎奖商量虧亏賺赚債债損损星匠構构])")
"""鉅 is 巨, but 钜 in names; OpenCC knows 鉅額 and 鉅大."""
_PLAN = re.compile("(?<=[規规策企擘])畫")
"""規畫, 策畫 of Taiwan's press are 规划, 策划; OpenCC knows 計畫 and 籌畫."""
_SINK = re.compile("(?<=[下浮消深昏低])沈|(?<=石)沈(?=大海)|沈(?=[著着穩稳潛潜甸]|入[海水湖江河底]|下心)")
"""沈 is 沉 as a verb; OpenCC knows 沈默, 沈重, 沈浸 …"""
_KEEP = {"乾": "\ue0f0", "著": "\ue0f1", "昇": "\ue0f2", "藉": "\ue0f3"}


class _Evidence(NamedTuple):
    traditional: int
    simplified: int

    @property
    def share(self) -> float:
        """Traditional part of the evidence, 0 to 1."""
        return self.traditional / (self.traditional + self.simplified or 1)


class _Tables(NamedTuple):
    convert: OpenCC
    traditional: re.Pattern[str]
    """Characters that only traditional text has."""
    changed: re.Pattern[str]
    """Characters that conversion may change."""
    simplified: re.Pattern[str]
    """Characters that only simplified text has."""


@cache
def _tables() -> _Tables:
    """OpenCC and the character classes read off it: 12 ms, on first use."""
    from opencc import OpenCC

    converter = OpenCC("t2s")
    chars = [chr(code) for code in range(0x3400, 0xA000)]
    pairs = [(a, b) for a, b in zip(chars, converter.convert("\n".join(chars)).split("\n"), strict=True) if a != b]
    old = {a for a, _ in pairs}
    # A class with characters beyond U+FFFF is matched one by one: twenty times slower, for characters nobody prints.
    new = {b for _, b in pairs if b not in old and b <= "\uffff" and not b.encode("cp950", "ignore")}
    extra = {chr(code) for code in _EXTRA}
    return _Tables(converter, _any_of(old - _WEAK), _any_of(old | extra | set("著瞭祇沈")), _any_of(new))


def _any_of(chars: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(chars))}]")


def to_simplified(text: str) -> str:
    """Simplified form of traditional or mixed text; other text comes back as the same object.

    A simplified text keeps a traditional word that it quotes, rare characters of names stay, and text with kana or
    hangul is left alone. The number of lines never changes: pass whole documents, they carry more evidence than lines.

    >>> to_simplified("隨著專著出版，李乾看著乾淨的蘭州街道")
    '随着专著出版，李乾看着干净的兰州街道'
    >>> to_simplified("“龍”字的写法，简体文章说得很清楚")
    '“龍”字的写法，简体文章说得很清楚'
    """
    tables = _tables()
    if tables.changed.search(text) is None or _is_foreign(text):
        return text
    if _converts(text, tables):
        converted = _convert(text, tables)
        return text if converted == text else converted
    if "\n" not in text or tables.traditional.search(text) is None:
        return text
    lines = text.split("\n")
    fixed = [_convert(line, tables) if _is_traditional_line(line, tables) else line for line in lines]
    return text if fixed == lines else "\n".join(fixed)


def detect_script(text: str) -> Script | None:
    """Script of a text by the characters that only one of the two has; None when it has none of either.

    A simplified text that quotes a traditional word or holds a rare name is ``Hans``.

    >>> [detect_script(text) for text in ("蘭州日報", "兰州日报", "山水", "蘭州日報說，兰州日报说")]
    ['Hant', 'Hans', None, 'mixed']
    """
    tables = _tables()
    if _is_foreign(text):
        return None
    if tables.traditional.search(text) is None:
        return "Hans" if tables.simplified.search(text) else None
    found = _evidence(text, tables)
    if _converts(text, tables):
        return "Hant" if found.share >= SHARE_TRADITIONAL else "mixed"
    partly = any(_is_traditional_line(line, tables) for line in text.split("\n"))
    return "mixed" if partly else "Hans"


def _is_foreign(text: str) -> bool:
    """At least one kana or hangul to nine Chinese characters: Japanese news has one to one, Chinese news hardly any."""
    if _FOREIGN.search(text) is None:
        return False
    return len(_FOREIGN.findall(text)) * 9 >= len(_HAN.findall(text))


def _evidence(text: str, tables: _Tables) -> _Evidence:
    """Counts of both; of the simplified characters no more than decide."""
    old = len(tables.traditional.findall(text))
    enough = ENOUGH * old + 1
    return _Evidence(old, sum(1 for _ in islice(tables.simplified.finditer(text), enough)))


def _converts(text: str, tables: _Tables) -> bool:
    """Is the text as a whole traditional or mixed?"""
    found = _evidence(text, tables)
    if not found.simplified:
        return True  # also 看著: no evidence of either script, and the rules know 著名
    if found.share < SHARE_CONVERTED or found.traditional == 1:
        return False
    return found.share > SHARE_TRADITIONAL or _evidence(_QUOTED.sub("", text), tables).share >= SHARE_CONVERTED


def _is_traditional_line(line: str, tables: _Tables) -> bool:
    """A paragraph in traditional script inside a simplified text, longer than a quoted word."""
    found = _evidence(line, tables)
    return found.traditional >= 4 and found.share >= SHARE_TRADITIONAL and _QUOTED.fullmatch(line.strip()) is None


def _convert(text: str, tables: _Tables) -> str:
    text = text.translate(_EXTRA)
    if "著" in text:
        text = _ZHE.sub(lambda match: match[0].replace("著", "着"), text)
        text = _ZHU.sub(_KEEP["著"], text).replace("著", "着")
    if "甚麼" in text or "甚麽" in text:
        text = text.replace("甚麼", "什麼").replace("甚麽", "什麼")
    if "藉" in text:
        text = _LEAN.sub("借", text).replace("藉", _KEEP["藉"])
    if "瞭" in text:
        text = _FINISHED.sub("了", text)
    if "覆" in text:
        text = _REVIEW.sub("复", text)
    if "鉅" in text:
        text = _HUGE.sub("巨", text)
    if "畫" in text:
        text = _PLAN.sub("劃", text)
    if "沈" in text:
        text = _SINK.sub("沉", text)
    if "甯夏" in text:
        text = text.replace("甯夏", "寧夏")
    if "祇" in text:
        text = _ONLY.sub("只", text)
    if "乾" in text:
        text = _DRY.sub("干", text).replace("乾", _KEEP["乾"])
    if "鍾" in text:
        text = _BELL.sub("钟", text)
    if "昇" in text:
        text = _RISING.sub(rf"\1{_KEEP['昇']}", text)
    text = tables.convert.convert(text)
    for char, mark in _KEEP.items():
        text = text.replace(mark, char)
    return text
