"""Bytes → text, whatever the declaration says.

Order (measured on pages whose header, meta and bytes disagree, DESIGN §6): a byte order mark if the rest decodes under
it; UTF-8 if strict; the declared encoding if strict; GB18030 if strict; else the reading with the fewest replacements.
Readings that are strict by accident (Big5 read as GB18030, Latin-1, which accepts everything) are told apart by the
share of everyday Chinese characters. Entities such as ``&nbsp;`` are left to the HTML parser.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lanzhou_news.text.charsets import codec_of, errors_of, labels
from lanzhou_news.text.everyday import EVERYDAY
from lanzhou_news.text.resync import resynchronise

LOST = "\ufffd"
SAMPLE = 6_000
"""Characters looked at, from the first one outside ASCII, when two readings are compared."""
LEAST_SHARE = 0.1
"""Everyday characters from which on a reading is Chinese: the true one has about half, a misread one next to none."""
SHORT = 4_096
"""Longest body in bytes for which damaged UTF-8 may happen to be strict GB18030; 136 longer ones never were."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WIDE = re.compile("[\u0800-\uffff]")
_HIGH = re.compile("[^\x00-\x7f\ufffd]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")

_GB18030_2022 = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16,
    0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
    0xE832: 0x9FB8, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE864: 0x9FBB,
}  # fmt: skip
"""Python's codec is GB18030-2000, which kept these in the private use area; the 2022 edition gives them code points."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was won."""

    text: str
    """Without byte order mark."""
    declared: str | None
    """Label in the HTTP header, else in the page; lower case, as written."""
    used: str
    """Python codec name."""
    replaced: int
    """Number of U+FFFD put in place of bytes that the codec does not explain."""


