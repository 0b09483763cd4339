"""Reading a page with the selectors of a site template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

from lanzhou_news.cms.containers import box_rows
from lanzhou_news.extract.outline import Outline
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import Line
from lanzhou_news.extract.reading import collapse


@lru_cache(maxsize=256)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def read_selected(page: Page, selectors: Mapping[str, str], rule: str) -> Outline | None:
    """Outline by CSS selectors (title, subtitle, kicker, body), or None when ``body`` matches no text.

    >>> read_selected(page, {"body": "div.detail"}, "gscn@1").rule
    'gscn@1'
    """
    body = _element(page, selectors.get("body"))
    if body is None:
        return None
    around = {body, *body.iterancestors()}
    box = next((i for i, box in enumerate(page.reading.boxes) if box.source in around and box.element is body), None)
    rows = box_rows(page.reading, box) if box is not None else []
    if not rows:
        return None
    outline = Outline(rule, rows, confidence=0.9)
    for name in ("title", "subtitle", "kicker"):
        element = _element(page, selectors.get(name))
        text = collapse("".join(map(str, element.itertext()))) if element is not None else ""
        if text:
            setattr(outline, name, Line(text))
    return outline


def _element(page: Page, selector: str | None) -> etree._Element | None:
    if not selector:
        return None
    found = _compiled(selector)(page.tree)
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None
