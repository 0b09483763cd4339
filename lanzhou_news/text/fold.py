"""One spelling for comparison: width, script, case, spaces and punctuation folded away.

Folded text is for fingerprints only, never for the record: 著 and 着, 乾 and 干 become one character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise


class FoldTable(dict[int, str | None]):
    """Translation table that learns each character on first sight: the folded character, or None to delete it."""

    def __missing__(self, code: int) -> str | None:
        """Letters and digits in their compatibility form and lower case; the rest is deleted."""
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        if plain == chr(code):
            self[code] = folded = plain if plain.isalnum() else None
        else:  # ⾴, a radical's sign, is 頁 and so 页
            self[code] = folded = plain.translate(self) or None
        return folded


@cache
def _table() -> FoldTable:
    """Script pairs come from a frozen file (``tools/build_fold_table.py``): signatures must not change under us."""
    source, target = files("lanzhou_news.text").joinpath("data/fold.txt").read_text(encoding="utf-8").splitlines()
    return FoldTable((ord(char), folded) for char, folded in zip(source, target, strict=True))


@cache
def _changed() -> re.Pattern[str]:
    """Runs of what is not its own folded form. To look up every character in the table takes twice as long."""
    edges = [0x4DFF, *sorted(code for code in _table() if 0x4E00 <= code <= 0x9FFF), 0xA000]
    gaps = [(chr(a + 1), chr(b - 1)) for a, b in pairwise(edges) if b - a > 1]
    return re.compile(f"[^0-9a-z{''.join(f'{first}-{last}' for first, last in gaps)}]+")


@lru_cache(maxsize=128)
def fold(text: str) -> str:
    """Letters, digits and Chinese characters only; half width, lower case, simplified.

    Cached: an article's content hash and its signature are made of the same text, a group commit apart.

    >>> fold("　　據 《蘭州日報》 ２０２５年１月２日　報導,")
    '据兰州日报2025年1月2日报导'
    """
    changed, table = _changed(), _table()
    return changed.sub(lambda match: match[0].translate(table), text)
