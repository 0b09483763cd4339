"""A headless Chromium for browser tests, and what makes them skip or fail without one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def path() -> str:
    """Where Chromium is; skips the test without one, or fails it under ``REQUIRE_ALL=1``."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    sentence = "no Chromium: apt-get install chromium"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)


@contextmanager
def opened(**context: Any) -> Iterator[Any]:
    """A page of a fresh browser; ``context`` are options of the browser context (viewport, locale, color_scheme)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path(), args=FLAGS)
        try:
            yield browser.new_context(**context).new_page()
        finally:
            browser.close()
