"""Where an export reads: the store of an output folder, or JSON Lines files; both look the same from here."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from weakref import finalize

from lanzhou_news.errors import InvalidArticle
from lanzhou_news.export.errors import BadLine, NoRecords, UnreadableStore
from lanzhou_news.export.selection import Selection
from lanzhou_news.items import Article
from lanzhou_news.record import from_json
from lanzhou_news.store.dedup import canonical, members, place
from lanzhou_news.store.outbox import FOLDER
from lanzhou_news.store.sqlite import FILE_NAME, read_only
from lanzhou_news.store.stories import temporary

CHAIN = 32
"""Rounds in which copies of copies are followed: far more than any chain has links."""


class Line(NamedTuple):
    """One line of a collection and where it stands."""

    place: str
    number: int
    line: bytes


class Stored(NamedTuple):
    """One revision as it is kept, with what only the whole collection knows."""

    line: bytes
    article: Article
    latest: bool
    """Is this the newest revision of its article?"""
    cluster: str
    """Id of the canonical record of its cluster; its own id when it is nobody's duplicate."""
    cluster_size: int
    """Articles in the cluster, 1 for a story of its own."""


@dataclass(slots=True)
class Tally:
    """What became of the records that were read."""

    read: int = 0
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """Reason → number of records."""


def select(source: Source, selection: Selection, tally: Tally, step: Callable[[], object]) -> Iterator[Stored]:
    """The records that ``selection`` asks for; ``tally`` counts all of them, ``step`` is called for each."""
    for stored in source.records():
        step()
        tally.read += 1
        reason = _reason_against(stored, selection)
        if reason:
            tally.left_out[reason] += 1
        else:
            tally.written += 1
            yield stored


def _reason_against(stored: Stored, selection: Selection) -> str | None:
    if selection.latest and not stored.latest:
        return "older revision"
    if selection.duplicates == "drop" and stored.cluster != stored.article.id:
        return "duplicate"
    return selection.reason_against(stored.article)


class Source:
    """A collection that can be read from beginning to end, more than once, in bounded memory.

    ``lines`` gives the same lines at every call. What only the whole collection knows (newest revision, clusters)
    stands in a temporary index on disk. A cluster is what ``clusters`` says (pairs of copy and canonical id), without
    it what the lines themselves say (``duplicate_of``). Where the canonical record is not in the collection, the first
    of its copies takes its place, so that ``drop`` loses no story.
    """

    def __init__(
        self,
        lines: Callable[[], Iterator[Line]],
        origin: str,
        clusters: Callable[[], Iterator[tuple[str, str]]] | None = None,
    ) -> None:
        self._lines = lines
        self._clusters = clusters
        self.origin = origin
        """What was read, for the manifest: names of files; of several collections with the folder's own name."""
        self.count = 0
        """Number of revisions :meth:`records` will give."""
        self._index = sqlite3.connect("")  # the empty name is a temporary database on disk, gone with the connection
        finalize(self, self._index.close)
        self._index.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, latest INT, revision INT, cluster TEXT, first INT)")
        with self._index:
            self._build()

    def _build(self) -> None:
        for number, (_, article) in enumerate(self._articles()):
            self._index.execute(
                "INSERT INTO ids VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET latest = excluded.latest, "
                "revision = excluded.revision, cluster = excluded.cluster WHERE excluded.revision >= ids.revision",
                (article.id, number, article.revision, self._told_cluster(article), number),
            )
            self.count = number + 1
        if self._clusters:
            pairs = ((canonical, copy) for copy, canonical in self._clusters())
            self._index.executemany("UPDATE ids SET cluster = ? WHERE id = ?", pairs)
        self._promote_first_copy()
        self._follow_chains()
        self._index.execute("CREATE TABLE sizes (cluster TEXT PRIMARY KEY, size INT)")
        self._index.execute("INSERT INTO sizes SELECT cluster, count(*) FROM ids GROUP BY cluster")

    def _told_cluster(self, article: Article) -> str:
        return article.id if self._clusters else article.duplicate_of or article.id

    def _promote_first_copy(self) -> None:
        self._index.execute("CREATE INDEX by_cluster ON ids (cluster, first)")
        self._index.execute(
            "CREATE TABLE orphans AS SELECT cluster, id, min(first) FROM ids "
            "WHERE cluster NOT IN (SELECT id FROM ids) GROUP BY cluster"
        )
        self._index.execute("CREATE UNIQUE INDEX orphan ON orphans (cluster)")
        self._index.execute(
            "UPDATE ids SET cluster = (SELECT id FROM orphans WHERE orphans.cluster = ids.cluster) "
            "WHERE cluster IN (SELECT cluster FROM orphans)"
        )

    def _follow_chains(self) -> None:
        """A copy of a copy belongs to the first. Each round halves the way; a ring falls to one of its members."""
        up = "(SELECT cluster FROM ids AS up WHERE up.id = ids.cluster)"
        for _ in range(CHAIN):
            if not self._index.execute(f"UPDATE ids SET cluster = {up} WHERE cluster <> {up}").rowcount:  # noqa: S608 - constant text
                return

    def records(self) -> Iterator[Stored]:
        """Every line, in the order of the collection."""
        with closing(self._index.cursor()) as cursor:
            for number, (line, article) in enumerate(self._articles()):
                latest, cluster, size = cursor.execute(
                    "SELECT latest, cluster, size FROM ids JOIN sizes USING (cluster) WHERE id = ?", (article.id,)
                ).fetchone()
                yield Stored(line, article, latest == number, cluster, size)

    def _articles(self) -> Iterator[tuple[bytes, Article]]:
        for where, number, line in self._lines():
            try:
                article = from_json(line)
            except InvalidArticle as error:
                raise BadLine(where, number, str(error)) from None
            if not article.id:
                raise BadLine(where, number, "it has no id")
            yield line, article


