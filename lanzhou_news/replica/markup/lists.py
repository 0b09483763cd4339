"""List pages: the home page, channel pages with a pager, feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from lanzhou_news.replica.corpus import CHANNELS, HOST, Channel
from lanzhou_news.replica.markup import furniture


@dataclass(frozen=True, slots=True)
class Entry:
    """One headline of a list."""

    path: str
    title: str
    moment: datetime
    number: int
    """Decides how the link is written."""


def _link(entry: Entry, directory: str | None) -> str:
    """An ``<a>`` in one of the fashions that hand-made templates have."""
    own = f"/{directory}/" if directory else "/"
    up = "../" if directory else ""
    relative = entry.path.removeprefix(own) if entry.path.startswith(own) else f"{up}{entry.path[1:]}"
    title = escape(entry.title)
    return (
        f'<a href="{entry.path}" target="_blank">{title}</a>',
        f"<a target=_blank href={relative}>{title}</a>",
        f"<A class='bt' title='' HREF='http://{HOST}{entry.path}'>{title}</A>",
        f'<a\n   class="t{entry.number % 5}" href = "{relative}" title="{title}">{title}</a>',
        f'<a href="./{relative}"><font color="#333333">{title}</font></a>',
    )[entry.number % 5]


def _rows(entries: Sequence[Entry], directory: str | None) -> str:
    rows = []
    for index, entry in enumerate(entries):
        line = '<li class="line"></li>\n' if index % 5 == 4 else ""
        rows.append(f"<li>{_link(entry, directory)}<span>{entry.moment:%Y-%m-%d %H:%M}</span></li>\n{line}")
    return "".join(rows)


def node_name(channel: Channel, page: int) -> str:
    """File name of a list page: index.htm, node_3801_2.htm, node_3801_3.htm …"""
    return "index.htm" if page == 1 else f"node_{channel.node}_{page}.htm"


def _pager(channel: Channel, page: int, pages: int) -> str:
    links = ['<a href="index.htm">首页</a>']
    if page > 1:
        links.append(f'<a href="{node_name(channel, page - 1)}">上一页</a>')
    for number in range(max(1, page - 4), min(pages, page + 5) + 1):
        links.append(f"<b>{number}</b>" if number == page else f'<a href="{node_name(channel, number)}">{number}</a>')
    if page < pages:
        links.append(f'<a href="{node_name(channel, page + 1)}">下一页</a>')
    links.append(f'<a href="{node_name(channel, pages)}">末页</a>')
    return f'<div class="page">共{pages}页 {" ".join(links)}</div>'


def _page(title: str, crumb: str, main: str) -> str:
    head = furniture.head(title, meta="utf-8", late=False, description="兰州新闻网", keywords="兰州,新闻", modern=False)
    return furniture.page(head, crumb, main, "")


def channel_page(channel: Channel, entries: Sequence[Entry], page: int, pages: int) -> str:
    """One list page of a channel."""
    path = channel.section.replace(">", " &gt;")
    crumb = f'<div class="crumb">您的位置:<a href="/">网站首页</a> &gt; {path}</div>'
    main = f'<ul class="list">\n{_rows(entries, channel.directory)}</ul>\n{_pager(channel, page, pages)}'
    return _page(f"{channel.section.rpartition('>')[2]}_兰州新闻网", crumb, main)


def home_page(
    latest: Sequence[Entry], columns: Sequence[tuple[Channel, Sequence[Entry]]], extra: Sequence[str] = ()
) -> str:
    """The home page: the latest headlines, a box for every channel, and further links given as HTML."""
    boxes = []
    for channel, entries in columns:
        name = f'<a href="/{channel.directory}/">{channel.section.rpartition(">")[2]}</a>'
        boxes.append(f'<div class="box"><h3>{name}</h3><ul>{_rows(entries, None)}</ul></div>\n')
    more = [f'<a href="/{channel.directory}/node_{channel.node}.htm">{channel.section}</a>' for channel in CHANNELS]
    more += extra
    main = (
        f'<div class="latest"><h2>最新播报</h2><ul>{_rows(latest, None)}</ul></div>\n{"".join(boxes)}'
        f'<div class="map">{" ".join(more)}</div>'
    )
    return _page("兰州新闻网", "", main)


def rss(channel: Channel, entries: Sequence[Entry]) -> str:
    """RSS 2.0 of a channel's latest headlines."""
    items = "".join(
        f"<item><title>{escape(entry.title)}</title><link>http://{HOST}{entry.path}</link>"
        f"<pubDate>{entry.moment:%a, %d %b %Y %H:%M:%S} +0800</pubDate></item>\n"
        for entry in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{channel.section}</title>'
        f"<link>http://{HOST}/{channel.directory}/</link><description>兰州新闻网</description>\n"
        f"{items}</channel></rss>\n"
    )


_SITEMAP_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(entries: Sequence[Entry]) -> str:
    """A sitemap of article URLs."""
    urls = "".join(
        f"<url><loc>http://{HOST}{entry.path}</loc><lastmod>{entry.moment:%Y-%m-%dT%H:%M:%S}+08:00</lastmod></url>\n"
        for entry in entries
    )
    return f"{_SITEMAP_HEAD}<urlset {_SITEMAP_SPACE}>\n{urls}</urlset>\n"


def sitemap_index(count: int) -> str:
    """The index of ``count`` sitemaps."""
    maps = "".join(
        f"<sitemap><loc>http://{HOST}/sitemap_{number}.xml</loc></sitemap>\n" for number in range(1, count + 1)
    )
    return f"{_SITEMAP_HEAD}<sitemapindex {_SITEMAP_SPACE}>\n{maps}</sitemapindex>\n"
