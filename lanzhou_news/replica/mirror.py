"""Mirror hosts: spam copies of the site's articles, each host with a converter of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from random import Random

from lanzhou_news.replica import corruption
from lanzhou_news.replica.bylines import PUBLISHER
from lanzhou_news.replica.corruption import MirrorSite, make_site
from lanzhou_news.replica.draws import draw, stream
from lanzhou_news.replica.gold import Record, iso, story_fields, url_id
from lanzhou_news.replica.markup.article import COPYRIGHT
from lanzhou_news.replica.markup.body import printed_paragraphs
from lanzhou_news.replica.markup.templates import render
from lanzhou_news.replica.site import Reply, Site, page_reply
from lanzhou_news.replica.story import Story

PER_LIST = 50
MOST_COPIES = 200
_SALT, _PAGE = 80, 81
_PATH = re.compile(r"^/[\w-]+/\d{4}-\d{2}/\d{2}/content_(\d+)\.html?$")
_LIST = re.compile(r"^/(?:index(?:_(\d+))?\.html?)?$")


@dataclass(frozen=True, slots=True)
class Converter:
    """How one host damages its copies."""

    host: str
    kind: str
    site: MirrorSite
    known: bool = False
    """One of the mirrors whose paths a reader can map back to the original."""


CONVERTERS = (
    Converter("www.ifyoulikebooks.com", "mirror-gloss", make_site("partial", 11, fold="none"), known=True),
    Converter("www.fcgxiehui.com", "mirror-corrupt", make_site("partial", 12), known=True),
    Converter("full.mirror.example", "mirror-corrupt", make_site("full", 13, fold="none")),
    Converter("commas.mirror.example", "mirror-commas", make_site("medium", 14, stray="commas")),
    Converter("toneless.mirror.example", "mirror-toneless", make_site("full", 15, toneless=True)),
)


class Mirror:
    """One mirror host of a site."""

    def __init__(self, converter: Converter, site: Site) -> None:
        self.converter = converter
        self.site = site

    @cached_property
    def members(self) -> list[int]:
        """Articles that have a copy here, newest first: own stories with a byline of the publisher."""
        corpus, found = self.site.corpus, list[int]()
        wanted = min(MOST_COPIES, max(1, self.site.options.articles // 15))
        for n in range(corpus.size - 1, -1, -1):
            if draw(corpus.seed, n, _SALT) % len(CONVERTERS) == CONVERTERS.index(self.converter) and self._suits(n):
                found.append(n)
                if len(found) == wanted:
                    break
        return found

    def _suits(self, n: int) -> bool:
        if self.site.corpus.kind(n) != "own" or self.site.newsroom.has_rare_name(n):
            return False
        credits = self.site.newsroom.story(n).credits
        printed = "".join([credits.end, credits.first, *credits.last])
        return PUBLISHER in printed and not (credits.meta_source or credits.ambiguous or credits.dateline)

    def reply(self, path: str) -> Reply | None:
        """A copy or a list page, None when there is nothing at ``path``."""
        if match := _PATH.match(path):
            n = self.site.corpus.find(int(match[1]))
            return self._copy(n) if n in self.members and n is not None and self.site.corpus.path(n) == path else None
        match = _LIST.match(path)
        return self._list(int(match[1] or 1)) if match else None

    def _shown(self, html: str, n: int) -> str:
        converter, rng = self.converter, stream(self.site.corpus.seed, n, _PAGE)
        if converter.kind == "mirror-gloss":
            return corruption.gloss_only(html, converter.site)
        if converter.site.toneless:
            return _outside_tags(html, rng)
        return corruption.clean_up(corruption.mangle_markup(html, converter.site, rng), converter.site.fold)

    def _copy(self, n: int) -> Reply:
        story = self.site.newsroom.story(n)
        lines = [text for _, text in printed_paragraphs(story, 0)]
        tail = [line for line in (story.credits.staff, "版权声明：", COPYRIGHT) if line]
        html = render("mirror", {"title": _text(story.title), "body": _paragraphs(lines), "tail": _paragraphs(tail)})
        return self._page(self._shown(html, n), n)

    def _page(self, shown: str, n: int) -> Reply:
        head = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title></title></head>\n<body>\n'
        return page_reply(
            f"{head}{shown}\n</body></html>\n".encode(), "text/html; charset=utf-8", self.site.corpus.moment(n)
        )

    def _list(self, page: int) -> Reply | None:
        numbers = self.members[(page - 1) * PER_LIST : page * PER_LIST]
        if not numbers:
            return None
        titles = [self._shown(_text(self.site.newsroom.headline(n)), n) for n in numbers]
        paths = [self.site.corpus.path(n) for n in numbers]
        rows = "".join(f'<li><a href="{path}">{title}</a></li>\n' for path, title in zip(paths, titles, strict=True))
        more = f'<a href="/index_{page + 1}.htm">下一頁</a>' if page * PER_LIST < len(self.members) else ""
        return self._page(f"<ul>\n{rows}</ul>\n{more}", numbers[0])

    def gold_records(self) -> Iterator[Record]:
        """What a perfect reader makes of the copies: the original's text, dated by the day in the URL."""
        for n in reversed(self.members):
            yield self._gold(self.site.newsroom.story(n))

    def _gold(self, story: Story) -> Record:
        corpus, converter = self.site.corpus, self.converter
        url = f"http://{converter.host}{corpus.path(story.n)}"
        fields = {**story_fields(story), "subtitle": None, "kicker": None, "keywords": [], "kind": converter.kind}
        return {
            "id": url_id(url),
            "url": url,
            "canonical_url": corpus.url(story.n) if converter.known else url,
            "site": None,
            "section": None,
            "published_at": iso(story, "day"),
            "published_precision": "day",
            **fields,
            "images": [],
            "duplicate_of": f"lanzhou:{corpus.content_id(story.n)}",
            "encoding": {"plan": "utf-8", "codec": "utf-8", "header": "utf-8", "meta": "utf-8"},
            "generation": "mirror",
        }


def _text(text: str) -> str:
    return escape(text, quote=False)


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{_text(line)}</p>\n" for line in lines)


def _outside_tags(html: str, rng: Random) -> str:
    pieces = re.split(r"(<[^>]*>)", html)
    return "".join(p if p.startswith("<") else corruption.toneless_glosses(p, rng) for p in pieces)
