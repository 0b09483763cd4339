"""Pages → :class:`RawArticle`: ask the profile's reader and the generic one, take the better, note differences."""

from __future__ import annotations

import re
from datetime import date

from lanzhou_news.cms import SELF_EVIDENT, SHAPES
from lanzhou_news.cms.containers import box_rows, known_container
from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract import around
from lanzhou_news.extract.body import Body, find_body
from lanzhou_news.extract.breadcrumb import breadcrumb
from lanzhou_news.extract.cut_off import before_staff, behind_headline, without_list_heading, without_posted
from lanzhou_news.extract.deck import find_deck
from lanzhou_news.extract.meta import Meta, read_meta
from lanzhou_news.extract.outline import Outline, as_line
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.page_title import key
from lanzhou_news.extract.pictures import images
from lanzhou_news.extract.prompt_boxes import without_prompts
from lanzhou_news.extract.raw import DateCandidate, Line, RawArticle
from lanzhou_news.extract.reading import Reading
from lanzhou_news.extract.refuse import check_article, check_list, check_no_body
from lanzhou_news.extract.repeated import once
from lanzhou_news.extract.selected import read_selected
from lanzhou_news.extract.state import from_scripts, told_by_scripts, wechat
from lanzhou_news.extract.telnet_post import read_post
from lanzhou_news.extract.title import Title, anchors, find_title
from lanzhou_news.sites.base import SiteProfile, Template

AGREE = 0.8
"""Share of text (Dice) from which profile and generic reader are said to agree: edges may differ."""
POOR = 60.0
"""Sum of line scores below which data in the page's scripts is asked for the text: one or two sentences."""
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
    if profile is None and (post := read_post(page)) is not None:
        return post
    reading = page.reading
    meta = read_meta(reading, page.url, wechat(page))
    title_rows = anchors(reading, meta)
    generic = find_body(reading, title_rows)
    outline = _by_profile(page, profile) or _generic(reading, generic)
    if not outline.body or (outline.rule == "generic" and generic is not None and generic.score < POOR):
        drawn = from_scripts(page)
        if drawn is not None and drawn.reading.rows:
            raw = _read_page(drawn, None)
            raw.extractor["body"] = "script-state"
            return raw
    if not outline.body:
        check_no_body(page)
    outline.body = without_prompts(reading, without_posted(reading, outline.body))
    if outline.rule.startswith("generic"):
        outline.body = before_staff(reading, outline.body)
    first, last = outline.body[0], outline.body[-1] + 1
    title = find_title(reading, meta, first)
    raw = RawArticle(cms=outline.cms, meta=meta.values)
    title_row, deck = _headline(raw, reading, outline, title, first)
    pictures, captions = images(page, first, last, raw.title.text if raw.title else "")
    apart = captions | deck | {title_row}
    body = [index for index in without_list_heading(reading, outline.body) if index not in apart]
    own = set(outline.body)
    raw.images = pictures
    raw.body = [as_line(reading, index) for index in once(reading, body)]
    printed = {line.text for line in (raw.title, raw.kicker, raw.subtitle) if line is not None}
    above = around.head_lines(reading, title_row, first, own, title_rows)
    raw.head = [line for line in above if line.text not in printed]
    early, late = around.lost_lines(reading, first, last, own | captions | {title_row or -1})
    if raw.title is not None and title_row is not None:
        raw.head += [Line(rest)] if (rest := behind_headline(raw.title.text, reading.rows[title_row].text)) else []
    raw.head += early
    raw.tail = late + around.tail_lines(reading, last, own)
    raw.breadcrumb = breadcrumb(reading, first, raw.title.text if raw.title else "", meta.values)
    raw.keywords = _keywords(outline.cms, meta, raw.title.text if raw.title else "")
    raw.canonical_url = meta.canonical_url
    raw.content_id = outline.cms.get("articleid") or outline.cms.get("paperarticleid")
    raw.print_area = outline.print_area
    raw.dates = _dates(raw, outline, meta)
    if not raw.dates and raw.title is not None and (told := told_by_scripts(page, raw.title.text)):
        raw.dates.append(DateCandidate(told["pubdate"], "meta"))
        raw.meta.setdefault("state:source", told["state:source"])
    raw.extractor["body"] = outline.rule
    raw.disagreements = _disagreements(reading, outline, generic, title)
    if outline.rule.startswith("generic"):
        check_list(reading, outline.body)
    check_article(page, raw)
    return raw


