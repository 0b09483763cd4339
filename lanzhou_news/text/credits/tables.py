"""Word lists in ``data/*.txt``: sections in brackets, words separated by blanks, ``#`` opens a comment line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, for a character class."""


@cache
def read(name: str, package: str = "lanzhou_news.text.credits") -> dict[str, tuple[str, ...]]:
    """Sections of one list of a package, in file order; a file without section lines has the one section ``""``.

    >>> "新华社" in read("outlets.txt")["agency"]
    True
    """
    sections: dict[str, list[str]] = {}
    current = ""
    for line in (files(package) / "data" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1]
        elif line and not line.startswith("#"):
            sections.setdefault(current, []).extend(line.split())
    return {section: tuple(dict.fromkeys(words)) for section, words in sections.items()}


def any_of(words: Iterable[str]) -> str:
    """A regular expression for the longest of the words: common beginnings are shared, so its length hardly matters.

    >>> any_of(["责编", "责任编辑", "编辑"])
    '(?:编(?:辑)|责(?:任(?:编(?:辑))|编))'
    """
    branches: dict[str, list[str]] = {}
    complete = False
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
        else:
            complete = True
    pieces = [re.escape(first) + (any_of(rests) if any(rests) else "") for first, rests in sorted(branches.items())]
    if not pieces:
        return ""
    return f"(?:{'|'.join(pieces)}){'?' if complete else ''}"


def first_of(words: Iterable[str]) -> str:
    """A look-ahead for the first characters of the words: most positions of a text are dismissed by it."""
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in words}))}])"
