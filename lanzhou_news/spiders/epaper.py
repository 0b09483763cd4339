"""The spiders of newspapers' e-papers: issues by date. One class a profile that says what its issues' pages are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.http import Response

from lanzhou_news.pipelines.parcels import CrawlDraft
from lanzhou_news.sites import profiles
from lanzhou_news.spiders.issues import IssueReader
from lanzhou_news.spiders.news import NewsSpider, spider_class
from lanzhou_news.store.frontier import Claim

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


class EpaperSpider(NewsSpider):
    """Reads issues of one newspaper. Arguments: date= since= until= sections= max_articles= full=1.

    Without a day: the newest issue, and those since the last one that was read.
    """

    list_reader = IssueReader
    summary = (
        ("issues", "issues"),
        *NewsSpider.summary,
        ("skipped", "adverts without text"),
        ("issues_absent", "days without an issue"),
    )

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """What is printed does not change: no article is asked for again, unless the run sets REVISIT_SCHEDULE."""
        super().update_settings(settings)
        settings.set("REVISIT_SCHEDULE", [], priority="spider")

    def article_request(self, claim: Claim) -> Request:
        """The request for a claimed address; the article's place in print goes with it."""
        request = super().article_request(claim)
        request.meta["printed"] = claim.printed
        return request

    def parse_article(self, response: Response, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """One article: the draft learns what the index of its page said."""
        for parcel in super().parse_article(response, *args, **kwargs):
            if isinstance(parcel, CrawlDraft) and (printed := response.meta.get("printed")):
                parcel.printed = json.loads(printed)
            yield parcel


_PAPERS = (profile for profile in profiles().values() if profile.issue_page is not None)
globals().update({cls.__name__: cls for cls in (spider_class(paper, EpaperSpider, __name__) for paper in _PAPERS)})
