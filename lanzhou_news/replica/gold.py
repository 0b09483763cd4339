"""Gold records: what a perfect reader makes of a page. Same field names as the program's record, made apart from it."""

from __future__ import annotations

import hashlib
from typing import Any

from lanzhou_news.replica.story import Story

Record = dict[str, Any]


def iso(story: Story, precision: str) -> str:
    """Publication time with zone; what the page does not say is zero."""
    moment = story.moment
    if precision == "minute":
        moment = moment.replace(second=0)
    elif precision == "day":
        moment = moment.replace(hour=0, minute=0, second=0)
    return f"{moment:%Y-%m-%dT%H:%M:%S}+08:00"


def url_id(url: str) -> str:
    """Id of a page without a CMS id of a known site."""
    return f"url:{hashlib.sha256(url.encode()).hexdigest()[:16]}"


def story_fields(story: Story) -> Record:
    """The fields that depend on the story alone."""
    credits = story.credits
    dateline = None
    if credits.dateline_raw:
        dateline = {"raw": credits.dateline_raw, "place": credits.dateline_place, "date": credits.dateline_date}
    return {
        "title": story.title,
        "subtitle": story.subtitle,
        "kicker": story.kicker,
        "keywords": story.keywords,
        "body": "\n".join(story.paragraphs),
        "authors": [{"name": a.name, "role": a.role, "organization": a.organization} for a in credits.authors],
        "editors": [{"name": name, "role": role} for name, role in credits.editors],
        "source": credits.source,
        "agency": credits.agency,
        "dateline": dateline,
        "kind": story.kind,
        "revision": story.revision,
        "ambiguous": credits.ambiguous,
        "pages": story.page_count,
    }
