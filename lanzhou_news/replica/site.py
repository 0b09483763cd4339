"""The site itself: from a path to a page, from an article to its gold record. No network in here."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lanzhou_news.replica.articles import Newsroom
from lanzhou_news.replica.corpus import BY_DIRECTORY, BY_LEGACY, HOST, Corpus
from lanzhou_news.replica.draws import draw, share
from lanzhou_news.replica.encoding import plan_for
from lanzhou_news.replica.gold import Record, iso, story_fields
from lanzhou_news.replica.markup.article import GENERATIONS, Setting, article_page, precision
from lanzhou_news.replica.markup.furniture import Link, link_list
from lanzhou_news.replica.options import Options
from lanzhou_news.replica.width import style_for

_ARTICLE = re.compile(r"^/([\w-]+)/(\d{4}-\d{2}/\d{2})/content_(\d+)(?:_(\d+))?\.html?$")
_GENERATION, _FULL_TEXT, _BLOCK = range(60, 63)
_SHARES = (0.40, 0.82, 1.0)
"""Cumulated shares of the three generations."""
_SIDEBARS = (("hot", "热点新闻"), ("rank", "新闻排行"), ("pic", "图片新闻"))
SHANGHAI = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Reply:
    """One response, ready to send."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    location: str | None = None
    etag: str | None = None
    modified: datetime | None = None
    """UTC."""
    retry_after: int | None = None
    """Seconds."""
    headers: tuple[tuple[str, str], ...] = ()
    behaviour: str = ""
    """How the connection misbehaves: drop, cut-off, endless, trickle, silent; empty: not at all."""


def page_reply(body: bytes, content_type: str, modified: datetime | None = None) -> Reply:
    """A page with validators; ``modified`` is Shanghai time."""
    etag = f'"{hashlib.blake2b(body, digest_size=10).hexdigest()}"'
    return Reply(
        body, 200, content_type, None, etag, None if modified is None else (modified - SHANGHAI).replace(tzinfo=UTC)
    )


class PageCache:
    """Least recently used replies, bounded by the bytes of their bodies."""

    def __init__(self, megabytes: int) -> None:
        self._limit = megabytes * 1_000_000
        self.size = 0
        self._replies: OrderedDict[object, Reply] = OrderedDict()

    def get(self, key: object) -> Reply | None:
        """The reply, now the most recently used one."""
        reply = self._replies.get(key)
        if reply is not None:
            self._replies.move_to_end(key)
        return reply

    def put(self, key: object, reply: Reply) -> Reply:
        """Keep ``reply`` and drop the oldest ones that no longer fit."""
        self._replies[key] = reply
        self.size += len(reply.body)
        while self.size > self._limit and len(self._replies) > 1:
            self.size -= len(self._replies.popitem(last=False)[1].body)
        return reply


