"""The line a person sees while a crawl runs."""

from __future__ import annotations

import io

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from lanzhou_news.extensions import progress
from lanzhou_news.extensions.progress import Progress, Screen, line


@pytest.mark.parametrize(
    ("stats", "shown"),
    [
        ({}, "lanzhou: 0 pages, 0 articles, 0.0 pages/s"),
        (
            {"downloader/response_count": 1200, "news/articles": 1000, "news/revisions": 2},
            "lanzhou: 1,200 pages, 1,002 articles, 600.0 pages/s",
        ),
        (
            {"downloader/response_count": 9, "news/unchanged": 3, "news/not_modified": 2, "news/quarantined": 1},
            "lanzhou: 9 pages, 0 articles, 5 unchanged, 1 set aside, 4.5 pages/s",
        ),
        (
            {"downloader/response_count": 2, "news/lists_failed": 2},
            "lanzhou: 2 pages, 0 articles, 2 failed lists, 1.0 pages/s",
        ),
    ],
)
def test_the_line_says_what_came_and_what_did_not(stats: dict[str, int], shown: str) -> None:
    assert line("lanzhou", stats, 2.0) == shown


def test_it_is_off_unless_asked_for() -> None:
    with pytest.raises(NotConfigured):
        Progress.from_crawler(get_crawler())


def test_without_a_terminal_a_plain_line_comes_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    shown = Progress(get_crawler(), out)
    shown.opened()
    shown.page()
    assert out.getvalue() == ""
    monkeypatch.setattr(shown, "next_plain", 0.0)
    shown.page()
    shown.closed()
    assert out.getvalue().count("pages/s\n") == 2


def test_sites_of_one_process_share_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "screen", screen := Screen())
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    both = [Progress(get_crawler(), io.StringIO()) for _ in range(2)]
    for one in both:
        monkeypatch.setattr(one.console, "_force_terminal", True)
        one.opened()
    assert screen.live is not None
    assert len(screen._text().plain.splitlines()) == 2
    for one in both:
        one.closed()
    assert screen.live is None
