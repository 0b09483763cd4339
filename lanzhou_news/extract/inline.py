"""Inline markup that only a style sheet sets apart: the parts of a meta line, control links inside a paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml import etree

from lanzhou_news.extract.both_scripts import both, in_both

_LABEL = in_both(
    r"(?:文章|稿件|信息|内容|新闻)?(?:来源|作者|记者|责任编辑|责编|编辑|稿源|出处)\s*[:：]|(?:发布|发表|更新)?(?:时间|日期)\s*[:：]"
    r"|(?:浏览|点击|阅读|评论|访问)(?:次数|数|量)?\s*[:：(（]|字号|字体|打印|分享|发布于|【|A[-+]"
)
"""Openings of the parts of a meta line, which are often spans that only a style sheet sets apart."""
_CONTROL_LINK = in_both(
    r"(?:返回[\u4e00-\u9fff]{2,4}[，,]?)?(?:点击)?(?:查看|阅读|了解)(?:更多|原文|全文|详情)\W{0,3}"
    r"|展开全文|[【\[［]\s?(?:点击|查看|阅读)?(?:详情|详细|全文|原文|更多)\s?[】\]］]|返回[\u4e00-\u9fff]{0,6}(?:首页|列表|顶部|目录)\W{0,3}"
)
"""Links that lead on instead of being text: 返回搜狐，查看更多, 【详情】."""
_LABEL_STARTS = frozenset(both("文稿信内新来作记责编出发更时日浏点阅评访字打分【A"))
_CONTROL_STARTS = frozenset(both("返点查阅了展【[［"))
"""First characters of the two patterns: nearly all texts are told apart without running them."""

_FIELD = re.compile(
    r"source|author|editor|media|origin|reporter|writer|laiyuan|zuozhe|bianji|(?:^|[\s_-])(?:date|time|from)(?:$|[\s_-])|pub(?:date|time)"
)


_REFERENCE = re.compile(r"(?:\[(?:\d{1,3}(?:[-–,]\d{1,3})?|注 ?\d{0,2})\]\s*)+")
LONGEST_FIELD = 30
"""Characters of the longest part of a meta line: a date with its label, an outlet."""
_DATE = re.compile(
    r"\s*(?:(?:发布|发表)?(?:时间|日期|于)\s?[:：]?\s?)?(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?[\s\d:：]*"
)
SIBLINGS = 4
"""First parts of a meta line among which one is the date."""


def is_control(text: str) -> bool:
    """Is the text of a link a control that leads on?

    >>> is_control("查看更多"), is_control("黄河岸边添新绿")
    (True, False)
    """
    return text[:1] in _CONTROL_STARTS and _CONTROL_LINK.fullmatch(text) is not None


def is_reference(element: etree._Element) -> bool:
    """<sup>[3]</sup> of an encyclopedia: the number of a footnote, no text."""
    return _REFERENCE.fullmatch("".join(map(str, element.itertext()))[:20].strip()) is not None


@lru_cache(maxsize=1024)
def _is_field(hint: str) -> bool:
    """Do class and id name a part of a meta line: ``a_source``, ``pub_date``, ``author``?"""
    return _FIELD.search(hint) is not None


def _is_beside_date(element: etree._Element) -> bool:
    """Does an element touch one of its own kind, and is one of these a date and nothing else?

    ``<span>2024-09-12</span><span>金城晚报</span><span>张明</span>``: only the style sheet sets them apart.
    """
    before, parent = element.getprevious(), element.getparent()
    if before is None or parent is None or before.tag != element.tag:
        return False
    if (before.tail or "").strip() or (parent.text or "").strip():  # spans inside a sentence
        return False
    return any(_DATE.fullmatch(child.text or "") for child in islice(parent, SIBLINGS) if child.tag == element.tag)


def _is_behind_value(element: etree._Element) -> bool:
    """来源: <a>金城晚报</a><span>兰州</span>: does an element touch the link that is a label's value?"""
    link = element.getprevious()
    if element.tag != "span" or link is None or link.tag != "a" or (link.tail or "").strip():
        return False
    first, parent = link.getprevious(), element.getparent()
    label = first.tail if first is not None else parent.text if parent is not None else None
    return (label or "").rstrip().endswith(("来源:", "来源：", "來源:", "來源："))


def needs_space(before: str, element: etree._Element, text: str | None, hint: str) -> bool:
    """Do two inline elements that touch stand apart on the screen? Parts of meta lines do, and so do numbers.

    >>> needs_space("2024-09-12", source_span, "来源：…", "source")  # <span class="source">来源：…</span>
    True
    """
    last = before[-1:]
    if last.isspace():
        return False
    if element.tag == "time" or (hint and _is_field(hint)):
        return True
    if text and (text := text.lstrip()):
        if text[0] in _LABEL_STARTS and _LABEL.match(text) is not None:
            return True
        if hint != "" and last.isdigit() and text[0].isdigit():
            return True
        return len(before) <= LONGEST_FIELD and (_is_beside_date(element) or _is_behind_value(element))
    if last.isdigit():
        if hint == "":  # <span><i class="eye"></i>862</span>
            icon = element[0] if len(element) else None
            return icon is not None and not icon.text and (icon.tail or "").strip()[:1].isdigit()
        inside = next(map(str, element.itertext()), "") or element.tail or ""  # <i class="eye"></i> 862
        if inside.strip()[:1].isdigit():
            return True
    return hint != "" and len(before) <= LONGEST_FIELD and _is_beside_date(element)  # the outlet is a link in its span
