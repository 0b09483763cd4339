"""Pages of the replica: what they are encoded in, what they say, how big they are."""

from __future__ import annotations

import re
import statistics
import unicodedata
from html import unescape

import pytest

from lanzhou_news.replica.encoding import PLANS
from lanzhou_news.replica.markup.article import GENERATIONS
from lanzhou_news.replica.options import Options
from lanzhou_news.replica.site import Site

SITE = Site(Options(articles=300, seed=5))
NUMBERS = range(300)


def squeezed(text: str) -> str:
    """Only what cleaning may not change: letters, digits and marks, width folded, blanks gone."""
    return re.sub(r"\s+|&\w+;", "", unicodedata.normalize("NFKC", text))


def page_text(n: int, page: int = 1) -> str:
    reply = SITE.article(n, page)
    assert reply is not None
    return unescape(reply.body.decode(SITE.gold(n)["encoding"]["codec"]))


def test_every_encoding_and_every_generation_occurs() -> None:
    golds = [SITE.gold(n) for n in NUMBERS]
    assert {gold["encoding"]["plan"] for gold in golds} == {plan.name for plan, _ in PLANS}
    assert {gold["generation"] for gold in golds} == set(GENERATIONS)
    assert {gold["kind"] for gold in golds} == {"own", "template", "multipage", "repost", "truncated"}


@pytest.mark.parametrize("n", NUMBERS)
def test_bytes_decode_to_the_text_of_the_gold_record(n: int) -> None:
    gold = SITE.gold(n)
    pages = range(1, gold["pages"] + 1)
    text = squeezed(re.sub(r"<[^>]+>", "", "".join(page_text(n, page) for page in pages)))
    assert squeezed(gold["title"]) in text
    for paragraph in gold["body"].split("\n"):
        assert squeezed(paragraph) in text, paragraph
    for name in [person["name"] for person in gold["authors"]] + [editor["name"] for editor in gold["editors"]]:
        assert name in text.replace(" ", ""), name


def test_headers_and_meta_lie_as_planned() -> None:
    for n in NUMBERS:
        reply, plan = SITE.article(n, 1), SITE.gold(n)["encoding"]
        assert reply is not None
        assert reply.content_type == (f"text/html; charset={plan['header']}" if plan["header"] else "text/html")
        declared = re.search(rb"charset=\"?([\w-]+)", reply.body)
        assert (declared and declared[1].decode()) == plan["meta"], n
        if plan["plan"] == "late-meta":
            assert declared is not None
            assert declared.start() > 6000


def test_names_outside_gbk_are_printed_in_full() -> None:
    rare = [n for n in range(300) if SITE.newsroom.has_rare_name(n) and SITE.gold(n)["authors"]]
    assert rare
    for n in rare:
        name = SITE.gold(n)["authors"][0]["name"]
        if SITE.corpus.kind(n) == "own" and "·" not in name:
            assert name in page_text(n).replace(" ", "").replace("\u3000", "")


def test_pages_are_as_heavy_as_real_ones() -> None:
    sizes = [len(reply.body) for n in NUMBERS if (reply := SITE.article(n, 1)) is not None]
    assert statistics.median(sizes) >= 30_000


@pytest.mark.parametrize(
    ("generation", "markers"),
    [
        ("old", ("/enpproperty--><!--enpcontent--><!--enpcontent-->", ".0</date>")),
        ("new", ("<!--/enpcontent--><!--enpproperty", "<liability>")),
        ("paper", ("<founder-content>", "<paperarticleid>")),
    ],
)
def test_each_generation_has_its_markers(generation: str, markers: tuple[str, ...]) -> None:
    n = next(n for n in NUMBERS if SITE.generation(n) == generation)
    for marker in markers:
        assert marker in page_text(n), (generation, n)


def test_the_head_of_the_page_is_the_site_s() -> None:
    for n in NUMBERS[:40]:
        text = re.sub(r"<[^>]+>", "", page_text(n))
        assert "手机兰州新闻网" in text
        assert re.search(r"您的位置:网站首页\s*>\s*\S+?\s*>\s*\S+?\s*>\s*正文", text), n
        assert "智能朗读:" in text
        assert "版权声明:" in text


def test_a_long_article_is_complete_on_its_pages_and_on_the_full_one() -> None:
    n = next(n for n in NUMBERS if SITE.gold(n)["pages"] > 1 and SITE.has_full_text(n))
    gold = SITE.gold(n)
    full = squeezed(re.sub(r"<[^>]+>", "", page_text(n, 0)))
    assert all(squeezed(paragraph) in full for paragraph in gold["body"].split("\n"))
    assert SITE.article(n, gold["pages"] + 1) is None
    assert f"content_{SITE.corpus.content_id(n)}_2.htm" in page_text(n)
    assert f"content_{SITE.corpus.content_id(n)}_0.htm" in page_text(n)


def test_a_redesign_keeps_the_content_and_drops_every_marker() -> None:
    redesigned = Site(Options(articles=300, seed=5, redesign=True))
    for n in NUMBERS[:30]:
        reply, gold = redesigned.article(n, 1), redesigned.gold(n)
        assert reply is not None
        text = unescape(reply.body.decode(gold["encoding"]["codec"]))
        assert "enpcontent" not in text
        assert "enpproperty" not in text
        assert gold["body"] == SITE.gold(n)["body"]


def test_same_seed_same_bytes_other_seed_other_bytes() -> None:
    again, other = Site(Options(articles=300, seed=5)), Site(Options(articles=300, seed=6))
    for n in (299, 7, 150):
        assert again.article(n, 1) == SITE.article(n, 1)
        assert other.article(n, 1) != SITE.article(n, 1)


def test_the_page_cache_stays_within_its_bound() -> None:
    small = Site(Options(articles=300, seed=5, cache_mb=1))
    for n in NUMBERS:
        small.article(n, 1)
    assert small.cache.size <= 1_000_000
