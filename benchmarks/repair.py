"""Text repair: mirror corruption by kind, clean documents, speed.

    python -m benchmarks.repair                    articles of the replica site, corrupted by benchmarks/mangle.py
    python -m benchmarks.repair --texts FOLDER     also the "text" of every FOLDER/*.json, in place of the articles
    python -m benchmarks.repair --show 5           print examples of what stays wrong

Truth and result are compared after NFKC folding (a mirror's width is repaired, but not counted here). No other library
repairs this corruption: ftfy leaves all of it as it is.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
import unicodedata
from pathlib import Path

from benchmarks.mangle import Mirror, tables, traditional
from lanzhou_news import repair_text

GLOSS = re.compile("\\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\\)")
EAGER = "！？。；"


def distance(a: str, b: str) -> int:
    """Levenshtein distance in characters."""
    if a == b:
        return 0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def fold(text: str) -> str:
    """What is compared."""
    return unicodedata.normalize("NFKC", text).strip()


def replica_documents(count: int) -> list[str]:
    """Simplified articles of the replica site, paragraphs on lines."""
    from lanzhou_news.replica.options import Options
    from lanzhou_news.replica.site import Site

    newsroom = Site(Options(articles=count)).newsroom
    return ["\n".join(newsroom.story(number).paragraphs) for number in range(count)]


def folder_documents(folder: Path) -> list[str]:
    """The ``text`` of every JSON file that has one."""
    texts = (json.loads(path.read_text(encoding="utf-8")).get("text") for path in sorted(folder.glob("*.json")))
    return [text for text in texts if text]


def sentences(document: str) -> list[str]:
    """Sentences that GBK can hold, at most 30 a document, so that no long one rules the result."""
    found = re.findall(r"[^。！？\n]+[。！？]?[”」’]?", document)
    kept = [s.strip() for s in found if 8 <= len(s.strip()) <= 120 and not unencodable(s)]
    return kept[:30]


def unencodable(text: str) -> bool:
    """Would GBK put ``?`` for a character?"""
    return len(traditional(text).encode("gbk", "ignore").decode("gbk")) != len(text)


def measure(documents: list[list[str]], name: str, mirror: Mirror, show: int) -> dict[str, float]:
    """Corrupt every document, repair it as one, compare sentence by sentence."""
    count = exact = shifted = shifted_exact = characters = wrong = visible = 0
    seconds = 0.0
    failures = []
    for lines in documents:
        truth = [traditional(line) for line in lines]
        seen = [mirror.mangle(line) for line in truth]
        start = time.process_time()
        out = repair_text("\n".join(seen)).text.split("\n")
        seconds += time.process_time() - start
        visible += sum(map(len, seen))
        for right, mangled, repaired in zip(truth, seen, out, strict=True):
            a, b = fold(right), fold(repaired)
            moved = fold(GLOSS.sub("", mangled)) != a
            count, characters = count + 1, characters + len(a)
            shifted, exact = shifted + moved, exact + (a == b)
            shifted_exact += moved and a == b
            if a != b:
                wrong += distance(a, b)
                failures.append((right, mangled, repaired))
    result = {
        "sentences": count,
        "CER": wrong / characters,
        "exact": exact / count,
        "shifted": shifted,
        "shifted exact": shifted_exact / max(shifted, 1),
        "gloss-only exact": (exact - shifted_exact) / max(count - shifted, 1),
        "chars/s": visible / seconds,
    }
    print(
        f"{name:18} {count:6} {result['CER']:8.5f} {result['exact']:7.4f} {shifted:7} "
        f"{result['shifted exact']:8.4f} {result['gloss-only exact']:8.4f} {result['chars/s']:10,.0f}",
        flush=True,
    )
    for failure in random.Random(0).sample(failures, min(show, len(failures))):
        print(*failure, sep="\n    ", end="\n\n")
    return result


def clean(documents: list[str]) -> None:
    """Clean text must come back as the identical object, fast."""
    changed = sum(repair_text(text).text is not text for text in documents)
    hant = [traditional(text) for text in documents]
    changed_hant = sum(repair_text(text).text is not text for text in hant)
    size, start = sum(map(len, documents)), time.process_time()
    rounds = max(1, 4_000_000 // size)
    for _ in range(rounds):
        for text in documents:
            repair_text(text)
    speed = rounds * size / (time.process_time() - start)
    print(f"clean: {changed} of {len(documents)} changed, {changed_hant} traditional, {speed:,.0f} chars/s")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    texts = folder_documents(options.texts) if options.texts else replica_documents(options.documents)
    documents = [lines for text in texts[: options.documents] if (lines := sentences(text))]
    repair_text("以實(shí)打?qū)嵉墓ぷ鞒尚苿?dòng)")  # the model is loaded before the clock starts
    clean(texts)
    print(f"{'table':18} {'n':>6} {'CER':>8} {'exact':>7} {'shifted':>7} {'exact':>8} {'gloss':>8} {'chars/s':>10}")
    for level, table in tables(texts).items():
        measure(documents, level, Mirror(table, EAGER, folds=True, seed=1), options.show)
    measure(documents, "full, unfolded", Mirror(table, "、，。！？；", folds=False, seed=2), options.show)


if __name__ == "__main__":
    main()
