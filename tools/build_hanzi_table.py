"""Build ``lanzhou_news/text/data/hanzi.tsv``: script role, simplified symbol, frequency and readings for all of GBK.

Sources, all by package name from the Python registry (licences in NOTICE): OpenCC 1.4 (Apache-2.0) for script pairs,
pypinyin 0.55 (MIT) for readings, jieba 0.42 (MIT) for frequencies (its dictionary's counts, summed per character).

    python tools/build_hanzi_table.py --jieba-dict jieba/dict.txt
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path

import opencc
from pypinyin.pinyin_dict import pinyin_dict

KEPT = frozenset("后里干面系制只斗范余志征布才采并么于家")
"""Simplified characters that are valid traditional ones and stay (forward model, step 1)."""

MIRROR_FORMS = {
    "着": "著", "冲": "沖", "台": "臺", "复": "復", "几": "幾", "历": "歷", "发": "發", "症": "癥", "净": "凈",
    "准": "準", "划": "劃", "据": "據", "种": "種", "闲": "閑", "勋": "勛", "为": "為", "群": "群", "启": "啟",
    "众": "眾", "说": "說", "床": "床",
}  # fmt: skip
"""The one form mirrors use where OpenCC's first choice differs or might (forward model, step 1)."""

EITHER = frozenset("吃占秘挂峰岩涌杰岳伙雇郁荐栖朴唇咨厘凶仆霉肴痴淀灶洒晒凄佣腌皂熏洼杠虱粽咸皋侄")
"""Characters that OpenCC replaces by a variant (峰 → 峯) and simple converters leave alone: both forms are possible."""

MIRROR_READINGS = {"調": "diào", "長": "zhǎng", "著": "zhù", "為": "wéi"}
"""The one reading mirrors print where it is not the first of the dictionary (forward model, step 3b)."""

TARGET = Path(__file__).resolve().parents[1] / "lanzhou_news" / "text" / "data" / "hanzi.tsv"


def gbk_hanzi() -> list[str]:
    """Every Chinese character with a two-byte GBK code, in code order."""
    found = []
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            char = bytes((high, low)).decode("gbk", "ignore")
            if len(char) == 1 and ("\u4e00" <= char <= "\u9fff" or char == "〇"):
                found.append(char)
    return found


def character_counts(dictionary: Path) -> Counter[str]:
    """Sum the counts of jieba's words (``word count tag`` a line) over their characters."""
    counts: Counter[str] = Counter()
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        for char in word:
            counts[char] += int(count)
    return counts


def main() -> None:
    """Write the table: ``character, role, symbol, frequency, readings`` separated by tabs.

    Roles: ``s`` simplified only (never in a mirror's stream), ``t`` the traditional form a mirror writes for the
    simplified ``symbol``, ``v`` another traditional variant, ``c`` common to both scripts. Frequency: log2 of count.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jieba-dict", type=Path, required=True)
    counts = character_counts(parser.parse_args().jieba_dict)
    to_traditional, to_simplified = opencc.OpenCC("s2t").convert, opencc.OpenCC("t2s").convert

    def mirror_form(char: str) -> str:
        return char if char in KEPT or char in EITHER else MIRROR_FORMS.get(char) or to_traditional(char)

    rows = []
    for char in gbk_hanzi():
        symbol = MIRROR_SYMBOLS.get(char) or to_simplified(char)
        if len(symbol) != 1 or len(symbol.encode("gbk", "ignore")) != 2:
            symbol = char
        if mirror_form(char) != char:
            role = "s"
        elif symbol == char:
            role = "c"
        else:
            forms = {mirror_form(symbol)} if symbol in MIRROR_FORMS else {mirror_form(symbol), to_traditional(symbol)}
            role = "t" if char in forms and symbol not in KEPT else "v"
        frequency = round(math.log2(counts[symbol] + 1))
        readings = pinyin_dict.get(ord(char), "").split(",")
        readings.sort(key=lambda reading: reading != MIRROR_READINGS.get(char))
        rows.append(f"{char}\t{role}\t{symbol}\t{frequency}\t{','.join(readings)}\n")
    TARGET.write_text("".join(rows), encoding="utf-8")


MIRROR_SYMBOLS = {traditional: simplified for simplified, traditional in MIRROR_FORMS.items()}
"""The same pairs the other way round: 著 counts as 着, since the map makes them one."""

if __name__ == "__main__":
    main()
