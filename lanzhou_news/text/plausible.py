"""Does a text read like Chinese? The news language model's answer, for deciding between readings of the same bytes."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from lanzhou_news.text.language_model import LanguageModel, load
from lanzhou_news.text.mojibake_bytes import LOST, Item, candidates

UNSEEN = 14.0
"""Nats for a character that the model has never seen; the model's own class for those is cheap in runs."""
READS_WELL = 8.0
"""Nats a character up to which a short text counts as Chinese: news has 2 to 5, misread bytes 9 and more."""
MARGIN = 2.0
"""Nats by which the best reading must lead every other one at a character with a lost byte."""
SURE = 0.99
"""Confidence in what the bytes determine."""
BEAM = 24
"""Readings kept while lost bytes are filled in."""

_PAIRS = ("（）", "“”", "‘’", "《》", "〈〉", "【】", "「」", "『』", "〔〕", "〖〗", "〘〙", "〚〛", "［］", "｛｝")
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
    first = second = model.boundary
    found = []
    for char in text:
        number = model.number(char)
        found.append(UNSEEN if number == model.unknown else model.cost(first, second, number))
        first, second = second, number
    return found


def fill_in(items: Sequence[Item], before: str = "", *, guess: bool = True) -> tuple[str, float]:
    """Text of decoded items; a character with lost bytes becomes its only or outstanding candidate, else U+FFFD.

    ``before`` is the text in front. The second value is the confidence of the least certain place, 0 to 1. Without
    ``guess`` the language model is not asked: for text that is no Chinese yet.
    """
    if not guess:
        return "".join(item if isinstance(item, str) else _only(candidates(item)) for item in items), SURE
    text, sure, at = "", SURE, 0
    while at < len(items):
        item = items[at]
        if isinstance(item, str):
            text += item
            at += 1
            continue
        end = _cluster_end(items, at)
        filled, confidence = _fill(before + text, items[at:end], is_last=end == len(items))
        text, sure, at = text + filled, min(sure, confidence), end
    return text, round(sure, 3)


def _cluster_end(items: Sequence[Item], start: int) -> int:
    """End of the stretch in which one lost byte bears on the next: two known characters in a row close it."""
    end = start
    while end < len(items) and not (
        end - start >= 2 and isinstance(items[end - 1], str) and isinstance(items[end - 2], str)
    ):
        end += 1
    return end


def _fill(before: str, items: Sequence[Item], *, is_last: bool) -> tuple[str, float]:
    """The best reading of a stretch after a text, with U+FFFD where another is nearly as good; and the confidence."""
    model = load()
    first, second = (model.number(char) for char in ("\n\n" + before)[-2:])
    beam = [_Reading(0.0, first, second, "")]
    for index, item in enumerate(items):
        if isinstance(item, str):
            beam = [reading.then(item, model) for reading in beam]
            continue
        choices = candidates(item)
        closing = is_last and index == len(items) - 1
        beam = sorted(
            reading.then(char, model)
            for reading in beam
            for char in _balanced(before + reading.text, choices, closing) or (LOST,)
        )[:BEAM]
    if is_last:
        beam = [reading.then("\n", model) for reading in beam]
    best, *others = sorted(beam)
    text, sure = list(best.text[: len(items)]), SURE
    for index, item in enumerate(items):
        rival = next((other for other in others if other.text[index] != text[index]), None)
        if isinstance(item, str) or rival is None:
            continue
        lead = rival.cost - best.cost
        text[index] = text[index] if lead >= MARGIN else LOST
        sure = min(sure, 1 - 0.5 * math.exp(-lead / 4)) if lead >= MARGIN else sure
    return "".join(text), sure


class _Reading(NamedTuple):
    """One way to fill in what was lost so far."""

    cost: float
    first: int
    second: int
    text: str

    def then(self, char: str, model: LanguageModel) -> _Reading:
        """This reading with one more character."""
        number = model.number(char)
        more = UNSEEN if number == model.unknown else model.cost(self.first, self.second, number)
        return _Reading(self.cost + more, self.second, number, self.text + char)


def _only(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else LOST


def _balanced(before: str, choices: tuple[str, ...], last: bool) -> tuple[str, ...]:
    """The candidates without brackets and quotation marks that would close nothing, or leave the open one open."""
    for pair in _PAIRS:
        left, right = pair[0], pair[1]
        opened = before.count(left) > before.count(right)
        if right in choices and opened and last:
            return (right,)
        if last:
            choices = tuple(char for char in choices if char != left)
        if right in choices and not opened:
            choices = tuple(char for char in choices if char != right)
        elif right in choices and left in choices:
            choices = tuple(char for char in choices if char != left)
    return choices
