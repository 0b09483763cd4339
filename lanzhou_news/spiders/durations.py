"""Durations as people write them in settings."""

from __future__ import annotations

import re

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}


def seconds(text: str | int) -> int:
    """``"6h"`` → 21600; a bare number is seconds. Raises :class:`ValueError` naming the text.

    >>> [seconds(step) for step in ("90", "1h", "7d")]
    [90, 3600, 604800]
    """
    match = re.fullmatch(r"(\d+)\s*([smhd]?)", str(text).strip().lower())
    if match is None:
        raise ValueError(f"{text!r} is no duration; write 90, 30m, 6h or 7d")
    return int(match[1]) * _UNITS[match[2]]
