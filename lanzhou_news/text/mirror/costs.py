"""What a character costs a hypothesis: the language model, its script, the sign it is and the signs around it."""

from __future__ import annotations

from lanzhou_news.text.mirror.habits import Habits
from lanzhou_news.text.mirror.hanzi import hanzi
from lanzhou_news.text.mirror.hypothesis import INDENT, ODD, ODD_SIGN, RARE, SIMPLIFIED, VARIANT, State
from lanzhou_news.text.mirror.signs import (
    BOTH_CLOSE,
    CLAUSE_MARKS,
    CORNERS,
    CURVED,
    FULL_WIDTH,
    PAIRED,
    SINGLE,
    SINGLE_QUOTE,
    TWO_MARKS,
    WIDE_LETTERS,
    opened,
    sign_cost,
)
from lanzhou_news.text.page_model import PageModel

_OTHER, _INDENT, _CLAUSE_MARK, _PAIRED = range(4)


class Costs:
    """Costs in one walk, which begins inside the quotation marks and brackets ``open_signs``."""

    def __init__(self, model: PageModel, habits: Habits, open_signs: str) -> None:
        self.model, self.habits, self.open_signs = model, habits, open_signs
        self.roles = hanzi().role
        self._cost = model.cost
        self._known: dict[str, tuple[int, float, int]] = {}
        self._asked: tuple[object, str] = (None, open_signs[-1:])
        """The last trace whose open sign was sought, with that sign."""
        self._clause_marks = frozenset(map(model.number, CLAUSE_MARKS))

    def read(self, state: State, char: str) -> tuple[float, int]:
        """Nats of the state with this character behind it, and the character's number."""
        try:
            number, extra, kind = self._known[char]
        except KeyError:
            number, extra, kind = self._known[char] = self._know(char)
        if kind == _INDENT:
            return state.cost + (INDENT if state.last == self.model.boundary else SIMPLIFIED), state.last
        if char == "”" and state.trace and state.trace[0] == "’" and self.open_after(state.trace) == "“":
            return state.cost + BOTH_CLOSE, number
        cost = state.cost + self._cost(state.before, state.last, number) + extra
        if kind == _CLAUSE_MARK and state.last in self._clause_marks:
            cost += TWO_MARKS
        elif kind == _PAIRED:
            cost += sign_cost(char, self.open_after(state.trace))
        return cost, number

    def _know(self, char: str) -> tuple[int, float, int]:
        """Number of a character, what it costs wherever it stands, and what else to ask about it."""
        number = self.model.number(char)
        kind = _INDENT if char == "\u3000" else _PAIRED if char in PAIRED else _OTHER
        if number in self._clause_marks:
            kind = _CLAUSE_MARK
        return number, self._character_cost(char), kind

    def open_after(self, trace: tuple[str, object] | None) -> str:
        """The sign that is open behind a trace; a state is asked about many signs in a row."""
        if trace is not self._asked[0]:
            self._asked = trace, opened(trace, self.open_signs)
        return self._asked[1]

    def _character_cost(self, char: str) -> float:
        if char in WIDE_LETTERS:
            return FULL_WIDTH
        if char in ODD:
            return ODD_SIGN
        if char in (CURVED if self.habits.corner_quotes else CORNERS):
            return VARIANT
        if char in SINGLE:
            return SINGLE_QUOTE
        role = self.roles.get(char)
        if role == "s":
            return SIMPLIFIED
        if role == "v":
            return 0.0 if char in self.habits.bare or char in self.habits.glossed else VARIANT
        return RARE if self.model.number(char) == self.model.unknown else 0.0
