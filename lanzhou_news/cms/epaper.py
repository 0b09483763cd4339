"""Where an e-paper article stood in print: paper, day, page and area."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from lanzhou_news.extract.page import Page
from lanzhou_news.extract.reading import collapse

_URL_DAY = re.compile(r"/((?:19|20)\d{2})-?(\d{2})[-/](\d{2})/")
_DAY = re.compile(r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_PAGE = re.compile(r"第\s*([A-Z]?\d{1,3})\s*版\s*[:：]?\s*(\S.{0,30})?$")
_ARTICLE = re.compile(r"content_(\d+)")
LOOK_AT = 120
"""Lines above the text in which the page's name and number are looked for."""


def print_area(page: Page, cms: Mapping[str, str], before: int) -> dict[str, str]:
    """Paper, issue_date (ISO day), page_no, page_name, area (coordinates as printed), pdf_url, as far as the page says.

    >>> print_area(page, {"papername": "河南商报", "pagenum": "A01", "date": "2022-02-12"}, 20)["page_no"]
    'A01'
    """
    found = {
        "paper": cms.get("papername", ""),
        "issue_date": _issue_date(page, cms, before),
        "page_no": cms.get("pagenum", ""),
        "page_name": "",
        "area": _area(page),
        "pdf_url": _pdf(page),
    }
    for row in page.reading.rows[: min(before, LOOK_AT)]:
        match = _PAGE.search(row.text)
        if match and found["page_no"] in ("", match[1], match[1].zfill(2)):
            found["page_no"] = found["page_no"] or match[1]
            found["page_name"] = (match[2] or "").strip()
            break
    return {name: value for name, value in found.items() if value}


def _issue_date(page: Page, cms: Mapping[str, str], before: int) -> str:
    url = _URL_DAY.search(urlsplit(page.url).path)
    if url:
        return f"{url[1]}-{url[2]}-{url[3]}"
    for text in (cms.get("date", ""), *(row.text for row in page.reading.rows[: min(before, LOOK_AT)])):
        match = _DAY.search(text)
        if match:
            return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return ""


def _area(page: Page) -> str:
    """Coordinates of the article's area on the page picture; the query ``?div=-1`` is not part of its address."""
    own = _ARTICLE.search(urlsplit(page.url).path)
    if own is None:
        return ""
    for area in page.tree.iter("area"):
        target = _ARTICLE.search(area.get("href") or "")
        if target and target[1] == own[1]:
            return collapse(area.get("coords") or "")
    return ""


def _pdf(page: Page) -> str:
    for link in page.tree.iter("a"):
        href = (link.get("href") or "").strip()
        if href.lower().partition("?")[0].endswith(".pdf"):
            return page.absolute(href) or ""
    return ""
