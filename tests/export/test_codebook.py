"""The codebook is generated, complete and current."""

from __future__ import annotations

from pathlib import Path

from lanzhou_news.export.codebook import DERIVED, render, table
from lanzhou_news.items import Article

CODEBOOK = Path(__file__).resolve().parents[2] / "docs" / "codebook.md"


def test_the_codebook_in_the_repository_is_the_generated_one() -> None:
    assert CODEBOOK.read_text(encoding="utf-8") == render(), "run: python -m lanzhou_news.export.codebook"


def test_every_field_says_how_it_is_derived_and_when_it_is_empty() -> None:
    assert list(DERIVED) == list(Article.__dataclass_fields__)
    assert all(origin.derived and origin.empty for origin in DERIVED.values())


def test_the_measured_share_of_missing_values_is_shown() -> None:
    assert "| 12.5% |" in table({"title": 0.125})
