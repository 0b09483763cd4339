from __future__ import annotations

import pytest

from lanzhou_news import extract_article

TEXT = (
    "清晨的黄河边，晨练的人们早早来到步道上，三三两两地走着。",
    "园林部门介绍，今年全市还要新增八处口袋公园，方便居民休闲。",
)


def body(box: str) -> list[str]:
    page = (
        f"<html><body><h1>黄河岸边添新绿</h1><div><p>{TEXT[0]}{box}<p>{TEXT[1]}<p>{TEXT[0][::-1]}</div></body></html>"
    )
    return (extract_article(page.encode()).body or "").split("\n")


@pytest.mark.parametrize(
    "box",
    [
        "<div><a href=1>张伟律师</a><p>擅长：交通事故<p><a href=2>立即咨询</a><p>最快3分钟得到答复</div>",
        "<div><p>在线咨询：<a href=2>向医生提问</a><p>名医在线，十分钟内回复</div>",
        "<form><p>您是否赞成？（单选）<p><input type=radio>赞成<p><input type=radio>反对<p><input type=submit></form>",
    ],
)
def test_a_box_around_a_prompt_between_paragraphs_is_no_text(box: str) -> None:
    assert body(box)[:2] == list(TEXT)


def test_a_box_that_tells_something_stays() -> None:
    told = "市民可拨打热线，也可到现场报名，名额共两百个。"
    assert told in body(f"<div><p>{told}<p><a href=2>立即报名</a></div>")


def test_what_a_share_costs_between_paragraphs_is_no_text() -> None:
    quote = "<table><tr><td>金城股份<td>600001<td>12.30<td>+1.24%</table>"
    assert body(f"<div class=stockcode>{quote}</div>")[:2] == list(TEXT)
    assert "600001" in body(quote)
    assert "公司股票代码600001，昨日收于12.30元。" in body(
        "<div class=stock>公司股票代码600001，昨日收于12.30元。</div>"
    )
