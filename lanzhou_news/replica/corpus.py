"""Which articles exist: numbers, ids, dates, channels and kinds, each computable alone and in constant time."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import datetime, timedelta

from lanzhou_news.replica.draws import draw, share
from lanzhou_news.replica.topics import Topic, topics

HOST = "www.lzbs.com.cn"
ANCHOR = datetime(2023, 9, 23, 1, 28, 48)
"""SITE_FACTS: content_505014617 is dated 2023-09-23 01:28:48 …"""
ANCHOR_ID = 505014617
IDS_PER_DAY = 5200
"""… and ids rise by roughly 5,000 a day."""
NEWEST = datetime(2024, 6, 30)
"""Day up to which the initial corpus reaches; what is published later lies after it."""

_KIND, _TOPIC, _CHANNEL, _JITTER, _ORIGIN = range(5)
KINDS = (("template", 0.08), ("multipage", 0.05), ("repost", 0.08), ("truncated", 0.03))
"""Shares of kinds of articles; the rest is ``own``."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel directory of the site."""

    directory: str
    section: str
    node: int
    """Number in the names of its list pages, node_<id>.htm."""
    legacy: str
    """Directory that links of earlier years used; it redirects."""


CHANNELS = tuple(
    Channel(*row)
    for row in (
        ("lanzhounews", "新闻中心>兰州新闻", 3801, "zbxw"),  # directory, section: SITE_FACTS A; zbxw: B
        ("shehui", "新闻中心>社会新闻", 3802, "ms"),
        ("guonei", "新闻中心>国内新闻", 3803, "gnnews"),
        ("zhengwu", "政务>政务要闻", 3804, "zwgk"),
        ("jiaoyu", "教育>教育资讯", 3805, "edu"),
        ("jiankang", "健康>健康新闻", 3806, "health"),
        ("lvyou", "旅游>文旅动态", 3807, "travel"),
        ("wenyu", "新闻中心>文化娱乐", 3808, "wy"),
        ("caijing", "财经>财经新闻", 3809, "cj"),
        ("kejiao", "新闻中心>科教新闻", 3810, "kj"),
        ("gongyi", "公益>公益行动", 3811, "gy"),
        ("qiche", "汽车>车市资讯", 3812, "auto"),
        ("fangchan", "房产>楼市动态", 3813, "house"),
    )
)
BY_DIRECTORY = {channel.directory: channel for channel in CHANNELS}
BY_LEGACY = {channel.legacy: channel for channel in CHANNELS}


class Corpus:
    """Articles 0 … ``size`` - 1, oldest first. Grows at the end; nothing that exists ever moves."""

    def __init__(self, seed: int, articles: int) -> None:
        self.seed = seed
        self.size = articles
        self.per_day = max(8, -(-articles // 2000))
        self._step = timedelta(days=1) / self.per_day
        self._start = NEWEST - self._step * articles
        self._members: dict[str, array[int]] = {}
        self._indexed = 0

    def moment(self, n: int) -> datetime:
        """Time of publication of article ``n``, naive, in Shanghai; rises with ``n``."""
        base = self._start + self._step * n
        jitter = self._step * (share(self.seed, n, _JITTER) * 0.9)
        return (base + jitter).replace(microsecond=0)

    def content_id(self, n: int) -> int:
        """The CMS id of article ``n``: nine digits, rising with the date."""
        return ANCHOR_ID + int((self.moment(n) - ANCHOR).total_seconds() * IDS_PER_DAY / 86400)

    def find(self, content_id: int) -> int | None:
        """The article with this CMS id, or None."""
        moment = ANCHOR + timedelta(seconds=(content_id - ANCHOR_ID) * 86400 / IDS_PER_DAY)
        guess = int((moment - self._start) / self._step)
        for n in (guess, guess - 1, guess + 1):
            if 0 <= n < self.size and self.content_id(n) == content_id:
                return n
        return None

    def topic(self, n: int) -> Topic:
        """What article ``n`` is about (its original's topic for a repost)."""
        bank = topics()
        return bank[draw(self.seed, self.origin(n), _TOPIC) % len(bank)]

    def kind(self, n: int) -> str:
        """own, template, multipage, repost or truncated."""
        kind = self._drawn_kind(n)
        return "own" if kind in ("repost", "truncated") and self._original(n) == n else kind

    def _drawn_kind(self, n: int) -> str:
        left = share(self.seed, n, _KIND)
        for kind, part in KINDS:
            if left < part:
                return kind
            left -= part
        return "own"

    def _original(self, n: int) -> int:
        first = n - 1 - draw(self.seed, n, _ORIGIN) % 60
        for m in range(first, max(-1, first - 12), -1):
            if m >= 0 and self._drawn_kind(m) == "own":
                return m
        return n

    def origin(self, n: int) -> int:
        """The article whose story ``n`` tells: another one for reposts, ``n`` itself otherwise."""
        return self._original(n) if self._drawn_kind(n) in ("repost", "truncated") else n

    def channel(self, n: int) -> Channel:
        """Where article ``n`` stands. A repost stands in another channel than its original where the topic allows."""
        if self._drawn_kind(n) == "template":
            return BY_DIRECTORY["lanzhounews" if draw(self.seed, n, _CHANNEL) % 3 else "shehui"]
        names = self.topic(n).channels
        shift = 1 if self.origin(n) != n else 0
        return BY_DIRECTORY[names[(draw(self.seed, self.origin(n), _CHANNEL) + shift) % len(names)]]

    def path(self, n: int, page: int | None = None) -> str:
        """Path of the article's page: ``/lanzhounews/2023-09/23/content_505014617.htm``."""
        suffix = "" if page is None else f"_{page}"
        day = self.moment(n)
        return f"/{self.channel(n).directory}/{day:%Y-%m/%d}/content_{self.content_id(n)}{suffix}.htm"

    def url(self, n: int) -> str:
        """Canonical URL of article ``n``."""
        return f"http://{HOST}{self.path(n)}"

    def members(self, directory: str) -> array[int]:
        """Numbers of the articles of one channel, oldest first."""
        while self._indexed < self.size:
            name = self.channel(self._indexed).directory
            self._members.setdefault(name, array("I")).append(self._indexed)
            self._indexed += 1
        return self._members.get(directory, array("I"))
