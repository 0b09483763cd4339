"""The monitors: each holds one side of a run against what was usual and gives findings."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from statistics import median

from lanzhou_news.monitor.findings import Finding, Severity, shown
from lanzhou_news.monitor.ledger import Ledger
from lanzhou_news.monitor.lists import Lists, lists_of
from lanzhou_news.monitor.measures import WATCHED, Coverage, Measures
from lanzhou_news.monitor.thresholds import Thresholds
from lanzhou_news.sites import profiles

SHANGHAI = timezone(timedelta(hours=8))


@dataclass(slots=True)
class Case:
    """A run, what came before it, and by what it is judged."""

    run: Measures
    earlier: Sequence[Measures]
    thresholds: Thresholds
    newest_day: date | None = None
    """Day of the newest article of the site."""
    youngest: int | None = None
    """Fewest days that ever lay between an article's publication and the run that brought it."""
    days: dict[str, Counter[str]] = field(default_factory=dict)
    """Day of publication → section → articles of the site."""
    lists: Lists = field(default_factory=Lists)
    shaped: bool = True
    """Does the profile describe the pages? Those of the mirrors are left to the generic reader."""

    @property
    def today(self) -> date:
        """The day the run started, in Asia/Shanghai."""
        return datetime.fromisoformat(self.run.started).astimezone(SHANGHAI).date()

    def history(self) -> Coverage:
        """The earlier runs taken together."""
        pooled = Coverage()
        for run in self.earlier:
            pooled.merge(run.coverage)
        return pooled

    def enough(self, articles: int) -> bool:
        """Are these enough articles to speak of shares?"""
        return articles >= max(1, self.thresholds.min_articles)

    def finding(self, monitor: str, severity: Severity, **facts: object) -> Finding:
        """A finding about this run's site."""
        return Finding(self.run.site, monitor, severity, facts)


def judge(db: sqlite3.Connection, run_id: str, thresholds: Thresholds, ledger: Ledger | None = None) -> list[Finding]:
    """Every finding about one run, in the order of :data:`MONITORS`; a ``ledger`` spares counting again.

    >>> [finding.sentence() for finding in judge(read_only(Path("output")), run_id, Thresholds())]
    ['The generic reader had to read 98% of 40 articles, before 0%: …']
    """
    ledger = ledger or Ledger()
    run, held = ledger.measure(db, run_id), ledger.held(db)
    earlier = ledger.before(db, run, int(thresholds.history_runs))
    whole = next((one for one in earlier if not one.filtered), None)
    profile = profiles().get(run.site)
    case = Case(
        run,
        earlier,
        thresholds,
        newest_day=held.newest_day(run.site),
        youngest=held.youngest.get(run.site),
        days=held.days.get(run.site, {}),
        lists=lists_of(db, run, whole),
        shaped=profile is None or any(template.shapes or template.selectors for template in profile.templates),
    )
    return [finding for monitor in MONITORS for finding in monitor(case)]


def outcome(case: Case) -> Iterator[Finding]:
    """Did the run end by itself?"""
    severities: dict[str, Severity] = {"failed": "failure", "killed": "failure", "interrupted": "warning"}
    severity = severities.get(case.run.outcome)
    if severity:
        yield case.finding("outcome", severity, outcome=case.run.outcome, reason=shown(case.run.reason or "no reason"))


def dry_days(case: Case) -> Iterator[Finding]:
    """How old is the newest article? Not asked of a run for a part of the site.

    Where no article was ever fresh when it came (an archive, a first run that finds old news only), that is no change
    for the worse: a warning.
    """
    if case.newest_day is None or case.run.filtered:
        return
    limits, days = case.thresholds, (case.today - case.newest_day).days
    severity = _severity(days, limits.dry_days_warn, limits.dry_days_fail)
    fresh = case.youngest is not None and case.youngest <= limits.dry_days_fail
    if severity:
        yield case.finding("dry-days", severity if fresh else "warning", days=days, day=case.newest_day.isoformat())


