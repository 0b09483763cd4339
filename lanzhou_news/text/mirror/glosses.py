"""Take out what was only inserted: glosses and stray commas that moved no byte."""

from __future__ import annotations

import re
from re import Match

from lanzhou_news.text.mirror.bytestream import gbk
from lanzhou_news.text.mirror.gate import GLOSS, STRAY_COMMA, TONELESS_GLOSS
from lanzhou_news.text.mirror.hanzi import hanzi, is_glossable, toneless

LOOKALIKES = str.maketrans("毬悳衕昰齣錶髮週裏後", "球德同是出表發周里后")
"""Variants that toneless mirrors put in place of the usual character (forward model, other variants)."""

_ANY_COMMA = re.compile(rf"{STRAY_COMMA.pattern}|(?<=[!-+\--~℃°％]),(?=[,，、。；;！？!?](?![,，]))")
"""A stray comma behind a number, a letter or a sign as well."""


def fits_gloss(char: str, reading: str) -> bool:
    """Can a mirror have put this gloss behind this character?"""
    return reading in hanzi().readings.get(char, ()) and is_glossable(char)


def _straddling(text: str) -> str:
    """The character made of the last byte of the last but one character and a final Latin letter: 到M → 組 (BD4D)."""
    if len(text) < 2 or not "@" <= text[-1] <= "~":
        return ""
    first = gbk().last_byte(text[-2])
    return "" if first is None else gbk().char.get(first << 8 | ord(text[-1]), "")


def drop_glosses(text: str, author_glossed: frozenset[str] = frozenset()) -> tuple[str, int]:
    """Remove toned glosses that fit the character before them; return the text and how many went.

    ``author_glossed`` are characters whose gloss the author wrote: they stand bare elsewhere, a table entry never does.

    >>> drop_glosses("強(qiáng)省會(huì)")
    ('強省會', 2)
    """
    dropped = 0

    def replace(match: Match[str]) -> str:
        nonlocal dropped
        char = text[match.start() - 1 : match.start()]
        fits = fits_gloss(char, match[1]) or fits_gloss(
            _straddling(GLOSS.sub("", text[max(0, match.start() - 12) : match.start()])), match[1]
        )
        if not fits or char in author_glossed:
            return match[0]
        dropped += 1
        return ""

    return GLOSS.sub(replace, text), dropped


def drop_toneless(text: str) -> tuple[str, int]:
    """Remove toneless glosses, single or doubled, and put usual characters for lookalikes.

    >>> drop_toneless("雷(lei)速(su)體(ti)(ti)育")
    ('雷速體育', 3)
    """
    table = hanzi()
    dropped = 0

    def replace(match: Match[str]) -> str:
        nonlocal dropped
        char = text[match.start() - 1] if match.start() else ""
        if match[1] not in {toneless(reading) for reading in table.readings.get(char, ())}:
            return match[0]
        dropped += 1
        return ""

    return TONELESS_GLOSS.sub(replace, text).translate(LOOKALIKES), dropped


def drop_commas(text: str) -> tuple[str, int]:
    """Remove the visible separator some mirrors put in front of marks, from a text that shows it behind words.

    >>> drop_commas("山川壯麗,、文化深厚,、美食誘人")
    ('山川壯麗、文化深厚、美食誘人', 2)
    >>> drop_commas("增長6.2%,,比去年,，多")
    ('增長6.2%,比去年，多', 2)
    """
    return _ANY_COMMA.subn("", text)
