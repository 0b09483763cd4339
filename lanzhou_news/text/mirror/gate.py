"""Is this document damaged at all? Cheap looks first; only then the evidence is weighed.

Most text leaves at the first look: three literal-prefixed patterns that the regex engine skips through.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lanzhou_news.text.mirror.hanzi import hanzi, is_glossable, toneless

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
SYLLABLE = rf"[a-zü{TONED}]{{1,6}}"
HAN = "\u3400-\u9fff"

GLOSS = re.compile(rf"\(({SYLLABLE})\)")
"""An inserted gloss; always in ASCII parentheses, which come from byte 28. 們(men) has no tone to show."""
SWALLOWED_GLOSS = re.compile(rf"\?({SYLLABLE})\)")
TONE = re.compile(f"[{TONED}]")
"""A gloss whose parenthesis was swallowed as the trail of a lone lead byte."""
TONELESS_GLOSS = re.compile(r"\(([a-z]{1,6})\)(?:\(\1\))*")
DAMAGED_MARK = re.compile(r"\?(?=[、，。！？；,!;?])")
"""A lone lead byte before a mark with a separator; or nothing but `?!` in clean text."""
LONE_MARK = re.compile(rf"(?<=[{HAN}”』》）])\?(?=[{HAN}]|[@-~][{HAN}])")
"""The same where one ``?`` stands for a lone lead byte and the ？ or ！ behind it: 部署?h領導 for 部署。縣領導."""
STRAY_COMMA = re.compile(rf"(?<=[{HAN}”》）]),(?=[,，、。；;！？!?](?![,，]))")
"""One before one mark; a row of commas is somebody's way to pause."""

TAG_REST = re.compile(r"/(?:p|strong|b|em|i|u|span|div|a|h[1-6]|li|ul|ol|td|tr|font|center|section)>|(?:br|p|hr) ?/?>")
"""What is left of a tag whose "<" was swallowed."""
EATEN_TAG = re.compile(r"\?/(?:p|strong|b|span|div|a|li|td|font)>")
"""The commonest of them behind the lone lead byte that swallowed the "<"."""

_HAN = re.compile(f"[{HAN}]")
SPEAKS_OF_READINGS = re.compile("讀音|读音|拼音|讀作|读作|念作|唸作|讀為|读为|多音字|破音|注音|音同|發音|发音")
QUOTES = frozenset("「」『』“”‘’\"'《》〈〉")

NEAR = 12
"""Characters on either side of a gloss in which a word for readings speaks for its author."""
COMMON = 11
"""log2 frequency from which on a character counts as common: all of 390 glossed ones seen on mirrors are above it,
rare ones practically never are in a mirror's table."""
RARE_WEIGHT, RARE_ONES = 0.5, 3
"""Evidence in a rare character, a variant or a side reading, and how many of them tell more than one does: an author
glosses a name or two (龔(gōng)、嫿(huà))."""
DAMAGED = 1.0
"""Evidence needed: one common traditional character glossed with its main reading, and nothing against it."""
CERTAIN = 4.0
"""Evidence from which on every fitting gloss is an insertion."""
LISTED = 2
"""Glossed characters that stand alone between marks (聽(tīng)、說(shuō)): a list of characters to learn, unless most
glosses of the document stand inside words, where a mirror's do."""
TONELESS_MINIMUM = 3
"""Toneless glosses need company: `长(chang)` alone is what a person writes. Doubled ones and variants nobody writes
today (:data:`UNUSUAL`) count as company."""
UNUSUAL = frozenset("毬悳衕昰")


