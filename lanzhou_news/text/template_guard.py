"""Same words, other news: notices share their text and differ in numbers, days, places and names.

Two texts that share most of their words are either copies or two fillings of one form. A *fact* is a number,
day, place or name with the slot it fills: the characters before it and the unit after it. Where both texts have
the slot, a copy repeats the value; a form fills in another one, except that an unknown part of its facts
(hotlines, years, opening hours) belongs to the form itself. The guard weighs the two explanations by their
likelihood. A slot that only one text has says nothing: copies are cut, edited and damaged, get a byline or
another headline. No list of topics is involved.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

FACTS_KEPT = 64
"""Most facts kept of one text, those whose slots have the smallest hashes: long reports have hundreds."""
CONTEXT = 3
"""Characters before a fact that make its slot, a number among them counted as one."""


class Kind(IntEnum):
    """What a fact is about; the number stands in the lowest bits of the slot's hash."""

    NUMBER = 0
    DAY = 1
    PLACE = 2
    NAME = 3


CHANGED = {Kind.NUMBER: 0.015, Kind.DAY: 0.003, Kind.PLACE: 0.03, Kind.NAME: 0.015}
"""How often a copy has another value in the same slot: a corrected figure now and then, another day almost
never. Estimates, not measured: between half and four times these values no form of ``benchmarks/notices.py`` is
paired falsely in more than 2 % of the pairs. Places and names are words: edits and damage change them as often
as the rest of the text, whereas they do not turn one number into another."""
WORDS = frozenset({Kind.PLACE, Kind.NAME})


class Agreement(NamedTuple):
    """Slots that two texts have in common."""

    same: int
    changed: tuple[Kind, ...]
    """Kinds of the facts that stand in the same slot with another value."""


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMBER = re.compile(
    r"(?=[0-9〇零一二两三四五六七八九十日天])"  # fails at once where none of the three can begin: half the time
    r"(?:(?P<digits>[0-9]+)(?P<unit>[^0-9]?)"
    r"|(?P<numeral>[〇零一二两三四五六七八九十]{1,4})(?=(?P<counted>[年月日号时点分级度期届次名人户]))"
    r"|(?<=星期)(?P<weekday>[一二三四五六日天]))"
)
_PLACE_UNIT = re.compile("[区县镇乡村路街巷站桥]")
_PLACE_NAME = re.compile("[一-鿿]{2}")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
_HONORIFICS = ("同志", "先生", "女士", "老人", "烈士", "教授", "院士", "医生", "老师")
_BEFORE_NAMES = ("任命", "免去", "悼念")
_NAME = re.compile(
    f"(?P<value>[{_SURNAMES}][一-鿿]{{1,2}})(?P<unit>{'|'.join(_HONORIFICS)})"
    f"|(?<={'|'.join(_BEFORE_NAMES)})(?P<named>[{_SURNAMES}][一-鿿]{{1,2}})"
)
_RUN_OF_DIGITS = re.compile("[0-9]+")


def facts(folded: str) -> tuple[int, ...]:
    """The facts of a folded text as 64-bit integers, slot before value, ascending.

    >>> len(facts("城关区1月2日8时至17时停电"))
    5
    """
    return tuple(sorted({_pack(*fact) for fact in set(_facts(folded))})[:FACTS_KEPT])


def different_news(a: tuple[int, ...], b: tuple[int, ...], containment: float) -> bool:
    """Are two texts with these facts fillings of one form rather than copies?

    ``containment`` is the share of the shorter text's 3-grams, numbers masked, that the longer one has.

    >>> different_news(facts("城关区1月2日停电"), facts("城关区1月9日停电"), 1.0)
    True
    >>> different_news(facts("城关区1月2日停电"), facts("城关区1月2日停电"), 1.0)
    False
    """
    same, changed = compare(a, b)
    if not changed:
        return False
    worn = 1 - containment
    copy = sum(math.log(max(CHANGED[kind], worn if kind in WORDS else 0)) for kind in changed)
    # An unknown part of a form's facts is its own; all parts from none to all are equally likely: a beta function.
    form = math.lgamma(same + 1) + math.lgamma(len(changed) + 1) - math.lgamma(same + len(changed) + 2)
    return copy < form


def compare(a: tuple[int, ...], b: tuple[int, ...]) -> Agreement:
    """Count the common slots of two texts.

    >>> compare(facts("气温25℃，西风3级"), facts("气温25℃，西风4级"))
    Agreement(same=1, changed=(<Kind.NUMBER: 0>,))
    """
    ends = [side[-1] for side in (a, b) if len(side) >= FACTS_KEPT]
    left, right = (_by_slot(side, min(ends, default=1 << 64)) for side in (a, b))
    same, changed = 0, list[Kind]()
    for slot in left.keys() & right.keys():
        here, there = left[slot], right[slot]
        agreeing = len(here & there)
        same += agreeing
        changed += [Kind(slot & 3)] * (min(len(here), len(there)) - agreeing)
    return Agreement(same, tuple(changed))


def _by_slot(side: tuple[int, ...], end: int) -> dict[int, set[int]]:
    slots: dict[int, set[int]] = {}
    for fact in side:
        if fact <= end:
            slots.setdefault(fact >> 32, set()).add(fact)
    return slots


def _facts(folded: str) -> Iterator[tuple[Kind, str, str]]:
    """Kind, slot and value of every fact."""
    for match in _NUMBER.finditer(folded):
        digits, unit, numeral, counted, weekday = match.groups()
        unit = unit or counted or ""
        before = _before(folded, match.start())
        kind = Kind.DAY if unit in ("日", "号") and before.endswith("月") else Kind.NUMBER
        value = (digits.lstrip("0") or "0") if digits else _arabic(numeral) if numeral else weekday
        yield kind, f"{before}{unit}", value
    end = 0
    for match in _PLACE_UNIT.finditer(folded):  # units are rare: looking back from them is faster than forward
        start = match.start() - 2
        if start >= end and _PLACE_NAME.match(folded, start):
            end = match.end()
            yield Kind.PLACE, f"{_before(folded, start)}{match[0]}", folded[start : start + 2]
    if not any(map(folded.__contains__, _HONORIFICS + _BEFORE_NAMES)):
        return
    for match in _NAME.finditer(folded):
        yield Kind.NAME, f"{_before(folded, match.start())}{match['unit'] or ''}", match["value"] or match["named"]


def _before(folded: str, start: int) -> str:
    near = folded[max(0, start - CONTEXT) : start]
    if near.isalpha():
        return near
    return _RUN_OF_DIGITS.sub("0", folded[max(0, start - 4 * CONTEXT) : start])[-CONTEXT:]


def _arabic(numeral: str) -> str:
    """二十三 → 23, 二〇二五 → 2025."""
    if "十" not in numeral:
        return "".join(str(_DIGITS[char]) for char in numeral)
    tens, _, ones = numeral.partition("十")
    return str(10 * _DIGITS.get(tens[-1:], 1) + _DIGITS.get(ones[:1], 0))


def _pack(kind: Kind, slot: str, value: str) -> int:
    return (_slot_hash(slot) & ~3 | kind) << 32 | _hash(f"{slot}\0{value}")


_EMPTY = hashlib.blake2b(digest_size=4)
"""To copy it takes 0.6 of the time of a new one; a text has some sixty."""


def _hash(text: str) -> int:
    digest = _EMPTY.copy()
    digest.update(text.encode("utf-8", "surrogatepass"))
    return int.from_bytes(digest.digest(), "big")


_slot_hash = lru_cache(maxsize=4096)(_hash)  # slots are phrases of the language: articles share them
