"""Pages that want to harm whoever crawls them. Published only with ``hostile``; every one is linked from the home page.

Each trap is harmless for a crawler that keeps to its hosts, bounds size, time and depth, and treats text as text.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from html import escape

from lanzhou_news.replica.corpus import HOST
from lanzhou_news.replica.gold import Record
from lanzhou_news.replica.site import Reply, page_reply

EVIL = "evil.example"
"""A foreign host: no request for it may ever appear in the log."""
DAY = "2024-06-28"
_STEM = "/lanzhounews/2024-06/28/content_9000000"
"""Articles 900000001 … 900000099."""

# Headlines that aim at file names, spreadsheets, logs, terminals and HTML; (as printed, as a record has it).
TITLES = (
    ("<script>alert(1)</script>夜游黄河", "<script>alert(1)</script>夜游黄河"),
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("../../../../tmp/owned", "../../../../tmp/owned"),
    ("第一行\n第二行 ERROR 伪造的日志", "第一行 第二行 ERROR 伪造的日志"),
    ("\x1b[31m红色\x07标题", "[31m红色标题"),
    ("@SUM(1+1)*cmd|'/C notepad'!A1", "@SUM(1+1)*cmd|'/C notepad'!A1"),
    ("'; DROP TABLE articles; --", "'; DROP TABLE articles; --"),
    ("$(touch /tmp/owned) `id`", "$(touch /tmp/owned) `id`"),
)
BODY = tuple(
    f"这一段文字只是为了让页面看起来像一篇新闻，编号{index}，它说明标题里的符号不应当被当作命令、路径或公式。"
    for index in range(1, 5)
)

# Where redirects of the articles 900000021 … lead: nothing of it may be requested.
REDIRECTS = (
    f"http://{EVIL}/steal.htm",
    "http://127.0.0.1:1/internal",
    "http://localhost/internal",
    "http://[::1]/internal",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.168.0.1/admin",
    "http://10.0.0.1/lanzhounews/2024-06/28/content_900000001.htm",
    "file:///etc/passwd",
    f"http://{HOST}@{EVIL}/lanzhounews/2024-06/28/content_900000001.htm",
)
# Links of the home page that look like articles of the site and are not.
FOREIGN_LINKS = (
    f"http://{EVIL}/lanzhounews/2024-06/28/content_900000001.htm",
    f"//{EVIL}/lanzhounews/2024-06/28/content_900000002.htm",
    f"http://{HOST}.{EVIL}/lanzhounews/2024-06/28/content_900000003.htm",
    f"http://{HOST}@{EVIL}/lanzhounews/2024-06/28/content_900000004.htm",
    "http://192.168.0.1/lanzhounews/2024-06/28/content_900000005.htm",
    "http://127.0.0.1:1/lanzhounews/2024-06/28/content_900000006.htm",
    "javascript:alert('content_900000007.htm')",
    "http://[::1/lanzhounews/2024-06/28/content_900000008.htm",
)
BOMB_MEGABYTES = 300
_CALENDAR = re.compile(r"^/calendar/(\d{4})/(\d{2})/(\d{2})/(?:index\.htm)?$")
_ENDLESS_PAGER = re.compile(r"^/pager/node_77_(\d+)\.htm$")


def _number(path: str) -> int | None:
    inside = path.startswith(_STEM) and path.endswith(".htm")
    middle = path.removeprefix(_STEM).removesuffix(".htm")
    return int(middle) if inside and middle.isdigit() and len(middle) == 2 else None


def _path(number: int) -> str:
    return f"{_STEM}{number:02d}.htm"


def _article(title: str) -> Reply:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    html = (
        f'<html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>'
        f'<div class="info">{DAY} 08:00:00 智能朗读:</div><div><!--enpcontent-->{paragraphs}<!--/enpcontent--></div>'
        "</body></html>"
    )
    return page_reply(html.encode(), "text/html; charset=utf-8")


@cache
def _bomb() -> Reply:
    packed = gzip.compress(b"<p>" + b"0" * (BOMB_MEGABYTES * 1_000_000), 9)
    return Reply(packed, headers=(("Content-Encoding", "gzip"),))


def _nested() -> Reply:
    return Reply(("<html><body>" + "<div>" * 10_000 + BODY[0] + "</body></html>").encode())


def _nulls() -> Reply:
    return Reply(b"<html><body><p>" + b"\0" * 5000 + BODY[0].encode() + b"</p></body></html>")


# Number of the article → what it does.
SPECIAL: dict[int, tuple[str, Callable[[], Reply]]] = {
    41: ("bomb", _bomb),
    42: ("endless", lambda: Reply(behaviour="endless")),
    43: ("trickle", lambda: Reply(behaviour="trickle")),
    44: ("cut-off", lambda: Reply(BODY[0].encode() * 50, behaviour="cut-off")),
    45: ("redirect-loop", lambda: Reply(status=302, location=f"http://{HOST}{_path(45)}")),
    46: ("nested", _nested),
    47: ("null-bytes", _nulls),
    48: ("silent", lambda: Reply(behaviour="silent")),
    49: ("wrong-length", lambda: Reply(b"<html></html>", behaviour="drop")),
}


def reply(path: str) -> Reply | None:
    """The trap at ``path``, or None."""
    if match := _CALENDAR.match(path):
        return _calendar_page(int(match[1]), int(match[2]), int(match[3]))
    if match := _ENDLESS_PAGER.match(path):
        following = f'<a href="node_77_{int(match[1]) + 1}.htm">下一页</a>'
        return page_reply(f"<html><body><ul></ul>{following}</body></html>".encode(), "text/html; charset=utf-8")
    number = _number(path)
    if number is None:
        return None
    if 1 <= number <= len(TITLES):
        return _article(TITLES[number - 1][0])
    if 21 <= number < 21 + len(REDIRECTS):
        return Reply(status=302, location=REDIRECTS[number - 21])
    return SPECIAL[number][1]() if number in SPECIAL else None


def _calendar_page(year: int, month: int, day: int) -> Reply | None:
    """A list page without news that links to the day before and the day after, for ever."""
    try:
        today = date(year, month, day)
    except ValueError:
        return None
    links = [today + timedelta(days=step) for step in (-365, -30, -1, 1, 30, 365)]
    anchors = "".join(f'<a href="/calendar/{other:%Y/%m/%d}/">{other:%Y-%m-%d}</a> ' for other in links)
    return page_reply(f"<html><body>{anchors}</body></html>".encode(), "text/html; charset=utf-8")


def links() -> list[str]:
    """Links to every trap, as HTML."""
    paths = [_path(number) for number in range(1, len(TITLES) + 1)]
    paths += [_path(21 + index) for index in range(len(REDIRECTS))] + [_path(number) for number in SPECIAL]
    targets = [*paths, *FOREIGN_LINKS, "/calendar/2024/06/28/", "/pager/node_77_1.htm"]
    return [f'<a href="{escape(target)}">{index}</a>' for index, target in enumerate(targets)]


def gold_records() -> list[Record]:
    """The articles with hostile headlines: text, nothing else."""
    records: list[Record] = []
    for index, (_, title) in enumerate(TITLES, 1):
        url = f"http://{HOST}{_path(index)}"
        records.append(
            {
                "id": f"lanzhou:9000000{index:02d}",
                "url": url,
                "canonical_url": url,
                "site": "lanzhou",
                "title": title,
                "body": "\n".join(BODY),
                "published_at": f"{DAY}T08:00:00+08:00",
                "published_precision": "second",
                "authors": [],
                "editors": [],
                "source": None,
                "kind": "hostile",
                "revision": 1,
            }
        )
    return records
