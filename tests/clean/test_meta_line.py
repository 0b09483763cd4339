"""Lines above the text: what labels, class names and the date beside them say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanzhou_news import extract_article
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.gather import Gathered
from lanzhou_news.clean.meta_line import read_head
from lanzhou_news.extract.raw import Line, RawArticle


def read(*lines: str | tuple[str, str], title: str = "黄河岸边添新绿") -> Gathered:
    """What the head lines say; a pair is a line with the class names round it."""
    head = [Line(line) if isinstance(line, str) else Line(line[0], hint=line[1]) for line in lines]
    gathered = Gathered()
    read_head(Draft([Fetched(b"")], raw=RawArticle(title=Line(title), head=head)), gathered)
    return gathered


def names(gathered: Gathered) -> list[str]:
    return [person.name for person in gathered.authors]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("2023-05-12 09:57 光明网", "光明网"),
        ("甘肃日报 2023年05月12日", "甘肃日报"),
        ("http://www.example.net 2005年03月21日 11:21 《理财周刊》", "理财周刊"),
        ("2023-05-12 社会 上观新闻", "上观新闻"),
        ("2023-05-12 09:57 新甘肃·甘肃日报", "新甘肃·甘肃日报"),
        ("2023-05-12 · 光明网", "光明网"),
        ("华龙网-新重庆客户端 2023-05-12 07:00", "华龙网-新重庆客户端"),
    ],
)
def test_an_outlet_beside_the_date_is_the_source_where_no_label_names_one(line: str, outlet: str) -> None:
    found = read(line)
    assert (found.source, found.beside) == (None, (outlet, line))


@pytest.mark.parametrize("line", ["2023-05-12 社会新闻", "2023-05-12 兰州新闻 正文", "兰州日报", "2023-05-12 图片新闻"])
def test_a_section_beside_the_date_and_an_outlet_without_a_date_are_none(line: str) -> None:
    found = read(line)
    assert (found.source, found.beside) == (None, None)


def test_class_names_tell_outlet_author_and_editor() -> None:
    assert read(("2023-05-12 新黄河", "date from")).beside is None
    assert read(("新黄河", "from")).source == "新黄河"
    found = read(("2023-05-12 陇南日报 张明", "time a_source a_author"))
    assert (found.source, names(found)) == ("陇南日报", ["张明"])
    found = read(("2023-05-12 陇南日报 张明", "time source editor"))
    assert (found.authors, [editor.name for editor in found.editors]) == ([], ["张明"])


@pytest.mark.parametrize(
    "markup",
    [
        "<span>2025-05-06</span><span>陇南晚报</span><span>张明</span>",
        "<span class=t>2025-05-06 08:30</span><span class=f>陇南晚报</span><span class=w>张明</span>",
        "<i>陇南晚报</i><i>张明</i><i>发布时间：2025年5月6日</i>",
    ],
)
def test_parts_that_only_the_style_sheet_sets_apart_are_told_by_the_date_among_them(markup: str) -> None:
    text = "口袋公园修到了家门口，孩子们在滑梯旁追逐，老人坐在长椅上晒太阳，一派热闹景象。"
    page = f"<h1>黄河岸边添新绿</h1><div>{markup}</div><div><p>{text}</p><p>{text[::-1]}</p></div>"
    article = extract_article(page.encode())
    assert (article.source, [person.name for person in article.authors]) == ("陇南晚报", ["张明"])
    assert (article.published_at or "").startswith("2025-05-06")


def test_spans_of_a_sentence_stay_together() -> None:
    text = "口袋公园<span>2025-05-06</span><span>起</span><span>开放</span>，孩子们在滑梯旁追逐，老人坐在长椅上晒太阳。"
    article = extract_article(f"<h1>黄河岸边添新绿</h1><div><p>{text}</p><p>{text}又及。</p></div>".encode())
    assert "起开放" in article.body


def test_microdata_tell_author_and_publisher() -> None:
    page = (
        "<article itemscope><h1 itemprop=headline>黄河岸边添新绿</h1><div><span itemprop=author><b itemprop=name>张小明"
        "</b></span> <span itemprop=publisher>陇南晚报</span></div><div itemprop=articleBody>"
        "<p>口袋公园修到了家门口，孩子们在滑梯旁追逐，老人坐在长椅上晒太阳，一派热闹景象。</p>"
        "<p>区城管局负责人介绍，今年以来利用边角地建成口袋公园十二处，方便群众就近休闲。</p></div></article>"
    )
    article = extract_article(page.encode())
    assert (article.source, [person.name for person in article.authors]) == ("陇南晚报", ["张小明"])


@pytest.mark.parametrize("author", ["兰州日报", "管理员", "市政府办公室", "admin", "2023-05-12"])
def test_an_author_box_that_names_no_person_names_no_author(author: str) -> None:
    assert read((author, "author-name")).authors == []


PIECES = st.sampled_from(
    ["来源：", "兰州日报", "张明", "2023-05-12 09:30", "责任编辑：", "作者：", "浏览：12", "字号：大 中 小", "|", "  "]
)


@given(
    st.lists(
        st.tuples(
            st.lists(PIECES | st.text(max_size=8), max_size=5).map("".join),
            st.sampled_from(["", "source", "author", "editor", "time from"]),
        ),
        max_size=5,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_head_is_read_and_every_name_in_it_is_printed(lines: list[tuple[str, str]]) -> None:
    found = read(*lines)
    printed = "".join("".join(text for text, _ in lines).split())
    for name in (*names(found), *(editor.name for editor in found.editors), found.source or ""):
        assert all(char in printed for char in name if char not in "· ")
