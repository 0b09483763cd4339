"""Step 7: when it was published."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import chain

from lanzhou_news.clean.date_lines import (
    Candidate,
    from_lines,
    is_event,
    labelled_rows,
    likely_lines,
    modified,
    tells_event,
    text_lines,
    time_elements,
)
from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.stamps import cut_first_line, lift_stamps, of_element, spelled_out
from lanzhou_news.text.date_fallback import foreign_date
from lanzhou_news.text.dates import find_date, find_dates, find_orders, find_value
from lanzhou_news.text.moments import Moment, local
from lanzhou_news.text.url_date import url_date

RANKS = {"cms": 0, "json-ld": 1, "meta": 1, "time-tag": 2, "line": 2, "url": 3, "text": 4, "lead": 5}
"""Trust in a date by where it stands; the first wins, the others check it."""
TOLERANCE = timedelta(days=1)
"""Two places that differ by no more agree: the URL often names the day before the CMS's midnight."""
NEAR = timedelta(days=14)
"""A date of the text or the URL so near to one reading of 06/02/2022, and not to the other, decides for it."""
EVIDENCE_LINES, REACH = 12, 400
"""Paragraphs, and characters of each, in which such evidence is looked for."""
LEAD = 60
"""Characters at the beginning of the text in which a date is the lead's."""


def run(draft: Draft) -> None:
    """Set ``published_at``, its precision and raw text, and ``modified_at``; note contradictions.

    A month and day without a year is resolved against the dated URL, else against the time of fetching; without both it
    stays raw: never now().
    """
    lift_stamps(draft)
    first = draft.fetched[0]
    fetched = local(first.fetched_at) if first.fetched_at else None
    address = url_date(first.url) or url_date(draft.raw.canonical_url or "")
    limit = fetched + TOLERANCE if fetched else None
    candidates = [c for c in _candidates(draft, fetched, address) if _possible(draft, c, limit)]
    chosen = _choose(draft, candidates)
    updates = [
        c
        for c in modified(draft, fetched, chosen.moment if chosen else None)
        if limit is None or c.moment.when <= limit
    ]
    if chosen is None and (updated := next((c for c in updates if c.origin == "line"), None)):
        chosen = updated
        draft.note("dates", "modified-as-published", before=updated.moment.raw, confidence=0.6)
    if chosen is None:
        _from_lead(draft, fetched)
    else:
        if chosen.moment.inferred:
            chosen = spelled_out(draft, chosen)
        if chosen.moment.precision == "day":
            chosen = of_element(draft, chosen)
        chosen = cut_first_line(draft, chosen)
        _publish(draft, chosen)
        lead = _lead(draft, chosen.moment.when) if chosen.origin == "url" else None
        if lead and lead.when.date() == chosen.moment.when.date():
            draft.article.published_raw = lead.raw
            draft.note("dates", "lead-date", before=lead.raw, after=draft.article.published_at, confidence=0.9)
    later = max((c.moment for c in updates), key=lambda moment: moment.when, default=None)
    if later and draft.article.published_at and later.iso() > draft.article.published_at:
        draft.article.modified_at = later.iso()


def _candidates(draft: Draft, fetched: datetime | None, address: Moment | None) -> list[Candidate]:
    """Every date that may be the publication's, with rank and score."""
    reference = address.when + timedelta(hours=23, minutes=59) if address else fetched
    found = []
    for candidate in draft.raw.dates:
        if candidate.field == "published" and candidate.origin != "line":
            moment = find_value(candidate.raw, fetched) or foreign_date(candidate.raw)
            if moment:
                found.append(Candidate(moment, candidate.origin))
    lines = list(likely_lines(draft))
    found += from_lines(lines, reference)
    if not any(RANKS[c.origin] <= RANKS["line"] for c in found):
        found += (
            from_lines(labelled_rows(draft), reference)
            or [Candidate(moment, "time-tag") for _, moment in time_elements(draft)][:1]
        )
    if address:
        found.append(Candidate(address, "url"))
    found += from_lines(text_lines(draft), reference, "text")
    if not any(RANKS[c.origin] <= RANKS["line"] for c in found):
        found += _by_evidence(draft, [text for text, _ in lines], address)
    return found


