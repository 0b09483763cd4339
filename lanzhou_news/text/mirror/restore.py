"""A whole page: find the damaged spots, walk each, keep what convinces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lanzhou_news.text.mirror.gate import DAMAGED_MARK, LONE_MARK, SWALLOWED_GLOSS
from lanzhou_news.text.mirror.glosses import drop_glosses
from lanzhou_news.text.mirror.habits import Habits
from lanzhou_news.text.mirror.hypothesis import MOST_TRIED
from lanzhou_news.text.mirror.ranking import rank
from lanzhou_news.text.mirror.search import Walk
from lanzhou_news.text.page_model import PageModel

CONVINCING = 6.0
"""Nats by which a restored run must read better than the visible text when nothing else shows damage."""
LOST_CHARACTER = re.compile("[?]{2,3}(?=[、，。！；,!;])|(?<=[?])[?]")
"""Without glosses this is a character that some program showed as ``??``, or astonishment, not overlapping marks."""
SUFFICIENT = 1.0
"""The same on a page whose glosses prove the corruption."""
LOST_TEXT = re.compile("([?]{4,})")
"""Text that some program could not show: three overlapping marks make three ``?``, no corruption makes four."""
RANKED = 100
"""Hypotheses that take as long as ranking the readings of a run, for each of its characters."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One restored run."""

    before: str
    after: str
    margin: float
    lost: bool
    """An ASCII character was swallowed; ``?`` stands for it in ``after``."""
    rival: str
    """The closest other reading; "" when there is none."""


@dataclass(slots=True)
class Restorer:
    """Restores the lines of one page."""

    habits: Habits
    glossed: bool
    """Toned glosses prove the corruption."""
    authors: frozenset[str]
    """Characters whose gloss is the author's."""
    model: PageModel
    glosses: int = 0
    spots: list[Spot] = field(default_factory=list)
    tried: int = 0
    """Hypotheses weighed so far."""

    @property
    def gave_up(self) -> bool:
        """Was there more to search than :data:`MOST_TRIED`?"""
        return self.tried > MOST_TRIED

    def line(self, line: str) -> str:
        """Restore one line; runs of ``?`` in it stand for text that is gone."""
        return "".join(piece if piece[:4] == "????" else self._piece(piece) for piece in LOST_TEXT.split(line))

    def _piece(self, line: str) -> str:
        done: list[str] = []
        position = 0
        while (spot := self._next_spot(line, position)) >= 0:
            done.append(self._aligned(line[position:spot]))
            if not self.glossed and LOST_CHARACTER.match(line, spot):
                done.append("?")
                position = spot + 1
                continue
            restored = "".join(done)
            before = restored[-2:]
            walk = Walk(line, self.model, self.habits, restored, MOST_TRIED - self.tried)
            found = walk.run(spot, before)
            self.tried += walk.tried
            seen = line[spot : found.end]
            plain = self._aligned(seen)
            cost, text = found.readings[0]
            if self.glossed:
                gain = walk.visible_cost(spot, found.end, before) - cost
            else:  # the page may be no mirror's at all, and simplified
                gain = self._plain_cost(before, plain, found.end == len(line)) - cost
            doubtful = not self.glossed and "?" in text
            if text == plain or doubtful or gain < (SUFFICIENT if self.glossed else CONVINCING):
                done.append("?")
                position = spot + 1
                continue
            self.tried += RANKED * len(text) if len(found.readings) > 1 else 0
            (cost, text), *others = rank(found.readings, restored, self._following(line, found.end))
            if text != plain:
                rivals = [(other.cost - cost, other.text) for other in others[:1]]
                margin, rival = min([*rivals, (gain, plain)])
                self.spots.append(Spot(seen, text, margin, "?" in text, rival))
            done.append(text)
            position = found.end
        done.append(self._aligned(line[position:]))
        return "".join(done)

    def _next_spot(self, line: str, position: int) -> int:
        """Next ``?`` that can be a lone lead byte."""
        while not self.gave_up and (position := line.find("?", position)) >= 0:
            if DAMAGED_MARK.match(line, position) or SWALLOWED_GLOSS.match(line, position):
                return position
            if self.glossed and LONE_MARK.match(line, position):
                return position
            position += 1
        return -1

    def _following(self, line: str, position: int) -> str:
        """What stands undamaged from here to the next spot."""
        spot = self._next_spot(line, position)
        visible = line[position:] + "\n" if spot < 0 else line[position:spot]
        return drop_glosses(visible, self.authors)[0]

    def _aligned(self, text: str) -> str:
        if not self.glossed:
            return text
        plain, count = drop_glosses(text, self.authors)
        self.glosses += count
        return plain

    def _plain_cost(self, before: str, text: str, ends: bool) -> float:
        """Nats that the language model alone charges for the visible text."""
        model = self.model
        past = [model.boundary] * 2 + [model.number(char) for char in before]
        cost = 0.0
        for char in text:
            number = model.number(char)
            cost += model.cost(past[-2], past[-1], number)
            past.append(number)
        return cost + (model.cost(past[-2], past[-1], model.boundary) if ends else 0.0)
