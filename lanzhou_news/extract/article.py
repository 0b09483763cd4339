"""Pages → :class:`RawArticle`: ask the profile's reader and the generic one, take the better, note differences."""

from __future__ import annotations

import re

from lanzhou_news.cms import SHAPES
from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract import around
from lanzhou_news.extract.body import find_body
from lanzhou_news.extract.meta import Meta, read_meta
from lanzhou_news.extract.outline import Outline, as_line
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import DateCandidate, Line, RawArticle
from lanzhou_news.extract.refuse import check_reading
from lanzhou_news.extract.title import anchors, find_title
from lanzhou_news.sites.base import SiteProfile

_KEYWORDS = re.compile(r"[,，;；、\s|]+")


def read_article(pages: list[Page], profile: SiteProfile | None) -> RawArticle:
    """Read all pages of one article into one raw article.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` when the first page holds none.

    >>> read_article([page], get("lanzhou")).extractor["body"]
    'founder-web-new'
    """
    raw = _read_page(pages[0], profile)
    for page in pages[1:]:
        try:
            following = _read_page(page, profile)
        except NotAnArticle as error:
            raw.disagreements.append(f"page {page.url or '?'} {error.reason}")
            continue
        _join(raw, following)
    return raw


def _join(raw: RawArticle, following: RawArticle) -> None:
    """Append a following page; one that holds the text so far (the full-text page) replaces it."""
    had = {line.text for line in raw.body if len(line.text) > 10}
    new = {line.text for line in following.body}
    if had and len(had & new) * 10 >= len(had) * 8:
        if len(following.body) >= len(raw.body):
            raw.body, raw.tail = following.body, following.tail
            raw.images = following.images if len(following.images) >= len(raw.images) else raw.images
        return
    raw.body += following.body
    seen = {image.url for image in raw.images}
    raw.images += [image for image in following.images if image.url not in seen]
    raw.tail = following.tail


def _read_page(page: Page, profile: SiteProfile | None) -> RawArticle:
    reading = page.reading
    check_reading(reading)
    meta = read_meta(reading, page.url)
    outline = _outline(page, profile, meta)
    if not outline.body:
        raise NotAnArticle("no-body", "no line of the page reads like an article")
    first, last = outline.body[0], outline.body[-1] + 1
    title = find_title(reading, meta, first)
    raw = RawArticle(
        title=outline.title, kicker=outline.kicker, subtitle=outline.subtitle, cms=outline.cms, meta=meta.values
    )
    title_row = outline.title_row
    if raw.title is None and title is not None:
        raw.title = Line(title.text)
        title_row = title.row
        raw.extractor["title"] = "generic"
    elif raw.title is not None:
        raw.extractor["title"] = outline.rule
        title_row = title_row if title_row is not None else title.row if title else None
    pictures, captions = around.images(reading, first, last, page.url)
    body = [index for index in outline.body if index not in captions and index != title_row]
    own = set(outline.body)
    raw.images = pictures
    raw.body = [as_line(reading, index) for index in body]
    raw.head = around.head_lines(reading, title_row, first, own)
    raw.tail = around.tail_lines(reading, last, own)
    raw.breadcrumb = around.breadcrumb(reading, first, raw.title.text if raw.title else "")
    raw.keywords = _keywords(outline.cms, meta)
    raw.canonical_url = meta.canonical_url
    raw.content_id = outline.cms.get("articleid") or outline.cms.get("paperarticleid")
    raw.dates = _dates(raw, outline, meta)
    raw.extractor["body"] = outline.rule
    return raw


def _outline(page: Page, profile: SiteProfile | None, meta: Meta) -> Outline:
    shapes = [name for template in profile.templates for name in template.shapes] if profile else list(SHAPES)
    for name in shapes:
        read = SHAPES.get(name)
        outline = read(page) if read else None
        if outline is not None and outline.body:
            return outline
    body = find_body(page.reading, anchors(page.reading, meta))
    return Outline("generic", body.rows if body else [], confidence=body.confidence if body else 0.0)


def _dates(raw: RawArticle, outline: Outline, meta: Meta) -> list[DateCandidate]:
    dates = [DateCandidate(outline.cms["date"], "cms")] if "date" in outline.cms else []
    order = {"json-ld": 0, "meta": 1}
    dates += sorted(meta.dates, key=lambda date: order.get(date.origin, 2))
    dates += [DateCandidate(line.text, "line") for line in raw.head if around.has_date(line.text)]
    dates += [DateCandidate(line.text, "line") for line in raw.tail if around.has_date(line.text)]
    return dates


def _keywords(cms: dict[str, str], meta: Meta) -> list[str]:
    text = cms.get("keyword") or meta.values.get("keywords") or ""
    return list(dict.fromkeys(word for word in _KEYWORDS.split(text) if word))
