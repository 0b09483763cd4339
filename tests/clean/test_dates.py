"""Which date wins, what is noted, what stays unknown."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanzhou_news import extract_article
from lanzhou_news.clean import dates
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract.raw import DateCandidate, Line, RawArticle
from lanzhou_news.items import Dateline
from tests.cases_dir import CASES, needs_cases

BODY = "兰州市区昨夜降下小雨，黄河风情线上的步道被冲洗得干干净净，不少市民清晨出门散步。"


def dated(*candidates, head=(), body=(BODY,), tail=(), url="", fetched_at=None, dateline=None):
    draft = Draft([Fetched(b"", url, fetched_at=fetched_at)])
    draft.raw = RawArticle(
        head=[Line(text) for text in head],
        body=[Line(text) for text in body],
        tail=[Line(text) for text in tail],
        dates=[DateCandidate(*candidate) for candidate in candidates],
    )
    if dateline:
        draft.article.dateline = Dateline(f"新华社兰州{dateline}电", "兰州", dateline)
    dates.run(draft)
    return draft.article


def rules(article):
    return [note.rule for note in article.cleaning]


@pytest.mark.parametrize(
    ("candidates", "head", "url", "expected", "origin"),
    [
        ([("2023-09-23 01:28:48.0", "cms")], ["2023-09-23 01:28"], "", "2023-09-23T01:28:48", "cms"),
        ([("2023-09-23", "meta")], ["发布时间：2023-09-23 08:05 来源：兰州晚报"], "", "2023-09-23T08:05:00", "line"),
        ([("2023-09-23T08:05:00+08:00", "json-ld")], ["2023-09-23"], "", "2023-09-23T08:05:00", "json-ld"),
        ([], ["2023-09-23 01:28:48 智能朗读："], "", "2023-09-23T01:28:48", "line"),
        ([], ["17-05-25 08:22 来源：中国甘肃网 编辑：王彤"], "", "2017-05-25T08:22:00", "line"),
        ([], ["5月25日 08:22"], "http://a.cn/2017/05/25/1.htm", "2017-05-25T08:22:00", "line"),
        ([], [], "http://www.lzbs.com.cn/a/2023-09/23/content_505014617.htm", "2023-09-23T00:00:00", "url"),
        ([("发表时间：2004-12-11 9:51:00", "line")], ["2004-12-10 阅读10544次"], "", "2004-12-10T00:00:00", "line"),
        ([("Feb 13, 2022", "meta")], [], "", "2022-02-13T00:00:00", "meta"),
        ([("1676284096000", "meta")], [], "", "2023-02-13T18:28:16", "meta"),
    ],
)  # fmt: skip
def test_the_most_trusted_place_wins_and_the_most_precise_reading_of_that_day(candidates, head, url, expected, origin):
    article = dated(*candidates, head=head, url=url)
    assert article.published_at == expected + "+08:00"
    assert article.extractor["published_at"] == origin
    assert article.published_raw
    assert "date-conflict" not in rules(article)


@pytest.mark.parametrize(
    "line",
    [
        "今天是2026年11月22日 星期日",
        "现在是2026年11月22日 10:00",
        "Copyright © 2026-11-22 All rights reserved",
        "版权所有 2026年11月22日",
        "Last modified by admin 2026-11-22",
        "引用 投诉 支持 (2) 2026-11-22 09:02:13",
        "有效期至2026年11月22日",
    ],
)
def test_clocks_copyright_and_comments_never_win(line):
    assert dated(head=[line]).published_at is None
    article = dated((line, "line"), head=[line, "2023-09-23 01:28:48"], tail=[line])
    assert article.published_at == "2023-09-23T01:28:48+08:00"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (["成文日期：2022-01-27 发布日期：2022-01-28"], "2022-01-28"),
        (["发布日期：2022-01-28 成文日期：2022-01-27"], "2022-01-28"),
        (["成文日期：", "2022年01月27日", "发布日期：", "2022年01月28日"], "2022-01-28"),
        (["日期：2022-01-27", "发布时间：2022-01-28"], "2022-01-28"),
        (["2022-01-28 更新时间：2022-03-01"], "2022-01-28"),
        (["发布时间：2022-01-28 有效期至2023-01-01"], "2022-01-28"),
        (["今天是2026年11月22日 发布时间：2022-01-28"], "2022-01-28"),
    ],
)
def test_each_date_of_a_line_is_judged_by_the_words_before_it(head, expected):
    assert dated(head=head).published_at == f"{expected}T00:00:00+08:00"


class TestDayAndMonth:
    line = "发布日期：06/02/2022 13:48"

    def test_another_date_of_the_text_decides(self):
        article = dated(head=[self.line], body=("2月5日，本台记者报道。", "会议于2022年2月4日召开，" + BODY))
        assert article.published_at == "2022-02-06T13:48:00+08:00"

    def test_the_url_decides(self):
        assert dated(head=[self.line], url="http://a.cn/2022-06/02/1.htm").published_at == "2022-06-02T13:48:00+08:00"

    def test_without_evidence_the_date_stays_unknown_and_a_note_says_why(self):
        article = dated(head=[self.line])
        assert article.published_at is None
        assert rules(article) == ["day-month-unknown"]

    def test_evidence_for_both_is_evidence_for_none(self):
        article = dated(head=[self.line], body=("2022年2月4日和2022年6月1日，", BODY))
        assert "day-month-unknown" in rules(article)


def test_a_meta_line_that_stood_inside_the_text_still_gives_the_date():
    draft = Draft([Fetched(b"")], raw=RawArticle(body=[Line(BODY)]))
    draft.article.source_raw = "23-05-12 08:22 来源：甘肃日报 编辑：马芳"
    dates.run(draft)
    assert draft.article.published_at == "2023-05-12T08:22:00+08:00"


def test_a_time_element_is_asked_when_no_line_has_a_date():
    stamp = '<time datetime="2023-05-12T08:00:00+08:00">刚才</time>'
    page = f"<html><body><h1>黄河岸边添新绿</h1>{stamp}<p>{BODY * 3}</p></body></html>"
    article = extract_article(page.encode())
    assert (article.published_at, article.extractor["published_at"]) == ("2023-05-12T08:00:00+08:00", "time-tag")


def test_contradictions_are_noted():
    article = dated(("2023-09-23 08:00:00", "meta"), head=["2023-09-20 08:00"])
    assert article.published_at == "2023-09-23T08:00:00+08:00"
    assert rules(article) == ["date-conflict"]


def test_two_witnesses_outvote_a_meta_value_but_not_the_cms():
    url = "http://a.cn/2023-09/20/content_1.htm"
    outvoted = dated(("2019-01-01 00:00:00", "meta"), head=["2023-09-20 08:00"], url=url)
    assert (outvoted.published_at, rules(outvoted)) == ("2023-09-20T08:00:00+08:00", ["date-outvoted"])
    kept = dated(("2019-01-01 00:00:00", "cms"), head=["2023-09-20 08:00"], url=url)
    assert kept.published_at == "2019-01-01T00:00:00+08:00"


def test_a_zone_that_the_visible_line_refutes_is_ignored():
    article = dated(("2022-02-13T20:04:17Z", "meta"), head=["2022-02-13 20:04:17"])
    assert article.published_at == "2022-02-13T20:04:17+08:00"


def test_the_future_is_refused():
    fetched = datetime(2023, 9, 24, tzinfo=UTC)
    article = dated(("2030-01-01", "meta"), head=["2023-09-23"], fetched_at=fetched)
    assert article.published_at == "2023-09-23T00:00:00+08:00"
    assert "future-date" in rules(article)


def test_relative_times_need_the_time_of_fetching():
    assert dated(head=["两小时前 来源：兰州晚报"]).published_at is None
    article = dated(head=["两小时前 来源：兰州晚报"], fetched_at=datetime(2025, 1, 3, 2, 30, tzinfo=UTC))
    assert (article.published_at, article.published_precision) == ("2025-01-03T08:30:00+08:00", "minute")
    assert rules(article) == ["year-inferred"]


@pytest.mark.parametrize("line", ["今日", "11月22日 星期日", "——1月2日全市例会侧记"])
def test_a_bare_day_without_a_year_above_the_text_is_no_date(line):
    assert dated(head=[line], fetched_at=datetime(2025, 1, 3)).published_at is None
    assert dated(head=["发布时间：1月2日"], fetched_at=datetime(2025, 1, 3)).published_at == "2025-01-02T00:00:00+08:00"


def test_modification_is_kept_apart():
    article = dated(
        ("2023-09-23T08:00:00+08:00", "meta"),
        ("2023-09-25T09:00:00+08:00", "meta", "modified"),
        head=["更新时间：2023-09-24 10:00"],
    )
    assert (article.published_at, article.modified_at) == ("2023-09-23T08:00:00+08:00", "2023-09-25T09:00:00+08:00")
    assert dated(("2023-09-23", "meta"), ("2023-09-22", "meta", "modified")).modified_at is None


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2023-09-23 08:00 更新时间：2023-09-24 10:00",
        "2023-09-23 08:00（最后更新 2023-09-24 10:00）",
        "2023-09-23 08:00 来源：兰州晚报（2023-09-24 10:00更新）",
        "2023-09-23 08:00 | 编辑时间 2023-09-24 10:00",
        "2023-09-24 10:00 更新 首发时间：2023-09-23 08:00",
        "出版：2023-09-23 08:00 更新：2023-09-24 10:00",
        "发布/2023年9月23日 08:00  更新/2023年9月24日 10:00",
        "2023-09-23 08:00 更新 2023-09-24 10:00",
        "Published: 2023-09-23 08:00 | Updated: 2023-09-24 10:00",
        "首发于2023-09-23 08:00 · 最近更新于2023-09-24 10:00",
        "2023/9/23 08:00（9/24 10:00 更新）",
        "2023-09-23 08:00 本帖最后由 黄河浪 于 2023-9-24 10:00 编辑",
    ],
)
def test_an_update_is_told_by_the_words_before_or_behind_it(line):
    article = dated(head=[line], fetched_at=datetime(2025, 10, 1))
    assert (article.published_at, article.modified_at) == ("2023-09-23T08:00:00+08:00", "2023-09-24T10:00:00+08:00")


def test_what_was_updated_in_a_sentence_is_no_update_of_the_article():
    assert dated(head=["2023-09-23 08:00 更新改造工程启动"]).modified_at is None


class TestLeadDate:
    lead = ("1月2日，省委常委主持召开全市工作例会，研究部署经济发展。", BODY)

    def test_without_a_year_it_stays_raw(self):
        article = dated(body=self.lead)
        assert (article.published_at, article.published_precision, article.published_raw) == (None, None, "1月2日")

    def test_the_time_of_fetching_gives_the_year(self):
        article = dated(body=self.lead, fetched_at=datetime(2025, 1, 3))
        assert (article.published_at, article.published_precision) == ("2025-01-02T00:00:00+08:00", "day")
        assert article.published_raw == "1月2日"
        note = next(note for note in article.cleaning if note.rule == "lead-date")
        assert 0 < note.confidence < 1

    def test_a_dated_url_confirms_it(self):
        article = dated(body=self.lead, url="http://a.cn/2025-01/02/content_1.htm")
        assert (article.published_at, article.published_raw) == ("2025-01-02T00:00:00+08:00", "1月2日")
        assert "lead-date" in rules(article)

    def test_a_dateline_counts_as_the_lead(self):
        article = dated(dateline="12月31日", fetched_at=datetime(2025, 1, 3))
        assert article.published_at == "2024-12-31T00:00:00+08:00"

    def test_a_full_date_in_the_lead_needs_no_reference(self):
        article = dated(body=("2023年9月23日，兰州马拉松开跑。", BODY))
        assert (article.published_at, article.published_raw) == ("2023-09-23T00:00:00+08:00", "2023年9月23日")
        assert "lead-date" in rules(article)

    def test_a_date_deep_in_the_text_is_none(self):
        assert dated(body=(BODY, BODY, "大桥于2008年5月1日通车。")).published_raw is None


def test_a_line_of_its_own_in_the_text_dates_it():
    article = dated(body=("通知如下。", BODY, BODY, "2022年1月27日"))
    assert (article.published_at, article.published_precision) == ("2022-01-27T00:00:00+08:00", "day")


@pytest.mark.parametrize(
    "line",
    [
        "活动时间：2019年5月6日至5月8日",
        "报名截止时间：2019-05-06",
        "（2019年5月6日市人大常委会通过）",
        "本办法自2019年5月6日起施行。",
        "投标日期：2019-05-06",
    ],
)
def test_a_day_that_the_text_announces_or_enacts_is_not_the_articles(line):
    assert dated(body=(BODY, BODY, line)).published_at is None, line
    assert dated(body=(line, BODY, BODY)).published_at is None, line
    assert dated(head=[line]).published_at is None, line


def test_when_and_where_an_event_takes_place_is_not_when_the_article_appeared():
    head = ["时间：2023年12月30日", "地点：城南广场"]
    assert dated(head=["2024-01-02 10:00", *head]).published_at == "2024-01-02T10:00:00+08:00"
    assert dated(head=head).published_at is None


def test_a_maintainer_below_the_text_and_a_clock_above_it_date_nothing():
    assert dated(tail=["技术支持：金城网络科技公司 2019-05-06"]).published_at is None
    assert dated(head=["2024年05月06日 星期一 10:20 设为首页 加入收藏"]).published_at is None
    assert dated(tail=["李华 兰州晚报 2019-05-06"]).published_at == "2019-05-06T00:00:00+08:00"


def test_nothing_known_stays_unknown():
    article = dated()
    assert (article.published_at, article.published_precision, article.published_raw) == (None, None, None)


@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.sampled_from(["cms", "json-ld", "meta", "time-tag", "line"])), max_size=4
    ),
    st.lists(st.text(max_size=60), max_size=3),
    st.text(max_size=30),
)
def test_any_candidates_are_safe(candidates, head, url):
    article = dated(*candidates, head=head, url=url, fetched_at=datetime(2025, 1, 3))
    assert (article.published_at is None) == (article.published_precision is None)


@needs_cases
def test_the_day_of_real_pages():
    right, wrong = 0, []
    for label in sorted((CASES / "pages").glob("*.json")):
        truth = json.loads(label.read_text(encoding="utf-8"))["date"]
        if not truth:
            continue
        try:
            found = (extract_article(label.with_suffix(".html").read_bytes()).published_at or "")[:10]
        except NotAnArticle as error:
            found = str(error)
        right += found == truth
        wrong += [] if found == truth else [f"{label.stem}: {found}, labelled {truth}"]
    assert right / (right + len(wrong)) >= 0.92, wrong


def test_a_day_alone_in_the_text_dates_the_page_only_when_nothing_better_does():
    url = "http://a.cn/2023-05/06/1.htm"
    assert dated(body=("2019年3月2日", BODY), url=url).published_at == "2023-05-06T00:00:00+08:00"
    assert dated(body=("2019年3月2日", BODY)).published_at == "2019-03-02T00:00:00+08:00"
    assert dated(body=(BODY, "2019年3月2日")).published_at == "2019-03-02T00:00:00+08:00"


def test_several_days_alone_on_lines_are_the_headings_of_a_chronicle():
    assert dated(body=("2019年3月2日", BODY, "2020年4月2日", BODY)).extractor.get("published_at") == "lead"
    assert dated(body=(BODY, BODY, "2019年3月2日", BODY, "2020年4月2日", BODY)).published_at is None


@pytest.mark.parametrize("first", ["2023-05-06 10:20", "2023年5月6日", "[2023-05-06]", "2023年5月6日 星期六"])
def test_the_pages_date_alone_above_the_text_leaves_it(first):
    draft = Draft([Fetched(b"")])
    draft.raw = RawArticle(body=[Line(first), Line(BODY)])
    dates.run(draft)
    assert [line.text for line in draft.raw.body] == [BODY], first
    assert draft.article.published_at[:10] == "2023-05-06", first
    assert draft.article.cleaning[-1].before == first


@pytest.mark.parametrize("first", ["2019年3月2日", "时间：2023年5月6日", "2023年5月6日 纪念日"])
def test_another_line_with_a_day_above_the_text_stays(first):
    draft = Draft([Fetched(b"")])
    draft.raw = RawArticle(body=[Line(first), Line(BODY)], dates=[DateCandidate("2023-05-06 10:20", "meta")])
    dates.run(draft)
    assert [line.text for line in draft.raw.body] == [first, BODY], first


def test_an_events_day_is_not_the_publications():
    assert dated(body=("时间：2023年5月8日14:30", "地点：金城大剧院", BODY)).published_at is None
    assert dated(body=("地点：金城大剧院", "时间：2023年5月8日", BODY)).published_at is None


@pytest.mark.parametrize(
    ("stamps", "published", "modified"),
    [
        (["2021年7月1日", "更新 2021年7月2日"], "2021-07-01T00:00:00", "2021-07-02T00:00:00"),
        (["发布于 2021年7月1日 08:00", "更新于 2021年7月2日 09:00"], "2021-07-01T08:00:00", "2021-07-02T09:00:00"),
        (["2021年7月1日 星期四", "09:45"], "2021-07-01T09:45:00", None),
    ],
)
def test_stamps_above_the_text_leave_it_together(stamps, published, modified):
    draft = Draft([Fetched(b"")])
    draft.raw = RawArticle(body=[Line(text) for text in (*stamps, BODY)])
    dates.run(draft)
    zone = "+08:00"
    assert (draft.article.published_at, draft.article.modified_at) == (published + zone, modified and modified + zone)
    assert [line.text for line in draft.raw.body] == [BODY]
    assert [note.before for note in draft.article.cleaning if note.rule == "date-line"] == stamps


@pytest.mark.parametrize(
    ("above", "known", "kept", "published"),
    [
        (("2023年5月6日", "2023年5月7日", BODY), "2023-05-06", ["2023年5月6日", "2023年5月7日", BODY], "T00:00:00"),
        (("2023年5月6日", "09:45", BODY), "2023-05-06", [BODY], "T09:45:00"),
        (("2023年5月6日", "09:45", BODY), "2023-05-06 10:20", [BODY], "T10:20:00"),
        (("2023年5月6日", "09:45"), "2023-05-06 10:20", ["09:45"], "T10:20:00"),
    ],
    ids=["a chronicle begins", "day and time", "a more precise time is known", "nothing else is left"],
)
def test_of_the_day_above_the_text_no_more_is_taken_than_is_sure(above, known, kept, published):
    draft = Draft([Fetched(b"")])
    draft.raw = RawArticle(body=[Line(text) for text in above], dates=[DateCandidate(known, "meta")])
    dates.run(draft)
    assert [line.text for line in draft.raw.body] == kept
    assert draft.article.published_at == f"2023-05-06{published}+08:00"


def test_a_clock_time_below_the_day_of_a_signed_notice_belongs_to_it():
    assert dated(body=(BODY, "2022年3月15日（星期二）", "香港时间16时35分")).published_at == "2022-03-15T16:35:00+08:00"


def test_the_element_that_prints_the_day_tells_its_time():
    other = '<time datetime="2020-09-01T08:00:00+08:00">头条</time>'
    own = '<p>发布于 <time datetime="2020-09-01T22:14:05+08:00">2020年9月1日</time></p>'
    text = "".join(f"<p>{BODY}{i}</p>" for i in "甲乙丙")
    article = extract_article(f"<html><body>{other}<h1>黄河岸边添新绿</h1>{own}{text}".encode())
    assert (article.published_at, article.published_precision) == ("2020-09-01T22:14:05+08:00", "second")


@pytest.mark.parametrize(
    "element",
    [
        '发布于 2020年9月1日 <time datetime="2020-09-03T22:14:05+08:00">2020年9月1日</time>',
        '发布于 2020年9月1日 <time datetime="2020-09-01T08:00:00+08:00">2020年8月30日</time>',
    ],
)
def test_an_element_that_prints_another_day_than_it_holds_tells_no_time(element):
    text = "".join(f"<p>{BODY}{i}</p>" for i in "甲乙丙")
    article = extract_article(f"<html><body><h1>黄河岸边添新绿</h1><p>{element}</p>{text}".encode())
    assert (article.published_at, article.published_precision) == ("2020-09-01T00:00:00+08:00", "day")


def test_two_linked_headlines_with_their_days_above_the_headline_date_nothing():
    items = "".join(f"<li><a>热点：停车新规{word}</a> 2024-01-0{i}</li>" for i, word in enumerate(("出台", "实施"), 1))
    text = "".join(f"<p>{BODY}{i}</p>" for i in "甲乙丙")
    page = f"<title>黄河岸边添新绿</title><body><ul>{items}</ul><h1>黄河岸边添新绿</h1>{text}</body></html>"
    assert extract_article(page.encode()).published_at is None


def test_a_label_and_its_day_in_two_cells_far_above_the_text_date_it():
    cells = [
        "索引号：",
        "01234567-8/2019",
        "成文日期：",
        "2019-06-12",
        "发布日期：",
        "2019-06-17",
        "文号：",
        "某发〔2019〕45号",
    ]
    row = "".join(f"<td>{cell}</td>" for cell in [*cells, "有效性：", "有效"])
    text = "".join(f"<p>{BODY}{i}</p>" for i in "甲乙丙")
    page = f"<html><body><table><tr>{row}</tr></table><h1>关于停车的通知</h1>{text}<p>2019年6月12日</p></body></html>"
    assert extract_article(page.encode()).published_at == "2019-06-17T00:00:00+08:00"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("黄河浪 · 3 天前 · 更新于 1 天前", "2026-11-17T00:00:00"),
        ("金城晚报 今天 08:00", "2026-11-20T08:00:00"),
        ("金城晚报　11月18日 08:00", "2026-11-18T08:00:00"),
        ("2周前 · 阅读 20", "2026-11-06T00:00:00"),
        ("发布日期：11-18", "2026-11-18T00:00:00"),
    ],
)
def test_a_name_and_a_relative_time_below_the_headline_are_no_text(line, published):
    text = "".join(f"<p>{BODY}{i}</p>" for i in "甲乙丙")
    page = f"<title>黄河岸边添新绿</title><body><h1>黄河岸边添新绿</h1><div>{line}</div>{text}</body></html>"
    article = extract_article(page.encode(), fetched_at=datetime(2026, 11, 20, 10, 0))
    assert (article.published_at, article.body.count("\n")) == (published + "+08:00", 2)


def test_several_clock_times_without_a_year_are_the_entries_of_a_live_report():
    text = "".join(f"<p>11月18日 {hour}:00</p><p>{BODY}{hour}</p>" for hour in ("10", "11", "12"))
    page = f"<title>直播黄河岸边</title><body><h1>直播黄河岸边</h1>{text}</body></html>"
    assert "11月18日 10:00" in extract_article(page.encode()).body


def test_the_title_of_an_element_spells_its_relative_time_out():
    text = "".join(f"<p>{BODY}{i}</p>" for i in "甲乙丙")
    stamp = '<em title="2011-01-02 03:04:05">河畔人家</em> 发表于 <span title="2013-12-25 23:59:01">昨天 23:59</span>'
    page = f"<title>黄河岸边添新绿</title><body><h1>黄河岸边添新绿</h1><div>{stamp}</div>{text}</body></html>"
    article = extract_article(page.encode(), fetched_at=datetime(2026, 11, 20, 10, 0))
    assert article.published_at == "2013-12-25T23:59:01+08:00"


@pytest.mark.parametrize("line", ["發布日期：112-05-08　點閱數：345", "發佈時間：2023/05/08", "公告日期：112/05/08"])
def test_a_labelled_day_of_traditional_pages_is_no_text(line):
    text = "".join(f"<p>黃河岸邊的步道乾淨整潔，不少市民清晨出門散步，兩岸的綠樹倒映水中。{i}</p>" for i in "甲乙丙")
    page = f"<title>黃河岸邊添新綠</title><body><h1>黃河岸邊添新綠</h1><div>{line}</div>{text}</body></html>"
    article = extract_article(page.encode())
    assert (article.published_at, article.body.count("\n")) == ("2023-05-08T00:00:00+08:00", 2)


def test_the_day_that_signs_a_document_goes_before_the_day_of_its_printing():
    tail = ("某市人民政府", "2020年5月1日", "（此件公开发布）", "某市人民政府办公室 2020年5月4日印发")
    assert dated(body=(BODY, *tail)).published_at == "2020-05-01T00:00:00+08:00"


def test_a_label_before_the_next_day_says_nothing_of_this_one():
    assert dated(head=["公告日期：2012/05/03 ~ 截止日期：2012/06/03"]).published_at == "2012-05-03T00:00:00+08:00"


def test_a_numeric_day_above_the_text_is_read_with_the_address():
    draft = Draft([Fetched(b"", "http://a.hk/20120503/1.htm")])
    draft.raw = RawArticle(body=[Line("03/05/2012 18:05"), Line(BODY), Line(BODY)])
    dates.run(draft)
    assert (draft.article.published_at, len(draft.raw.body)) == ("2012-05-03T18:05:00+08:00", 2)


@pytest.mark.parametrize(
    "line",
    [
        "优惠时间：即日起至2018年5月6日",
        "收稿日期：2018-05-06",
        "本院定于2018年5月6日开庭审理一案",
        "展期到2018年5月6日",
    ],
)
def test_a_day_until_which_or_on_which_something_will_be_is_not_the_articles(line):
    assert dated(body=(line, BODY)).published_at is None, line


def test_a_line_below_the_headline_goes_before_the_clock_above_it():
    text = "".join(f"<p>{BODY}{i}</p>" for i in "甲乙丙")
    clock, stamp = "<div>上证指数 3,021.33 2025-06-15 09:29:55</div>", "<div>2018年05月06日 10:00 金城财经</div>"
    page = f"<title>黄河岸边添新绿</title><body>{clock}<h1>黄河岸边添新绿</h1>{stamp}{text}</body></html>"
    article = extract_article(page.encode(), fetched_at=datetime(2025, 6, 15, 9, 30))
    assert article.published_at == "2018-05-06T10:00:00+08:00"


@pytest.mark.parametrize("line", ["纪念2008年5月12日汶川地震", "——2019年12月30日全县果业大会侧记"])
def test_a_day_within_a_phrase_does_not_stand_alone(line):
    assert "text" not in dated(body=(BODY, line, BODY)).extractor.values()


def test_a_source_label_before_a_later_date_belongs_to_the_earlier_one():
    article = dated(head=["2021-11-03 07:12 来源：金城晚报 2021年11月02日 A03版"])
    assert article.published_at == "2021-11-03T07:12:00+08:00"
