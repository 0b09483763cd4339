"""Paragraphs of one news story, built from the banks of its topic."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

from lanzhou_news.replica.phrases import Scene, expand
from lanzhou_news.replica.topics import Pattern, Topic, frames, read_topics

COMMON_SHARE = 0.45
"""Share of clauses taken from ``common.txt``: keeps two stories of one topic apart (measured in tests/replica)."""

_INNER_QUOTES = str.maketrans("“”", "‘’")
"""A saying stands between “ and ”: what it quotes takes single marks."""


@cache
def _common() -> Topic:
    return read_topics("common.txt")[0]


@dataclass(slots=True)
class Clauses:
    """Deals the topic's clauses without repetition as long as there are any."""

    topic: Topic
    scene: Scene
    decks: dict[str, list[Pattern]] = field(default_factory=dict)

    def __call__(self, kind: str) -> str:
        """The next act (A), fact (F) or saying (S)."""
        own = self.scene.rng.random() >= COMMON_SHARE
        key = kind if own else kind + "+"
        deck = self.decks.get(key)
        if not deck:
            topic = self.topic if own else _common()
            bank = {"A": topic.acts, "F": topic.facts, "S": topic.sayings}[kind]
            deck = self.decks[key] = self.scene.rng.sample(bank, len(bank))
        text = expand(deck.pop(), self.scene)
        return text.translate(_INNER_QUOTES) if kind == "S" else text


def _deal(kind: str, rng: Random, count: int) -> list[Pattern]:
    bank = frames()[kind]
    if count <= len(bank):
        return rng.sample(bank, count)
    return [bank[int(rng.random() * len(bank))] for _ in range(count)]


def story_paragraphs(scene: Scene, size: int) -> list[str]:
    """Lead, body and close of a story in canonical form, with ``size`` paragraphs between lead and close."""
    rng = scene.rng
    body = _deal("body", rng, min(size * 3, 40))
    paragraphs = [expand(_deal("lead", rng, 1)[0], scene)]
    subheads = _deal("subhead", rng, 5) if size >= 6 and rng.random() < 0.4 else []
    for index in range(size):
        if subheads and index % 3 == 0:
            paragraphs.append(expand(subheads.pop(), scene))
        if rng.random() < 0.25:
            paragraphs.append(expand(_deal("quote", rng, 1)[0], scene))
            continue
        count = min(1 + int(rng.random() * 3), len(body))
        paragraphs.append(
            "".join(expand(body.pop(), scene) for _ in range(count)) or expand(_deal("body", rng, 1)[0], scene)
        )
    for pattern in _deal("trap", rng, 1 if rng.random() < 0.35 else 0):
        paragraphs.insert(1 + int(rng.random() * (len(paragraphs) - 1)), expand(pattern, scene))
    paragraphs.append(expand(_deal("close", rng, 1)[0], scene))
    return paragraphs


def one_line(kind: str, scene: Scene) -> str:
    """A kicker, subtitle or caption."""
    return expand(_deal(kind, scene.rng, 1)[0], scene)
