"""Near-duplicates: recall by kind of change, precision, forms, speed; ours beside rensa, datasketch and simhash.

    python -m benchmarks.dedup                     20,000 texts, all peers that are installed
    python -m benchmarks.dedup --docs 5000 -m ours
    python -m benchmarks.dedup --store 1000000     a store of a million signatures: lookup time, file size, memory

The corpus is that of ``copies.py``. Peers get folded text, 3-grams, 128 hashes and threshold 0.5; a peer that is not
installed is named and left out.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import multiprocessing
import random
import resource
import sqlite3
import struct
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.copies import corpus
from lanzhou_news import near_duplicates
from lanzhou_news.items import Article
from lanzhou_news.replica.options import Options
from lanzhou_news.replica.site import Site
from lanzhou_news.store.dedup import place
from lanzhou_news.store.migrations import migrate
from lanzhou_news.text.fold import fold

Pairs = Iterable[tuple[int, int]]


# --- methods: texts → pairs ------------------------------------------------------------------------------------------


def grams(text: str) -> list[str]:
    """Distinct 3-grams of the folded text."""
    folded = fold(text)
    return list({folded[i : i + 3] for i in range(max(1, len(folded) - 2))})


def in_store(texts: Sequence[str]) -> Pairs:
    """Ours as the crawl runs it: one by one, each against all before it, in SQLite; pairs with the first of a story."""
    db = sqlite3.connect("", isolation_level=None)
    migrate(db)
    db.execute("BEGIN")
    for number, text in enumerate(texts):
        title, _, body = text.partition("\n")
        place(db, Article(id=f"url:{number}", title=title or None, body=body))
    story: dict[int, int] = {}
    for doc, cluster in db.execute("SELECT doc, cluster FROM fingerprints ORDER BY doc"):
        first = story.setdefault(cluster, doc)
        if first != doc:
            yield first - 1, doc - 1


def rensa(texts: Sequence[str]) -> Pairs:
    """rensa: R-MinHash with LSH."""
    library: Any = importlib.import_module("rensa")
    index = library.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    hashes: list[Any] = []
    for number, text in enumerate(texts):
        new = library.RMinHash(num_perm=128, seed=42)
        new.update(grams(text))
        yield from ((other, number) for other in index.query(new) if hashes[other].jaccard(new) >= 0.5)
        index.insert(number, new)
        hashes.append(new)


def datasketch(texts: Sequence[str]) -> Pairs:
    """datasketch: MinHash with LSH."""
    library: Any = importlib.import_module("datasketch")
    index = library.MinHashLSH(threshold=0.5, num_perm=128)
    hashes: list[Any] = []
    for number, text in enumerate(texts):
        new = library.MinHash(num_perm=128)
        new.update_batch([gram.encode() for gram in grams(text)])
        yield from ((other, number) for other in index.query(new) if hashes[other].jaccard(new) >= 0.5)
        index.insert(number, new)
        hashes.append(new)


def simhash(texts: Sequence[str]) -> Pairs:
    """simhash: 64 bits, 3 of them may differ."""
    library: Any = importlib.import_module("simhash")
    index = library.SimhashIndex([], f=64, k=3)
    for number, text in enumerate(texts):
        new = library.Simhash(grams(text))
        yield from ((int(other), number) for other in index.get_near_dups(new))
        index.add(str(number), new)


METHODS: dict[str, Callable[[Sequence[str]], Pairs]] = {
    "ours": near_duplicates,
    "ours, store": in_store,
    "rensa": rensa,
    "datasketch": datasketch,
    "simhash": simhash,
}


def report(name: str, pairs: Pairs, families: list[int], kinds: list[str], texts: list[str]) -> str:
    """One row of the table."""
    began = time.process_time()
    found = set(pairs)
    seconds = time.process_time() - began
    good = [pair for pair in found if families[pair[0]] == families[pair[1]]]
    notices = kinds.count("notice")
    false = sum(kinds[i] == kinds[j] == "notice" for i, j in found)
    met = {number for pair in good for number in pair}
    sizes = Counter(families)
    recall = []
    for kind in columns(kinds):
        members = [n for n, own in enumerate(kinds) if own == kind and sizes[families[n]] > 1]
        recall.append(f"{sum(n in met for n in members) / len(members):.3f}")
    precision = len(good) / len(found) if found else float("nan")
    rest = len(good) / (len(found) - false) if len(found) > false else float("nan")
    rate = false / max(1, notices * (notices - 1) // 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    speed = len(texts) / seconds
    return f"| {name} | {speed:.0f} | {precision:.4f} | {rest:.4f} | {' | '.join(recall)} | {rate:.4f} | {peak} |"


def columns(kinds: list[str]) -> list[str]:
    """Kinds of variants, sorted."""
    return [kind for kind in dict.fromkeys(sorted(kinds)) if kind not in ("base", "notice")]


# --- a large store ---------------------------------------------------------------------------------------------------


def large_store(count: int) -> None:
    """Fill a store with random signatures of the usual size, then place real texts in it."""
    rng = random.Random(1)
    texts = ["\n".join(Site(Options(articles=400)).newsroom.story(n).paragraphs) for n in range(300)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        filling = multiprocessing.Process(target=fill, args=(path, count, rng))
        filling.start()  # in a process of its own: its cache is not counted as memory of the lookups
        filling.join()
        db = sqlite3.connect(path, isolation_level=None)  # SQLite's default cache of 2 MB
        db.execute("PRAGMA journal_mode = WAL")
        articles = [Article(id=f"real:{n}", title=text[:20], body=text) for n, text in enumerate(texts * 2)]
        for _ in range(2):  # the second half are copies of the first
            half, articles = articles[:300], articles[300:]
            began, cpu = time.perf_counter(), time.process_time()
            db.execute("BEGIN")
            for article in half:
                place(db, article)
            db.execute("COMMIT")
            wall, cpu = time.perf_counter() - began, time.process_time() - cpu
            copies = sum(article.duplicate_of is not None for article in half)
            print(f"300 articles: {wall / 0.3:.2f} ms each ({cpu / 0.3:.2f} ms CPU), {copies} known")
        print(f"{count:,} signatures: {path.stat().st_size / 1e6:.0f} MB")
        print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at the peak")
        lookups(db, rng)
        db.close()


def fill(path: Path, count: int, rng: random.Random) -> None:
    """Write ``count`` random signatures."""
    db = sqlite3.connect(path, isolation_level=None)
    migrate(db)
    for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -400000"):
        db.execute(f"PRAGMA {pragma}")
    blob, began = rng.randbytes, time.perf_counter()
    db.execute("BEGIN")
    for first in range(1, count + 1, 50_000):
        docs = range(first, min(first + 50_000, count + 1))
        rows, postings = [], []
        for doc in docs:
            anchors = [rng.getrandbits(48) // 60 for _ in range(12)]  # the smallest hashes of a text: the lowest part
            postings += [(anchor, doc) for anchor in anchors]
            packed = struct.pack("<12Q", *anchors)
            page = rng.getrandbits(48)
            rows.append((doc, f"x:{doc}", doc, page, 0, 800, 1, 700, blob(512), blob(160), packed))
        db.executemany(
            "INSERT INTO fingerprints (doc, id, cluster, page, mirror, length, version, size, sketch, facts, anchors)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        db.executemany("INSERT OR IGNORE INTO anchors VALUES (?, ?)", sorted(postings))
    db.execute("COMMIT")
    db.close()
    print(f"filled in {time.perf_counter() - began:.0f} s")


def lookups(db: sqlite3.Connection, rng: random.Random) -> None:
    """The index alone: 32 random probes, as for an article that nobody has seen."""
    from lanzhou_news.store.dedup import _postings

    probes = [tuple(rng.getrandbits(48) // 60 for _ in range(32)) for _ in range(1000)]
    began = time.perf_counter()
    for probe in probes:
        _postings(db, probe)
    print(f"lookup of a new article: {time.perf_counter() - began:.3f} ms on average over 1,000")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-m", "--methods", default=",".join(name for name in METHODS if "," not in name))
    parser.add_argument("--store", type=int, metavar="N", help="measure a store of N signatures instead")
    arguments = parser.parse_args()
    if arguments.store:
        large_store(arguments.store)
        return
    families, kinds, texts = corpus(arguments.docs, arguments.seed)
    print(f"{len(texts)} texts, mean {sum(map(len, texts)) // len(texts)} characters, seed {arguments.seed}\n")
    heads = ["method", "docs/s (CPU)", "precision", "without notices", *columns(kinds), "notices paired", "peak MB"]
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|", flush=True)
    wanted = arguments.methods.split(",")
    for name in [*wanted, *(["ours, store"] if "ours" in wanted else [])]:
        try:
            version = "" if name.startswith("ours") else f" {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            print(f"| {name} | not installed |")
            continue
        print(report(name + version, METHODS[name](texts), families, kinds, texts), flush=True)


if __name__ == "__main__":
    main()
