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
from lanzhou_news.replica.corruption import make_site, mangle
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


@pytest.mark.slow
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


@pytest.mark.parametrize("seconds", [0.4, 1.5])
@pytest.mark.parametrize("typed", ["clean --jobs 2 damaged.txt", "replay damaged.txt pages --jobs 2 --output out"])
def test_ctrl_c_in_a_command_with_processes_is_one_sentence(tmp_path: Path, typed: str, seconds: float) -> None:
    mirror = make_site("medium", 0)
    text = "".join(
        mangle("市民在滨河路晨练时发现，沿线新增的八处口袋公园已经开放。", mirror) + "\n" for _ in range(400)
    )
    (tmp_path / "damaged.txt").write_text(text * 200, encoding="utf-8")
    (tmp_path / "pages").mkdir()
    for n in range(400):
        (tmp_path / "pages" / f"{n}.txt").write_text(f"第{n}号消息\n{text[:1000]}", encoding="utf-8")
    command = [sys.executable, "-m", "lanzhou_news.cli", *typed.split()]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, text=True, start_new_session=True, **pipes) as process:  # type: ignore[call-overload]
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the command
        _, told = process.communicate(timeout=60)
    assert process.returncode in (1, -signal.SIGINT), told  # before Python has a handler it dies of the signal
    if process.returncode == 1:
        assert told.strip().splitlines()[-1].startswith("lanzhou-news: stopped"), told
        assert "Traceback" not in told


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
