"""What this page does: which characters it glosses (always or never), which variants it uses."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from lanzhou_news.text.mirror.gate import GLOSS
from lanzhou_news.text.mirror.hanzi import hanzi, is_glossable

PRIOR_WEIGHT = 0.05
"""A table is fixed per site: one sighting of a character nearly settles it, a straddling pair may still mislead."""
IMPOSSIBLE = 14.0
"""Nats for what no mirror does: a gloss behind a character that is the same in both scripts."""


@dataclass(slots=True)
class Habits:
    """The page's gloss table as far as it shows, with the rate for characters never seen."""

    glossed: dict[str, int] = field(default_factory=dict)
    bare: dict[str, int] = field(default_factory=dict)
    rate: float = 0.5
    corner_quotes: bool = False
    """Does it quote with 「」 rather than with “”? The language model takes them for one."""
    _costs: dict[tuple[str, bool], float] = field(default_factory=dict)

    def cost(self, char: str, with_gloss: bool) -> float:
        """Nats for seeing ``char`` whole in the stream with or without its gloss."""
        key = (char, with_gloss)
        try:
            return self._costs[key]
        except KeyError:
            if not is_glossable(char):
                cost = IMPOSSIBLE if with_gloss else 0.0
            else:
                yes, no = self.glossed.get(char, 0), self.bare.get(char, 0)
                share = (yes + PRIOR_WEIGHT * self.rate) / (yes + no + PRIOR_WEIGHT)
                cost = -math.log(max(share if with_gloss else 1 - share, 1e-4))
            self._costs[key] = cost
            return cost


def learn(text: str) -> Habits:
    """Count each traditional character with and without its gloss over a whole page.

    >>> learn("強(qiáng)省會(huì),強(qiáng)縣").glossed
    {'強': 2, '會': 1}
    """
    table = hanzi()
    glossed: dict[str, int] = {}
    bare: dict[str, int] = {}
    for match in GLOSS.finditer(text):
        char = text[match.start() - 1 : match.start()]
        if is_glossable(char) and match[1] in table.readings[char]:
            glossed[char] = glossed.get(char, 0) + 1
    for char in set(text):
        if is_glossable(char) and (plain := text.count(char) - glossed.get(char, 0)) > 0:
            bare[char] = plain
    common = [char for char in glossed.keys() | bare.keys() if table.frequency[char] >= 10]
    yes = sum(1 for char in common if glossed.get(char, 0) > bare.get(char, 0))
    corner_quotes = sum(map(text.count, "「」")) > sum(map(text.count, "“”"))
    return Habits(glossed, bare, (yes + 0.5) / (len(common) + 1), corner_quotes)
