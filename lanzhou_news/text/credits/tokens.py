"""A piece of a credit line."""

from __future__ import annotations

from typing import NamedTuple

from lanzhou_news.text.credits.outlets import OutletKind
from lanzhou_news.text.credits.words import Kind, Role


class Token(NamedTuple):
    """A piece of the line: ``line[start:end]``."""

    kind: Kind
    start: int
    end: int
    role: Role | None = None
    outlet: OutletKind | None = None
