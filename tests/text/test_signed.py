"""Signed comments: who signs, and who that is."""

from __future__ import annotations

import pytest

from lanzhou_news import extract_article
from lanzhou_news.text.credits import may_be_credit, parse_credits


@pytest.mark.parametrize(
    ("line", "people", "rest"),
    [
        ("□ 张明（作者系金城大学教授）", ["张明"], "金城大学教授"),
        ("□张明（金城大学教授）", ["张明"], "金城大学教授"),
        ("●张明、李华（金城大学）", ["张明", "李华"], "金城大学"),
        ("张明　李华（作者单位：金城大学）", ["张明", "李华"], "金城大学"),
        ("張明（作者係金城大學教授）", ["張明"], "金城大學教授"),
        ("欧阳春晓（笔者为金城市作协会员）", ["欧阳春晓"], "金城市作协会员"),
        ("阿依古丽·买买提（作者系本报特约评论员）", ["阿依古丽·买买提"], "本报特约评论员"),
        ("特约撰稿 张明", ["张明"], ""),
    ],
)
def test_a_name_with_a_bracket_about_the_author_is_a_signature(line: str, people: list[str], rest: str) -> None:
    credits = parse_credits(line)
    assert ([person.name for person in credits.people], credits.rest) == (people, rest)
    assert not people or may_be_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "□ 市场监管（重点工作）",
        "□ 王明（左）",
        "张明（左）在接受采访",
        "张明（金城大学教授）",
        "重点工程（作者摄于五月）",
    ],
)
def test_other_brackets_behind_words_sign_nothing(line: str) -> None:
    credits = parse_credits(line)
    assert (credits.people, credits.rest) == ((), line)


def test_a_signature_leaves_the_text() -> None:
    text = "口袋公园修到了家门口，孩子们在滑梯旁追逐，老人坐在长椅上晒太阳，一派热闹景象。"
    head = "<h1>家门口的公园</h1><div>2025-05-06 来源：金城网</div><p>□张明（金城大学教授）</p>"
    page = f"{head}<p>{text}</p><p>{text[::-1]}</p>"
    article = extract_article(page.encode())
    assert [person.name for person in article.authors] == ["张明"]
    assert article.byline_raw == "□张明（金城大学教授）"
    assert article.body == f"{text}\n{text[::-1]}"
