"""E-papers: where an article stood in print, what a page of an issue holds, which issue the front page leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from lanzhou_news.extract.page import Page
from lanzhou_news.extract.reading import collapse
from lanzhou_news.text.urls import split

_URL_DAY = re.compile(r"/((?:19|20)\d{2})-?(\d{2})[-/](\d{2})/")
_DAY = re.compile(r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_NUMBER = r"([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版\s*[:：]?\s*(\w[^。！？，；]{0,30})?"
_PAGE = re.compile(rf"(?<![接转见载])第\s*{_NUMBER}$")
"""第02版：综合; a text that goes on elsewhere says （上接第1版） of another page."""
_PAGE_LINK = re.compile(rf"\W{{0,2}}第?\s*{_NUMBER}")
_ARTICLE = re.compile(r"content_(\d+(?:_\d+)?)\.html?")
_NODE = re.compile(r"node_\w{1,20}\.html?")
_BEFORE = re.compile(r"[\w:/.-]*$")
_PDF_WORD = re.compile(r"\s*(?:PDF\S*|下载\S*)$", re.I)
LOOK_AT = 120
"""Lines above the text in which the page's name and number are looked for."""
ADDRESS = 200
"""Characters before ``node_…`` that may belong to its address."""
MOST_ADDRESSES = 2_000
"""A front page names some dozen pages; more are a trap."""


class PageLink(NamedTuple):
    """A link to a page of the issue; number and name as printed, empty when the link does not say them."""

    url: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One page of an issue, as its index shows it."""

    number: str
    """``02``, ``A01``; empty when unknown."""
    name: str
    pdf_url: str
    areas: Mapping[str, str] = field(default_factory=dict)
    """Number in an article's file name (:func:`article_number`) → coordinates of its first area."""
    pages: tuple[PageLink, ...] = ()
    """All pages of the issue that are linked here, in the order of the links."""

    def printed(self, url: str) -> dict[str, str]:
        """What the index says of an article's place in print; fields of the print block, unknown ones left out.

        >>> page.printed("https://lzrb.lzbs.com.cn/html/2024-05/20/content_548643.htm")["page_no"]
        '02'
        """
        area = self.areas.get(article_number(url), "")
        found = {"page_no": self.number, "page_name": self.name, "area": area, "pdf_url": self.pdf_url}
        return {name: value for name, value in found.items() if value}


def print_area(page: Page, cms: Mapping[str, str], before: int) -> dict[str, str]:
    """Paper, issue_date (ISO day), page_no, page_name, area (coordinates as printed), pdf_url, as far as the page says.

    >>> print_area(page, {"papername": "河南商报", "pagenum": "A01", "date": "2022-02-12"}, 20)["page_no"]
    'A01'
    """
    number, name = _header(page, cms, before)
    found = {
        "paper": cms.get("papername", ""),
        "issue_date": _issue_date(page, cms, before),
        "page_no": number,
        "page_name": name,
        "area": _areas(page).get(article_number(page.url), ""),
        "pdf_url": _pdf(page, number),
    }
    return {name: value for name, value in found.items() if value}


def read_issue_page(page: Page, cms: Mapping[str, str]) -> IssuePage:
    """Read the index of one page of an issue: ``node_2.htm`` with its area map, its page links and its PDF.

    The link to the page itself says best what it is called; ``cms`` is what the property comment says.

    >>> read_issue_page(page, {}).pages[1]
    PageLink(url='https://lzrb.lzbs.com.cn/html/2024-05/20/node_3.htm', number='02', name='综合')
    """
    links = tuple(_page_links(page))
    path = split(page.url).path
    number, name = next(((link.number, link.name) for link in links if split(link.url).path == path), ("", ""))
    if not number or not name:
        printed = _header(page, cms, LOOK_AT)
        number, name = number or printed[0], name or printed[1]
    return IssuePage(number, name, _pdf(page, number), _areas(page), links)


