"""引题 and 副题 on pages whose CMS does not name them."""

from __future__ import annotations

import pytest

from lanzhou_news import extract_article

TEXT = "渡口的铁桥上落了一层薄霜，骑车上班的人把围巾又紧了一圈，桥头卖热豆浆的推车前排起了队。"
BODY = f"<div class=con><p>{TEXT}</p><p>{TEXT[::-1]}</p></div>"


@pytest.mark.parametrize(
    ("markup", "kicker", "subtitle"),
    [
        ("<h3 class=pre>岁末见闻录</h3><h1>渡口的霜</h1><h4 class=sub>铁桥上的早班</h4>", "岁末见闻录", "铁桥上的早班"),
        ("<div class=yinti>岁末见闻录</div><h1>渡口的霜</h1>", "岁末见闻录", None),
        ("<h1>渡口的霜</h1><p>——铁桥上的早班</p>", None, "——铁桥上的早班"),
        ("<h1>渡口的霜</h1><h2>守桥人说起四十年里的早晨</h2>", None, "守桥人说起四十年里的早晨"),
        ("<h2>守桥人说起四十年里的早晨</h2><h1>渡口的霜</h1>", "守桥人说起四十年里的早晨", None),
        ("<h1>渡口的霜</h1><div class=second-title>渡口的霜</div>", None, None),
        ("<h2><a href=/x>某频道的一条新闻</a></h2><h1>渡口的霜</h1>", None, None),
        ("<h2 class=subtitle>2024-11-03 08:10 来源：兰州晚报</h2><h1>渡口的霜</h1>", None, None),
        ("<h1>渡口的霜</h1><h3 class=sub>音频 04:29</h3>", None, None),
        ("<h1>渡口的霜</h1><p>短短一行没有标点</p>", None, None),
        ("<div class=nav><h3>岁末专题报道集</h3></div><h1>渡口的霜</h1>", None, None),
    ],
)
def test_small_titles_are_told_by_class_heading_or_dash(markup: str, kicker: str | None, subtitle: str | None) -> None:
    meta = "<p>2024-11-03 08:10 来源：兰州晚报</p>"
    page = f"<html><head><title>渡口的霜_某网</title></head><body>{markup}{meta}{BODY}</body></html>"
    article = extract_article(page.encode())
    assert (article.kicker, article.title, article.subtitle) == (kicker, "渡口的霜", subtitle), markup
    assert article.body == f"{TEXT}\n{TEXT[::-1]}"


def test_a_dashed_first_line_of_the_text_is_the_subtitle() -> None:
    text = BODY.replace("<p>", "<p>——铁桥上的早班</p><p>", 1)
    article = extract_article(f"<title>渡口的霜_某网</title><h1>渡口的霜</h1>{text}".encode())
    assert article.subtitle == "——铁桥上的早班"
    assert article.body.startswith("渡口的铁桥")


def test_a_page_title_that_holds_the_small_titles_too_does_not_join_them_to_the_headline() -> None:
    markup = "<div class=yinti>岁末见闻录</div><h1>渡口的霜</h1><div class=futi>——铁桥上的早班</div>"
    for title in ("渡口的霜 ——铁桥上的早班", "岁末见闻录 渡口的霜 ——铁桥上的早班_某网"):
        page = f"<title>{title}</title>{markup}<p>2024-11-03 08:10 来源：兰州晚报</p>{BODY}"
        article = extract_article(page.encode())
        assert (article.kicker, article.title, article.subtitle) == ("岁末见闻录", "渡口的霜", "——铁桥上的早班"), title


@pytest.mark.parametrize(
    ("above", "kicker"),
    [
        ("<tr><td align=center><font size=3>一场大雪，兄弟走散</font></td></tr>", "一场大雪，兄弟走散"),
        ("<tr><td class=font02 align=center>守桥人的早晨</td></tr>", "守桥人的早晨"),
        ("<tr><td align=center>兰州新闻</td></tr>", None),
        ("<tr><td align=center>首页 > 社会 > 正文</td></tr>", None),
        ("<tr><td>守桥人的早晨</td></tr>", None),
        ("<tr><td align=center>守桥人的早晨</td></tr><tr><td><img src=a></td></tr>", None),
    ],
)
def test_a_centred_smaller_line_right_above_the_headline_is_the_kicker(above: str, kicker: str | None) -> None:
    head = f"<table>{above}<tr><td align=center><font size=5><b>渡口的霜</b></font></td></tr>"
    page = f"<title>渡口的霜_某网</title>{head}<tr><td align=center>2024-11-03 来源：兰州晚报</td></tr></table>{BODY}"
    article = extract_article(page.encode())
    assert (article.kicker, article.title) == (kicker, "渡口的霜"), above
