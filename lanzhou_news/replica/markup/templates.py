"""HTML templates of ``data/html``: text with ``$name`` where a value goes. Values are HTML already."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def _pieces(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = (files("lanzhou_news.replica") / "data" / "html" / f"{name}.html").read_text(encoding="utf-8")
    split = re.split(r"\$([a-z]+)", text.removesuffix("\n"))
    return tuple(split[::2]), tuple(split[1::2])


@cache
def static(name: str) -> str:
    """A file without values, as it is."""
    return (files("lanzhou_news.replica") / "data" / "html" / f"{name}.html").read_text(encoding="utf-8")


def render(name: str, values: dict[str, str]) -> str:
    """The template with its values; raises KeyError for a value that is not given."""
    texts, slots = _pieces(name)
    out = [texts[0]]
    for slot, text in zip(slots, texts[1:], strict=True):
        out.append(values[slot])
        out.append(text)
    return "".join(out)