class Collection(NamedTuple):
    """What one ``--from`` names."""

    name: str
    folder: str
    """The folder's own name, which tells stores apart."""
    lines: Callable[[], Iterator[Line]]
    clusters: Callable[[], Iterator[tuple[str, str]]] | None = None
    """Pairs of copy and canonical id, where a store knows them."""


def from_files(paths: Sequence[Path]) -> Source:
    """The records of ``.jsonl`` files, in the order given.

    >>> from_files([Path("output/articles/run.jsonl")]).count
    412
    """
    return _source([_of_files(paths)], compare=False)


def open_source(paths: Sequence[Path], *, compare: bool = False) -> Source:
    """Output folders, stores or ``.jsonl`` files, whatever ``paths`` name; stores as they stand at this moment.

    One store says itself what is a copy of what. Several know nothing of each other: with ``compare`` all texts are
    held against each other once more (1 ms CPU each), without it every line stands for itself or for what it says.

    Raises :class:`~lanzhou_news.export.errors.NoRecords` when there is nothing to read,
    :class:`~lanzhou_news.export.errors.UnreadableStore`.
    """
    found: list[Collection] = []
    files: list[Path] = []
    for path in paths:
        folder = path.parent if path.name == FILE_NAME else path
        if (folder / FILE_NAME).is_file():
            found.append(_of_store(folder))
        else:
            files += _files_of(path) if path.is_dir() else [path]
    if files:
        found.append(_of_files(files))
    if not found or not all(file.is_file() for file in files):
        raise NoRecords(paths)
    return _source(found, compare=compare)


def _source(found: Sequence[Collection], *, compare: bool) -> Source:
    if len(found) == 1:
        return Source(found[0].lines, found[0].name, found[0].clusters)

    def lines() -> Iterator[Line]:
        for collection in found:
            yield from collection.lines()

    clusters = (lambda: _compared(lines())) if compare else None
    return Source(lines, ", ".join(f"{collection.folder}/{collection.name}" for collection in found), clusters)


def _of_files(paths: Sequence[Path]) -> Collection:
    def lines() -> Iterator[Line]:
        for path in paths:
            with path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if line.strip():
                        yield Line(str(path), number, line.strip())

    return Collection(", ".join(path.name for path in paths), paths[0].absolute().parent.name, lines)


def _of_store(output: Path) -> Collection:
    path = output / FILE_NAME
    database = read_only(output)
    database.execute("BEGIN")  # every read below sees one state; a crawl may go on beside it

    def lines() -> Iterator[Line]:
        with _readable(path), closing(database.cursor()) as cursor:
            for number, line in cursor.execute("SELECT seq, line FROM articles ORDER BY seq"):
                yield Line(str(path), number, line.encode())

    def clusters() -> Iterator[tuple[str, str]]:
        with _readable(path):
            yield from _story_members(database)

    finalize(lines, database.close)
    with _readable(path):
        known = database.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'fingerprints'").fetchone() == (1,)
    return Collection(FILE_NAME, output.absolute().name, lines, clusters if known else None)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise UnreadableStore(path, str(error)) from None


def _compared(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """Article and canonical article, as one crawl that had met all these records in this order would know them."""
    with closing(temporary()) as database:
        for line in lines:
            place(database, from_json(line.line))
        yield from _story_members(database)


def _story_members(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Article and canonical article, for every article of a story that is told more than once."""
    repeated = "SELECT cluster FROM fingerprints GROUP BY cluster HAVING count(*) > 1"
    for (cluster,) in database.execute(repeated):
        story = members(database, cluster)
        best = canonical(story).id
        yield from ((member.id, best) for member in story)


def _files_of(folder: Path) -> list[Path]:
    """The record files of a folder, or of an output folder without its store; never an earlier export in it."""
    return sorted(folder.glob("*.jsonl")) + sorted((folder / FOLDER).glob("*.jsonl"))
