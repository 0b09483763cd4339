"""How a page prints canonical text: narrow punctuation, wide digits, blanks. Cleaning must undo exactly this."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lanzhou_news.replica.draws import share, stream

_CJK = "\u4e00-\u9fff"
_NARROW = {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}
_BETWEEN = re.compile(f"(?<=[{_CJK}])[，：；？！（）](?=[{_CJK}])")
_BRACKETS = re.compile(f"(?<![{_CJK}“”])（(?=[{_CJK}])|(?<=[{_CJK}])）(?![{_CJK}“”])")
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_SALT = 41


@dataclass(frozen=True, slots=True)
class Style:
    """Choices of one page."""

    narrow: bool = False
    """Punctuation between Chinese characters is half-width."""
    wide_digits: bool = False
    indent: str = ""
    """What stands before each paragraph, as HTML."""
    paragraph: int = 0
    """Which paragraph markup (``markup/body.py``)."""

    def text(self, canonical: str) -> str:
        """Canonical text as this page prints it, before HTML escaping.

        >>> Style(narrow=True).text("他说，好（真的）")
        '他说,好(真的)'
        """
        if self.narrow:
            canonical = _BETWEEN.sub(lambda match: _NARROW[match[0]], canonical)
            canonical = _BRACKETS.sub(lambda match: _NARROW[match[0]], canonical)
        return canonical.translate(_WIDE_DIGITS) if self.wide_digits else canonical


INDENTS = ("", "", "　　", "　　", "&nbsp;&nbsp;&nbsp;&nbsp;", "&emsp;&emsp;", "\u3000\u3000&nbsp;", "\r\n　　")


def style_for(seed: int, n: int) -> Style:
    """The style of article ``n``'s page."""
    rng = stream(seed, n, _SALT)
    return Style(
        narrow=rng.random() < 0.15,
        wide_digits=share(seed, n, _SALT + 1) < 0.06,
        indent=rng.choice(INDENTS),
        paragraph=rng.randrange(7),
    )
