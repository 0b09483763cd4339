"""``lanzhou-news crawl`` as cron meets it: exit codes, silence, log files, several sites in one folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lanzhou_news.store.lock import RunLock
from tests.crawling import ROOT, environment, records, rows
from tests.site_server import Answer, Site, article, listing, serve

CALM = ("-s", "LN_DRY_DAYS_WARN=100000", "-s", "LN_DRY_DAYS_FAIL=100000")
"""The scripted articles are old: for these tests that is no finding."""
URLS = [f"/lanzhounews/2024-01/1{n}/content_{6000 + n}.htm" for n in range(4)]


@pytest.fixture
def site() -> Site:
    site = Site()
    for url in URLS:
        site.page(url, article(url[-8:-4]))
    site.page("/", listing(*URLS))
    return site


def run(output: Path, *args: str, proxy: str = "http://127.0.0.1:9") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lanzhou_news.cli", "crawl", *args, "-s", f"OUTPUT_DIR={output}"],
        cwd=ROOT,
        env=environment(proxy),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_good_run_is_silent_leaves_a_log_and_a_report_and_ends_with_0(tmp_path: Path, site: Site) -> None:
    with serve(site):
        done = run(tmp_path, "lanzhou", "--fast", *CALM, proxy=site.proxy)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "ERROR" not in done.stderr
    assert len(records(tmp_path)) == 4
    assert "4 new articles" in (tmp_path / "logs" / "crawl.log").read_text()
    assert (tmp_path / "reports" / "index.html").exists()


def test_a_report_that_cannot_be_written_costs_neither_records_nor_findings(tmp_path: Path, site: Site) -> None:
    (tmp_path / "reports").touch()
    with serve(site):
        done = run(tmp_path, "lanzhou", "--fast", "-s", "LN_DRY_DAYS_FAIL=100000", proxy=site.proxy)
    assert done.returncode == 0, done.stderr
    assert "lanzhou-news: the report could not be written: " in done.stderr
    assert "WARNING lanzhou dry-days" in done.stderr
    assert len(records(tmp_path)) == 4


def test_a_site_that_does_not_answer_ends_with_1_and_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "lanzhou", "--fast", "-s", "RETRY_TIMES=0", *CALM)
    assert done.returncode == 1, done.stderr
    assert "lanzhou: Failed: 0 new articles" in done.stderr
    assert "Gave up" not in done.stderr, "each single request is a matter of the log"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere"], "no site is called 'nowhere'; known sites: "),
        (["lanzhou", "-a", "since=soon"], "write a day as 2025-01-31"),
        (["lanzhou", "-a", "since"], "write NAME=VALUE"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_ends_with_2_and_touches_nothing(tmp_path: Path, args: list[str], message: str) -> None:
    done = run(tmp_path / "out", *args)
    assert done.returncode == 2
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_monitor_that_fails_ends_with_3_and_says_why(tmp_path: Path, site: Site) -> None:
    with serve(site):
        limits = ("-s", "LN_MIN_ARTICLES=1", "-s", "LN_DATE_FLOOR_FAIL=1.1")
        done = run(tmp_path, "lanzhou", "--fast", *limits, proxy=site.proxy)
    assert done.returncode == 3, done.stderr
    assert "FAILURE lanzhou coverage-floor: published_at is present in 100% of 4 articles" in done.stderr


def test_a_first_crawl_of_old_news_warns_and_ends_with_0(tmp_path: Path, site: Site) -> None:
    with serve(site):
        done = run(tmp_path, "lanzhou", "--fast", proxy=site.proxy)
    assert done.returncode == 0, done.stderr
    assert "WARNING lanzhou dry-days" in done.stderr


def test_a_held_lock_ends_with_4_and_names_its_owner(tmp_path: Path) -> None:
    lock = RunLock(tmp_path)
    done = run(tmp_path, "lanzhou", "--fast", *CALM)
    lock.release()
    assert done.returncode == 4, done.stderr
    assert "another run holds" in done.stderr


def test_a_damaged_store_is_one_sentence_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "lanzhou_news.db").write_bytes(b"rubbish" * 1000)
    done = run(tmp_path, "lanzhou", "--fast", *CALM)
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_log_rotates(tmp_path: Path, site: Site) -> None:
    with serve(site):
        for _ in range(2):
            run(
                tmp_path,
                "lanzhou",
                "--fast",
                *CALM,
                "-s",
                "LOG_ROTATE_BYTES=3000",
                "-s",
                "LOG_ROTATE_KEEP=2",
                proxy=site.proxy,
            )
    assert {path.name for path in (tmp_path / "logs").iterdir()} == {"crawl.log", "crawl.log.1", "crawl.log.2"}


def test_two_sites_share_a_folder_and_a_process(tmp_path: Path, site: Site) -> None:
    """The other site answers nothing: that is its failure alone."""
    site.pages["/robots.txt"] = Answer(b"", 404)
    with serve(site):
        done = run(tmp_path, "lanzhou", "gscn", "--fast", *CALM, proxy=site.proxy)
    assert done.returncode in {0, 1}, done.stderr
    assert len(records(tmp_path)) >= 4
    assert {name for (name,) in rows(tmp_path, "SELECT site FROM runs")} == {"lanzhou", "gscn"}
    assert rows(tmp_path, "SELECT outcome FROM runs WHERE site = 'lanzhou'") == [("finished",)]
