"""What is no article: bytes that are no text, pages that are no news."""

from __future__ import annotations

import json
import re
from typing import NoReturn

from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract.block_page import block_reason
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import RawArticle
from lanzhou_news.extract.reading import Box, Reading
from lanzhou_news.extract.vocabulary import is_meta_line

MAX_CHARACTERS = 12_000_000
"""Longest page read. The largest real news page seen has 0.4 million characters; 12 million take under 3 s to parse."""

_MAGIC = (
    ("\x89PNG", "png"), ("GIF8", "gif"), ("%PDF-", "pdf"), ("PK\x03\x04", "zip"), ("\x1f\x8b", "gzip"),
    ("RIFF", "riff"), ("JFIF", "jpeg"), ("\x00\x00\x00", "binary"), ("Rar!", "rar"), ("ID3", "mp3"),
)  # fmt: skip

_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")


_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,300}-->\s*|<!DOCTYPE[^>]{0,200}>\s*)?"
    r"<(?:rss|feed|urlset|sitemapindex|rdf:RDF|opml|svg)\b",
    re.I,
)
"""Root elements of feeds, sitemaps and drawings."""


def check_text(page: Page) -> None:
    """Refuse empty, oversized and binary input before it is parsed.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` (``empty``, ``too-large``, ``binary``, ``not-html``).
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
    if _FEED.match(start):
        raise NotAnArticle("not-html", "a feed, a sitemap or a drawing")
    if start.lstrip()[:1] in ("{", "[") and _is_json(text):
        raise NotAnArticle("not-html", "a JSON document")


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text, strict=False), dict | list)
    except (ValueError, RecursionError):
        return False


_ERROR_TITLE = re.compile(
    r"^\W*(?:40[0-9]|50[0-9])\b|\b404\b|not found|forbidden|bad gateway|service unavailable"
    r"|页面(?:不存在|未找到|没有找到|找不到)"
    r"|找不到(?:您|页面|该)|(?:访问|请求)的(?:页面|网页|文章).{0,6}(?:不存在|已删除)|出错(?:了|啦)"
    r"|^系统(?:错误|繁忙|维护|升级)|错误(?:提示|页面|信息)$",
    re.I,
)
_GONE = re.compile(
    r"(?:页面|网页|文章|内容|新闻|信息|网址|主题|帖子).{0,12}(?:不存在|已(?:被)?(?:.{2,6})?删除|已下线|未找到|找不到|无法查看)"
    r"|404|Not Found|无法(?:显示|访问)|(?:升级|系统)维护"
    r"|秒(?:钟)?后.{0,8}(?:跳转|返回)|没有(?:找到|自动跳转)"
)
_LOGIN = re.compile(
    r"请(?:先)?登[录陆](?![^，。；\n]{0,20}(?:平台|网站|系统|官网|客户端|APP|小程序|查询|报名|http|www))|登[录陆]后(?:才能|可|即可|查看|阅读|继续)|会员登[录陆]|需要登[录陆]|订阅后(?:阅读|查看)|付费(?:阅读|订阅)"
)
_LOGIN_TITLE = re.compile(r"^\W*(?:用户|会员|账号)?(?:登[录陆]|注册)(?!.{12})")
_WALL = re.compile(
    r"(?:登[录陆]|订阅|付费|会员|下载|APP).{0,8}(?:阅读|查看|继续).{0,6}(?:全文|剩余|完整|更多内容)|付费(?:阅读|内容)",
    re.I,
)
"""What a wall says in place of the rest of an article; an article about logging in says something else."""
_ABOUT_SITE = re.compile(
    r"(?:联系|关于|加入)我们|联系方式|网站地图|友情链接|法律声明|隐私(?:政策|声明)|广告服务|用户(?:中心|注册|登[录陆])"
)
"""Headlines of pages about the site itself."""
_TEASER = re.compile(
    r"(?:…|\.{3})\s*[\[【(（<]?(?:查看)?(?:详细|详情|更多)\s?[>»]*[\]】)）]?$|[\[【(（](?:查看)?(?:详细|详情)[>»]*[\]】)）]$"
)
"""The end of a summary that leads to the text: … [详细]."""
_CHAPTER = re.compile(r"第[\d零〇一二三四五六七八九十百千]{1,7}[章回节卷]")
_PASSWORD = re.compile(r"<input[^>]{0,200}type\s*=\s*[\"']?password", re.I)
MAX_FORM = 100
"""Characters. The labels of a form for name and password have no more."""
SHORT = 250
"""Characters. A longer text is an article, whatever words stand in it."""
MIN_BODY = 12
"""Characters. Less is no article unless there is a picture, or a date and a menu."""
FEW_LINES = 40
"""Error pages carry hardly more than the site's menu."""
MENU = 10
"""Lines. A page with a date and more lines than a firewall's answer has (which may print the time) is no error page: a
brief about a site that is down, about logging in, about captchas stands between a menu and a footer."""
MANY_LINKS = 15
"""A page with so many link lines and hardly any text is a list."""


def check_no_body(page: Page) -> NoReturn:
    """Say why a page without a text is none: block page, error page, login wall, list page or simply no body."""
    _refuse_by_words(page, "")
    raise NotAnArticle(
        "no-body", "no line of the page reads like an article" if page.reading.rows else "no visible text"
    )


