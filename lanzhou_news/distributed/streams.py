"""The two streams of a site. An entry is delivered again until it is acknowledged, whoever died meanwhile.

Consumer groups (Redis 6.2): an entry that was read stays in the group's pending list with an idle time. A worker sets
the idle time of what it holds back to zero; what stays idle for longer than a lease has lost its worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from lanzhou_news.distributed.errors import NotOurs
from lanzhou_news.distributed.messages import FIELD, Job, Known, RunNews, decode_answer, decode_job, decode_run, encode

GROUP = "lanzhou-news"
COLLECTOR = "collector"
"""The one consumer of answers."""
UNREADABLE_KEPT = 1000
"""Entries that are not ours are kept aside, the newest so many."""


def key(site: str, part: str) -> str:
    """Name of a site's key; the braces keep a site's keys on one node of a Redis cluster.

    >>> key("lanzhou", "requests")
    'lanzhou-news:{lanzhou}:requests'
    """
    return f"lanzhou-news:{{{site}}}:{part}"


class Taken(NamedTuple):
    """A job that a worker holds."""

    entry: bytes
    """Its entry in the stream, by which it is renewed and acknowledged."""
    job: Job
    again: bool
    """Did another worker hold it before, or this one for longer than a lease?"""


class Answered(NamedTuple):
    """An answer that the collector has read and not acknowledged."""

    entry: bytes
    answer: Known


class Streams:
    """Requests to the workers of one site, and their answers.

    >>> streams = Streams(redis, "lanzhou", lease=60)
    >>> await streams.push([Job("k", "http://www.lzbs.com.cn/a.htm", "run-1")])
    >>> [taken] = await streams.take("worker-1", 1)
    """

    def __init__(self, redis: Redis, site: str, *, lease: float) -> None:
        """``lease`` is how many seconds a silent worker keeps a job."""
        self.redis: Any = redis  # its annotations join the answers of two protocols; connect() chooses one
        self.site = site
        self.requests, self.answers = key(site, "requests"), key(site, "answers")
        self._unreadable, self._run = key(site, "unreadable"), key(site, "run")
        self._lease = round(lease * 1000)

    async def open(self) -> None:
        """Create streams and groups where they are missing."""
        for stream in (self.requests, self.answers):
            try:
                await self.redis.xgroup_create(stream, GROUP, id="0", mkstream=True)
            except ResponseError as error:
                if "BUSYGROUP" not in str(error):
                    raise

    # --- the run -----------------------------------------------------------------------------------------------------

    async def announce(self, news: RunNews) -> None:
        """Tell the workers about a run."""
        await self.redis.set(self._run, encode(news))

    async def news(self) -> RunNews | None:
        """The run announced last; raises :class:`NotOurs`."""
        value = await self.redis.get(self._run)
        return None if value is None else decode_run(value)

    # --- the collector's side of requests ----------------------------------------------------------------------------

    async def push(self, jobs: Sequence[Job]) -> None:
        """Queue jobs, all or none."""
        async with self.redis.pipeline(transaction=True) as pipe:
            for job in jobs:
                pipe.xadd(self.requests, {FIELD: encode(job)})
            await pipe.execute()

    async def open_keys(self) -> set[str]:
        """Keys of all jobs that wait or are under way."""
        keys = set()
        for entry, fields in await self.redis.xrange(self.requests):
            try:
                keys.add(decode_job(fields).key)
            except NotOurs:
                await self._put_aside(self.requests, entry, fields)
        return keys

    async def count_open(self) -> tuple[int, int]:
        """How many jobs wait or are under way, and how many answers are not acknowledged."""
        return int(await self.redis.xlen(self.requests)), int(await self.redis.xlen(self.answers))

    # --- a worker's side ---------------------------------------------------------------------------------------------

    async def take(self, worker: str, limit: int, *, block: float | None = None) -> list[Taken]:
        """Up to ``limit`` jobs for this worker: those of dead workers first; waits ``block`` seconds for a new one."""
        _, entries, *_ = await self.redis.xautoclaim(self.requests, GROUP, worker, self._lease, count=limit)
        again = bool(entries)
        if not again:
            wait = None if block is None else max(1, round(block * 1000))
            answer = await self.redis.xreadgroup(GROUP, worker, {self.requests: ">"}, count=limit, block=wait)
            entries = answer[0][1] if answer else []
        taken = []
        for entry, fields in entries:
            try:
                taken.append(Taken(entry, decode_job(fields), again))
            except NotOurs:
                await self._put_aside(self.requests, entry, fields)
        return taken

    async def renew(self, worker: str, entries: Sequence[bytes]) -> None:
        """These jobs are still being worked on."""
        if entries:
            await self.redis.xclaim(self.requests, GROUP, worker, 0, list(entries), justid=True)

    async def give_back(self, worker: str, entries: Sequence[bytes]) -> None:
        """These jobs will not be done here: the next worker may have them at once, as if nobody had taken them."""
        if entries:
            await self.redis.xclaim(
                self.requests, GROUP, worker, 0, list(entries), idle=self._lease + 1, retrycount=0, justid=True
            )

    async def answer(self, entry: bytes, answer: Known) -> None:
        """Send an answer and strike the job off, both or neither."""
        async with self.redis.pipeline(transaction=True) as pipe:
            pipe.xadd(self.answers, {FIELD: encode(answer)})
            pipe.xack(self.requests, GROUP, entry)
            pipe.xdel(self.requests, entry)
            await pipe.execute()

    async def times_taken(self, entry: bytes) -> int:
        """How often a job was delivered; more than a few times means that it kills its workers."""
        rows = await self.redis.xpending_range(self.requests, GROUP, entry, entry, 1)
        return int(rows[0]["times_delivered"]) if rows else 0

    # --- the collector's side of answers -----------------------------------------------------------------------------

    async def read(self, limit: int, *, block: float | None = None, again: bool = False) -> list[Answered]:
        """Up to ``limit`` answers; with ``again`` those that a collector read before it died."""
        wait = None if block is None or again else max(1, round(block * 1000))
        streams = {self.answers: "0" if again else ">"}
        answer = await self.redis.xreadgroup(GROUP, COLLECTOR, streams, count=limit, block=wait)
        found = []
        for entry, fields in answer[0][1] if answer else []:
            try:
                found.append(Answered(entry, decode_answer(fields)))
            except NotOurs:
                await self._put_aside(self.answers, entry, fields)
        return found

    async def acknowledge(self, entries: Sequence[bytes]) -> None:
        """These answers are committed in the store."""
        if entries:
            await self._strike(self.answers, *entries)

    async def put_aside(self, answered: Answered) -> None:
        """An answer turned out not to be ours after all."""
        await self._put_aside(self.answers, answered.entry, {FIELD: encode(answered.answer)})

    async def _put_aside(self, stream: str, entry: bytes, fields: dict[bytes, bytes]) -> None:
        await self.redis.xadd(self._unreadable, fields or {FIELD: b""}, maxlen=UNREADABLE_KEPT, approximate=True)
        await self._strike(stream, entry)

    async def _strike(self, stream: str, *entries: bytes) -> None:
        async with self.redis.pipeline(transaction=True) as pipe:
            pipe.xack(stream, GROUP, *entries)
            pipe.xdel(stream, *entries)
            await pipe.execute()
