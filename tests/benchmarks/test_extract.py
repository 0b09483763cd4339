"""The extraction benchmark: its marks, and what it calls a problem."""

from __future__ import annotations

import pytest

from benchmarks.extract import Record, folded, judge, line, means, overlap, problems, recoded

LABEL: Record = {
    "id": "p1",
    "text": "渡口的铁桥上落了一层薄霜。",
    "title": "渡口的霜",
    "date": "2024-11-03",
    "author": ["李思远"],
    "url": None,
    "codec": "utf-8",
}
RIGHT: Record = {"text": LABEL["text"], "title": "渡口的霜", "date": "2024-11-03T08:00:00+08:00", "author": ["李思远"]}


@pytest.mark.parametrize(
    ("change", "mark", "value"),
    [
        ({}, "F1", 1.0),
        ({"text": ""}, "F1", 0.0),
        ({"text": LABEL["text"] + "责任编辑：某某"}, "leak", True),
        ({"title": "“渡口的霜”"}, "title", True),
        ({"title": "渡口的霜_某网"}, "title", False),
        ({"date": "2024年11月3日"}, "day", True),
        ({"date": None}, "day", False),
        ({"author": "记者 李思远"}, "author", True),
        ({"author": ["李思远", "王某"]}, "author", False),
    ],
)
def test_a_page_is_judged_by_each_mark(change: Record, mark: str, value: object) -> None:
    assert judge(RIGHT | change, LABEL, 0.001)[mark] == value, change


def test_an_author_on_a_page_without_one_is_invented() -> None:
    assert judge(RIGHT, LABEL | {"author": []}, 0.001)["invented"] is True


def test_four_grams_are_compared_without_punctuation_and_width() -> None:
    assert overlap("ＡＢ12，渡口", "ab12渡口")[2] == 1.0


def test_what_is_below_a_floor_behind_a_peer_or_changed_by_an_encoding_is_told() -> None:
    good = [judge(RIGHT, LABEL, 0.001)]
    bad = [judge(RIGHT | {"text": "别的", "title": None}, LABEL, 0.001)]
    assert problems(good, {"peer": bad}, {"gbk": good}) == []
    told = problems(bad, {"peer": good}, {"gbk": good})
    assert any(text.startswith("F1 0.000 is below") for text in told), told
    assert any(text.startswith("peer is better in title") for text in told), told
    assert any(text.startswith("gbk: F1") for text in told), told


def test_the_spread_names_the_lowest_and_the_highest_fold() -> None:
    rows = [judge(RIGHT | {"text": text}, LABEL, 0.001) for text in (LABEL["text"], "") * 5]
    assert folded(rows, 5).startswith("F1 over 5 folds, 200 times at random: 0.000 to 1.000")


def test_a_field_an_extractor_never_gives_is_a_dash() -> None:
    rows = [judge({"text": LABEL["text"]}, LABEL, 0.001)]
    assert "title" not in means(rows)
    assert "| - |" in line("peer", rows)


def test_a_page_is_recoded_with_the_declaration_it_is_given() -> None:
    body = '<html><head><meta charset="utf-8"></head>渡口'.encode()
    assert recoded(body, LABEL, "gb18030", "gbk") == '<html><head><meta charset="gbk"></head>渡口'.encode("gb18030")
    assert b"charset" not in recoded(body, LABEL, "utf-8", None)
