"""Properties nobody sees: which names are asked, which values are refused."""

from __future__ import annotations

import pytest

from lanzhou_news.clean.draft import Draft, Fetched
from lanzhou_news.clean.gather import Gathered
from lanzhou_news.clean.properties import read_properties
from lanzhou_news.extract.raw import RawArticle


def read(cms: dict[str, str] | None = None, **meta: str) -> Gathered:
    gathered = Gathered()
    names = {name.replace("__", ":").replace("_", "."): value for name, value in meta.items()}
    read_properties(Draft([Fetched(b"")], raw=RawArticle(cms=cms or {}, meta=names)), gathered)
    return gathered


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("source", "来源：新华日报", "新华日报"),
        ("contentsource", "省应急管理厅办公室", "省应急管理厅办公室"),
        ("mediaid", "新京报", "新京报"),
        ("source", "2", None),
        ("source", "网络", None),
        ("source", "本站", None),
        ("contentsource", "admin", None),
        ("source", "http://www.example.cn", None),
        ("source", "市住建局", None),
        ("wechat__nickname", "渡口", "渡口"),
        ("wechat__nickname", "管理员", None),
    ],
)
def test_a_source_property_is_an_outlet_or_in_the_governments_property_an_office(
    name: str, value: str, source: str | None
) -> None:
    assert read(**{name: value}).source == source


@pytest.mark.parametrize("name", ["author", "article__author", "og__article__author", "ld__author", "dc_creator"])
def test_the_author_is_asked_under_many_names(name: str) -> None:
    assert [person.name for person in read(**{name: "张明"}).authors] == ["张明"]


@pytest.mark.parametrize("value", ["104363", "admin", "人民网", "维基媒体项目贡献者", "管理员", "市住建局", "兰州"])
def test_an_author_property_that_names_no_person_is_ignored(value: str) -> None:
    assert read(author=value).authors == []


def test_the_editor_is_not_the_author_too() -> None:
    found = read(editor="李华", author="李华")
    assert (found.authors, [editor.name for editor in found.editors]) == ([], ["李华"])
    assert read(editor="1610").editors == []
