"""Step 2: decoded pages → raw article."""

from __future__ import annotations

from lanzhou_news.clean.draft import Draft
from lanzhou_news.extract.raw import Line, RawArticle


def run(draft: Draft) -> None:
    """First version."""
    tree = draft.pages[0].tree
    title = tree.xpath("string(//h1)") or tree.xpath("string(//title)")
    body = [Line(p.text_content().strip()) for p in tree.iter("p") if p.text_content().strip()]
    draft.raw = RawArticle(title=Line(str(title).strip()), body=body)
