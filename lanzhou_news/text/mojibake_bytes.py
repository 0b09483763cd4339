"""The byte side of mojibake: which characters betray a misreading, and reading UTF-8 of which some bytes are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

LOST = "\ufffd"
CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What cp1252 shows for bytes 80–9F."""
SURE = 0.99
"""Confidence in what the bytes determine."""
REACH = 6
"""Characters in front of a signature in which the span can begin."""
WINDOW, LONGEST_CHARACTER = 24, 8
"""Characters of a line first looked at for one span, and bytes that one character of it may take with what is lost."""
_LEADS, _CONTINUING = range(0xE2, 0xF0), range(0x80, 0xC0)
"""First bytes of the characters of Chinese text in UTF-8, and the bytes that follow them."""
_GAP = -1
"""A byte that was lost and left U+FFFD."""
_QUESTION = 0x3F
"""``?``: itself, or a byte that was lost."""
_CP1252_BYTES = {char: char.encode("cp1252")[0] for char in CP1252}


class Hole(NamedTuple):
    """The bytes of one character with None for each that was lost, and the byte after it if that is known."""

    known: tuple[int | None, ...]
    following: int | None
    lost: tuple[int, ...] = ()
    """Bytes that can have been lost; empty where GBK decides."""
    other: tuple[int | None, ...] = ()
    """The same where the lost byte left no mark and can have stood at another place."""


