"""Article extraction: ours against trafilatura, readability-lxml, newspaper4k and gne in one run.

    python -m benchmarks.extract PAGES                 # PAGES: a folder of <id>.html and <id>.json (labels)
    python -m benchmarks.extract PAGES --recode all    # the same pages in other encodings, with false declarations
    python -m benchmarks.extract PAGES --folds 5       # spread of ours over folds of pages
    python -m benchmarks.extract PAGES --worst 10      # the pages ours reads worst
    python -m benchmarks.extract PAGES --check         # exit code 1 when a mark is below its floor or not the best

A label file holds title, date (day), author (list), text, codec and optionally editor and source; null = not labelled.
Peers that are not installed are left out of the table. Metrics: text by character 4-grams (precision, recall, F1 a
page, then the mean), title by equality of letters and digits, date by day, author as a set of names, invented = an
author on a page labelled as having none, leak = a page whose text has more credit, copyright, share or related marks
than the label.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import random
import re
import statistics
import sys
import time
import unicodedata
import warnings
from collections import Counter
from pathlib import Path

import opencc

from benchmarks.extractors import Extract, Record, ours, peers

LEAK = re.compile(
    r"责任编辑|责编|【编辑|编辑[:：]|(?:来源|稿源)[:：]|版权所有|版权声明|未经授权|不得转载|转载请注明|免责声明|ICP备"
    r"|分享[到至]|字号|扫一扫|发表评论|网友评论|相关阅读|相关新闻|上一篇|下一篇|推荐阅读"
)
RECODINGS = {
    "utf-8": ("utf-8", "utf-8"),
    "gbk": ("gb18030", "gbk"),
    "gb18030, undeclared": ("gb18030", None),
    "utf-8 declared gb2312": ("utf-8", "gb2312"),
}
"""Name → (codec of the bytes, charset the page declares)."""
DECLARATION = re.compile(r"<meta[^>]{0,80}charset[^>]{0,60}>", re.I)
FLOORS = {"F1": 0.95, ">=.95": 0.86, "title": 0.96, "day": 0.93, "author": 0.70}
"""Mark → least value of ours over all labelled pages."""
CEILINGS = {"invented": 0.10, "leak": 0.05, "failed": 0.0}
"""Mark → highest value of ours."""
MAX_RECODED = 0.005
"""Most that another encoding or a false declaration may change F1."""
SHUFFLES = 200
"""Random divisions into folds; the pages carry no site, so folds are of pages."""
GIVEN = {"title": "title", "date": "day", "author": "author"}
"""Field → mark. A mark of a field that an extractor gives on no page at all is a dash, not a zero."""
SIMPLIFIED = opencc.OpenCC("t2s").convert


def plain(text: object) -> str:
    """Letters and digits, width and script folded: a record is simplified, a label as the page was."""
    return SIMPLIFIED("".join(c for c in unicodedata.normalize("NFKC", str(text or "")) if c.isalnum()).lower())


def overlap(found: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of character 4-grams."""
    left, right = (Counter(s[i : i + 4] for i in range(max(len(s) - 3, 1))) for s in (plain(found), plain(gold)))
    common = sum((left & right).values())
    precision, recall = common / max(sum(left.values()), 1), common / max(sum(right.values()), 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0


def names(value: object) -> set[str]:
    """Names of a list or a printed line, without role words."""
    items = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    parts = (part for item in items for part in re.split(r"[\s、,，;；/|&]+", str(item)))
    return {name for part in parts if (name := plain(re.sub(r"记者|通讯员|作者|本报|实习|见习|[:：]", "", part)))}


def day(value: object) -> str | None:
    """ISO day of a date or of the first date in a text."""
    match = re.search(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})", str(value or ""))
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None


def judge(found: Record, label: Record, seconds: float) -> Record:
    """One page's marks; a mark is absent where the page is not labelled."""
    text = found.get("text") or ""
    precision, recall, f1 = overlap(text, label["text"])
    row: Record = {"id": label["id"], "P": precision, "R": recall, "F1": f1, ">=.95": f1 >= 0.95, "ms": seconds * 1e3}
    row["failed"] = "error" in found
    row["gives"] = {mark for field, mark in GIVEN.items() if found.get(field)}
    row["leak"] = len(LEAK.findall(text)) > len(LEAK.findall(label["text"]))
    if label["title"]:
        row["title"] = plain(found.get("title")) == plain(label["title"])
    if label["date"]:
        row["day"] = day(found.get("date")) == label["date"]
    if label["author"]:
        row["author"] = names(found.get("author")) == names(label["author"])
    elif label["author"] == []:
        row["invented"] = bool(names(found.get("author")))
    return row


def measure(extract: Extract, pages: list[tuple[bytes, Record]]) -> list[Record]:
    """Run one extractor over all pages; a failure counts as one, and as an empty result."""
    rows = []
    for body, label in pages:
        started = time.process_time()  # other programs on the machine do not count
        try:
            found = extract(body, label["url"] or "")
        except Exception as error:
            found = {"error": repr(error)}
        rows.append(judge(found, label, time.process_time() - started))
    return rows


MARKS = ("P", "R", "F1", ">=.95", "title", "day", "author", "invented", "leak", "failed")


