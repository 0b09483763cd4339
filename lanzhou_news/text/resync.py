"""A byte lost in the middle of two-byte text moves every later character; find the place and read on behind it.

A decoder pairs the bytes from the left and stays one off up to the next ASCII byte. Here each stretch
between markup that shows damage is read again so that it holds as much everyday Chinese as possible, where skipping a
byte has its price.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lanzhou_news.text.charsets import errors_of
from lanzhou_news.text.everyday import EVERYDAY

LOST = "\ufffd"
LONGEST = 200_000
"""Bytes of damaged stretches read again: 0.2 s at most; a page of news has some thousand in all."""

COMMON, USUAL, RARE, STRANGE = 2.8, 0.2, -2.5, -3.0
"""Nats in favour of a true reading, by the shares in Chinese text and in the same text read one byte off: everyday
characters ln(.50/.03), others of the first level ln(.45/.37), all further ones ln(.05/.60); pairs for private use
hardly stand in any text."""
_FREQUENT = {"gb18030": ((0xA1A1, 0xA3FE), (0xB0A1, 0xD7F9)), "big5hkscs": ((0xA140, 0xA3BF), (0xA440, 0xC67E))}
"""Codes of the marks and of the frequent characters: rows 1 to 3 and level 1 of GB/T 2312, the same of Big5."""
SKIPPED = -6.0
"""Nats for a byte left out: only a reading that gains several characters pays it."""

EURO = 0x80
"""A lone one is the euro sign of Windows code page 936."""

_STRETCH = re.compile(rb"[^<>\n\r]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")


def resynchronise(body: bytes, codec: str) -> str | None:
    """Text of ``body`` with each orphaned half of a character as one U+FFFD; None when skipping helps nowhere.

    ``codec`` is ``gb18030`` or ``big5hkscs``.

    >>> damaged = "黄河水位平稳，记者从市应急管理局了解到".encode("gbk")
    >>> resynchronise(damaged[:3] + damaged[4:], "gb18030")
    '黄\ufffd水位平稳，记者从市应急管理局了解到'
    """
    errors = errors_of(codec)
    parts: list[str] = []
    done, left, helped = 0, LONGEST, False
    for match in _STRETCH.finditer(body):
        stretch = match[0]
        if stretch.isascii():
            continue
        plain = stretch.decode(codec, errors)
        if len(stretch) > left or not _PRIVATE.search(plain):
            continue
        left -= len(stretch)
        better = _read(stretch, codec)
        if better is not None:
            helped = True
            parts += [body[done : match.start()].decode(codec, errors), better]
            done = match.end()
    if not helped:
        return None
    return "".join([*parts, body[done:].decode(codec, errors)])


def _read(stretch: bytes, codec: str) -> str | None:
    """The best reading, None when it skips nothing that a decoder would not."""
    size = len(stretch)
    best = [0.0] * (size + 4)
    taken = [1] * size
    for at in range(size - 1, -1, -1):
        if stretch[at] < 0x80:
            best[at] = best[at + 1]
            continue
        is_euro = codec == "gb18030" and stretch[at] == EURO
        best[at], taken[at] = best[at + 1] + (USUAL if is_euro else SKIPPED), int(is_euro)
        for width in (2, 4):
            worth = _worth(stretch[at : at + width], codec) if at + width <= size else None
            if worth is not None and worth + best[at + width] >= best[at]:
                best[at], taken[at] = worth + best[at + width], width
    errors = errors_of(codec)
    pieces: list[str] = []
    at = skipped = 0
    while at < size:
        width = taken[at]
        pieces.append(stretch[at : at + width].decode(codec, errors) if width else LOST)
        skipped += not width
        at += width or 1
    text = "".join(pieces)
    return text if skipped and text != stretch.decode(codec, errors) else None


@lru_cache(maxsize=65536)
def _worth(code: bytes, codec: str) -> float | None:
    """Nats for one character of these bytes; None when they are none, or more than one."""
    try:
        char = code.decode(codec)
    except UnicodeDecodeError:
        return None
    if len(char) != 1:
        return None
    if char in EVERYDAY:
        return COMMON
    number = int.from_bytes(code)
    frequent = any(low <= number <= high for low, high in _FREQUENT[codec])
    if frequent and (codec == "big5hkscs" or code[1] >= 0xA1):  # GBK's additions share the first bytes
        return USUAL
    return STRANGE if _PRIVATE.match(char) else RARE
