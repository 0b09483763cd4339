"""Width of marks, digits and letters; spaces; characters that print nothing. One policy for the whole record.

* Letters, digits and ASCII signs are half width (Ａ１％ → A1%).
* ， ： ； ？ ！ are full width next to Chinese on either side, else half width (10:30, 3.5, 1,000, URLs).
* Brackets are full width when they hold Chinese or stand next to it, else half width: ``F(x)``.
* Straight quotes of a line with Chinese become “ ” in turn, if they pair up, open and close at plausible places.
* ``...`` 。。。 and … next to Chinese are ……, ``--`` is ——. 「」 『』 《》 【】 、 。 ～ stay as printed.
* Every blank (ideographic, no-break, tab …) is a space, a run of them is one, a line begins and ends without. A single
  space stays: it parts names and the halves of a headline. Only beside ， 、 ； ： and inside brackets it goes.
* Zero-width, control and private-use characters go. Line breaks stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_ZH = _HAN + "，。：；？！（）、“”‘’《》〈〉【】「」『』"
"""Chinese context: characters and full-width marks."""

_KEPT_WIDE = "，：；？！（）＜＞～"
"""Full-width forms left to the rules below; ＜＞ would look like markup, ～ is the mark between Chinese numbers."""
_BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    *range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x180E, 0x200B, 0x200C,
    0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xE000, 0xF900), 0xFEFF,
    *range(0xFFF9, 0xFFFC),
)  # fmt: skip
"""Control, formatting and private-use characters (U+200D stays: it joins emoji)."""
_SINGLE: dict[int, int | str | None] = {
    **dict.fromkeys(_INVISIBLE),
    **{ord(blank): " " for blank in _BLANKS},
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE},
    # Private-use code points of GB18030-2000 whose characters Unicode has had since 3.1 (GB 18030-2005, appendix).
    **{0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE831: 0x215D7, 0xE83B: 0x2298F, 0xE855: 0x241FE},
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    **dict.fromkeys((0x0D, 0x2028, 0x2029), "\n"),
}  # fmt: skip


def _ranges(codes: Iterable[int]) -> str:
    """The inside of a character class; ranges, because a class of 8,000 single characters takes 10 ms to compile."""
    runs = [list(run) for _, run in groupby(enumerate(sorted(codes)), lambda pair: pair[1] - pair[0])]
    return "".join(f"{re.escape(chr(run[0][1]))}-{re.escape(chr(run[-1][1]))}" for run in runs)


_UNUSUAL = re.compile(f"[{_ranges(_SINGLE)}｡､．]")
_MARK = re.compile("[,:;?!()\"'…―─•∙⋅‧・]")
_ODD = ("  ", "--", "...", "。。。", "\n ", " \n")
_WIDE_BETWEEN_DIGITS = re.compile("[：，](?<=[0-9].)(?=[0-9])|：(?=//)")

# A pattern that begins with the mark itself is searched for at C speed; what stands before it is looked at afterwards.
# A run of marks is only looked at from its first one: beginning at each of 30,000 took 10 s.
_NAME_DOT = re.compile(f"[．•∙⋅‧・](?<=[{_HAN}].)(?<![一二三四五六七八九十]．)(?=[{_HAN}])")
_DOT = re.compile("[•∙⋅‧・]")
_HALF_MARK = re.compile("([｡､])(?![\uff66-\uff9f])(?<![\uff66-\uff9f][｡､])")
_COLON_OF_TIME = re.compile("(?<=[0-9])：(?=[0-9])|(?<=[A-Za-z])：(?=//)")
_THOUSANDS = re.compile("(?<![0-9，])([0-9]{1,3})，(?=[0-9]{3}(?![0-9]))(?![0-9]{3}，[0-9]{1,2}(?![0-9]))")
_NARROW = re.compile("[,:;?!]")
_FULL = str.maketrans(",:;?!", "，：；？！")
_BESIDE = re.compile(f"[,:;?!](?<![,:;?!].)(?:(?<=[{_ZH}].)[,:;?!]*|[,:;?!]*(?= ?[{_HAN}“《（【「]))")
_PAIR = re.compile(r"([(（])([^()（）\n]*)([)）])")
_NARROW_INSIDE = re.compile("（[ -~]*）")
_INSIDE = re.compile(f"[{_ZH}]")
_LONE = re.compile(f"[()](?:(?<=[{_HAN}].)|(?=[{_HAN}]))")
_QUOTED = re.compile(f"(?<![0-9A-Za-z'])'([^'\n]*[{_ZH}][^'\n]*)'(?![0-9A-Za-z'])")
_DOTS = re.compile(
    f"[.。…](?:(?<=[{_ZH}].)(?:(?<=\\.)\\.{{2,}}|(?<=。)。{{2,}}|(?<=…)…*)"
    f"|(?:(?<=\\.)(?<!\\.\\.)\\.{{2,}}|(?<=…)(?<!……)…*)(?=[{_ZH}]))"
)
_DASH = re.compile(f"(?<=[{_ZH}])(?:-{{2,}}|[―─]+)|(?:(?<!-)-{{2,}}|(?<![―─])[―─]+)(?=[{_ZH}])")
_STOP = re.compile(f"\\.(?<=[{_HAN}”）].)(?=”|\n|$)")
_RUN = re.compile(" {2,}")
_LINE_EDGE = re.compile(" *\n *")
_LOOSE = re.compile(" (?:(?=[，、；：。？！）”])|(?<=[，、；：（“] ))")

_PASSES = 6
"""Most rounds until nothing changes; ordinary text needs one and a look."""


def normalize_punctuation(text: str) -> str:
    """Text in the record's width policy (see the module); the same object when nothing had to change.

    Idempotent. No letter, digit or Chinese character changes other than in width.

    >>> normalize_punctuation("　　他说,2023年10月:增长３.５％,共1,000人(记者 张明)。")
    '他说，2023年10月：增长3.5%，共1,000人（记者 张明）。'
    """
    unusual = _UNUSUAL.search(text) is not None
    if not unusual and _is_normal(text):
        return text
    fixed = text
    if unusual:
        fixed = _HALF_MARK.sub(lambda match: "。" if match[1] == "｡" else "、", _NAME_DOT.sub("·", fixed))
        fixed = _UNUSUAL.sub(_narrow, fixed.replace("\r\n", "\n"))
    if "  " in fixed:
        fixed = _RUN.sub(" ", fixed)
    if " \n" in fixed or "\n " in fixed:
        fixed = _LINE_EDGE.sub("\n", fixed)
    fixed = fixed.strip(" ")
    for _ in range(_PASSES):
        again = _LOOSE.sub("", _marks(fixed))
        if again == fixed:
            break
        fixed = again  # a mark that changed its width, or a space that went, is a new neighbour
    return text if fixed == text else fixed


def _narrow(match: re.Match[str]) -> str:
    """One unusual character in its usual form; faster than ``str.translate`` where they are few."""
    return match[0].translate(_SINGLE)


def _is_normal(text: str) -> bool:
    """Is there nothing that a rule could act on?"""
    if _MARK.search(text) or any(map(text.__contains__, _ODD)) or text[:1] == " " or text[-1:] in (" ", "."):
        return False
    return not (
        _WIDE_BETWEEN_DIGITS.search(text)
        or _NARROW_INSIDE.search(text)
        or (" " in text and _LOOSE.search(text))
        or ".\n" in text
        or ".”" in text
    )


def _marks(text: str) -> str:
    """Marks in the width that their neighbours ask for."""
    if _DOT.search(text):
        text = _NAME_DOT.sub("·", text)
    if _WIDE_BETWEEN_DIGITS.search(text):
        text = _THOUSANDS.sub(r"\1,", _COLON_OF_TIME.sub(":", text))
    if "(" in text or "（" in text or ")" in text:
        text = _LONE.sub(lambda match: "（" if match[0] == "(" else "）", _PAIR.sub(_bracket, text))
    if '"' in text:
        text = "\n".join(map(_quotes, text.split("\n")))
    if "'" in text:
        text = _QUOTED.sub(r"‘\1’", text)
    if _NARROW.search(text):
        text = _BESIDE.sub(lambda match: match[0].translate(_FULL), text)
    if "…" in text or "..." in text or "。。。" in text:
        text = _DOTS.sub("……", text)
    if "--" in text or "―" in text or "─" in text:
        text = _DASH.sub("——", text)
    return _STOP.sub("。", text) if "." in text else text


def _bracket(match: re.Match[str]) -> str:
    """One pair of brackets with what it holds."""
    left, right = match.string[: match.start()][-2:].rstrip(" "), match.string[match.end() :][:2].lstrip(" ")
    chinese = _INSIDE.search(match[2]) or _INSIDE.match(left[-1:]) or _INSIDE.match(right[:1])
    if chinese:
        return f"（{match[2]}）"
    return f"({match[2]})" if match[2].isascii() else match[0]


def _quotes(line: str) -> str:
    """Straight double quotes of one line as “ ” in turn; the line as it is where that is not safe."""
    if '"' not in line:
        return line
    pieces = line.split('"')
    if len(pieces) % 2 == 0 or _INSIDE.search(line) is None or '="' in line:
        return line
    for inside in pieces[1::2]:
        if not inside.strip() or inside[0] in " ，。、；：？！）" or inside[-1] in " （":
            return line
    return "".join(piece if i == 0 else f"{'“' if i % 2 else '”'}{piece}" for i, piece in enumerate(pieces))