def means(rows: list[Record]) -> dict[str, float]:
    """Mark → mean over the pages labelled for it; a mark whose field the extractor never gives is left out."""
    given = set().union(*(row["gives"] for row in rows))
    found = {}
    for mark in MARKS:
        silent = {"invented": "author"}.get(mark, mark) in set(GIVEN.values()) - given
        values = [] if silent else [row[mark] for row in rows if mark in row]
        if values:
            found[mark] = statistics.mean(values)
    return found


def line(name: str, rows: list[Record]) -> str:
    """One row of the table."""
    found = means(rows)
    cells = [f"{found[mark]:.3f}" if mark in found else "-" for mark in MARKS]
    times = sorted(row["ms"] for row in rows)
    cells += [f"{statistics.median(times):.1f}", f"{times[int(0.95 * (len(times) - 1))]:.1f}"]
    return f"| {name} | " + " | ".join(cells) + " |"


def folded(rows: list[Record], folds: int) -> str:
    """The spread of F1 over random folds of the pages."""
    chance = random.Random(1)
    values, order = [], list(rows)
    for _ in range(SHUFFLES):
        chance.shuffle(order)
        values += [statistics.mean(row["F1"] for row in order[start::folds]) for start in range(folds)]
    values.sort()
    low, high = values[int(0.05 * len(values))], values[int(0.95 * len(values))]
    return (
        f"F1 over {folds} folds, {SHUFFLES} times at random: {values[0]:.3f} to {values[-1]:.3f}, "
        f"nine in ten between {low:.3f} and {high:.3f}, sd {statistics.pstdev(values):.3f}"
    )


def problems(mine: list[Record], others: dict[str, list[Record]], recoded_rows: dict[str, list[Record]]) -> list[str]:
    """A sentence for each floor that is missed, each mark in which a peer is better, each encoding that matters."""
    own = dict.fromkeys(FLOORS, 0.0) | means(mine)
    found = [f"{mark} {own[mark]:.3f} is below {floor}" for mark, floor in FLOORS.items() if own[mark] < floor]
    found += [f"{mark} {own[mark]:.3f} is above {most}" for mark, most in CEILINGS.items() if own.get(mark, 0.0) > most]
    for name, rows in others.items():
        other = means(rows)
        better = [mark for mark in ("F1", *GIVEN.values()) if other.get(mark, 0.0) > own.get(mark, 0.0)]
        better += [mark for mark in ("invented", "leak") if other.get(mark, 1.0) < own.get(mark, 1.0)]
        found += [f"{name} is better in {mark}: {other[mark]:.3f} to {own.get(mark, 1.0):.3f}" for mark in better]
    for name, rows in recoded_rows.items():
        if abs(means(rows)["F1"] - own["F1"]) > MAX_RECODED:
            found.append(f"{name}: F1 {means(rows)['F1']:.3f} instead of {own['F1']:.3f}")
    return found


def load(folder: Path) -> list[tuple[bytes, Record]]:
    """Pages and labels of a folder."""
    labels = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [((folder / f"{label['id']}.html").read_bytes(), label) for label in labels]


def recoded(body: bytes, label: Record, codec: str, declared: str | None) -> bytes:
    """The page in another encoding, declaring what it is told to."""
    text = DECLARATION.sub("", body.decode(label["codec"], "replace"))
    head = re.search(r"<head[^>]*>", text, re.I)
    at = head.end() if head else 0
    meta = f'<meta charset="{declared}">' if declared else ""
    return (text[:at] + meta + text[at:]).encode(codec, "replace")


def main() -> int:
    """Print the tables; 1 with ``--check`` when something is worse than it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--recode", choices=["all"], help="also ours on the same pages in other encodings")
    parser.add_argument("--folds", type=int, default=0, help="also the spread of ours over so many folds of pages")
    parser.add_argument("--worst", type=int, default=0, help="also the pages that ours reads worst")
    parser.add_argument("--check", action="store_true", help="exit code 1 below a floor or behind a peer")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    pages = load(arguments.pages)
    if not pages:
        parser.error(f"{arguments.pages} holds no <id>.json with <id>.html")
    print(f"{len(pages)} pages of {arguments.pages.name}")
    print("| extractor | " + " | ".join(MARKS) + " | ms median | ms p95 |\n" + "|---" * (len(MARKS) + 3) + "|")
    mine = measure(ours, pages)
    print(line(f"lanzhou-news {importlib.metadata.version('lanzhou-news')}", mine))
    others, recodings = {}, {}
    for name, extract in peers():
        others[name] = measure(extract, pages)
        print(line(name, others[name]))
    for name, (codec, declared) in RECODINGS.items() if arguments.recode else ():
        recodings[name] = measure(ours, [(recoded(body, label, codec, declared), label) for body, label in pages])
        print(line(f"ours, {name}", recodings[name]))
    if arguments.folds:
        print(folded(mine, arguments.folds))
    for row in sorted(mine, key=lambda row: row["F1"])[: arguments.worst]:
        wrong = [mark for mark in ("title", "day", "author") if row.get(mark) is False]
        print(f"{row['id']}: F1 {row['F1']:.3f}, P {row['P']:.3f}, R {row['R']:.3f}", *wrong)
    found = problems(mine, others, recodings)
    print("\n".join(["", *found]) if found else "\nabove every floor, behind no peer")
    return int(arguments.check and bool(found))


if __name__ == "__main__":
    sys.exit(main())
