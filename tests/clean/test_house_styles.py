"""How Chinese sites print date, source, author and editor: pages of our own in the manner of many houses.

Each case gives what stands above, inside and below the text; the page around it (navigation, hot list, related links,
footer) is the same for all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lanzhou_news import extract_article
from lanzhou_news.items import Article

_FILE = json.loads((Path(__file__).parents[1] / "cases" / "house_styles.json").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = _FILE["texts"]
PAGES: list[dict[str, Any]] = _FILE["pages"]
HEADLINE = "城南老旧小区改造全面铺开"
PLAIN = ("{p0}", "{p1}", "{p2}", "{p3}")


def _links(*titles: str) -> str:
    return "<ul>" + "".join(f'<li><a href="/{n}.html">{title}</a></li>' for n, title in enumerate(titles)) + "</ul>"


NAVIGATION = _links("首页", "时政", "国际", "财经", "社会", "教育", "体育", "娱乐", "科技", "军事")
HOT = _links("城市夜景灯光更新", "公交新增三条线路")
RELATED = _links(
    "城北新区道路通车迎来首批车辆", "全市中小学春季运动会开幕", "图书馆延长夜间开放时间", "早市搬迁后摊主生意更红火"
)
FOOTER = (
    '<p><a href="/about">关于我们</a> | <a href="/c">联系我们</a> | <a href="/ad">广告服务</a></p>'
    "<p>Copyright © 2008-2024 All Rights Reserved 版权所有</p><p>京ICP备00000000号</p>"
)


def build(case: dict[str, Any]) -> bytes:
    """The whole page of one case."""
    lines = case.get("text", PLAIN)
    assert isinstance(lines, list | tuple)
    body = str(case.get("body") or "".join(f"<p>　　{line}</p>\n" for line in lines))
    for name, text in TEXTS.items():
        body = body.replace("{" + name + "}", text)
    if case.get("layout") == "table":
        return _in_tables(str(case.get("above", "")), body, str(case.get("below", "")))
    above, inside, below, meta = (case.get(part, "") for part in ("above", "inside", "below", "meta"))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{HEADLINE}_某某网</title>{meta}</head>'
        f'<body><div class="nav">{NAVIGATION}</div><div class="main"><div class="left"><h1>{HEADLINE}</h1>'
        f'{above}<div class="article-content">{body}{inside}</div>{below}'
        f'</div><div class="right"><div class="hot"><h3>热点排行</h3>{HOT}</div></div></div>'
        f'<div class="recommend"><h3>相关新闻</h3>{RELATED}</div><div class="footer">{FOOTER}</div></body></html>'
    ).encode()


def _in_tables(above: str, body: str, below: str) -> bytes:
    """The page as sites were built about 2005: nested tables, line breaks for paragraphs."""
    menu = '<tr><td><a href="/">首页</a> <a href="/n">新闻</a> <a href="/s">社会</a></td></tr>'
    hot = '<td width=200><a href="1">公交新增线路</a><br><a href="2">城市夜景灯光</a></td>'
    rows = (
        f"<tr><td align=center><font size=5><b>{HEADLINE}</b></font></td></tr><tr><td align=center>{above}</td></tr>"
        f"<tr><td>{body}</td></tr><tr><td align=right>{below}</td></tr>"
    )
    return (
        f"<html><head><title>{HEADLINE}</title></head><body><table width=960>{menu}</table>"
        f"<table width=960><tr>{hot}<td><table width=100%>{rows}</table></td></tr></table>"
        "<table><tr><td>版权所有 某某网 京ICP备00000000号</td></tr></table></body></html>"
    ).encode()


def said(article: Article) -> dict[str, object]:
    """What the record says, without empty fields, in the form of the case file."""
    fields = {
        "date": (article.published_at or "")[:10],
        "author": sorted(person.name for person in article.authors),
        "editor": sorted(editor.name for editor in article.editors),
        "source": article.source,
    }
    return {name: value for name, value in fields.items() if value}


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_a_page_in_the_style_of_a_house_gives_its_credits_and_no_others(case: dict[str, Any]) -> None:
    expected = {field: sorted(value) if isinstance(value, list) else value for field, value in case["expected"].items()}
    article = extract_article(build(case))
    assert said(article) == expected, (case.get("above"), case.get("inside"), case.get("below"))


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_no_credit_and_no_control_is_left_in_the_text(case: dict[str, Any]) -> None:
    body = extract_article(build(case)).body
    for word in ("责任编辑", "编辑：", "来源：", "分享到", "打印", "字号", "纠错", "上一篇", "转载请", "版权所有"):
        assert word not in body, body
