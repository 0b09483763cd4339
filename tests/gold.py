"""Hold crawled records against the replica's gold, field by field; nothing is left out silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NAMED = ("id", "title", "body", "published_at", "authors", "editors", "source")
"""The fields whose equality the project promises."""
MORE = (
    "canonical_url",
    "section",
    "kicker",
    "subtitle",
    "keywords",
    "published_precision",
    "agency",
    "dateline",
    "images",
)
"""Printed as well: a field that gets worse shows."""


@dataclass
class Comparison:
    """What was compared: ``wrong`` has (field, id, gold value, our value)."""

    gold: int = 0
    missing: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, object, object]] = field(default_factory=list)

    def share(self, *fields: str) -> float:
        """Share of the gold records that are there and equal in all of these fields."""
        bad = {id for name, id, _, _ in self.wrong if name in fields} | set(self.missing)
        return 1 - len(bad) / self.gold if self.gold else 0.0

    def table(self) -> str:
        lines = [f"gold {self.gold}, missing {len(self.missing)}, unexpected {len(self.unexpected)}"]
        lines += [f"{name:20} {self.share(name):7.4f}" for name in (*NAMED, *MORE)]
        lines.append(f"{'all named fields':20} {self.share(*NAMED):7.4f}")
        lines += [f"  {name} {id}\n    gold {gold!r}\n    ours {ours!r}" for name, id, gold, ours in self.wrong[:12]]
        lines += [f"  missing {id}" for id in self.missing[:12]]
        return "\n".join(lines)


def compare(gold: Iterable[Mapping[str, Any]], records: Sequence[Mapping[str, Any]]) -> Comparison:
    """Compare by id; a gold record that has no counterpart counts as wrong in every field."""
    result = Comparison()
    ours: dict[str, Mapping[str, Any]] = {}
    for record in records:
        if record["id"] in ours:
            result.doubled.append(record["id"])
        ours[record["id"]] = record
    expected = {record["id"]: record for record in gold}
    result.gold = len(expected)
    result.unexpected = sorted(set(ours) - set(expected))
    for id, record in expected.items():
        if id not in ours:
            result.missing.append(id)
            continue
        for name in (*NAMED, *MORE):
            if record[name] != ours[id][name]:
                result.wrong.append((name, id, record[name], ours[id][name]))
    return result
