"""What monitors and report counted before, kept beside the report: a run pays for what is new, not for the whole store.

The file is only a memory. When it is missing, unreadable, of another store or of another version of the counting code,
everything is counted again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from lanzhou_news.monitor import brief, collection, measures
from lanzhou_news.monitor.collection import Collection
from lanzhou_news.monitor.measures import Measures

FILE = Path("reports") / "counted.msgpack"
RUNS = 500
"""Runs remembered: some twenty of each site are compared, thirty are shown."""


@dataclass(slots=True)
class Ledger:
    """Counts of the collection, and of each run that has ended."""

    code: str = ""
    """Digest of the modules that counted."""
    collection: Collection = field(default_factory=Collection)
    runs: dict[str, Measures] = field(default_factory=dict)

    def held(self, db: sqlite3.Connection) -> Collection:
        """The counts of the collection as it is now."""
        if not self.collection.belongs_to(db):
            self.collection, self.runs = Collection(), {}
        self.collection.advance(db)
        return self.collection

    def measure(self, db: sqlite3.Connection, run_id: str) -> Measures:
        """The numbers of a run; raises :class:`KeyError` for an unknown id."""
        found = self.runs.get(run_id)
        if found is None:
            found = measures.measure(db, run_id)
            if found.outcome != "running":
                self.runs[run_id] = found
        return found

    def before(self, db: sqlite3.Connection, run: Measures, limit: int) -> list[Measures]:
        """The last ``limit`` runs of the same site that ended by themselves before ``run``, newest first."""
        return [self.measure(db, run_id) for run_id in measures.before(db, run, limit)]


def load(output: Path) -> Ledger:
    """What was counted in an output folder before; empty when that is not to be trusted.

    >>> load(Path("a fresh folder")).collection.articles
    0
    """
    try:
        ledger = msgspec.msgpack.decode((output / FILE).read_bytes(), type=Ledger, dec_hook=_counter)
    except (OSError, msgspec.DecodeError):
        return Ledger()
    return ledger if ledger.code == _code() else Ledger()


def save(ledger: Ledger, output: Path) -> None:
    """Write the ledger beside the report; of the runs the newest :data:`RUNS`. Raises :class:`OSError`."""
    path = output / FILE
    newest = sorted(ledger.runs.values(), key=lambda run: run.started)[-RUNS:]
    kept = Ledger(_code(), ledger.collection, {run.run_id: run for run in newest})
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(msgspec.msgpack.encode(kept))
    part.replace(path)


def _counter(kind: type, value: object) -> object:
    return Counter(value) if isinstance(value, dict) else value


@cache
def _code() -> str:
    files = (module.__file__ for module in (brief, collection, measures))
    return hashlib.sha256(b"".join(Path(file).read_bytes() for file in files if file)).hexdigest()
