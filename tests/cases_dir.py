"""Where the real saved pages are, when they are there at all: they are never part of this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CASES = Path(os.environ.get("LANZHOU_CASES") or Path(__file__).resolve().parents[2] / "shared" / "cases")

needs_cases = pytest.mark.skipif(
    not CASES.is_dir(), reason="the folder of real saved pages is absent (set LANZHOU_CASES to point at it)"
)
