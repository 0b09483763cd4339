"""One pace a host for all workers: who wants to send asks Redis for a moment."""

from __future__ import annotations

from redis.asyncio import Redis

_FREE = "lanzhou-news:pace:{}"
_HELD = "lanzhou-news:hold:{}"

# Redis's own clock serves all machines. The key holds the moment (ms) from which the host is free again.
_RESERVE = """
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
local start = math.max(ms, tonumber(redis.call('GET', KEYS[1]) or '0'))
local free = start + tonumber(ARGV[1])
redis.call('SET', KEYS[1], string.format('%.0f', free), 'PX', string.format('%.0f', free - ms + 1))
return start - ms
"""


class SharedPace:
    """Hands out moments to send, one after the other.

    >>> await pace.reserve("www.lzbs.com.cn", 1.0), await pace.reserve("www.lzbs.com.cn", 1.0)
    (0.0, 0.999)
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._reserve = redis.register_script(_RESERVE)

    async def reserve(self, host: str, delay: float) -> float:
        """Seconds to wait before the next request to a host; the one after it comes ``delay`` seconds later."""
        return float(await self._reserve(keys=[_FREE.format(host)], args=[round(delay * 1000)])) / 1000

    async def hold(self, host: str, seconds: float) -> None:
        """No request to the host for so long, from anybody: it asked for it."""
        await self._redis.set(_HELD.format(host), b"", px=max(1, round(seconds * 1000)))

    async def held(self, host: str) -> float:
        """For how many seconds the host is to be left alone; asked again at the reserved moment itself."""
        return max(0.0, int(await self._redis.pttl(_HELD.format(host))) / 1000)
