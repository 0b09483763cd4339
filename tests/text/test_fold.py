"""Folding: one spelling for comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text.fold import _table, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２５年１月２日，ＡＢＣ", "2025年1月2日abc"),
        ("蘭州新聞網", "兰州新闻网"),
        ("著名 着名", "着名着名"),
        ("乾燥的後臺裏面", "干燥的后台里面"),
        ("“兰州”—— （图）\u3000\u00a0\u200b\ufeff", "兰州图"),
        ("25℃ 3.5％ 7:30", "25c35730"),
        ("", ""),
        ("，。！", ""),
        ("\ud800坏", "坏"),
    ],
)
def test_width_script_case_spaces_and_punctuation_fold_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_texts_fold_apart(a: str, b: str) -> None:
    assert fold(a + b) == fold(a) + fold(b)


def test_every_folded_character_is_its_own_fold() -> None:
    changed = [char for code in range(0x3400, 0xA000) if fold(char := fold(chr(code))) != char]
    assert changed == []


def test_a_character_of_the_plane_folds_as_the_table_says() -> None:
    wrong = [hex(code) for code in range(0x10000) if (fold(chr(code)) or None) != _table()[code]]
    assert wrong == []
