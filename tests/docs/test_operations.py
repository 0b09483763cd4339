"""The recipes of the operations page work: cron, systemd, one-off crawl, notifications, backup of a store in use."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from lanzhou_news.monitor.findings import SENTENCES
from lanzhou_news.monitor.notify import notify
from lanzhou_news.replica.server import start
from lanzhou_news.store.migrations import MIGRATIONS
from tests.crawling import essence
from tests.docs.pages import ROOT, Block, Shell, blocks, is_shown, read, steps
from tests.site_server import Site, article, listing, serve

PAGE = "operations.md"
NEWS = "/srv/lanzhou_news"


def recipe(name: str) -> Block:
    (found,) = [block for block in blocks(PAGE) if block.file == name]
    return found


def todays_site(count: int = 2) -> Site:
    site, today = Site(), (datetime.now(UTC) + timedelta(hours=8)).strftime("%Y-%m/%d")
    urls = [f"/lanzhounews/{today}/content_{6000 + number}.htm" for number in range(count)]
    for number, url in enumerate(urls):
        site.page(url, article(f"第{number}条步道开放"))
    site.page("/", listing(*urls))
    return site


def installed(folder: Path) -> Path:
    """A folder as the page assumes it: the clone with its .venv."""
    folder.mkdir(parents=True)
    (folder / ".venv").symlink_to(Path(sys.executable).parents[1])
    shutil.copy(ROOT / "scrapy.cfg", folder)
    return folder


@pytest.mark.slow
def test_the_cron_line_works_in_crons_bare_environment_and_is_silent(tmp_path: Path) -> None:
    (block,) = blocks(PAGE, "cron")
    line = re.fullmatch(r"(\S+ \S+ \S+ \S+ \S+)  (.+)\n", block.text)
    assert line, block.text
    assert re.fullmatch(r"([\d*,/-]+ ){4}[\d*,/-]+", line[1]), line[1]
    assert "%" not in line[2], "cron reads % as the end of the line"
    home = installed(tmp_path / "news")
    with serve(todays_site()) as site:
        bare = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "http_proxy": site.proxy}
        command = ["/bin/sh", "-c", line[2].replace(NEWS, str(home))]
        done = subprocess.run(command, env=bare, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(essence(home / "output")) == 2
    assert "contact: you@example.org" in site.log[-1].headers["user-agent"]


@pytest.mark.parametrize("name", ["lanzhou-news.service", "lanzhou-news.timer"])
def test_systemd_understands_the_units(tmp_path: Path, name: str) -> None:
    home = installed(tmp_path / "news")
    for unit in ("lanzhou-news.service", "lanzhou-news.timer"):
        text = recipe(unit).text
        sections = configparser.ConfigParser(strict=False)
        sections.optionxform = str  # type: ignore[assignment,method-assign]
        sections.read_string(text)
        assert set(sections.sections()) <= {"Unit", "Service", "Timer", "Install"}
        (tmp_path / unit).write_text(text.replace(NEWS, str(home)).replace("User=news\n", ""), encoding="utf-8")
    if shutil.which("systemd-analyze"):
        command = ["systemd-analyze", "verify", str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        told = [line for line in done.stderr.splitlines() if "lanzhou-news" in line]
        assert not told, done.stderr


@pytest.mark.slow
def test_the_one_off_crawl_writes_its_sample(tmp_path: Path) -> None:
    home = installed(tmp_path / "news")
    (block, *_) = blocks(PAGE, "console")
    with serve(todays_site(3)) as site, Shell(home, {"http_proxy": site.proxy}) as shell:
        for step in steps(block):
            code, printed = shell.run(step.command)
            assert code == 0, (step.command, printed)
            assert is_shown(step.shown, printed) is None, printed


def notify_command(name: str) -> str:
    """What the shell hands to ``--notify-cmd`` in a recipe."""
    program = recipe(name).text.replace("lanzhou-news crawl lanzhou --notify-cmd", "printf %s")
    return subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True).stdout


def test_the_mail_recipe_hands_the_findings_to_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "mail"
    fake.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/args"\ncat > "{tmp_path}/text"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    notify(notify_command("mail"), "r: 1 finding\n")
    assert (tmp_path / "args").read_text() == "-s Lanzhou news you@example.org\n"
    assert (tmp_path / "text").read_text() == "r: 1 finding\n"


@pytest.mark.parametrize(("name", "sent"), [("webhook", '栏目 "民生"\n'), ("chat", '"content": "栏目 \\"民生\\"\\n"')])
def test_the_webhook_recipes_post_the_findings(name: str, sent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = [tool for tool in ("curl", "jq") if tool in notify_command(name) and not shutil.which(tool)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    got: list[bytes] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.handle_request, daemon=True).start()
        command = notify_command(name).replace("https://example.org", f"http://127.0.0.1:{server.server_port}")
        notify(command, '栏目 "民生"\n')
    assert sent in got[0].decode()


@pytest.mark.slow
def test_a_backup_made_during_a_crawl_is_sound_and_the_crawl_can_go_on_from_it(tmp_path: Path) -> None:
    home = installed(tmp_path / "news")
    crawl = ["-s", "LN_DRY_DAYS_WARN=9999", "-s", "LN_DRY_DAYS_FAIL=9999", "-s", "JSONL_RECORDS=20"]
    lanzhou_news = [".venv/bin/python", "-m", "lanzhou_news.cli"]
    with start(articles=120, seed=3) as replica:
        environment = {**os.environ, "http_proxy": replica.base, "no_proxy": ""}
        command = [*lanzhou_news, "crawl", "lanzhou", "--fast", *crawl]
        with subprocess.Popen(command, cwd=home, env=environment, stderr=subprocess.PIPE, text=True) as running:
            while running.poll() is None and not list((home / "output").glob("articles/*.jsonl")):
                time.sleep(0.05)
            with Shell(home) as shell:
                code, printed = shell.run(recipe("backup").text)
            in_use = running.poll() is None
            _, told = running.communicate(timeout=120)
        assert (running.returncode, code) == (0, 0), (told, printed)
        assert in_use, "the crawl was over before the backup: nothing was tested"
        for line in check_store(home, "backup"):
            assert line.endswith("is not in the outbox"), line
            (home / "backup" / "articles" / line.split()[2]).unlink()
        with closing(sqlite3.connect(home / "backup" / "lanzhou_news.db")) as db:
            (stored,) = db.execute("SELECT count(*) FROM articles").fetchone()
        assert 0 < stored < 120
        again = [*command, "-s", "OUTPUT_DIR=backup"]
        done = subprocess.run(again, cwd=home, env=environment, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode in (0, 3), done.stderr  # 3: the run before was cut off, and that is told
    assert essence(home / "backup") == essence(home / "output")
    assert check_store(home, "backup") == []


def check_store(home: Path, folder: str) -> list[str]:
    (block,) = [block for block in blocks(PAGE, "console") if "check --store" in block.text]
    with Shell(home) as shell:
        _, printed = shell.run(next(steps(block)).command.replace("=backup", f"={folder}"))
    return [line for line in printed.splitlines() if line.startswith("✗")]


def test_old_pages_can_be_dropped_from_the_store(tmp_path: Path) -> None:
    from tests.monitor.stores import History

    history = History(tmp_path)
    for day in ("2024-12-31", "2025-01-02"):
        history.run(day, quarantined=[(f"http://a/{day}", "no-body", b"x")])
    history.db.executescript(recipe("quarantine").text)
    assert history.db.execute("SELECT url FROM quarantine").fetchall() == [("http://a/2025-01-02",)]
    history.db.close()


@pytest.mark.slow
def test_the_first_crawl_after_an_upgrade_brings_an_old_store_up_to_date(tmp_path: Path) -> None:
    home = installed(tmp_path / "news")
    crawl = [".venv/bin/python", "-m", "lanzhou_news.cli", "crawl", "lanzhou", "--fast"]
    with serve(todays_site(3)) as site:
        (home / "output").mkdir()
        with closing(sqlite3.connect(home / "output" / "lanzhou_news.db", isolation_level=None)) as db:
            db.executescript(f"{MIGRATIONS[0]}; PRAGMA user_version = 1")
            db.execute(
                "INSERT INTO runs VALUES ('20240101T000000Z-lanzhou-0000', 'lanzhou', '2024-01-01T00:00:00Z',"
                " '2024-01-01T00:01:00Z', 'finished', 'finished', '{}', '0.0.1', '{}')"
            )
        environment = {**os.environ, "http_proxy": site.proxy, "no_proxy": ""}
        done = subprocess.run(crawl, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(essence(home / "output")) == 3
    (copy,) = (home / "output").glob("lanzhou_news.db.before-schema*")
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert check_store(home, "output") == []


def test_every_finding_and_exit_code_has_a_row() -> None:
    page = read(PAGE)
    assert [name for name in SENTENCES if f"`{name}`" not in page] == []
    assert [code for code in range(5) if f"\n| {code} | " not in page] == []
