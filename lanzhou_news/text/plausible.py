"""Does a text read like Chinese? The news language model's answer, for deciding between readings of the same bytes."""

from __future__ import annotations

import re

from lanzhou_news.text.language_model import load

UNSEEN = 14.0
"""Nats for a character that the model has never seen; the model's own class for those is cheap in runs."""
READS_WELL = 8.0
"""Nats a character up to which a short text counts as Chinese: news has 2 to 5, misread bytes 9 and more."""
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u0100-\u036f\u0530-\u1fff\ua000-\uabff\ue000-\uf8ff]|[¡-ÿ]{2}")


def cost(text: str) -> float:
    """Nats of a text, character by character: smaller is more plausible.

    >>> cost("兰州") < cost("鍏板窞")
    True
    """
    return sum(_costs(text))


def is_chinese(text: str, at_least: int = 1) -> bool:
    """Is this ordinary Chinese text with at least so many Chinese characters or full-width marks?

    >>> is_chinese("兰州日报"), is_chinese("锷涘皵")
    (True, False)
    """
    wide = [char for char in text if "\u2010" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"]
    if len(wide) < at_least or _STRANGE.search(text):
        return False
    most = (READS_WELL + (4 if len(wide) <= 2 else 0)) * len(wide)
    if cost("".join(wide)) <= most:
        return True
    # Numbers between them tell what a few characters mean: 3号线.
    return sum(nats for char, nats in zip(text, _costs(text), strict=True) if char in wide) <= most


def _costs(text: str) -> list[float]:
    model = load()
    unknown, cost = model.unknown, model.cost
    first = second = model.boundary
    found = []
    for number in map(model.number, text):
        found.append(UNSEEN if number == unknown else cost(first, second, number))
        first, second = second, number
    return found
