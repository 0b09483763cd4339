"""A decoded page, its one parse and its one reading, shared by everybody who looks at it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree

from lanzhou_news.extract.reading import Reading
from lanzhou_news.extract.walk import read
from lanzhou_news.text.decode import Decoded

_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\r")))
_TAG_RUN = re.compile(rb"(?:<[a-z]{1,10}\b[^<>]{0,200}>\s*){8,}+", re.I)
MAX_RUN = 200
"""Only an attack or a broken template opens so many elements in a row; libxml2 drops what is deeper than 2,048."""
MAX_COMMENTS = 2_000
"""With more comments than this all but the CMS's are removed: walking over them takes quadratic time in lxml."""
MAX_TAG = 20_000
"""Bytes of one start tag; a longer one loses its attributes: libxml2 compares each with all before it."""
_LONG_TAG = re.compile(rb"<([a-zA-Z][a-zA-Z0-9]{0,20})\s[^<>]{%d,}" % MAX_TAG)
_DOCUMENT_END = re.compile(rb"</(?:html|body)\s*>", re.I)
"""Pages put together from included files close the document in the middle; libxml2 drops what stands behind."""
_PARSER = etree.HTMLParser(huge_tree=True, remove_pis=True, encoding="utf-8", collect_ids=False)
"""Making one costs a tenth of a parse; lxml lets no two threads into it at once."""


@dataclass(slots=True)
class Page:
    """Decoded text of one response; ``tree`` and ``reading`` are made on first use and kept.

    >>> Page("http://www.lzbs.com.cn/", decoded).reading.rows[0].text
    '首页'
    """

    url: str
    decoded: Decoded
    _tree: etree._Element | None = field(default=None, repr=False)
    _reading: Reading | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.decoded.text

    @property
    def tree(self) -> etree._Element:
        """Root element of the page; an empty ``html`` element when there is no markup at all."""
        if self._tree is None:
            self._tree = parse(self.text)
        return self._tree

    @property
    def reading(self) -> Reading:
        """The page as lines in boxes."""
        if self._reading is None:
            self._reading = read(self.tree)
        return self._reading

    def absolute(self, href: str) -> str | None:
        """An http(s) address of the page's own site or another, resolved against the page; None for anything else.

        >>> page.absolute("../images/a.jpg")
        'http://www.lzbs.com.cn/images/a.jpg'
        """
        try:
            url = urljoin(self.url, href.strip())
        except ValueError:
            return None
        return url if url.startswith(("http://", "https://")) else None


def parse(text: str) -> etree._Element:
    """Parse markup without its control characters; never raises, never goes deeper than libxml2 does.

    >>> parse("<p>黄\x08河").findtext(".//p")
    '黄河'
    """
    if "\ufeff" in text:  # a byte order mark in the middle
        text = text.replace("\ufeff", "")
    data = text.encode("utf-8", "ignore").translate(None, _CONTROL)
    if data.count(b"<") > MAX_COMMENTS:  # nearly no page: the patterns below would cost more than the parse
        if data.count(b"<!--") > MAX_COMMENTS:
            data = _without_comments(data)
        data = _TAG_RUN.sub(lambda run: b"<div>" if run[0].count(b"<") >= MAX_RUN else run[0], data)
    if _may_hold_long_tag(data):
        data = _LONG_TAG.sub(rb"<\1 ", data)
    data = _DOCUMENT_END.sub(b"", data)
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError:
        root = None
    return root if root is not None else etree.Element("html")


def _may_hold_long_tag(data: bytes) -> bool:
    """Is there a stretch without markup that is long enough? Then one of these blocks has none."""
    half = MAX_TAG // 2
    return any(data.find(b"<", at, at + half) < 0 for at in range(0, len(data) - half + 1, half))


def _without_comments(data: bytes) -> bytes:
    """Remove all comments but the CMS's markers, in linear time."""
    kept, at = [], 0
    while (start := data.find(b"<!--", at)) >= 0:
        end = data.find(b"-->", start + 4)
        if end < 0:
            break
        kept.append(data[at:start])
        if b"enp" in data[start : start + 30] or b"mpproperty" in data[start : start + 30]:
            kept.append(data[start : end + 3])
        at = end + 3
    kept.append(data[at:])
    return b"".join(kept)
