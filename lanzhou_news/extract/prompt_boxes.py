"""Small boxes between the paragraphs that are no text: a lawyer's card, an app, a poll, what a share costs."""

from __future__ import annotations

import re

from lanzhou_news.extract.both_scripts import in_both
from lanzhou_news.extract.reading import Box, Reading

LONGEST_BUTTON = 14
"""Characters of the link that the box is there for."""
MOST_LINES, MOST_CHARACTERS = 8, 160
"""Of such a box."""
_BOXES = frozenset(("div", "section", "dl", "table"))
_BUTTON = in_both(
    r"(?:立即|在线|免费|马上|点击|我要|一键|快速|预约|电话|微信)(?:咨询|提问|下载|订阅|报名|领取|预约|挂号|询价|开通|试听|试用|关注|体验)"
    r"|向(?:医生|律师|专家|老师)(?:提问|咨询)|问(?:医生|律师|专家)"
)
_STOCK = re.compile("stock|quote|gupiao|hangqing")
_FIGURE = re.compile(r"[+\-]?\d[\d.,]*%?|[A-Z*]{0,3}[\w ]{2,8}")
"""A price, a change, a code, the name of a share."""
_TOLD = re.compile("。[”」』]?$")


def without_prompts(reading: Reading, body: list[int]) -> list[int]:
    """The text without the lines of small boxes around a link like 立即咨询, no line of which ends like a sentence.

    >>> without_prompts(page.reading, [14, 15, 16, 19])
    [14, 15, 19]
    """
    rows, boxes = reading.rows, reading.boxes
    gone = _polls(reading, body) | _quotes(reading, body)
    for index in range(body[0] + 1, body[-1]) if body else ():
        row = rows[index]
        if not row.links or len(row.text) > 2 * LONGEST_BUTTON or row.linked > LONGEST_BUTTON:
            continue
        if _BUTTON.search(row.text) is None:
            continue
        number = row.box
        while number > 0 and boxes[number].tag not in _BOXES:
            number = boxes[number].parent
        first, last = boxes[number].first, boxes[number].last
        inside = rows[first:last]
        small = 1 < last - first <= MOST_LINES and sum(len(one.text) for one in inside) <= MOST_CHARACTERS
        if small and first > body[0] and last <= body[-1] and not any(_TOLD.search(one.text) for one in inside):
            gone.update(range(first, last))
    return [index for index in body if index not in gone] if gone else body


def _polls(reading: Reading, body: list[int]) -> set[int]:
    """Lines of small forms with buttons to choose from: question and answers of a poll."""
    gone: set[int] = set()
    for box in reading.boxes:
        if box.tag != "form" or not body or not body[0] < box.first < box.last <= body[-1]:
            continue
        if box.last - box.first <= MOST_LINES and _asks(box):
            gone.update(range(box.first, box.last))
    return gone


def _quotes(reading: Reading, body: list[int]) -> set[int]:
    """Lines of small boxes that show what a share costs: 金城股份 600001 12.30 +1.24%."""
    gone: set[int] = set()
    for box in reading.boxes:
        if _STOCK.search(box.hint) is None or not body or not body[0] < box.first < box.last <= body[-1]:
            continue
        texts = [row.text for row in reading.rows[box.first : box.last]]
        if len(texts) <= MOST_LINES and all(map(_FIGURE.fullmatch, texts)) and any("." in text for text in texts):
            gone.update(range(box.first, box.last))
    return gone


def _asks(box: Box) -> bool:
    return any(choice.get("type") in ("radio", "checkbox") for choice in box.element.iter("input"))
