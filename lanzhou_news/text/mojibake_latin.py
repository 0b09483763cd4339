"""UTF-8 read as cp1252 of which some letters are lost: cp1252 has none for five bytes.

Each lost byte left ``?``, U+FFFD or nothing at all; a no-break space may have become a plain one.
"""

from __future__ import annotations

from itertools import takewhile

from lanzhou_news.text.mojibake_bytes import CP1252, LOST, Hole, Item

UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xA0, 0xAD)
"""Bytes that cp1252 has no letter for, and the two that cleaning removes."""
LEAST_WHOLE, WHOLE_SHARE = 3, 0.6
"""Characters that must have all their bytes where some vanished without a mark: their number and their share."""
_GAP = -1
_SPACE = 0x20
_UNITS = {LOST: _GAP, "?": _GAP} | {char: char.encode("cp1252")[0] for char in CP1252}


def read_lossy(span: str) -> tuple[Item, ...] | None:
    """Characters of a span with a hole for each that lost bytes; None when it is no UTF-8, or no byte is missing.

    >>> read_lossy("å…°å·\\ufffd")[0]
    '兰'
    >>> read_lossy("déjà vu") is None
    True
    """
    if not any(char in CP1252 for char in span):
        return None
    units: list[int] = []
    for char in span:
        unit = _UNITS.get(char, ord(char))
        if unit > 0xFF:
            return None
        units.append(unit)
    items: list[Item] = []
    whole = holes = vanished = at = 0
    while at < len(units):
        first = units[at]
        if first < 0x80:
            items.append(span[at])
            at += 1
            continue
        need = 2 if 0xE2 <= first <= 0xEF else 1 if 0xC2 <= first <= 0xDF else 0
        tail = list(takewhile(_continues, units[at + 1 : at + 1 + need]))
        if not need or (need == 1 and (not tail or tail[0] == _GAP)):
            return None
        at += 1 + len(tail)
        known = [None if unit == _GAP else 0xA0 if unit == _SPACE else unit for unit in tail]
        if len(known) < need:
            vanished += 1
            if None in known:
                return None
            other = (first, None, known[0]) if known else ()
            items.append(Hole((first, *known, None) if known else (first, None, None), None, UNDEFINED, other))
        elif None in known:
            holes += 1
            items.append(Hole((first, *known), None, UNDEFINED))
        else:
            try:
                items.append(bytes(byte for byte in (first, *known) if byte is not None).decode("utf-8"))
            except UnicodeDecodeError:
                return None
            whole += need == 2
    if not holes + vanished or (vanished and (whole < LEAST_WHOLE or whole < WHOLE_SHARE * (whole + vanished + holes))):
        return None
    return tuple(items)


def _continues(unit: int) -> bool:
    return unit in (_GAP, _SPACE) or 0x80 <= unit <= 0xBF
