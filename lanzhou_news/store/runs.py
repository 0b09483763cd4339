"""The run row: what was asked, how it ended, what it counted."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

Outcome = Literal["running", "finished", "interrupted", "failed", "killed"]


def new_id(site: str) -> str:
    """A run's name: sorts by time, is safe as a file name.

    >>> new_id("lanzhou")
    '20250102T083000Z-lanzhou-3f9c'
    """
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{site}-{secrets.token_hex(2)}"


def begin(db: sqlite3.Connection, site: str, arguments: Mapping[str, str], version: str) -> str:
    """Insert the row of a run that starts now; returns its id."""
    run_id = new_id(site)
    db.execute(
        "INSERT INTO runs (id, site, started, arguments, version) VALUES (?, ?, ?, ?, ?)",
        (run_id, site, now(), json.dumps(dict(arguments), ensure_ascii=False), version),
    )
    return run_id


def finish(db: sqlite3.Connection, run_id: str, outcome: Outcome, reason: str, stats: Mapping[str, object]) -> None:
    """Close the row; ``stats`` are the crawl's counters."""
    db.execute(
        "UPDATE runs SET finished = ?, outcome = ?, reason = ?, stats = ? WHERE id = ?",
        (now(), outcome, reason, json.dumps(dict(stats), ensure_ascii=False, default=str), run_id),
    )


def bury_dead(db: sqlite3.Connection) -> list[str]:
    """Mark runs that never finished as killed (call under the lock); returns their ids."""
    rows = db.execute("UPDATE runs SET outcome = 'killed' WHERE outcome = 'running' RETURNING id").fetchall()
    return [row[0] for row in rows]


def now() -> str:
    """This moment as the record writes it: ``2025-01-03T00:00:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
