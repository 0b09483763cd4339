"""Names of columns, clients and sites that no table holds: told by 记者, a dot or a hyphen beside them."""

from __future__ import annotations

import re

from lanzhou_news.text.credits import names, outlets
from lanzhou_news.text.credits.employers import may_be_brand
from lanzhou_news.text.credits.words import pattern

TITLES = "(?:首席|见习|实习|特约|全媒体|融媒体)*"
_BRANDS = ("融媒", "全媒", "客户端", "头条")
"""Words before 记者 that end the name of an outlet when none stands before them."""
_SITE = re.compile(rf"[一-鿿]{{4,9}}?(?:网|报|客户端)(?={TITLES}记者)")
_COLUMN = re.compile("[一-鿿]{1,6}?(?:评论|时评|快评|锐评|观点)(?=(?:特约|首席)评论员)")
"""红星评论特约评论员: the name under which comments appear."""
_CLIENTS = ("掌上", "云上", "无线", "视听", "智慧", "看看")
"""Openings of the names of local clients: 掌上天水, 云上金城."""
_BRAND_BEHIND_DOT = re.compile(rf" ?· ?([一-鿿]{{2,6}}?)\+?(?={TITLES}(?:记者|编辑)|讯)")
"""金城晚报·掌上金城记者: the name of a client behind the paper's."""
_BRAND_GLUED = re.compile(rf"([一-鿿]{{2,4}}?)(?:新闻|财经|视频|客户端|体育|科技)(?={TITLES}记者)")
"""新京报贝壳财经记者: the same without a dot; what stands before the ending must be no modifier (财经新闻记者)."""


def branded(line: str, start: int, end: int, stop: int) -> int:
    """End of an outlet whose name ends in 融媒 or 客户端 (汉中融媒), where no outlet stands before the word; else 0."""
    brand = next((word for word in _BRANDS if line.startswith(word, end)), "")
    if brand and 2 <= end - start <= 6 and not line.startswith("体", end + 2):
        found = outlets.match_suffix(line, start, end)
        return end + len(brand) if found is None and end + len(brand) <= stop else 0
    return 0


def site_with_word(line: str, start: int, found: re.Match[str] | None) -> int:
    """End of 东莞时间网 before 记者, whose name holds a word of meta lines (时间, 推荐, 论坛); else 0."""
    if found is None or found["plain"] is None or found.start() == start:
        return 0
    site = _SITE.match(line, start)
    return site.end() if site is not None and site.end() > found.end() else 0


def comment_column(line: str, start: int, found: re.Match[str] | None) -> int:
    """End of the name of a column of comments before 特约评论员; else 0."""
    if found is None or "评论员" not in line:
        return 0
    column = _COLUMN.match(line, start)
    return column.end() if column is not None and column.end() >= found.start() else 0


def titled(line: str, start: int, end: int, role: str) -> int:
    """End of a name that no table holds before 新闻记者 or 全媒体记者 (彩练新闻, 半岛全媒体), else 0."""
    shortest = 1 if start and line[start - 1] in "-/·" else 2  # 合肥日报-合新闻记者
    news = role.startswith(("新闻", "财经", "视频"))
    sure = news or role.startswith(("全媒体", "融媒体")) or (line.startswith(_CLIENTS, start) and end - start > 2)
    if not (sure and role.endswith("记者") and shortest <= end - start <= 6):
        return 0
    opens = start == 0 or line[start - 1] in "( "  # 海拔新闻记者: no name stands there
    if outlets.match_suffix(line, start, end) is not None or not may_be_brand(line[start:end], opens):
        return 0
    end += 2 * news
    return end + 3 * (news and line.startswith("客户端", end))


def _glued_brand(line: str, position: int, stop: int) -> int:
    """End of the name of a client or column glued to an outlet that ends at ``position``; 0 when there is none."""
    brand = _BRAND_GLUED.match(line, position, stop)
    return brand.end() if brand and not pattern().match(brand[0] + "记者") else 0


def joined(line: str, end: int, stop: int) -> int:
    """End of an outlet that goes on behind a middle dot: 新甘肃·每日甘肃网."""
    while end < stop:
        end += line[end] == "+"
        end += 2 * line.startswith("融媒·", end)
        begin = end
        while begin < stop and line[begin] in " ·":
            begin += 1
        more = outlets.match_known(line, begin, stop)
        if more is None and begin > end:
            more = outlets.match_suffix(line, begin, stop)
        brand = _BRAND_BEHIND_DOT.match(line, end) if more is None else None
        if brand and (brand[0].endswith("+") or not names.is_name(brand[1])):
            return min(brand.end(), stop)
        if more is None and begin == end and (glued := _glued_brand(line, end, stop)):
            return glued
        if more is None or more.kind not in ("outlet", "self"):
            return end
        end = more.end
    return end
