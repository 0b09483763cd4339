"""Credit lines: who wrote, photographed, edited and published.

A tokeniser over word lists (``data/*.txt``, add your own words), then a grammar. No line is guessed at: what no rule
explains stays in ``Credits.rest``.
"""

from __future__ import annotations

from lanzhou_news.text.credits.edges import caption
from lanzhou_news.text.credits.fold import fold, visible
from lanzhou_news.text.credits.grammar import Reader
from lanzhou_news.text.credits.lexer import tokenize
from lanzhou_news.text.credits.model import Credits

__all__ = ["Credits", "parse_credits", "split_caption"]

LONGEST = 200
"""Characters of the longest line that is read as a whole: the longest staff line seen has 120."""


def parse_credits(line: str) -> Credits:
    """Split one credit line into people with roles, editors, source and agency.

    >>> parse_credits("兰州日报社全媒体首席记者 李晓明 见习记者 王芳 文/图").people
    (Person(name='李晓明', role='首席记者', organization='兰州日报社'),
     Person(name='王芳', role='见习记者', organization='兰州日报社'))

    Never guesses: what no rule explains stays in ``Credits.rest``; a line with more than one sound reading sets
    ``Credits.ambiguous``. Accepts full and half width, simplified and traditional script; names and roles are given as
    printed.
    """
    printed = visible(line)
    if not printed.strip() or len(printed) > LONGEST:
        return Credits(rest=line)
    folded = fold(printed)
    return Reader(printed, folded, tokenize(folded)).credits()


def split_caption(text: str) -> tuple[str, str | None]:
    """A picture's caption and the credit at its end, as printed; None when nobody is credited.

    >>> split_caption("市民在黄河边散步（李华 摄）")
    ('市民在黄河边散步', '李华 摄')
    """
    return caption(text)
