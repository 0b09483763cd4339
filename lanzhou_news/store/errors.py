"""Typed errors of the store: each is one sentence with the remedy."""

from __future__ import annotations

from pathlib import Path

from lanzhou_news.errors import LanzhouNewsError


class StoreError(LanzhouNewsError):
    """Base of the store's errors; a crawl that meets one ends with the reason ``store-error``."""


class Locked(StoreError):
    """Another run works in this output folder.

    ``owner`` is the process id (None when the lock file does not say), ``host`` its machine, ``age`` in seconds.
    """

    def __init__(self, path: Path, owner: int | None, host: str | None, age: float) -> None:
        self.path = path
        self.owner = owner
        self.host = host
        self.age = age
        super().__init__(
            f"another run holds {path}: process {owner or 'unknown'} on {host or 'unknown'}, for {_duration(age)}; "
            "wait for it, or give this run a folder of its own with -s OUTPUT_DIR=…"
        )


class StoreUnwritable(StoreError):
    """The output folder or the store cannot be written: read-only, full, or not ours."""

    def __init__(self, path: Path, cause: str) -> None:
        self.path = path
        self.cause = cause
        super().__init__(
            f"cannot write {path}: {cause}; everything committed before is safe, "
            "free space or fix the permissions and start the crawl again"
        )


class StoreDamaged(StoreError):
    """The file is no SQLite database, or a broken one. It was copied, not touched."""

    def __init__(self, path: Path, cause: str, backup: Path) -> None:
        self.path = path
        self.cause = cause
        self.backup = backup
        super().__init__(
            f"{path} is damaged ({cause}); it was left as it is and copied to {backup.name}: "
            "put a sound backup in its place, or move it away to begin a new store"
        )


class StoreTooNew(StoreError):
    """The store was written by a later version of this program. It was copied, not touched."""

    def __init__(self, path: Path, found: int, known: int, backup: Path) -> None:
        self.path = path
        self.found = found
        self.known = known
        self.backup = backup
        super().__init__(
            f"{path} has schema {found}, this program knows up to {known}: upgrade lanzhou-news "
            f"(the store was left as it is and copied to {backup.name})"
        )


def _duration(seconds: float) -> str:
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"
