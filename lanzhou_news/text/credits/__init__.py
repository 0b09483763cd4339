"""Credit lines: who wrote, photographed, edited and published.

A tokeniser over word lists (``data/*.txt``, add your own words), then a grammar. No line is guessed at: what no rule
explains stays in ``Credits.rest``.
"""

from __future__ import annotations

from functools import lru_cache

from lanzhou_news.text.credits.captions import caption
from lanzhou_news.text.credits.desks import read_desk
from lanzhou_news.text.credits.english import read_english
from lanzhou_news.text.credits.fold import fold, visible
from lanzhou_news.text.credits.grammar import read
from lanzhou_news.text.credits.lexer import tokenize
from lanzhou_news.text.credits.model import Credits
from lanzhou_news.text.credits.posted import read_posted
from lanzhou_news.text.credits.reading import Reading
from lanzhou_news.text.credits.signed import read_signed
from lanzhou_news.text.credits.worth import may_be_credit

__all__ = ["Credits", "may_be_credit", "parse_credits", "split_caption"]

LONGEST = 200
"""Characters of the longest line that is read as a whole: the longest staff line seen has 120."""


@lru_cache(maxsize=256)
def _parse(printed: str) -> Credits:
    folded = fold(printed)
    return (
        read_posted(folded, printed)
        or read_signed(folded, printed)
        or read_english(folded, printed)
        or read_desk(folded, printed)
        or read(Reading(printed, folded, tokenize(folded)))
    )


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
    return _parse(printed)


def split_caption(text: str) -> tuple[str, str | None]:
    """A picture's caption and the credit at its end, as printed; None when nobody is credited.

    >>> split_caption("市民在黄河边散步（李华 摄）")
    ('市民在黄河边散步', '李华 摄')
    """
    return caption(text)
