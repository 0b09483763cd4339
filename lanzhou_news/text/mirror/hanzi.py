"""What is known of each GBK character: script role, simplified symbol, frequency, readings. Loaded on first use."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

TONE_MARKS = dict.fromkeys((0x0300, 0x0301, 0x0304, 0x030C))
"""Combining grave, acute, macron and caron: the four tones. The diaeresis of ü is no tone."""


def toneless(reading: str) -> str:
    """The syllable without its tone, ü as v.

    >>> toneless("lǜ")
    'lv'
    """
    plain = unicodedata.normalize("NFD", reading).translate(TONE_MARKS)
    return unicodedata.normalize("NFC", plain).replace("ü", "v")


@dataclass(frozen=True, slots=True)
class HanziTable:
    """Lookup tables over the characters of GBK; built by ``tools/build_hanzi_table.py``."""

    role: dict[str, str]
    """``t`` the traditional form a mirror writes, ``v`` another variant, ``s`` simplified only, ``c`` common."""
    symbol: dict[str, str]
    """The simplified character that stands for all forms."""
    frequency: dict[str, int]
    """log2 of the number of occurrences in jieba's counts (19: the commonest, 0: unseen)."""
    readings: dict[str, tuple[str, ...]]
    """Toned readings, the main one first."""
    mirror_form: dict[str, str]
    """Simplified symbol → the form mirrors write, where it differs."""


@lru_cache(maxsize=32768)
def is_glossable(char: str) -> bool:
    """Can it stand in a mirror's gloss table? Traditional forms can; so can what GB2312, the simplified set, lacks."""
    role = hanzi().role.get(char)
    return role in {"t", "v"} or (role == "c" and not char.encode("gb2312", "ignore"))


@lru_cache(maxsize=1)
def hanzi() -> HanziTable:
    """The table, read once a process (about 30 ms)."""
    table = HanziTable({}, {}, {}, {}, {})
    source = files("lanzhou_news.text").joinpath("data/hanzi.tsv").read_text(encoding="utf-8")
    for line in source.splitlines():
        char, role, symbol, frequency, readings = line.split("\t")
        table.role[char] = role
        table.symbol[char] = symbol
        table.frequency[char] = int(frequency)
        table.readings[char] = tuple(readings.split(","))
        if role == "t":
            table.mirror_form.setdefault(symbol, char)
    return table