def _headline(
    raw: RawArticle, reading: Reading, outline: Outline, title: Title | None, first: int
) -> tuple[int | None, set[int]]:
    """Fill title, 引题 and 副题; (line of the title, lines of the other two)."""
    raw.title, raw.kicker, raw.subtitle = outline.title, outline.kicker, outline.subtitle
    row = outline.title_row
    if raw.title is not None:
        raw.extractor["title"] = outline.rule
        row = row if row is not None else title.row if title else None
    elif title is not None:
        raw.title, row = Line(title.text), title.row
        raw.extractor["title"] = "generic"
    if raw.title is None or row is None:
        return row, set()
    kicker, subtitle = find_deck(reading, row, raw.title.text, first)
    if raw.kicker is not None or outline.title is not None:
        kicker = None
    elif kicker is not None:
        raw.kicker = as_line(reading, kicker)
    if raw.subtitle is not None:
        subtitle = None
    elif subtitle is not None:
        raw.subtitle = as_line(reading, subtitle)
    return row, {index for index in (kicker, subtitle) if index is not None}


def _by_profile(page: Page, profile: SiteProfile | None) -> Outline | None:
    """What the site's templates say, newest valid first; without a profile only markers that leave no doubt."""
    if profile is None:
        for name in SELF_EVIDENT:
            outline = SHAPES[name](page)
            if outline is not None and outline.body:
                return outline
        return None
    for template in _templates(profile, page.url):
        for name in template.shapes:
            outline = SHAPES[name](page)
            if outline is not None and outline.body:
                return outline
        if template.selectors:
            outline = read_selected(page, template.selectors, f"{profile.name}@{template.version}")
            if outline is not None:
                return outline
    return None


def _templates(profile: SiteProfile, url: str) -> list[Template]:
    """All templates, first those in use on the day the URL names; without a day first those in use today."""
    match = profile.match_article(url) if url else None
    digits = re.sub(r"\D", "", (match.groupdict().get("date") or "") if match else "")
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) if len(digits) == 8 else None
    except ValueError:
        day = None
    if day is None:
        return sorted(profile.templates, key=lambda t: t.valid_until is not None)
    return sorted(profile.templates, key=lambda t: _fit(t, day))


def _fit(template: Template, day: date) -> tuple[bool, int]:
    """Sorting key: the template of the day, later ones in their order, then those that had ended, the latest first."""
    until = (template.valid_until or date.max).toordinal()
    return (True, -until) if until < day.toordinal() else (False, until)


def _generic(reading: Reading, body: Body | None) -> Outline:
    if body is None:
        return Outline("generic")
    container = known_container(reading, body.rows)
    if container is not None:
        return Outline("generic-container", box_rows(reading, container), confidence=max(body.confidence, 0.8))
    return Outline("generic", body.rows, confidence=body.confidence)


def _disagreements(reading: Reading, outline: Outline, generic: Body | None, title: Title | None) -> list[str]:
    """Fields for which profile and generic reader differ, with the share of text they have in common."""
    if outline.rule.startswith("generic"):
        return []
    found = []
    rows = reading.rows
    mine = {index: len(rows[index].text) for index in outline.body}
    other = {index: len(rows[index].text) for index in generic.rows} if generic else {}
    common = sum(size for index, size in mine.items() if index in other)
    total = sum(mine.values()) + sum(other.values())
    overlap = 2 * common / total if total else 0.0
    if overlap < AGREE:
        found.append(f"body {overlap:.2f}")
    if outline.title is not None and title is not None and key(outline.title.text) != key(title.text):
        found.append(f"title {title.text}")
    return found


def _dates(raw: RawArticle, outline: Outline, meta: Meta) -> list[DateCandidate]:
    stamp = outline.cms.get("date", "")
    if outline.rule == "founder-epaper" and "00:00:00" in stamp:
        stamp = stamp[:10]  # an issue has a day, its midnight is the CMS's default
    dates = [DateCandidate(stamp, "cms")] if stamp else []
    order = {"json-ld": 0, "meta": 1}
    dates += sorted(meta.dates, key=lambda date: order.get(date.origin, 2))
    dates += [DateCandidate(line.text, "line") for line in raw.head if around.has_date(line.text)]
    dates += [DateCandidate(line.text, "line") for line in raw.tail if around.has_date(line.text)]
    return dates


def _keywords(cms: dict[str, str], meta: Meta, title: str) -> list[str]:
    text = cms.get("keyword") or meta.values.get("keywords") or ""
    if "<" in text:  # a template that printed markup into the attribute
        return []
    words = [word for word in _KEYWORDS.split(text) if word]
    return list(dict.fromkeys(_without_headline(words, key(title))))


def _without_headline(words: list[str], headline: str) -> list[str]:
    """The keywords behind a headline that a template put first, torn at its commas and spaces."""
    printed = ""
    for index, word in enumerate(words):
        printed += key(word)
        if headline and printed.startswith(headline):
            return words[index + 1 :]
        if not headline.startswith(printed):
            break
    return words
