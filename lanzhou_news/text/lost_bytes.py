"""Characters of which bytes were lost: what each can be, and which of that fits the text around it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lanzhou_news.text.candidate_costs import CandidateCosts, Choices, Floats, cheapest
from lanzhou_news.text.language_model import LanguageModel, load
from lanzhou_news.text.mirror.hanzi import hanzi
from lanzhou_news.text.mirror.ranking import SEARCH, SENTENCE
from lanzhou_news.text.mojibake_bytes import LOST, SURE, Hole, Item, candidates
from lanzhou_news.text.page_model import PageModel
from lanzhou_news.text.plausible import UNSEEN
from lanzhou_news.text.sentence_model import AHEAD, REACH, Sentences

MARGIN = 2.0
"""Nats by which the best reading must lead every other one at a character with a lost byte."""
BEAM, MOST_RANKED, CLOSE = 24, 8, 4.0
"""Readings kept while lost bytes are filled in; how many of them, and up to how many nats behind the best one, the
sentence model looks at. Of 1,200 sentences with lost bytes 829 come back whole, and 828 when it looks at all 24 up to
6 nats, which takes a quarter longer."""

ROUNDS = 8
"""Rounds of questions; what is open then is asked one by one. Two or three are the rule."""

OTHER_SCRIPT, UNLIKELY_SCRIPT = 8.0, 2.0
"""Nats for a traditional character in a simplified text, or the other way round; for a traditional one where the text
does not tell. The model takes both for one."""
OPEN_END, GOES_ON = 3.0, "，、；"
"""Nats for a line that ends with a mark that goes on: the model has seen many lines of lists."""

_LEFT, _RIGHT = "（“‘《〈【「『〔〖〘〚［｛", "）”’》〉】」』〕〗〙〛］｝"
_SIGNS = frozenset(_LEFT + _RIGHT)


class _Gap(NamedTuple):
    """What decides how a stretch with lost bytes reads before the sentence model is asked."""

    before: str
    """The two characters in front."""
    items: tuple[Item, ...]
    is_last: bool
    """Does it end the line?"""
    script: str
    balance: tuple[int, ...]
    """For each of the pairs, how many more were opened than closed; empty where that decides nothing."""


_Reading = tuple[float, int, int, str]
"""One way to fill in what was lost so far: nats, the numbers of the last two symbols, the text."""


class Filler:
    """Fills in what was lost, with the words of one page or of all news; on a page the sentence model is asked as well.

    >>> Filler(load()).fill_in(("兰", Hole((0xE5, 0xB7, None), None), "市"), "")
    ('兰州市', 0.964)
    """

    def __init__(self, model: LanguageModel | PageModel) -> None:
        self.model = model
        self._costs = CandidateCosts(model)
        self._sentences = Sentences() if isinstance(model, PageModel) else None
        self._found: dict[_Gap, list[_Reading]] = {}
        self._filled: dict[tuple[tuple[Item, ...], str], tuple[str, float]] = {}

    def prepare(self, spans: Iterable[tuple[tuple[Item, ...], str]]) -> None:
        """Fill in many spans at once, so that the sentence model can be asked about all of them together.

        It is first asked as if it agreed with the search everywhere, then where its answers changed the text in front.
        """
        if self._sentences is None:
            return
        left, rounds = list(dict.fromkeys(spans)), 0
        while left:
            unsure, rounds = [], rounds + 1
            self._sentences.at_once = rounds > ROUNDS
            for span in left:
                missed = self._sentences.missed
                filled = self._fill_span(*span)
                if self._sentences.missed > missed:
                    unsure.append(span)
                else:
                    self._filled[span] = filled
            self._sentences.answer()
            left = unsure

    def fill_in(self, items: tuple[Item, ...], before: str) -> tuple[str, float]:
        """Text of decoded items; a character with lost bytes becomes its outstanding candidate, else U+FFFD.

        ``before`` is the text of the same line in front. The second value is the confidence of the least certain
        place, 0 to 1.
        """
        if self._sentences is None:
            return self._fill_span(items, before)
        if (items, before) not in self._filled:
            self.prepare([(items, before)])
        return self._filled[items, before]

    def _fill_span(self, items: tuple[Item, ...], before: str) -> tuple[str, float]:
        known = "".join(item for item in items if isinstance(item, str))
        script = _script(before + known)
        balance = _balance(before, (0,) * len(_LEFT))
        tail, pieces, sure, at = before[-REACH:], [], SURE, 0
        while at < len(items):
            if piece := _known(items[at:]):
                end = at + len(piece)
            else:
                end = _gap_end(items, at)
                holes = items[at:end]
                gap = _Gap(tail[-2:], holes, end == len(items), script, balance if _bear_signs(holes) else ())
                piece, confidence = self._fill(gap, tail, _known(items[end : end + AHEAD]) or "\n" * gap.is_last)
                sure = min(sure, confidence)
            pieces.append(piece)
            tail = (tail + piece)[-REACH:]
            balance = _balance(piece, balance)
            at = end
        return "".join(pieces), round(sure, 3)

    def _fill(self, gap: _Gap, before: str, after: str) -> tuple[str, float]:
        """The best reading between two texts, with U+FFFD where another is nearly as good; and the confidence."""
        found = self._found.get(gap)
        if found is None:
            found = self._search(gap)
            if self._sentences:  # the same gap comes again when the sentence model has answered
                self._found[gap] = found
        (least, *_, best), *others = self._ranked(found, before, after)
        text, sure = list(best), SURE
        for index, item in enumerate(gap.items):
            if isinstance(item, str):
                continue
            lead = next((cost for cost, *_, other in others if other[index] != best[index]), math.inf) - least
            if lead < MARGIN:
                text[index] = LOST
            else:
                sure = min(sure, 1 - 0.5 * math.exp(-lead / 4))
        return "".join(text), sure

    def _search(self, gap: _Gap) -> list[_Reading]:
        """The likeliest readings of a gap, best first."""
        first, second = map(self.model.number, ("\n\n" + gap.before)[-2:])
        beam: list[_Reading] = [(0.0, first, second, "")]
        for place, item in enumerate(gap.items, 1):
            if isinstance(item, str):
                beam = self._then(beam, item)
            else:
                beam = self._spread(beam, item, gap, closing=gap.is_last and place == len(gap.items))
        if gap.is_last:
            beam = sorted(self._then(beam, "\n"))
            return [(cost, first, second, text[:-1]) for cost, first, second, text in beam]
        return sorted(beam)

    def _then(self, beam: list[_Reading], char: str) -> list[_Reading]:
        """The readings with one more character."""
        number, costs = self.model.number(char), dict[tuple[int, int], float]()
        grown = []
        for cost, first, second, text in beam:
            more = costs.get((first, second))
            if more is None:
                unseen = number == self.model.unknown
                more = costs[first, second] = UNSEEN if unseen else self.model.cost(first, second, number)
            grown.append((cost + more, second, number, text + char))
        return grown

    def _spread(self, beam: list[_Reading], hole: Hole, gap: _Gap, closing: bool) -> list[_Reading]:
        """The best readings with one more character whose bytes are partly lost."""
        choices, signs = _choices(hole)
        behind: dict[tuple[int, int], Floats] = {}
        grown: list[_Reading] = []
        costs: list[Floats] = []
        fitting: list[_Reading] = []
        for reading in beam:
            cost, first, second, text = reading
            opened = tuple(more > 0 for more in _balance(text, gap.balance)) if signs else ()
            extra = _extra(choices, gap.script, opened, closing)
            if extra is None:
                grown += self._then([reading], LOST)
                continue
            if (first, second) not in behind:
                behind[first, second] = self._costs.behind(first, second, choices)
            costs.append(cost + behind[first, second] + extra)
            fitting.append(reading)
        if fitting:
            for cost, place in cheapest(np.concatenate(costs), BEAM):
                row, column = divmod(place, len(choices.chars))
                _, _, second, text = fitting[row]
                grown.append((cost, second, choices.numbers[column], text + choices.chars[column]))
        return sorted(grown)[:BEAM]

    def _ranked(self, found: list[_Reading], before: str, after: str) -> list[_Reading]:
        """Readings, best first; close ones as the sentence model sees them too."""
        least = found[0][0]
        close = [reading for reading in found[:MOST_RANKED] if reading[0] - least < CLOSE]
        if self._sentences is None or len(close) < 2:
            return found
        said = self._sentences.costs(before, tuple(text for *_, text in close), after)
        if said is None:
            return found
        # Both models' nats together say as much as one's, so that leads stay what they were.
        ranked = sorted(
            ((SEARCH * cost + SENTENCE * more) / (SEARCH + SENTENCE), first, second, text)
            for (cost, first, second, text), more in zip(close, said, strict=True)
        )
        ahead = ranked[0][0] - least
        return ranked + [(cost + ahead, first, second, text) for cost, first, second, text in found[len(close) :]]


def _gap_end(items: Sequence[Item], start: int) -> int:
    """End of the stretch in which one lost byte bears on the next: two known characters in a row close it."""
    end = start
    while end < len(items) and not (
        end - start >= 2 and isinstance(items[end - 1], str) and isinstance(items[end - 2], str)
    ):
        end += 1
    return end


def _known(items: Sequence[Item]) -> str:
    """The text up to the next character with lost bytes."""
    pieces: list[str] = []
    for item in items:
        if not isinstance(item, str):
            break
        pieces.append(item)
    return "".join(pieces)


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


@lru_cache(maxsize=4096)
def _choices(hole: Hole) -> tuple[Choices, bool]:
    """What a character with lost bytes can be; are signs that come in pairs among it?"""
    chars = candidates(hole)
    return _choices_among(chars), not _SIGNS.isdisjoint(chars)


@lru_cache(maxsize=2048)
def _choices_among(chars: tuple[str, ...]) -> Choices:
    return Choices(chars, load())


@lru_cache(maxsize=2048)
def _extra(choices: Choices, script: str, opened: tuple[bool, ...], closing: bool) -> Floats | None:
    """Nats of each choice beside the model's, infinite for signs that cannot stand there; None when nothing can."""
    fitting = _balanced(choices.chars, opened, closing) if opened else choices.chars
    if not fitting:
        return None
    return np.array(
        [
            _foreign_script(char, script) + (OPEN_END if closing and char in GOES_ON else 0.0)
            if char in fitting
            else math.inf
            for char in choices.chars
        ]
    )


def _bear_signs(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Hole) and _choices(item)[1] for item in items)


def _balance(text: str, balance: tuple[int, ...]) -> tuple[int, ...]:
    """For each of the pairs, how many more were opened than closed at the end of a text that begins with a balance."""
    if _SIGNS.isdisjoint(text):
        return balance
    return tuple(
        more + text.count(left) - text.count(right) for more, left, right in zip(balance, _LEFT, _RIGHT, strict=True)
    )


def _balanced(choices: tuple[str, ...], opened: tuple[bool, ...], last: bool) -> tuple[str, ...]:
    """The candidates without brackets and quotation marks that would close nothing, or leave the open one open."""
    for left, right, is_open in zip(_LEFT, _RIGHT, opened, strict=True):
        if right in choices and is_open and last:
            return (right,)
        if last:
            choices = tuple(char for char in choices if char != left)
        if right in choices and not is_open:
            choices = tuple(char for char in choices if char != right)
        elif right in choices and left in choices:
            choices = tuple(char for char in choices if char != left)
    return choices
