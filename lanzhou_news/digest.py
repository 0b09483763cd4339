"""Which state of the program this is: a version number does not tell two commits apart."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

CODE_SUFFIXES = frozenset({".py", ".json", ".bin", ".xz", ".txt", ".tsv"})
"""Code and tables: whatever decides how a page is read."""


@cache
def code_digest() -> str:
    """sha256 over this package's code and tables, in hex: equal means that a page is read the same.

    >>> len(code_digest())
    64
    """
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in package.rglob("*") if path.suffix in CODE_SUFFIXES):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
