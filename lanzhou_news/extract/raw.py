"""What extraction hands to cleaning: lines of text with their raw twins, nothing interpreted yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

DateOrigin = Literal["cms", "json-ld", "meta", "time-tag", "line"]


@dataclass(slots=True)
class Line:
    """One visible line. Steps rewrite ``text``; ``raw`` keeps what the page said.

    >>> Line("責任編輯:馬和相").text
    '責任編輯:馬和相'
    """

    raw: str
    text: str = ""
    link_density: float = 0.0
    """Share of the line's characters that stand inside links, 0 to 1."""
    hint: str | None = None
    """class and id of the nearest telling element, lower case, space separated: ``editor``, ``source-name`` …"""

    def __post_init__(self) -> None:
        if not self.text:
            self.text = self.raw


@dataclass(slots=True)
class RawImage:
    """A picture of the body as the page declares it; ``url`` is absolute."""

    url: str
    caption: Line | None = None
    width: int | None = None
    height: int | None = None


@dataclass(slots=True, frozen=True)
class DateCandidate:
    """A piece of page that may say when the article was published."""

    raw: str
    origin: DateOrigin
    field: Literal["published", "modified"] = "published"


@dataclass(slots=True)
class RawArticle:
    """One article as the page gives it: all pages of a multi-page article already joined."""

    title: Line | None = None
    subtitle: Line | None = None
    kicker: Line | None = None
    head: list[Line] = field(default_factory=list)
    """Lines between headline and body: meta line, source line, share buttons. In page order."""
    body: list[Line] = field(default_factory=list)
    """Paragraphs of the main block. May still begin with a dateline or byline and end with credits."""
    tail: list[Line] = field(default_factory=list)
    """Lines after the body that belong to the article's container: byline, editor, copyright, share, related links."""
    images: list[RawImage] = field(default_factory=list)
    breadcrumb: list[str] = field(default_factory=list)
    """Parts below the home page, ``正文`` left out: ["新闻中心", "兰州新闻"]."""
    keywords: list[str] = field(default_factory=list)
    cms: dict[str, str] = field(default_factory=dict)
    """Property comment of the CMS, tag → value without empty ones: articleid, date, author, sourcename, liability …"""
    meta: dict[str, str] = field(default_factory=dict)
    """``<meta>`` and JSON-LD values by lower-case name: author, source, og:title, article:published_time …"""
    dates: list[DateCandidate] = field(default_factory=list)
    content_id: str | None = None
    """Id of the article in its CMS, from the URL or the property comment."""
    canonical_url: str | None = None
    """``<link rel=canonical>`` when it is an absolute URL of an article."""
    print_area: dict[str, str] = field(default_factory=dict)
    """E-paper only: paper, issue_date, page_no, page_name, area, pdf_url as far as the page says."""
    extractor: dict[str, str] = field(default_factory=dict)
    """Field → rule that produced it: ``founder-web-new``, ``lanzhou@1``, ``generic``."""
    disagreements: list[str] = field(default_factory=list)
    """Fields for which the profile and the generic reader differ, with the measure: ``body 0.41``."""

    def lines(self) -> list[Line]:
        """Every text-bearing line in page order, for steps that rewrite text everywhere."""
        single = [line for line in (self.kicker, self.title, self.subtitle) if line is not None]
        captions = [image.caption for image in self.images if image.caption is not None]
        return single + self.head + self.body + self.tail + captions
