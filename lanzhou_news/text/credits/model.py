"""What a credit line says."""

from __future__ import annotations

from dataclasses import dataclass

from lanzhou_news.items import Dateline, Editor, Person


@dataclass(frozen=True, slots=True)
class Credits:
    """One credit line taken apart; what the line does not say is None or empty.

    >>> Credits(rest="记者从市文旅局获悉").people
    ()
    """

    people: tuple[Person, ...] = ()
    """Reporters, photographers, staff (校对, 审核 …) in printed order, names without inner blanks."""
    editors: tuple[Editor, ...] = ()
    """编辑, 责编, 责任编辑 and their like."""
    source: str | None = None
    """The outlet of the line: 来源, the outlet of the byline or dateline, 本报 as printed."""
    agency: str | None = None
    """新华社 and its like; the outlet of the dateline when the line takes its story from another (据…报道)."""
    dateline: Dateline | None = None
    ambiguous: bool = False
    """More than one sound reading: joined names, bare names, odd single characters, a name glued to a job."""
    rest: str = ""
    """What no rule explains; the whole line when it is no credit."""
    media: str | None = None
    """``文/图`` or ``摄影报道``: how the work was made, said of everybody."""
