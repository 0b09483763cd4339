"""Text without markup: first line the headline, if it looks like one, then paragraphs."""

from __future__ import annotations

import re

from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract.raw import Line, RawArticle

_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|table|span|a|td|meta|title|script|article|h[1-6]|font)\b", re.I
)
_HAN = re.compile("[\u3400-\u9fff]")
_ENDS_SENTENCE = re.compile(r"[。；;，,：:]$")
MIN_HAN = 15
"""A shorter text is a message, no article."""
MAX_HEADLINE = 120
"""Longest first line taken as a headline (引题 and headline run together on mirror copies)."""


def is_plain(text: str) -> bool:
    """Has this text no HTML markup at all?

    >>> is_plain("标题\\n正文 a < b。")
    True
    """
    return "<" not in text or _TAG.search(text) is None


def read_plain(text: str) -> RawArticle:
    """Lines of a plain text as an article; the edges are left to the steps that know credits and boilerplate.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` (``no-body``) for text that is hardly Chinese: JSON, logs, noise.

    >>> read_plain("黄河岸边添新绿\\n清晨，黄河……").title.text
    '黄河岸边添新绿'
    """
    lines = [" ".join(line.split()) for line in text.replace("\ufeff", "").splitlines()]
    lines = [line for line in lines if line]
    han = len(_HAN.findall(text))
    if han < MIN_HAN or han * 10 < len(text):
        raise NotAnArticle("no-body", f"{han} Chinese characters in a text of {len(text)}")
    raw = RawArticle(extractor={"body": "plain-text"})
    if len(lines) > 1 and len(_HAN.findall(lines[0])) <= MAX_HEADLINE and not _ENDS_SENTENCE.search(lines[0]):
        raw.title = Line(lines.pop(0))
        raw.extractor["title"] = "plain-text"
    raw.body = [Line(line) for line in lines]
    return raw