class Site:
    """www.lzbs.com.cn as the replica has it."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.corpus = Corpus(options.seed, options.articles)
        self.newsroom = Newsroom(self.corpus)
        self.cache = PageCache(options.cache_mb)
        self.redesign = options.redesign
        self.gone: dict[int, int] = {}
        """Articles taken down, with the status they answer (404 or 410)."""
        self.revisions: dict[int, int] = {}
        """Articles corrected so far, with their current version; all others are in version 1."""
        self._blocks: dict[int, str] = {}

    def locate(self, path: str) -> tuple[int, int, str | None] | None:
        """(article, page, redirect target) of a path; page 0 is the full text, page 1 the article's own address."""
        match = _ARTICLE.match(path)
        if match is None:
            return None
        n = self.corpus.find(int(match[3]))
        if n is None or (match[1] not in BY_DIRECTORY and match[1] not in BY_LEGACY):
            return None
        page = 1 if match[4] is None else int(match[4])
        real = self.corpus.path(n, None if match[4] is None else page)
        if path == real:
            return n, page, None
        legacy = match[1] == self.corpus.channel(n).legacy and path == real.replace(
            self.corpus.channel(n).directory, match[1], 1
        )
        return (n, page, real) if legacy else None

    def generation(self, n: int) -> str:
        """Which generation of markup article ``n`` stands in."""
        left = share(self.corpus.seed, n, _GENERATION)
        return next(name for name, edge in zip(GENERATIONS, _SHARES, strict=True) if left < edge)

    def article(self, n: int, page: int, revision: int = 1) -> Reply | None:
        """The page of an article, or None when the article has no such page."""
        key = (n, page, revision, self.redesign)
        reply = self.cache.get(key)
        if reply is None:
            reply = self._render(n, page, revision)
            if reply is not None:
                self.cache.put(key, reply)
        return reply

    def has_full_text(self, n: int) -> bool:
        """Is there a ``_0`` page? (Half of the multi-page articles.)"""
        return draw(self.corpus.seed, n, _FULL_TEXT) % 2 == 0

    def _render(self, n: int, page: int, revision: int) -> Reply | None:
        story = self.newsroom.story(n, revision)
        if page > story.page_count or (page == 0 and (story.page_count == 1 or not self.has_full_text(n))):
            return None
        plan = plan_for(self.corpus.seed, n)
        setting = Setting(
            channel=self.corpus.channel(n),
            content_id=self.corpus.content_id(n),
            page_path=self.corpus.path(n),
            style=style_for(self.corpus.seed, n),
            plan=plan,
            aside=self._sidebars(n),
            related=self._links(range(max(0, n - 4), n)),
            full_text=self.has_full_text(n),
        )
        html = article_page(story, setting, page, "redesign" if self.redesign else self.generation(n))
        return page_reply(plan.encode(html)[0], plan.content_type, story.moment + timedelta(hours=revision - 1))

    def _links(self, numbers: range) -> list[Link]:
        return [(self.corpus.path(m), self.newsroom.headline(m)) for m in numbers]

    def _sidebars(self, n: int) -> str:
        """Headlines beside the article; they change every 200 articles, and name older ones only."""
        block = n // 200
        if block not in self._blocks:
            if len(self._blocks) > 64:
                self._blocks.clear()
            first, count = max(0, block * 200 - 60), min(self.options.articles, 60)
            edges = [first + part * count // len(_SIDEBARS) for part in range(len(_SIDEBARS) + 1)]
            self._blocks[block] = "".join(
                link_list(name, self._links(range(edges[part], edges[part + 1])), css)
                for part, (css, name) in enumerate(_SIDEBARS)
            )
        return self._blocks[block]

    def gold(self, n: int, revision: int = 1) -> Record:
        """The gold record of one version of article ``n``."""
        story = self.newsroom.story(n, revision)
        generation = "redesign" if self.redesign else self.generation(n)
        plan = plan_for(self.corpus.seed, n)
        said = precision(story, "old" if generation == "redesign" else generation)
        origin = self.corpus.origin(n)
        images = [
            {
                "url": f"http://{HOST}{picture.path}",
                "caption": picture.caption or None,
                "credit": picture.credit or None,
                "width": picture.width,
                "height": picture.height,
            }
            for picture in story.pictures
        ]
        codec = "gb18030" if plan.codec == "gbk" and self.newsroom.has_rare_name(n) else plan.codec
        return {
            "id": f"lanzhou:{self.corpus.content_id(n)}",
            "url": self.corpus.url(n),
            "canonical_url": self.corpus.url(n),
            "site": "lanzhou",
            "section": self.corpus.channel(n).section,
            "published_at": iso(story, said),
            "published_precision": said,
            **story_fields(story),
            "images": images,
            "duplicate_of": f"lanzhou:{self.corpus.content_id(origin)}" if origin != n else None,
            "encoding": {"plan": plan.name, "codec": codec, "header": plan.header, "meta": plan.meta},
            "generation": generation,
        }
