"""Lines that are a page's furniture, by how they begin."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lanzhou_news.text.credits.tables import any_of, read
from lanzhou_news.text.notices import RULES

LONGEST = 400
"""Characters of the longest line a rule looks at, copyright notices excepted."""

SURROUND = 100
"""Blanks at both ends that such a line may have besides."""

_FIRST = re.compile("|".join(f"(?:{pattern})" for _, pattern in RULES))
_rule = cache(re.compile)
"""One rule; few of them are ever asked for by themselves, and all together take 30 ms at each start."""
_CMS_TAIL = re.compile(
    r"(?:\s*(?:\d{4}-\d{2}-\d{2}|<!--\s*(?:enp|mp)property))?[^。！？]{0,600}?/(?:enp|mp)property-->\s*$"
)
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dt\d")
"""2020-10-10t10:10: its T is no button for larger letters."""
_NOTICE_END = re.compile(r"\s*[【\[(（]\s*(?:纠错|我要纠错|报错|挑错|关闭|打印)\s*[】\])）]\s*$")
_BACK = re.compile(r"返回[^\s，,。]{2,6}[，,]\s?查看更多\s*$")
"""返回某网，查看更多: the link that portals glue to the last line."""
_TEXT_ENDS = ("。", "！", "？", "”", "）", "…", ".")
_LEGAL = re.compile(
    "版权|转载|授权|许可|侵权|著作权|稿件|本网|本站|注明|来源|联系|法律责任|观点|立场|免责|镜像|删除|真实性"
)
_MARKS = "[](){}【】〔〕<>《》 |*※●■▲▼◆◇○□★☆↑↓·#=~_—–-"
"""Brackets and bullets that may stand round a notice: （未经授权，不得转载）, ★特别声明★."""
_FOLD = (*zip("：，；！（）［］｜／＞．　\u00a0“”﹕", ':,;!()[]|/>.  "":', strict=True), ("\\n", " "))
"""Marks with one meaning; the last are line ends that scripts left in the text of a page."""

HEAD_AND_TAIL_ONLY = frozenset({"meta", "imprint"})
"""Kinds that may also be text: they leave head and tail, never the body."""
BORDERS = frozenset(("copyright", "related", "comments"))
"""Kinds after which nothing of the article follows."""


LONGEST_CONTROLS = 80
"""Characters of the longest line that may consist of controls: a row of share buttons has some 60."""


@cache
def _controls() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """A line of controls, its first word, and the kind of each word; the words stand in ``data/furniture.txt``."""
    table = read("furniture.txt", "lanzhou_news.text")
    kinds = {word.lower(): name for name, words in table.items() for word in words}
    word = any_of(kinds)
    line = rf"[\W_]*+(?>(?:{word}|\d+[万w]?)[\W_]*)++"
    return re.compile(line), re.compile(rf"[\W\d_]*({word})"), kinds


def _control_kind(text: str) -> str | None:
    """Kind of a line in lower case that holds nothing but controls, by its first."""
    line, first, kinds = _controls()
    if len(text) > LONGEST_CONTROLS or line.fullmatch(text) is None:
        return None
    word = first.match(text)
    if word is not None and word[1] == "t" and _ISO_TIME.search(text):
        return None
    return kinds[word[1]] if word is not None else None


def kind(line: str) -> str | None:
    """Kind of furniture a line is, or None for anything that may be text.

    Rules look at how a line begins, so a sentence that mentions 版权声明 or 责任编辑 is safe.

    >>> kind("版权声明:"), kind("扫一扫在手机打开当前页"), kind("他说，版权声明制度应当完善。")
    ('copyright', 'qr', None)
    """
    return _kind(line) if len(line) <= LONGEST + SURROUND else None


@lru_cache(maxsize=2048)
def _kind(line: str) -> str | None:
    """Cached: the steps ask several times, and the pages of a site share their furniture."""
    for mark, plain in _FOLD:  # str.translate looks up every character: ten times slower
        line = line.replace(mark, plain)
    text = line.strip().lower()  # as the rules are written: IGNORECASE takes 2.6 times as long to compile
    if not text or len(text) > LONGEST:
        return None
    controls = _control_kind(text)
    if controls is not None:
        return controls
    for form in dict.fromkeys((text, text.strip(_MARKS))):
        if _FIRST.match(form) is not None:
            return next((name for name, pattern in RULES if _rule(pattern).match(form)), None)
    return None


def is_legal(line: str) -> bool:
    """Does a line read like a copyright notice (three different legal words)?

    >>> is_legal("授权转载必须注明来源为本网，侵权必究。")
    True
    """
    return len(set(_LEGAL.findall(line))) >= 3


def cut_leaks(line: str) -> tuple[str, str]:
    """A line without a leaked CMS comment, 【纠错】 or 返回某网，查看更多 at its end, and what was cut.

    >>> cut_leaks("春天来了。 2024-02-03 2 2 周口晚报 content_100200.html 1 /enpproperty-->")
    ('春天来了。', '2024-02-03 2 2 周口晚报 content_100200.html 1 /enpproperty-->')
    """
    kept = line
    if "property-->" in kept[-40:]:
        found = _CMS_TAIL.search(kept, max(0, len(kept) - 700))
        if found is not None:
            kept = kept[: found.start()].rstrip()
    found = _BACK.search(kept, max(0, len(kept) - 20))
    if found is not None:
        kept = kept[: found.start()].rstrip()
    found = _NOTICE_END.search(kept[-12:])
    if found is not None:
        text = kept[: len(kept) - (min(12, len(kept)) - found.start())].rstrip()
        kept = text if text.endswith(_TEXT_ENDS) else kept
    return kept, line[len(kept) :].strip()
