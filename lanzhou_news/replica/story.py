"""What one article says: the canonical content that pages print and gold records repeat."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lanzhou_news.replica.bylines import Credits


@dataclass(slots=True)
class Picture:
    """A picture of the body; it stands before paragraph number ``before``."""

    before: int
    path: str
    caption: str
    credit: str
    width: int
    height: int


@dataclass(slots=True)
class Story:
    """One version of one article."""

    n: int
    kind: str
    title: str
    moment: datetime
    paragraphs: list[str]
    """Canonical text without any credit."""
    credits: Credits
    subtitle: str | None = None
    kicker: str | None = None
    keywords: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    """Paragraph numbers at which a following page begins."""
    revision: int = 1

    @property
    def page_count(self) -> int:
        """Number of pages the article is cut into."""
        return len(self.breaks) + 1

    def page_range(self, page: int) -> range:
        """Numbers of the paragraphs on page 1, 2, …; page 0 is the full text."""
        if page == 0:
            return range(len(self.paragraphs))
        edges = [0, *self.breaks, len(self.paragraphs)]
        return range(edges[page - 1], edges[page])
