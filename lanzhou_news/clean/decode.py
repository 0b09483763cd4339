"""Step 1: bytes → decoded pages."""

from __future__ import annotations

from lanzhou_news.clean.draft import Draft
from lanzhou_news.extract.page import Page
from lanzhou_news.items import Encoding
from lanzhou_news.text.decode import decode


def run(draft: Draft) -> None:
    """Decode every response that has no page yet (the crawl has decoded them already)."""
    for fetched in draft.fetched[len(draft.pages) :]:
        draft.pages.append(Page(fetched.url, decode(fetched.body, fetched.headers)))
    first = draft.pages[0].decoded
    draft.article.encoding = Encoding(first.declared, first.used, sum(p.decoded.replaced for p in draft.pages))
