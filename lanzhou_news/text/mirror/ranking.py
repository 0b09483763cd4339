"""A second look at the readings of a damaged run: the search saw three characters at a time, a sentence says more."""

from __future__ import annotations

from collections.abc import Sequence

from lanzhou_news.text.mirror.hypothesis import Reading
from lanzhou_news.text.mirror.signs import open_signs, unopened

CLOSE = 6.0
"""Nats behind the best up to which a reading is looked at again; 8 gains nothing."""
MOST_READ = 2_000
"""Characters of all close readings up to which the sentence is asked: a run of damaged news has ten to a hundred, one
of 3,500 took the model two minutes."""
SEARCH, SENTENCE = 0.67, 0.38
"""Weights of the search's cost and the sentence model's, fitted (conditional log likelihood) on half of 643 news
articles under five kinds of mirrors; both models were trained without them (the trigrams that ship have read them).
Where the truth is among the readings and the search ranks it behind another, this mends a quarter to three tenths."""
UNOPENED = 6.0
"""Nats for each sign behind the run that closes nothing, （ being lost in the run: in 25 of 3,442 damaged runs readings
differed in it, and a fit wants more."""


def rank(readings: Sequence[Reading], before: str, after: str) -> list[Reading]:
    """The same readings, best first, between the restored text ``before`` and the undamaged text ``after``."""
    close = [reading for reading in readings if reading.cost - readings[0].cost < CLOSE]
    if len(close) < 2 or sum(len(reading.text) for reading in close) > MOST_READ:
        return close
    from lanzhou_news.text.sentence_model import load  # numpy: a tenth of a second that clean pages do without

    costs = load().costs(before, [_single(reading.text) for reading in close], after)
    lost = [unopened(after, open_signs(before + reading.text)) for reading in close]
    return sorted(
        Reading(SEARCH * reading.cost + SENTENCE * cost + UNOPENED * signs, reading.text)
        for reading, cost, signs in zip(close, costs, lost, strict=True)
    )


def _single(text: str) -> str:
    """Nested quotation marks as one: how many close is for the search, which counts them, not for the sentence."""
    return text.replace("’”", "”").replace("“‘", "“")
