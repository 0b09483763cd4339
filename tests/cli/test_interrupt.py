"""Ctrl-C, once and twice: the crawl ends, says what was kept, and the next one goes on."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lanzhou_news.cli.check_store import check_store
from lanzhou_news.replica.server import start
from tests.crawling import records, rows


def crawl(output: Path, *more: str) -> list[str]:
    calm = ["-s", "LN_DRY_DAYS_WARN=9999", "-s", "LN_DRY_DAYS_FAIL=9999"]
    return [sys.executable, "-m", "lanzhou_news.cli", "crawl", "lanzhou", "--fast", "-s", f"OUTPUT_DIR={output}",
            *calm, *more]  # fmt: skip


def environment(proxy: str, **more: str) -> dict[str, str]:
    return {**os.environ, "http_proxy": proxy, "no_proxy": "", **more}


def until_articles(output: Path, number: int) -> None:
    for _ in range(600):
        time.sleep(0.05)
        if (output / "lanzhou_news.db").exists():
            with contextlib.suppress(sqlite3.OperationalError):  # the tables are being made
                if rows(output, "SELECT count(*) FROM articles")[0][0] >= number:
                    return
    raise AssertionError("no articles came")


def interrupted(output: Path, proxy: str, times: int) -> subprocess.CompletedProcess[str]:
    with subprocess.Popen(
        crawl(output), env=environment(proxy), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        until_articles(output, 5)
        for _ in range(times):
            process.send_signal(signal.SIGINT)
            time.sleep(0.02)
        out, told = process.communicate(timeout=60)
    return subprocess.CompletedProcess([], process.returncode, out, told)


def test_one_ctrl_c_ends_cleanly_and_says_what_was_kept(tmp_path: Path) -> None:
    with start(articles=300, seed=1) as replica:
        done = interrupted(tmp_path, replica.base, 1)
    assert done.returncode == 1, done.stderr
    said = re.search(r"lanzhou: Interrupted: (\d+) new articles, .* (\d+) still pending", done.stderr)
    assert said, done.stderr
    assert "Traceback" not in done.stderr
    assert int(said[1]) == len(records(tmp_path)) > 0
    assert rows(tmp_path, "SELECT count(*) FROM pending") == [(int(said[2]),)]
    assert check_store(tmp_path) == []


def test_two_ctrl_c_stop_at_once_and_the_next_run_completes_the_file(tmp_path: Path) -> None:
    with start(articles=300, seed=1) as replica:
        done = interrupted(tmp_path, replica.base, 2)
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert re.search(r"lanzhou: (Stopped at once|Interrupted): \d+ new articles", done.stderr), done.stderr
        again = subprocess.run(
            crawl(tmp_path), env=environment(replica.base), capture_output=True, text=True, timeout=120, check=False
        )
    assert again.returncode == 0, again.stderr
    ids = [record["id"] for record in records(tmp_path)]
    assert len(ids) == len(set(ids)) == 300
    assert check_store(tmp_path) == []


@pytest.mark.parametrize("no_color", ["", "1"])
def test_a_terminal_sees_progress_and_no_color_is_obeyed(tmp_path: Path, no_color: str) -> None:
    more = {"NO_COLOR": no_color} if no_color else {}
    with start(articles=30, seed=1) as replica:
        ours, theirs = pty.openpty()
        env = {name: value for name, value in environment(replica.base, TERM="xterm-256color", **more).items()
               if name != "NO_COLOR" or no_color}  # fmt: skip
        with subprocess.Popen(crawl(tmp_path), env=env, stderr=theirs, stdout=theirs) as process:
            os.close(theirs)
            seen = b""
            while True:
                try:
                    seen += os.read(ours, 4096)
                except OSError:
                    break
        os.close(ours)
    text = seen.decode()
    assert process.returncode == 0, text
    assert "pages/s" in text
    assert "lanzhou: Finished: 30 new articles" in text
    coloured = re.search(r"\x1b\[(?:\d+;)*(?:3[0-7]|38|9[0-7])(?:;|m)", text)
    assert not (no_color and coloured), coloured


def test_without_a_terminal_nothing_is_drawn(tmp_path: Path) -> None:
    with start(articles=30, seed=1) as replica:
        done = subprocess.run(
            crawl(tmp_path), env=environment(replica.base, TERM="xterm-256color"), capture_output=True, check=False
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
