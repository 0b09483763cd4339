"""How mirror sites break a text: the forward model, as pure functions.

The steps and their order follow MIRROR_CORRUPTION: characters become traditional one by one, the page is encoded as
GBK, a list of replacements runs over the *bytes* without any notion of character boundaries, the result is decoded
as cp936 and folded. Nothing is damaged on purpose: all damage is what these steps do to each other.

>>> mangle("奋勇争先", MirrorSite(table=("爭", "聽")))
'奮勇?tīng)?zhēng)先'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Literal

SEPARATOR = b"\x1f"
"""The invisible byte in front of punctuation (step 3a). Never seen itself: any byte that is no GBK trail byte fits."""
CORE = "內業產質節規現數轉聯"
"""Glossed even by the smallest tables seen (about 10 characters)."""
SECOND = "權領設務應態學"
"""The next ones of tables with about 60 characters, as far as they are known."""
_NEVER = "詮龔嫿餛"
"""Rare characters that the sample article proves to be in no table."""
LEVELS = {"small": 10, "medium": 60, "partial": 0.45, "full": 0.97}
"""Sizes of the tables seen: a count, or a share of the common characters."""
_EAGER_MARKS = "！？"
_OTHER_MARKS = "。；、，"

Fold = Literal["none", "nfkc"]
Stray = Literal["none", "commas"]


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in (files("lanzhou_news.replica") / "data" / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            reading, _, rest = line.partition("\t")
            yield reading, rest


@cache
def readings() -> dict[str, tuple[str, str]]:
    """Traditional character → (simplified character, toned reading), from ``data/readings.txt``."""
    return {pair[1]: (pair[0], reading) for reading, pairs in _rows("readings.txt") for pair in pairs.split()}


@cache
def _toneless_readings() -> dict[str, str]:
    """Character, traditional or the same in both scripts → reading without tone."""
    found = {character: reading for reading, bank in _rows("plain_readings.txt") for character in bank}
    found |= {character: reading for character, (_, reading) in readings().items()}
    return {character: reading.translate(_TONES) for character, reading in found.items()}


@cache
def _to_traditional() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for _, pairs in _rows("readings.txt") for pair in pairs.split()}


def traditional(text: str) -> str:
    """Step 1: every character by itself, one fixed form whatever the context (后 stays, 发 is always 發).

    >>> traditional("头发着凉")
    '頭發著涼'
    """
    return text.translate(_to_traditional())


@cache
def common_characters() -> tuple[str, ...]:
    """Traditional characters whose simplified form is in GB2312 level 1: the ones a table may hold."""
    level = {t: s.encode("gb2312")[:1] for t, (s, _) in readings().items() if t not in _NEVER}
    return tuple(t for t, lead in level.items() if b"\xb0" <= lead <= b"\xd7")


@dataclass(frozen=True, slots=True)
class MirrorSite:
    """What one mirror's converter does. Fixed for the whole site."""

    table: tuple[str, ...]
    """Glossed characters, in the order of replacement."""
    marks: str = _EAGER_MARKS
    """Punctuation that gets a separator in front of it."""
    fold: Fold = "nfkc"
    toneless: bool = False
    """Glosses without tones, set at random on whole characters; never shifts a byte."""
    stray: Stray = "none"
    """``commas``: the separator is a visible comma."""


def make_site(
    level: str, seed: int, *, fold: Fold = "nfkc", toneless: bool = False, stray: Stray = "none"
) -> MirrorSite:
    """A mirror site with a table of the given level: small, medium, partial or full.

    Tables of one seed are nested: a smaller one is contained in a larger one. The order of replacement is a
    permutation of its own, as no global order fits the evidence.
    """
    rng = Random(f"mirror/{seed}")
    rest = [character for character in common_characters() if character not in CORE + SECOND]
    ranking = [*CORE, *SECOND, *rng.sample(rest, len(rest))]
    size = LEVELS[level]
    table = ranking[: int(size * len(ranking)) if size < 1 else int(size)]
    marks = _EAGER_MARKS + "".join(mark for mark in _OTHER_MARKS if rng.random() < (0.6 if mark in "。；" else 0.25))
    rng.shuffle(table)
    return MirrorSite(tuple(table), marks, fold, toneless, stray)


def encode_lossy(text: str) -> bytes:
    """Step 2: GBK, with ``?`` for every character that has no code."""
    return text.encode("gbk", "replace")


def entries(site: MirrorSite) -> list[tuple[bytes, bytes]]:
    """Step 3 as (pattern, replacement), punctuation first."""
    separator = b"," if site.stray == "commas" else SEPARATOR
    found = [(mark.encode("gbk"), separator + mark.encode("gbk")) for mark in site.marks]
    known = readings()
    for character in site.table:
        code = character.encode("gbk")
        found.append((code, code + f"({known[character][1]})".encode("gbk")))
    return found


