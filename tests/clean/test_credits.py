"""Credits are found where they stand, land in their fields, and leave the text without a loss."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanzhou_news import extract_article
from lanzhou_news.clean import boilerplate, credits
from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.extract.raw import Line, RawArticle
from lanzhou_news.items import Article
from lanzhou_news.sites import get
from lanzhou_news.text.credits.fold import visible
from tests.cases_dir import CASES, needs_cases

TEXT = (
    "清晨的黄河边，晨练的人们早早来到步道上。",
    "园林部门介绍，今年还要新增八处口袋公园。",
    "大家都说，日子越过越好。",
)


def run(
    body: tuple[str, ...] = TEXT,
    *,
    head: tuple[str, ...] = (),
    tail: tuple[str, ...] = (),
    cms: dict[str, str] | None = None,
    meta: dict[str, str] | None = None,
    title: str = "黄河岸边添新绿",
    site: str | None = "lanzhou",
) -> tuple[Article, list[str]]:
    raw = RawArticle(
        title=Line(title),
        head=[Line(text) for text in head],
        body=[Line(text) for text in body],
        tail=[Line(text) for text in tail],
        cms=cms or {},
        meta=meta or {},
    )
    draft = Draft([Fetched(b"")], profile=get(site) if site else None, raw=raw)
    credits.run(draft)
    return draft.article, [line.text for line in draft.raw.body]


def people(article: Article) -> list[tuple[str, str | None, str | None]]:
    return [(person.name, person.role, person.organization) for person in article.authors]


def rules(article: Article) -> set[str]:
    return {note.rule for note in article.cleaning}


PLACES = {
    "own last line": {"body": (*TEXT, "兰州日报社全媒体记者 张明 文/图")},
    "own first line": {"body": ("兰州日报社全媒体记者 张明", *TEXT)},
    "dateline": {"body": ("本报讯（兰州日报社全媒体记者 张明）" + TEXT[0], *TEXT[1:])},
    "end of the last paragraph": {"body": (*TEXT[:2], TEXT[2] + "（兰州日报社全媒体记者 张明）")},
    "tail": {"tail": ("兰州日报社全媒体记者 张明", "分享到：")},
    "head": {"head": ("2024-01-02 10:00 兰州日报社全媒体记者 张明",)},
    "self name": {"body": (*TEXT, "本报记者 张明")},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_byline_is_found_wherever_it_stands_and_leaves_the_body(place: str) -> None:
    article, body = run(**PLACES[place])
    assert people(article) == [("张明", "记者", "兰州日报社")]
    assert body == list(TEXT)
    assert article.byline_raw is not None
    assert "张明" in article.byline_raw


def test_the_source_is_inferred_from_the_publisher_and_the_record_says_so() -> None:
    article, _ = run((*TEXT, "兰州日报社全媒体记者 张明"))
    assert article.source == "兰州新闻网"
    notes = [note for note in article.cleaning if note.rule == "source-inferred"]
    assert [(note.before, note.after, note.confidence) for note in notes] == [("兰州日报社", "兰州新闻网", 0.8)]
    assert run((*TEXT, "兰州日报社全媒体记者 张明"), site=None)[0].source == "兰州新闻网"


@pytest.mark.parametrize(
    ("line", "source", "agency"),
    [
        ("兰州晚报记者 张明", "兰州晚报", None),
        ("新华社记者 张明", None, "新华社"),
        ("记者 张明", None, None),
        ("来源：甘肃日报", "甘肃日报", None),
        ("来源：网络", None, None),
    ],
)
def test_the_source_is_an_outlet_or_nothing(line: str, source: str | None, agency: str | None) -> None:
    article, _ = run((*TEXT, line))
    assert (article.source, article.agency) == (source, agency)


def test_a_named_source_beats_the_dateline_and_that_beats_any_inference() -> None:
    body = ("兰州晚报讯（记者 张明）" + TEXT[0], *TEXT[1:])
    assert run(body)[0].source == "兰州晚报"
    assert run(body, head=("2024-01-02 来源：甘肃日报",))[0].source == "甘肃日报"
    assert run(body, cms={"sourcename": "人民网"})[0].source == "人民网"


def test_a_dateline_gives_agency_place_and_date() -> None:
    article, body = run(("新华社兰州1月2日电（记者张明、李华）" + TEXT[0], *TEXT[1:]))
    assert article.dateline is not None
    assert (article.dateline.raw, article.dateline.place, article.dateline.date) == (
        "新华社兰州1月2日电",
        "兰州",
        "1月2日",
    )
    assert people(article) == [("张明", "记者", "新华社"), ("李华", "记者", "新华社")]
    assert body[0] == TEXT[0]
    assert article.byline_raw == "新华社兰州1月2日电（记者张明、李华）"


def test_staff_are_editors_in_printed_order() -> None:
    article, body = run((*TEXT, "总值班：万新 责编：张永雨 美编：黄维 校对：岳薇"))
    assert [(editor.name, editor.role) for editor in article.editors] == [
        ("万新", "总值班"),
        ("张永雨", "责任编辑"),
        ("黄维", "美编"),
        ("岳薇", "校对"),
    ]
    assert article.authors == []
    assert body == list(TEXT)
    assert article.editor_raw == "总值班：万新 责编：张永雨 美编：黄维 校对：岳薇"


def test_a_byline_beats_the_author_of_the_cms_who_may_be_the_editor() -> None:
    article, _ = run((*TEXT, "记者 张明"), tail=("责任编辑：李华",), cms={"author": "李华", "liability": "李华"})
    assert people(article) == [("张明", "记者", None)]
    assert [editor.name for editor in article.editors] == ["李华"]


def test_the_editor_of_the_cms_is_no_author_even_without_a_byline() -> None:
    article, _ = run(cms={"author": "李华", "liability": "李华"})
    assert article.authors == []
    assert [(editor.name, editor.role) for editor in article.editors] == [("李华", "责任编辑")]
    assert "from-cms" in rules(article)


def test_the_author_of_the_cms_is_used_when_nothing_is_printed() -> None:
    article, _ = run(cms={"author": "张明"})
    assert [person.name for person in article.authors] == ["张明"]
    assert {"from-cms", "ambiguous"} <= rules(article)


@pytest.mark.parametrize("author", ["admin", "兰州新闻网", "L_104485", "www.yunnan.cn,云南网", "大汉网络", "管理员"])
def test_an_author_tag_that_names_no_person_is_ignored(author: str) -> None:
    assert run(meta={"author": author})[0].authors == []


def test_bare_names_count_only_where_a_byline_stands() -> None:
    article, body = run((*TEXT[:2], TEXT[2] + "（张明 李华）"))
    assert [person.name for person in article.authors] == ["张明", "李华"]
    assert "ambiguous" in rules(article)
    assert body == list(TEXT)
    inside = (TEXT[0], "张明 李华", *TEXT[1:], "一、二、三。")
    assert run((TEXT[0], TEXT[1] + "（张明）", TEXT[2]))[0].authors == []
    assert inside[1] in run((*inside[2:], *inside[:2], *inside[2:]))[1]


def test_a_joined_byline_is_split_and_flagged() -> None:
    article, _ = run((*TEXT, "本报记者张明李华"))
    assert [person.name for person in article.authors] == ["张明", "李华"]
    assert [note.after for note in article.cleaning if note.rule == "ambiguous"] == ["张明 李华"]


TRAPS = (
    "记者从市文旅局获悉，今年还要新增八处口袋公园。",
    "记者：请您介绍一下情况。",
    "责任编辑制度改革座谈会在兰州召开",
    "他说，版权声明和责任编辑都要写清楚。",
    "来源于生活的艺术最动人",
    "（一）总体要求",
    "会议还研究了其他事项。（详见第3版）",
)


@pytest.mark.parametrize("line", TRAPS)
@pytest.mark.parametrize("last", [True, False], ids=["last", "first"])
def test_text_stays_text(line: str, last: bool) -> None:
    lines = (*TEXT, line) if last else (line, *TEXT)
    article, body = run(lines)
    assert body == list(lines)
    assert article.authors == []
    assert article.editors == []
    assert article.source is None


def test_who_posted_a_text_is_noted_and_does_not_join_the_reporters() -> None:
    article, _ = run(("本报讯（记者 张明）" + TEXT[0], *TEXT[1:]), tail=("作者：石泉",))
    assert [person.name for person in article.authors] == ["张明"]
    assert "author-disagrees" in rules(article)


def test_one_person_named_twice_is_one_author_with_the_fuller_role() -> None:
    article, _ = run((*TEXT, "兰州日报社全媒体记者 张明"), head=("作者：张明",))
    assert people(article) == [("张明", "记者", "兰州日报社")]


def test_nothing_that_leaves_the_body_is_lost() -> None:
    lines = ("本报讯（记者 张明）" + TEXT[0], *TEXT[1:], "图片由受访者提供", "来源：甘肃日报", "责任编辑：李华_NX01")
    article, body = run(lines)
    kept = "".join([*body, article.byline_raw or "", article.source_raw or "", article.editor_raw or ""])
    assert sorted("".join("".join(lines).split())) == sorted("".join(kept.split()))


def test_a_page_without_credits_has_none() -> None:
    article, body = run()
    assert (article.authors, article.editors, article.source, article.agency) == ([], [], None, None)
    assert (article.byline_raw, article.editor_raw, article.source_raw) == (None, None, None)
    assert body == list(TEXT)
    assert article.cleaning == []


PIECES = st.one_of(
    st.sampled_from(
        (
            *TEXT,
            "本报讯（记者 张明）",
            "新华社北京1月2日电：",
            "（记者 李华）",
            "兰州晚报记者 王强 文/图",
            "责任编辑：赵丽_NX01",
            "来源：甘肃日报",
            "张明 李华",
            "【打印】 【关闭】",
            "版权声明：",
            "凡本网注明来源的作品，未经本网授权不得转载。",
            "相关阅读：",
            "（完）",
            "图片由受访者提供",
        )
    ),
    st.text(max_size=30),
)
LINES = st.lists(st.lists(PIECES, min_size=1, max_size=3).map("".join).filter(str.strip), max_size=9)


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_what_leaves_any_body_stands_in_a_raw_twin_a_note_or_the_tail(lines: list[str]) -> None:
    draft = Draft([Fetched(b"")], raw=RawArticle(body=[Line(text) for text in lines]))
    boilerplate.run(draft)
    credits.run(draft)
    article = draft.article
    kept = [line.text for line in draft.raw.body + draft.raw.tail]
    twins = [article.byline_raw, article.editor_raw, article.source_raw, article.copyright_raw]
    notes = [note.before for note in article.cleaning]
    found = "".join(text or "" for text in [*kept, *twins, *notes])
    lost = [char for line in lines for char in visible(line) if not char.isspace() and char not in found]
    assert lost == [], lines


def names(values: list[str]) -> set[str]:
    return {part for value in values for part in re.split(r"[\s&、，,]+", value) if part}


@needs_cases
def test_real_pages_reach_the_floors_and_nobody_is_invented() -> None:
    right, wrong, invented, editors = 0, [], [], []
    for label in sorted((CASES / "pages").glob("*.json")):
        gold = json.loads(label.read_text(encoding="utf-8"))
        article = extract_article(label.with_suffix(".html").read_bytes(), gold["url"] or "")
        found = names([person.name for person in article.authors if person.role not in ("摄影", "供图", "图")])
        if gold["author"] == [] and found:
            invented.append((label.stem, found))
        elif gold["author"] and found == names(gold["author"]):
            right += 1
        elif gold["author"]:
            wrong.append((label.stem, found))
        if gold["editor"] and {editor.name for editor in article.editors} != set(gold["editor"]):
            editors.append(label.stem)
    assert invented == []
    assert editors == []
    assert right >= 0.75 * (right + len(wrong)), wrong


@pytest.mark.parametrize("byline", ["（记者 张明）", "记者 张明", "（金城夜话记者 张明 通讯员 李华）"])
def test_a_byline_behind_the_lead_names_the_author(byline: str) -> None:
    article, body = run((TEXT[0] + byline, *TEXT[1:]), site=None)
    assert article.authors[0].name == "张明", byline
    assert body == list(TEXT), byline
    assert article.byline_raw == byline


def test_a_bracket_behind_the_lead_is_text_when_it_may_be_something_else() -> None:
    for bracket in ("（张明）", "（李华 摄）"):
        article, body = run((TEXT[0] + bracket, *TEXT[1:]), site=None)
        assert (article.authors, body[0]) == ([], TEXT[0] + bracket), bracket
    _, body = run((TEXT[0] + "（记者 李华）", TEXT[1] + "（记者 王强）", TEXT[2]), site=None)
    assert body[0].endswith("（记者 李华）")


def test_the_hosts_of_a_talk_are_no_authors_unless_a_byline_says_so() -> None:
    cast = ("主持人：李华", "嘉宾：王强（市教育局局长）")
    article, body = run((*cast, *TEXT), site=None)
    assert (article.authors, body) == ([], [*cast, *TEXT])
    article, body = run((*TEXT, "主持人：李华"), site=None)
    assert (article.authors, article.byline_raw, body) == ([], "主持人：李华", list(TEXT))
    article, _ = run((*TEXT, "记者：张明 主持人：李华"), site=None)
    assert [person.name for person in article.authors] == ["张明", "李华"]


@pytest.mark.parametrize("line", ["过客 发表于 2005-6-14 10:00", "[ 王文 ] 于2005-06-14 10:00:12上贴"])
def test_who_put_a_text_on_a_board_is_not_its_author(line: str) -> None:
    for place in ({"body": (line, *TEXT)}, {"body": (*TEXT, line)}, {"head": (line,)}, {"tail": (line,)}):
        article, body = run(**place, site=None)
        assert (article.authors, article.byline_raw, body) == ([], line, list(TEXT)), place
