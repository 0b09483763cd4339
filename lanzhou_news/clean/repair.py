"""Step 3: damaged text → repaired text."""

from __future__ import annotations

from lanzhou_news.clean.draft import Draft
from lanzhou_news.text.repair import repair_text


def run(draft: Draft) -> None:
    """Repair all lines as one document, so that a page's own gloss table is learned from all of it."""
    lines = draft.raw.lines()
    repaired = repair_text("\n".join(line.text for line in lines))
    for line, text in zip(lines, repaired.text.split("\n"), strict=True):
        line.text = text
    draft.article.cleaning.extend(repaired.notes)
