"""From a crawl to the alarm: a real run over the replica, then the same site redesigned."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from lanzhou_news.replica.server import start


def crawl(output: Path, proxy: str, told: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lanzhou_news.cli", "crawl", "lanzhou", "--fast", "--notify-cmd", f"tee '{told}'"]
    settings = {"OUTPUT_DIR": output, "LN_DRY_DAYS_WARN": 1e6, "LN_DRY_DAYS_FAIL": 1e6}
    command += [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    environment = {**os.environ, "http_proxy": proxy, "no_proxy": ""}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


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
