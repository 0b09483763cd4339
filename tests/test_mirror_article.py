"""The Lanzhou article as a mirror site shows it comes back whole (the text itself is not part of this repository)."""

from __future__ import annotations

import re
from datetime import datetime

from lanzhou_news import Article, extract_article
from tests.cases_dir import CASES, needs_cases

pytestmark = needs_cases


def read(url: str = "", fetched_at: datetime | None = None) -> Article:
    return extract_article((CASES / "mirror_article.txt").read_bytes(), url, fetched_at=fetched_at)


def test_people_editor_and_source_are_told_apart() -> None:
    article = read()
    assert [(p.name, p.role, p.organization) for p in article.authors] == [
        ("郭兰英", "首席记者", "兰州日报社"),
        ("王文嘉", "见习记者", "兰州日报社"),
    ]
    assert [editor.name for editor in article.editors] == ["马和相"]
    assert article.source == "兰州新闻网"
    assert "source-inferred" in {note.rule for note in article.cleaning}


def test_the_body_is_six_clean_paragraphs() -> None:
    article = read()
    assert article.title is not None
    assert article.title.startswith("新年首个工作日，")
    assert len(article.body.split("\n")) == 6
    assert re.search(r"\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", article.body + article.title) is None
    assert re.search("[?？�€\ue000-\uf8ff]", article.body + article.title) is None
    for phrase in ("奋勇争先", "以实打实的工作成效推动经济社会发展", "确保“百项千亿工程”加速推进"):
        assert phrase in article.body
    assert article.script_original == "Hant"


def test_the_copyright_block_stands_beside_the_text() -> None:
    article = read()
    assert article.copyright_raw is not None
    assert article.copyright_raw.startswith("版權(quán)聲明")
    assert "独家" not in article.body


def test_the_day_in_the_lead_counts_only_with_a_reference() -> None:
    bare = read()
    assert (bare.published_raw, bare.published_at) == ("1月2日", None)
    for dated in (
        read(fetched_at=datetime(2025, 1, 3)),
        read("http://www.fcgxiehui.com/lanzhounews/2025-01/02/content_507000001.htm"),
    ):
        assert (dated.published_at, dated.published_precision) == ("2025-01-02T00:00:00+08:00", "day")
        assert "lead-date" in {note.rule for note in dated.cleaning}
