"""What a response or a failure means for an article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from lanzhou_news.clean.draft import Fetched
from lanzhou_news.crawllog import one_line
from lanzhou_news.middlewares.decoding import DecodedResponse
from lanzhou_news.middlewares.exchange import META_KEY
from lanzhou_news.middlewares.guard import LeavesSite
from lanzhou_news.pipelines.parcels import Gone, Rejected, Unmodified
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.store.frontier import Visit

if TYPE_CHECKING:
    from twisted.python.failure import Failure

STATUSES = [304, 404, 410]
"""Answers that mean something for an article; others than 2xx and these are failures."""
KEPT_HEADERS = ("content-type", "content-language", "last-modified", "etag")


class Reason(NamedTuple):
    """Why a request failed."""

    slug: str
    final: bool
    """Would asking again be of no use?"""
    answered: bool
    """Did the site answer at all?"""


def fetched(response: Response) -> Fetched:
    """The response as the cleaning steps know it, with the time of now."""
    headers = {name: value for name in KEPT_HEADERS if (value := header(response, name))}
    now = datetime.now(UTC).replace(microsecond=0)
    # There while pages are archived; a response made by hand has no request.
    exchange = response.request.meta.get(META_KEY) if response.request else None
    return Fetched(response.body, response.url, headers, response.status, now, exchange)


def header(response: Response, name: str) -> str | None:
    """One header as text, None when it is missing or empty."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def visit_of(profile: SiteProfile, response: Response, asked: Visit | None) -> Visit:
    """The visit that a response answers, with its validators."""
    url = asked.url if asked else response.url
    key = asked.key if asked else profile.canonical_url(url) or url
    return Visit(key, url, profile.name, header(response, "ETag"), header(response, "Last-Modified"))


def without_page(response: Response, visit: Visit, known_id: str | None) -> Gone | Rejected | Unmodified | None:
    """What a response without a page of text means; None for a page."""
    if response.status == 304:
        return Unmodified(visit)
    if response.status in STATUSES:
        if known_id is not None:
            return Gone(visit, known_id, response.status)
        return Rejected(visit, fetched(response), f"http-{response.status}", "")
    if not isinstance(response, DecodedResponse):
        kind = header(response, "Content-Type") or "unknown type"
        return Rejected(visit, fetched(response), "binary", one_line(kind))
    return None


def request_of(failure: Failure) -> Request:
    """The request that failed."""
    request: Request = vars(failure)["request"]  # Scrapy adds the attribute to the failures it hands to errbacks
    return request


def reason_of(failure: Failure) -> Reason:
    """Why a request failed, as a slug for counters."""
    error = failure.value
    if isinstance(error, HttpError):
        return Reason(f"http-{error.response.status}", final=False, answered=True)
    if isinstance(error, LeavesSite):
        return Reason("leaves-site", final=True, answered=True)
    if isinstance(error, IgnoreRequest):
        robots = "robots.txt" in str(error)
        return Reason("robots" if robots else "ignored", final=robots, answered=True)
    return Reason(type(error).__name__, final=False, answered=False)


def rejected(failure: Failure, slug: str) -> Rejected:
    """A failed article request as it is kept, with the answer's body if there was one."""
    visit: Visit = request_of(failure).cb_kwargs["visit"]
    error = failure.value
    page = fetched(error.response) if isinstance(error, HttpError) else Fetched(b"", visit.url)
    return Rejected(visit, page, slug, one_line(failure.getErrorMessage()))
