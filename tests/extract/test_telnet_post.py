from __future__ import annotations

from lanzhou_news import extract_article
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.telnet_post import read_post
from lanzhou_news.text.decode import decode

POST = """发信人: lele (乐乐), 信区: Pictures
标  题: 黄河边的雪
发信站: 兰州某站 (Sat Jan 19 20:08:31 2008), 站内

　　今天一早起来，窗外白茫茫的一片。兰州好多年没有下过这么大的雪了，校园里到处
是打雪仗的同学。
　　中午去食堂。

第二段没有缩进。
--
签名档
※ 来源:．兰州某站．[FROM: 10.0.0.1]
"""
TEXT = (
    "今天一早起来，窗外白茫茫的一片。兰州好多年没有下过这么大的雪了，校园里到处是打雪仗的同学。"
    "\n中午去食堂。\n第二段没有缩进。"
)


def html(post: str) -> bytes:
    return f"<html><title>某站 文章阅读</title><body><center>某站</center>{post}</body></html>".encode()


def test_a_post_in_pre_is_read_with_its_title_and_day() -> None:
    article = extract_article(html(f"<pre>{POST}</pre>"))
    assert (article.title, article.body) == ("黄河边的雪", TEXT)
    assert (article.published_at or "").startswith("2008-01-19")


def test_a_post_whose_lines_end_in_br_is_read_alike() -> None:
    assert extract_article(html(f"<td>{POST.replace(chr(10), '<br>')}</td>")).body == TEXT


def test_a_post_ends_at_its_origin_and_may_come_from_another_station() -> None:
    assert extract_article(html(f"<pre>{POST.replace('发信站', '转信站')}</pre>")).body == TEXT
    plain = POST.replace("--\n签名档\n", "")
    assert extract_article(html(f"<pre>{plain}</pre>")).body == TEXT


def test_lines_that_end_before_the_margin_are_paragraphs() -> None:
    verse = "黄河远上白云间\n一片孤城万仞山\n羌笛何须怨杨柳\n春风不度玉门关"
    post = POST.replace("　　中午去食堂。", verse)
    raw = read_post(Page("", decode(html(f"<pre>{post}</pre>"))))
    assert raw is not None
    assert all(line.text for line in raw.body)
    assert f"雪仗的同学。\n{verse}\n第二段" in extract_article(html(f"<pre>{post}</pre>")).body


def test_a_post_without_a_title_is_none() -> None:
    assert read_post(Page("", decode(html(f"<pre>{POST.replace('标  题: 黄河边的雪', '')}</pre>")))) is None


def test_a_page_that_only_mentions_the_words_is_no_post() -> None:
    page = Page("", decode(html("<p>发信站是每个帖子开头的一行，写着站名。<p>发信人：不详")))
    assert read_post(page) is None


def test_a_post_of_a_board_in_taiwan_has_its_time_above_and_its_station_below() -> None:
    rows = (
        ("作者", "seagull (海鷗)"),
        ("看板", "Lanzhou"),
        ("標題", "[心得] 黃河邊的雪"),
        ("時間", "Tue Jul  2 20:31:12 2019"),
    )
    head = "".join(f"<div><span>{tag}</span><span>{value}</span></div>" for tag, value in rows)
    text = "今天一早起來，窗外白茫茫的一片，好多年沒有下過這麼大的雪了，校園裡到處\n是打雪仗的同學。\n\n中午去食堂。\n"
    below = "--\n<span>※ 發信站: 某某站(bbs.example.tw), 來自: 10.0.0.1\n</span><div><span>推 </span>abc: 真美</div>"
    article = extract_article(html(f"<div>{head}\n{text}\n{below}</div>"))
    assert article.title == "[心得] 黄河边的雪"
    assert article.body.split("\n")[1:] == ["中午去食堂。"]
    assert (article.published_at or "").startswith("2019-07-02T20:31:12")


def test_an_article_that_prints_its_author_and_time_is_no_post() -> None:
    page = Page(
        "", decode(html("<p>作者 海鷗 (特約)</p><p>標題 雪</p><p>時間 2019-07-02</p><p>發信站</p><p>今天下雪。</p>"))
    )
    assert read_post(page) is None
