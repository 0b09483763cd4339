"""Answers that are not the page: errors at the first request, rate limits, block pages, corrections, vanished articles.

Counters exist only for the pages that a fault is drawn for, so that 100,000 healthy pages cost no memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from lanzhou_news.replica.draws import draw, share
from lanzhou_news.replica.site import Reply, Site

FLAKY_SHARE = 0.01
"""Share of articles whose first request fails with 500 (never with ``plain``)."""
CORRECTED_SHARE, TWICE_SHARE, VANISHING_SHARE = 0.04, 0.01, 0.01
"""With ``corrections``: changed at the 2nd visit; changed at the 2nd and 3rd; gone from the 2nd visit on."""
_FLAKY, _FATE = 90, 91

_BLOCK_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>访问验证</title></head><body><div class="box">'
    "<h2>访问过于频繁</h2><p>您的访问过于频繁，请输入验证码后继续访问。</p>"
    '<form action="/waf/verify"><img src="/waf/code.png" alt="验证码"><input name="code"><button>提交</button></form>'
    "</div></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """Faults in force; the control endpoint replaces it as a whole."""

    rate_limit: float = 0.0
    """Share of URLs whose first request gets 429 or 503 with Retry-After."""
    retry_after: int = 1
    """Seconds named in Retry-After."""
    block: float = 0.0
    """Share of URLs whose first request gets a block page with status 200."""
    error: float = 0.0
    """Share of requests that get 500, every time anew."""
    slow: float = 0.0
    """Seconds every page answer is delayed."""
    down: str = ""
    """``drop`` closes every connection without an answer, ``503`` answers 503; empty: up."""


@dataclass(slots=True)
class Faults:
    """Decides for each request whether the site answers with something else."""

    site: Site
    weather: Weather
    requests: int = 0
    _seen: set[bytes] = field(default_factory=set)
    """URLs whose first request met a fault already."""
    _visits: dict[int, int] = field(default_factory=dict)
    """Visits of articles that change or vanish."""

    def change(self, **values: Any) -> None:
        """Put new weather in force; raises TypeError for an unknown name."""
        self.weather = replace(self.weather, **values)

    def before(self, url: str, n: int | None) -> Reply | None:
        """The fault that answers this request instead of the page, or None."""
        self.requests += 1
        weather, seed = self.weather, self.site.corpus.seed
        if weather.down:
            return (
                Reply(status=503, retry_after=weather.retry_after) if weather.down == "503" else Reply(behaviour="drop")
            )
        if weather.error and share(seed, self.requests, _FLAKY) < weather.error:
            return Reply(b"internal error", 500)
        if weather.rate_limit or weather.block:
            return self._first_request(url)
        if n is not None and not self.site.options.plain and share(seed, n, _FLAKY) < FLAKY_SHARE:
            return Reply(b"internal error", 500) if self._is_first(f"flaky/{n}") else None
        return None

    def _is_first(self, key: str) -> bool:
        digest = blake2b(key.encode(), digest_size=8).digest()
        if digest in self._seen:
            return False
        self._seen.add(digest)
        return True

    def _first_request(self, url: str) -> Reply | None:
        mark = int.from_bytes(blake2b(url.encode(), digest_size=8).digest(), "big")
        part = mark / 2**64
        if part < self.weather.rate_limit and self._is_first(url):
            return Reply(b"too many requests", 429 if mark % 2 else 503, retry_after=self.weather.retry_after)
        if self.weather.rate_limit <= part < self.weather.rate_limit + self.weather.block and self._is_first(url):
            return Reply(_BLOCK_PAGE.encode())
        return None

    def visit(self, n: int) -> None:
        """Count a visit of article ``n``'s first page; with ``corrections`` it may change or vanish at this one."""
        if not self.site.options.corrections:
            return
        fate = share(self.site.corpus.seed, n, _FATE)
        if fate >= CORRECTED_SHARE + TWICE_SHARE + VANISHING_SHARE:
            return
        self._visits[n] = visits = self._visits.get(n, 0) + 1
        if fate < CORRECTED_SHARE and visits == 2:
            self.site.revisions[n] = 2
        elif CORRECTED_SHARE <= fate < CORRECTED_SHARE + TWICE_SHARE and visits in (2, 3):
            self.site.revisions[n] = visits
        elif fate >= CORRECTED_SHARE + TWICE_SHARE and visits == 2:
            self.site.gone[n] = 410 if draw(self.site.corpus.seed, n, _FATE) % 2 else 404
