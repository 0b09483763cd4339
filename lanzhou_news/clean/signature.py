"""Names that sign a text without saying so: told by their place at its end alone."""

from __future__ import annotations

import re

from lanzhou_news.items import Person
from lanzhou_news.text.credits import Credits, parse_credits, places
from lanzhou_news.text.credits.edges import Edge
from lanzhou_news.text.credits.names import has_usual_characters, has_usual_family, is_name
from lanzhou_news.text.credits.outlets import is_unit

SQUARE = re.compile("[□■◎○●口]")
"""The mark of a byline; 口 where a typesetter could not find it."""
_SENTENCE_ENDS = ("。", "！", "？", "”")
_BRACKET = re.compile(r"[（(]\s?(?P<name>[一-鿿]{2,3})\s?[）)]$")
_PEN_NAME = re.compile(r"([一-鿿])\1|[小阿][一-鿿]")
"""凉凉, 小鹿, 阿木."""
_NO_PEN_NAME = re.compile("小[小结样说诗品注图]|([哈呵嘿嘻谢拜看听想常往往略多慢])\\1")
"""（小结）, （谢谢）."""
_LANDMARKS = tuple("山沟坡楼滩河湖路桥岭湾园城村镇街巷站店馆图版略")


def signed_below(body: list[str]) -> Credits | None:
    """Who signs with the last line, below the last sentence: 红古区农业局 张明, □张明, （凉凉）; None for other lines.

    >>> signed_below(["天亮了。", "（孟含琪）"]).people
    (Person(name='孟含琪', role='作者', organization=None),)
    """
    if len(body) < 2 or not body[-2].endswith(_SENTENCE_ENDS):
        return None
    text = body[-1].strip()
    if SQUARE.match(text) and (credits := parse_credits(text)).people and not credits.rest:
        return credits
    if (match := _BRACKET.fullmatch(text)) is not None and _may_sign(match["name"]):
        return Credits(people=(Person(match["name"], "作者"),), ambiguous=True)
    office, _, name = text.partition(" ")
    named = is_name(name) and has_usual_family(name) and has_usual_characters(name)
    if not (named and is_unit(office) and not is_name(office)):
        return None
    return Credits(people=(Person(name, "作者", office),))


def signed_bracket(text: str) -> Edge | None:
    """The bracket behind the last sentence of a text that nobody else signs: …前来参观。（孟含琪）."""
    match = _BRACKET.search(text)
    if match is None or not text[: match.start()].endswith(_SENTENCE_ENDS) or not _may_sign(match["name"]):
        return None
    credits = Credits(people=(Person(match["name"], "作者"),), ambiguous=True)
    return Edge(credits, match[0], text[: match.start()])


def _may_sign(name: str) -> bool:
    """A usual family name with any given name, or the form of a pen name; no word, place or landmark."""
    if places.is_known(name) or is_unit(name):
        return False
    family = is_name(name) and has_usual_family(name) and (has_usual_characters(name) or not name.endswith(_LANDMARKS))
    return family or (_PEN_NAME.fullmatch(name) is not None and _NO_PEN_NAME.fullmatch(name) is None)
