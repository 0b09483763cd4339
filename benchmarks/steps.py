"""What each step of one page costs: CPU milliseconds a page, by step and by kind of page of the replica site.

    python -m benchmarks.steps
    python -m benchmarks.steps --articles 400

After the cleaning steps come the fingerprint and the JSON line; the store's transaction is not in this table.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from lanzhou_news import NotAnArticle
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.steps import STEPS
from lanzhou_news.record import to_json_line
from lanzhou_news.replica.server import start
from lanzhou_news.sites import for_url
from lanzhou_news.text.fingerprint import article_signature

FETCHED = datetime(2026, 1, 1, tzinfo=UTC)
WARM_UP = 20
"""Pages cleaned before the clock starts: models and tables load at first use."""
AFTER = {
    "fingerprint": lambda draft: article_signature(draft.article.title, draft.article.body),
    "json": lambda draft: to_json_line(draft.article),
}


def cost(body: bytes, url: str) -> dict[str, float]:
    """CPU milliseconds of each step for one page; raises NotAnArticle."""
    draft = Draft([Fetched(body, url, fetched_at=FETCHED)], profile=for_url(url))
    rows: list[tuple[str, Callable[[Draft], object]]] = [(step.name, step.run) for step in STEPS]
    spent = {}
    for name, run in [*rows, *AFTER.items()]:
        begun = time.process_time_ns()
        run(draft)
        spent[name] = (time.process_time_ns() - begun) / 1e6
    return spent


def table(articles: int) -> str:
    """Markdown: a row a step, a column a kind, medians; the last row is the median of whole pages."""
    with start(articles=articles, plain=True) as replica:
        records = list(replica.gold("host=www.lzbs.com.cn"))
        pages = [(record, replica.fetch(record["url"])) for record in records]
    kinds: dict[str, list[dict[str, float]]] = defaultdict(list)
    refused, warm = 0, pages[:WARM_UP]
    for number, (record, body) in enumerate([*warm, *pages]):
        try:
            spent = cost(body, record["url"])
        except NotAnArticle:
            refused += number >= len(warm)
            continue
        if number >= len(warm):
            for kind in ("all", record["kind"], f"markup {record['generation']}"):
                kinds[kind].append(spent)
    columns = sorted(kinds, key=lambda kind: -len(kinds[kind]))
    lines = [
        f"{len(pages)} pages, median {statistics.median(len(body) for _, body in pages) / 1000:.1f} KB, "
        f"{refused} refused; CPU ms a page, medians\n",
        "| step | " + " | ".join(f"{kind} ({len(kinds[kind])})" for kind in columns) + " |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for name in kinds["all"][0]:
        middles = (statistics.median(row[name] for row in kinds[kind]) for kind in columns)
        lines.append(f"| {name} | " + " | ".join(f"{value:.2f}" for value in middles) + " |")
    totals = (statistics.median(sum(row.values()) for row in kinds[kind]) for kind in columns)
    return "\n".join([*lines, "| whole page | " + " | ".join(f"{value:.2f}" for value in totals) + " |"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    print(table(parser.parse_args(arguments).articles))
    return 0


if __name__ == "__main__":
    sys.exit(main())
