"""Other ways to end early: signals, a vanished server, a full disk, a folder or store that cannot be used."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from lanzhou_news.store.migrations import MIGRATIONS
from tests.crash.test_kill import SETTINGS, assert_sound, news_site
from tests.crawling import crawl, essence, records, rows, start
from tests.site_server import serve


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The records of a run that nothing disturbs."""
    output = tmp_path_factory.mktemp("undisturbed")
    with serve(news_site(240)) as site:
        crawl(output, site.proxy, *SETTINGS)
    return essence(output)


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)],  # tests/cli/test_interrupt.py has more
    ids=["SIGTERM", "SIGINT"],
)
def test_a_signal_ends_a_crawl_cleanly_and_what_was_fetched_is_stored(
    tmp_path: Path, undisturbed: list[str], number: signal.Signals
) -> None:
    with serve(news_site(240)) as site:
        process = start(tmp_path / "out", site.proxy, *SETTINGS)
        while len(site.log) < 60:
            time.sleep(0.001)
        process.send_signal(number)
        _, log = process.communicate(timeout=30)
        assert "Interrupted:" in log, log
        assert 0 < len(records(tmp_path / "out")) < 239
        assert rows(tmp_path / "out", "SELECT outcome, reason FROM runs") == [("interrupted", "shutdown")]
        stored = {record["url"] for record in records(tmp_path / "out")}
        answered = [one for one in site.log if "content_" in one.path and one.status == 200]
        assert len(answered) - len(stored) <= 5, "what was answered is stored (but for pages that gave no record)"
        crawl(tmp_path / "out", site.proxy, *SETTINGS)
        assert_sound(tmp_path / "out", undisturbed)


def test_a_signal_to_all_processes_of_a_crawl_ends_it_as_one_to_the_crawl_does(tmp_path: Path) -> None:
    with serve(news_site(240)) as site:
        process = start(tmp_path, site.proxy, "-s", "CLEANING_PROCESSES=2", start_new_session=True)
        while len(site.log) < 60:
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGTERM)  # what systemd and timeout do
        _, log = process.communicate(timeout=30)
    assert "Interrupted:" in log, log
    assert "died" not in log, log
    assert rows(tmp_path, "SELECT outcome, reason FROM runs") == [("interrupted", "shutdown")]
    assert records(tmp_path)


@pytest.mark.slow
def test_a_server_that_vanishes_in_the_middle_costs_nothing_but_time(tmp_path: Path, undisturbed: list[str]) -> None:
    site = news_site(240)
    with serve(site):
        process = start(tmp_path / "out", site.proxy, *SETTINGS, "-s", "RETRY_TIMES=1")
        while len(site.log) < 60:
            time.sleep(0.001)
    _, log = process.communicate(timeout=60)
    assert rows(tmp_path / "out", "SELECT outcome, reason FROM runs") == [("failed", "unreachable")], log
    with serve(site):
        crawl(tmp_path / "out", site.proxy, *SETTINGS)
        assert_sound(tmp_path / "out", undisturbed)


def limit_files() -> None:
    """No file may grow beyond 400 KB: writes fail as they do on a full disk (EFBIG in place of ENOSPC)."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


@pytest.mark.slow
def test_a_full_disk_ends_the_run_with_one_sentence_and_the_next_run_goes_on(
    tmp_path: Path, undisturbed: list[str]
) -> None:
    with serve(news_site(240)) as site:
        process = start(tmp_path / "out", site.proxy, *SETTINGS, preexec_fn=limit_files)
        _, log = process.communicate(timeout=60)
        assert "cannot write" in log
        assert "free space" in log
        assert "Traceback" not in log, log
        crawl(tmp_path / "out", site.proxy, *SETTINGS)
        assert_sound(tmp_path / "out", undisturbed)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with serve(news_site(20)) as site:
        log = crawl(tmp_path / "out", site.proxy)
    tmp_path.chmod(0o700)
    assert "cannot write" in log
    assert "Traceback" not in log


def test_an_output_path_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    with serve(news_site(20)) as site:
        log = crawl(tmp_path / "out", site.proxy)
        assert site.log == []
    assert "cannot write" in log
    assert "Traceback" not in log


def test_a_damaged_store_is_copied_and_left_alone(tmp_path: Path) -> None:
    store = tmp_path / "lanzhou_news.db"
    store.write_bytes(b"this is no database" * 500)
    with serve(news_site(20)) as site:
        log = crawl(tmp_path, site.proxy)
        assert site.log == []
    assert "is damaged" in log
    assert "Traceback" not in log
    assert store.read_bytes() == b"this is no database" * 500
    assert [path.read_bytes() == store.read_bytes() for path in tmp_path.glob("*.damaged-*")] == [True]


def test_a_store_of_a_later_version_is_copied_and_left_alone(tmp_path: Path) -> None:
    store = tmp_path / "lanzhou_news.db"
    db = sqlite3.connect(store)
    db.execute("CREATE TABLE later (x)")
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 5}")
    db.close()
    before = store.read_bytes()
    with serve(news_site(20)) as site:
        log = crawl(tmp_path, site.proxy)
        assert site.log == []
    assert "upgrade lanzhou-news" in log
    assert store.read_bytes() == before
    assert len(list(tmp_path.glob(f"*.schema{len(MIGRATIONS) + 5}-*"))) == 1


def test_a_second_run_in_the_same_folder_is_refused_and_names_the_first(tmp_path: Path) -> None:
    site = news_site(60)
    site.page("/", b"")
    with serve(site):
        first = start(tmp_path, site.proxy, "-s", "DOWNLOAD_DELAY=2")  # it lives until it is killed
        while not site.log:
            time.sleep(0.01)
        time.sleep(0.2)
        log = crawl(tmp_path, site.proxy)
        assert f"process {first.pid} on" in log
        assert "Closing spider (locked)" in log
        first.kill()
        first.communicate()
        log = crawl(tmp_path, site.proxy)
    assert f"The lock of process {first.pid}" in log
    assert "was stale" in log
    assert rows(tmp_path, "SELECT outcome FROM runs ORDER BY started, rowid") == [("killed",), ("finished",)]
