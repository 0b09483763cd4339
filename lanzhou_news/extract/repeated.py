"""What a page prints twice inside its text: abstracts, copies, tables of contents."""

from __future__ import annotations

import re

from lanzhou_news.extract.boxes import UNFOLD
from lanzhou_news.extract.reading import Reading, Row


def once(reading: Reading, body: list[int]) -> list[int]:
    """Lines without bullets that stand alone and what a page prints twice: abstracts, copies."""
    rows = reading.rows
    seen: set[str] = set()
    kept = []
    if len(body) > 1:
        abstract = _ABSTRACT.sub("", _CUT_OFF.sub("", rows[body[0]].text))
        opened = any(rows[index].text.startswith(abstract) for index in body[1:4])
        if len(abstract) >= MIN_ABSTRACT and (opened or _runs_on(abstract, [rows[index].text for index in body[1:6]])):
            body = body[1:]
    body = _without_contents(rows, body)
    for index in body:
        text = rows[index].text
        if text[:1] in _UNFOLDS and len(text) <= LONGEST_UNFOLD and UNFOLD.fullmatch(text):
            continue
        if text not in BULLETS and (len(text) < MIN_REPEATED or text not in seen):
            kept.append(index)
        seen.add(text)
    return kept


def _runs_on(abstract: str, below: list[str]) -> bool:
    """Is an abstract the beginning of the lines below, several of them joined?"""
    return "".join("".join(below).split()).startswith("".join(abstract.split()))


def _without_contents(rows: list[Row], body: list[int]) -> list[int]:
    """The text without a table of contents: 目录 and the lines below it that are printed again as headings."""
    start = next((at for at, index in enumerate(body) if rows[index].text.strip("【】[]：:") in _CONTENTS), None)
    if start is None:
        return body
    last = start + 1
    while any(rows[body[last]].text == rows[index].text for index in body[last + 1 :]):
        last += 1
    return body[:start] + body[last:] if last > start + 1 else body


_CONTENTS = frozenset(("目录", "目 录", "文章目录", "本文目录", "内容目录", "内容导航"))
_CUT_OFF = re.compile(r"[\s。，；]*(?:\.{3,}|…+|[。，；])$")
_ABSTRACT = re.compile(r"^[【\[]?(?:摘\s?要|导\s?[读语]|核心提示|(?:内容)?(?:提要|摘要|简介))[】\]]?\s*[:：]\s*")
MIN_ABSTRACT = 15
"""Characters of the shortest abstract."""
_UNFOLDS, LONGEST_UNFOLD = frozenset("点展显查阅"), 12
"""First characters and length of the control that folds a text away."""
BULLETS = frozenset("·•●○■□◆◇▪►▶★☆|")
MIN_REPEATED = 40
"""Characters. Shorter lines may be said twice: refrains, questions, cells of tables."""
