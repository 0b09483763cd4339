"""One item pipeline a row of ``clean.steps.STEPS``: generated, so that there is no second order to keep."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured

from lanzhou_news.clean.attempt import attempt
from lanzhou_news.clean.steps import STEPS, Step
from lanzhou_news.crawllog import one_line
from lanzhou_news.pipelines.parcels import CrawlDraft, rejected_draft

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class StepPipeline:
    """Runs one step on a draft; any other item passes. A page that fails goes on as ``Rejected``, never lost.

    Off when the cleaning runs in processes of its own (``CLEANING_PROCESSES``).
    """

    step: Step

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StepPipeline:
        """Scrapy's constructor."""
        if crawler.settings.getint("CLEANING_PROCESSES"):
            raise NotConfigured
        return cls()

    def process_item(self, item: object) -> object:
        """Run the step."""
        if not isinstance(item, CrawlDraft):
            return item
        refusal = attempt(self.step, item)
        if refusal is None:
            return item
        if refusal.fault is not None:
            url = one_line(item.visit.url)
            logger.error("Step %s failed on %s", self.step.name, url, exc_info=refusal.fault)
        return rejected_draft(item, refusal)


def _classes() -> dict[str, type[StepPipeline]]:
    names = ((f"{step.name.title()}Pipeline", step) for step in STEPS)
    return {name: type(name, (StepPipeline,), {"step": step}) for name, step in names}


globals().update(_classes())  # under the names that settings.ITEM_PIPELINES gives them
