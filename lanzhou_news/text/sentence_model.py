"""Which of several readings fits its sentence? A recurrent network that has read the news.

Trigrams (:mod:`~lanzhou_news.text.language_model`) look two characters back and are fast enough to lead a search. This
model remembers the sentence and costs a thousand times more: it is asked where a search leaves readings close together.
The network is one layer of gated recurrent units (Cho et al. 2014, in the form of cuDNN: reset gate behind the matrix)
over the symbols of the trigrams, with one embedding for input and output. ``tools/train_sentence_model.py`` trains it
and stores each weight in one byte; its sources stand in NOTICE.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]  # ships no types

from lanzhou_news.text.language_model import symbol_of

REACH = 30
"""Characters of the sentence before a reading that are read; twice as many change nothing on damaged news text."""
RARE = 6.0
"""Nats for a symbol that the model does not know, on top of what it gives to all of them together. Of 4,672 shifted
sentences 387 stayed wrong without it (擔使命 became 摴醚) and 376 do with 4, 6 or 8."""
AHEAD = 10
"""Characters behind the last difference of the readings that are read: 4 leave six more of 403 sentences wrong."""

TOGETHER, AT_ONCE = 64, 128
"""Questions answered together, and states whose scores for all symbols are held at once: some megabytes of memory."""

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Question(NamedTuple):
    """Which of the readings stands between two texts?"""

    before: str
    readings: tuple[str, ...]
    after: str


def shared_start(texts: Sequence[str]) -> int:
    """How many characters do all texts begin with?

    >>> shared_start(["甘肃省", "甘肃的"])
    2
    """
    least, most = min(texts), max(texts)
    return next((at for at, (one, other) in enumerate(zip(least, most, strict=False)) if one != other), len(least))


class SentenceModel:
    """Costs in nats; only their differences within one call mean anything.

    >>> model = load()
    >>> right, wrong = model.costs("年过五十，她觉得自己的教", ["师生涯", "师生的"], "很快就要")
    >>> right < wrong
    True
    """

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            symbols = file["symbols"].tobytes().decode("utf-32-le")
            self._embedding, self._input, self._recurrent, self._projection = (
                file[name].astype(np.float32) * file[f"{name}_scale"].astype(np.float32)
                for name in ("embedding", "input", "recurrent", "projection")
            )
            self._input_bias, self._reset_bias, self._projection_bias, self._output_bias = (
                file[name].astype(np.float32) for name in ("input_bias", "reset_bias", "projection_bias", "output_bias")
            )
        self._ids = {symbol: number for number, symbol in enumerate(symbols)}
        self._size = len(self._recurrent)
        self._threads = ThreadpoolController()

    def costs(self, before: str, readings: Sequence[str], after: str) -> list[float]:
        """Nats of each reading between ``before``, text of the same line, and ``after``; a line's end is ``\\n``."""
        return self.answer([Question(before, tuple(readings), after)])[0]

    def answer(self, questions: Sequence[Question]) -> list[list[float]]:
        """The costs for each question. Several together take a fraction of the time of one after the other."""
        found: list[list[float]] = []
        with self._threads.limit(limits=1, user_api="blas"):  # for such small matrices others would only wait
            for start in range(0, len(questions), TOGETHER):
                found += self._answer(questions[start : start + TOGETHER])
        return found

    def _answer(self, questions: Sequence[Question]) -> list[list[float]]:
        starts: list[list[int]] = []
        rows: dict[tuple[int, tuple[int, ...]], int] = {}  # readings of the same symbols cost the same to the last bit
        answers: list[list[int]] = []
        for number, (before, readings, after) in enumerate(questions):
            same = shared_start(readings)
            tails = [reading[same:] for reading in readings]
            cut = shared_start([tail[::-1] for tail in tails])
            follow = (tails[0][len(tails[0]) - cut :] + after)[:AHEAD]
            starts.append(self._numbers(("\n" + before + readings[0][:same])[-REACH:]))
            coded = [(number, tuple(self._numbers(tail[: len(tail) - cut] + follow))) for tail in tails]
            answers.append([rows.setdefault(row, len(rows)) for row in coded])
        costs = self._read(self._behind(starts)[[number for number, _ in rows]], [symbols for _, symbols in rows])
        return [[costs[row] for row in answer] for answer in answers]

    def _behind(self, starts: list[list[int]]) -> Floats:
        """The state behind each text; all end together."""
        order = sorted(range(len(starts)), key=lambda row: -len(starts[row]))
        state = np.zeros((len(starts), self._size), dtype=np.float32)
        for left in range(len(starts[order[0]]), 0, -1):
            symbols = [starts[row][-left] for row in order if len(starts[row]) >= left]
            begun = len(symbols)
            state[:begun] = self._next(state[:begun], self._gates(symbols))
        behind = np.empty_like(state)
        behind[order] = state
        return behind

    def _read(self, behind: Floats, rows: Sequence[Sequence[int]]) -> list[float]:
        """Nats of each row of symbols in the state behind its text; all begin together."""
        order = sorted(range(len(rows)), key=lambda row: -len(rows[row]))
        state = behind[order]
        states: list[Floats] = []
        symbols: list[int] = []
        owners: list[int] = []
        before: list[int] = []
        for at in range(len(rows[order[0]])):
            told = [row for row in order if len(rows[row]) > at]
            state = state[: len(told)]
            if at:
                state = self._next(state, self._gates(before[: len(told)]))
            before = [rows[row][at] for row in told]
            states.append(state)
            symbols += before
            owners += told
        if not symbols:
            return [0.0] * len(rows)
        nats = self._surprise(np.concatenate(states), np.array(symbols))
        costs: list[float] = np.bincount(owners, weights=nats, minlength=len(rows)).tolist()
        return costs

    def _numbers(self, text: str) -> list[int]:
        return [self._ids.get(symbol_of(char), 0) for char in text if char != " "]

    def _gates(self, numbers: list[int]) -> Floats:
        """What symbols add to the gates of the units."""
        gates: Floats = self._embedding[numbers] @ self._input + self._input_bias
        return gates

    def _next(self, state: Floats, gates: Floats) -> Floats:
        size = self._size
        inner = state @ self._recurrent
        gates[:, : 2 * size] += inner[:, : 2 * size]
        open_gates = 0.5 + 0.5 * np.tanh(0.5 * gates[:, : 2 * size])  # the logistic function
        keep, reset = open_gates[:, :size], open_gates[:, size:]
        fresh = np.tanh(gates[:, 2 * size :] + reset * (inner[:, 2 * size :] + self._reset_bias))
        following: Floats = keep * state + (1 - keep) * fresh
        return following

    def _surprise(self, states: Floats, numbers: Numbers) -> Floats:
        """Nats of each symbol in the state before it."""
        nats = np.empty(len(numbers), dtype=np.float32)
        for start in range(0, len(numbers), AT_ONCE):
            rows = slice(start, start + AT_ONCE)
            projected = states[rows] @ self._projection + self._projection_bias
            scores = projected @ self._embedding.T + self._output_bias
            own = scores[np.arange(len(scores)), numbers[rows]]
            most = scores.max(axis=1, keepdims=True)
            scores -= most
            np.exp(scores, out=scores)
            nats[rows] = np.log(scores.sum(axis=1)) + most[:, 0] - own
        nats[numbers == 0] += RARE
        return nats


