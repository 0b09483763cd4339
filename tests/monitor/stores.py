"""Stores with a history, made for the tests of monitors and report."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path
from weakref import finalize

from lanzhou_news.items import Article
from lanzhou_news.record import to_json_line
from lanzhou_news.store.sqlite import connect, transaction


class History:
    """A store to which runs are added one after the other.

    >>> History(tmp_path).run("2025-01-03", [article(1)])
    """

    def __init__(self, output: Path) -> None:
        output.mkdir(parents=True, exist_ok=True)
        self.db: sqlite3.Connection = connect(output)
        finalize(self, self.db.close)
        self.runs = 0

    def run(
        self,
        day: str,
        articles: Sequence[Article] = (),
        *,
        site: str = "lanzhou",
        outcome: str = "finished",
        reason: str = "finished",
        stats: dict[str, object] | None = None,
        quarantined: Sequence[tuple[str, str, bytes]] = (),
        arguments: dict[str, str] | None = None,
        minutes: int = 5,
    ) -> str:
        """Add one run that started at 00:30 UTC of ``day``; quarantined are (URL, reason, bytes). Returns its id."""
        self.runs += 1
        run_id = f"{day.replace('-', '')}T003000Z-{site}-{self.runs:04d}"
        counts = {"downloader/request_count": len(articles) + 3, "elapsed_time_seconds": minutes * 60.0}
        with transaction(self.db):
            self.db.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, '0.1.0', ?)",
                (
                    run_id,
                    site,
                    f"{day}T00:30:00Z",
                    f"{day}T00:{30 + minutes % 30:02d}:00Z" if minutes < 30 else f"{day}T{minutes // 60:02d}:59:00Z",
                    outcome,
                    reason,
                    json.dumps(arguments or {}),
                    json.dumps({**counts, **(stats or {})}),
                ),
            )
            outbox = self.db.execute(
                "INSERT INTO outbox (name, run_id, sequence, state) VALUES (?, ?, 1, 'written')", (run_id, run_id)
            ).lastrowid
            for article in articles:
                article.run_id = run_id
                self.db.execute(
                    "INSERT INTO articles (id, revision, site, run_id, outbox_id, status, published_at, content_hash,"
                    " change_hash, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
                    (
                        article.id,
                        article.revision,
                        site,
                        run_id,
                        outbox,
                        article.status,
                        article.published_at,
                        article.content_hash,
                        to_json_line(article).decode(),
                    ),
                )
                self.place(article)
            for url, why, body in quarantined:
                self.db.execute(
                    "INSERT INTO quarantine (key, url, site, run_id, at, reason, detail, status, headers, size, body)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, 200, '{}', ?, ?)",
                    (url, url, site, run_id, f"{day}T00:31:00Z", why, f"{why}: seen", len(body), zlib.compress(body)),
                )
        return run_id

    def place(self, article: Article) -> None:
        """Put an article into the cluster of the one it says it is a copy of."""
        row = self.db.execute("SELECT cluster FROM fingerprints WHERE id = ?", (article.duplicate_of,)).fetchone()
        (last,) = self.db.execute("SELECT coalesce(max(doc), 0) FROM fingerprints").fetchone()
        self.db.execute(
            "INSERT OR IGNORE INTO fingerprints VALUES (?, ?, ?, NULL, ?, ?, 0, ?, ?, 1, 0, '', '', '')",
            (last + 1, article.id, row[0] if row else last + 1, article.site, article.source, len(article.body),
             article.published_at),
        )  # fmt: skip
