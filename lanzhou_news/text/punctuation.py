"""Width and spaces."""

from __future__ import annotations


def normalize_punctuation(text: str) -> str:
    """First version."""
    return text
