"""Step 3: damaged text → repaired text."""

from __future__ import annotations

from itertools import islice

from lanzhou_news.clean.draft import Draft
from lanzhou_news.text.repair import repair_text


def run(draft: Draft) -> None:
    """Repair all lines as one document, so that a page's own gloss table is learned from all of it."""
    lines = draft.raw.lines()
    document = "\n".join(line.text for line in lines)
    repaired = repair_text(document)
    if repaired.text is not document:
        rows = iter(repaired.text.split("\n"))
        for line in lines:
            line.text = "\n".join(islice(rows, line.text.count("\n") + 1))
    draft.article.cleaning.extend(repaired.notes)
