"""Which records an export holds, and why the others were left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lanzhou_news.items import Article

Duplicates = Literal["keep", "drop", "cluster"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the person asked for; every part is written into the manifest.

    >>> Selection(since=date(2025, 1, 2)).reason_against(Article(id="a", published_at="2025-01-01T00:00:00+08:00"))
    'before since'
    """

    since: date | None = None
    """First day of publication, Asia/Shanghai."""
    until: date | None = None
    """Last day of publication, included."""
    sections: tuple[str, ...] = ()
    """Sections by full name (新闻中心>兰州新闻), leading part (新闻中心) or any one part (兰州新闻)."""
    latest: bool = False
    """Only the newest revision of each article; otherwise every revision."""
    duplicates: Duplicates = "keep"
    """``drop``: only the canonical record of a cluster; ``cluster``: all, with ``cluster`` and ``cluster_size``."""

    def reason_against(self, article: Article) -> str | None:
        """Why the record's own content keeps it out, or None. An unknown day fails any bound on days."""
        if self.since or self.until:
            if article.published_at is None:
                return "no date"
            day = date.fromisoformat(article.published_at[:10])
            if self.since and day < self.since:
                return "before since"
            if self.until and day > self.until:
                return "after until"
        if self.sections and not any(_within(article.section, wanted) for wanted in self.sections):
            return "other section"
        return None


def _within(section: str | None, wanted: str) -> bool:
    if section is None:
        return False
    return f">{wanted}>" in f">{section}>"