def section_volume(case: Case) -> Iterator[Finding]:
    """Did each section bring what it usually brings on that weekday? Judged for yesterday, the last whole day."""
    if case.run.filtered:
        return
    limits, day = case.thresholds, case.today - timedelta(days=1)
    then = [case.days.get((day - timedelta(weeks=week)).isoformat(), Counter()) for week in range(1, 9)]
    for section in sorted(set().union(*then)):
        weeks = [counts[section] for counts in then]
        while weeks and not weeks[-1]:
            weeks.pop()  # before the first day that is known, nothing is usual
        if len(weeks) < max(1, limits.section_weeks):
            continue
        usual, count = median(weeks), case.days.get(day.isoformat(), Counter())[section]
        if usual < limits.section_usual or count > usual * limits.section_low_warn:
            continue
        severity: Severity = "failure" if count <= usual * limits.section_low_fail else "warning"
        yield case.finding(
            "section-volume", severity, section=shown(section) or "–", count=count, day=day.isoformat(), usual=usual
        )


def coverage(case: Case) -> Iterator[Finding]:
    """Does a field go missing, against earlier runs or below its floor?"""
    now, then, limits = case.run.coverage, case.history(), case.thresholds
    if not case.enough(now.articles):
        return
    floors = {"title": limits.title_floor_fail, "published_at": limits.date_floor_fail}
    for name in WATCHED:
        severity = _severity(then.share(name) - now.share(name), limits.coverage_drop_warn, limits.coverage_drop_fail)
        facts = {"field": name, "now": now.share(name), "articles": now.articles}
        if case.enough(then.articles) and severity:
            yield case.finding("coverage", severity, then=then.share(name), **facts)
        elif now.share(name) < floors.get(name, 0):
            yield case.finding("coverage-floor", "failure", floor=floors[name], **facts)


def coverage_by_reader(case: Case) -> Iterator[Finding]:
    """Does one reader lose a field while the total still looks well?"""
    limits, total = case.thresholds, {finding.facts["field"] for finding in coverage(case)}
    for reader, now in sorted(case.run.by_reader.items()):
        then = Coverage()
        for run in case.earlier:
            then.merge(run.by_reader.get(reader, Coverage()))
        if not (case.enough(now.articles) and case.enough(then.articles)):
            continue
        for name in WATCHED:
            drop = then.share(name) - now.share(name)
            severity = _severity(drop, limits.coverage_drop_warn, limits.coverage_drop_fail)
            if severity and name not in total:
                facts = {"field": name, "now": now.share(name), "then": then.share(name), "articles": now.articles}
                yield case.finding("coverage-by-reader", severity, reader=shown(reader), **facts)


def fallback(case: Case) -> Iterator[Finding]:
    """Does the generic reader have to read more pages than before?"""
    if not case.shaped:
        return
    run, limits = case.run, case.thresholds
    then = _pooled(case, lambda one: one.fallback)
    if then is None and case.enough(run.articles) and run.fallback / run.articles >= limits.fallback_first_fail:
        yield case.finding("fallback", "failure", now=run.fallback / run.articles, articles=run.articles, then=0.0)
    yield from _rise(case, "fallback", run.fallback, then, limits.fallback_rise_warn, limits.fallback_rise_fail)


def disagreement(case: Case) -> Iterator[Finding]:
    """Do profile and generic reader disagree more often than before?"""
    limits, then = case.thresholds, _pooled(case, lambda one: one.disputed)
    yield from _rise(case, "disagreement", case.run.disputed, then, limits.dispute_rise_warn, limits.dispute_rise_fail)


def repair(case: Case) -> Iterator[Finding]:
    """Is more text damaged than before?"""
    limits, then = case.thresholds, _pooled(case, lambda one: one.repaired)
    yield from _rise(case, "repair", case.run.repaired, then, limits.repair_rise_warn, limits.repair_rise_fail)


def quarantine(case: Case) -> Iterator[Finding]:
    """How many article pages gave no record?"""
    run, count = case.run, sum(case.run.quarantined.values())
    if not case.enough(run.pages):
        return
    severity = _severity(count / run.pages, case.thresholds.quarantine_warn, case.thresholds.quarantine_fail)
    if severity:
        reasons = ", ".join(f"{shown(reason)} {number}" for reason, number in run.quarantined.most_common(5))
        yield case.finding("quarantine", severity, count=count, pages=run.pages, reasons=reasons)


