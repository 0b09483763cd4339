"""What today's code reads differently in pages that are stored already: the summary by which it can be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

import msgspec

from lanzhou_news.items import Article

OF_THE_RUN = frozenset(
    {
        *("schema_version", "run_id", "fetched_at", "http_status", "archive", "duplicate_of", "similarity"),
        *("status", "revision", "revision_reason", "previous_hash"),
    }
)
"""Fields that say how and when a record was made."""
OF_THE_READING = frozenset(("cleaning", "extractor", "encoding", "content_hash"))
"""Fields that say how the others were found: alone they make no new revision."""
COMPARED = tuple(f.name for f in fields(Article) if f.name not in OF_THE_RUN | OF_THE_READING)
EXAMPLES = 3
"""Examples kept of each field."""
SHOWN = 60
"""Characters shown of a value."""


class Example(NamedTuple):
    """One article whose field differs."""

    id: str
    before: str
    after: str


@dataclass(slots=True)
class Change:
    """How one field differs over all articles."""

    filled: int = 0
    """Unknown before, known now."""
    emptied: int = 0
    """Known before, unknown now."""
    changed: int = 0
    examples: list[Example] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """Counts of articles by what became of them, and of fields by how they differ.

    ``counts``: unchanged, changed, new (no record yet), lost (today's code refuses the page of a stored record), other
    (not the page that the newest revision was read from), gone, passed over, no article, known.
    """

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    """Why pages give no article."""
    passed_over: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Change] = field(default_factory=dict)
    lost: list[Example] = field(default_factory=list)

    def add(self, before: Article, after: Article) -> bool:
        """Count one article read twice; True when a field differs."""
        found = differing(before, after)
        for name, (old, new) in found.items():
            change = self.fields.setdefault(name, Change())
            if not old:
                change.filled += 1
            elif not new:
                change.emptied += 1
            else:
                change.changed += 1
            if len(change.examples) < EXAMPLES:
                change.examples.append(Example(after.id, *_shown(old, new)))
        self.counts["changed" if found else "unchanged"] += 1
        return bool(found)

    def lose(self, before: Article, reason: str) -> None:
        """Count a stored article whose page gives none now."""
        self.counts["lost"] += 1
        if len(self.lost) < EXAMPLES:
            self.lost.append(Example(before.id, before.title or "", reason))


def differing(before: Article, after: Article) -> Mapping[str, tuple[Any, Any]]:
    """The fields of two readings of one page that differ, with both values.

    >>> differing(Article(title="甲"), Article(title="乙"))
    {'title': ('甲', '乙')}
    """
    pairs = ((name, (getattr(before, name), getattr(after, name))) for name in COMPARED)
    return {name: pair for name, pair in pairs if pair[0] != pair[1]}


def _shown(old: Any, new: Any) -> tuple[str, str]:
    """Both values as short texts that begin shortly before they differ."""
    first, second = _text(old), _text(new)
    same = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    start = max(0, same - SHOWN // 3)
    return first[start : start + SHOWN], second[start : start + SHOWN]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
