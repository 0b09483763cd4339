"""What travels between a crawl and the processes that clean for it: MessagePack over a socket, length first.

The text of the pages goes out, decoded already: the crawl had to read it, to tell a block page from an article. The
finished article and its signature, or the reason why there is none, come back.
"""

from __future__ import annotations

import struct
import traceback
from collections.abc import Callable
from datetime import datetime

import msgspec

from lanzhou_news.clean import decode
from lanzhou_news.clean.attempt import Refusal, attempt
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.steps import STEPS
from lanzhou_news.extract.page import Page
from lanzhou_news.items import Article, Note
from lanzhou_news.sites import get
from lanzhou_news.text.decode import Decoded
from lanzhou_news.text.fingerprint import Signature, article_signature
from lanzhou_news.text.minhash import Sketch, pack, unpack

LENGTH = struct.Struct("<I")
"""Before each message: how many bytes it has."""


class Response(msgspec.Struct, array_like=True, frozen=True):
    """One fetched page, as :class:`~lanzhou_news.clean.draft.Fetched` without what only crawl and archive need."""

    decoded: Decoded
    url: str
    headers: dict[str, str]
    status: int | None
    fetched_at: datetime | None


class Task(msgspec.Struct, array_like=True, frozen=True, tag="task"):
    """One article to be cleaned."""

    site: str | None
    pages: list[Response]
    notes: list[Note]
    """What is known before the first step: pages that could not be had."""
    printed: dict[str, str]


class Learned(msgspec.Struct, array_like=True, frozen=True, tag="learned"):
    """Lines that are furniture in all tasks after this message."""

    lines: list[str]


class Cleaned(msgspec.Struct, array_like=True, frozen=True, tag="cleaned"):
    """A finished article, with what finds its duplicates."""

    article: Article
    size: int
    hashes: bytes
    facts: list[int]
    anchors: list[int]

    @property
    def signature(self) -> Signature:
        """The article's signature."""
        return Signature(Sketch(self.size, unpack(self.hashes)), tuple(self.facts), tuple(self.anchors))


class Refused(msgspec.Struct, array_like=True, frozen=True, tag="refused"):
    """No record; ``trace`` is set when a step has a fault."""

    reason: str
    detail: str
    trace: str = ""


_orders: msgspec.msgpack.Decoder[Task | Learned] = msgspec.msgpack.Decoder(Task | Learned)
_answers: msgspec.msgpack.Decoder[Cleaned | Refused] = msgspec.msgpack.Decoder(Cleaned | Refused)
_encode: Callable[[object], bytes] = msgspec.msgpack.Encoder().encode


def frame(message: Task | Learned | Cleaned | Refused) -> bytes:
    """A message with its length before it."""
    data = _encode(message)
    return LENGTH.pack(len(data)) + data


def read_answer(data: bytes | bytearray | memoryview) -> Cleaned | Refused:
    """The answer in a frame's bytes."""
    return _answers.decode(data)


def read_order(data: bytes) -> Task | Learned:
    """The task, or what was learned, in a frame's bytes."""
    return _orders.decode(data)


def task_of(draft: Draft) -> Task:
    """What a process needs to know of a draft that no step has seen; pages that are not decoded yet are now."""
    decode.run(draft)
    pages = [
        Response(page.decoded, one.url, dict(one.headers), one.status, one.fetched_at)
        for one, page in zip(draft.fetched, draft.pages, strict=True)
    ]
    site = draft.profile.name if draft.profile else None
    return Task(site, pages, draft.article.cleaning, dict(draft.printed))


def answer_to(task: Task, learned: frozenset[str]) -> Cleaned | Refused:
    """Clean one article: every step of the table, then the signature.

    >>> answer_to(task_of(Draft([Fetched(b"")])), frozenset())
    Refused(reason='empty', detail='', trace='')
    """
    draft = Draft(
        [Fetched(b"", one.url, one.headers, one.status, one.fetched_at) for one in task.pages],
        pages=[Page(one.url, one.decoded) for one in task.pages],
        profile=get(task.site) if task.site else None,
        learned=learned,
        printed=task.printed,
    )
    draft.article.cleaning.extend(task.notes)
    for step in STEPS:
        if (refusal := attempt(step, draft)) is not None:
            return _refused(refusal)
    (size, hashes), facts, anchors = article_signature(draft.article.title, draft.article.body)
    return Cleaned(draft.article, size, pack(hashes), list(facts), list(anchors))


def _refused(refusal: Refusal) -> Refused:
    trace = "".join(traceback.format_exception(refusal.fault)) if refusal.fault else ""
    # A fault may quote text that no encoder takes: lone surrogates.
    detail, trace = (text.encode("utf-8", "backslashreplace").decode() for text in (refusal.detail, trace))
    return Refused(refusal.reason, detail, trace)