@dataclass(slots=True)
class Evidence:
    """What a document shows of a mirror's corruption."""

    glossed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Traditional character → times seen with a fitting toned gloss."""
    bare: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """The same characters → times seen without one."""
    toned: float = 0.0
    """Weight of the toned glosses; from :data:`DAMAGED` on they are insertions."""
    toneless: bool = False
    """Toneless glosses are insertions."""
    commas: bool = False
    """Commas before other marks are insertions."""
    marks: bool = False
    """Some `?` stands directly before a mark."""

    @property
    def authors(self) -> frozenset[str]:
        """Characters whose gloss the author wrote: they stand bare elsewhere, which a table entry never does.

        A page full of glosses has no such author; bare ones there belong to furniture that was never converted.
        """
        if self.toned >= CERTAIN:
            return frozenset()
        return frozenset(char for char, times in self.glossed.items() if self.bare[char] >= times)

    @property
    def is_glossed(self) -> bool:
        """Toned glosses are insertions."""
        return self.toned >= DAMAGED


def looks_clean(text: str) -> bool:
    """The first look: no pattern of any corruption anywhere. Several million characters a second."""
    return not (
        GLOSS.search(text)
        or DAMAGED_MARK.search(text)
        or SWALLOWED_GLOSS.search(text)
        or STRAY_COMMA.search(text)
        or TONELESS_GLOSS.search(text)
    )


def weigh(text: str) -> Evidence:
    """Count the evidence in a document that failed the first look."""
    found = Evidence()
    _weigh_toned(text, found)
    # 們(men) has no tone on a page of either kind; one tone mark anywhere tells them apart.
    found.toneless = _toneless(text) and not any(TONE.search(match[1]) for match in GLOSS.finditer(text))
    if found.toneless:
        found.toned = 0.0
    found.marks = DAMAGED_MARK.search(text) is not None
    # Before a ``?`` it is also the author's, with a lone lead byte behind it: 萬元,??顚S茫 for 萬元，專款專用，.
    before_marks = sum(text[match.end()] != "?" for match in STRAY_COMMA.finditer(text))
    found.commas = before_marks >= (1 if found.is_glossed or found.toneless else 2)
    return found


def _weigh_toned(text: str, found: Evidence) -> None:
    table = hanzi()
    readings: dict[str, set[str]] = defaultdict(set)
    foreign = spoken = alone = rare = 0
    for match in GLOSS.finditer(text):
        start, reading = match.start(), match[1]
        alone += _stands_alone(text, match)
        spoken += SPEAKS_OF_READINGS.search(text, max(0, start - NEAR), match.end() + NEAR) is not None
        char = text[start - 1] if start else ""
        if char in QUOTES and start > 1 and TONE.search(reading):
            foreign += 1
        elif is_glossable(char) and reading in table.readings[char]:
            if not (text[start - 2 : start - 1] in QUOTES and text[match.end() : match.end() + 1] in QUOTES):
                found.glossed[char] += 1
            readings[char].add(reading)
        elif char in table.role and TONE.search(reading) and not _straddles(text, match.end()):
            foreign += 1
    swallowed = sum(1 for match in SWALLOWED_GLOSS.finditer(text) if TONE.search(match[1]))
    for char in found.glossed:
        found.bare[char] = text.count(char) - text.count(char + "(")
    for char in found.glossed:
        main = table.readings[char][0] in readings[char]
        if main and table.frequency[char] >= COMMON and table.role[char] != "v":
            found.toned += 1.0
        else:
            rare += 1
        if len(readings[char]) > 1:
            found.toned -= 3.0
        if found.bare[char] >= found.glossed[char]:
            found.toned -= 1.0
    if alone >= LISTED and alone * 2 >= sum(found.glossed.values()):
        foreign += alone
    found.toned += RARE_WEIGHT * (rare if rare >= RARE_ONES or found.toned > 0 else min(rare, 1))
    found.toned += RARE_WEIGHT if rare and EATEN_TAG.search(text) else 0.0
    found.toned += swallowed - 1.5 * foreign - 2.0 * spoken


def _stands_alone(text: str, gloss: re.Match[str]) -> bool:
    """Is the glossed character a word between marks? A gloss of the character before it is no mark (貨(huò)嗎(ma)?)."""
    before = text[max(0, gloss.start() - 2) : gloss.start() - 1]
    return not (before == ")" or _HAN.match(before) or _HAN.match(text, gloss.end()))


def _straddles(text: str, end: int) -> bool:
    """A gloss that fits no character before it can still be one in a shifted run; then a `?` stands near."""
    return "?" in text[max(0, end - 40) : end + 40]


def _toneless(text: str) -> bool:
    table = hanzi()
    fitting = others = alone = 0
    company = sum(map(text.count, UNUSUAL))
    for match in TONELESS_GLOSS.finditer(text):
        char = text[match.start() - 1] if match.start() else ""
        if char not in table.role:
            continue
        if match[1] in table.readings[char]:
            continue
        if match[1] in {toneless(reading) for reading in table.readings[char]}:
            fitting += 1
            company += match[0].count("(") - 1
            alone += _stands_alone(text, match)
        else:
            others += 1
    hanzi_count = sum(1 for char in text if char in table.role)
    if alone >= LISTED and alone * 2 >= fitting:
        return False
    return 0 < fitting >= TONELESS_MINIMUM - company and others * 4 <= fitting and fitting < 0.8 * hanzi_count
