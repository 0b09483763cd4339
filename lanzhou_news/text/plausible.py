"""Does a text read like Chinese? The news language model's answer, for deciding between readings of the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lanzhou_news.text.language_model import load
from lanzhou_news.text.mojibake_bytes import LOST, Item, candidates

UNSEEN = 14.0
"""Nats for a character that the model has never seen; the model's own class for those is cheap in runs."""
READS_WELL = 8.0
"""Nats a character up to which a short text counts as Chinese: news has 2 to 5, misread bytes 9 and more."""
MARGINS = ((8, 1.5), (64 * 64, 8.0))
"""Nats by which the best of at most so many candidates for a character with a lost byte must lead."""

_HAN = re.compile("[\u3400-\u9fff]")
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u0100-\u036f\u0530-\u1fff\ue000-\uf8ff]|[¡-ÿ]{2}")


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
    costs = _costs("".join(wide))
    return sum(costs) / len(costs) <= READS_WELL + (4 if len(costs) <= 2 else 0)


def _costs(text: str) -> list[float]:
    model = load()
    first = second = model.boundary
    found = []
    for char in text:
        number = model.number(char)
        found.append(UNSEEN if number == model.unknown else model.cost(first, second, number))
        first, second = second, number
    return found


def fill_in(items: Sequence[Item], *, guess: bool = True) -> tuple[str, float]:
    """Text of decoded items; a character with a lost byte becomes its only or outstanding candidate, else U+FFFD.

    The second value is the confidence of the least certain place, 0 to 1. Without ``guess`` the language model is not
    asked: for text that is no Chinese yet.
    """
    text, sure = "", 0.99
    for index, item in enumerate(items):
        if isinstance(item, str):
            text += item
            continue
        after = "".join(char if isinstance(char, str) else LOST for char in [*items[index + 1 : index + 3], "\n"][:2])
        after = after.split(LOST)[0]
        choices = _balanced(text, candidates(item), after)
        ranked = sorted((cost_at(text, char, after), char) for char in choices) if guess or len(choices) == 1 else []
        margin = next(nats for size, nats in MARGINS if len(choices) <= size)
        if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < margin):
            text += LOST
            continue
        text += ranked[0][1]
        if len(ranked) > 1:
            sure = min(sure, 0.8)
    return text, sure


def _balanced(before: str, choices: list[str], after: str) -> list[str]:
    """The candidates without brackets and quotation marks that would close nothing, or leave the open one open."""
    for left, right in ("（）", "“”"):
        opened = before.count(left) > before.count(right)
        if right in choices and opened and after[:1] == "\n":
            return [right]
        if right in choices and not opened:
            choices = [char for char in choices if char != right]
        elif right in choices and left in choices:
            choices = [char for char in choices if char != left]
    return choices


def cost_at(before: str, char: str, after: str) -> float:
    """Nats of a character and the next ones after a text."""
    model = load()
    first, second = (model.number(c) for c in ("\n\n" + before)[-2:])
    total = 0.0
    for number in map(model.number, char + after):
        total += UNSEEN if number == model.unknown else model.cost(first, second, number)
        first, second = second, number
    return total
