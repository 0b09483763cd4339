"""Posting lines of blogs and forums, and reporters of columns no table knows."""

import time

import pytest

from lanzhou_news import parse_credits
from lanzhou_news.text.credits import may_be_credit
from lanzhou_news.text.credits.edges import closing, opening


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("由海风张贴 @ 2005-06-14 10:00", "海风"),
        ("由海风张贴 @ 2005-06-14 10:00:31 (37) 共 4 篇评论 发表评论 >>>", "海风"),
        ("由 小石头 发布于 2008年3月5日", "小石头"),
        ("本贴由小石头于2005年8月2日16:12:21在〖茶馆〗发表.", "小石头"),
        ("由王小明发表", "王小明"),
        ("张明 发表于 2005-9-15", "张明"),
        ("发布人：张明", "张明"),
        ("博主：浅草青青", "浅草青青"),
        ("上传者：李华 发布时间：2010-01-02", "李华"),
    ],
)
def test_a_posting_line_names_who_posted(line: str, name: str) -> None:
    credits = parse_credits(line)
    assert [(person.name, person.role) for person in credits.people] == [(name, "作者")], line
    assert not credits.rest, line


@pytest.mark.parametrize(
    "line",
    [
        "由市公安局发布 2010-01-02",
        "由国家统计局于2010年1月2日发布",
        "由有关部门发布",
        "论文由他于2010年1月2日发表",
        "由管理员发布于 2010-01-02",
        "由张明发表的论文引起了关注",
    ],
)
def test_bodies_and_sentences_post_nothing(line: str) -> None:
    assert parse_credits(line).people == (), line


def test_the_full_stop_of_a_forums_posting_line_is_no_sentence() -> None:
    line = "本贴由小石头于2005年8月2日16:12:21在〖茶馆〗发表。"
    assert may_be_credit(line)
    assert [person.name for person in parse_credits(line).people] == ["小石头"]
    assert not may_be_credit("由张明拍摄的照片引起了记者的关注。")


def test_an_unknown_column_before_the_reporter_in_brackets_is_an_organisation() -> None:
    edge = closing("市民纷纷前来。（金城夜话记者 张明）")
    assert edge is not None
    assert edge.remaining == "市民纷纷前来。"
    assert [(p.name, p.role, p.organization) for p in edge.credits.people] == [("张明", "记者", "金城夜话")]


@pytest.mark.parametrize(
    "bracket", ["（图为记者 张明）", "（图为记者在现场）", "（一名记者 张明）", "（几位女记者 张明）"]
)
def test_phrases_before_the_reporter_are_no_organisation(bracket: str) -> None:
    edge = closing(f"市民纷纷前来。{bracket}")
    assert edge is None or all(person.organization is None for person in edge.credits.people), bracket


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("posted @ 2023-05-12 10:20 海风 阅读(120) 评论(3) 编辑 收藏", "海风"),
        ("posted on 2005-06-14 10:00 张明", "张明"),
    ],
)
def test_the_posting_line_of_blog_programs_names_its_author(line: str, name: str) -> None:
    assert [person.name for person in parse_credits(line).people] == [name]


@pytest.mark.parametrize("tail", ["1" * 150 + "x", "(1)" * 60 + "x", "评论" * 60 + "x"])
def test_a_long_row_of_counters_takes_no_time(tail: str) -> None:
    started = time.process_time()
    parse_credits(f"由海风发表{tail}")
    assert time.process_time() - started < 0.25


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报特派四川记者 张明 李华 5月13日发自绵阳", ["张明", "李华"]),
        ("生活中心／張雅玲報導", ["張雅玲"]),
        ("政治中心／張雅玲台北報導", ["張雅玲"]),
        ("政治中心／台北報導", []),
        ("生活中心的張雅玲報導了這件事", []),
    ],
)
def test_who_was_sent_and_whose_desk_reports(line: str, names: list[str]) -> None:
    assert [person.name for person in parse_credits(line).people] == names


@pytest.mark.parametrize(
    "line", ["封面图片来源：摄图网-500432192", "图片来源：视觉中国-VCG1112345", "文中图片来源：受访者"]
)
def test_the_number_of_a_picture_at_its_agency_belongs_to_its_credit(line: str) -> None:
    assert parse_credits(line).rest in ("", "受访者")
    assert parse_credits(line).source is None


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源：法制网——金城法制报", "法制网——金城法制报"),
        ("2017年07月12日08:24 来源：人民图片网", "人民图片网"),
        ("来源：金城晚报——", "金城晚报"),
        ("时间：2013-05-12 来源：市图书馆 点击：98", "市图书馆"),
    ],
)
def test_outlets_joined_by_a_dash_and_sites_of_pictures(line: str, source: str) -> None:
    assert parse_credits(line).source == source


def test_an_outlet_reports_and_its_bracket_names_the_reporter() -> None:
    edge = opening("国际在线报道（记者 张明）：教堂还没有屋顶，")
    assert edge is not None
    assert ([person.name for person in edge.credits.people], edge.remaining) == (["张明"], "教堂还没有屋顶，")
    assert opening("国际在线报道（图）：教堂还没有屋顶，") is None


def test_an_office_that_signs_like_a_person_fills_the_bracket() -> None:
    edge = opening("本报讯 （记者张明 通讯员穗卫信）从1992年起，")
    assert edge is not None
    assert [person.name for person in edge.credits.people] == ["张明", "穗卫信"]
    assert edge.remaining == "从1992年起，"
    kept = opening("（记者张明 通讯员从广州发来的稿）从1992年起，")
    assert kept is None


def test_the_address_of_the_site_stands_in_its_dateline() -> None:
    edge = opening("金城时报网（www.example.com）05月12日讯 金城股份公告称，")
    assert edge is not None
    assert edge.credits.dateline is not None
    assert edge.remaining == "金城股份公告称，"
