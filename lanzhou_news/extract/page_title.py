"""What ``<title>`` says: a headline, mostly with the names of channel and site."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_TITLE = 150
"""Longest headline; real ones with 引题 have under 100 characters."""
SEPARATORS = re.compile(r"\s*(?:--+|——|_+|\||｜|[-–—]|::|»|>>|<<|>|·)\s*|\s{2,}")
"""What stands between headline, channel and site name in ``<title>``."""


@lru_cache(maxsize=4096)  # a site's menus and sidebars stand on every page
def key(text: str) -> str:
    """Letters and digits only, width folded: what two printings of a headline have in common.

    >>> key("“厕所革命”：改善 环境")
    '厕所革命改善环境'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).lower()


def strip_site(title: str) -> str:
    """``<title>`` without channel and site names: the first part, unless a later one is much longer.

    >>> strip_site("黄河岸边添新绿_新闻中心_兰州新闻网")
    '黄河岸边添新绿'
    """
    parts = [part for part in SEPARATORS.split(title) if part and part.strip()]
    if not parts:
        return ""
    longest = max(parts, key=len)
    chosen = parts[0] if len(parts[0]) * 2 >= len(longest) or len(parts[0]) >= 8 else longest
    return chosen.strip()[:MAX_TITLE]
