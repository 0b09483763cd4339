"""Does a text read like Chinese? The news language model's answer, for deciding between readings of the same bytes."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from lanzhou_news.text.language_model import LanguageModel, load
from lanzhou_news.text.mirror.hanzi import hanzi
from lanzhou_news.text.mirror.ranking import SEARCH, SENTENCE
from lanzhou_news.text.mojibake_bytes import LOST, Item, candidates
from lanzhou_news.text.page_model import PageModel

UNSEEN = 14.0
"""Nats for a character that the model has never seen; the model's own class for those is cheap in runs."""
READS_WELL = 8.0
"""Nats a character up to which a short text counts as Chinese: news has 2 to 5, misread bytes 9 and more."""
MARGIN = 2.0
"""Nats by which the best reading must lead every other one at a character with a lost byte."""
SURE = 0.99
"""Confidence in what the bytes determine."""
BEAM, MOST_RANKED, CLOSE = 24, 8, 4.0
"""Readings kept while lost bytes are filled in; how many of them, and up to how many nats behind the best one, the
sentence model looks at. Of 1,200 sentences with lost bytes 829 come back whole, and 828 when it looks at all 24 up to
6 nats, which takes a quarter longer."""

OTHER_SCRIPT, UNLIKELY_SCRIPT = 8.0, 2.0
"""Nats for a traditional character in a simplified text, or the other way round; for a traditional one where the text
does not tell. The model takes both for one."""
OPEN_END, GOES_ON = 3.0, "，、；"
"""Nats for a line that ends with a mark that goes on: the model has seen many lines of lists."""

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


def fill_in(
    items: Sequence[Item], before: str = "", page: PageModel | None = None, *, guess: bool = True
) -> tuple[str, float]:
    """Text of decoded items; a character with lost bytes becomes its only or outstanding candidate, else U+FFFD.

    ``before`` is the text in front; ``page`` knows the words of the document, and with it the sentence model is asked
    as well. The second value is the confidence of the least certain place, 0 to 1. Without ``guess`` no language model
    is asked: for text that is no Chinese yet.
    """
    if not guess:
        return "".join(item if isinstance(item, str) else _only(candidates(item)) for item in items), SURE
    text, sure, at = "", SURE, 0
    script = _script(before + "".join(item for item in items if isinstance(item, str)))
    while at < len(items):
        item = items[at]
        if isinstance(item, str):
            text += item
            at += 1
            continue
        end = _cluster_end(items, at)
        known = takewhile(lambda item: isinstance(item, str), items[end:])
        after = "".join(str(item) for item in known) if end < len(items) else "\n"
        filled, confidence = _fill(before + text, items[at:end], after, script, page or load())
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


def _script(text: str) -> str:
    """``s`` simplified, ``t`` traditional, "" when no character, or both scripts, tell."""
    role = hanzi().role
    found = {role.get(char) for char in text} & {"s", "t"}
    return str(found.pop()) if len(found) == 1 else ""


def _foreign_script(char: str, script: str) -> float:
    """Nats for a character in a text of this script."""
    role = hanzi().role.get(char)
    if not script or role == script or role not in {"s", "t", "v"}:
        return UNLIKELY_SCRIPT if role in {"t", "v"} and not script else 0.0
    return OTHER_SCRIPT


def _fill(
    before: str, items: Sequence[Item], after: str, script: str, model: LanguageModel | PageModel
) -> tuple[str, float]:
    """The best reading of a stretch between texts, with U+FFFD where another is nearly as good; and the confidence."""
    is_last = after == "\n"
    first, second = (model.number(char) for char in ("\n\n" + before)[-2:])
    beam = [_Reading(0.0, first, second, "")]
    for index, item in enumerate(items):
        if isinstance(item, str):
            beam = [reading.then(item, model) for reading in beam]
            continue
        choices = candidates(item)
        closing = is_last and index == len(items) - 1
        beam = sorted(
            reading.then(
                char, model, _foreign_script(char, script) + (OPEN_END if closing and char in "，、；" else 0.0)
            )
            for reading in beam
            for char in _balanced(before + reading.text, choices, closing) or (LOST,)
        )[:BEAM]
    if is_last:
        beam = [reading.then("\n", model) for reading in beam]
    beam.sort()
    best, *others = _ranked(beam, before, after) if isinstance(model, PageModel) else beam
    text, sure = list(best.text[: len(items)]), SURE
    for index, item in enumerate(items):
        rival = next((other for other in others if other.text[index] != text[index]), None)
        if isinstance(item, str) or rival is None:
            continue
        lead = rival.cost - best.cost
        text[index] = text[index] if lead >= MARGIN else LOST
        sure = min(sure, 1 - 0.5 * math.exp(-lead / 4)) if lead >= MARGIN else sure
    return "".join(text), sure


def _ranked(found: list[_Reading], before: str, after: str) -> list[_Reading]:
    """Readings, best first; close ones as the sentence model sees them too."""
    close = [reading for reading in found[:MOST_RANKED] if reading.cost - found[0].cost < CLOSE]
    if len(close) < 2:
        return found
    from lanzhou_news.text.sentence_model import load as sentence_model  # numpy: only where bytes were lost

    before = before.rpartition("\n")[2]
    costs = sentence_model().costs(before, [reading.text.rstrip("\n") for reading in close], after)
    # Both models' nats together say as much as one's, so that leads stay what they were.
    total = SEARCH + SENTENCE
    ranked = sorted(
        reading._replace(cost=(SEARCH * reading.cost + SENTENCE * cost) / total)
        for reading, cost in zip(close, costs, strict=True)
    )
    ahead = ranked[0].cost - found[0].cost
    return ranked + [reading._replace(cost=reading.cost + ahead) for reading in found[len(close) :]]


class _Reading(NamedTuple):
    """One way to fill in what was lost so far."""

    cost: float
    first: int
    second: int
    text: str

    def then(self, char: str, model: LanguageModel | PageModel, extra: float = 0.0) -> _Reading:
        """This reading with one more character, which costs so much beside the model's nats."""
        number = model.number(char)
        more = UNSEEN if number == model.unknown else model.cost(self.first, self.second, number)
        return _Reading(self.cost + more + extra, self.second, number, self.text + char)


def _only(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else LOST


@lru_cache(maxsize=4096)
def _has_signs(choices: tuple[str, ...]) -> bool:
    return any(char in choices for pair in _PAIRS for char in pair)


def _balanced(before: str, choices: tuple[str, ...], last: bool) -> tuple[str, ...]:
    """The candidates without brackets and quotation marks that would close nothing, or leave the open one open."""
    if not _has_signs(choices):
        return choices
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
