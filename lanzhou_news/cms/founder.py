"""Founder enp / 翔宇: city newspapers' web pages (old and new) and e-papers (SITE_FACTS, section 2).

The property comment is not well-formed XML: it is read by tag-pair search in the raw text. The body is whatever stands
between the ``enpcontent`` comments, in ``founder-content`` or in ``#ozoom``.
"""

from __future__ import annotations

import html
import re

from lanzhou_news.cms.epaper import print_area
from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract.outline import Outline
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.page_title import key
from lanzhou_news.extract.raw import Line
from lanzhou_news.extract.reading import Reading, collapse
from lanzhou_news.extract.vocabulary import is_meta_line

MAX_PROPERTY = 50_000
"""Longest property comment read; real ones have up to some 3,000 characters."""

_TAG = re.compile(r"<([a-zA-Z][\w-]{0,40})>")
MAX_VALUE = 5_000
"""Longest value; longer ones are a tag that was never closed."""
_MARKUP = re.compile(r"<[^<>]{0,500}>")
_NOTHING = frozenset(("", "null", "NULL", "undefined", "None"))
_LEAK = re.compile(r"\s*(?:(?:19|20)\d{2}-\d{2}-\d{2}\b.{0,1000}?)?(?:\S{0,40})/(?:enp|mp)property(?:--)?>?\s*$")
"""End of a property comment that has leaked into the visible text (SITE_FACTS, section 2)."""
_TITLES = (
    ("title", "title", ("title",)),
    ("kicker", "introtitle", ("pretitle", "introtitle")),
    ("subtitle", "subtitle", ("subtitle",)),
)
"""Field of the outline, property of the comment, class or id of the visible line."""
_TITLE_WORDS = frozenset(word for _, _, words in _TITLES for word in words)
_ADVERT = re.compile(r"\W*(?:公益|形象|商业|分类|整版|通栏)?广告\W*.{0,12}|\W*(?:无标题|空白|遗失声明)\W*")
"""Titles of adverts in e-papers: the CMS needs one for every area of a page."""
_CAPTION = re.compile(r"[。！？]|[一-鿿]\s?摄(?![影像])|图为")
MOST_ABOVE = 4
"""Lines of a marked body among which a headline may stand: 引题, headline, 副题."""
_CONTENT = re.compile(r"^\s*(/?)\s*enpcontent\s*$", re.I)


def properties(text: str) -> tuple[dict[str, str], str]:
    """Read the property comment of a page: (tag → value, ``enp`` or ``mp``); ({}, "") when there is none.

    Empty values and ``null`` are left out; a value's own markup and entities are removed.

    >>> properties("<!--enpproperty <articleid>183736</articleid><author></author>/enpproperty-->")
    ({'articleid': '183736'}, 'enp')
    """
    kind, at = "enp", text.find("enpproperty")
    if at < 0:
        kind, at = "mp", text.find("mpproperty")
        if at < 0:
            return {}, ""
    at += len(kind) + len("property")
    close = text.find(f"/{kind}property", at)
    end = close if 0 <= close - at <= MAX_PROPERTY else min(len(text), at + MAX_PROPERTY)
    found: dict[str, str] = {}
    while match := _TAG.search(text, at, end):
        at = match.end()
        stop = text.find(f"</{match[1]}>", at, min(end, at + MAX_VALUE))
        if stop < 0:
            continue
        raw, at = text[at:stop], stop
        if "<" in raw or "&" in raw:
            raw = html.unescape(_MARKUP.sub("", raw))
        value = collapse(raw)
        if value not in _NOTHING:
            found.setdefault(match[1].lower().removeprefix("founder-"), value)
    return found, kind


