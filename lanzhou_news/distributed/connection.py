"""A client for a Redis URL: password, TLS, time-outs."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.exceptions import RedisError

from lanzhou_news.distributed.errors import RedisUnreachable

TIMEOUT = 10
"""Seconds for an answer; longer than any blocking read."""


async def connect(url: str) -> Redis:
    """A client that has reached its server: ``redis://[user:password@]host:port/db``, ``rediss://`` with TLS, ``unix://``.

    Raises :class:`RedisUnreachable`.
    """
    try:
        client: Redis = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, protocol=2)
    except ValueError as error:
        raise RedisUnreachable(url, str(error)) from None
    try:
        await client.ping()
    except (RedisError, OSError) as error:
        await client.aclose()
        raise RedisUnreachable(url, str(error)) from None
    return client
