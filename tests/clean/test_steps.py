"""The whole offline path: the table of steps, bad input, and one page from bytes to record."""

from __future__ import annotations

import resource
import time
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanzhou_news import Article, InvalidArticle, NotAnArticle, UnknownSite, extract_article
from lanzhou_news.clean.steps import STEPS
from lanzhou_news.record import from_json, to_json_line

URL = "http://www.lzbs.com.cn/lanzhounews/2025-01/02/content_507000001.htm"
CST = timezone(timedelta(hours=8))
PARAGRAPHS = (
    "1月2日清晨，黄河兰州段的水面上升起薄雾，沿岸步道已有不少市民晨练，志愿者在入口处整理共享单车。",
    "市园林部门介绍，今年将在滨河路新增八处口袋公园，并补种国槐和丁香，方便居民就近休憩。",
    "家住雁滩的退休教师说，公园修到家门口之后，邻里之间见面的机会多了，晚饭后散步的人也多了。",
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>黄河岸边添新绿_兰州新闻网</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/lanzhounews/">兰州</a><a href="/zw/">政务</a></div>
<div>您的位置:<a href="/">网站首页</a> > <a href="/x/">新闻中心</a>><a href="/lanzhounews/">兰州新闻</a>> 正文</div>
<h1>黄河岸边添新绿</h1><div class="info">2025-01-02 09:28:48 智能朗读:</div>
<!--enpcontent-->{"".join(f"<p>　　{p}</p>" for p in PARAGRAPHS)}<p>兰州日报社全媒体记者 华 静</p><!--/enpcontent-->
<!--enpproperty <articleid>507000001</articleid><date>2025-01-02 09:28:48:0</date><author></author>
<title>黄河岸边添新绿</title><keyword>黄河 绿化</keyword>/enpproperty-->
<p>责任编辑:马小相</p><p>版权声明:</p>
<p>凡文章来源为"兰州新闻网"的稿件,均为兰州新闻网独家版权所有,未经许可不得转载或镜像。</p></body></html>"""


def test_the_table_runs_in_the_documented_order() -> None:
    names = [step.name for step in STEPS]
    assert names == ["decode", "extract", "repair", "script", "boilerplate", "credits", "dates", "validate"]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_one_page_comes_out_whole_in_every_encoding(codec: str) -> None:
    article = extract_article(PAGE.encode(codec), URL, fetched_at=datetime(2025, 1, 3, tzinfo=CST))
    assert article.title == "黄河岸边添新绿"
    assert article.body.split("\n") == list(PARAGRAPHS)
    assert [(p.name, p.role, p.organization) for p in article.authors] == [("华静", "记者", "兰州日报社")]
    assert [(e.name, e.role) for e in article.editors] == [("马小相", "责任编辑")]
    assert (article.source, article.published_at) == ("兰州新闻网", "2025-01-02T09:28:48+08:00")
    assert article.section == "新闻中心>兰州新闻"
    assert article.copyright_raw is not None
    assert "版权声明" in article.copyright_raw
    assert article.encoding.declared == "gb2312" or codec == "utf-16"
    assert from_json(to_json_line(article)) == article


def test_plain_text_is_an_article_too() -> None:
    text = "\n".join(("黄河岸边添新绿", *PARAGRAPHS, "责任编辑：马小相"))
    article = extract_article(text.encode())
    assert article.title == "黄河岸边添新绿"
    assert article.body.split("\n") == list(PARAGRAPHS)
    assert [e.name for e in article.editors] == ["马小相"]
    assert article.id == f"sha256:{article.content_hash}"


@pytest.mark.parametrize("url", ["http://www.lzbs.com.cn/news/\ud800", "http://exa\ud800mple.com/x", "\udfff"])
def test_an_address_that_utf8_cannot_hold_is_written_with_a_question_mark(url: str) -> None:
    article = extract_article(PAGE.encode(), url)
    assert article.url == url.encode("utf-8", "replace").decode()


def test_a_site_nobody_knows_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownSite, match="lanzhou"):
        extract_article(PAGE.encode(), URL, site="lzbs2")


def nested(depth: int) -> bytes:
    return PAGE.replace("<h1>", "<div>" * depth + "<h1>").encode()


BAD = {
    "empty body": b"",
    "white space": b" \r\n\t " * 100,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200,
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(255, -1, -1)) * 200,
    "zip": b"PK\x03\x04" + bytes(range(256)) * 50,
    "null bytes only": b"\x00" * 10_000,
    "no text": b"<html><head></head><body></body></html>",
    "markup without end": b"<div " * 10_000,
    "one long word": b"a" * 1_000_000,
    "entities": b"&#" * 50_000,
    "json": b'{"code":403,"msg":"forbidden"}',
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_article_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        extract_article(BAD[name], URL)
    assert caught.value.reason


DAMAGED = {
    "10,000 nested tags": nested(10_000),
    "1 MB of attributes": PAGE.replace(
        "<h1>", "<h1 " + " ".join(f'data-{i}="{i}"' for i in range(60_000)) + ">"
    ).encode(),
    "null bytes between": PAGE.replace("<p>", "\x00<p>\x00").encode(),
    "gbk cut in the middle of a character": PAGE.replace("</body></html>", "尾").encode("gb18030")[:-1],
    "unclosed comment": PAGE.replace("<h1>", "<!-- <h1>x</h1> --><h1>").encode() + b"<!-- never closed ",
    "control characters": PAGE.replace("<p>", "<p>\x01\x0b\x1f").encode(),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_page_still_gives_its_article(name: str) -> None:
    article = extract_article(DAMAGED[name], URL)
    assert article.title == "黄河岸边添新绿"
    assert PARAGRAPHS[1] in article.body


def test_a_page_of_50_mb_is_refused_in_bounded_memory_and_time() -> None:
    body = PAGE.encode() + b"<p>" + "黄河".encode() * 9_000_000
    started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NotAnArticle) as caught:
        extract_article(body, URL)
    assert caught.value.reason == "too-large"
    assert time.process_time() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def outcome(body: bytes) -> Article | NotAnArticle | InvalidArticle:
    try:
        return extract_article(body, URL)
    except (NotAnArticle, InvalidArticle) as refusal:
        return refusal


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=2000), st.text(max_size=2000).map(lambda text: text.encode("utf-8", "replace"))))
def test_arbitrary_bytes_give_a_record_or_a_typed_refusal(body: bytes) -> None:
    result = outcome(body)
    assert from_json(to_json_line(result)) == result if isinstance(result, Article) else str(result)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PAGE) - 1), st.binary(min_size=1, max_size=40))
def test_a_page_with_garbage_spliced_in_never_crashes(at: int, garbage: bytes) -> None:
    body = PAGE.encode("gb18030")
    result = outcome(body[:at] + garbage + body[at:])
    assert isinstance(result, Article) or str(result)
