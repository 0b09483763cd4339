"""Every folder tests/fixtures/<site>/<case> is a test: page.html in, the fields of expected.json out."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from lanzhou_news import NotAnArticle, extract_article
from lanzhou_news.record import to_json_line
from lanzhou_news.sites import profiles

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CASES = sorted(path.parent for path in FIXTURES.glob("*/*/page.html"))


def run(case: Path) -> dict[str, object]:
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    fetched = datetime.fromisoformat(meta["fetched_at"]) if meta["fetched_at"] else None
    body = (case / "page.html").read_bytes()
    article = extract_article(body, meta["url"], site=meta["site"], fetched_at=fetched)
    return json.loads(to_json_line(article))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_saved_page_gives_the_record_it_is_known_for(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    if "error" in expected:
        with pytest.raises(NotAnArticle) as caught:
            run(case)
        assert caught.value.reason == expected["error"]
        return
    record = run(case)
    found = {field: record[field] for field in expected}
    assert found == expected, case


@pytest.mark.parametrize("site", profiles())
def test_each_site_has_a_fixture_of_its_own(site: str) -> None:
    assert [case for case in CASES if case.parent.name == site], f"no tests/fixtures/{site}/<case>/page.html"


def test_each_fixture_folder_is_complete() -> None:
    for case in CASES:
        names = {path.name for path in case.iterdir()}
        assert names == {"page.html", "meta.json", "expected.json"}, case
