"""Numbers that depend on the seed and a key alone, so that article n can be made without articles 0 … n-1."""

from __future__ import annotations

from random import Random

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
"""Increment and multipliers of splitmix64 (Steele, Lea, Flood 2014)."""


def draw(seed: int, n: int, salt: int) -> int:
    """A 64-bit number, the same for the same arguments on every machine.

    >>> draw(1, 2, 3) == draw(1, 2, 3)
    True
    """
    z = (seed * 0x2545F4914F6CDD1D + n * _GOLDEN + (salt + 1) * 0xD1342543DE82EF95) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def share(seed: int, n: int, salt: int) -> float:
    """:func:`draw` as a fraction in [0, 1)."""
    return draw(seed, n, salt) / 2**64


def stream(seed: int, n: int, salt: int) -> Random:
    """A generator of many draws for article ``n``; ``salt`` tells its purpose."""
    return Random(draw(seed, n, salt))
