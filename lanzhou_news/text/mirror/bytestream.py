"""GBK as a decoder sees it: which byte pairs are characters, which are silently dropped, what folding hides."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from lanzhou_news.text.mirror.hanzi import hanzi, is_glossable

LEADS = range(0x81, 0xFF)
TRAILS = tuple(b for b in range(0x40, 0xFF) if b != 0x7F)


@dataclass(frozen=True, slots=True)
class Gbk:
    """Tables over the two-byte codes of cp936."""

    char: dict[int, str]
    """lead << 8 | trail → character, for every defined pair."""
    code: dict[str, int]
    """The inverse."""
    by_lead: dict[int, list[tuple[int, str]]]
    """Lead → (trail, character) that a traditional stream can hold, commonest first."""
    by_trail: dict[int, list[tuple[int, str]]]
    """Trail → (lead, character), likewise."""
    by_reading: dict[str, list[tuple[int, int, str]]]
    """Toned syllable → (lead, trail, character) of the traditional characters read so."""
    dropping: dict[int, list[tuple[str, frozenset[int]]]]
    """First byte → (character, first bytes of a next one that vanish with its second byte): the two bytes between
    are a pair without a character, which becomes a private-use character that later cleaning removes."""
    folded: dict[str, tuple[tuple[str, int], ...]]
    """First character of a compatibility form → (form, code), longest form first: ``1`` → ``13.``, A2BD."""

    def last_byte(self, char: str) -> int | None:
        """Last byte of a character of the stream; an ASCII one may be the folded form of a full-width one.

        >>> gbk().last_byte("，") == gbk().last_byte(",") == 0xAC
        True
        """
        code = self.code.get(char)
        if code is not None:
            return code & 0xFF
        return ord(char) + 0x80 if "!" <= char <= "~" else None


@lru_cache(maxsize=1)
def gbk() -> Gbk:
    """The tables, computed once a process (about 60 ms)."""
    char: dict[int, str] = {}
    dropped: dict[int, set[int]] = defaultdict(set)
    folded: dict[str, list[tuple[str, int]]] = defaultdict(list)
    by_lead: dict[int, list[tuple[int, str]]] = defaultdict(list)
    by_trail: dict[int, list[tuple[int, str]]] = defaultdict(list)
    by_reading: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    table = hanzi()
    for lead in LEADS:
        for trail in TRAILS:
            try:
                decoded = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                dropped[lead].add(trail)
                continue
            char[lead << 8 | trail] = decoded
            form = unicodedata.normalize("NFKC", decoded)
            if form != decoded and form.strip():
                folded[form[0]].append((form, lead << 8 | trail))
            if decoded == "\u3000":
                folded[" "].append((" ", lead << 8 | trail))
            if _possible(decoded):
                by_lead[lead].append((trail, decoded))
                by_trail[trail].append((lead, decoded))
                if is_glossable(decoded):
                    for reading in table.readings[decoded]:
                        by_reading[reading].append((lead, trail, decoded))
    for candidates in (*by_lead.values(), *by_trail.values()):
        candidates.sort(key=lambda pair: -table.frequency.get(pair[1], 12))
    leading = frozenset(by_lead)
    dropping = {
        lead: [(decoded, leading & dropped[trail]) for trail, decoded in pairs if trail in dropped]
        for lead, pairs in by_lead.items()
    }
    return Gbk(
        char,
        {decoded: code for code, decoded in char.items()},
        dict(by_lead),
        dict(by_trail),
        dict(by_reading),
        dropping,
        {first: tuple(sorted(forms, key=lambda item: -len(item[0]))) for first, forms in folded.items()},
    )


COMMON_SIGNS = frozenset("、。·—…‘’“”〔〕〈〉《》「」『』【】！（），－．／：；？　％０１２３４５６７８９")


def _possible(char: str) -> bool:
    """Can a news page's traditional stream hold it? Signs beside the usual ones are left to bytes that prove them."""
    table = hanzi()
    return char in COMMON_SIGNS or (table.role.get(char, "s") != "s" and table.frequency[char] > 0)
