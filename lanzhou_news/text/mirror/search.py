"""From a lone ``?`` on, find the byte stream that explains what is seen and reads best.

States walk over the visible text. An *aligned* state stands between two true characters. A *shifted* one owes the
second half of a character: ``pending`` is its first byte, which the mirror's decoder took for a trail. Both kinds are
ranked by the language model plus the page's gloss habits; states with the same future are merged (Viterbi), the rest
is a beam. The walk ends when one aligned state is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from lanzhou_news.text.mirror.beam import Beam
from lanzhou_news.text.mirror.gate import GLOSS, LONE_MARK, SWALLOWED_GLOSS, TAG_REST
from lanzhou_news.text.mirror.hypothesis import (
    ANY_COST,
    BEAM,
    COLLAPSED,
    CUT,
    DROP_BONUS,
    DROP_COST,
    GONE,
    LOST,
    TWICE_COST,
    TWICE_KEPT,
    TWICE_NEAR,
    WIDTH,
    Found,
    Reading,
    State,
    readings,
)
from lanzhou_news.text.mirror.signs import (
    CROSSED,
    MARKS,
)

_COLLAPSING = (0xBF, 0xA1)
"""Second bytes of ？ (A3BF) and ！ (A3A1)."""
_BY_COST = itemgetter(0)


class Walk(Beam):
    """One walk over one line from one ``?``."""

    def run(self, start: int, before: str) -> Found:
        """Walk from ``start``, a ``?`` that follows the restored text ``before``."""
        first = self._first(before)
        position, here, length = start, [first], len(self.line)
        while self.tried <= self.most:
            self._drop_limit = here[0].cost + DROP_COST
            self._any_limit = here[0].cost + ANY_COST
            self._twice_limit = here[0].cost + TWICE_COST
            for state in here:
                if state.pending:
                    self._shifted(state, position, True, state.cost - here[0].cost <= TWICE_NEAR)
                else:
                    self._aligned(state, position)
            if self._twice:
                self._likeliest(position)
            if not self.states:
                return Found([Reading(0.0, "?")], start + 1)
            position = min(self.states)
            here = sorted(self.states.pop(position).values())[:BEAM]
            here = [state for state in here if state.cost <= here[0].cost + WIDTH]
            if position >= length:
                self._best.pop(length, None)
                self._close(here, length)
                here = sorted(self.states.pop(length, {}).values())
                if not here:
                    return Found([Reading(0.0, "?")], start + 1)
            if not self.states and (position >= length or (len(here) == 1 and not here[0].pending)):
                return Found(readings(here, first), position)
        return Found([Reading(0.0, "?")], start + 1)

    def _close(self, here: list[State], length: int) -> None:
        """End of the line: aligned states stand, shifted ones get the likeliest second byte at a price."""
        for state in here:
            if not state.pending:
                self._put(length, state._replace(cost=state.cost + self._end_cost(state)))
            else:
                for _, char in self.gbk.by_lead.get(state.pending, ())[:60]:
                    self._accept(state._replace(cost=state.cost + CUT), char, length, 0, False, False)

    def _aligned(self, state: State, position: int) -> None:
        line = self.line
        self._as_it_stands(state, position)
        if line[position] != "?":
            return
        swallowed = SWALLOWED_GLOSS.match(line, position)
        high = self.gbk.last_byte(state.trace[0]) if swallowed and state.trace else None
        straddling = self.bytes.glossed(high, swallowed[1]) if swallowed and high is not None else []
        if swallowed and not straddling:
            self._gone(state, swallowed[1], swallowed.end())
        if swallowed:
            for low, glossed in straddling:
                cost = state.cost + self.habits.cost(glossed, True)
                self._put(
                    swallowed.end(),
                    State(cost, state.before, state.last, low, True, state.trace, state.others),
                )
        mark = MARKS.get(line[position + 1 : position + 2])
        if mark:
            first, second = divmod(self.gbk.code[mark], 256)
            for _, candidate in self.gbk.by_trail.get(first, ()):
                self._accept(state, candidate, position + 2, second, False, False)
        if LONE_MARK.match(line, position):
            for _, candidate in self.gbk.by_trail.get(0xA3, ()):
                for second in _COLLAPSING:
                    hidden = state._replace(cost=state.cost + COLLAPSED)
                    self._accept(hidden, candidate, position + 1, second, False, False)
        if line[position + 1 : position + 2] == "?" and (mark := MARKS.get(line[position + 2 : position + 3])):
            # Two marks overlap: the second byte of the one behind this lead byte (。 A1A3) begins the other (！).
            first = CROSSED.get(self.gbk.code[mark] >> 8, 0)
            for _, candidate in self.gbk.by_trail.get(first, ()):
                self._accept(state, candidate, position + 2, 0, False, False)

    def _gone(self, state: State, reading: str, end: int) -> None:
        """已?jīng)達: no character before the gloss can hold half of its own; the gloss alone tells which it was."""
        for _, _, char in self.gbk.by_reading.get(reading, ()):
            cost, number = self._read(state, char)
            cost += GONE + self.habits.cost(char, True)
            self._put(end, State(cost, state.last, number, 0, False, (char, state.trace), state.others))

    def _shifted(self, state: State, position: int, may_drop: bool, twice: bool = False) -> None:
        line, pending = self.line, state.pending
        whole = not state.split
        visible = line[position]
        if visible in "?\ufffd":
            self._lone_lead(state, position)
        low = 0x80 if visible == "€" else ord(visible)
        if 0x40 <= low <= 0x80 and (char := self.gbk.char.get(pending << 8 | low)):
            self._accept(state, char, position + 1, 0, False, whole)
        for end, token, code in self.bytes.pairs(position):
            first, second = divmod(code, 256)
            char = self.gbk.char.get(pending << 8 | first)
            if char is None:
                continue
            gloss = GLOSS.match(line, end)
            if second < 0x80:
                self._letter(state, char, chr(second), end)
                continue
            if gloss and gloss[1] in self.hanzi.readings.get(token, ()):
                self._accept(state, char, gloss.end(), second, True, whole)
            else:
                self._accept(state, char, end, second, False, whole and token not in MARKS)
        if may_drop:
            self._dropped(state, position, twice)

    def _letter(self, state: State, char: str, letter: str, end: int) -> None:
        """The owed character ends and a Latin letter follows, which the decoder took for a trail: 的W → 腤 (C457)."""
        cost, number = self._read(state, char)
        cost += 0.0 if state.split else self.habits.cost(char, False)
        following = self.model.number(letter)
        cost += self.model.cost(state.last, number, following)
        self._put(end, State(cost, number, following, 0, False, (letter, (char, state.trace)), state.others))

    def _lone_lead(self, state: State, position: int, candidates: Sequence[str] = ()) -> None:
        """A ``?`` while a character is owed: its second byte, which took the next byte with it.

        ``candidates`` are the characters to try; without them all that begin with the owed byte.
        """
        line, whole = self.line, not state.split
        swallowed = SWALLOWED_GLOSS.match(line, position)
        if swallowed:
            for _, char in self.bytes.glossed(state.pending, swallowed[1]):
                cost, number = self._read(state, char)
                cost += self.habits.cost(char, True)
                self._put(
                    swallowed.end(),
                    State(cost, state.last, number, 0, False, (char, state.trace), state.others),
                )
            return
        after = position + 1
        if line[after : after + 1] in MARKS:
            extra, piece = 0.0, ""
        elif after == len(line):
            extra, piece = 0.5, ""
        elif tag := TAG_REST.match(line, after):
            extra, piece, after = 1.0, "", tag.end()
        else:
            extra, piece = LOST, "?"
        for char in candidates or [char for _, char in self.gbk.by_lead.get(state.pending, ())]:
            cost, number = self._read(state, char)
            cost += extra + (self.habits.cost(char, False) if whole else 0.0)
            trace = (piece, (char, state.trace)) if piece else (char, state.trace)
            last = (number, self.model.number("0")) if piece else (state.last, number)
            self._put(after, State(cost, *last, 0, False, trace, state.others))

    def _dropped(self, state: State, position: int, twice: bool) -> None:
        """Try a pair without a character: it ended the owed character, began another one and vanished."""
        whole = not state.split
        bare_lead = self.line.startswith("?", position) and not SWALLOWED_GLOSS.match(self.line, position)
        for char, seconds in self.gbk.dropping.get(state.pending, ()):
            cost, number = self._read(state, char)
            cost += (self.habits.cost(char, False) if whole else 0.0) - DROP_BONUS
            if cost > self._drop_limit:
                continue
            trace = (char, state.trace)
            if bare_lead:
                for second, chars in self.bytes.followers(number).items():
                    if second in seconds:
                        self._lone_lead(
                            State(cost, state.last, number, second, False, trace, state.others),
                            position,
                            chars,
                        )
                continue
            dear = cost > self._any_limit
            continuing = self.bytes.continuing_after(position, number) if dear else self.bytes.continuing(position)
            for second in seconds & continuing:
                self._shifted(State(cost, state.last, number, second, False, trace, state.others), position, False)
            if twice:
                again = State(cost, state.last, number, 0, False, trace, state.others)
                self._dropped_again(again, seconds, position)

    def _dropped_again(self, state: State, seconds: frozenset[int], position: int) -> None:
        """A second pair without a character right behind the first; ``seconds`` can begin the character it ends."""
        continuing = self.bytes.continuing(position)
        for second, hidden in self.bytes.vanishing(state.last).items():
            if second not in seconds:
                continue
            for char, thirds in hidden:
                if thirds & continuing:
                    cost, number = self._read(state, char)
                    cost += self.habits.cost(char, False) - DROP_BONUS
                    if cost <= self._twice_limit:
                        trace = (char, state.trace)
                        twice = State(cost, state.last, number, 0, False, trace, state.others)
                        self._twice.append((twice, thirds))

    def _likeliest(self, position: int) -> None:
        """Go on with the best hypotheses of two dropped pairs."""
        for state, thirds in sorted(self._twice, key=_BY_COST)[:TWICE_KEPT]:
            for third in thirds & self.bytes.continuing_after(position, state.last):
                self._shifted(state._replace(pending=third), position, False)
        self._twice.clear()
