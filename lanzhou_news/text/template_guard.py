"""Same words, other news: notices share their text and differ in numbers, days, places and names.

Two texts that share most 3-grams are either copies or two fillings of one form. The facts decide: in a copy a fact is
lost about as often as any other three characters of the text; in another filling it is replaced by another fact of its
kind, and agrees only by chance or because it belongs to the form. The guard weighs both explanations by their
likelihood, so that one digit lost in a long, otherwise damaged copy does no harm, and one changed day in an otherwise
identical notice decides. No list of topics is involved. A fact that only one of the texts has says nothing: copies are
cut short, get a byline or another headline.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from enum import IntEnum

FACTS_KEPT = 64
"""Most facts kept of one text, those with the smallest hashes: long reports have hundreds."""


class Kind(IntEnum):
    """What a fact is about; the number stands in its two lowest bits."""

    NUMBER = 0
    DAY = 1
    PLACE = 2
    NAME = 3


CHANCE = {Kind.NUMBER: 0.4, Kind.DAY: 0.15, Kind.PLACE: 0.6, Kind.NAME: 0.3}
"""How often facts of two fillings of one form agree: hotlines, years and districts are part of the form, days hardly
ever. Fitted on the notices of ``benchmarks/notices.py``; a change by a third moves no rate there by more than 1 %."""
SURVIVES_AT_MOST = 0.98
"""Even a word-for-word copy corrects a number now and then."""
THRESHOLD = -2.0
"""Natural logarithm of the odds below which the two are different news."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMBER = re.compile(r"([0-9]+)([^0-9]?)|([〇零一二两三四五六七八九十]{1,4})([年月日号时点分级度期届次名人户])")
_PLACE = re.compile(r"[一-鿿]{2}(?:区|县|镇|乡|村|路|街|巷|站|桥)")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
_NAME = re.compile(
    f"[{_SURNAMES}][一-鿿]{{1,2}}(?=同志|先生|女士|老人|烈士|教授|院士|医生|老师)|(?<=任命|免去|悼念)[{_SURNAMES}][一-鿿]{{1,2}}"
)


def facts(folded: str) -> tuple[int, ...]:
    """Hashes of the distinct numbers (with their unit), days, places and names of a folded text, ascending.

    >>> len(facts("城关区1月2日8时至17时停电"))
    5
    """
    found = {_hash(kind, token) for kind, token in _tokens(folded)}
    return tuple(sorted(found)[:FACTS_KEPT])


def different_news(a: tuple[int, ...], b: tuple[int, ...], containment: float) -> bool:
    """Are two texts with these facts fillings of one form rather than copies?

    ``containment`` is the share of the shorter text's 3-grams that the longer one has, digits masked.

    >>> different_news(facts("城关区1月2日停电"), facts("城关区5月9日停电"), 1.0)
    True
    >>> different_news(facts("城关区1月2日停电"), facts("城关区1月2日停电"), 1.0)
    False
    """
    ends = [facts[-1] for facts in (a, b) if len(facts) >= FACTS_KEPT]
    if ends:
        a, b = (tuple(fact for fact in facts if fact <= min(ends)) for facts in (a, b))
    left, right = set(a), set(b)
    survives = min(containment, SURVIVES_AT_MOST)
    odds = 0.0
    for kind in Kind:
        here, there = ({fact for fact in side if fact & 3 == kind} for side in (left, right))
        agreeing = len(here & there)
        replaced = min(len(here), len(there)) - agreeing
        chance = CHANCE[kind]
        odds += agreeing * math.log(survives / chance) + replaced * math.log((1 - survives) / (1 - chance))
    return odds < THRESHOLD


def _tokens(folded: str) -> Iterator[tuple[Kind, str]]:
    for digits, unit, numeral, counted in _NUMBER.findall(folded):
        unit = unit or counted
        kind = Kind.DAY if unit in ("日", "号") else Kind.NUMBER
        yield kind, (digits.lstrip("0") or "0" if digits else _arabic(numeral)) + ("日" if kind is Kind.DAY else unit)
    for place in _PLACE.findall(folded):
        yield Kind.PLACE, place
    for name in _NAME.findall(folded):
        yield Kind.NAME, name


def _arabic(numeral: str) -> str:
    """二十三 → 23, 二〇二五 → 2025."""
    if "十" not in numeral:
        return "".join(str(_DIGITS[char]) for char in numeral)
    tens, _, ones = numeral.partition("十")
    return str(10 * _DIGITS.get(tens[-1:], 1) + _DIGITS.get(ones[:1], 0))


def _hash(kind: Kind, token: str) -> int:
    return int.from_bytes(hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") & ~3 | kind
