"""Step 6: people, editors, source."""

from __future__ import annotations

from lanzhou_news.clean.draft import Draft


def run(draft: Draft) -> None:
    """First version."""
