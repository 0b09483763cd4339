"""From a crawl to the alarm: a real run over the replica, then the same site redesigned."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lanzhou_news.replica.server import start
from tests.site_server import Site, listing, serve
from tests.site_server import article as page


def crawl(output: Path, proxy: str, told: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lanzhou_news.cli", "crawl", "lanzhou", "--fast", "--notify-cmd", f"tee '{told}'"]
    settings = {"OUTPUT_DIR": output, "LN_DRY_DAYS_WARN": 1e6, "LN_DRY_DAYS_FAIL": 1e6}
    command += [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    environment = {**os.environ, "http_proxy": proxy, "no_proxy": ""}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
def test_a_redesign_turns_the_next_run_into_exit_code_3_a_message_and_a_report(tmp_path: Path) -> None:
    output, told = tmp_path / "out", tmp_path / "mail.txt"
    with start(articles=40, seed=1, plain=True) as replica:
        usual = crawl(output, replica.base, told)
    assert usual.returncode == 0, usual.stderr
    assert not told.exists(), "a usual run sends no message"
    report = output / "reports" / "index.html"
    assert "All is well" in report.read_text(encoding="utf-8")

    with start(articles=40, seed=2, plain=True, redesign=True) as replica:
        broken = crawl(output, replica.base, told)
    assert broken.returncode == 3, broken.stderr
    sentence = "The generic reader had to read 100% of"
    assert sentence in broken.stderr
    assert sentence in told.read_text(encoding="utf-8")
    assert sentence in report.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_section_whose_list_has_vanished_is_named_by_the_next_run(tmp_path: Path) -> None:
    output, told, site = tmp_path / "out", tmp_path / "mail.txt", Site()
    for number, channel in enumerate(("minsheng", "jiaoyu")):
        url = f"/{channel}/2024-01/1{number}/content_{6000 + number}.htm"
        site.page(url, page(f"第{number}条步道开放"))
        site.page(f"/{channel}/", listing(url))
    site.page("/", listing("/minsheng/", "/jiaoyu/"))
    with serve(site):
        assert crawl(output, site.proxy, told).returncode == 0
        time.sleep(1.1)  # the store counts visits in whole seconds
        del site.pages["/jiaoyu/"]
        done = crawl(output, site.proxy, told)
    assert done.returncode == 3, done.stderr
    sentence = "1 of the 3 lists that the run before read were not read any more: http://www.lzbs.com.cn/jiaoyu/."
    assert sentence in done.stderr
    assert sentence in told.read_text(encoding="utf-8")
