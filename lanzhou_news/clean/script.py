"""Step 4: one script, one width policy."""

from __future__ import annotations

from lanzhou_news.clean.draft import Draft
from lanzhou_news.text.punctuation import normalize_punctuation
from lanzhou_news.text.script import detect_script, to_simplified


def run(draft: Draft) -> None:
    """Record the original script, convert to simplified when needed, normalise width and spaces."""
    lines = draft.raw.lines()
    draft.article.script_original = detect_script("\n".join(line.text for line in draft.raw.body))
    for line in lines:
        line.text = normalize_punctuation(to_simplified(line.text))
