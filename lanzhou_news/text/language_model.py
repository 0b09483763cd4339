"""How likely is a character after two others? Trigrams of news text with backoff, read from a memory-mapped file.

Characters count as symbols: both scripts and both widths are one, all digits are one, all Latin letters are one.
The file is built by ``tools/build_language_model.py``; its sources stand in NOTICE.
"""

from __future__ import annotations

import mmap
import struct
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal, NamedTuple

from lanzhou_news.text.mirror.hanzi import hanzi

MAGIC = b"LZNLM\x01\x00\x00"
HEADER = struct.Struct("<8sIIII")
"""Magic, number of symbols, bigrams, trigrams, bytes of the symbol list."""
STEP = 1 / 16
"""Costs are stored as bytes in units of this many nats: up to 15.9, half a step wrong at most."""

BOUNDARY = "\x02"
UNKNOWN = "\x03"

_WIDE = {
    "(": "（",
    ")": "）",
    ",": "，",
    ";": "；",
    ":": "：",
    "!": "！",
    "?": "？",
    "「": "“",
    "」": "”",
    "‘": "“",
    "’": "”",
    "\n": BOUNDARY,
}


@lru_cache(maxsize=65536)
def symbol_of(char: str) -> str:
    """The symbol a character counts as.

    >>> symbol_of("國"), symbol_of(","), symbol_of("７"), symbol_of("K")
    ('国', '，', '0', 'a')
    """
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) != 1:
        return char
    if plain.isdigit():
        return "0"
    if plain.isascii() and plain.isalpha():
        return "a"
    return _WIDE.get(plain) or hanzi().symbol.get(plain, plain)


class Tables(NamedTuple):
    """The arrays of the file; costs in units of :data:`STEP`."""

    bi_start: memoryview[int]
    """First symbol → where its bigrams begin; the last entry is their number."""
    tri_start: memoryview[int]
    """Bigram → where its trigrams begin."""
    bi_next: memoryview[int]
    """Last symbols, in order within one context."""
    tri_next: memoryview[int]
    uni: memoryview[int]
    uni_back: memoryview[int]
    """What is added where a symbol was never seen behind this one."""
    bi: memoryview[int]
    bi_back: memoryview[int]
    tri: memoryview[int]


class LanguageModel:
    """Costs in nats: 0 is certain, 16 is the worst.

    >>> model = load(); a, b, c = map(model.number, "兰州市"); model.cost(a, b, c) < model.cost(a, b, a)
    True
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, size, bigrams, trigrams, text_bytes = HEADER.unpack_from(self._map)
        if magic != MAGIC:
            raise ValueError(f"{path} is no language model of this version")
        self.size = size
        """Number of symbols."""
        view, at = memoryview(self._map), HEADER.size

        def take(count: int, code: Literal["B", "H", "I"]) -> memoryview[int]:
            nonlocal at
            part = view[at : at + count * struct.calcsize(code)].cast(code)
            at += count * struct.calcsize(code)
            return part

        self._symbols = bytes(take(text_bytes, "B")).decode("utf-8")[:size]
        self._ids = {symbol: number for number, symbol in enumerate(self._symbols)}
        bi_start, tri_start = take(size + 1, "I"), take(bigrams + 1, "I")
        bi_next, tri_next = take(bigrams, "H"), take(trigrams, "H")
        uni, uni_back = take(size, "B"), take(size, "B")
        bi, bi_back, tri = take(bigrams, "B"), take(bigrams, "B"), take(trigrams, "B")
        self.tables = Tables(bi_start, tri_start, bi_next, tri_next, uni, uni_back, bi, bi_back, tri)
        self.unknown = self._ids[UNKNOWN]
        self.boundary = self._ids[BOUNDARY]
        self._numbers: dict[str, int] = {}
        self._costs: dict[int, float] = {}

    def number(self, char: str) -> int:
        """Number of the symbol of ``char``; unseen characters share one number."""
        try:
            return self._numbers[char]
        except KeyError:
            number = self._numbers[char] = self._ids.get(symbol_of(char), self.unknown)
            return number

    def cost(self, first: int, second: int, third: int) -> float:
        """Nats that ``third`` costs after ``first`` and ``second``."""
        key = (first << 32) | (second << 16) | third
        try:
            return self._costs[key]
        except KeyError:
            if len(self._costs) > 1_000_000:
                self._costs.clear()
            cost = self._costs[key] = self._look_up(first, second, third) * STEP
            return cost

    def followers(self, first: int, limit: float) -> list[str]:
        """Symbols seen after ``first`` that cost at most ``limit`` nats there."""
        tables = self.tables
        bound = limit / STEP
        places = range(tables.bi_start[first], tables.bi_start[first + 1])
        return [self._symbols[tables.bi_next[at]] for at in places if tables.bi[at] <= bound]

    def _look_up(self, first: int, second: int, third: int) -> int:
        tables = self.tables
        context = self.bigram(first, second)
        penalty = 0
        if context >= 0:
            low, high = tables.tri_start[context], tables.tri_start[context + 1]
            at = bisect_left(tables.tri_next, third, low, high)
            if at < high and tables.tri_next[at] == third:
                return tables.tri[at]
            penalty = tables.bi_back[context]
        at = self.bigram(second, third)
        if at >= 0:
            return penalty + tables.bi[at]
        return penalty + tables.uni_back[second] + tables.uni[third]

    def bigram(self, first: int, second: int) -> int:
        """Number of the bigram in the tables, -1 where there is none."""
        tables = self.tables
        low, high = tables.bi_start[first], tables.bi_start[first + 1]
        at = bisect_left(tables.bi_next, second, low, high)
        return at if at < high and tables.bi_next[at] == second else -1


@lru_cache(maxsize=1)
def load() -> LanguageModel:
    """The model that ships with the package; opened on first use, in milliseconds."""
    with as_file(files("lanzhou_news.text").joinpath("data/news.bin")) as path:
        return LanguageModel(path)
