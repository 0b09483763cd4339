"""Pages that a browser draws from data: the article stands in JSON inside a script, not in the markup.

Next.js and Nuxt print a ``script`` of type ``application/json``, Vue and React pages assign
``window.__INITIAL_STATE__``, markup for search engines has ``articleBody``. The data is only asked when the visible
page holds no article. A page of a WeChat account (公众号) shows its text, but time and name of the account stand in
its script alone.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from urllib.parse import unquote

from lanzhou_news.extract.page import Page
from lanzhou_news.extract.page_title import key

MAX_STATE = 3_000_000
"""Characters of one script; the state of a news page has some 300,000."""
MAX_HEAD = 100_000
"""Characters in which title and metas are looked for."""
MIN_HAN = 60
"""Chinese characters of a text worth reading."""
MAX_AROUND = 5
"""Objects around the text in which its title and time are looked for; 凤凰 has four."""
Nest = tuple[dict[str, object], ...]
"""An object and those around it, the innermost first."""
_OPEN = re.compile(r"<script\b[^<>]{0,400}>", re.I)
_CLOSE = re.compile(r"</script", re.I)
_META = re.compile(r"<(?:meta\b[^<>]{0,2000}>|title\b[^<>]{0,200}>[^<]{0,500}</title>)", re.I)
_ASSIGNED = re.compile(r"^\s*(?:var\s+|let\s+|const\s+)?[\w.$\[\]\"']{1,80}\s*=\s*(?=[\[{]|JSON)")
_PARSED = re.compile(r"^JSON\.parse\(\s*")
_BODY = (
    "articlebody", "content", "contenthtml", "html", "body", "text", "detail", "articlecontent", "newscontent", "data",
)  # fmt: skip
_TITLE = ("headline", "title", "articletitle", "newstitle", "name")
_TIME = (
    "datepublished",
    "publishtime",
    "pubtime",
    "publish_time",
    "publishdate",
    "pubdate",
    "ctime",
    "createtime",
    "newstime",
)
_SOURCE = ("source", "sourcename", "origin", "medianame", "media")
_AUTHOR = ("author", "authorname", "writer", "reporter")
_WECHAT = re.compile(r"\bvar (ct|nickname)\s*=\s*(?:htmlDecode\()?[\"']([^\"'\n]{1,60})[\"']")
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")
_CHINA = timezone(timedelta(hours=8))
_HAN = re.compile("[\u3400-\u9fff]")
_TAG = re.compile(r"<(?:p|div|br)\b", re.I)


def from_scripts(page: Page) -> Page | None:
    """The page a browser would draw from the data in the page's scripts, or None when no script holds an article.

    >>> from_scripts(page).reading.rows[0].text
    '黄河岸边添新绿'
    """
    best: tuple[int, Nest, str] | None = None
    for data in _states(page.text):
        for nest in _nodes(data):
            text = _first(nest[:1], _BODY)
            size = len(_HAN.findall(text))
            if size >= MIN_HAN and (best is None or size > best[0]):
                best = (size, nest, text)
    if best is None:
        return None
    _, nest, text = best
    if not _TAG.search(text):
        text = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    head = "".join(match[0] for match in _META.finditer(page.text, 0, MAX_HEAD))
    title, source, author = (html.escape(_first(nest, names)) for names in (_TITLE, _SOURCE, _AUTHOR))
    time = html.escape(_first(nest, _TIME)) or _stamp(nest)
    line = " ".join(part for part in (time, source and f"来源：{source}") if part)
    head += f'<meta name="author" content="{author}">' if author and 'name="author"' not in head else ""
    markup = f"<head>{head}</head><h1>{title}</h1><p>{line}</p><div>{text}</div>"
    return Page(page.url, replace(page.decoded, text=markup))


def told_by_scripts(page: Page, headline: str) -> dict[str, str]:
    """``pubdate`` and ``state:source`` of the object in the page's scripts that has the page's own headline.

    >>> told_by_scripts(page, "黄河岸边添新绿")  # window.DATA = {"title": …, "media": "金城晚报", "pubtime": …}
    {'pubdate': '2020-04-18 17:25:08', 'state:source': '金城晚报'}
    """
    printed = key(headline)
    for data in _states(page.text):
        for nest in _nodes(data):
            if key(_first(nest[:1], _TITLE)) == printed and (time := _first(nest[:1], _TIME) or _stamp(nest[:1])):
                return {"pubdate": time, "state:source": _first(nest[:1], _SOURCE)}
    return {}


def wechat(page: Page) -> dict[str, str]:
    """``pubdate`` (ISO) and ``wechat:nickname`` (name of the account) that the script of a WeChat page gives.

    >>> wechat(page)  # <div id="js_content"></div><script>var ct = "1581517074";</script>
    {'pubdate': '2020-02-12T22:17:54+08:00'}
    """
    if not any("js_content" in box.hint for box in page.reading.boxes):
        return {}
    values = {match[1]: html.unescape(match[2]) for match in _WECHAT.finditer(page.text)}
    found = {}
    if (stamp := values.get("ct", "")).isdigit() and len(stamp) == 10:
        found["pubdate"] = datetime.fromtimestamp(int(stamp), _CHINA).isoformat()
    if values.get("nickname"):
        found["wechat:nickname"] = values["nickname"]
    return found


def _states(text: str) -> Iterator[object]:
    """Every script that is JSON or assigns JSON to one name."""
    at = 0
    while (start := _OPEN.search(text, at)) and (end := _CLOSE.search(text, start.end())):
        script, at = text[start.end() : end.start()].strip(), end.end()
        if not MIN_HAN < len(script) <= MAX_STATE:
            continue
        script = _ASSIGNED.sub("", script)
        if script.startswith("%7B"):  # 今日头条 RENDER_DATA
            script = unquote(script)
        script, quoted = _PARSED.subn("", script)
        if script[:1] not in ('"' if quoted else "{["):
            continue
        try:
            data = json.JSONDecoder(strict=False).raw_decode(script)[0]
            yield json.loads(data) if quoted else data
        except (ValueError, RecursionError):
            continue


def _nodes(data: object) -> Iterator[Nest]:
    """Every object inside with those around it, without recursion."""
    waiting: list[tuple[object, Nest]] = [(data, ())]
    while waiting:
        value, around = waiting.pop()
        if isinstance(value, dict):
            nest = ({str(key).lower(): item for key, item in value.items()}, *around[: MAX_AROUND - 1])
            yield nest
            waiting += [(item, nest) for item in value.values()]
        elif isinstance(value, list):
            waiting += [(item, around) for item in value]


def _stamp(nest: Nest) -> str:
    """The time given as a number of seconds or milliseconds, as Chinese clocks showed it; empty without one."""
    for value in (node.get(name) for node in nest for name in _TIME):
        if isinstance(value, int) and (match := _EPOCH.fullmatch(str(value))):
            return datetime.fromtimestamp(int(match[1]), _CHINA).strftime("%Y-%m-%d %H:%M:%S")
    return ""


def _first(nest: Nest, names: tuple[str, ...]) -> str:
    """The first of several keys that holds a text, in the innermost object; of a source given as an object its name."""
    for value in (node.get(name) for node in nest for name in names):
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
