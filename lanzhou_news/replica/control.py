"""``POST /_control``: a JSON object of orders, so that a test can drive a site through its phases.

============  ===========================================================================================
publish       number of articles to add, newer than all others
correct       articles that get their next version: a count (spread over the corpus) or a list of ids or URLs
delete        articles that answer 404 from now on: count or list
gone          the same with 410
restore       articles to bring back: list
weather       object with fields of :class:`~lanzhou_news.replica.faults.Weather`
issues        number of issues of the week that the e-papers have published; the rest does not exist yet
redesign      true or false: markup of all articles
warm          number of the newest articles to render into the cache
clear_log     true: forget the request log
============  ===========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from lanzhou_news.replica.epaperhost import PaperHost
from lanzhou_news.replica.faults import Faults
from lanzhou_news.replica.requestlog import RequestLog
from lanzhou_news.replica.site import Site


class BadOrder(ValueError):
    """An order that cannot be carried out; the message names it."""


class Control:
    """Carries out orders on a running replica."""

    def __init__(self, site: Site, faults: Faults, log: RequestLog, papers: Iterable[PaperHost] = ()) -> None:
        self.site = site
        self.papers = tuple(papers)
        self.faults = faults
        self.log = log
        self._orders = {
            "publish": self._publish,
            "correct": self._correct,
            "delete": lambda wanted: self._take_down(wanted, 404),
            "gone": lambda wanted: self._take_down(wanted, 410),
            "restore": self._restore,
            "weather": self._weather,
            "issues": self._issues,
            "redesign": self._redesign,
            "warm": self._warm,
            "clear_log": self._clear_log,
        }

    def carry_out(self, orders: Mapping[str, Any]) -> dict[str, Any]:
        """Carry out all orders in their order and return :meth:`state`; raises :class:`BadOrder`."""
        for name, value in orders.items():
            if name not in self._orders:
                raise BadOrder(f"no order is called {name!r}; known: {', '.join(self._orders)}")
            self._orders[name](value)
        return self.state()

    def state(self) -> dict[str, Any]:
        """What has been changed so far."""
        corpus = self.site.corpus
        return {
            "articles": corpus.size,
            "corrected": {f"lanzhou:{corpus.content_id(n)}": revision for n, revision in self.site.revisions.items()},
            "gone": {f"lanzhou:{corpus.content_id(n)}": status for n, status in self.site.gone.items()},
            "weather": asdict(self.faults.weather),
            "redesign": self.site.redesign,
            "requests": self.log.count,
        }

    def _numbers(self, wanted: Any) -> list[int]:
        size = self.site.corpus.size
        if isinstance(wanted, int):
            return [size * (2 * index + 1) // (2 * wanted) for index in range(min(wanted, size))]
        return [self._number(str(name)) for name in wanted]

    def _number(self, name: str) -> int:
        match = re.search(r"(\d{6,})\D*$", name)
        n = self.site.corpus.find(int(match[1])) if match else None
        if n is None:
            raise BadOrder(f"no article is called {name!r}")
        return n

    def _publish(self, count: Any) -> None:
        self.site.corpus.size += int(count)

    def _correct(self, wanted: Any) -> None:
        for n in self._numbers(wanted):
            self.site.revisions[n] = self.site.revisions.get(n, 1) + 1

    def _take_down(self, wanted: Any, status: int) -> None:
        self.site.gone.update(dict.fromkeys(self._numbers(wanted), status))

    def _restore(self, wanted: Any) -> None:
        for n in self._numbers(wanted):
            self.site.gone.pop(n, None)

    def _weather(self, values: Any) -> None:
        try:
            self.faults.change(**values)
        except TypeError as error:
            raise BadOrder(f"weather: {error}") from None

    def _issues(self, count: Any) -> None:
        for paper in self.papers:
            paper.published = max(1, min(int(count), len(paper.issues.days)))

    def _redesign(self, on: Any) -> None:
        self.site.redesign = bool(on)

    def _warm(self, count: Any) -> None:
        size = self.site.corpus.size
        for n in range(max(0, size - int(count)), size):
            self.site.article(n, 1, self.site.revisions.get(n, 1))

    def _clear_log(self, wanted: Any) -> None:
        if wanted:
            self.log.clear()
