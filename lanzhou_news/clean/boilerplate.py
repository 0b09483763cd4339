"""Step 5: furniture leaves the text."""

from __future__ import annotations

from lanzhou_news.clean.draft import Draft


def run(draft: Draft) -> None:
    """First version."""