def read_founder(page: Page) -> Outline | None:
    """Outline of a Founder page, or None when the page has none of the CMS's markers."""
    reading = page.reading
    cms, kind = properties(page.text) if "property" in page.text else ({}, "")
    span = _body_span(reading)
    if span is None or (not cms and kind == "" and not _marked(reading)):
        return None
    first, last, marker = span
    rule = _generation(cms, kind, marker, reading)
    for line in reading.rows[first : last + 1]:
        if "property" in line.text:
            line.text = _LEAK.sub("", line.text)
    body = [i for i in range(first, last) if reading.rows[i].text]
    outline = Outline(rule, body, cms=cms, confidence=0.95 if body else 0.0)
    titles = _title_rows(reading)
    for field_name, tag, ids in _TITLES:
        value = cms.get(tag)
        row = min((titles[name] for name in ids if name in titles), default=None)
        if value is None and row is not None and row < first:
            value = reading.rows[row].text
        if value:
            setattr(outline, field_name, Line(value))
        if field_name == "title" and row is not None:
            outline.title_row = row
    if outline.title is not None:
        _cut_headline(reading, outline, outline.title.text)
    if rule == "founder-epaper":
        if not body:
            _refuse_empty(reading, outline, first)
        outline.print_area = print_area(page, cms, first)
    return outline


def _cut_headline(reading: Reading, outline: Outline, title: str) -> None:
    """Take headline and meta line out of a body whose opening comment stands above them."""
    printed = key(title)
    for at, index in enumerate(outline.body[:MOST_ABOVE]):
        if printed and key(reading.rows[index].text) == printed:
            below = outline.body[at + 1 :]
            while below and is_meta_line(reading.rows[below[0]].text):
                below = below[1:]
            if below:
                outline.body, outline.title_row = below, index
            return


def _refuse_empty(reading: Reading, outline: Outline, first: int) -> None:
    """An article page of an e-paper without text is an advert, unless captions of a photo page stand above.

    Raises :class:`~lanzhou_news.errors.NotAnArticle`: ``advert``, or ``no-body`` for a page with a headline of its own.
    """
    title = outline.title.text if outline.title else ""
    if not title or _ADVERT.fullmatch(title):
        raise NotAnArticle("advert", f"no text, titled {title[:40]}" if title else "no text and no title")
    above = reading.rows[0 if outline.title_row is None else outline.title_row + 1 : first]
    if not any(_CAPTION.search(row.text) for row in above):
        raise NotAnArticle("no-body", "the text area of the page is empty")


def _body_span(reading: Reading) -> tuple[int, int, str] | None:
    """(first line, line after the last, marker) of the marked body."""
    starts = [at for at, text in reading.marks if (m := _CONTENT.match(text)) and not m[1]]
    ends = [at for at, text in reading.marks if (m := _CONTENT.match(text)) and m[1]]
    if starts:
        first = min(starts)
        after = [at for at in ends if at >= first]
        if after:
            return first, max(after), "comment"
    for name in ("founder-content", "ozoom"):
        for box in reading.boxes:
            if box.tag == name or (name in box.hint and name in box.hint.split()):
                return box.first, box.last, name
    if starts:  # the closing comment is missing: the text ends with the box that holds its first line
        first = min(starts)
        holder = next((b for b in reversed(reading.boxes) if b.first <= first < b.last and b.last - b.first > 1), None)
        return first, holder.last if holder else len(reading.rows), "open-comment"
    return None


def _marked(reading: Reading) -> bool:
    return any(_CONTENT.match(text) for _, text in reading.marks) or any(
        box.tag == "founder-content" for box in reading.boxes
    )


def _generation(cms: dict[str, str], kind: str, marker: str, reading: Reading) -> str:
    if kind == "mp" or marker in ("founder-content", "ozoom") or "paperarticleid" in cms or "pagenum" in cms:
        return "founder-epaper"
    property_at = next((at for at, text in reading.marks if "enpproperty" in text), None)
    content_at = next((at for at, text in reading.marks if _CONTENT.match(text)), None)
    if property_at is not None and content_at is not None and property_at <= content_at:
        return "founder-web-old"
    return "founder-web-new"


def _title_rows(reading: Reading) -> dict[str, int]:
    """First line of the first box of each class or id that marks a headline."""
    found: dict[str, int] = {}
    for box in reading.boxes:
        if "title" in box.hint and box.last > box.first:
            for name in box.hint.split():
                if name in _TITLE_WORDS:
                    found.setdefault(name, box.first)
    return found
