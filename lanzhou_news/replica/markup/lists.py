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
    relative = (
        entry.path.removeprefix(own)
        if entry.path.startswith(own)
        else f"../{entry.path[1:]}"
        if directory
        else entry.path[1:]
    )
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
    near = [number for number in range(page - 4, page + 6) if 1 <= number <= pages]
    links = "".join(
        f"<b>{number}</b> " if number == page else f'<a href="{node_name(channel, number)}">{number}</a> '
        for number in near
    )
    before = f'<a href="{node_name(channel, page - 1)}">上一页</a> ' if page > 1 else ""
    after = f'<a href="{node_name(channel, page + 1)}">下一页</a> ' if page < pages else ""
    return f'<div class="page">共{pages}页 <a href="index.htm">首页</a> {before}{links}{after}<a href="{node_name(channel, pages)}">末页</a></div>'


def _page(title: str, main: str) -> str:
    head = furniture.head(title, meta="utf-8", late=False, description="兰州新闻网", keywords="兰州,新闻", modern=False)
    return (
        f'{head}<body>\n{furniture.top()}<div class="main"><div class="left">\n{main}</div></div>\n{furniture.footer()}'
    )


def channel_page(channel: Channel, entries: Sequence[Entry], page: int, pages: int) -> str:
    """One list page of a channel."""
    crumb = f'<div class="crumb">您的位置:<a href="/">网站首页</a> &gt; {channel.section.replace(">", " &gt;")}</div>'
    rows = _rows(entries, channel.directory)
    return _page(
        f"{channel.section.rpartition('>')[2]}_兰州新闻网",
        f'{crumb}<ul class="list">\n{rows}</ul>\n{_pager(channel, page, pages)}',
    )


def home_page(latest: Sequence[Entry], columns: Sequence[tuple[Channel, Sequence[Entry]]]) -> str:
    """The home page: the latest headlines and a box for every channel."""
    boxes = "".join(
        f'<div class="box"><h3><a href="/{channel.directory}/">{channel.section.rpartition(">")[2]}</a></h3><ul>{_rows(entries, None)}</ul></div>\n'
        for channel, entries in columns
    )
    nodes = "".join(
        f'<a href="/{channel.directory}/node_{channel.node}.htm">{channel.section}</a> ' for channel in CHANNELS
    )
    return _page(
        "兰州新闻网",
        f'<div class="latest"><h2>最新播报</h2><ul>{_rows(latest, None)}</ul></div>\n{boxes}<div class="map">{nodes}</div>',
    )


def rss(channel: Channel, entries: Sequence[Entry]) -> str:
    """RSS 2.0 of a channel's latest headlines."""
    items = "".join(
        f"<item><title>{escape(entry.title)}</title><link>http://{HOST}{entry.path}</link>"
        f"<pubDate>{entry.moment:%a, %d %b %Y %H:%M:%S} +0800</pubDate></item>\n"
        for entry in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{channel.section}</title>'
        f"<link>http://{HOST}/{channel.directory}/</link><description>兰州新闻网</description>\n{items}</channel></rss>\n"
    )


def sitemap(entries: Sequence[Entry]) -> str:
    """A sitemap of article URLs."""
    urls = "".join(
        f"<url><loc>http://{HOST}{entry.path}</loc><lastmod>{entry.moment:%Y-%m-%dT%H:%M:%S}+08:00</lastmod></url>\n"
        for entry in entries
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'


def sitemap_index(count: int) -> str:
    """The index of ``count`` sitemaps."""
    maps = "".join(
        f"<sitemap><loc>http://{HOST}/sitemap_{number}.xml</loc></sitemap>\n" for number in range(1, count + 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n'
