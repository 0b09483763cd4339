"""A person found in a credit line."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(slots=True)
class Found:
    """A person found in a line, roles still open: ``role_by`` says what kind of word gave the role."""

    name: str
    start: int
    end: int
    field: str = "people"
    role: str | None = None
    role_by: str = "none"
    organization: str | None = None


def person_at(printed: str, start: int, end: int) -> Found:
    """The person printed there: one sign for the middle dot, no blanks inside a Chinese name."""
    name = re.sub(r"[•‧・･⋅∙●]", "·", printed[start:end])
    blank = " " if name.isascii() else ""
    return Found(blank.join(name.split()), start, end)
