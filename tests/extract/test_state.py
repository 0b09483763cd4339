"""Articles that stand in a script instead of the markup, and what only a script tells."""

from __future__ import annotations

import json
import time

import pytest

from lanzhou_news import NotAnArticle, extract_article
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.state import wechat
from lanzhou_news.text.decode import decode

TEXT = [
    "渡口的铁桥上落了一层薄霜，骑车上班的人把围巾又紧了一圈，桥头卖热豆浆的推车前排起了队。",
    "守桥的老人说，这样的早晨一年只有十来天，霜一化，河面的雾气就起来了，对岸的白塔像浮在水上。",
]
HTML = "".join(f"<p>{line}</p>" for line in TEXT)


def page(script: str, shown: str = "<div id=app></div>") -> bytes:
    return f"<html><head><title>渡口的霜_某网</title></head><body>{shown}{script}</body></html>".encode()


def dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


ARTICLE = {"title": "渡口的霜", "publishTime": "2024-11-03 08:10:00", "source": {"name": "兰州晚报"}, "content": HTML}


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{dumped({"props": {"page": [1, ARTICLE]}})}</script>',
        f"<script>window.__INITIAL_STATE__ = {dumped({'detail': ARTICLE})};(function(){{}})();</script>",
        f"<script>var contentData={dumped(ARTICLE)}</script>",
        f'<script type="application/ld+json">{dumped({"articleBody": HTML, **ARTICLE})}</script>',
        f"<script>var a=1;</script><script>window['state']={dumped({'ads': 'x', 'news': ARTICLE})}</script>",
    ],
)
def test_the_article_is_read_from_the_data(script: str) -> None:
    article = extract_article(page(script))
    assert (article.title, article.body) == ("渡口的霜", "\n".join(TEXT)), script
    assert article.published_at == "2024-11-03T08:10:00+08:00"
    assert article.source == "兰州晚报"
    assert article.extractor["body"] == "script-state"


def test_plain_text_in_the_data_keeps_its_lines() -> None:
    article = extract_article(page(f"<script>var d={dumped(ARTICLE | {'content': chr(10).join(TEXT)})}</script>"))
    assert article.body == "\n".join(TEXT)


def test_a_visible_article_is_preferred() -> None:
    other = ARTICLE | {"content": "<p>这是别的一条推荐稿件的全文，它也很长，也有标点，但不是这一页的正文。</p>" * 4}
    article = extract_article(page(f"<script>var d={dumped(other)}</script>", f"<h1>渡口的霜</h1><div>{HTML}</div>"))
    assert article.body == "\n".join(TEXT)
    assert article.extractor["body"] != "script-state"


@pytest.mark.parametrize(
    "script", ["", "<script>var a={};</script>", '<script>var a={"content":"短"}</script>', "<script>{"]
)
def test_a_page_without_article_and_data_is_refused(script: str) -> None:
    with pytest.raises(NotAnArticle):
        extract_article(page(script))


@pytest.mark.parametrize(
    "markup", ["<script>" * 400_000, "<script>[[[[" * 300_000 + "</script>", "<script>" + "[" * 2_900_000 + "</script>"]
)
def test_hostile_scripts_cost_little_time(markup: str) -> None:
    started = time.process_time()
    with pytest.raises(NotAnArticle):
        extract_article(page(markup))
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (
            '<div id="js_content"></div><script>var nickname = "渡口"; var ct = "1730592600";</script>',
            {"pubdate": "2024-11-03T08:10:00+08:00", "wechat:nickname": "渡口"},
        ),
        (
            '<div id="js_content"></div><script>var nickname = htmlDecode("某&amp;某");</script>',
            {"wechat:nickname": "某&某"},
        ),
        ('<div id="js_content"></div><script>var ct = "soon";</script>', {}),
        ('<script>var ct = "1730592600";</script>', {}),
    ],
)
def test_a_wechat_page_tells_its_time_in_a_script(text: str, known: dict[str, str]) -> None:
    assert wechat(Page("", decode(page(text)))) == known, text
