"""What stands round the article on every page: head, navigation, sidebars, share bars, comment box, footer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lanzhou_news.replica.corpus import Channel
from lanzhou_news.replica.markup.templates import render, static

Link = tuple[str, str]
"""(href, text)"""

_HTML5 = "<!DOCTYPE html>"
_XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)


def head(title: str, *, meta: str | None, late: bool, description: str, keywords: str, modern: bool) -> str:
    """The page's head up to ``<body>``; ``late`` moves the charset behind 6 KB of style."""
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}" />' if meta else ""
    if modern and meta and not late:
        declared = f'<meta charset="{meta}">'
    style = static("style")
    values = {
        "doctype": _HTML5 if modern else _XHTML,
        "early": style + declared if late else declared,
        "late": "" if late else style,
        "title": escape(title),
        "keywords": escape(keywords),
        "description": escape(description),
        "script": static("script"),
    }
    return render("head", values)


def page(head_html: str, crumb: str, main: str, aside: str) -> str:
    """A whole page round ``main``."""
    values = {"head": head_html, "crumb": crumb, "main": main, "aside": aside}
    return render("shell", {**values, "top": static("top"), "footer": static("footer")})


_ARROWS = (" > ", ">", "> ", " >", "&nbsp;&gt;&nbsp;", " &gt; ")


def breadcrumb(channel: Channel, variant: int) -> str:
    """``您的位置:网站首页 > 新闻中心>兰州新闻> 正文`` with the irregular spacing of the site."""
    linked = [f'<a href="/{channel.directory}/" class="c">{part}</a>' for part in channel.section.split(">")]
    joined = '<a href="/">网站首页</a>'
    for index, part in enumerate([*linked, "正文"]):
        joined += _ARROWS[(variant + index) % len(_ARROWS)] + part
    return f'<div class="crumb">您的位置:{joined}</div>'


def link_list(title: str, links: Sequence[Link], css: str) -> str:
    """A sidebar box of headlines."""
    rows = []
    for index, (href, text) in enumerate(links):
        shown = escape(text)
        rows.append(
            f'<li class="{css}_{index % 2}"><em>{index + 1}</em>'
            f'<a href="{href}" target="_blank" title="{shown}">{shown}</a></li>\n'
        )
    more = f'<span class="more"><a href="/{css}/">更多&gt;&gt;</a></span>'
    return f'<div class="{css}"><h3><a href="/{css}/">{title}</a>{more}</h3>\n<ul>{"".join(rows)}</ul></div>\n'
