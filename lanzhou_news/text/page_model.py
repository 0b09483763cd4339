"""A language model that has read the page: names and topic words of an article come again and again.

A hierarchy of Dirichlet priors (MacKay and Peto, 1995): the page's trigrams, smoothed by the page's bigrams, smoothed
by the news model. Where the page says nothing, the answer is the news model's.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

from lanzhou_news.text.language_model import LanguageModel
from lanzhou_news.text.mirror.gate import GLOSS, SWALLOWED_GLOSS

BIGRAM_WEIGHT, TRIGRAM_WEIGHT = 20.0, 8.0
"""Sightings that the news model, and the page's bigrams, count for."""

_SHIFTED = re.compile("[?]+[,!;]?[^\x00-\x7f]*")
"""What stands behind a ``?`` can be misread; the next ASCII character puts the bytes in step again."""


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
        self._after_one: dict[int, int] = Counter()
        for (first, _), times in self._bigrams.items():
            self._after_one[first] += times
        self._after_two: dict[tuple[int, int], int] = Counter()
        for (first, second, _), times in self._trigrams.items():
            self._after_two[first, second] += times

    def cost(self, first: int, second: int, third: int) -> float:
        """Nats that ``third`` costs after ``first`` and ``second``."""
        if second not in self._after_one:  # most of what is tried does not stand on the page
            return self.news.cost(first, second, third)
        key = (first, second, third)
        try:
            return self._costs[key]
        except KeyError:
            cost = self._costs[key] = self._smoothed(first, second, third)
            return cost

    def _smoothed(self, first: int, second: int, third: int) -> float:
        cost = self.news.cost(first, second, third)
        after = self._after_one[second]
        share = (self._bigrams.get((second, third), 0) + BIGRAM_WEIGHT * math.exp(-cost)) / (after + BIGRAM_WEIGHT)
        if after := self._after_two.get((first, second), 0):
            share = (self._trigrams.get((first, second, third), 0) + TRIGRAM_WEIGHT * share) / (after + TRIGRAM_WEIGHT)
        return -math.log(share)
