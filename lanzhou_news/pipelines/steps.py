"""One item pipeline a row of ``clean.steps.STEPS``: generated, so that there is no second order to keep."""

from __future__ import annotations

import logging

from lanzhou_news.clean.steps import STEPS, Step
from lanzhou_news.crawllog import one_line
from lanzhou_news.errors import InvalidArticle, NotAnArticle
from lanzhou_news.pipelines.parcels import CrawlDraft, Rejected

logger = logging.getLogger(__name__)


class StepPipeline:
    """Runs one step on a draft; any other item passes. A page that fails goes on as :class:`Rejected`, never lost."""

    step: Step

    def process_item(self, item: object) -> object:
        """Run the step."""
        if not isinstance(item, CrawlDraft):
            return item
        try:
            self.step.run(item)
        except NotAnArticle as error:
            return _rejected(item, error.reason, error.detail)
        except InvalidArticle as error:
            return _rejected(item, "invalid", str(error))
        except Exception as error:
            logger.exception("Step %s failed on %s", self.step.name, one_line(item.visit.url))
            return _rejected(item, f"{self.step.name}-error", f"{type(error).__name__}: {error}")
        return item


def _rejected(draft: CrawlDraft, reason: str, detail: str) -> Rejected:
    return Rejected(draft.visit, draft.fetched[0], reason, detail, tuple(draft.fetched[1:]))


def _class_name(step: Step) -> str:
    return f"{step.name.title()}Pipeline"


PIPELINES: tuple[str, ...] = tuple(f"{__name__}.{_class_name(step)}" for step in STEPS)
"""Import paths in the order of the table, for ``ITEM_PIPELINES``."""

globals().update({_class_name(step): type(_class_name(step), (StepPipeline,), {"step": step}) for step in STEPS})
