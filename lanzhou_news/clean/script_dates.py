"""The time of publication that only a script of the page holds: "publishTime":1656556800000, var pubtime = "…"."""

from __future__ import annotations

import re
from datetime import datetime

from lanzhou_news.clean.draft import Draft
from lanzhou_news.text.dates import find_value
from lanzhou_news.text.moments import Moment

_NAMED = re.compile(
    r"\b(?:article|news|content)?_?(?:publish|pub|release|issue|datePublish)(?:ed)?_?(?:date_?time|time|date|at|on)?[\"']?\s?[:=]\s?"
    r"[\"']?(?P<value>1\d{9}(?:\d{3})?\b|(?:19|20)\d\d[-/]\d\d?[-/]\d\d?(?:[ T]\d\d?:\d\d(?::\d\d)?)?)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b[^<>]{0,400}>", re.IGNORECASE)
MAX_SCRIPT = 300_000
"""Characters of one script that are looked through."""


def script_date(draft: Draft, fetched: datetime | None) -> Moment | None:
    """The one day that the scripts of the first page give; None when they give none or several."""
    if not draft.pages:
        return None
    text = draft.pages[0].text
    found = []
    for script in _SCRIPT.finditer(text):
        end = text.find("</script", script.end())
        for match in _NAMED.finditer(
            text, script.end(), min(end if end >= 0 else len(text), script.end() + MAX_SCRIPT)
        ):
            if moment := find_value(match["value"], fetched):
                found.append(moment)
    days = {moment.when.date() for moment in found}
    return max(found, key=lambda moment: len(moment.raw)) if len(days) == 1 else None
