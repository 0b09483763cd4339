"""Credits in properties nobody sees: the CMS comment, ``<meta>`` tags, JSON-LD."""

from __future__ import annotations

import re

from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.gather import Gathered, is_reporters
from lanzhou_news.clean.lines import is_names
from lanzhou_news.items import Person
from lanzhou_news.text.credits import Credits, parse_credits
from lanzhou_news.text.credits.names import is_name, is_nobody, is_weak_name
from lanzhou_news.text.credits.outlets import is_nowhere, is_outlet, is_unit
from lanzhou_news.text.credits.places import is_place

LONGEST_SOURCE = 24
"""Characters of the longest outlet name: 中央广播电视总台央视新闻客户端 has 15."""
LONGEST_AUTHOR = 40
"""Characters of the longest byline in a property: an outlet, a role and three names."""
SOURCES = (
    "contentsource", "source", "article:source", "mediaid", "og:source", "originsource", "news:source", "copyfrom",
    "state:source", "wechat:nickname",
)  # fmt: skip
"""``<meta>`` names of the source: ContentSource of government pages, ``source`` of 人民网, ``mediaid`` of 新浪; last
what a script says of the article, and the account that published a page of WeChat."""
EDITORS = ("editor", "article:editor", "responsibleeditor", "责任编辑")
AUTHORS = ("author", "article:author", "og:article:author", "ld:author", "byline", "dc.creator", "og:author")
_LABEL = re.compile(r"^(?:文章|稿件|信息)?(?:来源|作者|责任编辑|编辑)[:：]\s*")
_ENGLISH_NAME = re.compile(r"[A-Z][a-z]{1,12}(?: [A-Z]\.)? [A-Z][a-z]{1,12}")
"""Ma Jingna, John F. Smith on the English pages of Chinese sites."""
_HAN = re.compile("[一-鿿]")


def read_properties(draft: Draft, gathered: Gathered) -> None:
    """Values of the CMS comment and of meta tags, weaker than anything printed."""
    cms, meta = draft.raw.cms, draft.raw.meta
    liability = cms.get("liability", "").strip()
    if liability and not gathered.editors:
        gathered.add(parse_credits(f"责任编辑：{liability}"), liability, "cms")
    source = cms.get("sourcename", "").strip()
    if not gathered.source and source and not is_nowhere(source) and len(source) <= LONGEST_SOURCE:
        gathered.add(Credits(source=source), source, "cms")
    for name in SOURCES:
        value = _LABEL.sub("", meta.get(name, "").strip())
        if not gathered.source and value and _is_source(name, value):
            gathered.add(Credits(source=value), value, "meta")
    editors = [_LABEL.sub("", meta.get(name, "").strip()) for name in EDITORS]
    for editor in editors:
        if editor and not gathered.editors and is_name(editor):
            gathered.add(parse_credits(f"责任编辑：{editor}"), editor, "meta")
    if gathered.authors:
        return
    known = {*(found.name for found in gathered.editors), liability, *editors}
    if (value := cms.get("author", "").strip()) and value not in known and _is_author(value):
        gathered.add_bare(value, value, "cms")
        return
    for name in AUTHORS:
        value = _LABEL.sub("", meta.get(name, "").strip())
        if value and value not in known and _is_author(value):
            gathered.add_bare(value, value, "meta")
            return
        if value not in known and _ENGLISH_NAME.fullmatch(value):
            gathered.add(Credits(people=(Person(value, "作者"),)), value, "meta")
            return
        credits = parse_credits(value) if 0 < len(value) <= LONGEST_AUTHOR else None
        if credits is not None and is_reporters(credits) and not (credits.rest or credits.ambiguous):
            gathered.add(credits, value, "meta")  # 金城日报记者 张明
            return


def _is_source(name: str, value: str) -> bool:
    """Outlets; in the property that government pages keep for the source also offices; accounts have any name."""
    if len(value) > LONGEST_SOURCE or is_nowhere(value) or is_nobody(value):
        return False
    return (
        name in ("state:source", "wechat:nickname")
        or is_outlet(value)
        or (name == "contentsource" and is_unit(value) and _HAN.match(value) is not None)
    )


def _is_author(value: str) -> bool:
    pen_name = len(value) <= 3 and is_weak_name(value) and not is_outlet(value)
    return not is_nobody(value) and not is_place(value) and (is_names(value) or pen_name)
