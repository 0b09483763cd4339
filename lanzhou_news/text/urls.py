"""When are two addresses the same page? Pure functions; what only a site knows comes as an argument."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}

TRACKING = frozenset(
    {
        "from", "isappinstalled", "nsukey", "scene", "clicktime", "enterid",  # WeChat: shares to friends and Moments
        "share", "share_token", "sharefrom", "share_from", "share_source", "share_medium", "share_platform", "sharer",
        "spm", "scm", "bdmark", "bd_vid", "fr", "wfr",  # Alibaba, Baidu
        "gclid", "fbclid", "msclkid", "_ga", "yclid", "mc_cid", "mc_eid",  # advertisement and mail click ids
        "weibo_id", "source_from", "tt_from", "tt_group_id", "timestamp", "_t",  # Weibo, Toutiao, cache busters
        "div",  # Founder e-papers: which area of the page picture was clicked
    }
)  # fmt: skip
"""Query parameters that name the way to a page, not the page. With the prefixes below."""
TRACKING_PREFIXES = ("utm_", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "vd_")
"""utm_*: Google and most others; hm*: Baidu Tongji."""

TWIN_LABELS = frozenset({"www", "m", "wap", "3g", "mobile", "h5"})
"""First labels of hosts that serve the same articles: the bare domain and its twins for telephones."""

_PAGER = re.compile(r"(?P<id>\d{5,})_\d{1,2}(?P<suffix>\.s?html?)$")
"""Founder and most Chinese CMSs: content_505014617_2.htm, t20250102_1234567_3.shtml; _0 is the whole text."""
_CONTENT_ID = re.compile(r"(?P<id>\d{5,})(?:_\d{1,2})?\.s?html?$")
_DOT_SEGMENT = re.compile(r"/\./|/[^/]+/\.\./|^/\.\./")
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_UNESCAPED = "%!$&'()*+,;=:@/~-._"
"""What may stand in a path as it is (RFC 3986, 3.3); % belongs to escapes that were there before."""


def normalize_url(url: str) -> str:
    """One spelling of an address that works: without fragment, default port, tracking parameters, dot segments.

    Case of scheme and host, escapes and the order of parameters are made equal. What is no http(s) URL comes back as it
    is, stripped.

    >>> normalize_url("HTTP://News.Example.com:80/a/./1.html?utm_source=x&id=2#top")
    'http://news.example.com/a/1.html?id=2'
    """
    parts = _normal(url)
    return urlunsplit(parts) if parts else url.strip()


def article_url(url: str) -> str:
    """The normalised address of an article's first page.

    >>> article_url("https://news.example.com/a/content_505014617_2.htm?spm=1#top")
    'https://news.example.com/a/content_505014617.htm'
    """
    parts = _normal(url)
    return urlunsplit(parts._replace(path=first_page(parts.path))) if parts else url.strip()


def page_key(url: str) -> str:
    """What all addresses of one article have in common: no scheme, no twin label, no page number. Not an address.

    >>> page_key("https://m.example.com/a/content_505014617_2.htm?from=timeline")
    'example.com/a/content_505014617.htm'
    """
    parts = _normal(url)
    if parts is None:
        return url.strip()
    label, _, rest = parts.netloc.partition(".")
    host = rest if label in TWIN_LABELS and "." in rest else parts.netloc
    path = first_page(parts.path)
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


def first_page(path: str) -> str:
    """The path of the first page: ``_2`` … and the whole-text ``_0`` dropped after an id of five digits or more.

    >>> first_page("/a/2023-09/23/content_505014617_2.htm")
    '/a/2023-09/23/content_505014617.htm'
    """
    return _PAGER.sub(r"\g<id>\g<suffix>", path)


def split(url: str) -> SplitResult:
    """``urlsplit`` for addresses from anywhere: one that cannot be parsed has neither host nor path.

    >>> split("http://[bad").hostname is None, split("http://a.cn/1.htm").path
    (True, '/1.htm')
    """
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def content_id(url: str) -> str | None:
    """The CMS's number of an article, where its file name ends in one of five or more digits.

    >>> content_id("http://gansu.gscn.com.cn/system/2017/05/25/011711956.shtml")
    '011711956'
    """
    match = _CONTENT_ID.search(split(url).path)
    return match["id"] if match else None


def _normal(url: str) -> SplitResult | None:
    """The parts of the one spelling; None for what is no http(s) URL."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in DEFAULT_PORTS or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return SplitResult(scheme, netloc, _path(parts.path), _query(parts.query), "")


def _path(path: str) -> str:
    path = re.sub(r"//+", "/", path or "/")
    while (shorter := _DOT_SEGMENT.sub("/", path, count=1)) != path:
        path = shorter
    while (plainer := _ESCAPE.sub(_unescape, path)) != path:
        path = plainer
    return quote(path, safe=_UNESCAPED, errors="surrogatepass")


def _unescape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else match[0].upper()


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = sorted(pair for pair in pairs if not _is_tracking(pair[0]))
    return urlencode(kept, errors="surrogateescape")


def _is_tracking(name: str) -> bool:
    return name.lower() in TRACKING or name.lower().startswith(TRACKING_PREFIXES)
