"""From a lone ``?`` on, find the byte stream that explains what is seen and reads best.

States walk over the visible text. An *aligned* state stands between two true characters. A *shifted* one owes the
second half of a character: ``pending`` is its first byte, which the mirror's decoder took for a trail. Both kinds are
ranked by the language model plus the page's gloss habits; states with the same future are merged (Viterbi), the rest
is a beam. The walk ends when one aligned state is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from lanzhou_news.text.mirror.beam import Beam
from lanzhou_news.text.mirror.gate import GLOSS, LONE_MARK, SWALLOWED_GLOSS, TAG_REST
from lanzhou_news.text.mirror.hypothesis import (
    BEAM,
    COLLAPSED,
    COUNTING,
    CUT,
    DROP_BONUS,
    DROP_COST,
    GONE,
    LOST,
    TWICE_COST,
    TWICE_NEAR,
    TWICE_STATES,
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


class Walk(Beam):
    """One walk over one line from one ``?``."""

    def run(self, start: int, before: str) -> Found:
        """Walk from ``start``, a ``?`` that follows the restored text ``before``."""
        first = self._first(before)
        position, here, length = start, [first], len(self.line)
        while self.tried <= self.most:
            self._drop_limit = here[0].cost + DROP_COST
            for rank, state in enumerate(here):
                if state.pending:
                    self._shifted(
                        state, position, True, rank < TWICE_STATES and state.cost - here[0].cost <= TWICE_NEAR
                    )
                else:
                    self._aligned(state, position)
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
            for second in seconds & self.bytes.continuing(position):
                self._shifted(State(cost, state.last, number, second, False, trace, state.others), position, False)
            if twice and (char == "（" or cost - state.cost <= TWICE_COST):
                for second in seconds:
                    following = State(cost, state.last, number, second, False, trace, state.others)
                    self._dropped_again(following, position)

    def _dropped_again(self, state: State, position: int) -> None:
        """A second pair without a character right behind the first."""
        for char, seconds in self.gbk.dropping.get(state.pending, ()):
            number = self.model.number(char)
            counts = char in COUNTING and state.trace is not None and state.trace[0] == "（"
            if not counts and self.model.cost(state.before, state.last, number) > TWICE_COST:
                continue
            cost = self._read(state, char)[0] + self.habits.cost(char, False) - DROP_BONUS
            trace = (char, state.trace)
            for second in seconds & self.bytes.continuing(position):
                self._shifted(State(cost, state.last, number, second, False, trace, state.others), position, False)
