"""What a run writes: sound for other tools, one new file a rotation, on the disk only when flushed."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lanzhou_news.archive.reader import Place, read, scan
from lanzhou_news.archive.writer import ArchiveWriter
from lanzhou_news.clean.draft import Exchange, Fetched

pytest.importorskip("warcio")

FETCHED = datetime(2025, 1, 3, 8, 30, tzinfo=UTC)


def page(number: int, size: int = 2000) -> Fetched:
    body = f"<html><body><p>第{number}页".encode() + bytes((number * 31 + at * at) % 251 for at in range(size))
    return Fetched(body, f"http://www.lzbs.com.cn/a/content_{number}.htm?x={number}", {}, 200, FETCHED)


def check(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from warcio.cli import main; main()", "check", "-v", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_page_comes_back_as_it_was_fetched(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "20250103T083000Z-lanzhou-ab12", file_size=1 << 20)
    reference = writer.add([page(1)])
    writer.flush()
    assert reference.file == "archive/20250103T083000Z-lanzhou-ab12-0001.warc.gz"
    again = read(Place(tmp_path / reference.file, reference.offset, page(1).url, FETCHED, "x"))
    assert (again.body, again.url, again.status, again.fetched_at) == (page(1).body, page(1).url, 200, FETCHED)
    [place] = scan(tmp_path / reference.file).responses
    assert (place.offset, place.url, place.fetched_at) == (reference.offset, page(1).url, FETCHED)


def test_other_tools_find_every_digest_right(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "run", file_size=20_000)
    for number in range(30):
        writer.add([page(number)])
    writer.flush()
    done = check(*sorted((tmp_path / "archive").iterdir()))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("digest pass") >= 60
    assert "fail" not in done.stdout


def test_nothing_is_on_the_disk_before_the_flush_and_no_file_without_a_page(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "run", file_size=1 << 20)
    writer.flush()
    assert list(tmp_path.iterdir()) == []
    writer.add([page(1)])
    assert list(tmp_path.iterdir()) == []
    writer.flush()
    assert [file.name for file in (tmp_path / "archive").iterdir()] == ["run-0001.warc.gz"]


def test_files_are_rotated_by_size_and_an_article_never_spans_two(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "run", file_size=2_000)
    references = [writer.add([page(3 * n), page(3 * n + 1), page(3 * n + 2)]) for n in range(8)]
    writer.flush()
    assert len({reference.file for reference in references}) > 2
    for number, reference in enumerate(references):
        places = [place for place in scan(tmp_path / reference.file).responses if place.offset >= reference.offset]
        assert [read(place).body for place in places[:3]] == [page(3 * number + k).body for k in range(3)]


def test_headers_that_no_longer_fit_are_kept_under_another_name(tmp_path: Path) -> None:
    told = (("Content-Encoding", "gzip"), ("Content-Length", "17"), ("Content-Type", "text/html; charset=gbk"))
    exchange = Exchange((("User-Agent", "lanzhou-news"), ("Accept-Encoding", "gzip")), told, "192.0.2.7")
    writer = ArchiveWriter(tmp_path, "run", file_size=1 << 20)
    reference = writer.add([Fetched(b"<html>text", "http://www.lzbs.com.cn/a.htm", {}, 200, FETCHED, exchange)])
    writer.flush()
    again = read(Place(tmp_path / reference.file, reference.offset, "", FETCHED, "x"))
    assert dict(again.headers) == {
        "x-archive-orig-content-encoding": "gzip",
        "x-archive-orig-content-length": "17",
        "content-type": "text/html; charset=gbk",
        "content-length": "10",
    }
    with gzip.open(tmp_path / reference.file) as file:
        records = file.read().decode()
    assert "WARC-IP-Address: 192.0.2.7" in records
    assert "User-Agent: lanzhou-news" in records
    assert "software: lanzhou-news/" in records


def test_an_unknown_status_and_a_page_without_headers_are_written_too(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "run", file_size=1 << 20)
    reference = writer.add([Fetched(b"busy", "http://www.lzbs.com.cn/b.htm", {}, 599, FETCHED)])
    writer.flush()
    again = read(Place(tmp_path / reference.file, reference.offset, "", FETCHED, "x"))
    assert (again.body, again.status) == (b"busy", 599)
    assert check(tmp_path / reference.file).returncode == 0