def crashes(case: Case) -> Iterator[Finding]:
    """Did the program itself fail on a page? Its address stays pending for the next run."""
    if case.run.crashes:
        yield case.finding("crashes", "failure", count=case.run.crashes)


def http_errors(case: Case) -> Iterator[Finding]:
    """How many requests failed?"""
    run, limits = case.run, case.thresholds
    everything = run.requests > 0 and run.http_errors + run.missing >= run.requests
    count = run.http_errors + run.missing if everything else run.http_errors
    if not everything and run.requests < max(1, limits.min_requests):
        return
    share = min(1.0, count / run.requests)
    severity = _severity(share, limits.http_errors_warn, limits.http_errors_fail)
    if severity:
        yield case.finding("http-errors", severity, count=count, requests=run.requests, share=share)


def lists_failed(case: Case) -> Iterator[Finding]:
    """Do more list pages fail than before? What stands on them alone is not found.

    Some always do (a channel's index page beside its directory, lists that robots.txt forbids): a first run is judged
    by the threshold of failure alone. A run for a part of the site reads other lists than one for the whole.
    """
    run, limits = case.run, case.thresholds
    earlier = [one for one in case.earlier if one.filtered == run.filtered]
    lists, then = run.lists_read + run.lists_failed, sum(one.lists_read + one.lists_failed for one in earlier)
    if lists < max(1, limits.min_requests):
        return
    share, usual = run.lists_failed / lists, sum(one.lists_failed for one in earlier) / max(1, then)
    warn = limits.lists_failed_warn if then else limits.lists_failed_fail
    severity = _severity(share - usual, warn, limits.lists_failed_fail)
    if severity:
        yield case.finding("lists-failed", severity, count=run.lists_failed, lists=lists, share=share, usual=usual)


def lists_lost(case: Case) -> Iterator[Finding]:
    """Which lists did the run before read, and this one no longer? Not asked of a run that ended early."""
    before, lost = case.lists
    if case.run.filtered or case.run.outcome != "finished" or not lost:
        return
    share, limits = len(lost) / before, case.thresholds
    severity = _severity(share, limits.lists_lost_warn, limits.lists_lost_fail)
    if severity:
        names = ", ".join(shown(url, 80) for url in lost[:3]) + (" …" if len(lost) > 3 else "")
        yield case.finding("lists-lost", severity, count=len(lost), before=before, names=names)


def duration(case: Case) -> Iterator[Finding]:
    """Was the run slower, request for request, than the runs before it?"""
    run, limits = case.run, case.thresholds
    paces = [one.seconds / one.requests for one in case.earlier if one.seconds and one.requests >= limits.min_requests]
    if not run.seconds or run.seconds < limits.duration_min or not run.requests or not paces:
        return
    each, usual = run.seconds / run.requests, median(paces)
    if each > usual * limits.duration_factor_warn:
        yield case.finding("duration", "warning", minutes=run.seconds / 60, each=each, usual=usual)


MONITORS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    outcome,
    crashes,
    http_errors,
    lists_failed,
    lists_lost,
    quarantine,
    fallback,
    disagreement,
    coverage,
    coverage_by_reader,
    section_volume,
    dry_days,
    repair,
    duration,
)
"""In the order in which a person would ask."""


def _severity(value: float, warn: float, fail: float) -> Severity | None:
    return "failure" if value >= fail else "warning" if value >= warn else None


def _pooled(case: Case, count: Callable[[Measures], int]) -> float | None:
    """Share over the earlier runs, or None when they hold too few articles."""
    articles = sum(run.articles for run in case.earlier)
    return sum(map(count, case.earlier)) / articles if case.enough(articles) else None


def _rise(case: Case, monitor: str, count: int, then: float | None, warn: float, fail: float) -> Iterator[Finding]:
    if then is None or not case.enough(case.run.articles):
        return
    now = count / case.run.articles
    severity = _severity(now - then, warn, fail)
    if severity:
        yield case.finding(monitor, severity, now=now, then=then, articles=case.run.articles)