def decode(body: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """Decode a page or plain text by its bytes, with the declaration as second opinion; never raises.

    A character cut off at the very end counts as one replacement and does not change the choice.

    >>> decode("兰州".encode("gbk"), {"content-type": "text/html; charset=utf-8"})
    Decoded(text='兰州', declared='utf-8', used='gb18030', replaced=0)
    """
    named = list(labels(body, headers))
    declared = named[0] if named else None
    for mark, codec in _BOMS:
        if body.startswith(mark):
            marked = _under_mark(body, mark, codec)
            if marked is not None:
                return Decoded(marked, declared, codec, _cut(marked))
            body = body[len(mark) :]  # a lying mark
            break
    if body.isascii():
        return _seven_bit(body, declared, named)
    return _eight_bit(body, declared, [name for name in map(codec_of, named) if name])


def _seven_bit(body: bytes, declared: str | None, named: list[str]) -> Decoded:
    """ASCII, HZ, or UTF-16 of Latin text."""
    if wide := _wide_without_mark(body):
        return _wide(body, declared, wide)
    if b"~{" in body and (any(codec_of(label) == "hz" for label in named) or _HZ.search(body)):
        text = body.decode("hz", "replace")
        if LOST not in text or codec_of(declared or "") == "hz":
            return Decoded(text, declared, "hz", text.count(LOST))
    return Decoded(body.decode("ascii"), declared, "utf-8", 0)


def _wide(body: bytes, declared: str | None, codec: str) -> Decoded:
    text = body.decode(codec, "replace")
    return Decoded(text, declared, codec, text.count(LOST))


def _eight_bit(body: bytes, declared: str | None, codecs_named: list[str]) -> Decoded:
    if b"\0" in body[:64] and (wide := _wide_without_mark(body)):
        return _wide(body, declared, wide)
    readings: dict[str, str] = {}
    if (text := _strict(body, "utf-8")) is not None:
        if _WIDE.search(text) or "gb18030" not in codecs_named:
            return Decoded(text, declared, "utf-8", _cut(text))
        readings["utf-8"] = text  # only two-byte sequences: weak evidence against a declared GBK
    private = False
    for codec in dict.fromkeys((*codecs_named, "gb18030")):
        if codec not in ("utf-8", "hz") and (text := _strict(body, codec)) is not None:
            readings[codec] = text
            if codec == "gb18030":
                private = _PRIVATE.search(text) is not None  # a scan of the page: made once
                if not private:
                    break
    if not readings:
        return _fewest_replacements(body, declared, codecs_named)
    if private and "big5hkscs" not in readings and (text := _strict(body, "big5hkscs")) is not None:
        readings["big5hkscs"] = text  # the comma of Big5 lies in GB18030's user-defined area
    if len(body) <= SHORT and "utf-8" not in readings:
        readings["utf-8"] = body.decode("utf-8", "replace")
    codec = _most_chinese(readings) if len(readings) > 1 else next(iter(readings))
    best = readings[codec]
    if private and codec == "gb18030":
        best = _modern(_in_step(best, body, codec))
    return Decoded(best, declared, codec, best.count(LOST))


def _fewest_replacements(body: bytes, declared: str | None, codecs_named: Iterable[str]) -> Decoded:
    readings: dict[str, str] = {}
    for codec in dict.fromkeys(("utf-8", *codecs_named, "gb18030")):
        if codec not in ("hz", "cp1252"):  # these explain every byte and so prove nothing
            readings[codec] = body.decode(codec, errors_of(codec))
    # UTF-16 without mark and markup: Chinese that nothing else explains. A page with tags in ASCII is none.
    for codec in () if b"</" in body else ("utf-16-le", "utf-16-be"):
        if (text := _strict(body, codec)) is not None and _everyday_share(text) > LEAST_SHARE:
            return Decoded(text, declared, codec, _cut(text))
    replaced = {codec: text.count(LOST) for codec, text in readings.items()}
    order = sorted(readings, key=lambda codec: replaced[codec])
    codec = _most_chinese({name: readings[name] for name in order}) if len(body) <= SHORT else order[0]
    best = _in_step(readings[codec], body, codec)
    return Decoded(_modern(best) if codec == "gb18030" else best, declared, codec, best.count(LOST))


def _in_step(text: str, body: bytes, codec: str) -> str:
    """Chinese text of a two-byte encoding, read on behind each lost byte."""
    if codec not in ("gb18030", "big5hkscs") or _everyday_share(text) <= LEAST_SHARE:
        return text
    return resynchronise(body, codec) or text


def _modern(text: str) -> str:
    """GB18030 text with the code points of the 2022 edition."""
    return text.translate(_GB18030_2022) if _PRIVATE.search(text) else text


def _strict(body: bytes, codec: str) -> str | None:
    """Text if the whole body decodes, at most a character cut off at the end; that becomes one U+FFFD."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        text = decoder.decode(body)
    except UnicodeDecodeError:
        return None
    return text + LOST if decoder.getstate()[0] else text


def _cut(text: str) -> int:
    """1 when the last character was cut off."""
    return int(text.endswith(LOST))


def _under_mark(body: bytes, mark: bytes, codec: str) -> str | None:
    """Text under a byte order mark, or None when the mark lies."""
    if codec in ("utf-8-sig", "gb18030"):
        return _strict(body[len(mark) :], "utf-8" if codec == "utf-8-sig" else codec)
    text = _strict(body, codec)
    rest = body[len(mark) :]
    if text is None or b"\0" in rest:
        return text
    narrow = {name: found for name in ("utf-8", "gb18030") if (found := _strict(rest, name)) is not None}
    return text if _most_chinese({codec: text, **narrow}) == codec else None


def _wide_without_mark(body: bytes) -> str | None:
    """UTF-16 without a mark, when every other byte of the first letters is null: markup or Latin text in UTF-16."""
    head = body[:64]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    for codec, null, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if null.count(0) * 10 >= len(null) * 8 and not other.count(0) and _strict(body, codec) is not None:
            return codec
    return None


def _most_chinese(readings: Mapping[str, str]) -> str:
    """Codec whose reading has the largest share of everyday Chinese; the first one where none is clearly ahead."""
    shares = {codec: _everyday_share(text) for codec, text in readings.items()}
    first = next(iter(readings))
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] > LEAST_SHARE and shares[best] > 1.5 * shares[first] else first


def _everyday_share(text: str) -> float:
    if (first := _HIGH.search(text)) is None:
        return 0.0
    found = _HIGH.findall(text, first.start(), first.start() + SAMPLE)
    return sum(map(EVERYDAY.__contains__, found)) / len(found)
