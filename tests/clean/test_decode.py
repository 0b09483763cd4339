"""The decode step records how the bytes became text."""

from __future__ import annotations

from lanzhou_news.clean import decode
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.items import Encoding


def test_every_response_gets_a_page_and_the_replacements_are_counted_over_all():
    first = "<p>兰州日报社记者报道今天的新闻</p>".encode("gbk")
    second = "<p>兰州日报社记者报道今天的新闻</p>".encode() + "兰".encode()[:2]
    draft = Draft([Fetched(first, "http://a.cn/1", {"content-type": "text/html; charset=GB2312"}), Fetched(second)])
    decode.run(draft)
    assert [page.text for page in draft.pages] == [first.decode("gbk"), second.decode("utf-8", "replace")]
    assert draft.article.encoding == Encoding("gb2312", "gb18030", 1)


def test_pages_that_are_decoded_already_are_kept():
    draft = Draft([Fetched(b"<p>abc</p>")])
    decode.run(draft)
    page = draft.pages[0]
    decode.run(draft)
    assert draft.pages == [page]
    assert draft.pages[0] is page
