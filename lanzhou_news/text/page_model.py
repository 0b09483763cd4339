"""A language model that has read the page: names and topic words of an article come again and again.

A hierarchy of Dirichlet priors (MacKay and Peto, 1995): the page's trigrams, smoothed by the page's bigrams, smoothed
by the news model. Where the page says nothing, the answer is the news model's.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from lanzhou_news.text.language_model import LanguageModel
from lanzhou_news.text.mirror.gate import GLOSS, SWALLOWED_GLOSS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BIGRAM_WEIGHT, TRIGRAM_WEIGHT = 20.0, 8.0
"""Sightings that the news model, and the page's bigrams, count for."""

_SHIFTED = re.compile("[?]+[,!;]?[^\x00-\x7f]*")
"""What stands behind a ``?`` can be misread; the next ASCII character puts the bytes in step again."""


Share = TypeVar("Share", float, "NDArray[np.float64]")


class PageModel:
    """The news model, adapted to one page; costs in nats as in :class:`LanguageModel`.

    >>> from lanzhou_news.text.language_model import load
    >>> news = load(); page = PageModel(news, "演員王伍福和王伍福的家人")
    >>> name = [news.number(char) for char in "王伍福"]
    >>> page.cost(*name) < news.cost(*name)
    True
    """

    def __init__(self, news: LanguageModel, page: str) -> None:
        self.news, self.number, self.followers = news, news.number, news.followers
        self.boundary, self.unknown = news.boundary, news.unknown
        self._bigrams: Counter[tuple[int, int]] = Counter()
        self._trigrams: Counter[tuple[int, int, int]] = Counter()
        self._costs: dict[tuple[int, int, int], float] = {}
        plain = _SHIFTED.sub("\n", GLOSS.sub("", SWALLOWED_GLOSS.sub("?", page)))
        for line in plain.split("\n"):
            numbers = [news.number(char) for char in line]
            self._bigrams.update(pairwise(numbers))
            self._trigrams.update(zip(numbers, numbers[1:], numbers[2:], strict=False))
        self.after_one: Counter[int] = Counter()
        """Symbol → times that something follows it on the page."""
        for (first, _), times in self._bigrams.items():
            self.after_one[first] += times
        self.after_two: Counter[tuple[int, int]] = Counter()
        """Two symbols → times that something follows them."""
        for (first, second, _), times in self._trigrams.items():
            self.after_two[first, second] += times

    @cached_property
    def seen_after(self) -> dict[int, set[int]]:
        """Symbol → those that follow it on the page."""
        found: dict[int, set[int]] = {}
        for first, second in self._bigrams:
            found.setdefault(first, set()).add(second)
        return found

    def cost(self, first: int, second: int, third: int) -> float:
        """Nats that ``third`` costs after ``first`` and ``second``."""
        if second not in self.after_one:  # most of what is tried does not stand on the page
            return self.news.cost(first, second, third)
        key = (first, second, third)
        try:
            return self._costs[key]
        except KeyError:
            share = share_on_page(
                math.exp(-self.news.cost(first, second, third)),
                self._bigrams.get((second, third), 0),
                self.after_one[second],
                self._trigrams.get(key, 0),
                self.after_two.get((first, second), 0),
            )
            cost = self._costs[key] = -math.log(share)
            return cost


def share_on_page(share: Share, bigrams: int, after_one: int, trigrams: int, after_two: int) -> Share:
    """How often a symbol is to be expected on a page: by its share in the news, and what the page shows of the context.

    >>> share_on_page(0.01, bigrams=3, after_one=10, trigrams=0, after_two=0)
    0.10666666666666667
    """
    share = (bigrams + BIGRAM_WEIGHT * share) / (after_one + BIGRAM_WEIGHT)
    if after_two:
        share = (trigrams + TRIGRAM_WEIGHT * share) / (after_two + TRIGRAM_WEIGHT)
    return share
