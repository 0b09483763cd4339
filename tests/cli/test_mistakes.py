"""The mistakes people make: each is answered with one sentence that says what to do, never with a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lanzhou_news.store.lock import RunLock

LIST = "<html><body><a href='/a'>更多</a></body></html>"
MISTAKES = [
    ("crwal lanzhou", 2, "no command is called 'crwal'; did you mean 'crawl'?"),
    ("crawl lanzou", 2, "no site is called 'lanzou'; known sites: "),
    ("crawl lanzhou -a since=01/02/2025", 2, "since=01/02/2025: write a day as 2025-01-31"),
    ("crawl lanzhou -a since=2025-02-30", 2, "write a day as 2025-01-31"),
    ("crawl lanzhou -a sinc=2025-01-02", 2, "there is no such argument; known: since"),
    ("crawl lanzhou -a max_articles=-3", 2, "write a whole number from 1"),
    ("crawl lanzhou -s OUPUT_DIR=x", 2, "there is no such setting; did you mean OUTPUT_DIR?"),
    ("crawl lanzhou -s OUTPUT_DIR=", 2, "-s OUTPUT_DIR=: name a folder"),
    ("crawl lanzhou -s LIST_DEPTH=deep", 2, "-s LIST_DEPTH=deep: write a number (default 3)"),
    ("crawl lanzhou -s ITEM_PIPELINES=mine", 2, "write a JSON object"),
    ("crawl lanzhou -s LN_QUARANTINE_WARN=lots", 2, "write a number (default 0.05)"),
    ("crawl lanzhou -s LN_QUARANTINE_WARN=-1", 2, "write a number of 0 or more"),
    ("crawl lanzhou -s ARCHIVE_ENABLED=maybe", 2, "write 1 or 0"),
    ("crawl lanzhou -s REVISIT_SCHEDULE=1h,soon", 2, "write durations, comma-separated: 1h,6h,1d"),
    ("crawl lanzhou -s COMMIT_LIMIT=1.5 -s OUTPUT_DIR=new", 1, "could not start; see new/logs/crawl.log"),
    ("crawl lanzhou -s OUTPUT_DIR=file", 1, "cannot write into file (Not a directory): name another folder with -s"),
    ("crawl lanzhou -s OUTPUT_DIR=locked", 4, "wait for it, or give this run a folder of its own"),
    ("crawl lanzhou -s OUTPUT_DIR=damaged", 1, "put a sound backup in its place"),
    ("extract nofile.html", 2, "'nofile.html': No such file or directory"),
    ("extract list.html", 1, "list.html holds no article (no-body: no line of the page reads like an article"),
    ("extract list.html --site nope", 2, "no site is called 'nope'; known sites: "),
    ("extract list.html --fetched-at yesterday", 2, "write 2025-01-03 or 2025-01-03T08:00:00+08:00"),
    ("replay nofolder", 2, "Path 'nofolder' does not exist"),
    ("replay empty", 1, "none of the paths holds a page (.html"),
    ("replay list.html --output file", 2, "'file' is a file"),
    ("clean nofile", 2, "'nofile': No such file or directory"),
    ("dedup other.jsonl", 1, "name the field with --text"),
    ("export", 2, "Missing option '--format'"),
    ("export --format excel", 2, "'excel' is not one of 'jsonl', 'csv', 'parquet', 'sqlite'"),
    ("export --format csv", 1, "no records at output: name an output folder, a store (.db) or .jsonl files"),
    ("export --format csv --from damaged", 1, "put a sound backup in its place"),
    ("export --format csv --from other.jsonl", 1, "other.jsonl, line 1 is no record: it has no id"),
    ("export --format csv --since 2025-13-01", 2, "does not match the format '%Y-%m-%d'"),
    ("report", 1, "there is no store at output/lanzhou_news.db; crawl first, or name the folder"),
    ("report -s OUTPUT_DIR=damaged", 1, "the store cannot be read (file is not a database)"),
    ("report -s OUTPUT_DRI=damaged", 2, "there is no such setting; did you mean OUTPUT_DIR?"),
    ("check lanzhou --store", 2, "--store looks at the folder of a crawl, not at sites: leave out lanzhou"),
    ("check nowhere", 2, "no site is called 'nowhere'; known sites: "),
    ("check --store", 1, "there is no store at output/lanzhou_news.db"),
    ("check --store -s OUTPUT_DIR=damaged", 3, "file is not a database"),
    ("browse --port 70000", 2, "70000 is not in the range 1<=x<=65535"),
    ("browse --host 192.0.2.1", 2, "cannot listen on port 8001 of 192.0.2.1 (Cannot assign requested address)"),
    ("browse --host no.such.host.invalid", 2, "cannot listen on port 8001 of no.such.host.invalid ("),
    ("browse --port TAKEN", 2, "is in use; choose another one with --port"),
    ("replica --port TAKEN", 2, "is in use; choose another one with --port"),
    ("demo --output full", 2, "holds something that is no demo; name another folder with --output"),
    ("schema extra", 2, "unexpected extra argument"),
]  # fmt: skip
"""(What was typed, exit code, part of the sentence.)"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that can be named by mistake."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("empty", "damaged", "full", "locked"):
        (folder / name).mkdir()
    (folder / "file").write_text("a file", encoding="utf-8")
    (folder / "full" / "thesis.txt").write_text("do not empty this folder", encoding="utf-8")
    (folder / "list.html").write_text(LIST, encoding="utf-8")
    (folder / "other.jsonl").write_text('{"a": 1}\n', encoding="utf-8")
    (folder / "damaged" / "lanzhou_news.db").write_bytes(b"no database at all" * 100)
    return folder


