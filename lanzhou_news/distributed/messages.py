"""What travels through Redis: typed JSON, never pickle. Whoever reaches Redis can bring us data, not code."""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import TypeVar

import msgspec

from lanzhou_news.clean.draft import Exchange, Fetched
from lanzhou_news.distributed.errors import NotOurs
from lanzhou_news.items import Article
from lanzhou_news.pipelines.parcels import CrawlDraft, Gone, Rejected, Unmodified
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.store.frontier import Claim, Reason, Visit

FIELD = b"json"
"""The one field of a stream's entry."""
MAX_PAGE = 64 << 20
"""Bytes a page may inflate to: eight times DOWNLOAD_MAXSIZE's default, and an end to decompression bombs."""

T = TypeVar("T")


class Job(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One article address to be fetched, with the validators of its last answer."""

    key: str
    url: str
    run: str
    """The collector's run: what it has learned of the site goes with it."""
    known_id: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    printed: str | None = None
    """Newspapers: the article's place in print, JSON."""


class RunNews(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What workers must know of a collector's run."""

    id: str
    learned: list[str]
    """Lines that earlier runs have shown to be furniture."""


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One fetched page."""

    deflated: bytes
    """Its bytes as zlib (a fifth of them), base64 in JSON."""
    url: str = ""
    headers: dict[str, str] = {}
    status: int | None = None
    fetched_at: datetime | None = None
    exchange: Exchange | None = None


class Answer(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind", kw_only=True
):
    """What became of one job."""

    visit: Visit


class Collected(Answer, frozen=True, tag="article"):
    """A cleaned article, with the pages it was read from."""

    article: Article
    pages: list[Page]


class Refused(Answer, frozen=True, tag="rejected"):
    """A page that gave no record, or (``failed``) a request without a usable answer."""

    page: Page
    reason: str
    detail: str
    following: list[Page] = []
    failed: bool = False
    final: bool = False
    """Failed: would asking again be of no use?"""


class Vanished(Answer, frozen=True, tag="gone"):
    """404 or 410 for a known article."""

    article_id: str
    status: int


class Unchanged(Answer, frozen=True, tag="unmodified"):
    """304 for a known article."""


Known = Collected | Refused | Vanished | Unchanged
_jobs = msgspec.json.Decoder(Job)
_runs = msgspec.json.Decoder(RunNews)
_answers: msgspec.json.Decoder[Known] = msgspec.json.Decoder(Known)


def job(claim: Claim, run: str) -> Job:
    """The job of an address claimed by a run; validators travel only with a revisit, as in a crawl without workers."""
    revisit = claim.reason == "revisit"
    validators = (claim.etag, claim.last_modified) if revisit else (None, None)
    return Job(claim.key, claim.url, run, claim.known_id, *validators, claim.printed)


def claim(one: Job) -> Claim:
    """A job as the spider knows claimed addresses."""
    reason: Reason = "revisit" if one.etag or one.last_modified else "new"
    return Claim(0, one.key, one.url, reason, one.known_id, one.etag, one.last_modified, one.printed)


def encode(message: Job | RunNews | Known) -> bytes:
    """JSON of a message.

    >>> encode(Job("k", "http://example.org/a", "r"))
    b'{"key":"k","url":"http://example.org/a","run":"r"}'
    """
    return msgspec.json.encode(message)


def decode_job(entry: dict[bytes, bytes]) -> Job:
    """The job of a stream's entry; raises :class:`NotOurs`."""
    return _decode(_jobs, entry)


def decode_run(value: bytes) -> RunNews:
    """The run that a collector has announced; raises :class:`NotOurs`."""
    return _decode(_runs, {FIELD: value})


def decode_answer(entry: dict[bytes, bytes]) -> Known:
    """The answer of a stream's entry; raises :class:`NotOurs`."""
    return _decode(_answers, entry)


def collected(draft: CrawlDraft) -> Collected:
    """A cleaned draft as a message."""
    return Collected(visit=draft.visit, article=draft.article, pages=[_page(one) for one in draft.fetched])


def refused(rejected: Rejected, *, failed: bool = False, final: bool = False) -> Refused:
    """A rejection or failure as a message."""
    return Refused(
        visit=rejected.visit,
        page=_page(rejected.fetched),
        reason=rejected.reason,
        detail=rejected.detail,
        following=[_page(one) for one in rejected.following],
        failed=failed,
        final=final,
    )


def parcel(answer: Known, profile: SiteProfile) -> CrawlDraft | Rejected | Gone | Unmodified:
    """What the pipelines know an answer as; raises :class:`NotOurs`."""
    if isinstance(answer, Collected):
        fetched = [_fetched(page) for page in answer.pages]
        return CrawlDraft(fetched=fetched, profile=profile, visit=answer.visit, article=answer.article)
    if isinstance(answer, Refused):
        following = tuple(map(_fetched, answer.following))
        return Rejected(answer.visit, _fetched(answer.page), answer.reason, answer.detail, following)
    if isinstance(answer, Vanished):
        return Gone(answer.visit, answer.article_id, answer.status)
    return Unmodified(answer.visit)


def _decode(decoder: msgspec.json.Decoder[T], entry: dict[bytes, bytes]) -> T:
    try:
        return decoder.decode(entry[FIELD])
    except (KeyError, msgspec.DecodeError) as error:
        raise NotOurs(str(error) or "an entry without json") from None


def _page(fetched: Fetched) -> Page:
    return Page(
        zlib.compress(fetched.body, 1),
        fetched.url,
        dict(fetched.headers),
        fetched.status,
        fetched.fetched_at,
        fetched.exchange,
    )


def _fetched(page: Page) -> Fetched:
    inflater = zlib.decompressobj()
    try:
        body = inflater.decompress(page.deflated, MAX_PAGE)
    except zlib.error as error:
        raise NotOurs(f"a page that is no zlib: {error}") from None
    if not inflater.eof:
        raise NotOurs("a page that is cut off or too large")
    return Fetched(body, page.url, page.headers, page.status, page.fetched_at, page.exchange)
