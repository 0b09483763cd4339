"""What is no article: bytes that are no text, pages that are no news."""

from __future__ import annotations

import re

from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.reading import Reading

MAX_CHARACTERS = 12_000_000
"""Longest page read. The largest real news page seen has 0.4 million characters; 12 million take under 3 s to parse."""

_MAGIC = (
    ("\x89PNG", "png"), ("GIF8", "gif"), ("%PDF-", "pdf"), ("PK\x03\x04", "zip"), ("\x1f\x8b", "gzip"),
    ("RIFF", "riff"), ("JFIF", "jpeg"), ("\x00\x00\x00", "binary"), ("Rar!", "rar"), ("ID3", "mp3"),
)  # fmt: skip

_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")


def check_text(page: Page) -> None:
    """Refuse empty, oversized and binary input before it is parsed.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` (``empty``, ``too-large``, ``binary``).
    """
    text = page.text
    if len(text) > MAX_CHARACTERS:
        raise NotAnArticle("too-large", f"{len(text):,} characters, the limit is {MAX_CHARACTERS:,}")
    start = text[:4096]
    if not start.strip("\x00\ufeff \t\r\n\x0b\x0c\u3000\xa0") and not text.strip("\x00\ufeff \t\r\n\x0b\x0c\u3000\xa0"):
        raise NotAnArticle("empty", f"{len(text)} characters, none of them visible")
    for magic, name in _MAGIC:
        if magic in start[:16]:
            raise NotAnArticle("binary", f"starts like a {name} file")
    odd = len(_ODD.findall(start))
    if odd * 10 > len(start):
        raise NotAnArticle("binary", f"{odd} of the first {len(start)} characters are no text")


def check_reading(reading: Reading) -> None:
    """Refuse a page without any visible line."""
    if not reading.rows:
        raise NotAnArticle("no-body", "the page has no visible text")
