"""Typed errors: the fact stands in the attributes, the sentence in ``str(error)``."""

from __future__ import annotations

from collections.abc import Sequence


class LanzhouNewsError(Exception):
    """Base of every error this package raises on purpose; the CLI shows it as one sentence."""


class NotAnArticle(LanzhouNewsError):
    """The bytes do not hold one news article.

    ``reason`` is a short stable slug for counters (``empty``, ``binary``, ``too-large``, ``not-html``,
    ``list-page``, ``error-page``, ``block-page``, ``login-wall``, ``no-body``, ``advert``); ``detail`` says what was
    seen.

    >>> raise NotAnArticle("empty", "the body has 0 bytes")
    Traceback (most recent call last):
    lanzhou_news.errors.NotAnArticle: empty: the body has 0 bytes
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)

    def __reduce__(self) -> tuple[type[NotAnArticle], tuple[str, str]]:
        return type(self), (self.reason, self.detail)


NO_FAILURE = frozenset({"advert"})
"""Reasons of :class:`NotAnArticle` that are no failure: the page is what it should be, and it is kept and counted."""


class UnknownSite(LanzhouNewsError):
    """No site profile has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"no site is called {name!r}; known sites: {', '.join(known)}")

    def __reduce__(self) -> tuple[type[UnknownSite], tuple[str, tuple[str, ...]]]:
        return type(self), (self.name, self.known)


class InvalidArticle(LanzhouNewsError):
    """A cleaned article that breaks the record's contract; it is quarantined with ``problems``."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))

    def __reduce__(self) -> tuple[type[InvalidArticle], tuple[tuple[str, ...]]]:
        return type(self), (self.problems,)


class MissingExtra(LanzhouNewsError):
    """An optional library is not installed.

    >>> str(MissingExtra("export", "Parquet"))
    "Parquet needs an optional library: pip install 'lanzhou-news[export]'"
    """

    def __init__(self, extra: str, what: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs an optional library: pip install 'lanzhou-news[{extra}]'")
