"""What a line counts for: sentences their length, links, labels and notices less than nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from lanzhou_news.extract.cut_off import is_stamp
from lanzhou_news.extract.reading import Row
from lanzhou_news.extract.short_lines import is_attachment, is_linked_sentence
from lanzhou_news.extract.vocabulary import (
    LABELLED_ENTRY,
    MAX_FOOTER,
    MAX_STOP,
    is_border,
    is_meta_line,
    is_notice,
)

LINE_CAP = 240
"""A line counts at most this many characters: one huge line must not outweigh a page of paragraphs."""
_SENTENCE = re.compile(r"[，。！？；：、,;!?…”]")
_LABELLED_VALUE = re.compile(r"[^：:，。！？；,;!?…”]{1,8}[：:][^，。！？；,;!?…”]+")
MAX_LABELLED = 60
"""Characters of labels and their values, 开户行：…, 地址：… 电话：…, which are less than a sentence."""
NOTICE_SCORE = -80.0
STAMP_SCORE = -10.0
"""Of 发布时间：… inside the text's own box: it is no text, yet sets less than a sentence apart."""
SENTENCE_ENDS = frozenset("。！？!?…”’）)；;：:.")
"""Last characters of sentences: a line outside the text's box that has none costs more."""
STOP_SCORE = -1e9
"""No run of lines crosses a border."""


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
    if marks and size < MAX_LABELLED and _LABELLED_VALUE.fullmatch(row.text):
        return min(plain, LINE_CAP) * 0.4
    if not marks:
        return 0.0 if plain < 30 else min(plain, LINE_CAP) * 0.3
    return min(plain, LINE_CAP) * min(1.0, 0.5 + marks * 20 / size) * (1.0 - 1.5 * row.linked / size)


def line_score(row: Row, value: float, affinity: float, bad: bool, cell: bool) -> float:
    """What a line adds to a run of lines; ``STOP_SCORE`` for one that no run crosses.

    ``value`` is its :func:`worth`, ``affinity`` how much of the text its box holds (0 to 1), ``bad`` says that the box
    is furniture, ``cell`` that the line stands in a table of data.
    """
    text = row.text
    fixed = fixed_score(text)
    if fixed == STOP_SCORE and not (bad and affinity >= 0.5):  # a card with other stories inside the text's box
        return STOP_SCORE
    if bad:
        return -25.0 if affinity < 0.5 else -8.0
    size = len(text)
    if fixed is not None:
        return STAMP_SCORE if fixed == NOTICE_SCORE and affinity >= 0.3 and is_stamp(text) else fixed
    if value > 0:
        if affinity < 0.3 and size <= MAX_STOP and (LABELLED_ENTRY.match(text) or _LABELLED_VALUE.fullmatch(text)):
            return -18.0
        return value if affinity >= 0.05 else value - (15 if text[-1] in SENTENCE_ENDS else 25)
    if cell and affinity >= 0.3:
        return 1.0
    if row.linked * 2 >= size:
        if affinity < 0.3:
            return -30.0
        if is_attachment(text):
            return 1.0
        return -12.0 if size - row.linked < 25 and not is_linked_sentence(row) else -5.0
    return 1.0 if affinity >= 0.3 else -18.0


@lru_cache(maxsize=4096)
def fixed_score(text: str) -> float | None:
    """Score that a line has wherever it stands: of borders, meta lines and legal notices. Cached for menus."""
    if len(text) <= MAX_FOOTER and is_border(text):
        return STOP_SCORE
    notice = is_meta_line(text) or (len(text) > 20 and is_notice(text))
    return NOTICE_SCORE if notice else None
