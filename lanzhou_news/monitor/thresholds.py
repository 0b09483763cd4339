"""When a number becomes a finding. Each threshold is a setting: ``LN_`` and its name in capitals."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from lanzhou_news.errors import LanzhouNewsError


class BadThreshold(LanzhouNewsError):
    """A setting of the monitors is no number, or not in its range."""

    def __init__(self, name: str, value: object) -> None:
        self.name, self.value = name, value
        super().__init__(f"{name}={value!r} is no sound threshold: write a number of 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Two values of one kind: the first warns, the second fails the run (exit code 3). Shares are 0 to 1.

    >>> Thresholds.from_settings({"LN_DRY_DAYS_FAIL": "10"}).dry_days_fail
    10.0
    """

    history_runs: float = 20
    """Earlier runs of the same site that a run is compared with."""
    min_articles: float = 10
    """Articles a run, or its history, needs before shares are judged: below, one article moves a share too far."""
    min_requests: float = 10
    """Requests (or list pages) a run needs before its error share is judged."""
    dry_days_warn: float = 2
    """Days since the newest article was published."""
    dry_days_fail: float = 5
    """The same; a city paper prints daily, holidays keep a day's gap. Fails only a site that was ever fresh."""
    section_usual: float = 5
    """Articles that a section must usually have on a weekday before a bad day of it is judged."""
    section_weeks: float = 3
    """Earlier weeks needed to say what is usual for a weekday."""
    section_low_warn: float = 0.4
    """A section's articles of yesterday, as a share of the usual number of that weekday."""
    section_low_fail: float = 0.0
    """The same; 0 fails a run only for a section that fell silent."""
    coverage_drop_warn: float = 0.15
    """Fall of the share of articles that have a field, against earlier runs: overall and for each reader."""
    coverage_drop_fail: float = 0.3
    """The same."""
    title_floor_fail: float = 0.95
    """Share of articles with a title, whatever history says."""
    date_floor_fail: float = 0.9
    """Share of articles with a date, whatever history says."""
    fallback_rise_warn: float = 0.1
    """Rise of the share read by the generic fallback, against earlier runs: the profile no longer fits."""
    fallback_rise_fail: float = 0.3
    """The same."""
    fallback_first_fail: float = 0.5
    """Share read by the generic fallback in a run without history."""
    dispute_rise_warn: float = 0.1
    """Rise of the share where profile and generic reader disagree."""
    dispute_rise_fail: float = 0.3
    """The same."""
    quarantine_warn: float = 0.05
    """Share of fetched article pages that gave no record."""
    quarantine_fail: float = 0.2
    """The same."""
    http_errors_warn: float = 0.05
    """Share of requests that ended in 4xx, 5xx or no answer; 404 and 410 count only when nothing else comes."""
    http_errors_fail: float = 0.25
    """The same."""
    lists_failed_warn: float = 0.1
    """Rise of the share of list pages that gave an error or no answer, against earlier runs."""
    lists_failed_fail: float = 0.5
    """The same."""
    lists_lost_warn: float = 0.0
    """Share of the lists of the run before that were not read any more; 0 warns of a single one."""
    lists_lost_fail: float = 0.25
    """The same."""
    repair_rise_warn: float = 0.2
    """Rise of the share of articles with damaged text."""
    repair_rise_fail: float = 0.6
    """The same."""
    duration_factor_warn: float = 3
    """Duration as a multiple of the usual seconds a request."""
    duration_min: float = 600
    """Seconds below which the duration is never judged."""

    @classmethod
    def from_settings(cls, settings: Mapping[str, object]) -> Thresholds:
        """Read ``LN_…`` out of settings or environment; raises :class:`BadThreshold`."""
        found = {}
        for field in dataclasses.fields(cls):
            name = f"LN_{field.name.upper()}"
            value = settings.get(name)
            if value is None:
                continue
            try:
                number = float(str(value))
            except ValueError:
                raise BadThreshold(name, value) from None
            if not 0 <= number < float("inf"):
                raise BadThreshold(name, value)
            found[field.name] = number
        return cls(**found)
