"""Chinese date forms, with the precision they have; never now()."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news.text.date_fallback import foreign_date
from lanzhou_news.text.date_forms import number
from lanzhou_news.text.dates import find_date, find_dates, find_value
from lanzhou_news.text.moments import local
from lanzhou_news.text.url_date import url_date

CASES = json.loads((Path(__file__).parents[1] / "cases" / "dates.json").read_text(encoding="utf-8"))
REFERENCE = datetime(2025, 1, 3, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case):
    with_reference, without = find_value(case["text"], REFERENCE), find_value(case["text"])
    if "relative" in case:
        assert without is None
        assert (with_reference.iso(), with_reference.precision) == (case["relative"], case["precision"])
        assert with_reference.inferred
    elif case["iso"] is None:
        assert with_reference is None, with_reference
    else:
        assert without is not None
        assert (without.iso(), without.precision) == (case["iso"], case["precision"])
        assert with_reference == without
        assert without.raw in case["text"]


def test_several_dates_come_in_reading_order_and_once():
    text = "今天是2026年11月22日 星期日，本文2023-09-23 01:28发布，1月2日修改"
    assert [moment.raw for moment in find_dates(text, REFERENCE)] == [
        "2026年11月22日 星期日",
        "2023-09-23 01:28",
        "1月2日",
    ]


def test_a_naive_reference_is_shanghai_time():
    assert local(datetime(2025, 1, 3)) == datetime(2025, 1, 3)
    assert local(REFERENCE) == datetime(2025, 1, 3, 10, 30)


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("二十三", 23), ("廿三", 23), ("〇", 0), ("二〇二三", 2023), ("两", 2), ("12", 12), ("甲", None)],
)  # fmt: skip
def test_numerals(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm", "2023-09-23"),
        ("http://gansu.gscn.com.cn/system/2017/05/25/011711956.shtml", "2017-05-25"),
        ("https://www.gs.chinanews.com.cn/news/2026/03-18/391028.shtml", "2026-03-18"),
        ("https://a.cn/szb/wbpc/col/202402/03/content_226314.html", "2024-02-03"),
        ("https://a.cn/zwgk/202309/t20230923_1234567.html", "2023-09-23"),
        ("https://a.cn/n1/2022/0213/c1001-32351234.html", "2022-02-13"),
        ("https://a.cn/2020/1/6/x.html", "2020-01-06"),
        ("https://a.cn/news/20230923012848.html", "2023-09-23"),
        ("https://www.yybnet.net/lanzhou/news/202006/10591482.html", None),
        ("https://a.cn/2023-13/40/x.htm", None),
        ("https://a.cn/content_505014617.htm", None),
        ("https://a.cn/?date=2020-01-01", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_the_day_in_a_url(url, day):
    found = url_date(url)
    assert (found and found.when.date().isoformat()) == day


def test_other_languages_go_through_dateparser_and_are_checked():
    assert foreign_date("Feb 13, 2022").when == datetime(2022, 2, 13)
    assert foreign_date("13 février 2022").when == datetime(2022, 2, 13)
    for text in ("2022", "yesterday", "2013 年 6 月", "in 3 days", "February 2022", "x" * 100):
        assert foreign_date(text) is None, text


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2098, 1, 1)),
    st.sampled_from(
        ["%Y年%m月%d日 %H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d/ %H:%M", "%Y.%m.%d %H:%M", "%Y年%m月%d日%H时%M分"]
    ),
    st.sampled_from(["", "来源：兰州晚报 ", "发布时间：", "（", "责编张明 "]),
)
def test_every_minute_reads_back_in_every_form(when, form, before):
    when = when.replace(second=0, microsecond=0)
    found = find_date(before + when.strftime(form) + " 阅读")
    assert (found.when, found.precision) == (when, "minute")


@given(st.dates(datetime(2000, 1, 1).date(), datetime(2040, 1, 1).date()), st.integers(0, 360))
def test_a_month_and_day_is_the_latest_such_day_not_after_the_reference(day, later):
    reference = datetime(day.year, day.month, day.day) + timedelta(days=later, hours=5)
    found = find_date(f"{day.month}月{day.day}日", reference)
    assert found.when <= reference
    assert found.when.date() == day or (day.month, day.day) == (2, 29)


@given(st.text(max_size=80) | st.text(st.sampled_from("0129年月日时分前天昨:/-. 星期两一十T+Z"), max_size=40))
def test_any_text_is_safe(text):
    for moment in find_dates(text, REFERENCE):
        assert 1990 <= moment.when.year <= 2099
        assert moment.raw in text
    find_value(text, REFERENCE)


@pytest.mark.parametrize(
    "text",
    [
        "15 2022-09", "15日 2022年09月", "15 / 2022-09", "09/15 2022", "2022-09 15", "2022 09/15",
        "9 月 15, 2022", "九月 15, 2022", "15 9 月, 2022",
    ],
)  # fmt: skip
def test_a_day_whose_parts_stand_in_boxes_of_their_own_is_read(text):
    assert find_date(text).when == datetime(2022, 9, 15)


@pytest.mark.parametrize("text", ["12 2022-13", "3 2008-09", "15 2022-09 阅读 12", "第 15 期 2022-09"])
def test_numbers_beside_a_month_are_no_day(text):
    assert find_date(text) is None


def test_a_long_line_of_dates_takes_no_time():
    began = process_time()
    assert len(find_dates("2021-03-04 10:11 " * 2000)) == 2000
    assert process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "day"),
    [("日期 12.05.2014", "2014-05-12"), ("5.12.2014", None), ("12-05-2014", None), ("05.25.2014", "2014-05-25")],
)
def test_dots_and_two_digits_are_the_european_order(text: str, day: str | None) -> None:
    moment = find_date(text)
    assert (moment.when.date().isoformat() if moment else None) == day
