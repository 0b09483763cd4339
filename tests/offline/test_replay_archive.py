"""Archives into records: the same as the crawl's, resumable, dated by the archive; judged before they are stored."""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from lanzhou_news.archive.reader import read, scan
from lanzhou_news.cli import cli
from lanzhou_news.offline import reextract
from lanzhou_news.offline.replay import Reading, replay
from lanzhou_news.offline.sources import archive_files, read_archives
from lanzhou_news.replica.server import start
from lanzhou_news.sites import _by_host, profiles
from tests.archive.foreign import record, response, write
from tests.crash.test_kill import SETTINGS, change, news_site
from tests.crawling import ROOT, crawl, environment, essence, records, rows
from tests.gold import compare
from tests.site_server import article, serve

pytest.importorskip("warcio")

URL = "http://www.lzbs.com.cn/lanzhounews/2025-01/02/content_{}.htm"
ARCHIVING = ("-s", "ARCHIVE_ENABLED=1")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A crawl of the replica with its archive."""
    output = tmp_path_factory.mktemp("crawled")
    with start(articles=150, seed=11) as replica:
        crawl(output, replica.base, *ARCHIVING, "-s", "ARCHIVE_FILE_SIZE=400000")
    return output


@pytest.fixture
def copy(crawled: Path, tmp_path: Path) -> Path:
    """The crawl's store, to be written to; the archive stays where it is."""
    output = tmp_path / "copy"
    output.mkdir()
    before = sqlite3.connect(crawled / "lanzhou_news.db")
    after = sqlite3.connect(output / "lanzhou_news.db")
    before.backup(after)
    before.close()
    after.close()
    (output / "archive").symlink_to(crawled / "archive")
    return output