Item = str | Hole


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a line, and what they say when read as UTF-8."""

    start: int
    end: int
    items: tuple[Item, ...]
    other: tuple[Item, ...] = ()
    """The same with ``€`` read as A2E3, as GB18030 has it, and not as 80, where that is possible too."""


def _gbk_class(first: range, second: range) -> str:
    pairs = (bytes((a, b)).decode("gb18030", "ignore") for a in first for b in second)
    return re.escape("".join(sorted({char for char in pairs if len(char) == 1 and char > "\x80"})))


@cache
def gate() -> re.Pattern[str]:
    """Matches the first signature of a misreading: a character that such text begins with, and the fitting next ones.

    UTF-8 read as GBK: three bytes lead-continuation-continuation twice give pairs LC CL CC. Clean text has the first
    class rarely and all three in a row next to never, so that the search runs at the speed of one character class.
    """
    lead, rest = range(0xE2, 0xF0), range(0x80, 0xC0)
    lc, cl, cc = _gbk_class(lead, rest), _gbk_class(rest, lead), _gbk_class(rest, rest)
    high = f"\x80-\xff{CP1252}"
    tail = f"\x80-\xbf{CP1252}"
    return re.compile(
        f"[{lc}\xa1-\xff锟](?:(?<=[{lc}])(?:[{cl}](?:[{cc}€?{LOST}]|$)|[?{LOST}€])"
        f"|(?<=[\xa1-\xff])[{high}]{{3}}|(?<=[\xb0-\xf7])[\xa1-\xfe](?=[!-~]{{1,12}}[\xa1-\xf7][\xa1-\xfe])"
        f"|(?<=[Ã-ô])[{tail}]{{2}}|(?<=[Ã-ô])[{tail}] |(?<=[ÂÃ])[\xa0-\xbf]|(?<=锟)斤)"
    )


def latin_bytes(text: str) -> bytes | None:
    """Bytes of a text read as Latin-1 or cp1252, or None when a character fits neither.

    >>> latin_bytes("å…°")
    b'\\xe5\\x85\\xb0'
    """
    try:
        return bytes(_CP1252_BYTES.get(char) or ord(char) for char in text)
    except ValueError:
        return None


def spans_of_gbk(line: str) -> Iterator[Span]:
    """Parts of a line that read as UTF-8 when written as GBK, in order."""
    done = 0
    while match := gate().search(line, done):
        span = _read(line, match.start())
        if span is None:
            done = match.start() + 1
            continue
        for start in range(span.start - 1, max(done, span.start - REACH) - 1, -1):
            # A two-byte character (· or Cyrillic, of a deeper layer) hides the beginning from the gate.
            if 0xE2 <= line[start].encode("gb18030", "replace")[0] < 0xF0:
                longer = _read(line, start)
                if longer is not None and longer.end >= span.end and _holes(longer) <= _holes(span):
                    span = longer
        yield span
        done = span.end


def _holes(span: Span) -> int:
    """Characters of a span with lost bytes."""
    return sum(isinstance(item, Hole) for item in span.items)


def _units(line: str, start: int, stop: int, euro: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """Bytes of the characters from ``start`` to ``stop``, and for each the index of its character."""
    units: list[int] = []
    owners: list[int] = []
    for index in range(start, stop):
        char = line[index]
        if char == LOST:
            part: Sequence[int] = (_GAP,)
        elif char == "€":
            part = euro
        elif "\ud800" <= char <= "\udfff":
            break
        else:
            part = _gb_bytes(char)
        units += part
        owners += [index] * len(part)
    return units, owners


@lru_cache(maxsize=8192)
def _gb_bytes(char: str) -> bytes:
    return char.encode("gb18030")


def _read(line: str, start: int) -> Span | None:
    span = _read_as(line, start, (0x80,))
    if "€" not in line[start:]:
        return span
    other = _read_as(line, start, (0xA2, 0xE3))
    if span is None or other is None or span.end != other.end:
        return max((found for found in (span, other) if found), key=lambda found: found.end, default=None)
    return Span(start, span.end, span.items, other.items)


def _read_as(line: str, start: int, euro: tuple[int, ...]) -> Span | None:
    window = WINDOW
    while True:
        stop = min(start + window, len(line))
        span, ended = _read_window(line, start, stop, euro)
        if ended or stop == len(line):
            return span
        window *= 4


def _read_window(line: str, start: int, stop: int, euro: tuple[int, ...]) -> tuple[Span | None, bool]:
    """The span within a part of the line, and whether it ended well before the end of that part."""
    units, owners = _units(line, start, stop, euro)
    items: list[Item] = []
    best: tuple[int, int] | None = None  # character after the span, number of items
    at, size = 0, len(units)
    while at < size:
        step = _character(units, at)
        if step is None:
            break
        item, width = step
        items.append(item)
        at += width
        ends_here = at >= size or owners[at] != owners[at - 1]
        # Two-byte characters at the end are clean Chinese next to the span: 路 is C2B7, which is · in UTF-8.
        # A Latin letter can have become the second byte of the last pair: 素C → 绱燙 (E7B4 A043).
        shared = at > 1 and owners[at - 2] == owners[at - 1]
        foreign = isinstance(item, Hole) or item >= "\u0600" or (at >= size if item > "\x7f" else shared)
        if ends_here and foreign:
            best = (owners[at] if at < size else stop, len(items))
    ended = at + LONGEST_CHARACTER < size
    if best is None:
        return None, ended
    return Span(start, best[0], tuple(items[: best[1]])), ended


def _character(units: list[int], at: int) -> tuple[Item, int] | None:
    """One UTF-8 character at a place and how many units it takes, or None when there is none."""
    first = units[at]
    if 0xE1 <= first <= 0xEC or 0xEE <= first <= 0xEF:  # most are of this kind and whole
        rest = units[at + 1 : at + 3]
        if len(rest) == 2 and 0x80 <= rest[0] <= 0xBF and 0x80 <= rest[1] <= 0xBF:
            return chr((first & 0x0F) << 12 | (rest[0] & 0x3F) << 6 | rest[1] & 0x3F), 3
    if first in (_GAP, _QUESTION):
        following = units[at + 1 : at + 3]
        if len(following) == 2 and all(0x80 <= unit <= 0xBF for unit in following):
            return Hole((None, *following), None), 3
        return ("?" if first == _QUESTION else LOST), 1
    if first < 0x80:
        return chr(first), 1
    need = 1 if 0xC2 <= first <= 0xDF else 2 if 0xE0 <= first <= 0xEF else 3 if 0xF0 <= first <= 0xF4 else 0
    if not need:
        return None
    found: list[int | None] = [first]
    width = 1
    while len(found) <= need:
        unit = units[at + width] if at + width < len(units) else None
        if unit is not None and 0x80 <= unit <= 0xBF:
            found.append(unit)
            width += 1
        elif unit in (_GAP, _QUESTION):
            found.append(None)
            width += 1
        elif width > 1 and found[-1] is None:
            found.append(None)  # one mark for two lost bytes
        else:
            return None
    if None in found:
        after = units[at + width] if at + width < len(units) else None
        return Hole(tuple(found), None if after in (_GAP, _QUESTION) else after), width
    try:
        return bytes(byte for byte in found if byte is not None).decode("utf-8"), width
    except UnicodeDecodeError:
        return None


def determined(items: Iterable[Item]) -> str:
    """Text of decoded items, with U+FFFD for each that can be more than one character."""
    return "".join(item if isinstance(item, str) else _only(candidates(item)) for item in items)


def _only(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else LOST


@lru_cache(maxsize=4096)
def candidates(hole: Hole) -> tuple[str, ...]:
    """Characters that a character with one or two lost bytes can be.

    A byte was lost because it and the next one are no GBK pair: 0x80 is never a lead byte, A6 only before some.
    """
    lost = hole.known.count(None)
    if lost > 2 or len(hole.known) != 3:
        return ()
    if hole.lost:
        return tuple(_lost_letters(hole))
    return tuple(_fillings(hole, alone=True) or (_fillings(hole, alone=False) if lost == 1 else ()))


def _fillings(hole: Hole, alone: bool) -> list[str]:
    """Characters with these bytes; ``alone``: of which no lost byte makes a GBK pair with the one behind it."""
    one, two, three = hole.known
    last: Sequence[int] = _CONTINUING if three is None else (three,)
    if alone and three is None and hole.following is not None:
        last = [byte for byte in last if not _is_pair(byte, hole.following)]
    codes = [
        (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
        for first in (_LEADS if one is None else (one,))
        for second in (_CONTINUING if two is None else (two,))
        if not (alone and one is None and _is_pair(first, second))
        for third in last
        if not (alone and two is None and _is_pair(second, third))
    ]
    return _SANE.findall("".join(map(chr, codes)))


def _lost_letters(hole: Hole) -> Iterator[str]:
    for known in (hole.known, hole.other):
        for guess in product(hole.lost, repeat=known.count(None)) if known else ():
            filling = iter(guess)
            data = bytes(next(filling) if byte is None else byte for byte in known)
            char = data.decode("utf-8", "ignore")
            if _SANE.fullmatch(char):
                yield char


_SANE = re.compile(
    "[\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2103\u2460-\u2473"
    "\u3001-\u301f\u3105-\u3129\u3400-\u9fff\uff01-\uff5e]"
)


@cache
def _is_pair(lead: int, trail: int) -> bool:
    try:
        return len(bytes((lead, trail)).decode("gbk")) == 1
    except UnicodeDecodeError:
        return False
