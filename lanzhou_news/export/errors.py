"""What can go wrong in an export, each as one sentence with its remedy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lanzhou_news.errors import LanzhouNewsError


class NoRecords(LanzhouNewsError):
    """The place that should hold records holds none."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        shown = ", ".join(map(str, self.paths))
        super().__init__(f"no records at {shown}: name an output folder, a store (.db) or .jsonl files with --from")


class ForeignFolder(LanzhouNewsError):
    """The target exists and was not written by an export."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} exists and is no earlier export, so it stays untouched: choose another --output")


class BadLine(LanzhouNewsError):
    """A line of the collection is no record."""

    def __init__(self, place: str, number: int, problem: str) -> None:
        self.place, self.number, self.problem = place, number, problem
        super().__init__(f"{place}, line {number} is no record: {problem}")


class UnreadableStore(LanzhouNewsError):
    """The store is damaged, or no store at all."""

    def __init__(self, path: Path, cause: str) -> None:
        self.path, self.cause = path, cause
        super().__init__(f"{path} cannot be read ({cause}): put a sound backup in its place")


class WriteFailed(LanzhouNewsError):
    """The database library could not write its file: the disk is full, most likely."""

    def __init__(self, format_: str, cause: str) -> None:
        self.format, self.cause = format_, cause
        super().__init__(f"the {format_} export could not be written ({cause}); an earlier export is untouched")
