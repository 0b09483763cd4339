"""The fast profile: what it leaves out exists, and is not loaded; where it cleans."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys

import pytest
from scrapy.settings import default_settings

from lanzhou_news import settings_fast

TABLES = ("DOWNLOADER_MIDDLEWARES_BASE", "EXTENSIONS_BASE", "SPIDER_MIDDLEWARES_BASE")
LEFT_OUT = {
    *("HttpAuthMiddleware", "CookiesMiddleware", "HttpProxyMiddleware", "RemoteControl", "TelnetConsole"),
    *("RefererMiddleware", "UrlLengthMiddleware", "DepthMiddleware", "MetaCopyDetectionMiddleware"),
}

PROXY = "lanzhou_news.middlewares.proxy.RememberedProxy"
"""Takes the place of HttpProxyMiddleware."""

LOADED = """
import sys
from scrapy.utils.project import get_project_settings
settings = get_project_settings()
for table in ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES"):
    for path in settings.get_component_priority_dict_with_base(table):
        __import__(path.rpartition(".")[0])
print(sorted({"aiohttp", "tldextract", "scrapy.extensions.telnet"} & sys.modules.keys()))
"""


def test_exactly_the_named_parts_of_scrapy_are_left_out() -> None:
    kept = {path for table in TABLES for path in getattr(settings_fast, table)} - {PROXY}
    scrapys = {path for table in TABLES for path in getattr(default_settings, table)}
    assert kept <= scrapys
    assert {path.rpartition(".")[2] for path in scrapys - kept} == LEFT_OUT


@pytest.mark.parametrize(("profile", "loaded"), [("default", ["tldextract"]), ("fast", [])])
def test_libraries_of_parts_that_are_off_are_not_loaded(profile: str, loaded: list[str]) -> None:
    environment = os.environ | {"SCRAPY_PROJECT": profile}
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == f"{loaded}\n"


@pytest.mark.parametrize(("cores", "processes"), [(1, 0), (2, 2), (3, 3), (64, 3)])
def test_other_cores_clean(cores: int, processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(cores)), raising=False)
    assert runpy.run_path(str(settings_fast.__file__))["CLEANING_PROCESSES"] == processes
