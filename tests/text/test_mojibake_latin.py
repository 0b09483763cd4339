"""UTF-8 read as cp1252: what is left of the lost bytes, and where too much is lost to say."""

from __future__ import annotations

import pytest

from lanzhou_news.text.mojibake_bytes import Hole
from lanzhou_news.text.mojibake_latin import UNDEFINED, read_lossy

WHOLE = "兰州的百姓在河边散步"


def damaged(text: str, mark: str) -> str:
    """UTF-8 as cp1252 shows it, with ``mark`` for the bytes that it has no letter for."""
    letters = (bytes((byte,)).decode("cp1252", "replace") for byte in text.encode())
    return "".join(letter.replace("\ufffd", mark) for letter in letters)


@pytest.mark.parametrize(
    ("text", "mark", "shown", "known", "other"),
    [
        (f"{WHOLE}，不远", "?", f"{WHOLE}，_远", (0xE4, 0xB8, None), ()),
        (f"{WHOLE}，不远", "", f"{WHOLE}，_远", (0xE4, 0xB8, None), (0xE4, None, 0xB8)),
        (f"{WHOLE}，\u5041", "", f"{WHOLE}，_", (0xE5, None, None), ()),
        (f"{WHOLE}，é不", "", f"{WHOLE}，é_", (0xE4, 0xB8, None), (0xE4, None, 0xB8)),
        ("各地", "?", "_地", (0xE5, None, 0x84), ()),
    ],
)
def test_a_lost_byte_leaves_a_hole(
    text: str, mark: str, shown: str, known: tuple[int | None, ...], other: tuple[int | None, ...]
) -> None:
    items = read_lossy(damaged(text, mark)) or ()
    assert "".join("_" if isinstance(item, Hole) else item for item in items) == shown
    assert [item for item in items if isinstance(item, Hole)] == [Hole(known, None, UNDEFINED, other)]


@pytest.mark.parametrize(
    "span",
    [
        damaged(WHOLE, "?"),
        damaged("各地", ""),
        damaged(f"{WHOLE}，", "?") + "å?",
        "naïve?",
    ],
    ids=["no byte is missing", "too little is whole", "a mark and a gap in one character", "no UTF-8"],
)
def test_what_lost_no_byte_or_too_many_is_not_read(span: str) -> None:
    assert read_lossy(span) is None
