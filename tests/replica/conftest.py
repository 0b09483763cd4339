from __future__ import annotations

from collections.abc import Iterator

import pytest

from lanzhou_news.replica.options import Options
from lanzhou_news.replica.server import RunningReplica, start
from lanzhou_news.replica.site import Site

ARTICLES = 300


@pytest.fixture(scope="session")
def site() -> Site:
    return Site(Options(articles=ARTICLES, seed=5))


@pytest.fixture(scope="session")
def running() -> Iterator[RunningReplica]:
    """A replica whose content no test changes."""
    with start(articles=ARTICLES, seed=5) as replica:
        yield replica