def front_links(page: Page) -> list[str]:
    """Addresses of pages of issues that a front page names: in links, in a meta refresh, in a script.

    >>> refresh = b'<meta http-equiv=refresh content="0;URL=html/2024-05/20/node_2.htm">'
    >>> front_links(Page("https://a.cn/", decode(refresh)))
    ['https://a.cn/html/2024-05/20/node_2.htm']
    """
    text = page.text.replace("\\/", "/")
    found: dict[str, None] = {}
    for count, match in enumerate(_NODE.finditer(text)):
        if count >= MOST_ADDRESSES:
            break
        before = _BEFORE.search(text, max(0, match.start() - ADDRESS), match.start())
        if url := page.absolute((before[0] if before else "") + match[0]):
            found[url] = None
    return list(found)


def article_number(url: str) -> str:
    """The number in an article's file name, which its areas link to; empty for other addresses.

    >>> article_number("https://lzrb.lzbs.com.cn/html/2024-05/20/content_1_2.htm?div=-1")
    '1_2'
    """
    match = _ARTICLE.search(split(url).path)
    return match[1] if match else ""


def _header(page: Page, cms: Mapping[str, str], before: int) -> tuple[str, str]:
    """Number and name of the page as the comment and a line like 第02版：综 合 give them."""
    number = cms.get("pagenum", "")
    for row in page.reading.rows[: min(before, LOOK_AT)]:
        match = _PAGE.search(row.text)
        if match and number in ("", match[1], match[1].zfill(2)):
            return number or match[1], _name(match[2])
    return number, ""


def _page_links(page: Page) -> Iterator[PageLink]:
    """Links to ``node_…``, and what they are called: 第02版：综合."""
    found: dict[str, PageLink] = {}
    for element in page.tree.iter("a"):
        href = (element.get("href") or "").strip()
        url = page.absolute(href) if _NODE.search(href) else None
        if url is None:
            continue
        match = _PAGE_LINK.fullmatch(_text(element))
        link = PageLink(url, match[1], _name(match[2])) if match else PageLink(url, "", "")
        if link.number and url in found and not found[url].number:
            del found[url]  # an arrow: the labelled link also says where in the order the page stands
        found.setdefault(url, link)
    yield from found.values()


def _name(text: str | None) -> str:
    """A page's name without the label of the PDF link beside it: 综合 for ``综 合 PDF``."""
    name = _PDF_WORD.sub("", text or "").strip(" :：")
    spaced = re.fullmatch(r"[一-鿿]( [一-鿿])+", name)  # 综 合: spaces that only spread a short name
    return name.replace(" ", "") if spaced else name


def _issue_date(page: Page, cms: Mapping[str, str], before: int) -> str:
    url = _URL_DAY.search(split(page.url).path)
    if url:
        return f"{url[1]}-{url[2]}-{url[3]}"
    for text in (cms.get("date", ""), *(row.text for row in page.reading.rows[: min(before, LOOK_AT)])):
        match = _DAY.search(text)
        if match:
            return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return ""


def _areas(page: Page) -> dict[str, str]:
    """Article → its first area on the page picture; the query ``?div=-1`` is not part of its address."""
    areas: dict[str, str] = {}
    for area in page.tree.iter("area"):
        target = _ARTICLE.search(area.get("href") or "")
        if target:
            areas.setdefault(target[1], collapse(area.get("coords") or ""))
    return areas


def _pdf(page: Page, number: str) -> str:
    """The PDF of the page: in the row that names it, else one in no page's row, else the only one."""
    found: dict[str, str | None] = {}
    for link in page.tree.iter("a"):
        href = link.get("href") or ""
        if ".pdf" not in href.lower():
            continue
        href = href.strip()
        if href.lower().partition("?")[0].endswith(".pdf") and (url := page.absolute(href)):
            found.setdefault(url, _row_number(link))
    for wanted in (number, None):
        own = [url for url, row in found.items() if row == wanted]
        if own:
            return own[0]
    return next(iter(found)) if len(found) == 1 else ""


def _row_number(link: etree._Element) -> str | None:
    """Number of the page whose row (``tr``, ``li``, ``div``) a link stands in."""
    row = next((up for up in link.iterancestors("tr", "li", "div")), None)
    match = _PAGE_LINK.match(_text(row)) if row is not None else None
    return match[1] if match else None


def _text(element: etree._Element) -> str:
    return collapse("".join(map(str, element.itertext())))
