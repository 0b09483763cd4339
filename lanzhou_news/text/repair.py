"""Repair of damaged text."""

from __future__ import annotations

from dataclasses import dataclass

from lanzhou_news.items import Note


@dataclass(frozen=True, slots=True)
class Repaired:
    """Result of :func:`repair_text`."""

    text: str
    notes: tuple[Note, ...] = ()
    confidence: float = 1.0


def repair_text(text: str) -> Repaired:
    """First version."""
    return Repaired(text)
