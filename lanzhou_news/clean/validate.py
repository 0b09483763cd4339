"""Step 8: assemble the record and hold it against its contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.identity import identify
from lanzhou_news.errors import InvalidArticle, NotAnArticle
from lanzhou_news.extract.raw import RawImage
from lanzhou_news.items import Article, Image, Print
from lanzhou_news.record import from_json, to_json_line
from lanzhou_news.text.credits import split_caption
from lanzhou_news.text.fingerprint import content_hash

SHOWN = 80
"""Characters of the credits of a page without text that its refusal shows."""


def run(draft: Draft) -> None:
    """Assemble the article from the cleaned lines, then check it.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` when credits and notices were all that the page had, and
    :class:`~lanzhou_news.errors.InvalidArticle` with every problem found; the crawl quarantines such pages.
    """
    assemble(draft)
    article = draft.article
    if not article.body and not article.images and article.status == "live":
        taken = (article.byline_raw, article.source_raw, article.editor_raw, article.copyright_raw)
        seen = " ".join(text for text in taken if text).replace("\n", " ")
        raise NotAnArticle("no-body", f"nothing but credits and notices: {seen[:SHOWN]}" if seen else "no line is text")
    if found := problems(draft.article):
        raise InvalidArticle(found)


def assemble(draft: Draft) -> None:
    """Move what the steps left in ``draft.raw`` into the record's fields."""
    article, raw, first = draft.article, draft.raw, draft.fetched[0]
    article.title = raw.title.text or None if raw.title else None
    article.subtitle = raw.subtitle.text or None if raw.subtitle else None
    article.kicker = raw.kicker.text or None if raw.kicker else None
    article.body = "\n".join(line.text for line in raw.body if line.text)
    article.images = [image for image in map(_image, raw.images) if image.url]
    article.keywords = [word for word in raw.keywords if word]
    article.content_hash = content_hash(article.title, article.body)
    identity = identify(first.url, draft.profile, raw, article.content_hash)
    article.id, article.url = identity.id, first.url or None
    article.canonical_url, article.site = identity.canonical_url, identity.site
    article.section = ">".join(part for part in raw.breadcrumb if part) or identity.section
    article.print = _print({**raw.print_area, **draft.printed})
    if article.print and article.published_at and article.published_at[:10] != article.print.issue_date:
        draft.note("dates", "issue-date-conflict", before=article.published_raw, after=article.print.issue_date)
    article.extractor = {**raw.extractor, **article.extractor}
    article.http_status = first.status
    article.fetched_at = utc(first.fetched_at) if first.fetched_at else None
    for disagreement in raw.disagreements:
        draft.note("extract", "readers-disagree", before=disagreement)


def utc(when: datetime) -> str:
    """An aware or (Asia/Shanghai) naive time as the record writes it.

    >>> utc(datetime(2025, 1, 3, 8, 0))
    '2025-01-03T00:00:00Z'
    """
    when = when - timedelta(hours=8) if when.tzinfo is None else when.astimezone(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def problems(article: Article) -> list[str]:
    """Every way in which an article breaks the record's contract; empty when it is sound.

    >>> problems(Article(id="x", content_hash="0" * 64, body="正文"))
    []
    """
    found = []
    if not article.body and not article.images and article.status == "live":
        found.append("body: empty, and there is no picture either")
    if (article.published_at is None) != (article.published_precision is None):
        found.append("published_precision: must be known exactly when published_at is")
    if any("\n" in name for name in (article.title or "", article.source or "")):
        found.append("title, source: must be one line")
    try:
        from_json(to_json_line(article))
    except InvalidArticle as error:
        found.extend(error.problems)
    return found


def _image(raw_image: RawImage) -> Image:
    caption, credit = split_caption(raw_image.caption.text) if raw_image.caption else (None, None)
    return Image(raw_image.url, caption or None, credit or None, raw_image.width, raw_image.height)


def _print(area: Mapping[str, str]) -> Print | None:
    """Where it stood in print; None unless the page names both paper and day."""
    known = {name: value for name, value in area.items() if value}
    return Print(**known) if {"paper", "issue_date"} <= known.keys() else None
