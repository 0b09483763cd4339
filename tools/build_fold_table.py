"""Build ``lanzhou_news/text/data/fold.txt``: one simplified character for every traditional or variant one.

Source: OpenCC 1.4 (Apache-2.0), its character conversions t2s, tw2s and hk2s, applied to single characters. The file is
frozen: signatures are made of folded text, so a new table needs a new ``SIGNATURE_VERSION``.

    python tools/build_fold_table.py
"""

from __future__ import annotations

from pathlib import Path

import opencc

TARGET = Path(__file__).resolve().parents[1] / "lanzhou_news" / "text" / "data" / "fold.txt"

MERGED = {
    "著": "着",
    "乾": "干",
    "夥": "伙",
    "徵": "征",
    "瞭": "了",
    "藉": "借",
    "麽": "么",
    "鍾": "钟",
    "餘": "余",
    "祇": "只",
}
"""Characters that a converter keeps or not by their context: both readings fold to one, a fingerprint needs no more."""

BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20))
"""Chinese characters: extension A, the unified block, compatibility forms, the supplementary planes."""


def main() -> None:
    """Write two lines: the characters to be folded in code order, and what each becomes."""
    converters = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    table = {}
    for char in (chr(code) for low, high in BLOCKS for code in range(low, high)):
        folded = MERGED.get(char, char)
        for converter in converters:
            changed = converter.convert(folded)
            folded = changed if len(changed) == 1 else folded
        folded = MERGED.get(folded, folded)
        if folded != char:
            table[char] = folded
    TARGET.write_text("".join(table) + "\n" + "".join(table.values()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
