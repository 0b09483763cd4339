"""A handful of polite requests, one after the other: robots.txt is read first and obeyed."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from typing import IO, Any
from urllib.parse import urlsplit

from protego import Protego

from lanzhou_news.errors import LanzhouNewsError
from lanzhou_news.sites.base import SiteProfile

TIMEOUT = 30.0
"""Seconds for one answer."""
MAX_BYTES = 8 * 1024 * 1024
ROBOT = "lanzhou-news"


class Unreachable(LanzhouNewsError):
    """No usable answer: the network, the server or a rule said no."""

    def __init__(self, url: str, problem: str) -> None:
        self.url, self.problem = url, problem
        super().__init__(f"{url}: {problem}")

    def __reduce__(self) -> tuple[type[Unreachable], tuple[str, str]]:
        return type(self), (self.url, self.problem)


@dataclass(frozen=True, slots=True)
class Answer:
    """One response."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Lower-case names."""
    body: bytes
    at: datetime


class _StayHome(urllib.request.HTTPRedirectHandler):
    """Follows redirects inside the site's hosts only."""

    def __init__(self, profile: SiteProfile) -> None:
        self.profile = profile

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not self.profile.owns(newurl):
            raise Unreachable(req.full_url, f"redirects away from the site, to {newurl[:200]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(slots=True)
class Visitor:
    """Fetches pages of one site; goes through ``http_proxy`` when the environment names one."""

    profile: SiteProfile
    contact: str
    delay: float = 1.0
    """Seconds between two requests; a longer Crawl-delay of robots.txt wins, up to 30."""
    robots: Protego | None = None
    _opener: urllib.request.OpenerDirector = field(init=False)
    _next: float = 0.0

    def __post_init__(self) -> None:
        self._opener = urllib.request.build_opener(_StayHome(self.profile))

    def read_robots(self, start: str) -> str:
        """Read robots.txt of the start page's host and say in words what it asks."""
        parts = urlsplit(start)
        answer = self._fetch(f"{parts.scheme}://{parts.netloc}/robots.txt")
        if answer.status >= 500:
            raise Unreachable(answer.url, f"status {answer.status}")
        if answer.status != 200:
            return f"none (status {answer.status}): everything is allowed"
        self.robots = Protego.parse(answer.body.decode("utf-8", "replace"))
        wait = self.robots.crawl_delay(ROBOT)
        if wait:
            self.delay = max(self.delay, min(float(wait), 30.0))
        allowed = "the start page is allowed" if self.robots.can_fetch(start, ROBOT) else "the start page is forbidden"
        return f"{allowed}, Crawl-delay {wait:g} s" if wait else allowed

    def get(self, url: str) -> Answer:
        """One page; raises :class:`Unreachable` when it is forbidden or does not come."""
        if self.robots is not None and not self.robots.can_fetch(url, ROBOT):
            raise Unreachable(url, "robots.txt forbids it")
        return self._fetch(url)

    def _fetch(self, url: str) -> Answer:
        if urlsplit(url).scheme not in ("http", "https"):
            raise Unreachable(url, "not a web address")
        time.sleep(max(0.0, self._next - time.monotonic()))
        agent = f"{ROBOT}-check (contact: {self.contact})"
        request = urllib.request.Request(url, headers={"User-Agent": agent, "Accept-Encoding": "identity"})  # noqa: S310 - the scheme was checked above
        try:
            try:
                response = self._opener.open(request, timeout=TIMEOUT)
            except urllib.error.HTTPError as error:
                response = error
            with response:
                body = response.read(MAX_BYTES)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.url or url, response.status or 0, headers, body, datetime.now(UTC))
        except urllib.error.URLError as error:
            raise Unreachable(url, getattr(error.reason, "strerror", None) or str(error.reason)) from None
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable(url, str(error) or type(error).__name__) from None
        finally:
            self._next = time.monotonic() + self.delay
