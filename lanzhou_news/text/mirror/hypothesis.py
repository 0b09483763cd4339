"""One hypothesis of a walk, what a walk finds, and what the parts of a hypothesis cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from string import ascii_letters
from typing import NamedTuple

BEAM = 40
"""States kept per position, so many because those with one character more have paid for it already."""
WIDTH = 9.0
"""Nats behind the best state of a position at which a state is given up."""
DROP_COST = 12.0
"""Nats behind the best state of a position up to which a character hidden in a dropped pair is tried."""
ANY_COST = 8.0
"""Nats behind the best state of a position up to which any character may follow a hidden one; behind it only followers
of the hidden one."""
TWICE_NEAR, TWICE_COST, TWICE_KEPT = 1.0, 12.0, 30
"""Two dropped pairs in a row (水，有 → AEA3 ACD3) are tried for states so many nats behind the best one of a position,
up to so many nats for both characters, and only the best so many go on. Of 1,276 damaged runs in news left out of the
trigrams 91 stay wrong with these numbers, 89 with wider ones in 1.5 times the time, and 96 of 1,272 did where second
pairs were tried for likely characters only."""
FOLLOWER_COST = 7.0
"""Nats a character may cost after another one to count as its follower."""

SIMPLIFIED = 12.0
"""Nats against a simplified-only form: the stream is traditional."""
VARIANT = 4.0
"""Nats against a variant other than the one mirrors write, and against quotation marks other than the page's."""
RARE = 5.0
"""Nats against a character the language model has never seen, on top of its share of the unknown."""
LOST = 5.0
"""Nats for an ASCII character swallowed by a lone lead byte: rare in running text."""
LITERAL = 2.0
"""Nats for a ``?`` before a mark that is a real question mark, on a page whose glosses prove the corruption."""
COLLAPSED = 3.0
"""Nats for one ``?`` that stands for a lone lead byte and the mark behind it."""
GONE = 4.0
"""Nats for a character of which nothing but its gloss is left."""
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

MOST_TRIED = 1_000_000
"""Hypotheses one document is searched through, some 12 s: a damaged page takes two to seven for each character, a
line made to have many readings takes hundreds, and beginning anew at each ``?`` of a long one would take hours."""

NEAR, KEPT = 10.0, 12
"""Nats behind the best up to which other readings of a run are remembered, and how many."""

DROP_BONUS = 0.3
"""Nats in favour of a dropped pair: it adds a character, and sparse counts make each character dearer than it is.
Chosen among 0, 0.3 and 0.6 on 4,672 shifted sentences of news left out of the models, of real pages and of the
replica: 416, 412 and 415 stay wrong."""


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
    others: tuple[Other, ...]
    """The closest readings that ended in the same state, best first."""


class Other(NamedTuple):
    """A reading that a better one absorbed where both had the same future."""

    lead: float
    """Nats by which the better one beat it."""
    trace: object
    """Its own pieces; behind ``absorbed``, those of the reading that absorbed it before."""
    into: object
    """The better one's trace there: what follows on it follows on this one too."""
    absorbed: Other | None = None
    """The same reading where an earlier one absorbed it."""


class Reading(NamedTuple):
    """One text for a damaged run."""

    cost: float
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """Result of one walk."""

    readings: list[Reading]
    """At least one, different in text, best first."""
    end: int
    """Position in the visible line up to which they explain it."""


def spell(trace: object, until: object) -> str:
    """The pieces of a trace in order, without ``until`` and what lies before it."""
    pieces = []
    while isinstance(trace, tuple) and trace is not until:
        pieces.append(trace[0])
        trace = trace[1]
    return "".join(reversed(pieces))


def spell_other(other: Other, trace: object, first: object) -> str:
    """What an absorbed reading says when ``trace`` followed; ``first`` and what lies before it is left out."""
    parts = []
    step: Other | None = other
    while step is not None:
        parts.append(spell(trace, step.into))
        trace, step = step.trace, step.absorbed
    return spell(trace, first) + "".join(reversed(parts))


def merged(better: State, worse: State) -> State:
    """The better of two hypotheses with the same future, which remembers what the other one says."""
    lead = worse.cost - better.cost
    if lead > NEAR or (len(better.others) == KEPT and lead >= better.others[-1].lead):
        return better
    found = [] if same_text(better, worse) else [Other(lead, worse.trace, better.trace)]
    for other in worse.others:
        if lead + other.lead <= NEAR:
            found.append(Other(lead + other.lead, worse.trace, better.trace, other))
    if not found:
        return better
    return better._replace(others=tuple(sorted([*better.others, *found], key=itemgetter(0))[:KEPT]))


def readings(alive: list[State], first: State) -> list[Reading]:
    """All texts of the hypotheses alive at the end of a walk that began with ``first``, best first."""
    found: dict[str, float] = {}
    for state in alive:
        texts = [(state.cost, spell(state.trace, first.trace))]
        texts += [(state.cost + other.lead, spell_other(other, state.trace, first.trace)) for other in state.others]
        for cost, text in texts:
            found[text] = min(cost, found.get(text, cost))
    return sorted(Reading(cost, text) for text, cost in found.items())


def same_text(one: State, other: State) -> bool:
    """Do two hypotheses restore the same text, from different bytes?"""
    a: object = one.trace
    b: object = other.trace
    while a is not b:
        if not (isinstance(a, tuple) and isinstance(b, tuple)) or a[0] != b[0]:
            return False
        a, b = a[1], b[1]
    return True
