"""Word lists in ``data/*.txt``: sections in brackets, words separated by blanks, ``#`` opens a comment line."""

from __future__ import annotations

from importlib.resources import files


def read(name: str) -> dict[str, tuple[str, ...]]:
    """Sections of one list, in file order; a file without section lines has the one section ``""``.

    >>> "新华社" in read("outlets.txt")["agency"]
    True
    """
    sections: dict[str, list[str]] = {}
    current = ""
    for line in (files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1]
        elif line and not line.startswith("#"):
            sections.setdefault(current, []).extend(line.split())
    return {section: tuple(dict.fromkeys(words)) for section, words in sections.items()}
