"""One hypothesis of a walk, what a walk finds, and what the parts of a hypothesis cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters
from typing import NamedTuple

BEAM = 12
"""States kept per position; more changes nothing measurable."""
WIDTH = 15.0
"""Nats behind the best state of a position at which a state is given up."""
DROP_COST = 10.5
"""Nats behind the best state of a position up to which a character hidden in a dropped pair is tried."""
TWICE_STATES = 1
TWICE_COST = 4.0
"""States per position, and nats a character may cost, for two dropped pairs in a row, which have been seen (水，有 →
AEA3 ACD3): only for a likely character. Four states and 5 nats restore no more sentences at a quarter of the speed."""
COUNTING = frozenset("一二三四五六七八九十")
"""Behind a hidden （ these are likely enough for a second dropped pair: headings of lists are counted （一）（二）…."""
FOLLOWER_COST = 7.0
"""Nats a character may cost after another one to count as its follower."""

SIMPLIFIED = 12.0
"""Nats against a simplified-only form: the stream is traditional."""
VARIANT = 4.0
"""Nats against a variant other than the one mirrors write."""
RARE = 5.0
"""Nats against a character the language model has never seen, on top of its share of the unknown."""
LOST = 5.0
"""Nats for an ASCII character swallowed by a lone lead byte: rare in running text."""
LITERAL = 2.0
"""Nats for a ``?`` before a mark that is a real question mark, on a page whose glosses prove the corruption."""
INDENT = 2.0
"""Nats for an ideographic space where a line begins."""
ODD, ODD_SIGN = frozenset("@[\\]^_`{|}~"), 4.0
"""Nats for a sign that hardly stands in Chinese text, but is a common second byte (40, 5B to 60, 7B to 7E)."""
LETTERS, LONE_LETTER = frozenset(ascii_letters), re.compile("(?<![!-~])[A-Za-z](?![!-~])")
ODD_LETTER = 2.5
"""Nats for a single Latin letter between Chinese characters: the language model, to which all letters are one, counts
on the rest of a word, and the letter is often a second byte (離 EB78 leaves an x)."""
CUT = 7.0
"""Nats for a line that breaks off inside a character."""

DROP_BONUS = 0.6
"""Nats in favour of a dropped pair: it adds a character, and sparse counts make each character dearer than it is.
Chosen among -0.3, 0.3, 0.6, 1 and 1.7 on 6,845 shifted sentences of the repair benchmark: 611 to 635 stay wrong."""


class State(NamedTuple):
    """One hypothesis."""

    cost: float
    before: int
    last: int
    """Numbers of the last two symbols."""
    pending: int
    """First byte of the character that is owed; 0 when aligned."""
    split: bool
    """Something was inserted behind the pending byte, so its character could not get a gloss."""
    trace: tuple[str, object] | None
    """Restored pieces as a linked list, newest first."""
    margin: float
    """Nats by which it beat the closest reading that ended in the same state."""
    rival: tuple[object, object] | None
    """Trace of that reading, and the own trace it was merged into."""


@dataclass(frozen=True, slots=True)
class Found:
    """Result of one walk."""

    text: str
    end: int
    """Position in the visible line up to which ``text`` explains it."""
    cost: float
    margin: float
    """Nats to the closest other reading, merged on the way or alive at the end; large when alone."""
    rival: str
    """That other reading; "" when there is none."""


def spell(trace: object, until: object) -> str:
    """The pieces of a trace in order, without ``until`` and what lies before it."""
    pieces = []
    while isinstance(trace, tuple) and trace is not until:
        pieces.append(trace[0])
        trace = trace[1]
    return "".join(reversed(pieces))


def rival_text(state: State, first: State) -> str:
    """What the closest merged reading says: its own pieces, then those that both share; "" without one."""
    if state.rival is None:
        return ""
    merged, into = state.rival
    return spell(merged, first.trace) + spell(state.trace, into)


def same_text(one: State, other: State) -> bool:
    """Do two hypotheses restore the same text, from different bytes?"""
    a: object = one.trace
    b: object = other.trace
    while a is not b:
        if not (isinstance(a, tuple) and isinstance(b, tuple)) or a[0] != b[0]:
            return False
        a, b = a[1], b[1]
    return True
