"""Credit lines: what they say, what they do not say, and that no character of them is lost."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanzhou_news.text.credits import Credits, may_be_credit, parse_credits, split_caption
from lanzhou_news.text.credits.edges import closing, opening
from lanzhou_news.text.credits.fold import fold, visible
from lanzhou_news.text.credits.lexer import tokenize
from lanzhou_news.text.credits.names import (
    has_usual_characters,
    is_governed_name,
    is_minority,
    is_name,
    is_nobody,
    is_rare,
    is_weak_name,
    split_joined,
)
from lanzhou_news.text.credits.words import is_staff
from tests.cases_dir import CASES, needs_cases

ROWS = json.loads((Path(__file__).parents[1] / "cases" / "credits.json").read_text(encoding="utf-8"))
SOUND = [row for row in ROWS if row["label"] != "known-failure"]
FAILURES = [row for row in ROWS if row["label"] == "known-failure"]


def said(credits: Credits) -> dict[str, object]:
    """What a reading says, without empty fields, in the form of the case file."""
    fields = {
        "people": [[person.name, person.role] for person in credits.people],
        "editors": [editor.name for editor in credits.editors],
        "source": credits.source,
        "agency": credits.agency,
        "media": credits.media,
        "ambiguous": credits.ambiguous,
    }
    return {name: value for name, value in fields.items() if value}


@pytest.mark.parametrize("row", SOUND, ids=lambda row: row["line"])
def test_a_line_is_read_as_its_case_says(row: dict[str, object]) -> None:
    assert said(parse_credits(str(row["line"]))) == row["expected"], row["line"]


@pytest.mark.parametrize("row", FAILURES, ids=lambda row: row["line"])
def test_known_failures_still_fail_so_that_a_cure_is_noticed(row: dict[str, object]) -> None:
    assert said(parse_credits(str(row["line"]))) != row["expected"], row["line"]


@pytest.mark.parametrize("row", [row for row in SOUND if row["label"] == "negative"], ids=lambda row: row["line"])
def test_text_that_is_no_credit_stays_whole(row: dict[str, object]) -> None:
    credits = parse_credits(str(row["line"]))
    assert credits.people == ()
    assert credits.editors == ()


@needs_cases
def test_real_and_typical_lines_reach_the_floors() -> None:
    rows = [json.loads(line) for line in (CASES / "credit_lines.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong, unflagged = [], []
    for row in rows:
        credits = parse_credits(row["line"])
        people = [(person.role, person.name) for person in credits.people]
        expected = [(person["role"], person["name"]) for person in row["people"]]
        same = (
            people == expected
            and [editor.name for editor in credits.editors] == row["editor"]
            and (credits.source, credits.agency) == (row["source"], row["agency"])
        )
        if row["ambiguous"] and not credits.ambiguous:
            unflagged.append(row["line"])
        if not row["ambiguous"] and not same:
            wrong.append(row["line"])
    assert unflagged == []
    assert len(wrong) <= 0.07 * len(rows), wrong


ORGANIZATIONS = {
    "兰州日报社全媒体记者 张明 实习生 李华": ["兰州日报社", "兰州日报社"],
    "兰州日报社全媒体记者 张明 通讯员 李华": ["兰州日报社", None],
    "兰州日报社全媒体记者 张明 市公安局通讯员 李华": ["兰州日报社", "市公安局"],
    "人民日报记者 张明 新华社记者 李华": ["人民日报", "新华社"],
    "新华社北京1月2日电（记者张明、李华）": ["新华社", "新华社"],
    "记者 张明": [None],
}


@pytest.mark.parametrize("line", ORGANIZATIONS)
def test_an_organisation_governs_the_people_up_to_the_next_but_no_outside_correspondent(line: str) -> None:
    assert [person.organization for person in parse_credits(line).people] == ORGANIZATIONS[line]


@pytest.mark.parametrize(
    ("line", "raw", "place", "date"),
    [
        ("本报讯（记者 张明）", "本报讯", None, None),
        ("新华社北京1月2日电 （记者张明）", "新华社北京1月2日电", "北京", "1月2日"),
        ("据新华社拉萨电（记者 格桑平措）", "据新华社拉萨电", "拉萨", None),
        ("中国甘肃网5月25日讯 据兰州晚报报道（记者邹玉琪）", "中国甘肃网5月25日讯", None, "5月25日"),
        ("兰州1月2日电", "兰州1月2日电", "兰州", "1月2日"),
    ],
)
def test_a_dateline_has_place_and_date(line: str, raw: str, place: str | None, date: str | None) -> None:
    dateline = parse_credits(line).dateline
    assert dateline is not None
    assert (dateline.raw, dateline.place, dateline.date) == (raw, place, date)


def test_a_staff_code_stays_in_the_rest() -> None:
    assert "NX00421" in parse_credits("责任编辑：史新_NX00421").rest


@pytest.mark.parametrize("line", ["据“", "据“张", "据“张明”", "据“张明”微信", "新华社/", "（www.a.cn", "《", "编："])
def test_a_line_cut_short_is_read_all_the_same(line: str) -> None:
    assert parse_credits(line).people == ()


def test_a_line_that_is_no_credit_comes_back_as_rest() -> None:
    assert parse_credits("记者从市文旅局获悉") == Credits(rest="记者从市文旅局获悉")


OPENINGS = {
    "央视网消息（焦点访谈）：昨日，黄河岸边": "昨日，黄河岸边",
    "本报讯（记者 张明）昨日，黄河岸边": "昨日，黄河岸边",
    "本报讯 昨日，黄河岸边": "昨日，黄河岸边",
    "中新社上海6月2日电／外媒称，一张清单": "外媒称，一张清单",
    "新华社北京1月2日电 （记者张明 李华）国务院": "国务院",
    "中国甘肃网5月25日讯 据兰州晚报报道（记者邹玉琪）5月24日，": "5月24日，",
    "本报讯 记者张明报道 昨日": "昨日",
    "（记者 张明）昨天": "昨天",
    "中新社上海6月2日电（记者毕鹏、牛云）一张清单、5支队伍": "一张清单、5支队伍",
    "中新网浙江新闻1月31日电(见习记者 陶源)近日": "近日",
    "金城水利网站2017年7月26日讯 （记者 陶源 特约记者 郝运）7月26日，": "7月26日，",
    "金城在线-白塔频道11月8日讯（金城在线记者 陶源）昨天": "昨天",
    "中国之声《国防时空》北京2月22日电（记者 陶源）今天": "今天",
    "河北日报讯（记者四建磊）当前": "当前",
    "【金城网】（记者 张明）昨日，黄河岸边": "昨日，黄河岸边",
    "【金城网综合报道】据外媒消息，昨日": "据外媒消息，昨日",
    "央视网消息（新闻联播）：昨日，黄河岸边": "昨日，黄河岸边",
    "金城日报网11月24日报道 据外媒消息，昨日": "据外媒消息，昨日",
    "中国甘肃网5月25日讯 据兰州晚报报道，5月24日，": "，5月24日，",
    "中国甘肃网5月25日讯 据兰州晚报报道的消息，": "据兰州晚报报道的消息，",
}


@pytest.mark.parametrize("text", OPENINGS)
def test_the_opening_of_a_paragraph_is_cut_with_its_bracket(text: str) -> None:
    edge = opening(text)
    assert edge is not None
    assert edge.remaining == OPENINGS[text]
    assert text.startswith(edge.raw)


@pytest.mark.parametrize(
    "text",
    [
        "据人民日报报道，昨日",
        "央视新闻消息，昨天",
        "记者近日从市文旅局获悉",
        "（2023年）全市",
        "兰州（记者站所在地）",
        "消息传来，大家",
        "",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert opening(text) is None


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("市民纷纷前来。（记者 张明）", "（记者 张明）"),
        ("价格上涨了。（路峰 上海报道）", "（路峰 上海报道）"),
        ("前来。（图片由受访者提供）", "（图片由受访者提供）"),
        ("不见不散。 本报记者 张明", "本报记者 张明"),
        ("前来。(信报记者 柴雪)", "(信报记者 柴雪)"),
        ("前来。 来源：金城晚报", "来源：金城晚报"),
        ("前来。 本文来源：金城晚报  责任编辑：柴雪_b7246", "本文来源：金城晚报  责任编辑：柴雪_b7246"),
        ("他说：“前来。”责任编辑：柴雪", "责任编辑：柴雪"),
    ],
)
def test_the_credit_at_the_end_of_a_paragraph_is_cut(text: str, raw: str) -> None:
    edge = closing(text)
    assert edge is not None
    assert edge.raw == raw
    assert text == f"{edge.remaining}{text[len(edge.remaining) : len(text) - len(raw)]}{raw}"


@pytest.mark.parametrize(
    "text",
    [
        "去年（2023年）",
        "他说（记者注）",
        "“他叫张明。”",
        "来了（见图）",
        "会议召开。",
        "问题很多。来源不明。",
        "断崖式下跌。（图3）",
        "他说，水的来源：黄河。",
    ],
)
def test_a_bracket_of_the_text_stays(text: str) -> None:
    assert closing(text) is None


def test_staff_are_told_from_authors_in_both_scripts() -> None:
    assert [is_staff(role) for role in ("校对", "校對", "三审", "監製", "记者", "摄影", None)] == [True] * 4 + [
        False
    ] * 3


def test_most_lines_of_a_page_are_dismissed_at_first_sight() -> None:
    assert not may_be_credit("家住雁滩的退休教师说，公园修到家门口之后，邻里之间见面的机会多了。")
    assert may_be_credit("責任編輯:馬和相")


NOISE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "记者张明李华文图摄编辑责任:：/／|丨 　·、（）()《》【】讯电本报新华社来源据1月2日0_-，。\u200b"
        ),
        st.characters(),
    ),
    max_size=80,
)


@given(NOISE)
@settings(max_examples=400, deadline=None)
def test_no_character_of_any_line_is_lost(line: str) -> None:
    printed = visible(line)
    tokens = tokenize(fold(printed))
    assert "".join(printed[token.start : token.end] for token in tokens) == printed


@given(NOISE)
@settings(max_examples=400, deadline=None)
def test_every_name_and_outlet_is_printed_in_the_line(line: str) -> None:
    credits = parse_credits(line)
    squeezed = "".join(fold(visible(line)).split())
    for name in [*(p.name for p in credits.people), *(e.name for e in credits.editors), credits.source, credits.agency]:
        assert name is None or fold("".join(name.split())) in squeezed, (line, name)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_without_loss(text: str) -> None:
    squeezed = "".join(visible(text).split())
    for edge in (opening(text), closing(text)):
        if edge is not None:
            pieces = "".join((edge.raw + edge.remaining).split())
            assert sorted(pieces.strip(":：")) <= sorted(squeezed)
    caption, credit = split_caption(text)
    assert set(caption + (credit or "")) <= set(text)


@pytest.mark.parametrize(
    "piece", ["张", "记者", "（", "本报讯（", "文/图", "来源：", "·张", "1月", "作 ", "据新华社", "摄", "见习", "、"]
)
def test_a_line_of_100_kilobytes_is_dismissed_in_no_time(piece: str) -> None:
    line = piece * (100_000 // len(piece))
    started = time.process_time()
    parse_credits(line)
    opening(line)
    closing(line)
    split_caption(line)
    parse_credits(line[:200])
    assert time.process_time() - started < 0.25


@given(st.text(max_size=12))
@settings(max_examples=300, deadline=None)
def test_any_word_is_judged_as_a_name_without_a_crash(word: str) -> None:
    for judge in (is_name, is_weak_name, is_governed_name, is_minority, has_usual_characters, is_rare, is_nobody):
        assert judge(word) in (True, False)
    assert "".join(split_joined(word)) in (word, "")


@pytest.mark.parametrize("word", ["", " ", "·", "、", "·张", "张·"])
def test_what_is_hardly_a_word_is_no_name(word: str) -> None:
    assert not is_name(word) or "张" in word


@pytest.mark.parametrize(
    "label", ["海报", "运营", "执行", "主任", "排版", "版式", "视觉", "总编", "校稿", "签发", "航拍", "采访", "文稿"]
)
def test_a_label_of_the_newsroom_is_worth_a_look(label: str) -> None:
    assert may_be_credit(f"{label} | 李华"), label
    assert [person.role for person in parse_credits(f"{label}：李华").people] == [label]


def test_a_story_opens_with_the_papers_own_bracket() -> None:
    edge = opening("【大公報訊】記者李華北京報道：昨日，黃河岸邊……")
    assert edge is not None
    assert (edge.remaining, [person.name for person in edge.credits.people]) == ("昨日，黃河岸邊……", ["李華"])


@pytest.mark.parametrize("word", ["admin", "site_admin", "Admin123", "管理员"])
def test_an_account_of_the_system_is_nobody(word: str) -> None:
    assert is_nobody(word), word
    assert parse_credits(f"作者：{word}").people == ()


@pytest.mark.parametrize(
    ("text", "names", "dateline"),
    [
        ("金城讯（记者 李华 通讯员 王强）昨日，黄河岸边……", ["李华", "王强"], "金城讯"),
        ("金城日报记者 李华 报道：昨日，黄河岸边……", ["李华"], None),
        ("本报讯 记者李华、通讯员王强报道：昨日，黄河岸边……", ["李华", "王强"], "本报讯"),
    ],
)
def test_a_story_may_open_with_a_town_or_with_its_teller(text: str, names: list[str], dateline: str | None) -> None:
    edge = opening(text)
    assert edge is not None, text
    assert [person.name for person in edge.credits.people] == names
    assert (edge.credits.dateline.raw if edge.credits.dateline else None) == dateline
    assert edge.remaining == "昨日，黄河岸边……"


@pytest.mark.parametrize(
    "text",
    [
        "供电公司（以下简称公司）昨日抢修。",
        "喜讯（见图）传来。",
        "记者在现场报道：车辆已经排起长队。",
        "居民通讯（第三期）",
    ],
)
def test_words_of_the_text_open_no_story(text: str) -> None:
    assert opening(text) is None, text


@pytest.mark.parametrize("line", ["〔記者王小明／小港報導〕", "（记者王小明/台南报导）", "記者王小明／瑞芳報導"])
def test_behind_a_slash_taiwans_press_names_the_place_of_its_report(line: str) -> None:
    assert [person.name for person in parse_credits(line).people] == ["王小明"]


@pytest.mark.parametrize(("line", "name"), [("作者：周文斌律师", "周文斌"), ("作者：王芳医生", "王芳")])
def test_a_job_behind_the_authors_name_is_no_part_of_it(line: str, name: str) -> None:
    assert [person.name for person in parse_credits(line).people] == [name]


@pytest.mark.parametrize("head", ["【环球时报综合报道】", "【本报综合报道】", "【大公报综合外电报道】"])
def test_a_report_put_together_from_others_opens_with_its_paper(head: str) -> None:
    edge = opening(f"{head}据韩联社报道，去年新生儿数量创历史新低。")
    assert edge is not None
    assert (edge.raw, edge.credits.dateline is not None) == (head, True)
