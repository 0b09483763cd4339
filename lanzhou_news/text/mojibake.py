"""Classic mojibake: text whose bytes were right and were read in the wrong encoding. Undone per span, not per document.

Three misreadings, also one on top of the other: UTF-8 read as GBK (鍏板窞), UTF-8 read as Latin-1 or cp1252 (å…°å·ž),
GBK read as Latin-1 or cp1252 (À¼ÖÝ). What is too short to tell is read like the rest of its document. A character
whose bytes were partly lost (``?``, U+FFFD) is filled in when one candidate stands out, else marked U+FFFD. What went
through U+FFFD and GBK (锟斤拷) cannot be known and is only noted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lanzhou_news.items import Note
from lanzhou_news.text.mojibake_bytes import (
    CP1252,
    LOST,
    SURE,
    Hole,
    Item,
    determined,
    gate,
    latin_bytes,
    spans_of_gbk,
)
from lanzhou_news.text.mojibake_latin import read_lossy
from lanzhou_news.text.mojibake_page import Page
from lanzhou_news.text.plausible import READS_WELL, cost, is_chinese

MAX_LAYERS = 4
"""Misreadings on top of each other that are undone."""

PROOF = 4
"""Chinese characters that come out of UTF-8 bytes without a gap: no text is twelve such bytes by chance, so that rare
words need not read like news."""

PROOF_BYTES = 10
"""The same in bytes where some are lost: 《麦客》 without two of its twelve."""

PROOF_LATIN = 2
"""The same where they show as Latin letters, each with two signs behind it: no language writes so twice in a row."""

PROOF_GBK = 6
"""The same for pairs of high bytes: no language that is written in Latin letters puts twelve accented ones in a row."""

MOST_ASKED = 40_000
"""Characters with lost bytes in one document that are read with its words and the sentence model: 3 to 6 s."""

PROOF_DOCUMENT = 8
"""Characters put right from which on a document is known to be misread in this way: what is too short to tell by
itself (``3Ôª``, 3元) is then read alike."""

_HAN = re.compile("[\u4e00-\u9fff]")
_WIDE = re.compile("[\u2010-\u9fff\uff00-\uffef]")
_LOST_FOR_GOOD = re.compile("(?:锟斤拷|锟斤|ï¿½)+锟?")
_LETTERS = "\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_FIRST_LETTER = "[\x80-\xffŒœŠšŸŽžƒˆ‚„†‡‰‹]"
_LATIN = re.compile(f"{_FIRST_LETTER}(?:[\x00-\x09\x0b-\x7f{_LETTERS}]*[{_LETTERS}])?")
_LOSSY = re.compile(f"{_FIRST_LETTER}[\x00-\x09\x0b-\x7f{_LETTERS}{LOST}]*[{_LETTERS}{LOST}]\\?{{0,2}}")
"""The same with lost letters in it."""
_HIGH = f"\x80-\xff{CP1252}"
_HIGH_RUN = re.compile("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{2,}(?: [\x80-\xbf])?")
_UTF8_LEFT = re.compile(f"(?:[à-ï][\x80-\xbf{CP1252}]{{2}})+")
_NO_LETTERS = re.compile("[\x80-\x9f]|â[€„†‡ˆ‰Š‹ŒŽ–—˜™š›œžŸ]")
"""Control characters, or signs that stand behind no â: UTF-8 read as Latin letters, whatever it says (★, ℃)."""
_HIGH_LEFT = re.compile(f"[{_HIGH}]")
_GBK_LEFT = re.compile(f"(?<![a-z{_HIGH}])(?:[\xa1\xa3\xb0-\xf7][\xa1-\xfe])+(?![a-z{_HIGH}])")
_ACCENTED = re.compile("[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


@dataclass(frozen=True, slots=True)
class _Repair:
    """One span put right."""

    rule: str
    before: str
    after: str
    confidence: float


def repair_mojibake(text: str) -> tuple[str, tuple[Note, ...]]:
    """Text with misread spans put right, and a note for each span; clean text comes back as the identical object.

    The number of lines stays. Notes of rule ``unrecoverable`` mark what was left as it is.

    >>> repair_mojibake("鍏板窞鏃ユ姤")[0], repair_mojibake("À¼ÖÝÈÕ±¨")[0], repair_mojibake("Café à Lanzhou")[0]
    ('兰州日报', '兰州日报', 'Café à Lanzhou')
    """
    if gate().search(text) is None:
        return text, ()
    notes: list[Note] = []
    lines = text.split("\n")
    found: dict[int, tuple[str, list[_Repair]]] = {}
    doubtful: list[int] = []
    asked: dict[int, Page] = {}
    left = MOST_ASKED
    for index, line in enumerate(lines):
        if gate().search(line):
            look = Page()
            found[index] = _line(line, 0, look)
            if any(map(_is_doubtful, found[index][1])):
                doubtful.append(index)
                left -= len(line)
                if left >= 0:
                    asked[index] = look
    if asked:
        sure = {index: fixed for index, (fixed, _) in found.items()} | {i: _certain(lines[i]) for i in doubtful}
        page = Page("\n".join(sure.get(index, line) for index, line in enumerate(lines)), asked.values())
        found |= {index: _line(lines[index], 0, page) for index in asked}
    proven = _proven(repair for _, repairs in found.values() for repair in repairs)
    if proven:
        for index, line in enumerate(lines):
            fixed, repairs = found.get(index, (line, []))
            fixed, more = _left(fixed, proven)
            if more or repairs:
                found[index] = fixed, repairs + more
    for index, (fixed, repairs) in sorted(found.items()):
        notes += [Note("repair", r.rule, r.before, r.after, r.confidence) for r in repairs]
        notes += [Note("repair", "lost-byte", r.after) for r in repairs if LOST in r.after]
        notes += [Note("repair", "unrecoverable", match[0]) for match in _LOST_FOR_GOOD.finditer(fixed)]
        lines[index] = fixed
    fixed = "\n".join(lines)
    return (text if fixed == text else fixed), tuple(notes)


def _proven(repairs: Iterable[_Repair]) -> frozenset[str]:
    """The misreadings that a document proves."""
    seen: Counter[str] = Counter()
    for repair in repairs:
        wide = len(_WIDE.findall(repair.after))
        seen[repair.rule] += wide
        inner = (latin_bytes(repair.before) or b"").decode("utf-8", "replace")
        if repair.rule == "utf8-as-latin1" and not _WIDE.search(inner):  # letters again: a second layer
            seen["gbk-as-latin1" if _GBK_LEFT.search(inner) else repair.rule] += wide
    return frozenset(rule for rule, times in seen.items() if times >= PROOF_DOCUMENT)


def _left(line: str, proven: frozenset[str]) -> tuple[str, list[_Repair]]:
    """A line of a document that is misread for certain: what was too short to tell."""
    repairs: list[_Repair] = []
    for rule, pattern, codec in (("utf8-as-latin1", _UTF8_LEFT, "utf-8"), ("gbk-as-latin1", _GBK_LEFT, "gbk")):
        if rule not in proven or line.isascii():
            continue

        def put_right(match: re.Match[str], rule: str = rule, codec: str = codec) -> str:
            try:
                text = (latin_bytes(match[0]) or b"").decode(codec)
            except UnicodeDecodeError:
                return match[0]
            if len(_WIDE.findall(text)) + text.count("·") < len(text):
                return match[0]
            repairs.append(_Repair(rule, match[0], text, 0.95))
            return text

        line = pattern.sub(put_right, line)
    return line, repairs


def _is_doubtful(repair: _Repair) -> bool:
    """Does it depend on the words of the page? It was made without them."""
    return repair.rule != "gbk-as-latin1" and (repair.confidence < SURE or LOST in repair.after)


def _certain(line: str) -> str:
    """What a line says for certain, in pieces: the words that it can teach."""
    if not _HAN.search(line):  # letters
        items = read_lossy(line) or ()
        return "".join(item if isinstance(item, str) else "\n" for item in items)
    pieces = (determined(span.items) for span in spans_of_gbk(line))
    return "\n".join(pieces).replace(LOST, "\n")


def _line(line: str, layer: int, page: Page) -> tuple[str, list[_Repair]]:
    """One line, innermost misreading first; again while something changes."""
    repairs: list[_Repair] = []
    for spans in (_from_latin, _from_gbk):
        pieces, done = [], 0
        for start, end, repair in spans(line, layer, page):
            pieces += [line[done:start], repair.after]
            repairs.append(repair)
            done = end
        if done:
            line = "".join([*pieces, line[done:]])
    return line, repairs


def _deeper(text: str, layer: int) -> str:
    """The text with further layers of misreading undone."""
    if layer + 1 >= MAX_LAYERS or gate().search(text) is None:
        return text
    return _line(text, layer + 1, Page())[0]


def _from_latin(line: str, layer: int, page: Page) -> Iterator[tuple[int, int, _Repair]]:
    """Spans of Latin letters that are UTF-8 or GBK bytes."""
    done = 0
    for block in _LATIN.finditer(line):
        if block.start() < done:
            continue
        whole = _latin(block[0], layer)
        lossy = _LOSSY.match(line, block.start())
        if not layer and lossy and not (whole and LOST not in whole.after and lossy.end() <= block.end() + 2):
            with_holes = _latin_with_holes(line, lossy.start(), lossy.end(), page)
            if with_holes:
                done = lossy.end()
                yield lossy.start(), done, with_holes
                continue
        if whole:
            yield block.start(), block.end(), whole
            continue
        for run in _HIGH_RUN.finditer(line, block.start(), block.end()):
            part = _latin(run[0], layer) or _accents(run[0], layer)
            if part:
                yield run.start(), run.end(), part


def _latin_with_holes(line: str, start: int, end: int, page: Page) -> _Repair | None:
    """A span of letters some of which are lost."""
    items = read_lossy(line[start:end])
    if items is None or sum(map(_bytes_seen, items)) < PROOF_BYTES:
        return None
    text, sure = page.fill_in(items, line[:start])
    return _Repair("utf8-as-latin1", line[start:end], text, sure) if is_chinese(text.replace(LOST, "")) else None


def _latin(span: str, layer: int) -> _Repair | None:
    data = latin_bytes(span)
    if data is None or len(data) < 3:
        return None
    for variant in (data, re.sub(rb"(?<=[\xe2-\xef]) (?=[\x80-\xbf])|(?<=[\xe2-\xef][\x80-\xbf]) ", b"\xa0", data)):
        try:
            text = _deeper(variant.decode("utf-8"), layer)
        except UnicodeDecodeError:
            continue
        if (
            is_chinese(text)
            or len(_HAN.findall(text)) >= PROOF_LATIN
            or (_NO_LETTERS.search(span) and _WIDE.search(text) and not _HIGH_LEFT.search(text))
            or (LOST in text and "ï¿½" not in span)
        ):
            return _Repair("utf8-as-latin1", span, text, 0.99)
    accents = _accents(span, layer)
    try:
        text = _deeper(data.decode("gb18030"), layer)
    except UnicodeDecodeError:
        return None
    if len({after - before for before, after in pairwise(data)}) == 1:  # ···· = 贩贩; ÀÁÂÃ is an alphabet
        return None
    high = [byte for byte in data if byte > 0x7F]
    usual = sum(0xB0 <= lead <= 0xD7 for lead in high[::2])  # level 1 of GB/T 2312; Russian has E0 to FF
    determined = len(_HAN.findall(text)) >= PROOF_GBK and min(high) > 0xA0 < data[-1] and usual * 4 > len(high)
    if accents and not determined and cost(text) > READS_WELL * len(text):  # Â¸Ã¨: 赂猫, or two signs in UTF-8
        return accents
    return _Repair("gbk-as-latin1", span, text, 0.98) if determined or is_chinese(text, at_least=2) else None


def _accents(run: str, layer: int) -> _Repair | None:
    """Ã© → é: UTF-8 of accented letters read as Latin-1."""
    if not _ACCENTED.search(run):
        return None
    data = latin_bytes(run)
    try:
        text = _deeper(data.decode("utf-8"), layer) if data else None
    except UnicodeDecodeError:
        return None
    return _Repair("utf8-as-latin1", run, text, 0.95) if text else None


def _from_gbk(line: str, layer: int, page: Page) -> Iterator[tuple[int, int, _Repair]]:
    """Spans of rare Chinese characters that are UTF-8 bytes."""
    for span, before, as_is in page.spans(line):
        readings = [_reading(items, line[: span.start], layer, page) for items in (span.items, span.other) if items]
        text, sure = min(readings, key=lambda reading: cost(reading[0])) if len(readings) > 1 else readings[0]
        determined = sure >= SURE and LOST not in text and len(_WIDE.findall(text)) >= PROOF
        determined = determined or sum(map(_bytes_seen, span.items)) >= PROOF_BYTES
        lone = len(text) == 1 and sure < SURE and not layer  # 娼? = 潮: a rare word and a question mark
        if (determined or is_chinese(text)) and not lone and cost(text) + 3 < as_is:
            yield span.start, span.end, _Repair("utf8-as-gbk", before, text, sure)


def _bytes_seen(item: Item) -> int:
    """Bytes of a character that show it to be UTF-8."""
    if isinstance(item, Hole):
        return len(item.known) - item.known.count(None)
    return 3 if _WIDE.match(item) else 0


def _reading(items: tuple[Item, ...], before: str, layer: int, page: Page) -> tuple[str, float]:
    """What a span says, with lost bytes filled in, and the confidence."""
    text, sure = determined(items), SURE
    if LOST in text and gate().search(text) is None:
        text, sure = page.fill_in(items, before)
    return _deeper(text, layer), sure
