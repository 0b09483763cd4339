"""A step that fails is an answer, not a crash: the reason under which its page is kept."""

from __future__ import annotations

from typing import NamedTuple

from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.steps import Step
from lanzhou_news.errors import InvalidArticle, NotAnArticle


class Refusal(NamedTuple):
    """Why a page gives no record."""

    reason: str
    """A slug, for counters."""
    detail: str
    fault: Exception | None = None
    """Set when the step has a fault of its own; a page without an article is none."""


def attempt(step: Step, draft: Draft) -> Refusal | None:
    """Run one step; what it raises comes back as a refusal.

    >>> attempt(STEPS[0], Draft([Fetched(b"<p>text</p>")])) is None
    True
    """
    try:
        step.run(draft)
    except NotAnArticle as error:
        return Refusal(error.reason, error.detail)
    except InvalidArticle as error:
        return Refusal("invalid", str(error))
    except Exception as error:
        return Refusal(f"{step.name}-error", f"{type(error).__name__}: {error}", error)
    return None
