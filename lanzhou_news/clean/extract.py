"""Step 2: decoded pages → raw article."""

from __future__ import annotations

from lanzhou_news.clean.draft import Draft
from lanzhou_news.extract.article import read_article
from lanzhou_news.extract.plain import is_plain, read_plain
from lanzhou_news.extract.refuse import check_text


def run(draft: Draft) -> None:
    """Read the draft's pages into ``draft.raw``.

    Raises :class:`~lanzhou_news.errors.NotAnArticle` for empty, binary and oversized input and for pages that hold no
    article.
    """
    for page in draft.pages:
        check_text(page)
    text = draft.pages[0].text
    if is_plain(text):
        draft.raw = read_plain(text)
    else:
        draft.raw = read_article(draft.pages, draft.profile)
