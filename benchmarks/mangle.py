"""Forward model of mirror corruption for benchmarks and tests: written from the description, not from the repair."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import opencc

from lanzhou_news.text.mirror.hanzi import hanzi

KEPT = set("后里干面系制只斗范余志征布才采并么于家")
FORMS = dict(
    zip(
        "着冲台复几历发症净准划据种闲勋为群启众说床吃占秘咨峰",
        "著沖臺復幾歷發癥凈準劃據種閑勛為群啟眾說床吃占秘咨峰",
        strict=True,
    )
)
MARKS = "、，。！？；"
TEN = "內業產質節規現數轉聯"
READINGS = {"調": "diào", "長": "zhǎng", "著": "zhù", "為": "wéi"}
_S2T = opencc.OpenCC("s2t")


@cache
def traditional_char(char: str) -> str:
    """The fixed form a mirror writes for one character."""
    return char if char in KEPT else FORMS.get(char) or _S2T.convert(char)


def traditional(text: str) -> str:
    """Step 1: character by character."""
    return "".join(map(traditional_char, text))


def tables(corpus: Iterable[str]) -> dict[str, list[str]]:
    """Nested gloss tables from the frequencies of a simplified corpus: 10, 60, 45 % of the common ones, nearly all."""
    counts = Counter(
        t for text in corpus for s in text if (t := traditional_char(s)) != s and len(t.encode("gbk", "ignore")) == 2
    )
    order = list(TEN) + [t for t, _ in counts.most_common() if t not in TEN]
    common = [t for t in order if counts[t] >= 3 or t in TEN]
    return {"10": order[:10], "60": order[:60], "45%": common[: int(len(common) * 0.45)], "full": common}


def reading(char: str) -> str:
    """The one toned reading of a glossed character."""
    return READINGS.get(char) or hanzi().readings[char][0]


@dataclass(frozen=True)
class Mirror:
    """One mirror site: its table in order, its marks, whether it folds."""

    glossed: Sequence[str]
    marks: Sequence[str]
    folds: bool
    seed: int = 0
    separator: bytes = b"\x01"

    def mangle(self, truth: str) -> str:
        """Corrupt one traditional text."""
        raw = truth.encode("gbk", "replace")
        entries = [(m.encode("gbk"), self.separator + m.encode("gbk")) for m in self.marks]
        for char in self.glossed:
            key = char.encode("gbk")
            entries.append((key, key + f"({reading(char)})".encode("gbk")))
        random.Random(self.seed).shuffle(entries)
        for key, value in entries:
            raw = raw.replace(key, value)
        text = self.decode(raw)
        return fold(text) if self.folds else text

    def decode(self, raw: bytes) -> str:
        """Step 4: what a cp936 decoder and later cleaning leave of the bytes."""
        out, i = [], 0
        while i < len(raw):
            lead = raw[i]
            if lead < 0x80:
                out.append(chr(lead))
                i += 1
            elif lead in (0x80, 0xFF):
                out.append("€" if lead == 0x80 else "")
                i += 1
            elif i + 1 == len(raw) or raw[i + 1] < 0x40 or raw[i + 1] in (0x7F, 0xFF):
                out.append("?")
                i += 2
            else:
                out.append(raw[i : i + 2].decode("gbk", "ignore"))
                i += 2
        return re.sub("[\x00-\x08\x0b-\x1f]", "", "".join(out))


_KEEP = "“”‘’…—·"


def fold(text: str) -> str:
    """NFKC-like folding, which leaves quotes, dots and dashes."""
    return "".join(c if c in _KEEP else unicodedata.normalize("NFKC", c) for c in text)