@pytest.mark.parametrize(("typed", "code", "sentence"), MISTAKES, ids=[typed for typed, _, _ in MISTAKES])
def test_a_mistake_is_answered_with_one_sentence(desk: Path, typed: str, code: int, sentence: str) -> None:
    lock = RunLock(desk / "locked") if "locked" in typed else None
    with socket.create_server(("127.0.0.1", 0)) as taken:
        words = typed.replace("TAKEN", str(taken.getsockname()[1])).split()
        environment = {**os.environ, "http_proxy": "http://127.0.0.1:9"}
        command = [sys.executable, "-m", "lanzhou_news.cli", *words]
        done = subprocess.run(
            command, cwd=desk, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
    if lock:
        lock.release()
    told = done.stdout + done.stderr
    assert done.returncode == code, told
    assert told.count(sentence) == 1, told
    assert "Traceback" not in told
    assert "[Errno" not in told


MISSING = """
from importlib.machinery import PathFinder

find = PathFinder.find_spec
PathFinder.find_spec = lambda name, *more: None if name == {0!r} else find(name, *more)
from lanzhou_news.cli import main
main()
"""
"""The program on a machine that lacks one library."""


def test_a_missing_extra_is_named(desk: Path) -> None:
    for block, typed, extra in [("duckdb", "export --format parquet --from page.jsonl", "export"),
                                ("datasette", "browse --from page.jsonl", "browse"),
                                ("redis", "worker lanzhou", "redis"),
                                ("redis", "collect lanzhou", "redis")]:  # fmt: skip
        (desk / "page.jsonl").write_text('{"id": "lanzhou:1"}\n', encoding="utf-8")
        program = MISSING.format(block)
        command = [sys.executable, "-c", program, *typed.split()]
        done = subprocess.run(command, cwd=desk, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 1, done.stderr
        assert f"pip install 'lanzhou-news[{extra}]'" in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_a_terminal_that_lacks_a_character_gets_the_rest(desk: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "lanzhou_news.cli", "check", "--store", "-s", "OUTPUT_DIR=damaged"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (3, b"")
    assert done.stdout.startswith("✗".encode(encoding, "backslashreplace")), done.stdout


@pytest.mark.parametrize("typed", ["clean many.jsonl", "dedup --unique many.jsonl", "dedup many.jsonl", "schema"])
def test_a_reader_that_goes_away_is_no_error(desk: Path, typed: str) -> None:
    lines = (f'{{"id": "{n}", "text": "{"兰州市新建步道二十公里。" * 20}"}}\n' for n in range(2000))
    (desk / "many.jsonl").write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "lanzhou_news.cli", *typed.split()]
    with subprocess.Popen(command, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read().decode()
    assert (process.returncode, "Traceback" in told, "Broken" in told) == (0, False, False), told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_one_sentence(desk: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "lanzhou_news.cli", "schema"]
        done = subprocess.run(command, cwd=desk, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        b"lanzhou-news: No space left on device: free some space and start again\n",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    command = [sys.executable, "-m", "lanzhou_news.cli", "crawl", "lanzhou", "-s", f"OUTPUT_DIR={tmp_path}/out"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "name another folder with -s OUTPUT_DIR" in done.stderr
