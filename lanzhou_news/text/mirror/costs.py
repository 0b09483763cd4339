"""What a character costs a hypothesis: the language model, its script, the sign it is and the signs around it."""

from __future__ import annotations

from lanzhou_news.text.mirror.habits import Habits
from lanzhou_news.text.mirror.hanzi import hanzi
from lanzhou_news.text.mirror.hypothesis import INDENT, ODD, ODD_SIGN, RARE, SIMPLIFIED, VARIANT, State
from lanzhou_news.text.mirror.signs import (
    CLAUSE_MARKS,
    CORNERS,
    CURVED,
    FULL_WIDTH,
    PAIRED,
    TWO_MARKS,
    WIDE_LETTERS,
    opened,
    sign_cost,
)
from lanzhou_news.text.page_model import PageModel


class Costs:
    """Costs in one walk, which begins with the quotation mark or bracket ``open_sign`` left open."""

    def __init__(self, model: PageModel, habits: Habits, open_sign: str) -> None:
        self.model, self.habits, self.open_sign = model, habits, open_sign
        self.roles = hanzi().role
        self._extra: dict[str, float] = {}
        self._asked: tuple[object, str] = (None, open_sign)
        """The last trace whose open sign was sought, with that sign."""
        self._clause_marks = frozenset(map(model.number, CLAUSE_MARKS))

    def read(self, state: State, char: str) -> tuple[float, int]:
        """Nats of the state with this character behind it, and the character's number."""
        if char == "\u3000":
            return state.cost + (INDENT if state.last == self.model.boundary else SIMPLIFIED), state.last
        number = self.model.number(char)
        cost = state.cost + self.model.cost(state.before, state.last, number)
        extra = self._extra.get(char)
        if extra is None:
            extra = self._extra[char] = self._character_cost(char)
        if number in self._clause_marks and state.last in self._clause_marks:
            extra += TWO_MARKS
        elif char in PAIRED:
            extra += sign_cost(char, self.open_after(state.trace))
        return cost + extra, number

    def open_after(self, trace: tuple[str, object] | None) -> str:
        """The sign that is open behind a trace; a state is asked about many signs in a row."""
        if trace is not self._asked[0]:
            self._asked = trace, opened(trace, self.open_sign)
        return self._asked[1]

    def _character_cost(self, char: str) -> float:
        if char in WIDE_LETTERS:
            return FULL_WIDTH
        if char in ODD:
            return ODD_SIGN
        if char in (CURVED if self.habits.corner_quotes else CORNERS):
            return VARIANT
        role = self.roles.get(char)
        if role == "s":
            return SIMPLIFIED
        if role == "v":
            return 0.0 if char in self.habits.bare or char in self.habits.glossed else VARIANT
        return RARE if self.model.number(char) == self.model.unknown else 0.0
