"""A part of a page that is known from another page reads as if it had been walked."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from lxml import etree

from lanzhou_news.extract import shared_parts, walk
from lanzhou_news.extract.page import Page, parse
from lanzhou_news.extract.reading import Reading
from lanzhou_news.extract.selected import read_selected
from lanzhou_news.extract.shared_parts import PATIENCE, VERSIONS, SharedParts
from lanzhou_news.extract.walk import read
from lanzhou_news.text.decode import decode

MENU = '<div class="menu"><ul>' + "".join(f'<li><a href="/{n}/">栏目{n}</a></li>' for n in range(9)) + "</ul></div>"
FOOTER = (
    '<div id="foot"><p>兰州新闻网</p><p><img src="/logo.png"><b>联系我们</b></p><!-- 2024 -->'
    "<p>版权所有</p><p>备案</p></div>"
)


def told(reading: Reading) -> object:
    """All that a reading says, elements by identity."""
    return (
        [(row.text, row.box, row.linked, row.links, row.hint, row.strong) for row in reading.rows],
        [(box.tag, box.parent, box.hint, box.first, box.last, box.hidden, box.element) for box in reading.boxes],
        [(picture.at, picture.box, picture.element, picture.linked) for picture in reading.pictures],
        reading.marks,
        reading.heads,
    )


def assert_same(pages: list[str]) -> SharedParts:
    """Read the pages one after the other, with and without what is known from those before."""
    shared = SharedParts()
    for page in pages:
        tree = parse(page)
        assert told(read(tree, shared)) == told(read(tree, None))
        assert shared._kept == sum(len(markup) for name in shared._names.values() for markup in name.parts)
    return shared


def page(text: str, menu: str = MENU) -> str:
    body = f"<div class='main'><h1 class='head'>标题</h1><p>{text}</p></div>"
    return f"<html><body>{menu}{text}{body}{FOOTER}</body></html>"


PART = "<div class='a'><p>1</p><p>2\n3</p><p>3</p><p>4</p></div>"
STANDS_ALONE_THEN_INSIDE = [[1], [1], [1], [0, 1]]

_TEXT = st.sampled_from(["", "黄河", " ", "2024", "来源：", "查看更多", "两\n行", "。"])
_INLINE = st.sampled_from(["b", "span", "a href='/x'", "a name='y'", "font size='5'", "em class='source'"])
_BLOCK = st.sampled_from([
    "div", "div class='a'", "div class='b'", "ul class='a'", "pre class='c'", "div style='display:none' class='a'",
    "p class='d'", "table class='e'",
])  # fmt: skip
_LEAF = st.sampled_from([
    "<br>", "<img src='/1.jpg'>", "<!-- enpcontent -->", "<!-- x -->", "<script class='a'>1</script>",
    "<meta name='author' content='x'>", "<noscript><img src='/2.jpg'></noscript>",
])  # fmt: skip


def _element(name: str, inside: list[str]) -> str:
    return f"<{name}>{''.join(inside)}</{name.split()[0]}>"


_NODE = st.recursive(
    _TEXT | _LEAF,
    lambda inner: (
        st.builds(_element, _BLOCK, st.lists(inner, max_size=6))
        | st.builds(_element, _INLINE, st.lists(inner, max_size=3))
    ),
    max_leaves=30,
)


@given(
    st.lists(_NODE, min_size=1, max_size=4), st.lists(st.lists(st.integers(0, 3), max_size=6), min_size=4, max_size=8)
)
@example(["<b>", PART], STANDS_ALONE_THEN_INSIDE)
@example(["<span class='source'>", PART], STANDS_ALONE_THEN_INSIDE)
@example(["<a href='/'><img></a>", PART], STANDS_ALONE_THEN_INSIDE)
@example(["<a href='/'>文", PART], STANDS_ALONE_THEN_INSIDE)
@example(["<pre>", PART], STANDS_ALONE_THEN_INSIDE)
@example(["<div style='display:none'>", PART], STANDS_ALONE_THEN_INSIDE)
@example([PART.replace("<p>", "文<p>", 1) + "尾"], [[0]] * 4)
@example([PART.replace("<p>", "<meta name='author' content='x'><p>", 1)], [[0]] * 4)
@example([PART.replace("</div>", "<i class='b'></i></div>"), "<p>5"], [[0, 1]] * 4)
def test_pages_of_common_parts(parts: list[str], pages: list[list[int]]) -> None:
    assert_same(["<html><body>" + "".join(parts[at % len(parts)] for at in page) + "</body></html>" for page in pages])


def test_a_menu_is_walked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = SharedParts()
    walked: list[str] = []
    real = shared_parts.part_of

    def part_of(element: etree._Element, reading: Reading) -> shared_parts.Part:
        walked.append(element.get("class") or element.get("id") or "")
        return real(element, reading)

    monkeypatch.setattr(shared_parts, "part_of", part_of)
    for number in range(20):
        assert "栏目8" in [row.text for row in read(parse(page(f"第{number}段")), shared).rows]
    assert walked == ["menu", "foot"]


def test_what_changes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = SharedParts()
    looked: list[int] = []
    real = etree.tostring
    monkeypatch.setattr(shared_parts.etree, "tostring", lambda *a, **k: looked.append(1) or real(*a, **k))
    for number in range(50):
        read(parse(page("文", MENU.replace("栏目", f"{number}版"))), shared)
    # the footer on every page but the first, the menu until it is given up, the text's box once: it is too small; the
    # headline, which holds no element, never
    assert len(looked) == 49 + (PATIENCE + 1) + 1
    assert_same([page("文", MENU.replace("栏目", f"{number}版")) for number in range(20)])


def test_a_part_that_was_the_same_for_long_may_change_for_good() -> None:
    shared = assert_same([page("文")] * 100 + [page("文", MENU.replace("栏目", f"{n}版")) for n in range(3 * PATIENCE)])
    assert shared._names["menu"].given_up


def test_large_parts_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_parts, "LARGEST", len(FOOTER.encode()) + 20)
    shared = assert_same([page("文")] * 4)
    assert shared._names["menu"].given_up
    assert not shared._names["foot"].given_up


def test_boxes_in_boxes_are_not_looked_up_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = "".join(f"<div class='c{number}'>文" for number in range(500)) + "<p>文</p>" * (shared_parts.LARGEST // 8)
    shared = SharedParts()
    read(parse(nested), shared)
    looked: list[int] = []
    real = etree.tostring
    monkeypatch.setattr(shared_parts.etree, "tostring", lambda *a, **k: looked.append(1) or real(*a, **k))
    assert told(read(tree := parse(nested), shared)) == told(read(tree, None))
    assert len(looked) == walk.MAX_VAIN


def test_a_page_is_cut_at_the_same_box(monkeypatch: pytest.MonkeyPatch) -> None:
    for most in range(2, 40):
        monkeypatch.setattr(walk, "MAX_BOXES", most)
        assert_same([page("文", MENU * 2)] * 4)


def test_versions_of_a_menu_live_side_by_side() -> None:
    menus = [MENU.replace("栏目", f"{number}版") for number in range(VERSIONS)]
    shared = assert_same([page("文", menus[number % VERSIONS]) for number in range(20)])
    known = shared._names["menu"]
    assert len(known.parts) == VERSIONS


def test_names_kept_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_parts, "NAMES", 10)
    shared = assert_same([page("文", MENU.replace("menu", f"menu{number // 3}")) for number in range(60)])
    assert len(shared._names) <= 10


def test_markup_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_parts, "MEMORY", 2_000)
    shared = assert_same([page("文", MENU.replace("menu", f"menu{number // 3}")) for number in range(60)])
    assert shared._kept <= 2_000


def test_selectors_find_a_text_inside_a_known_part() -> None:
    text = (
        "<div class='box'><ul>"
        + "<li>菜单</li>" * 9
        + "</ul><div class='text'><p>黄河岸边添新绿。</p><p>第二段。</p></div></div>"
    )
    for _ in range(4):
        found = Page("http://example.org/", decode(f"<html><body>{text}</body></html>".encode()))
        outline = read_selected(found, {"body": "div.text"}, "test@1")
        assert outline is not None
        assert [found.reading.rows[row].text for row in outline.body] == ["黄河岸边添新绿。", "第二段。"]
