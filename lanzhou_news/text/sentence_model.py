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

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


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
        same = shared_start(readings)
        tails = [reading[same:] for reading in readings]
        cut = shared_start([tail[::-1] for tail in tails])
        follow = (tails[0][len(tails[0]) - cut :] + after)[:AHEAD]
        coded = [self._numbers(tail[: len(tail) - cut] + follow) for tail in tails]
        with self._threads.limit(limits=1, user_api="blas"):  # for such small matrices others would only wait
            return self._read(self._numbers(("\n" + before + readings[0][:same])[-REACH:]), coded)

    def _read(self, before: Numbers, coded: list[Numbers]) -> list[float]:
        """Nats of each row of symbols behind ``before``."""
        state = np.zeros((1, self._size), dtype=np.float32)
        for gates in self._gates(before):
            state = self._next(state, gates)
        lengths = np.array([len(row) for row in coded])
        numbers = np.zeros((lengths.max(), len(coded)), dtype=np.int64)
        for column, row in enumerate(coded):
            numbers[: len(row), column] = row
        state = np.repeat(state, len(coded), axis=0)
        costs = np.zeros(len(coded), dtype=np.float32)
        for at, gates in enumerate(self._gates(numbers)):
            told = at < lengths
            costs[told] += self._surprise(state[told], numbers[at][told]) + RARE * (numbers[at][told] == 0)
            state = self._next(state, gates)
        return [float(cost) for cost in costs]

    def _numbers(self, text: str) -> Numbers:
        return np.array([self._ids.get(symbol_of(char), 0) for char in text if char != " "], dtype=np.int64)

    def _gates(self, numbers: Numbers) -> Floats:
        """What symbols add to the gates of the units."""
        gates: Floats = self._embedding[numbers] @ self._input + self._input_bias
        return gates

    def _next(self, state: Floats, gates: Floats) -> Floats:
        size = self._size
        inner = state @ self._recurrent
        open_gates = 0.5 + 0.5 * np.tanh(0.5 * (gates[..., : 2 * size] + inner[:, : 2 * size]))  # the logistic function
        keep, reset = np.split(open_gates, 2, axis=-1)
        fresh = np.tanh(gates[..., 2 * size :] + reset * (inner[:, 2 * size :] + self._reset_bias))
        following: Floats = keep * state + (1 - keep) * fresh
        return following

    def _surprise(self, states: Floats, numbers: Numbers) -> Floats:
        """Nats of each symbol in the state before it."""
        scores = (states @ self._projection + self._projection_bias) @ self._embedding.T + self._output_bias
        most = scores.max(axis=-1, keepdims=True)
        total = np.log(np.exp(scores - most).sum(axis=-1)) + most[:, 0]
        nats: Floats = total - np.take_along_axis(scores, numbers[:, None], axis=-1)[:, 0]
        return nats


@lru_cache(maxsize=1)
def load() -> SentenceModel:
    """The model that ships with the package; read on first use, in some 50 ms."""
    with as_file(files("lanzhou_news.text").joinpath("data/sentence.npz")) as path:
        return SentenceModel(path)
