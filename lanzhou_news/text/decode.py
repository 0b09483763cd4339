"""Bytes → text, whatever the declaration says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was won."""

    text: str
    declared: str | None
    used: str
    replaced: int


def decode(body: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """First version."""
    for codec in ("utf-8-sig", "gb18030"):
        try:
            return Decoded(body.decode(codec), None, codec, 0)
        except UnicodeDecodeError:
            continue
    text = body.decode("gb18030", "replace")
    return Decoded(text, None, "gb18030", text.count("�"))
