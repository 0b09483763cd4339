"""What many characters cost behind the same two: the answers of the models' ``cost``, all at once and to the bit."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lanzhou_news.text.language_model import STEP, LanguageModel
from lanzhou_news.text.page_model import PageModel, share_on_page
from lanzhou_news.text.plausible import UNSEEN

MOST_STEPS = 3 * 255
"""The dearest character in units of :data:`STEP`: two backoffs and a share, a byte each."""

Steps = NDArray[np.uint16]
Floats = NDArray[np.float64]


class Choices:
    """Characters that one place can hold, as the news model sees them. Each set of them has one object."""

    def __init__(self, chars: tuple[str, ...], news: LanguageModel) -> None:
        self.chars = chars
        self.numbers = [news.number(char) for char in chars]
        self.symbols = np.array(self.numbers, dtype=np.uint16)
        self.unseen = [place for place, number in enumerate(self.numbers) if number == news.unknown]
        self.places: dict[int, list[int]] = {}
        """Number → where it stands among the characters; 國 and 国 share one."""
        for place, number in enumerate(self.numbers):
            self.places.setdefault(number, []).append(place)


class CandidateCosts:
    """Costs of the choices for a place.

    >>> from lanzhou_news.text.language_model import load
    >>> news = load(); lan, zhou = map(news.number, "兰州")
    >>> CandidateCosts(news).behind(lan, zhou, Choices(("市", "巾"), news)).round().tolist()
    [2.0, 12.0]
    """

    def __init__(self, model: LanguageModel | PageModel) -> None:
        self.model = model
        self._news = model.news if isinstance(model, PageModel) else model

    def behind(self, first: int, second: int, choices: Choices) -> Floats:
        """Nats of each choice after two symbols."""
        steps = _behind_two(self._news, first, second, choices)
        model = self.model
        if isinstance(model, LanguageModel) or second not in model.after_one:
            costs: Floats = steps * np.float64(STEP)
        else:
            costs = _unseen(model.after_one[second], model.after_two.get((first, second), 0))[steps]
            for number in choices.places.keys() & model.seen_after[second]:
                costs[choices.places[number]] = model.cost(first, second, number)
        if choices.unseen:
            costs[choices.unseen] = UNSEEN
        return costs


def cheapest(costs: Floats, most: int) -> list[tuple[float, int]]:
    """The cheapest costs with their places, those that tie with the last one too, but none that is infinite.

    >>> cheapest(np.array([3.0, 1.0, np.inf, 2.0]), 2)
    [(1.0, 1), (2.0, 3)]
    """
    limit = np.partition(costs, most - 1)[most - 1] if len(costs) > most else np.inf
    places = np.flatnonzero(costs <= limit)
    return [found for found in zip(costs[places].tolist(), places.tolist(), strict=True) if found[0] < np.inf]


def _behind_two(news: LanguageModel, first: int, second: int, choices: Choices) -> Steps:
    """The news model's costs in steps."""
    steps = _behind_one(news, second, choices)
    tables = news.tables
    context = news.bigram(first, second)
    if context < 0:
        return steps
    steps = steps + np.uint16(tables.bi_back[context])
    low, high = tables.tri_start[context], tables.tri_start[context + 1]
    if low < high:
        _put_seen(steps, choices, tables.tri_next[low:high], tables.tri[low:high])
    return steps


@lru_cache(maxsize=4096)
def _behind_one(news: LanguageModel, second: int, choices: Choices) -> Steps:
    """The costs in steps where the symbol before the last one says nothing."""
    tables = news.tables
    steps = np.asarray(tables.uni)[choices.symbols].astype(np.uint16) + np.uint16(tables.uni_back[second])
    low, high = tables.bi_start[second], tables.bi_start[second + 1]
    if low < high:
        _put_seen(steps, choices, tables.bi_next[low:high], tables.bi[low:high])
    return steps


def _put_seen(steps: Steps, choices: Choices, symbols: memoryview[int], costs: memoryview[int]) -> None:
    """Write the costs of the choices that are among the symbols, which stand in order."""
    following = np.asarray(symbols)
    places = following.searchsorted(choices.symbols)
    places[places == len(following)] = 0
    seen = following[places] == choices.symbols
    steps[seen] = np.asarray(costs)[places[seen]]


@lru_cache(maxsize=256)
def _unseen(after_one: int, after_two: int) -> Floats:
    """By the news model's cost in steps: that of a character which a page has never shown behind its words."""
    # The functions of ``math``, as in the page model: numpy's differ in the last bit.
    return np.array([-math.log(share) for share in share_on_page(_SHARES, 0, after_one, 0, after_two).tolist()])


_SHARES = np.array([math.exp(-steps * STEP) for steps in range(MOST_STEPS + 1)])