class Sentences:
    """The questions of one text, collected to be answered together.

    >>> sentences = Sentences(); sentences.costs("兰", ("州", "舟"), "市") is None
    True
    >>> sentences.answer(); right, wrong = sentences.costs("兰", ("州", "舟"), "市"); right < wrong
    True
    """

    def __init__(self) -> None:
        self.waiting: dict[Question, None] = {}
        """What was asked since the last answers, in order."""
        self.missed = 0
        """How often there was no answer yet."""
        self.at_once = False
        """Answer each question when it is asked."""
        self._answers: dict[Question, list[float]] = {}

    def costs(self, before: str, readings: tuple[str, ...], after: str) -> list[float] | None:
        """As :meth:`SentenceModel.costs`; None when this was never asked before."""
        question = Question(before[-REACH:], readings, after[:AHEAD])
        known = self._answers.get(question)
        if known is None and self.at_once:
            known = self._answers[question] = load().costs(*question)
        if known is None:
            self.waiting[question] = None
            self.missed += 1
        return known

    def answer(self) -> None:
        """Answer what is waiting."""
        questions = list(self.waiting)
        self._answers.update(zip(questions, load().answer(questions), strict=True))
        self.waiting.clear()


@lru_cache(maxsize=1)
def load() -> SentenceModel:
    """The model that ships with the package; read on first use, in some 50 ms."""
    with as_file(files("lanzhou_news.text").joinpath("data/sentence.npz")) as path:
        return SentenceModel(path)
