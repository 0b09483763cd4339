"""The last step: what is assembled, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from lanzhou_news import extract_article
from lanzhou_news.clean import validate
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.errors import NotAnArticle
from lanzhou_news.extract.raw import Line, RawArticle, RawImage
from lanzhou_news.items import Article, Person, Print
from lanzhou_news.record import from_json, to_json_line
from lanzhou_news.sites import get

URL = "http://www.lzbs.com.cn/lanzhounews/2023-09/23/content_505014617.htm"
HASH = "0" * 64


def draft(**raw: object) -> Draft:
    lines = {"title": Line("黄河岸边"), "body": [Line("第一段。"), Line("第二段。")]} | raw
    fetched = Fetched(b"", URL, status=200, fetched_at=datetime(2023, 9, 24, 8, tzinfo=UTC))
    return Draft([fetched], profile=get("lanzhou"), raw=RawArticle(**lines))


def test_the_record_takes_its_text_from_the_cleaned_lines() -> None:
    it = draft(subtitle=Line("副题"), kicker=Line("引题"), keywords=["兰州", ""], breadcrumb=["新闻中心", "兰州新闻"])
    validate.run(it)
    article = it.article
    assert (article.title, article.subtitle, article.kicker) == ("黄河岸边", "副题", "引题")
    assert article.body == "第一段。\n第二段。"
    assert article.keywords == ["兰州"]
    assert article.section == "新闻中心>兰州新闻"
    assert (article.id, article.site, article.url) == ("lanzhou:505014617", "lanzhou", URL)
    assert (article.http_status, article.fetched_at) == (200, "2023-09-24T08:00:00Z")


def test_the_channel_names_the_section_when_the_page_has_no_breadcrumb() -> None:
    it = draft()
    validate.run(it)
    assert it.article.section == "新闻中心>兰州新闻"


def test_lines_emptied_by_a_step_leave_no_empty_paragraph() -> None:
    it = draft(body=[Line("第一段。"), Line("责任编辑："), Line("第二段。")])
    it.raw.body[1].text = ""
    validate.run(it)
    assert it.article.body == "第一段。\n第二段。"


def test_a_picture_story_without_text_is_an_article() -> None:
    it = draft(body=[], images=[RawImage("http://www.lzbs.com.cn/res/a.jpg", Line("中山桥夜景"))])
    validate.run(it)
    assert it.article.images[0].caption == "中山桥夜景"


def test_a_page_without_text_and_picture_is_no_article() -> None:
    with pytest.raises(NotAnArticle, match="no line is text") as refused:
        validate.run(draft(body=[]))
    assert refused.value.reason == "no-body"
    assert validate.problems(Article(id="x", content_hash=HASH)) == ["body: empty, and there is no picture either"]


@pytest.mark.parametrize(
    "text",
    [
        "城南改造全面铺开\n本报记者 李华\n责任编辑：王强\n版权声明：本网稿件不得转载",
        "城南改造全面铺开\n金城晚报记者 李华 摄影报道\n编辑：王强 审核：张明",
        "城南改造全面铺开\n视频正在加载中\n图源：网络 侵删\n金城晚报记者 李华",
    ],
)
def test_a_page_of_credits_and_notices_alone_is_no_article_and_its_refusal_shows_them(text: str) -> None:
    with pytest.raises(NotAnArticle, match=r"credits and notices: .*李华") as refused:
        extract_article(text.encode())
    assert refused.value.reason == "no-body"


@pytest.mark.parametrize("end", [" 本报记者 李华 摄", "（记者 李华）", "（李华 摄）"])
def test_the_one_line_of_a_picture_story_keeps_what_is_no_credit(end: str) -> None:
    line = "城南老旧小区改造现场，工人们正在加紧施工，十二个小区的外墙焕然一新。"
    article = extract_article(f"<title>城南改造</title><h1>城南改造</h1><p>{line}{end}</p>".encode())
    assert (article.body, [person.name for person in article.authors]) == (line, ["李华"])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"published_at": "2023-09-23", "published_precision": "day"}, "published_at"),
        ({"published_at": "2023-09-23T00:00:00+08:00"}, "published_precision"),
        ({"title": "两\n行"}, "one line"),
        ({"source": ""}, "source"),
        ({"authors": [Person("")]}, "authors"),
        ({"similarity": 1.5}, "similarity"),
        ({"content_hash": "abc"}, "content_hash"),
        ({"revision": 0}, "revision"),
    ],
)
def test_each_broken_field_is_named(change: dict[str, object], problem: str) -> None:
    article = Article(**({"id": "x", "content_hash": HASH, "body": "正文"} | change))
    found = validate.problems(article)
    assert any(problem in text for text in found), found


def test_disagreements_of_the_readers_become_notes() -> None:
    it = draft(disagreements=["body 0.41"])
    validate.run(it)
    assert [(note.step, note.rule, note.before) for note in it.article.cleaning] == [
        ("extract", "readers-disagree", "body 0.41")
    ]


def test_a_record_survives_the_way_through_json() -> None:
    it = draft()
    validate.run(it)
    assert from_json(to_json_line(it.article)) == it.article


def test_times_are_written_in_utc_and_naive_ones_are_local() -> None:
    assert validate.utc(datetime(2025, 1, 3, 8)) == "2025-01-03T00:00:00Z"
    assert validate.utc(datetime(2025, 1, 3, 8, tzinfo=timezone(timedelta(hours=8)))) == "2025-01-03T00:00:00Z"


def test_the_place_in_print_is_told_only_when_paper_and_day_are_known() -> None:
    whole = draft(print_area={"paper": "兰州日报", "issue_date": "2023-11-23", "page_no": "02", "area": ""})
    validate.run(whole)
    assert whole.article.print == Print("兰州日报", "2023-11-23", page_no="02")
    part = draft(print_area={"page_no": "02"})
    validate.run(part)
    assert part.article.print is None


def test_the_index_of_a_newspaper_page_knows_better_where_an_article_stands() -> None:
    it = draft(print_area={"paper": "兰州日报", "issue_date": "2024-05-20", "page_no": "01"})
    it.printed = {"page_no": "02", "page_name": "时政"}
    it.article.published_at, it.article.published_precision = "2024-05-21T00:00:00+08:00", "day"
    it.article.published_raw = "2024年5月21日"
    validate.run(it)
    assert it.article.print == Print("兰州日报", "2024-05-20", "02", "时政")
    assert [(note.rule, note.before, note.after) for note in it.article.cleaning] == [
        ("issue-date-conflict", "2024年5月21日", "2024-05-20")
    ]
