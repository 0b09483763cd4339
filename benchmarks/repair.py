"""Text repair: what each kind of damage leaves, clean documents, how sure the notes are, speed.

    python -m benchmarks.repair                    articles of the replica site, damaged by its forward model
    python -m benchmarks.repair --cases FOLDER     also the labelled texts of FOLDER/pages, FOLDER/mirror_article.txt
                                                   and FOLDER/wild_snippets.jsonl
    python -m benchmarks.repair --show 5           print examples of what stays wrong
    python -m benchmarks.repair --check            exit code 1 when a number misses its target

Truth and result are compared after NFKC folding (a mirror's width is repaired, but not counted here). No other library
repairs a mirror's corruption: ftfy leaves all of it as it is.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from lanzhou_news import repair_text
from lanzhou_news.replica.corruption import MirrorSite, make_site, mangle, traditional
from lanzhou_news.replica.options import Options
from lanzhou_news.replica.site import Site

GLOSS = re.compile("\\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\\)")
DAMAGE_LEFT = re.compile("[?(]|[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
"""What the sample article shows only where it is damaged."""
SITES = 6
"""Mirror sites of each kind: one draw decides which marks carry a separator, and with it a tenth of the result."""
SENTENCES = 30
"""Most sentences of one document, so that no long one rules the result."""
NEGATIVE = Path(__file__).parents[1] / "tests" / "cases" / "repair.json"
PARTIAL = {"CER": 0.001, "exact": 0.98, "shifted": 0.90, "gloss": 0.999, "speed": 10_000.0}
FULL = {"CER": 0.004, "exact": 0.94, "gloss": 0.999, "speed": 10_000.0}
WILD, CLEAN_SPEED = 0.9, 2_000_000
"""Targets of the issue on text repair. CER is an upper bound, all others are lower ones."""
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Confidence of a note, from … up to below …"""

Misreading = Callable[[str], str]


def cp1252(data: bytes) -> str:
    """As browsers read it: the five bytes without a character are control characters."""
    return "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in data)


MISREADINGS: dict[str, Misreading] = {
    "UTF-8 read as GBK": lambda s: s.encode().decode("gbk"),
    "UTF-8 read as GB18030": lambda s: s.encode().decode("gb18030"),
    "UTF-8 read as Latin-1": lambda s: s.encode().decode("latin-1"),
    "UTF-8 read as cp1252": lambda s: cp1252(s.encode()),
    "GBK read as Latin-1": lambda s: s.encode("gbk").decode("latin-1"),
    "GBK read as cp1252": lambda s: cp1252(s.encode("gbk")),
    "UTF-8 as Latin-1, twice": lambda s: s.encode().decode("latin-1").encode().decode("latin-1"),
    "UTF-8 as GB18030, twice": lambda s: s.encode().decode("gb18030").encode().decode("gb18030"),
}
"""Readings that keep every byte; where a sentence has a byte pair that GBK lacks, the reading fails and is left out."""


