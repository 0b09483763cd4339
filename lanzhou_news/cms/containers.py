"""Boxes in which well-known CMSs and portals keep the text of an article.

A shape is a list of class or id words. A site profile picks shapes by name and is taken at its word; without a profile
a box counts only when the generic reader has found most of the page's text inside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from lanzhou_news.extract.both_scripts import in_both
from lanzhou_news.extract.boxes import is_folded
from lanzhou_news.extract.line_scores import worth
from lanzhou_news.extract.outline import Outline
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.reading import Reading
from lanzhou_news.extract.short_lines import is_linked_sentence
from lanzhou_news.extract.vocabulary import POSTED, STOP, is_border, is_meta_line, is_notice, names_furniture

_STORYS_OWN = in_both("链接|延伸|拓展")
MIN_MORE = 15.0
"""Worth of the shortest sentence that goes on behind a border."""

CONTAINERS: Mapping[str, tuple[str, ...]] = {
    # 拓尔思 TRS WCM and 大汉 Hanweb: government sites and many city news sites
    "trs": (
        "trs_editor", "trs_uedito", "trs_ueditor", "trs_preappend", "custom_unionstyle", "zoom", "ucap-content",
        "pages_content", "bt_content",
    ),
    # 人民网: old and new article pages, e-paper
    "people": ("rm_txt_con", "text_con", "show_text", "box_con", "artdet", "articlecontent", "rwb_zw"),
    # 新华网
    "xinhua": ("p-detail", "detailcontent", "xhw_content", "main-aticle"),
    # 中新网, with its regional sites
    "chinanews": ("left_zw", "zw", "cms_body"),
    # /system/YYYY/MM/DD/ sites: 中国甘肃网, 每日甘肃网 (SITE_FACTS, section 4; the words themselves are grade C)
    "system": ("artical-content", "a-container", "article-content", "newscontent", "contentnews", "content_text"),
    # portals: 新浪, 网易, 搜狐, 腾讯, 凤凰, 微信, 头条, 澎湃
    "portal": (
        "artibody", "post_body", "post_text", "endtext", "mp-editor", "cnt-main-article-qq", "content-article",
        "main_content", "js_content", "rich_media_content", "article-content", "newstxt", "news_txt",
    ),
}  # fmt: skip
"""Shape → class or id words, lower case."""

TELLING = frozenset(
    {
        "trs_editor", "trs_uedito", "trs_ueditor", "custom_unionstyle", "ucap-content", "rm_txt_con", "left_zw",
        "artibody", "endtext", "js_content", "mp-editor", "post_body", "post_text", "p-detail", "cnt-main-article-qq",
        "artical-content", "v_news_content", "wp_articlecontent", "cnblogs_post_body", "articalcontent", "t_f",
        "t_msgfont", "tpc_content", "read_tpc",
    }
)  # fmt: skip
"""Words that mean nothing else: they are believed on sites nobody has described, if the text agrees."""


def read_container(page: Page, shape: str) -> Outline | None:
    """Outline of a page by the boxes of one shape, or None when it has none of them or they hold no text.

    >>> read_container(page, "people").rule
    'people'
    """
    reading = page.reading
    words = CONTAINERS[shape]
    best: tuple[float, int] | None = None
    for index, box in enumerate(reading.boxes):
        if not box.hint or box.last <= box.first or not any(word in words for word in box.hint.split()):
            continue
        total = sum(worth(row) for row in reading.rows[box.first : box.last])
        if total > (best[0] * 1.05 if best else 20.0):
            best = (total, index)
    if best is None:
        return None
    return Outline(shape, box_rows(reading, best[1]), confidence=0.9)


def known_container(reading: Reading, rows: list[int]) -> int | None:
    """The innermost telling box that holds nearly all of the given lines' text, or None.

    >>> known_container(page.reading, [14, 15, 16])
    31
    """
    value = {index: worth(reading.rows[index]) for index in rows}
    total = sum(value.values())
    found = None
    for index, box in enumerate(reading.boxes):
        if box.hint and any(word in TELLING for word in box.hint.split()):
            inside = sum(v for i, v in value.items() if box.first <= i < box.last)
            if inside >= 0.9 * total > 0:
                found = index
    return found


def box_rows(reading: Reading, box: int) -> list[int]:
    """Lines of a box that are text: without link lists and furniture, ending at the first border after the text.

    >>> box_rows(page.reading, 31)
    [14, 15, 16]
    """
    whole = reading.boxes[box]
    bad = set()
    for index in range(box + 1, len(reading.boxes)):
        inner = reading.boxes[index]
        if inner.first >= whole.last:
            break
        hidden = inner.hidden > whole.hidden and not (is_folded(reading, inner) or reading.boxes[inner.parent].hidden)
        if inner.parent in bad or hidden or (inner.hint and names_furniture(inner.hint)):
            bad.add(index)
    found: list[int] = []
    seen = 0.0
    total = sum(worth(row) for row in reading.rows[whole.first : whole.last]) or 1.0
    for index in range(whole.first, whole.last):
        row = reading.rows[index]
        if is_border(row.text):
            if seen >= 0.5 * total and not (STOP.search(row.text) and _goes_on(reading, index, whole.last, found)):
                break
            if seen >= 0.5 * total and _STORYS_OWN.search(row.text) and not _linked(reading, index):
                found.append(index)
            continue
        linked = row.linked * 2 >= len(row.text) and len(row.text) - row.linked < 10
        if row.box in bad or (linked and not is_linked_sentence(row)):
            continue
        seen += worth(row)
        found.append(index)
    return found


def _linked(reading: Reading, border: int) -> bool:
    return any(row.linked for row in reading.rows[border : border + 2])


def _goes_on(reading: Reading, border: int, last: int, found: list[int]) -> bool:
    """Do paragraphs like those above follow a border, behind its links or below a 链接 of a newspaper's story?

    Sentences right below 相关新闻： are another story.
    """
    boxes, rows = reading.boxes, reading.rows
    above = boxes[rows[max(found, key=lambda index: worth(rows[index]), default=border)].box]
    own = _linked(reading, border) or _STORYS_OWN.search(rows[border].text)
    if above.tag != "p" or not own:
        return False
    more = 0.0
    for row in rows[border + 1 : last]:
        if is_border(row.text) or is_meta_line(row.text) or POSTED.search(row.text):
            return False
        box = boxes[row.box]
        if (box.tag, box.parent) == (above.tag, above.parent) and row.linked * 2 < len(row.text):
            more += 0.0 if is_notice(row.text) else worth(row)
            if more >= MIN_MORE:
                return True
    return False
