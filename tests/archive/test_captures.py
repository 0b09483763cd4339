"""Which responses are articles, and which pages belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from lanzhou_news.archive.captures import Capture, captures
from lanzhou_news.archive.reader import NotAPage, scan
from lanzhou_news.errors import NotAnArticle
from tests.archive.foreign import answer, record, response, write
from tests.site_server import article

pytest.importorskip("warcio")

FIRST = "http://www.lzbs.com.cn/lanzhounews/2025-01/02/content_5007.htm"
SECOND = FIRST.replace(".htm", "_2.htm")
WHOLE = FIRST.replace(".htm", "_0.htm")


def link(url: str) -> str:
    return f'<a href="{url.rpartition("/")[2]}">2</a>'


def found(tmp_path: Path, *records: bytes) -> list[Capture]:
    return captures(scan(write(tmp_path / "a.warc.gz", *records)).responses)


def titles(capture: Capture) -> list[str]:
    return [page.tree.findtext(".//title") or "" for page in capture.draft().pages]


def test_pages_of_an_article_are_joined_wherever_they_stand(tmp_path: Path) -> None:
    captured = found(
        tmp_path,
        response(SECOND, article("下").encode()),
        response("http://example.org/x.htm", article("别的").encode()),
        response(FIRST, article("上", more=link(SECOND)).encode()),
    )
    assert {capture.name: titles(capture) for capture in captured} == {
        FIRST: ["上-兰州新闻网", "下-兰州新闻网"],
        "http://example.org/x.htm": ["别的-兰州新闻网"],
    }


def test_of_several_captures_of_a_page_the_nearest_in_time_belongs(tmp_path: Path) -> None:
    old, new = "2025-01-03T08:00:00Z", "2025-02-03T08:00:00Z"
    both = found(
        tmp_path,
        response(FIRST, article("新上", more=link(SECOND)).encode(), date=new),
        response(SECOND, article("旧下").encode(), date=old),
        response(FIRST, article("旧上", more=link(SECOND)).encode(), date=old),
        response(SECOND, article("新下").encode(), date=new),
    )
    assert [titles(capture) for capture in both] == [
        ["旧上-兰州新闻网", "旧下-兰州新闻网"],
        ["新上-兰州新闻网", "新下-兰州新闻网"],
    ]


def test_a_page_with_the_whole_text_takes_the_place_of_the_first(tmp_path: Path) -> None:
    whole = '<a href="content_5007_0.htm">全文阅读</a>'
    [one] = found(
        tmp_path,
        response(FIRST, article("上", more=whole).encode()),
        response(WHOLE, article("全文").encode()),
    )
    assert titles(one) == ["全文-兰州新闻网"]


def test_a_following_page_that_is_missing_is_noted(tmp_path: Path) -> None:
    [one] = found(tmp_path, response(FIRST, article("上", more=link(SECOND)).encode()))
    [note] = one.draft().article.cleaning
    assert (note.rule, note.before) == ("missing-page", SECOND)


def test_a_following_page_alone_is_an_article(tmp_path: Path) -> None:
    [one] = found(tmp_path, response(SECOND, article("下").encode()))
    assert titles(one) == ["下-兰州新闻网"]


def test_a_record_that_stands_in_two_files_counts_once(tmp_path: Path) -> None:
    one = response(FIRST, article("上").encode())
    files = [write(tmp_path / "a.warc.gz", one), write(tmp_path / "b.warc", one)]
    assert len(captures(place for file in files for place in scan(file).responses)) == 1


PASSED_OVER = {
    "redirect": (FIRST, answer(b"", {"Location": "/"}, "302 Found")),
    "http-404": ("http://example.org/x.htm", answer(b"no", {}, "404 Not Found")),
    "image/png": ("http://example.org/x.png", answer(b"\x89PNG", {"Content-Type": "image/png"})),
    "text/css": ("http://example.org/x.css", answer(b"a{}", {"Content-Type": "text/css; charset=utf-8"})),
    "not the address of an article": ("http://www.lzbs.com.cn/lanzhounews/", answer(b"<html>")),
}


@pytest.mark.parametrize("reason", PASSED_OVER)
def test_what_a_crawl_would_not_read_is_no_page(tmp_path: Path, reason: str) -> None:
    url, block = PASSED_OVER[reason]
    [one] = found(tmp_path, record("response", url, block))
    with pytest.raises(NotAPage) as error:
        one.draft()
    assert error.value.reason == reason


def test_an_error_page_at_an_article_s_address_is_kept_as_no_article(tmp_path: Path) -> None:
    [one] = found(tmp_path, record("response", FIRST, answer(b"no", {}, "404 Not Found")))
    with pytest.raises(NotAnArticle) as error:
        one.draft()
    assert error.value.reason == "http-404"
