"""What to change in ``sites/…`` when pages no longer fit: selectors worked out from the pages, and tried on them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lxml import etree
from lxml.cssselect import CSSSelector

from lanzhou_news.canary.look import Look
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.steps import clean
from lanzhou_news.errors import InvalidArticle, NotAnArticle
from lanzhou_news.items import Article
from lanzhou_news.sites.base import Template

ANCHOR = 12
"""First characters of a paragraph by which it is found again in the page."""
HEADINGS = ("h1", "h2", "h3", "h4", "div", "td", "p", "span", "strong")
"""Elements a headline may stand in, the likeliest first."""
MOST = 0.8
"""Share of the text that a container must hold: cleaning moved some lines, the reader may have taken some too many."""


def advise(found: Look) -> list[str]:
    """Sentences and lines to paste; empty when nothing needs to change."""
    told: list[str] = []
    file = f"sites/{found.profile.name}.py"
    if not found.article_links and found.shapes_of_links:
        told.append(f"{file}: article_url matches no link; the most frequent addresses of the page are")
        told += [f"    {shape}   ({count} links)" for shape, count in found.shapes_of_links]
    if found.articles and found.by_fallback * 2 > len(found.articles):
        told += _template(found, file)
    return told


def _template(found: Look, file: str) -> list[str]:
    selectors = suggest(found)
    if "body" not in selectors:
        return [f"{file}: no selector fits all pages; save them (--save) and write a CMS shape for them"]
    fitting = tried(found, selectors)
    lines = [f"        {name!r}: {selector!r}," for name, selector in selectors.items()]
    head = f"{file}: put this first in templates (tried: it reads {fitting} of {len(found.seen)} pages)"
    return [head, '    Template(version="2", shapes=(), selectors={', *lines, "    }),"]


def suggest(found: Look) -> dict[str, str]:
    """Field → the CSS selector that most pages agree on.

    >>> suggest(look_at_redesigned_site)["body"]
    'section.nx-text'
    """
    votes: dict[str, Counter[str]] = {}
    for seen in found.seen:
        if seen.article is not None:
            for name, element in _elements(seen.page.tree, seen.article):
                for selector in _selectors(seen.page.tree, element):
                    votes.setdefault(name, Counter())[selector] += 1
    agreed = {name: counts.most_common(1)[0] for name, counts in votes.items()}
    return {name: selector for name, (selector, count) in agreed.items() if count * 2 > len(found.articles)}


def tried(found: Look, selectors: Mapping[str, str]) -> int:
    """On how many of the pages a template with these selectors finds the body, with paragraphs found before."""
    template = Template(version="next", shapes=(), selectors=selectors)
    profile = replace(found.profile, templates=(template,))
    fitting = 0
    for seen in found.seen:
        answer = seen.answer
        fetched = Fetched(answer.body, answer.url, answer.headers, answer.status, answer.at)
        try:
            article = clean(Draft([fetched], profile=profile))
        except (NotAnArticle, InvalidArticle):
            continue
        same = set(article.body.split("\n")) & set(seen.article.body.split("\n") if seen.article else ())
        fitting += article.extractor.get("body") == f"{profile.name}@next" and bool(same)
    return fitting


def _elements(tree: etree._Element, article: Article) -> Iterator[tuple[str, etree._Element]]:
    """The elements that hold title and body: the two a template's selectors must name."""
    title = _folded(article.title or "")
    same = [element for element in tree.iter(*HEADINGS) if title and _text(element) == title]
    if same:
        yield "title", min(same, key=lambda element: HEADINGS.index(str(element.tag)))
    paragraphs = [_folded(line) for line in article.body.split("\n") if _folded(line)]
    length = sum(map(len, paragraphs))
    container = _descend(tree, lambda text: sum(len(line) for line in paragraphs if line[:ANCHOR] in text) / length)
    if paragraphs and container is not None:
        yield "body", container


def _descend(tree: etree._Element, share: Callable[[str], float]) -> etree._Element | None:
    """The smallest element whose text still has most (:data:`MOST`) of what is looked for."""
    best = tree.find("body")
    if best is None or share(_text(best)) < MOST:
        return None
    while True:
        inner = [child for child in best if share(_text(child)) >= MOST]
        if not inner:
            return best
        best = inner[0]


def _selectors(tree: etree._Element, element: etree._Element) -> list[str]:
    """Selectors by tag, id and class whose first match on the page is the element."""
    own, parent = _step(element), element.getparent()
    if own == [str(element.tag)] and parent is not None:
        own = [f"{above} > {own[0]}" for above in _step(parent)]
    return [selector for selector in own if _first(tree, selector) is element]


def _first(tree: etree._Element, selector: str) -> object:
    matches = CSSSelector(selector, translator="html")(tree)
    return matches[0] if isinstance(matches, list) and matches else None


def _step(element: etree._Element) -> list[str]:
    """``div#content``, ``div.text`` …; names with digits belong to one page only."""
    tag = str(element.tag)
    names = [f"{tag}#{element.get('id')}"] if _stable(element.get("id")) else []
    names += [f"{tag}.{name}" for name in (element.get("class") or "").split() if _stable(name)]
    return names or [tag]


def _stable(name: str | None) -> bool:
    return bool(name and re.fullmatch(r"[A-Za-z_][A-Za-z_-]*", name))


def _text(element: etree._Element) -> str:
    """What a reader sees of an element, folded; comments, scripts and styles have no text."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return ""
    return _folded("".join(map(str, element.itertext())))


def _folded(text: str) -> str:
    """Letters and digits only, widths folded: cleaning changed punctuation and spaces."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