ITEMS = 6
"""So many boxes of the same make, each with a linked heading, are a list of other pages with their summaries."""
_ITEM_TAGS = frozenset({"div", "li", "dl", "dd", "section", "article"})
MAX_SUMMARY = 150
"""Characters of a summary; the posts of a blog are longer."""


def check_list(reading: Reading, body: list[int]) -> None:
    """Refuse a text that is put together from the summaries of a list page.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` (``list-page``).
    """
    number = reading.rows[max(body, key=lambda index: len(reading.rows[index].text))].box
    for _ in range(4):
        own = reading.boxes[number]
        if own.parent < 0:
            return
        alike = _alike(reading, number) if own.tag in _ITEM_TAGS else []
        linked = sum(_linked_heading(box, reading) for box in alike)
        if len(alike) >= ITEMS and linked * 10 >= len(alike) * 8:
            plain = sum(len(row.text) - row.linked for row in reading.rows[alike[0].first : alike[-1].last])
            lines = {index for box in alike for index in range(box.first, box.last)}
            inside = len(lines.intersection(body))
            if inside * 10 >= len(body) * 8 and plain <= MAX_SUMMARY * len(alike):
                raise NotAnArticle("list-page", f"{len(alike)} summaries under linked headings")
        number = own.parent


def _alike(reading: Reading, number: int) -> list[Box]:
    """The boxes with lines beside a box that have its tag and class, itself among them."""
    own = reading.boxes[number]
    last = reading.boxes[own.parent].last
    found = []
    for box in reading.boxes[own.parent + 1 :]:
        if box.first >= last:
            break
        if box.parent == own.parent and box.tag == own.tag and box.hint == own.hint and box.last > box.first:
            found.append(box)
    return found


def _linked_heading(box: Box, reading: Reading) -> bool:
    return any(row.linked * 2 > len(row.text) >= 6 for row in reading.rows[box.first : box.last])


def check_article(page: Page, raw: RawArticle) -> None:
    """Refuse a page whose only text is that of an error, a block, a login form or a list.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` (``error-page``, ``block-page``, ``login-wall``, ``list-page``,
    ``no-body``). A text of more than ``SHORT`` characters always passes.
    """
    text = "\n".join(line.text for line in raw.body)
    if len(text) > SHORT or raw.extractor["body"].startswith("founder"):
        return
    _refuse_by_words(page, text, raw)
    if len(text) < MIN_BODY and not raw.images and not _framed(page, raw):
        raise NotAnArticle("no-body", f"{len(text)} characters of text")


def _refuse_by_words(page: Page, text: str, raw: RawArticle | None = None) -> None:
    reading = page.reading
    title = next((e.text or "" for e in reading.heads if e.tag == "title"), "")
    headline = raw.title.text if raw is not None and raw.title is not None else ""
    framed = _framed(page, raw)
    if not framed and (blocked := block_reason(page.text)):
        raise NotAnArticle("block-page", blocked)
    gone = len(reading.rows) < FEW_LINES and not framed
    if _ERROR_TITLE.search(title) or (gone and _GONE.search(f"{headline}\n{text}" if text else _all_text(reading))):
        raise NotAnArticle("error-page", (title or text)[:80])
    wall = _WALL if framed and not _PASSWORD.search(page.text) else _LOGIN
    if wall.search(text or _all_text(reading)) and (len(text) < 100 or _PASSWORD.search(page.text)):
        raise NotAnArticle("login-wall", (text or title)[:80])
    if raw is not None and not raw.dates and _ABOUT_SITE.fullmatch(headline.strip()):
        raise NotAnArticle("no-body", f"a page about the site: {headline}")
    form = len(text) < MAX_FORM and (_LOGIN_TITLE.search(title) or (gone and not (raw is not None and raw.dates)))
    if form and _PASSWORD.search(page.text):
        raise NotAnArticle("login-wall", title[:80])
    if raw is not None and _TEASER.search(text):
        raise NotAnArticle("list-page", text[-60:])
    links = sum(row.linked * 2 > len(row.text) for row in reading.rows)
    if (
        links >= MANY_LINKS
        and sum(_CHAPTER.match(row.text) is not None for row in reading.rows if row.linked) >= links // 2
    ):
        raise NotAnArticle("list-page", "the chapters of a book")
    if len(text) < 100 and links >= MANY_LINKS and links * 2 > len(reading.rows) and not _dated(reading, text):
        raise NotAnArticle("list-page", f"{links} of {len(reading.rows)} lines are links")


def _framed(page: Page, raw: RawArticle | None) -> bool:
    """Has the page a date of its own, and lines around its text?"""
    return raw is not None and bool(raw.dates) and len(page.reading.rows) >= MENU


def _all_text(reading: Reading) -> str:
    return "\n".join(row.text for row in reading.rows[:60])


def _dated(reading: Reading, text: str) -> bool:
    """Is there a line with date and source, as articles have one, or a day of its own beside a whole sentence?"""
    plain = [row.text for row in reading.rows if row.linked * 2 < len(row.text)]
    if any(map(is_meta_line, plain)):
        return True
    days = sum(len(line) <= MAX_DAY and _DAY.search(line) is not None and "今天" not in line for line in plain)
    return 0 < days <= MOST_DAYS and _ENDED.search(text) is not None


MAX_DAY, MOST_DAYS = 60, 2
"""Characters of a line that says the day, and such lines on the page of an article; a list has one beside each link."""
_DAY = re.compile(r"(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}")
_ENDED = re.compile("[。！？]")
