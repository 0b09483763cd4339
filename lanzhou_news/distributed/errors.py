"""What can go wrong with Redis, each as one sentence with its remedy."""

from __future__ import annotations

from urllib.parse import urlsplit

from lanzhou_news.errors import LanzhouNewsError


class RedisUnreachable(LanzhouNewsError):
    """No Redis answers at the address.

    >>> str(RedisUnreachable("redis://:secret@db.example:6379/0", "Connection refused"))
    'no Redis at db.example:6379 (Connection refused): start it, or set another address with --redis'
    """

    def __init__(self, url: str, cause: str) -> None:
        self.place = place(url)
        super().__init__(f"no Redis at {self.place} ({cause}): start it, or set another address with --redis")


class NotOurs(LanzhouNewsError):
    """An entry of a stream is not what we write there."""


def place(url: str) -> str:
    """Host and port of a Redis URL, without its password.

    >>> place("rediss://user:secret@db.example/1")
    'db.example'
    """
    return urlsplit(url).netloc.rpartition("@")[2] or urlsplit(url).path