@dataclass(slots=True)
class Report:
    """What missed its target, and how often notes of each confidence were right."""

    missed: list[str] = field(default_factory=list)
    sure: dict[float, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def check(self, what: str, value: float, floor: float, *, at_most: bool = False) -> None:
        """Note a number that is on the wrong side."""
        if value > floor if at_most else value < floor:
            self.missed.append(f"{what}: {value:.4g}, target {floor:.4g}")

    def count(self, confidence: float, right: bool) -> None:
        """One note."""
        self.sure[max(low for low in BINS if low <= confidence)].append(right)


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
    newsroom = Site(Options(articles=count)).newsroom
    return ["\n".join(newsroom.story(number).paragraphs) for number in range(count)]


def folder_documents(folder: Path) -> list[str]:
    """The ``text`` of every JSON file that has one."""
    texts = (json.loads(path.read_text(encoding="utf-8")).get("text") for path in sorted(folder.glob("*.json")))
    return [text for text in texts if text]


def sentences(document: str) -> list[str]:
    """Sentences that GBK can hold."""
    found = (s.strip() for s in re.findall(r"[^。！？\n]+[。！？]?[”」’』]*", document))
    return [s for s in found if 8 <= len(s) <= 120 and s.encode("gbk", "ignore").decode("gbk") == s][:SENTENCES]


def mirror_sites() -> dict[str, tuple[list[MirrorSite], dict[str, float]]]:
    """Kinds of mirrors, several sites of each, with their targets."""

    def drawn(level: str, first: int, **habits: Any) -> list[MirrorSite]:
        return [make_site(level, seed, **habits) for seed in range(first, 10 * SITES, 10)]

    return {
        "small": (drawn("small", 1), PARTIAL),
        "medium": (drawn("medium", 2), PARTIAL),
        "partial": (drawn("partial", 3), PARTIAL),
        "full": (drawn("full", 4), FULL),
        "full, unfolded": (drawn("full", 5, fold="none"), FULL),
        "commas": (drawn("small", 6, stray="commas"), {}),
        "toneless": (drawn("full", 7, toneless=True), {}),
    }


def measure(
    documents: list[list[str]], name: str, sites: list[MirrorSite], report: Report, show: int
) -> dict[str, float]:
    """Damage every document as each site does, repair it as one, compare sentence by sentence."""
    count = exact = shifted = shifted_exact = characters = wrong = visible = 0
    seconds, chance = 0.0, random.Random(0)
    failures = []
    for site, lines in product(sites, documents):
        seen = mangle("\n".join(lines), site, chance)
        start = time.process_time()
        repaired = repair_text(seen)
        seconds += time.process_time() - start
        visible += len(seen)
        rows = list(zip(map(traditional, lines), seen.split("\n"), repaired.text.split("\n"), strict=True))
        for right, mangled, out in rows:
            a, b = fold(right), fold(out)
            moved = fold(GLOSS.sub("", mangled)) != a
            count, characters = count + 1, characters + len(a)
            shifted, exact = shifted + moved, exact + (a == b)
            shifted_exact += moved and a == b
            if a != b:
                wrong += distance(a, b)
                failures.append((right, mangled, out))
        for note in repaired.notes:
            if note.rule == "shifted-bytes" and note.confidence is not None:
                line = next((right for right, mangled, _ in rows if (note.before or "") in mangled), "")
                report.count(note.confidence, fold(note.after or "") in fold(line))
    result = {
        "sentences": count,
        "CER": wrong / characters,
        "exact": exact / count,
        "shifted sentences": shifted,
        "shifted": shifted_exact / max(shifted, 1),
        "gloss": (exact - shifted_exact) / max(count - shifted, 1),
        "speed": visible / seconds,
    }
    cells = [name, count, f"{result['CER']:.5f}", f"{result['exact']:.4f}", shifted, f"{result['shifted']:.4f}"]
    print("|", " | ".join(map(str, [*cells, f"{result['gloss']:.4f}", f"{result['speed']:,.0f}"])), "|", flush=True)
    for failure in random.Random(0).sample(failures, min(show, len(failures))):
        print(*failure, sep="\n    ", end="\n\n")
    return result


def mirrors(source: str, texts: list[str], report: Report, show: int) -> None:
    """The table of all kinds of mirrors over one set of texts."""
    documents = [lines for text in texts if (lines := sentences(text))]
    print(f"\n| mirror ({source}) | sentences | CER | exact | shifted | shifted exact | others exact | chars/s |")
    print("|---" * 8 + "|")
    for name, (sites, targets) in mirror_sites().items():
        result = measure(documents, name, sites, report, show)
        for mark, target in targets.items():
            report.check(f"{source}, {name}, {mark}", result[mark], target, at_most=mark == "CER")


def mojibake(texts: Sequence[str], report: Report, wanted: int = 1000) -> None:
    """Sentences of every misreading that keeps the bytes."""
    pool = [line for text in texts for line in sentences(text)]
    pieces = pool + [part for line in pool for part in re.findall("[\u4e00-\u9fff]{6,24}", line)]
    print("\n| misreading | sentences | exact |\n|---|---|---|")
    for name, misread in MISREADINGS.items():
        tried = right = 0
        for sentence in dict.fromkeys(pieces):
            try:
                broken = misread(sentence)
            except UnicodeError:
                continue
            if sentence.startswith("·") or not re.search("[\u4e00-\uffff]", sentence):  # 路 with a space is also a word
                continue
            tried += 1
            right += repair_text(broken).text == sentence
            if tried == wanted:
                break
        print(f"| {name} | {tried} | {right / max(tried, 1):.4f} |", flush=True)
        report.check(name, right / max(tried, 1), 1.0)


def clean(kinds: dict[str, list[str]], report: Report) -> None:
    """Clean text must come back as the identical object, fast."""
    print("\n| clean | documents | changed | chars/s |\n|---|---|---|---|")
    for name, documents in kinds.items():
        changed = sum(repair_text(text).text is not text for text in documents)
        size, start = max(1, sum(map(len, documents))), time.process_time()
        rounds = 1 if size < 10_000 else max(1, 2_000_000 // size)
        for _ in range(rounds):
            for text in documents:
                repair_text(text)
        speed = rounds * size / (time.process_time() - start)
        print(f"| {name} | {len(documents)} | {changed} | {speed:,.0f} |", flush=True)
        report.check(f"clean, {name}, changed", changed, 0, at_most=True)
        if name != "traps":  # they are made to go on to the second look
            report.check(f"clean, {name}, chars/s", speed, CLEAN_SPEED)


def wild(cases: Path, report: Report) -> None:
    """The mirror article and the strings from the wild."""
    article = repair_text((cases / "mirror_article.txt").read_text(encoding="utf-8")).text
    left = DAMAGE_LEFT.findall(article)
    print(f"\nmirror article: {len(left)} signs of damage left")
    report.check("mirror article, signs of damage", len(left), 0, at_most=True)
    rows = [json.loads(row) for row in (cases / "wild_snippets.jsonl").read_text(encoding="utf-8").splitlines()]
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        out = repair_text(row["mangled"]).text
        kinds[row["kind"]].append(out.strip() == row["truth_traditional"].strip())
        if not kinds[row["kind"]][-1]:
            print(f"wrong: {row['mangled']} → {out}, truth {row['truth_traditional']}")
    for kind, right in kinds.items():
        print(f"strings from the wild, {kind}: {sum(right)} of {len(right)}")
    hard = kinds["misaligned"] + kinds["punct"]
    report.check("strings from the wild, shifted and marks", sum(hard) / len(hard), WILD)


def main() -> int:
    """Print the tables; 1 with ``--check`` when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    own = replica_documents(options.documents)
    real = folder_documents(options.cases / "pages")[: options.documents] if options.cases else []
    report = Report()
    repair_text("以實(shí)打?qū)嵉墓ぷ鞒尚苿?dòng)")  # the model is loaded before the clock starts
    traps = [case["original"] for case in json.loads(NEGATIVE.read_text(encoding="utf-8"))["negative"]]
    kinds = {"replica": own, "replica, traditional": [traditional(text) for text in own], "traps": traps}
    clean(kinds | ({"pages": real, "pages, traditional": [traditional(text) for text in real]} if real else {}), report)
    mojibake(own + real, report)
    mirrors("replica", own, report, options.show)
    if options.cases:
        mirrors("pages", real, report, options.show)
        wild(options.cases, report)
    print("\n| confidence of a note | notes | right |\n|---|---|---|")
    for low, high in pairwise(BINS):
        if right := report.sure.get(low):
            print(f"| {low} to {min(high, 1.0)} | {len(right)} | {sum(right) / len(right):.3f} |")
    print("\n".join(["", "missed:", *report.missed]) if report.missed else "\nevery target is reached")
    return int(options.check and bool(report.missed))


if __name__ == "__main__":
    sys.exit(main())
