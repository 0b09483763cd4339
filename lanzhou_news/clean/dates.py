"""Step 7: when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from lanzhou_news.clean.draft import Draft
from lanzhou_news.text.date_fallback import foreign_date
from lanzhou_news.text.dates import Moment, find_date, find_dates, find_value, local
from lanzhou_news.text.url_date import url_date

RANKS = {"cms": 0, "json-ld": 1, "meta": 1, "time-tag": 2, "line": 2, "url": 3, "lead": 4}
"""Trust in a date by where it stands; the first wins, the others check it."""
TOLERANCE = timedelta(days=1)
"""Two places that differ by no more agree: the URL often names the day before the CMS's midnight."""
_MINUTE = timedelta(minutes=1)
LEAD = 60
"""Characters at the beginning of the text in which a date is the lead's."""

_PUBLISHED = re.compile("发布|发表|发稿|刊发|刊登|来源|时间|日期|发文时间|首发|作者|稿源")
_SAID = re.compile(r"\s?(?:发布|发表|发稿)")
_NEVER = re.compile(
    "今天是|现在是|今日是|成文|生成日期|印发日期|施行|有效期|截止|截至|建立于|注册时间|生于|出生|最后登录|copyright|©|版权所有|备案"
    "|许可证|ICP|last (?:modified|updated)|powered by",
    re.IGNORECASE,
)
"""Lines that name another day: the page's clock, legal dates, copyright years."""
_SELDOM = re.compile("访问|楼层|回复|评论于|引用|支持|注册|上一[篇条]|下一[篇条]|相关(?:新闻|链接|阅读)")
"""Words of comments and of lists of other articles; they also stand in the line below a headline."""
_READERS = re.compile("阅读|点击|浏览|字号|字体|评论|分享|来源")
"""Neighbours of a publication date in the line below a headline."""
_MODIFIED = re.compile("更新(?:时间|日期|于|：|:)|修改(?:时间|日期|于)|最后编辑")
_OWN_LINE = 14
"""A line of the text dates the article when at most so many characters (an outlet, a weekday) stand beside the date."""
_SENTENCE = re.compile("[，。；！？]")
_HAN = re.compile("[\u4e00-\u9fff]")
_ROWS_SEARCHED = 400
"""Lines of the page looked at when no candidate was handed over."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date and how far it can be trusted."""

    moment: Moment
    origin: str
    score: int = 0
    """Among candidates of one origin the highest wins, then the first."""


def run(draft: Draft) -> None:
    """Set ``published_at``, its precision and raw text, and ``modified_at``; note contradictions.

    A month and day without a year is resolved against the dated URL, else against the time of fetching; without both it
    stays raw: never now().
    """
    first = draft.fetched[0]
    fetched = local(first.fetched_at) if first.fetched_at else None
    address = url_date(first.url) or url_date(draft.raw.canonical_url or "")
    limit = fetched + TOLERANCE if fetched else None
    candidates = [c for c in _candidates(draft, fetched, address) if _possible(draft, c, limit)]
    modified = [c for c in _modified(draft, fetched) if limit is None or c.moment.when <= limit]
    chosen = _choose(draft, candidates)
    if chosen is None and (updated := next((c for c in modified if c.origin == "line"), None)):
        chosen = updated
        draft.note("dates", "modified-as-published", before=updated.moment.raw, confidence=0.6)
    if chosen is None:
        _from_lead(draft, fetched)
    else:
        _publish(draft, chosen)
        lead = _lead(draft, chosen.moment.when) if chosen.origin == "url" else None
        if lead and lead.when.date() == chosen.moment.when.date():
            draft.article.published_raw = lead.raw
            draft.note("dates", "lead-date", before=lead.raw, after=draft.article.published_at, confidence=0.9)
    later = max((c.moment for c in modified), key=lambda moment: moment.when, default=None)
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
    lines = list(_lines(draft))
    found += _from_lines(lines, reference)
    if not any(c.origin in RANKS and RANKS[c.origin] <= RANKS["line"] for c in found):
        found += _from_lines(_labelled_rows(draft), reference)
    if address:
        found.append(Candidate(address, "url"))
    return found


def _lines(draft: Draft) -> Iterator[tuple[str, int]]:
    """Visible lines that may carry the date, with the trust that their place gives."""
    seen = set()
    for line in draft.raw.head:
        seen.add(_key(line.raw))
        yield line.text, 4
    for candidate in draft.raw.dates:
        if candidate.origin == "line" and candidate.field == "published" and _key(candidate.raw) not in seen:
            seen.add(_key(candidate.raw))
            yield candidate.raw, 1
    for line in draft.raw.tail:
        if _key(line.raw) not in seen:
            yield line.text, 0
    body = draft.raw.body
    for index, line in enumerate(body):
        if (index < 8 or index >= len(body) - 2) and len(line.text) < 45:
            moment = find_date(line.text)
            rest = line.text.replace(moment.raw, "") if moment else line.text
            if len(rest) <= _OWN_LINE and not _SENTENCE.search(rest):
                yield line.text, 2


def _key(line: str) -> str:
    return "".join(line.split())[:60]


def _labelled_rows(draft: Draft) -> Iterator[tuple[str, int]]:
    """Lines of the whole page that say 发表于, 发布时间 …: for pages whose date stands far from the text."""
    if not draft.pages or draft.raw.extractor.get("body") == "plain-text":
        return
    for row in draft.pages[0].reading.rows[:_ROWS_SEARCHED]:
        if len(row.text) < 200 and re.search("发表于|发布于|发布时间|发表时间|发布日期|发表日期", row.text):
            yield row.text, 0


def _from_lines(
    lines: list[tuple[str, int]] | Iterator[tuple[str, int]], reference: datetime | None
) -> list[Candidate]:
    found = []
    for text, trust in lines:
        if len(text) > 400 or _MODIFIED.search(text) or _NEVER.search(text):
            continue
        moments = find_dates(text, reference)
        if not moments:
            continue
        moment = moments[0]
        before, after = text[: moment.start], text[moment.start + len(moment.raw) :]
        labelled = (_PUBLISHED.search(before[-12:]) or _SAID.match(after)) is not None
        if moment.inferred and moment.precision == "day" and not (labelled or _READERS.search(text)):
            continue  # 11月22日 星期日 is a clock, 今日 a heading
        score = trust + 3 * labelled + (moment.precision != "day") + (len(text) <= 60)
        score += trust > 3 and _READERS.search(text) is not None
        score -= 6 * bool(_SELDOM.search(text)) + 2 * (len(before) > 25) + 3 * moment.inferred
        if trust < 2 and not labelled:  # 标题(2006-12-19), [2005-08-21] 标题: a list of other articles
            score -= 2 * (len(_HAN.findall(before + after)) > 10)
        if score > 0:
            found.append(Candidate(moment, "line", score))
    return found


def _modified(draft: Draft, fetched: datetime | None) -> list[Candidate]:
    found = []
    for candidate in draft.raw.dates:
        if candidate.field == "modified" and (moment := find_value(candidate.raw, fetched)):
            found.append(Candidate(moment, candidate.origin))
    for line in draft.raw.head + draft.raw.tail:
        if (label := _MODIFIED.search(line.text)) and (moment := find_date(line.text[label.start() :], fetched)):
            found.append(Candidate(moment, "line"))
    return found


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
    texts += [line.text[:LEAD] for line in draft.raw.body[:2]]
    return next((moment for text in texts if (moment := find_date(text, reference))), None)


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
