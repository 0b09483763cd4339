"""Archives of any writer in any state: read as far as they are sound, and said where that ends."""

from __future__ import annotations

import contextlib
import gzip
import random
from pathlib import Path

import pytest

from lanzhou_news.archive.captures import captures
from lanzhou_news.archive.reader import NotAPage, read, scan
from lanzhou_news.archive.writer import ArchiveWriter
from lanzhou_news.clean.draft import Fetched
from lanzhou_news.errors import NotAnArticle
from tests.archive.foreign import FETCHED, chunked, record, response, write

pytest.importorskip("warcio")

URL = "http://www.lzbs.com.cn/lanzhounews/2025-01/02/content_{}.htm"
BODY = "<html><body><p>黄河岸边新建步道二十公里，市民说走起来方便多了。</p></body></html>".encode()


def bodies(path: Path) -> list[bytes]:
    return [read(place).body for place in scan(path).responses]


def ours(folder: Path, pages: int = 12) -> tuple[Path, list[bytes]]:
    dice = random.Random(1)
    writer = ArchiveWriter(folder, "run", file_size=1 << 30)
    written = [BODY + dice.randbytes(300) for _ in range(pages)]
    for number, body in enumerate(written):
        writer.add([Fetched(body, URL.format(number), {}, 200, FETCHED)])
    writer.flush()
    return folder / "archive" / "run-0001.warc.gz", written


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_records_of_other_kinds_are_counted_and_passed_over(tmp_path: Path, name: str) -> None:
    path = write(
        tmp_path / name,
        record("warcinfo", "", b"software: Wget/1.21\r\n"),
        record("request", URL.format(1), b"GET / HTTP/1.1\r\nHost: www.lzbs.com.cn\r\n\r\n"),
        response(URL.format(1), BODY),
        record("revisit", URL.format(2), b"HTTP/1.1 200 OK\r\n\r\n"),
        record("metadata", URL.format(1), b"via: x\r\n"),
        record("response", "dns:www.lzbs.com.cn", b"20250103080000\nwww.lzbs.com.cn. 60 IN A 192.0.2.1\n"),
        response(URL.format(3), BODY + b"3"),
    )
    found = scan(path)
    assert bodies(path) == [BODY, BODY + b"3"]
    assert found.others == {
        "warcinfo": 1,
        "request": 1,
        "revisit": 1,
        "metadata": 1,
        "response without a web address": 1,
    }
    assert found.torn == ""
    assert found.responses[0].fetched_at == FETCHED


CODINGS = {
    "plain": ({}, BODY),
    "chunked": ({"Transfer-Encoding": "chunked"}, chunked(BODY, 20)),
    "gzip": ({"Content-Encoding": "gzip"}, gzip.compress(BODY)),
    "chunked gzip": ({"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}, chunked(gzip.compress(BODY), 30)),
    "said to be chunked": ({"Transfer-Encoding": "chunked"}, BODY),
    "said to be gzip": ({"Content-Encoding": "gzip"}, BODY),
}


@pytest.mark.parametrize(("headers", "sent"), CODINGS.values(), ids=CODINGS)
def test_transfer_and_content_coding_of_other_writers_are_undone(
    tmp_path: Path, headers: dict[str, str], sent: bytes
) -> None:
    assert bodies(write(tmp_path / "a.warc.gz", response(URL.format(1), sent, headers))) == [BODY]


def test_a_bomb_is_no_page(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(70 << 20))
    path = write(tmp_path / "a.warc.gz", response(URL.format(1), bomb, {"Content-Encoding": "gzip"}))
    with pytest.raises(NotAPage, match="too large"):
        bodies(path)


@pytest.mark.slow
def test_a_file_cut_anywhere_gives_what_is_whole_and_says_where_it_ends(tmp_path: Path) -> None:
    path, written = ours(tmp_path)
    data = path.read_bytes()
    ends = {0} | {place.offset for place in scan(path).responses} | {len(data)}
    for cut in range(0, len(data), 13):
        torn = tmp_path / "torn.warc.gz"
        torn.write_bytes(data[:cut])
        found = scan(torn)
        got = [read(place).body for place in found.responses]
        assert got == written[: len(got)], cut
        whole = sum(place.offset < cut for place in scan(path).responses)
        assert whole - 1 <= len(got) <= whole, cut
        if cut not in ends and not found.torn:  # only a request record or a checksum can have been cut off unseen
            assert len(got) == whole, cut


def test_a_payload_shorter_than_its_length_is_no_record(tmp_path: Path) -> None:
    whole = response(URL.format(1), BODY)
    cut = response(URL.format(2), BODY)[: len(whole) - 30]
    found = scan(write(tmp_path / "a.warc", whole, cut))
    assert [place.url for place in found.responses] == [URL.format(1)]
    assert "ends early" in found.torn
    assert f"byte {len(whole)} of" in found.torn


def test_flipped_bits_never_raise_and_never_change_a_page(tmp_path: Path) -> None:
    path, written = ours(tmp_path, 6)
    data, dice = path.read_bytes(), random.Random(3)
    for _ in range(150):
        harmed = bytearray(data)
        harmed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        torn = tmp_path / "torn.warc.gz"
        torn.write_bytes(harmed)
        found = scan(torn)
        assert len(found.responses) <= len(written)
        assert [read(place).body for place in found.responses] == written[: len(found.responses)]


def test_a_plain_file_changed_anywhere_never_raises(tmp_path: Path) -> None:
    sent = [response(URL.format(5000 + n), body, headers) for n, (headers, body) in enumerate(CODINGS.values())]
    data, dice = b"".join(sent), random.Random(9)
    for _ in range(400):
        harmed = bytearray(data)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(harmed))
            harmed[at : at + dice.choice([0, 1, 1, 30])] = dice.randbytes(dice.choice([0, 1, 20]))
        (tmp_path / "a.warc").write_bytes(harmed)
        for capture in captures(scan(tmp_path / "a.warc").responses):
            with contextlib.suppress(NotAPage, NotAnArticle):
                capture.draft()


GARBAGE = {
    "empty": b"",
    "text": b"this is no archive\n" * 50,
    "zeros": bytes(5000),
    "gzip of text": gzip.compress(b"this is no archive\n" * 50),
    "gzip header": b"\x1f\x8b\x08",
    "random": random.Random(5).randbytes(4000),
    "half a header": b"WARC/1.0\r\nWARC-Type: resp",
    "no length": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.cn/\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx",
    "bad length": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nx",
    "huge length": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nx",
    "negative length": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nx\r\n\r\n",
}


@pytest.mark.parametrize("data", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_garbage_is_told_and_gives_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    found = scan(tmp_path / name)
    assert found.responses == []
    assert found.torn.startswith("torn at byte 0 of"), found


def test_one_gzip_block_for_all_records_is_told_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(response(URL.format(1), BODY) + response(URL.format(2), BODY)))
    assert "warcio recompress" in scan(path).torn


def test_a_response_without_http_is_no_page(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", record("response", URL.format(1), b"\x00\x01\x02 no http"))
    [place] = scan(path).responses
    with pytest.raises(NotAPage):
        read(place)
