"""Step 8: assemble the record and hold it against its contract."""

from __future__ import annotations

from lanzhou_news.clean.draft import Draft
from lanzhou_news.text.fingerprint import content_hash


def run(draft: Draft) -> None:
    """First version."""
    article, raw = draft.article, draft.raw
    article.title = raw.title.text if raw.title else None
    article.body = "\n".join(line.text for line in raw.body)
    article.url = draft.fetched[0].url or None
    article.content_hash = content_hash(article.title, article.body)
