"""Everything that can be chosen when a replica is started."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of one replica; the corpus is a pure function of ``seed``, ``articles`` and the switches below."""

    articles: int = 300
    """Article pages on www.lzbs.com.cn, 1 to 100,000 (mirror copies and e-papers come on top)."""
    seed: int = 1
    redesign: bool = False
    """Serve every article in a markup without any Founder marker."""
    plain: bool = False
    """No 500-then-200, no dead or redirected links: for timing runs."""
    corrections: bool = False
    """Some articles change at their n-th visit, some disappear."""
    hostile: bool = False
    """Publish the trap pages of ``hostile.py`` and link to them."""
    epapers: bool = False
    """Publish a week of both e-papers and count their articles as gold."""
    rate_limit: float = 0.0
    """Share of first requests that are answered with 429 or 503 and Retry-After."""
    block: float = 0.0
    """Share of first requests that are answered with a block page and status 200."""
    crawl_delay: float = 0.0
    """Crawl-delay in robots.txt, seconds; 0 leaves the line out."""
    sitemap: bool = False
    """Name the sitemap in robots.txt."""
    cache_mb: int = 96
    """Upper bound of the page cache."""
