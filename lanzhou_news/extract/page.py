"""A decoded page, its one parse and its one reading, shared by everybody who looks at it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree

from lanzhou_news.extract.reading import Reading, read
from lanzhou_news.text.decode import Decoded

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff]")
_TAG_RUN = re.compile(r"(?:<[a-z]{1,10}\b[^<>]{0,200}>\s*){8,}+", re.I)
MAX_RUN = 200
"""Only an attack or a broken template opens so many elements in a row; libxml2 drops what is deeper than 2,048."""
MAX_COMMENTS = 2_000
"""With more comments than this all but the CMS's are removed: walking over them takes quadratic time in lxml."""
MAX_TAG = 20_000
"""Characters of one start tag; a longer one loses its attributes: libxml2 compares each with all before it."""
_LONG_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9]{{0,20}})\s[^<>]{{{MAX_TAG},}}")
_DOCUMENT_END = re.compile(r"</(?:html|body)\s*>", re.I)
"""Pages put together from included files close the document in the middle; libxml2 drops what stands behind."""


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
            text = _CONTROL.sub("", self.text)
            self._tree = parse(text)
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
    """Parse markup without control characters; never raises, never goes deeper than libxml2 does.

    >>> parse("<p>黄河").findtext(".//p")
    '黄河'
    """
    if text.count("<!--") > MAX_COMMENTS:
        text = _without_comments(text)
    if text.count("<") > 2000:
        text = _TAG_RUN.sub(lambda run: "<div>" if run[0].count("<") >= MAX_RUN else run[0], text)
    if len(text) > MAX_TAG:
        text = _LONG_TAG.sub(r"<\1 ", text)
    text = _DOCUMENT_END.sub("", text)
    parser = etree.HTMLParser(huge_tree=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError:
        root = None
    return root if root is not None else etree.Element("html")


def _without_comments(text: str) -> str:
    """Remove all comments but the CMS's markers, in linear time."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[at:start])
        if "enp" in text[start : start + 30] or "mpproperty" in text[start : start + 30]:
            kept.append(text[start : end + 3])
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)