def replace_bytes(data: bytes, replacements: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Step 3: entry after entry over the whole text, at any alignment."""
    for pattern, replacement in replacements:
        if pattern in data:
            data = data.replace(pattern, replacement)
    return data


@cache
def _pairs() -> dict[bytes, str]:
    """Character of every double byte; ``""`` for pairs in the private use area, which later cleaning drops."""
    table = {}
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            pair = bytes((lead, trail))
            try:
                table[pair] = pair.decode("gbk")
            except UnicodeDecodeError:
                table[pair] = ""
    return table


def decode_cp936(data: bytes) -> str:
    """Step 4: a lead byte with an impossible trail byte gives one ``?`` and both are gone; 80 alone is ``€``.

    >>> decode_cp936(bytes.fromhex("a028"))
    '?'
    """
    out, at, pairs, end = [], 0, _pairs(), len(data)
    while at < end:
        byte = data[at]
        if byte < 0x80:
            out.append(chr(byte))
            at += 1
        elif byte in (0x80, 0xFF):
            out.append("€" if byte == 0x80 else "")
            at += 1
        else:
            out.append(pairs.get(data[at : at + 2], "?"))
            at += 2
    return "".join(out)


_UNFOLDED = "！…"
"""Marks that the sample article shows in full width beside folded ones."""


def clean_up(text: str, fold: Fold) -> str:
    """Step 5: control characters vanish; with ``nfkc`` full-width forms and enclosed numbers become ASCII.

    >>> clean_up("Ｗ⒔，", "nfkc")
    'W13.,'
    """
    text = "".join(character for character in text if character >= " " or character in "\n\t")
    if fold == "none":
        return text
    return "".join(
        character if character in _UNFOLDED or character < "\x80" else unicodedata.normalize("NFKC", character)
        for character in text
    )


def mangle(text: str, site: MirrorSite, rng: Random | None = None) -> str:
    """A canonical simplified text as the mirror shows it; paragraphs are separated by newlines.

    Paragraphs go through the byte steps with ``</p>`` behind them, as on a page: a ``?/p>`` at the end of a line is
    what an eaten ``<`` leaves. ``rng`` decides what is random: toneless glosses, stray commas.
    """
    draws = rng or Random(0)
    if site.toneless:
        return clean_up(toneless_glosses(text, draws), site.fold)
    shown = mangle_markup("".join(f"<p>{line}</p>\n" for line in text.split("\n")), site, draws)
    lines = [line.removeprefix("<p>").removesuffix("</p>") for line in shown.removesuffix("\n").split("\n")]
    return clean_up("\n".join(lines), site.fold)


def mangle_markup(html: str, site: MirrorSite, rng: Random) -> str:
    """Steps 1 to 4 on a piece of a page, tags and all."""
    return decode_cp936(_mangled_bytes(encode_lossy(traditional(html)), site, rng))


def _mangled_bytes(data: bytes, site: MirrorSite, rng: Random) -> bytes:
    if site.stray == "commas":
        data = stray_commas(data, site.marks, rng)
        return replace_bytes(data, entries(site)[len(site.marks) :])
    return replace_bytes(data, entries(site))


def stray_commas(data: bytes, marks: Sequence[str], rng: Random, share: float = 0.3) -> bytes:
    """Variant of step 3a: a visible comma, at random places only, in front of a mark's two bytes."""
    for mark in marks:
        code = mark.encode("gbk")
        parts = data.split(code)
        data = parts[0] + b"".join((b"," if rng.random() < share else b"") + code + part for part in parts[1:])
    return data


_LOOKALIKES = str.maketrans("球德同是出表发周", "毬悳衕昰齣錶髮週")
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
TONELESS_SHARE, DOUBLE_SHARE, LOOKALIKE_SHARE = 0.25, 0.03, 0.2


def toneless_glosses(text: str, rng: Random) -> str:
    """Variant: ``雷(lei)速(su)``: random characters, sometimes twice, with lookalike variants; no byte is shifted."""
    known, out = _toneless_readings(), list[str]()
    for character in text:
        shown = traditional(character)
        lookalike = character.translate(_LOOKALIKES) if rng.random() < LOOKALIKE_SHARE else character
        out.append(shown if lookalike == character else lookalike)
        if shown in known and rng.random() < TONELESS_SHARE:
            out.append(f"({known[shown]})" * (2 if rng.random() < DOUBLE_SHARE else 1))
    return "".join(out)


def gloss_only(text: str, site: MirrorSite) -> str:
    """What most pages of partly glossing mirrors show: every character of the table glossed, no byte shifted."""
    known, table = readings(), frozenset(site.table)
    shown = traditional(text)
    return clean_up("".join(f"{c}({known[c][1]})" if c in table else c for c in shown), site.fold)
