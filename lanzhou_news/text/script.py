"""Traditional → simplified."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lanzhou_news.items import Script

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _t2s() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def to_simplified(text: str) -> str:
    """First version."""
    return str(_t2s().convert(text))


def detect_script(text: str) -> Script | None:
    """First version."""
    return "Hant" if to_simplified(text) != text else "Hans"