def _by_evidence(draft: Draft, lines: list[str], address: Moment | None) -> list[Candidate]:
    """06/02/2022 is the day that lies near another date of the page; without such evidence it is noted only."""
    orders = [pair for text in lines if len(text) <= 200 for pair in find_orders(text)][:4]
    if not orders:
        return []
    texts = (line.text[:REACH] for line in chain(draft.raw.body[:EVIDENCE_LINES], draft.raw.body[-2:]))
    near = [address] if address else [moment for text in texts for moment in find_dates(text)]
    for pair in orders:
        fits = [one for one in pair if any(abs(one.when - other.when) <= NEAR for other in near)]
        if len(fits) == 1:
            return [Candidate(fits[0], "line")]
        draft.note("dates", "day-month-unknown", before=pair[0].raw)
    return []


def _possible(draft: Draft, candidate: Candidate, limit: datetime | None) -> bool:
    """Refuse a date after the page was fetched."""
    if limit is None or candidate.moment.when <= limit:
        return True
    draft.note("dates", "future-date", before=candidate.moment.raw)
    return False


def _choose(draft: Draft, candidates: list[Candidate]) -> Candidate | None:
    """The most trusted candidate, made more precise by those that agree, contradicted aloud by those that do not."""
    if not candidates:
        return None
    order = sorted(candidates, key=lambda c: (RANKS[c.origin], -c.score))
    witnesses: list[Candidate] = []
    for candidate in order:
        if all(candidate.origin != other.origin for other in witnesses):
            witnesses.append(candidate)
    chosen = witnesses[0]
    against = [c for c in witnesses[1:] if not _agree(c, chosen)]
    if chosen.origin != "cms" and len(against) > 1 and len(against) == len(witnesses) - 1 and _agree(*against[:2]):
        draft.note("dates", "date-outvoted", before=chosen.moment.raw, after=against[0].moment.raw, confidence=0.7)
        return _precise(against[0], witnesses)
    for other in against:
        draft.note("dates", "date-conflict", before=other.moment.raw, after=chosen.moment.raw, confidence=0.8)
    return _precise(chosen, witnesses)


def _agree(one: Candidate, other: Candidate) -> bool:
    return abs(one.moment.when.date() - other.moment.when.date()) <= TOLERANCE


def _precise(chosen: Candidate, witnesses: list[Candidate]) -> Candidate:
    """A witness of the same day that knows the clock time, or that shows the zone in a meta value to be wrong."""
    for other in witnesses:
        same_day = other.moment.when.date() == chosen.moment.when.date()
        if chosen.moment.precision == "day" and other.moment.precision != "day" and same_day:
            return other
        wall = chosen.moment.zoned
        if (
            wall
            and other.origin == "line"
            and other.moment.precision != "day"
            and _minute(other.moment.when) == _minute(wall)
        ):
            return other
    return chosen


def _minute(when: datetime) -> datetime:
    return when.replace(second=0)


def _publish(draft: Draft, chosen: Candidate) -> None:
    article = draft.article
    article.published_at, article.published_precision = chosen.moment.iso(), chosen.moment.precision
    article.published_raw = chosen.moment.raw
    article.extractor["published_at"] = chosen.origin
    if chosen.moment.inferred:
        draft.note("dates", "year-inferred", before=chosen.moment.raw, after=chosen.moment.iso(), confidence=0.9)


def _lead(draft: Draft, reference: datetime | None) -> Moment | None:
    """Date in the dateline or at the beginning of the text."""
    texts = [draft.article.dateline.date] if draft.article.dateline and draft.article.dateline.date else []
    texts += [line.text for index, line in enumerate(draft.raw.body[:2]) if not tells_event(draft, index)]
    found = ((text, find_date(text[:LEAD], reference)) for text in texts)
    return next((moment for text, moment in found if moment and not is_event(text, moment)), None)


def _from_lead(draft: Draft, fetched: datetime | None) -> None:
    """A date found only in the lead is the event's day: the best there is, and said to be so."""
    raw = _lead(draft, datetime(2000, 12, 31))
    if raw is None:
        return
    draft.article.published_raw = raw.raw
    lead = _lead(draft, fetched)
    if lead is None or (fetched and lead.when > fetched + TOLERANCE):
        return
    _publish(draft, Candidate(lead, "lead"))
    draft.note("dates", "lead-date", before=lead.raw, after=lead.iso(), confidence=0.6 if lead.inferred else 0.7)
