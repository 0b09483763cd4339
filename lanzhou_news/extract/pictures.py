"""The pictures of the text: which of the page's they are, and which lines are their captions."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from lanzhou_news.extract.outline import as_line
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import Line, RawImage
from lanzhou_news.extract.reading import Picture, Reading, Row

SOURCES = (
    "data-src",
    "data-original",
    "original",
    "data-lazy-src",
    "data-actualsrc",
    "data-echo",
    "real_src",
    "zoomfile",
    "file",
    "src",
)
"""Attributes with a picture's address, that of the whole picture before the placeholder's: lazy loaders, Discuz."""
MIN_SIDE = 60
"""Pixels: what is declared smaller is an icon or a rule."""
MIN_ANIMATED = 100
"""Pixels of width from which a GIF is a picture; without one it is an ornament."""
MAX_CAPTION = 160
"""Characters of the longest caption its markup calls one."""
MAX_CREDITED = 100
"""Characters of the longest line that is a caption by its first words or by its credit."""
MAX_CENTRED = 60
"""Characters of the longest line that is a caption because it stands in the middle."""

_JUNK_FILE = re.compile(
    r"logo|icon|qr_?code|ewm|erweima|weixin|wechat|share|arrow|btn|button|avatar|spacer|blank|1x1|pixel|loading|lazy_?load"
    r"|placeholder|transparent|guanggao|counter|open_?more|(?:^|[_.-])(?:ads?|stats?|qr)[_.-]|^end_|^stats?\b|^ads?\b",
    re.I,
)
_JUNK_FOLDER = re.compile(
    r"/(?:ads?|advert\w*|advt|guanggao|gg|icons?|logos?|qr_?codes?|share|skins?|templates?|themes?|css\d*|plugins?|emot\w*"
    r"|smil\w*|expression|avatars?)/",
    re.I,
)
_CAPTION_HINT = re.compile(
    r"caption|pictext|pic[-_]?(?:text|desc|info|title|intro|con\b)|img[-_]?(?:desc|info|title|note|text|intro)"
    r"|image[-_]?(?:desc|info|title|note|text)|photo[-_]?(?:desc|info|text)|tushuo|tuzhu|zhushi"
)
_BEGINS = re.compile(
    r"[▲△▼▽↑↓⬆⬇◀◁▶▷]|[(（【]?(?:[上下左右中][图圖]\s?[为為是：:]|[图圖][为為：:]|[图圖]\s?[①-⑳])"
    r"|[(（【]?(?:资料|資料)[图圖](?:片)?(?:[：:。，\s]|[)）】]|$)"
    r"|[(（]?(?:[图圖]片?|照片|视频截图)(?:[来來]源|[来來]自|源[:：自于]|[据據][^\u4e00-\u9fff]?[\u4e00-\u9fff]{2})"
    r"|(?:[图圖]|Fig(?:ure|\.)?)\s?\d{1,2}\s?[.．、：:\s]"
)
"""First words of a caption: 图为, ▲, 上图为, 图①, 资料图：, 图片来源, Figure 1."""
_ENDS = re.compile(
    r"(?:[摄攝]|[供制截][图圖]|[图圖]/.{1,12}|[绘繪]|漫画|[资資]料[图圖]片?|[\u4e00-\u9fff] [资資]料)\s*[)）。]?$"
    r"|(?i:AI)(?:生成|制[图圖])\s*[)）。]?$|[\u4e00-\u9fff]{2,4} [图圖]$"
    r"|(?:[图圖]片?|照片|视频)[来來](?:源|自)\s?[:：/]?\s?\S{2,20}$"
    r"|(?:[视視][觉覺]中[国國]|人民[图圖]片|光明[图圖]片|(?i:IC ?photo|CFP|VCG))(?:供?[图圖])?\s*[)）。]?$"
    r"|[\u4e00-\u9fff]发\s?[(（][^()（）]{2,12}[摄攝作][)）]$|(?:摄影|[图圖]片?|供[图圖])\s?[/:：|]\s?[\u4e00-\u9fff]{2,12}$"
)
"""Credits at the end of a caption; who is credited is for ``text.credits.captions``."""
_WRITTEN = re.compile(r"文\s?[/／、]?\s?[图圖摄攝]|[采採][写寫]|[报報][道導]|撰")
"""记者 张明 文/图 below a picture is the byline of the story."""
_DAY = re.compile(r"(?:\d{4}[-年./])?\d{1,2}[-月./]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_NUMBER = re.compile(r"\s*(\d{1,5})(?:px)?\s*$")
_FOREIGN_HINT = re.compile(
    r"(?:^|[\s_-])(?:ads?|adv|advert\w*|gg|guanggao)(?:\d[\dx]*)?(?=$|[\s_-])"
    r"|avatar|author[-_]?(?:intro|bio|desc|profile|card)|related|recommend"
)
"""Boxes inside the text whose pictures are not its own: adverts, the author, other articles."""
_CENTRED = re.compile(r"(?:^|[\s_-])(?:text-?|txt-?|f_|t_|align-?)?center(?:ed)?\b")


def images(page: Page, first: int, last: int, title: str) -> tuple[list[RawImage], set[int]]:
    """Pictures of the text in lines ``first`` to ``last`` (exclusive), with captions; and the lines used as captions.

    >>> images(page, 12, 20, "黄河岸边添新绿")[0][0].caption.text
    '口袋公园一角。李华 摄'
    """
    reading = page.reading
    found: list[RawImage] = []
    used: set[int] = set()
    seen: set[str] = set()
    inside = range(first, last + 1)
    pictures = [picture for picture in reading.pictures if picture.at in inside]
    lowest = {picture.at: picture for picture in pictures}
    edge = _holder(reading, first, last) if pictures else 0
    for picture in pictures:
        source = _source(picture.element)
        url = page.absolute(source) if source else None
        if url is None or url in seen or _is_junk(picture.element, url):
            continue
        if not _belongs(reading, picture, first, last, edge):
            continue
        seen.add(url)
        # of several pictures above one caption, it is the caption of the nearest
        rows = _caption(reading, picture, last, title) if lowest[picture.at] is picture else []
        caption = None
        if rows and used.isdisjoint(rows):
            used.update(rows)
            caption = _joined(reading, rows)
        width, height = _pixels(picture.element, "width"), _pixels(picture.element, "height")
        found.append(RawImage(url, caption, width, height))
    return found, used


def _source(element: etree._Element) -> str:
    for name in SOURCES:
        value = (element.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value
    return ""


def _is_junk(element: etree._Element, url: str) -> bool:
    path = urlsplit(url).path
    name = path.rpartition("/")[2]
    if _JUNK_FILE.search(name) or _JUNK_FOLDER.search(path):
        return True
    width, height = _pixels(element, "width"), _pixels(element, "height")
    if min(width or MIN_SIDE, height or MIN_SIDE) < MIN_SIDE:
        return True
    return name.lower().endswith(".gif") and (width or 0) < MIN_ANIMATED


def _holder(reading: Reading, first: int, last: int) -> int:
    """The innermost box that holds all the text; around a lone paragraph and a nameless box the one outside."""
    box = reading.rows[first].box
    while box > 0 and (reading.boxes[box].last < last or reading.boxes[box].tag in ("p", "h2", "h3", "li", "center")):
        box = reading.boxes[box].parent
    around = reading.boxes[box].parent
    if around > 0 and reading.boxes[around].tag in ("div", "article", "section") and _is_content(reading, around):
        return around
    return box


def _is_content(reading: Reading, box: int) -> bool:
    return re.search(r"content|article|main|text|detail|\bcon|body|zw\b", reading.boxes[box].hint) is not None


def _belongs(reading: Reading, picture: Picture, first: int, last: int, holder: int) -> bool:
    """Above and below the text stand banners and footers too: not linked above it, inside its box below it."""
    box = picture.box
    while box > holder:
        if reading.boxes[box].hint and _is_foreign(reading.boxes[box].hint):
            return False
        box = reading.boxes[box].parent
    if first < picture.at < last:
        return True
    return box == holder or (picture.at == first and not picture.linked)


@lru_cache(maxsize=1024)
def _is_foreign(hint: str) -> bool:
    return _FOREIGN_HINT.search(hint) is not None


def _caption(reading: Reading, picture: Picture, last: int, title: str) -> list[int]:
    """The lines right below a picture that are its caption: by markup, first words, credit, or as its ``alt``."""
    at = picture.at
    if at >= min(last + 1, len(reading.rows)):
        return []
    row = reading.rows[at]
    if len(row.text) > MAX_CAPTION or _DAY.fullmatch(row.text):
        return []
    if not _is_caption(reading, at, picture, title):
        return []
    below = reading.rows[at + 1] if at + 1 < min(last, len(reading.rows)) else None
    same = below is not None and reading.boxes[below.box].hint == reading.boxes[row.box].hint
    if same and below is not None and len(below.text) <= 30 and _is_credit(below) and not _ENDS.search(row.text):
        return [at, at + 1]
    return [at]


def _is_caption(reading: Reading, at: int, picture: Picture, title: str) -> bool:
    row = reading.rows[at]
    holder = reading.boxes[row.box]
    size = len(row.text)
    if holder.tag == "figcaption" or _CAPTION_HINT.search(f"{holder.hint} {row.hint}"):
        return True
    if size <= MAX_CREDITED and (_BEGINS.match(row.text) or _is_credit(row)):
        return True
    told = "".join((picture.element.get("alt") or picture.element.get("title") or "").split())
    if len(told) >= 4 and told != "".join(title.split()) and "".join(row.text.split()).startswith(told):
        return size <= MAX_CREDITED
    align = holder.element.get("align") or holder.element.get("style") or ""
    return size <= MAX_CENTRED and ("center" in align or _CENTRED.search(holder.hint) is not None)


def _is_credit(row: Row) -> bool:
    return _ENDS.search(row.text) is not None and _WRITTEN.search(row.text) is None


def _joined(reading: Reading, rows: list[int]) -> Line:
    """A caption and the credit below it as one line."""
    lines = [as_line(reading, row) for row in rows]
    return lines[0] if len(lines) == 1 else Line(" ".join(line.raw for line in lines), hint=lines[0].hint)


def _pixels(element: etree._Element, side: str) -> int | None:
    match = _NUMBER.match(element.get(side) or "")
    return int(match[1]) if match else None
