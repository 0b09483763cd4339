"""What stands above and below the text: credits and dates are kept, menus, buttons and other articles are not."""

from __future__ import annotations

import pytest

from lanzhou_news.extract.article import read_article
from lanzhou_news.extract.page import Page
from lanzhou_news.extract.raw import Line, RawArticle
from lanzhou_news.text.decode import decode

HEADLINE = "黄河岸边添新绿"
META = "<p>2024-05-01 08:30 来源：兰州晚报</p>"
TEXT = (
    "清晨，黄河兰州段的水面上升起薄雾，沿岸步道已有不少市民晨练，孩子们在滑梯旁追逐嬉戏。",
    "市园林部门介绍，今年将在滨河路新增八处口袋公园，并补种国槐和丁香，方便居民就近休憩。",
    "家住雁滩的退休教师说，公园修到家门口之后，邻里之间见面的机会多了，晚饭后散步的人也多了。",
)
BLOCK = "".join(f"<p>{line}</p>" for line in TEXT)


def read(above: str = META, below: str = "", top: str = "", block: str = BLOCK) -> RawArticle:
    markup = f"{top}<h1>{HEADLINE}</h1>{above}<div>{block}</div>{below}"
    text = f"<html><head><title>{HEADLINE}_某网</title></head><body>{markup}</body></html>"
    return read_article([Page("http://news.example.com/a/1.html", decode(text.encode()))], None)


def shown(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize(
    ("above", "head"),
    [
        (
            "<p>2024-05-01 08:30</p><p>来源：</p><p><a href=/s>金城晚报</a></p>",
            ["2024-05-01 08:30", "来源：", "金城晚报"],
        ),
        ("<p>2024-05-01 08:30</p><p><a class=source href=/s>金城晚报</a></p>", ["2024-05-01 08:30", "金城晚报"]),
        ("<p>2024-05-01 08:30</p><p><a href=/s>登录投稿</a></p>", ["2024-05-01 08:30"]),
        ("<p>5分钟前</p><div style='display:none'>河畔人家</div>", ["5分钟前"]),
        ("<p>作者：裴雨</p><div class=share>河畔人家</div>", ["作者：裴雨"]),
        ("<p>2024-05-01 08:30</p><p>分享：</p><p><a href=/w>微信好友</a></p>", ["2024-05-01 08:30", "分享："]),
    ],
    ids=["a label and its value", "a class", "a control", "hidden", "a box of buttons", "the label of buttons"],
)
def test_below_the_headline_dates_and_sources_are_kept(above: str, head: list[str]) -> None:
    assert shown(read(above).head) == head


def test_what_stands_above_the_headline_comes_after_what_stands_below_it() -> None:
    raw = read(top="<p>金城晚报 2024年4月30日 第3版</p><p>新闻热线随时接听</p>")
    assert shown(raw.head) == ["2024-05-01 08:30 来源：兰州晚报", "金城晚报 2024年4月30日 第3版"]


def test_below_the_text_links_pagers_and_all_behind_the_footer_are_left_out() -> None:
    links = "".join(f"<p><a href=/{i}>另一条新闻的标题在这里{i}</a></p>" for i in range(4))
    below = f"<p>责任编辑：裴雨</p><p>[2]</p><p>下一页</p><p>全文阅读</p>{links}<p>金城网新闻部</p>"
    assert shown(read(below=below).tail) == ["责任编辑：裴雨"]
    footer = "<p class=post-footer>由 裴雨 张贴 @ 2024-05-01 08:30</p><p>金城网新闻部</p>"
    assert shown(read("", below=footer).tail) == ["由 裴雨 张贴 @ 2024-05-01 08:30"]


def test_a_staff_line_behind_the_links_is_kept_once_and_no_link_or_hidden_one() -> None:
    links = "".join(f"<p><a href=/{i}>另一条新闻的标题在这里{i}</a></p>" for i in range(4))
    staff = "<p><a href=/e>责任编辑：林一木</a></p><p style='display:none'>责任编辑：傅恒</p><p>责任编辑：裴雨</p>"
    assert shown(read(below=links + staff).tail) == ["责任编辑：裴雨"]
    assert shown(read(below=f"<p>责任编辑：裴雨</p>{links}<p>责任编辑：裴雨</p>").tail) == ["责任编辑：裴雨"]
