"""Is this text the same story as that one? Content hash, near-duplicate signatures and their comparison."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lanzhou_news.text.fold import fold
from lanzhou_news.text.minhash import Overlap, Sketch, anchors, overlap, sketch
from lanzhou_news.text.template_guard import different_news, facts

SIGNATURE_VERSION = 1
"""Raised whenever a signature of the same text would differ: signatures of two versions are never compared."""

PROBES = 32
"""Anchors of a text that is looked up."""
INDEXED = 12
"""Anchors of a text that is kept in an index: of a copy that shares half of the 8-grams none is found once in 4,000."""
CROWDED = 64
"""Texts an anchor may lead to; one that is full is a form's phrase, and the text's next anchor is indexed instead."""

CANDIDATES = 16
"""Texts compared in one lookup, the likeliest copies first."""

ALIKE = 0.45
"""Jaccard of two versions of one text: edits of 3 % leave 0.8, a foreign third appended 0.7, other news 0.01."""
PART = 0.25
"""A text under a quarter of the other is a quotation or one item of a round-up, not a copy."""
SLACK = 0.3
"""The shorter a text is against the other, the more of it must be there: all but this part of the balance. A copy cut
to half must be contained to 85 %, one cut to 30 % to 91 %."""
SHORT = 24
"""Distinct 3-grams below which two texts must be equal: captions and stubs share phrases by chance."""

_RUN_OF_DIGITS = re.compile("[0-9]+")


class Signature(NamedTuple):
    """What is compared of a text."""

    sketch: Sketch
    """Of the words: every number is masked, numbers are facts."""
    facts: tuple[int, ...]
    anchors: tuple[int, ...]


def content_hash(title: str | None, body: str) -> str:
    """sha256 (hex) of title and body, with width, script, case, spaces and punctuation folded away.

    >>> content_hash("标题", "正文，一") == content_hash("標題", "正 文,一")
    True
    """
    return hashlib.sha256(_folded(f"{title or ''}\n{body}").encode("utf-8", "surrogatepass")).hexdigest()


def signature(text: str) -> Signature:
    """Signature of a text in any script, width and spelling of spaces.

    >>> similarity(signature("蘭州市新建步道２０公里"), signature("兰州市新建步道20公里"))
    1.0
    """
    folded = _folded(text)
    return Signature(sketch(_RUN_OF_DIGITS.sub("0", folded)), facts(folded), anchors(folded, PROBES))


def article_signature(title: str | None, body: str) -> Signature:
    """Signature of an article: of its title and its body.

    >>> article_signature("今日多云", "明日有雨") == signature("今日多云\\n明日有雨")
    True
    """
    return signature(f"{title or ''}\n{body}")


@lru_cache(maxsize=64)  # an article's text is folded for its hash, and for its signature when its commit comes
def _folded(text: str) -> str:
    return fold(text)


def similarity(a: Signature, b: Signature, shared: Overlap | None = None) -> float | None:
    """Share (0 to 1) of the shorter text found in the longer one when both tell one story, else None.

    ``shared`` is the overlap of the two sketches, for a caller that has it already.

    >>> similarity(signature("今日多云"), signature("明日有雨")) is None
    True
    """
    if a.anchors[:1] == b.anchors[:1]:
        return 1.0
    small, large = sorted((a.sketch.size, b.sketch.size))
    if small < SHORT or small < PART * large:
        return None
    shared = shared or overlap(a.sketch, b.sketch)
    if shared.jaccard < ALIKE and shared.containment < 1 - SLACK * shared.balance:
        return None
    return None if different_news(a.facts, b.facts, shared.containment) else shared.containment


def nearest(postings: Iterable[Collection[int]], limit: int) -> list[int]:
    """Texts that share anchors with a text, the likeliest copies first; ``postings`` are the texts of each anchor.

    A shared anchor weighs the more the rarer it is: the phrases of a form lead to all its fillings.

    >>> nearest([[1, 2, 3], [1, 2, 3], [4]], 2)
    [4, 1]
    """
    weights: dict[int, float] = {}
    for texts in postings:
        for text in texts:
            weights[text] = weights.get(text, 0.0) + 1 / len(texts)
    return sorted(weights, key=lambda text: (-weights[text], text))[:limit]


def near_duplicates(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs ``(i, j)``, ``i < j``, of texts that tell one story, in the order of ``j``.

    Copies may be edited, cut, extended, reordered, in the other script or width. In a group of many copies each text is
    paired with some of the earlier ones, enough to connect the group.

    >>> list(near_duplicates(["兰州市新建步道20公里", "今日多云", "蘭州市，新建步道２０公里。"]))
    [(0, 2)]
    """
    index: dict[int, list[int]] = {}
    signatures: list[Signature] = []
    for number, text in enumerate(texts):
        new = signature(text)
        met = nearest((index.get(anchor, ()) for anchor in new.anchors), CANDIDATES)
        yield from sorted((other, number) for other in met if similarity(signatures[other], new) is not None)
        signatures.append(new)
        free = [anchor for anchor in new.anchors if len(index.get(anchor, ())) < CROWDED]
        for anchor in free[:INDEXED]:
            index.setdefault(anchor, []).append(number)