@pytest.fixture
def changed_profile(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The site's profile as if its name had changed: what is inferred to come from the site reads differently."""
    profile = dataclasses.replace(profiles()["lanzhou"], title="兰州新新闻网")
    monkeypatch.setitem(profiles(), "lanzhou", profile)
    _by_host.cache_clear()
    yield profile.title
    monkeypatch.undo()
    _by_host.cache_clear()


def sources(*paths: Path, jobs: int = 1) -> list:
    return read_archives(archive_files(paths), jobs=jobs)[0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_archive_of_a_crawl_gives_the_records_of_the_crawl(crawled: Path, tmp_path: Path, jobs: int) -> None:
    summary = replay(sources(crawled / "archive", jobs=jobs), tmp_path / "out", jobs=jobs)
    assert essence(tmp_path / "out") == essence(crawled)
    assert summary.counts["quarantined"] == rows(crawled, "SELECT count(*) FROM quarantine")[0][0]
    query = "SELECT reason, detail, status FROM quarantine ORDER BY url"
    assert rows(tmp_path / "out", query) == rows(crawled, query)
    assert {r["fetched_at"] for r in records(tmp_path / "out")} == {r["fetched_at"] for r in records(crawled)}


@pytest.mark.slow
def test_archives_of_two_runs_give_the_same_revisions(tmp_path: Path) -> None:
    with serve(news_site(60)) as site:
        crawl(tmp_path / "crawled", site.proxy, *SETTINGS, *ARCHIVING)
        change(site, 60)
        crawl(tmp_path / "crawled", site.proxy, *SETTINGS, *ARCHIVING)
    assert len(records(tmp_path / "crawled")) == 59 + 10 + 3
    assert len(list((tmp_path / "crawled" / "archive").iterdir())) == 2
    replay(sources(tmp_path / "crawled" / "archive"), tmp_path / "out", jobs=1)
    assert essence(tmp_path / "out") == essence(tmp_path / "crawled")
    # the earlier captures of corrected articles are no news for the store
    found = reextract.judge(sources(tmp_path / "crawled" / "archive"), tmp_path / "crawled", jobs=1)
    assert dict(found.counts) == {"unchanged": 62, "other": 10, "no article": 2}


def test_an_issue_of_a_newspaper_gives_its_records_with_their_place_in_print(tmp_path: Path) -> None:
    with start(articles=20, seed=7, epapers=True) as replica:
        crawl(tmp_path / "crawled", replica.base, *ARCHIVING, "-a", "date=2024-06-24", spider="lzrb")
    replay(sources(tmp_path / "crawled" / "archive"), tmp_path / "out", jobs=1)
    assert essence(tmp_path / "out") == essence(tmp_path / "crawled")
    printed = [found["print"] for found in records(tmp_path / "out")]
    assert len(printed) > 10
    assert all(place["page_no"] and place["issue_date"] == "2024-06-24" for place in printed)


@pytest.mark.slow
def test_pages_that_did_not_change_are_archived_once(tmp_path: Path) -> None:
    site = news_site(60)
    for path, page in site.pages.items():  # a site without validators: everything is sent again
        if not callable(page):
            site.pages[path] = page._replace(headers={"Content-Type": "text/html"})
    with serve(site):
        crawl(tmp_path, site.proxy, *SETTINGS, *ARCHIVING)
        crawl(tmp_path, site.proxy, *SETTINGS, *ARCHIVING)
    assert len(sources(tmp_path / "archive")) == 60 + 1  # the page that holds no article is asked for again


class Killed(Exception):
    pass


def test_a_replay_that_was_interrupted_goes_on_and_doubles_nothing(crawled: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lanzhou_news.offline.replay.BATCH", 40)
        for _ in range(2):
            with pytest.raises(Killed):
                replay(sources(crawled / "archive"), tmp_path / "out", jobs=1, progress=Interrupt(60))
    summary = replay(sources(crawled / "archive"), tmp_path / "out", jobs=1)
    assert summary.counts["known"] >= 80
    assert essence(tmp_path / "out") == essence(crawled)


def kill_replay(arguments: Sequence[str], until: Callable[[], bool]) -> None:
    """SIGKILL a replay as soon as ``until`` says so; fails when it ended before."""
    process = subprocess.Popen(
        [sys.executable, "-m", "lanzhou_news.cli", "replay", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and not until():
        time.sleep(0.005)
    assert process.poll() is None, "it ended before it could be killed"
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def count(output: Path, query: str) -> int:
    try:
        return int(rows(output, query)[0][0])
    except sqlite3.OperationalError:  # not made yet
        return 0


@pytest.mark.slow
def test_a_replay_that_was_killed_goes_on_and_doubles_nothing(crawled: Path, tmp_path: Path) -> None:
    copies = tmp_path / "archive"
    copies.mkdir()
    pages = [place for file in sorted((crawled / "archive").iterdir()) for place in scan(file).responses]
    for number in range(3):  # 450 pages at addresses of their own: more than one transaction
        told = [(f"http://{number}.example.org/{at}.htm", read(place)) for at, place in enumerate(pages)]
        write(copies / f"{number}.warc.gz", *(response(url, page.body, page.headers) for url, page in told))
    out = tmp_path / "out"
    kill_replay(
        [str(copies), "--output", str(out), "--jobs", "1"],
        lambda: (out / "lanzhou_news.db").exists() and count(out, "SELECT count(*) FROM articles") > 0,
    )
    before = count(out, "SELECT count(*) FROM articles")
    again = replay(sources(copies), out, jobs=1)
    assert again.counts["known"] >= before > 0
    replay(sources(copies), tmp_path / "whole", jobs=1)
    assert essence(out) == essence(tmp_path / "whole")


class Interrupt:
    """Ends a replay after so many pages that were really read."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, reading: Reading | None) -> None:
        self.left -= reading is not None
        if not self.left:
            raise Killed


def test_the_date_of_the_archive_dates_what_the_page_dates_without_a_year(tmp_path: Path) -> None:
    page = article("黄河岸边", "1月1日，黄河岸边新建的步道开放了，市民说走起来方便多了，大家都盼着。")
    path = write(tmp_path / "a.warc.gz", response("http://example.org/news/1.htm", page.encode()))
    replay(sources(path), tmp_path / "out", jobs=1)
    [found] = records(tmp_path / "out")
    assert found["published_at"] == "2025-01-01T00:00:00+08:00"
    assert found["fetched_at"] == "2025-01-03T08:00:00Z"
    assert found["archive"]["file"] == "../a.warc.gz"


def test_today_s_code_changes_nothing_in_a_store_it_has_written(crawled: Path, copy: Path) -> None:
    found = reextract.judge(sources(crawled / "archive"), copy, jobs=1)
    assert (found.counts["unchanged"], found.counts["changed"], found.counts["new"]) == (150, 0, 0)


def test_a_changed_profile_changes_exactly_what_it_says(crawled: Path, copy: Path, changed_profile: str) -> None:
    before = {old["id"]: old for old in map(line, rows(copy, "SELECT line FROM articles"))}
    inferred = {id for id, old in before.items() if inferred_source(old)}
    assert 0 < len(inferred) < 150
    judged = reextract.judge(sources(crawled / "archive"), copy, jobs=1)
    assert set(judged.fields) == {"source"}
    assert len(rows(copy, "SELECT 1 FROM articles")) == 150, "judging writes nothing"
    found = reextract.store(sources(crawled / "archive"), copy, jobs=1)
    assert found.counts == judged.counts
    revised = [line(row) for row in rows(copy, "SELECT line FROM articles WHERE revision = 2")]
    assert len(revised) == found.counts["changed"]
    assert {new["id"] for new in revised} == inferred
    for new in revised:
        old = before[new["id"]]
        assert {name for name in old if new[name] != old[name]} <= {
            *("run_id", "source", "revision", "revision_reason", "previous_hash"),
            *("cleaning", "duplicate_of", "similarity"),
        }
        assert (new["source"], new["revision_reason"]) == (changed_profile, "re-extracted")
    written = records(copy)
    assert sorted(r["id"] for r in written) == sorted(r["id"] for r in revised)
    again = reextract.store(sources(crawled / "archive"), copy, jobs=1)
    assert again.counts["changed"] == 0
    assert again.counts["known"] >= 150


def test_storing_goes_on_where_it_was_interrupted(
    crawled: Path, copy: Path, changed_profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lanzhou_news.offline.reextract.BATCH", 40)
    whole = reextract.judge(sources(crawled / "archive"), copy, jobs=1)
    with pytest.raises(Killed):
        reextract.store(sources(crawled / "archive"), copy, jobs=1, progress=Interrupt(70))
    found = reextract.store(sources(crawled / "archive"), copy, jobs=1)
    assert found.counts["known"] == 80
    assert rows(copy, "SELECT count(*) FROM articles WHERE revision = 2") == [(whole.counts["changed"],)]
    assert len(records(copy)) == whole.counts["changed"]


def test_pages_that_become_readable_become_records_and_lost_ones_are_told(crawled: Path, copy: Path) -> None:
    db = sqlite3.connect(copy / "lanzhou_news.db")
    (gone,) = db.execute("SELECT id FROM articles LIMIT 1").fetchone()
    with db:
        db.execute("DELETE FROM articles WHERE id = ?", (gone,))
        db.execute("UPDATE seen SET state = 'quarantined', id = NULL WHERE id = ?", (gone,))
    db.close()
    found = reextract.store(sources(crawled / "archive"), copy, jobs=1)
    assert found.counts["new"] == 1
    assert [new["id"] for new in records(copy)] == [gone]
    assert rows(copy, f"SELECT state FROM seen WHERE id = '{gone}'") == [("article",)]


@pytest.mark.slow
def test_the_command_judges_before_it_stores(crawled: Path, copy: Path, changed_profile: str) -> None:
    run = CliRunner()
    paths = ["replay", str(crawled / "archive"), "--output", str(copy), "--jobs", "1"]
    refused = run.invoke(cli, paths)
    assert refused.exit_code == 2
    assert "folder of a crawl" in refused.output
    judged = run.invoke(cli, [*paths, "--judge"])
    assert judged.exit_code == 0, judged.output
    assert "source" in judged.output
    assert changed_profile in judged.output
    assert "nothing was written" in judged.output
    stored = run.invoke(cli, [*paths, "--into-store"])
    assert stored.exit_code == 0, stored.output
    assert "revisions" in stored.output


def test_the_command_tells_torn_files_revisits_and_what_it_passed_over(tmp_path: Path) -> None:
    whole = response(URL.format(1), article("黄河岸边").encode())
    write(
        tmp_path / "a.warc",
        whole,
        record("revisit", URL.format(2), b"HTTP/1.1 200 OK\r\n\r\n"),
        response("http://www.lzbs.com.cn/logo.png", b"\x89PNG", {"Content-Type": "image/png"}),
        response(URL.format(3), article("又一条").encode())[:-400],
    )
    result = CliRunner().invoke(cli, ["replay", str(tmp_path / "a.warc"), "--output", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert "torn at byte" in result.output
    assert "ends early" in result.output
    assert "1 revisit" in result.output
    assert "passed over" in result.output
    assert [new["title"] for new in records(tmp_path / "out")] == ["黄河岸边"]


def test_a_file_that_is_no_archive_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "b.warc.gz").write_bytes(b"nothing of the kind" * 100)
    write(tmp_path / "a.warc.gz", response(URL.format(1), article("黄河岸边").encode()))
    result = CliRunner().invoke(cli, ["replay", str(tmp_path), "--output", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "b.warc.gz: torn at byte 0" in result.output
    assert len(records(tmp_path / "out")) == 1


def line(row: tuple) -> dict:
    return json.loads(row[0])


def inferred_source(record: dict) -> bool:
    return any(note["rule"] == "source-inferred" for note in record["cleaning"])


def test_a_page_that_cannot_be_joined_does_not_end_the_replay(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.gz", *(response(URL.format(n), article(f"第{n}条").encode()) for n in range(3)))
    [first, second, third] = sources(path)

    def fail(self: object) -> None:
        raise RuntimeError("of our own making")

    bad = type("Bad", (type(second),), {"draft": fail})(second.first, second.following)
    summary = replay([first, bad, third], tmp_path / "out", jobs=1)
    assert (summary.counts["new"], summary.reasons) == (2, {"read-error": 1})
    assert rows(tmp_path / "out", "SELECT detail FROM quarantine") == [("RuntimeError: of our own making",)]


@pytest.mark.skipif(not shutil.which("wget"), reason="needs wget (apt package wget)")
def test_an_archive_that_wget_wrote_gives_the_gold_records(tmp_path: Path) -> None:
    with start(articles=30, seed=5) as replica:
        gold = list(replica.gold("host=www.lzbs.com.cn"))
        (tmp_path / "urls").write_text("\n".join(record["url"] for record in gold))
        subprocess.run(
            ["wget", "-q", "--page-requisites", "--warc-file=site", "-e", "robots=off", "-i", "urls", "-P", "pages"],
            cwd=tmp_path,
            env=environment(replica.base),
            check=False,  # 8: the replica has no pictures
        )
    summary = replay(sources(tmp_path / "site.warc.gz"), tmp_path / "out", jobs=1)
    found = compare(gold, records(tmp_path / "out"))
    assert (found.missing, found.unexpected, found.doubled) == ([], [], [])
    assert found.share("title", "published_at", "editors") == 1, found.table()
    # wget was not told of following pages
    parted = {record["id"] for record in records(tmp_path / "out") if "missing-page" in str(record["cleaning"])}
    assert {id for _, id, _, _ in found.wrong} <= parted, found.table()
    assert summary.passed_over.total() > 100


def limit_files() -> None:
    """No file may grow beyond 300 KB: writes fail as they do on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


@pytest.mark.slow
def test_a_full_disk_is_one_sentence_and_the_next_replay_goes_on(crawled: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lanzhou_news.cli", "replay", str(crawled / "archive"), "--output", str(tmp_path / "o")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit_files,
    )
    assert done.returncode == 1
    assert "cannot write" in done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    replay(sources(crawled / "archive"), tmp_path / "o", jobs=1)
    assert essence(tmp_path / "o") == essence(crawled)
