"""Where is the text? The run of lines that reads like an article, judged by density, punctuation and place.

Method: every line gets a score – sentences score their length, links and short lines outside the text's own box cost –
and the run of lines with the highest sum is the body (maximum-sum segment, one pass over the lines).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lanzhou_news.extract.reading import Reading, Row

LINE_CAP = 240
"""A line counts at most this many characters: one huge line must not outweigh a page of paragraphs."""

GOOD_HINT = re.compile(
    r"artibody|article[-_]?(?:body|content|text|con\b|cont\b|detail)|post[-_]?(?:body|content|text|con)|entry[-_]?content"
    r"|news[-_]?(?:body|content|text|detail|con\b)|trs_editor|trs_preappend|rm_txt_con|content[-_]?(?:area|text|main|body|box)"
    r"|main[-_]?content|detail[-_]?(?:content|body|text)|left_zw|js_content|rich_media_content|endtext|cont(?:ent)?txt"
    r"|\bozoom\b|\bzoom\b|\bp-detail\b|\bucap-content\b|\bview\b|\bartical|\barticle\b|\btext\b|\bcontent\b|fontzoom|l17\b"
)
"""class/id words of body containers on Chinese sites and CMSs.

新浪 artibody, 网易 endText/post_body, 搜狐 fontzoom, 人民网 rm_txt_con, 中新网 left_zw, 新华网 p-detail,
微信 js_content, TRS trs_editor, 政府网 ucap-content, WordPress entry-content."""
BAD_HINT = re.compile(
    r"comment|reply|review|footer|\bfoot|copyright|sidebar|side[-_]?(?:bar|box|nav)|aside|related|relat|recommend|\bnav|menu"
    r"|breadcrumb|crumb|\bhot|rank|share|\btop(?:bar|nav|ic)?\b|banner|advert|\bads?\b|\blogin|\bpage(?:r|s|bar|nav)?\b|links?\b"
    r"|tool(?:bar|s)?\b|\btags?\b|pinglun|xgxw|xgwz|tuijian|paihang|disclaimer|statement|promo|widget|qrcode|subscribe"
)
"""class/id words of furniture."""

_SENTENCE = re.compile(r"[，。！？；：、,;!?…”]")
_PARAGRAPH_TAGS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "dd", "dt", "figcaption", "figure",
    "center",
})  # fmt: skip


@dataclass(slots=True)
class Body:
    """A found run of lines."""

    first: int
    last: int
    """Index after the last line."""
    rows: list[int]
    """The run's lines without the furniture inside it."""
    score: float
    confidence: float


def holder(reading: Reading, box: int) -> int:
    """The box that holds a line's paragraphs: its first ancestor that is not itself a paragraph."""
    boxes = reading.boxes
    while box >= 0 and boxes[box].tag in _PARAGRAPH_TAGS and boxes[box].parent >= 0:
        box = boxes[box].parent
    return box


def worth(row: Row) -> float:
    """How much of a sentence a line is: plain characters, weighted by punctuation; 0 for links and labels.

    >>> worth(Row("首页", 0, linked=2))
    0.0
    """
    size = len(row.text)
    plain = size - row.linked
    if plain * 2 < size or plain < 8:
        return 0.0
    marks = len(_SENTENCE.findall(row.text))
    if not marks:
        return 0.0 if plain < 30 else plain * 0.3
    return min(plain, LINE_CAP) * min(1.0, 0.5 + marks * 20 / size)


def box_factors(reading: Reading) -> list[float]:
    """Factor per box: what its own and its ancestors' names promise (below 1 for furniture, 0 for hidden)."""
    factors: list[float] = []
    for box in reading.boxes:
        factor = factors[box.parent] if box.parent >= 0 else 1.0
        if box.hidden:
            factor = 0.0
        elif box.tag in ("footer", "nav", "aside"):
            factor = min(factor, 0.1)
        elif box.hint and box.tag not in ("body", "html"):
            if GOOD_HINT.search(box.hint):
                factor = max(factor, 1.0) * 1.15 if factor >= 0.5 else factor
            elif BAD_HINT.search(box.hint):
                factor = min(factor, 0.2)
        factors.append(min(factor, 1.6))
    return factors


def find_body(reading: Reading) -> Body | None:
    """The main text, or None when no line of the page reads like one.

    >>> find_body(page.reading).rows[:2]
    [14, 15]
    """
    rows = reading.rows
    if not rows:
        return None
    factors = box_factors(reading)
    value = [worth(row) * factors[row.box] for row in rows]
    holders = [holder(reading, row.box) for row in rows]
    mass: dict[int, float] = {}
    for index, box in enumerate(holders):
        if value[index]:
            mass[box] = mass.get(box, 0.0) + value[index]
    if not mass:
        return None
    heaviest = max(mass.values())
    scores = [
        _score(row, value[i], mass.get(holders[i], 0.0) / heaviest, factors[row.box]) for i, row in enumerate(rows)
    ]
    first, last, total = _best_run(scores)
    kept = [i for i in range(first, last) if value[i] > 0 or mass.get(holders[i], 0.0) >= 0.1 * heaviest]
    kept = [i for i in kept if rows[i].linked * 2 < len(rows[i].text) or rows[i].links < 2]
    inside = sum(value[first:last])
    share = inside / (sum(value) or 1.0)
    confidence = min(1.0, inside / 400) * share
    return Body(first, last, kept, total, confidence)


def _score(row: Row, value: float, affinity: float, factor: float) -> float:
    if value > 0:
        return value if affinity >= 0.05 else value - 15
    size = len(row.text)
    linked = row.linked / size
    if linked >= 0.5:
        return -30.0 if affinity < 0.3 else -12.0
    if factor < 0.5:
        return -40.0
    return 1.0 if affinity >= 0.3 else -18.0


def _best_run(scores: list[float]) -> tuple[int, int, float]:
    best, best_span = float("-inf"), (0, 0)
    total, start = 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += score
        if total > best:
            best, best_span = total, (start, index + 1)
    return *best_span, best
