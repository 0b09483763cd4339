"""Each monitor speaks when something broke, and stays silent on a usual day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from lanzhou_news.items import Article, Note
from lanzhou_news.monitor.findings import SENTENCES, Finding, exit_code, shown, summary
from lanzhou_news.monitor.monitors import MONITORS, judge
from lanzhou_news.monitor.thresholds import BadThreshold, Thresholds
from tests.export.records import article
from tests.monitor.stores import History

FIRST = date(2025, 1, 6)
numbers = count(1)


def batch(size: int, day: str = "2025-03-02", **changes: Any) -> list[Article]:
    return [article(next(numbers), published_at=f"{day}T09:00:00+08:00", **changes) for _ in range(size)]


def usual(history: History, runs: int = 3) -> None:
    for number in range(runs):
        history.run(f"2025-03-{number + 1:02d}", batch(20, f"2025-03-{number + 1:02d}"))


def judged(history: History, run_id: str, **settings: float) -> list[Finding]:
    return judge(history.db, run_id, Thresholds(**settings))


def told(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(finding.monitor, finding.severity) for finding in findings}


@pytest.fixture
def history(tmp_path: Path) -> Iterable[History]:
    made = History(tmp_path)
    yield made
    made.db.close()


def test_a_usual_run_has_no_findings(history: History) -> None:
    usual(history)
    findings = judged(history, history.run("2025-03-04", batch(20, "2025-03-04")))
    assert findings == []
    assert exit_code(findings) == 0
    assert summary(["r"], findings) == "r: nothing unusual\n"


def test_a_redesigned_site_fails_the_run(history: History) -> None:
    usual(history)
    broken = batch(20, "2025-03-04", extractor={"body": "generic"}, section=None, source=None, editors=[], authors=[])
    findings = judged(history, history.run("2025-03-04", broken))
    assert ("fallback", "failure") in told(findings)
    assert {finding.facts["field"] for finding in findings if finding.monitor == "coverage"} == {
        "section",
        "source",
        "editors",
        "authors",
    }
    assert exit_code(findings) == 3
    sentences = [finding.sentence() for finding in findings]
    assert any("The generic reader had to read 100% of 20 articles, before 0%" in text for text in sentences), sentences


def test_a_first_run_read_by_the_fallback_fails_without_any_history(history: History) -> None:
    findings = judged(history, history.run("2025-03-04", batch(20, "2025-03-04", extractor={"body": "generic"})))
    assert told(findings) == {("fallback", "failure")}


def test_the_generic_reader_is_no_fallback_where_the_profile_describes_no_pages(history: History) -> None:
    copies = batch(20, "2025-03-04", extractor={"body": "generic"})
    assert judged(history, history.run("2025-03-04", copies, site="lanzhou_mirrors")) == []


def test_a_reader_that_loses_a_field_is_named_while_the_total_looks_well(history: History) -> None:
    for number in (1, 2):
        day = f"2025-03-0{number}"
        history.run(day, batch(100, day) + batch(15, day, extractor={"body": "epaper"}))
    day = "2025-03-03"
    run = history.run(day, batch(100, day) + batch(12, day, extractor={"body": "epaper"}, source=None))
    findings = judged(history, run)
    assert told(findings) == {("coverage-by-reader", "failure")}
    assert findings[0].sentence() == "source is present in 0% of 12 articles read by epaper, before in 100%."


def test_titles_and_dates_have_floors_whatever_history_says(history: History) -> None:
    run = history.run("2025-03-03", batch(20, "2025-03-03", title=None))
    assert told(judged(history, run)) == {("coverage-floor", "failure")}


def test_few_articles_are_not_judged_by_shares(history: History) -> None:
    usual(history)
    run = history.run("2025-03-04", batch(4, "2025-03-04", source=None, title=None, extractor={"body": "generic"}))
    assert judged(history, run) == []


def test_disagreement_and_repair_are_held_against_earlier_runs(history: History) -> None:
    usual(history)
    notes = [Note("extract", "readers-disagree", before="body 0.41"), Note("repair", "gloss-run")]
    run = history.run("2025-03-04", batch(20, "2025-03-04", cleaning=notes))
    assert told(judged(history, run)) == {("disagreement", "failure"), ("repair", "failure")}


def test_pages_without_record_and_failed_requests_are_counted(history: History) -> None:
    pages = [(f"http://www.lzbs.com.cn/{number}", "no-body", b"") for number in range(3)]
    stats = {
        "downloader/request_count": 40,
        "downloader/response_status_count/200": 33,
        "downloader/response_status_count/404": 3,
        "downloader/response_status_count/503": 4,
        "downloader/exception_count": 1,
        "downloader/exception_type_count/scrapy.exceptions.IgnoreRequest": 1,
    }
    findings = judged(history, history.run("2025-03-04", batch(17, "2025-03-04"), stats=stats, quarantined=pages))
    assert {finding.sentence() for finding in findings} == {
        "3 of 20 article pages gave no record (no-body 3).",
        "4 of 40 requests failed (10%).",
    }
    assert exit_code(findings) == 0


@pytest.mark.parametrize("what", ["exception_count", "response_status_count/404", "response_status_count/503"])
def test_a_site_that_gives_nothing_but_errors_fails_the_run(history: History, what: str) -> None:
    stats = {"downloader/request_count": 3, f"downloader/{what}": 3}
    run = history.run("2025-03-04", stats=stats)
    assert ("http-errors", "failure") in told(judged(history, run))


@pytest.mark.parametrize(
    ("outcome", "severity"), [("failed", "failure"), ("killed", "failure"), ("interrupted", "warning")]
)
def test_a_run_that_did_not_end_by_itself_is_told(history: History, outcome: str, severity: str) -> None:
    run = history.run("2025-03-04", batch(3, "2025-03-03"), outcome=outcome, reason="store-error")
    assert told(judged(history, run)) == {("outcome", severity)}


@pytest.mark.parametrize(
    ("day", "severity"), [("2025-03-03", None), ("2025-03-02", "warning"), ("2025-02-20", "failure")]
)
def test_days_without_articles_are_counted_to_the_day_of_the_run(
    history: History, day: str, severity: str | None
) -> None:
    history.run("2025-02-20", batch(3, "2025-02-20") + batch(3, day))
    found = told(judged(history, history.run("2025-03-04")))
    assert found == ({("dry-days", severity)} if severity else set())


def test_an_archive_that_was_never_fresh_is_no_alarm(history: History) -> None:
    history.run("2025-03-03", batch(3, "2019-05-01"))
    findings = judged(history, history.run("2025-03-04"))
    assert told(findings) == {("dry-days", "warning")}
    assert exit_code(findings) == 0


def test_a_day_in_the_future_does_not_make_a_site_fresh(history: History) -> None:
    history.run("2019-05-01", batch(3, "2019-04-01") + batch(1, "2019-05-20"))
    assert told(judged(history, history.run("2025-03-04"))) == {("dry-days", "warning")}


def lists(history: History, day: str, *channels: str) -> None:
    """The run of this day read these lists."""
    moment = datetime.fromisoformat(f"{day}T00:31:00+00:00").timestamp()
    for channel in channels:
        row = (f"http://www.lzbs.com.cn/{channel}/", "lanzhou", f"lanzhou:/{channel}/", None, None, "[]", "[]", moment)
        history.db.execute("INSERT OR REPLACE INTO lists VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def test_a_list_that_is_read_no_more_is_named_once(history: History) -> None:
    history.run("2025-03-02", batch(20, "2025-03-02"))
    lists(history, "2025-03-02", "a", "b", "c", "d", "e", "old")
    usual(history)
    history.run("2025-03-04", batch(20, "2025-03-04"))
    lists(history, "2025-03-04", "a", "b", "c", "d", "e")
    run = history.run("2025-03-05", batch(20, "2025-03-05"))
    lists(history, "2025-03-05", "a", "b", "c", "d")
    (finding,) = judged(history, run)
    assert (finding.monitor, finding.severity) == ("lists-lost", "warning")
    assert "1 of the 5 lists that the run before read were not read any more: http://www.lzbs.com.cn/e/." in (
        finding.sentence()
    )
    assert told(judged(history, run, lists_lost_fail=0.2)) == {("lists-lost", "failure")}
    run = history.run("2025-03-06", batch(20, "2025-03-06"))
    lists(history, "2025-03-06", "a", "b", "c", "d")
    assert judged(history, run) == []


@pytest.mark.parametrize("changes", [{"arguments": {"sections": "a"}}, {"outcome": "interrupted"}])
def test_lists_are_not_missed_by_a_run_for_a_part_or_cut_short(history: History, changes: dict[str, Any]) -> None:
    history.run("2025-03-04", batch(20, "2025-03-04"))
    lists(history, "2025-03-04", "a", "b")
    run = history.run("2025-03-05", batch(20, "2025-03-05"), **changes)
    assert "lists-lost" not in {monitor for monitor, _ in told(judged(history, run))}


@pytest.mark.parametrize(
    ("before", "now", "severity"),
    [(4, 5, None), (4, 12, "warning"), (4, 30, "failure"), (None, 12, None), (None, 30, "failure")],
)
def test_failing_list_pages_are_held_against_earlier_runs(
    history: History, before: int | None, now: int, severity: str | None
) -> None:
    if before is not None:
        history.run("2025-03-03", stats={"news/lists_read": 40 - before, "news/lists_failed": before})
    run = history.run("2025-03-04", stats={"news/lists_read": 40 - now, "news/lists_failed": now})
    assert told(judged(history, run)) == ({("lists-failed", severity)} if severity else set())


def test_a_run_for_one_section_says_nothing_about_the_lists_of_the_whole_site(history: History) -> None:
    history.run("2025-03-03", stats={"news/lists_read": 20}, arguments={"sections": "lanzhounews"})
    run = history.run("2025-03-04", stats={"news/lists_read": 35, "news/lists_failed": 5})
    assert told(judged(history, run)) == set()


def test_a_fault_of_the_program_fails_the_run_however_well_the_rest_looks(history: History) -> None:
    usual(history)
    run = history.run("2025-03-04", batch(20, "2025-03-04"), stats={"news/crashes": 1})
    assert told(judged(history, run)) == {("crashes", "failure")}


def weeks_of(history: History, weeks: int, per_day: int, until: date) -> None:
    day, articles = until - timedelta(weeks=weeks), []
    while day < until:
        articles += batch(per_day, day.isoformat(), section="新闻中心>民生") + batch(per_day, day.isoformat())
        day += timedelta(days=1)
    history.run(until.isoformat(), articles)


def test_a_section_that_falls_silent_is_told_against_its_weekday(history: History) -> None:
    weeks_of(history, 5, 8, date(2025, 3, 3))
    run = history.run("2025-03-04", batch(8, "2025-03-03"))
    (finding,) = judged(history, run)
    assert (finding.monitor, finding.severity) == ("section-volume", "failure")
    assert finding.sentence() == "Section 新闻中心>民生: 0 articles on 2025-03-03, usual for that weekday are 8."


def test_a_run_for_a_part_of_the_site_is_not_judged_by_volume(history: History) -> None:
    weeks_of(history, 5, 8, date(2025, 3, 3))
    run = history.run("2025-03-14", batch(8, "2025-03-03"), arguments={"sections": "lanzhounews"})
    assert judged(history, run) == []


def test_two_weeks_are_too_few_to_call_anything_usual(history: History) -> None:
    weeks_of(history, 2, 8, date(2025, 3, 3))
    run = history.run("2025-03-04", batch(8, "2025-03-03"))
    assert judged(history, run) == []


def test_a_slow_run_is_told_request_for_request(history: History) -> None:
    usual(history)
    run = history.run("2025-03-04", batch(20, "2025-03-04"), minutes=125)
    assert told(judged(history, run)) == {("duration", "warning")}
    assert judged(history, run, duration_factor_warn=1000) == []


def test_other_sites_and_later_runs_are_no_history(history: History) -> None:
    history.run("2025-03-01", batch(50, "2025-03-01", id="x", source=None)[:1], site="lzrb")
    run = history.run("2025-03-02", batch(20, "2025-03-02"))
    history.run("2025-03-03", batch(20, "2025-03-03", extractor={"body": "generic"}))
    assert judged(history, run) == []


def test_every_monitor_has_its_sentence_in_both_languages() -> None:
    for name, sentences in SENTENCES.items():
        assert set(sentences) == {"en", "zh"}, name
    assert len(MONITORS) + 1 == len(SENTENCES)  # coverage has a second sentence, for its floors


def test_words_of_a_page_cannot_break_a_line_or_paint_a_terminal(history: History) -> None:
    assert shown("a\x1b[31m\r\nFAILURE \u202e") == "a [31m FAILURE"
    assert len(shown("栏" * 500)) == 60
    day = date(2025, 3, 3)
    for week in range(1, 6):
        before = (day - timedelta(weeks=week)).isoformat()
        history.run(before, batch(8, before, section="民生\nFAILURE forged"))
    findings = judged(history, history.run("2025-03-04", batch(1, "2025-03-03")))
    assert [finding.monitor for finding in findings] == ["section-volume"]
    assert len(summary(["r"], findings).splitlines()) == 3


def test_failures_come_first_in_the_summary() -> None:
    facts = {"count": 1, "requests": 2, "share": 0.5}
    text = summary(
        ["r"], [Finding("a", "http-errors", "warning", facts), Finding("b", "http-errors", "failure", facts)]
    )
    assert text.splitlines()[1] == "FAILURE b http-errors: 1 of 2 requests failed (50%)."


def test_thresholds_are_settings_and_bad_ones_are_named() -> None:
    assert Thresholds.from_settings({"LN_DRY_DAYS_FAIL": "9", "OTHER": "x"}).dry_days_fail == 9
    for value in ("many", "-1", "nan", "inf"):
        with pytest.raises(BadThreshold, match="LN_QUARANTINE_WARN"):
            Thresholds.from_settings({"LN_QUARANTINE_WARN": value})


def test_thresholds_of_zero_judge_an_empty_run_without_failing(history: History) -> None:
    nothing = dict.fromkeys(Thresholds.__dataclass_fields__, 0.0)
    history.run("2025-03-01", batch(3, "2025-03-01"))
    assert judged(history, history.run("2025-03-02", stats={"downloader/request_count": 0}), **nothing)
    assert judged(history, history.run("2025-03-03", batch(1, "2025-03-03")), **nothing)


def test_every_threshold_is_documented() -> None:
    from lanzhou_news.schema import field_docs

    assert set(field_docs(Thresholds)) == set(Thresholds.__dataclass_fields__)
