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


def test_a_page_that_only_mentions_the_words_is_no_post() -> None:
    page = Page("", decode(html("<p>发信站是每个帖子开头的一行，写着站名。<p>发信人：不详")))
    assert read_post(page) is None
