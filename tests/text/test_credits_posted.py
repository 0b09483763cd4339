"""Posting lines of blogs and forums, and reporters of columns no table knows."""

import time

import pytest

from lanzhou_news import parse_credits
from lanzhou_news.text.credits import may_be_credit
from lanzhou_news.text.credits.edges import closing


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
