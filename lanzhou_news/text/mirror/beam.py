"""The hypotheses of one walk: what is kept at each place of a line, and what one more character makes of one.

States with the same future are merged (Viterbi), those far behind the best one of a place are given up.
"""

from __future__ import annotations

from lanzhou_news.text.mirror.bytestream import gbk
from lanzhou_news.text.mirror.candidates import Candidates
from lanzhou_news.text.mirror.costs import Costs
from lanzhou_news.text.mirror.gate import GLOSS
from lanzhou_news.text.mirror.habits import Habits
from lanzhou_news.text.mirror.hanzi import hanzi
from lanzhou_news.text.mirror.hypothesis import (
    LETTERS,
    LITERAL,
    LONE_LETTER,
    MOST_TRIED,
    ODD_LETTER,
    WIDTH,
    State,
    merged,
)
from lanzhou_news.text.mirror.signs import UNCLOSED, open_signs
from lanzhou_news.text.page_model import PageModel


class Beam:
    """Hypotheses over one line, behind the ``restored`` text; at most ``most`` are weighed."""

    def __init__(self, line: str, model: PageModel, habits: Habits, restored: str = "", most: int = MOST_TRIED) -> None:
        self.line, self.model, self.habits = line, model, habits
        self.literal = LITERAL if habits.glossed else 0.0
        self.gbk, self.hanzi, self.bytes = gbk(), hanzi(), Candidates(line, model)
        self.states: dict[int, dict[tuple[int, int, int, bool], State]] = {}
        self.tried, self.most = 0, most
        """Hypotheses weighed: what the walk cost; and how many it may weigh."""
        self.indented = not restored.strip()
        """Nothing but an indent stands before the walk: the line begins here."""
        self._best: dict[int, float] = {}
        self._twice: list[tuple[State, frozenset[int]]] = []
        """Two dropped pairs at the present position, each with the first bytes that can follow."""
        self._any_limit = self._drop_limit = self._twice_limit = 0.0
        """Costs above which, at the present position, only followers come behind a hidden character, a hidden
        character is not tried, and two of them are not."""
        self._costs = Costs(model, habits, open_signs(restored))
        self._read = self._costs.read

    def visible_cost(self, start: int, end: int, before: str) -> float:
        """Nats of the visible text from ``start`` to ``end`` taken as it stands, charged like any other reading."""
        state, position = self._first(before), start
        while position < end:
            self.states.clear()
            self._best.clear()
            self._as_it_stands(state, position)
            position, bucket = self.states.popitem()
            (state,) = bucket.values()
        if end < len(self.line):
            return state.cost
        return state.cost + self._end_cost(state)

    def _first(self, before: str) -> State:
        number = self.model.number
        past = [self.model.boundary] * 2 + [number(char) for char in before[-2:] if not self.indented]
        return State(0.0, past[-2], past[-1], 0, False, (before[-1:], None), ())

    def _end_cost(self, state: State) -> float:
        """Nats of the line's end behind an aligned state."""
        unclosed = UNCLOSED if self._costs.open_after(state.trace) else 0.0
        return self.model.cost(state.before, state.last, self.model.boundary) + unclosed

    def _put(self, position: int, state: State) -> None:
        self.tried += 1
        best = self._best.get(position)
        if best is None or state.cost < best:
            self._best[position] = state.cost
        elif state.cost > best + WIDTH:
            return
        bucket = self.states.setdefault(position, {})
        key = state[1:5]
        known = bucket.get(key)
        if known is None:
            bucket[key] = state
            return
        better, worse = (state, known) if state.cost < known.cost else (known, state)
        bucket[key] = merged(better, worse)

    def _accept(self, state: State, char: str, position: int, pending: int, split: bool, whole: bool) -> None:
        """Add ``char``; ``whole``: it stood unbroken in the stream, so its gloss, if any, must be visible here."""
        cost, number = self._read(state, char)
        match = None if pending else GLOSS.match(self.line, position)
        if match and match[1] in self.hanzi.readings.get(char, ()):
            cost += self.habits.cost(char, True)
            position = match.end()
        elif whole:
            cost += self.habits.cost(char, False)
        self._put(position, State(cost, state.last, number, pending, split, (char, state.trace), state.others))

    def _as_it_stands(self, state: State, position: int) -> None:
        """Take the visible character for what it is."""
        char, cost = self.line[position], state.cost
        if char == "?":
            cost += self.literal
        elif char in LETTERS and LONE_LETTER.match(self.line, position):
            cost += ODD_LETTER
        self._accept(state._replace(cost=cost), char, position + 1, 0, False, True)
