"""Which headlines stand on which list page; paths of lists, feeds, sitemaps and robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lanzhou_news.replica.corpus import BY_DIRECTORY, CHANNELS, HOST, Channel
from lanzhou_news.replica.draws import share
from lanzhou_news.replica.markup import lists as markup
from lanzhou_news.replica.markup.lists import Entry
from lanzhou_news.replica.site import Reply, Site, page_reply

PER_PAGE = 40
PER_SITEMAP = 1000
LEGACY_SHARE = 0.02
"""Share of links in lists that still name the channel directory of earlier years: they redirect."""
DEAD_SHARE = 0.005
"""Share of headlines followed by a link to a page that is not there any more."""
_LIST = re.compile(r"^/([\w-]+)/(?:index\.html?|node_(\d+)(?:_(\d+))?\.html?)?$")
_SITEMAP = re.compile(r"^/sitemap_(\d+)\.xml$")
_RSS = re.compile(r"^/rss/([\w-]+)\.xml$")
_LINK, _DEAD = 70, 71


class Lists:
    """The site's list pages. A page is built anew when the corpus has grown or an article has vanished."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.extra_links: list[str] = []
        """Further links on the home page (traps, mirrors, e-papers), as HTML."""

    def reply(self, path: str) -> Reply | None:
        """The list, feed, sitemap or robots.txt at ``path``; None when there is none."""
        key = (path, self.site.corpus.size, len(self.site.gone), len(self.extra_links))
        found = self.site.cache.get(key)
        if found is None:
            found = self._build(path)
            if found is not None:
                self.site.cache.put(key, found)
        return found

    def _build(self, path: str) -> Reply | None:
        if path in ("/", "/index.htm", "/index.html"):
            return self._home()
        if path == "/robots.txt":
            return self._robots()
        if path == "/sitemap.xml":
            count = -(-self.site.corpus.size // PER_SITEMAP)
            return page_reply(markup.sitemap_index(count).encode(), "application/xml")
        if match := _SITEMAP.match(path):
            return self._sitemap(int(match[1]))
        if (match := _RSS.match(path)) and match[1] in BY_DIRECTORY:
            channel = BY_DIRECTORY[match[1]]
            return page_reply(
                markup.rss(channel, self._entries(self._newest(channel, 0, 30))).encode(), "application/rss+xml"
            )
        match = _LIST.match(path)
        found = BY_DIRECTORY.get(match[1]) if match else None
        if match is None or found is None or match[2] not in (None, str(found.node)):
            return None
        return self._channel(found, int(match[3] or 1))

    def _newest(self, channel: Channel, start: int, count: int) -> list[int]:
        members = self.site.corpus.members(channel.directory)
        last = len(members) - start
        return [n for n in reversed(members[max(0, last - count) : max(0, last)]) if n not in self.site.gone]

    def _entries(self, numbers: Iterable[int], *, odd_links: bool = False) -> list[Entry]:
        corpus, entries = self.site.corpus, list[Entry]()
        for n in numbers:
            path, title = corpus.path(n), self.site.newsroom.headline(n)
            if odd_links and share(corpus.seed, n, _LINK) < LEGACY_SHARE:
                path = path.replace(corpus.channel(n).directory, corpus.channel(n).legacy, 1)
            entries.append(Entry(path, title, corpus.moment(n), n))
            if odd_links and share(corpus.seed, n, _DEAD) < DEAD_SHARE:
                dead = corpus.path(n).replace(str(corpus.content_id(n)), str(corpus.content_id(n) + 3))
                entries.append(Entry(dead, "（已撤稿）", corpus.moment(n), n + 1))
        return entries

    def _channel(self, channel: Channel, page: int) -> Reply | None:
        count = len(self.site.corpus.members(channel.directory))
        pages = max(1, -(-count // PER_PAGE))
        if not 1 <= page <= pages:
            return None
        numbers = self._newest(channel, (page - 1) * PER_PAGE, PER_PAGE)
        entries = self._entries(numbers, odd_links=not self.site.options.plain)
        return self._html(markup.channel_page(channel, entries, page, pages), numbers)

    def _html(self, html: str, numbers: Sequence[int]) -> Reply:
        newest = self.site.corpus.moment(max(numbers)) if numbers else None
        return page_reply(html.encode(), "text/html; charset=utf-8", newest)

    def _home(self) -> Reply:
        size = self.site.corpus.size
        latest = [n for n in range(size - 1, max(-1, size - 31), -1) if n not in self.site.gone]
        columns = [(channel, self._entries(self._newest(channel, 0, 8))) for channel in CHANNELS]
        html = markup.home_page(self._entries(latest), columns, self.extra_links)
        return self._html(html, latest)

    def _sitemap(self, number: int) -> Reply | None:
        first = (number - 1) * PER_SITEMAP
        numbers = [n for n in range(first, min(first + PER_SITEMAP, self.site.corpus.size)) if n not in self.site.gone]
        return (
            page_reply(markup.sitemap(self._entries(numbers)).encode(), "application/xml")
            if number > 0 and numbers
            else None
        )

    def _robots(self) -> Reply:
        options = self.site.options
        lines = ["User-agent: *", "Disallow: /founder/", "Disallow: /comment/", "Disallow: /ad/"]
        if options.crawl_delay:
            lines.append(f"Crawl-delay: {options.crawl_delay:g}")
        if options.sitemap:
            lines.append(f"Sitemap: http://{HOST}/sitemap.xml")
        return page_reply(("\n".join(lines) + "\n").encode(), "text/plain")
