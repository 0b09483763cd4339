"""Where is the text? The run of lines that reads like an article, judged by density, punctuation and place.

Method: every line gets a score – sentences score their length, links and short lines outside the text's own box cost –
and the run of lines with the highest sum is the body (maximum-sum segment, one pass over the lines).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lanzhou_news.extract.boxes import affinities, furniture, holders
from lanzhou_news.extract.cut_off import event_lines, lead_above, without_columns
from lanzhou_news.extract.line_scores import STOP_SCORE, fixed_score, line_score, worth
from lanzhou_news.extract.reading import Reading, Row
from lanzhou_news.extract.short_lines import (
    below_headline,
    data_tables,
    is_item_heading,
    table_below,
)
from lanzhou_news.extract.vocabulary import (
    COMMENTS,
    FOOTER,
    MAX_STOP,
    POSTED,
    is_border,
    is_meta_line,
)

_COMMENT_HINT = re.compile(r"comment|reply|pinglun|huifu|liuyan|feedback")


Run = tuple[int, int, float]
"""First line, line after the last, sum of the scores."""


@dataclass(slots=True)
class Body:
    """A found run of lines."""

    rows: list[int]
    """The run's lines without the furniture inside it."""
    score: float
    confidence: float


def find_body(reading: Reading, anchors: frozenset[int] = frozenset()) -> Body | None:
    """The main text, or None when no line of the page reads like one.

    ``anchors`` are lines that repeat the page's own title: the text does not cross them.

    >>> find_body(page.reading).rows[:2]
    [14, 15]
    """
    rows = reading.rows
    value = [worth(row) for row in rows]
    bad = furniture(reading, value)
    value = [0.0 if bad[row.box] else v for v, row in zip(value, rows, strict=True)]
    home = holders(reading)
    mass = _mass(rows, home, value, plain=True) or _mass(rows, home, value, plain=False)
    if not mass:
        verse = below_headline(reading, bad, anchors)
        return Body(verse, 0.0, 0.1) if verse else None

    tables = data_tables(reading) if any(box.tag == "table" for box in reading.boxes) else set()
    events = event_lines(reading)

    def scored(reference: float) -> list[float]:
        affinity = affinities(reading, mass, reference)
        scores = [
            line_score(row, worth_of_line, affinity[box], bad[row.box], row.box in tables)
            for row, worth_of_line, box in zip(rows, value, home, strict=True)
        ]
        for index in events:
            scores[index] = 1.0
        for index in anchors:
            scores[index] = STOP_SCORE
        return scores

    heaviest = max(mass.values())
    scores = scored(heaviest)
    runs = _runs(scores)
    if not runs:
        return None
    chosen = _choose(reading, runs, home, value, anchors)
    own = mass.get(home[_heaviest_line(chosen, value)], 0.0)
    if 0 < own < 0.5 * heaviest:  # something else (comments, other posts) weighs more: measure against the chosen box
        scores = scored(own)
        runs = [run for run in _runs(scores) if run[0] < chosen[1] and run[1] > chosen[0]] or runs
        chosen = max(runs, key=lambda run: run[2])
    whole = _with_neighbours(reading, chosen, runs, home, value, anchors)
    kept = lead_above(reading, whole[0][0], home[_heaviest_line(chosen, value)], home, bad, anchors)
    headings = {(run[0], STOP_SCORE) for run in whole}
    for i in (i for run in whole for i in range(run[0], run[1]) if not bad[rows[i].box]):
        if scores[i] > -10 or (i, scores[i]) in headings or is_item_heading(reading, i, home, value):
            kept.append(i)
    kept = without_columns(reading, kept, anchors, whole[-1][1])
    kept += table_below(reading, whole[-1][1], bad)
    inside = sum(value[i] for i in kept)
    total = sum(run[2] for run in whole)
    share = inside / (sum(value) or 1.0)
    return Body(kept, total, min(1.0, inside / 400) * share)


def _mass(rows: list[Row], home: list[int], value: list[float], plain: bool) -> dict[int, float]:
    """How much of sentences each box holds; ``plain`` leaves lines with date and source out, and notices."""
    mass: dict[int, float] = {}
    for index, box in enumerate(home):
        if value[index] and not (plain and fixed_score(rows[index].text) is not None):
            mass[box] = mass.get(box, 0.0) + value[index]
    return mass


def _choose(reading: Reading, runs: list[Run], home: list[int], value: list[float], anchors: frozenset[int]) -> Run:
    """The heaviest run, with exceptions for pages that hold several texts.

    Of posts made by one template (blog, thread) it is the first; above comments it is the text they are on, told by the
    headline above it or by several lines between that say who wrote when; and a brief of one paragraph under the
    headline is preferred to a notice elsewhere that is hardly longer.
    """
    best = max(runs, key=lambda run: run[2])
    announced = _under(anchors, best, runs)
    if not announced and _is_list(
        reading, (max(best[0] - 1, 0), best[1], best[2])
    ):  # summaries in a column above the headline
        below = (run for run in runs if run[0] > best[0] and run[2] >= MIN_BRIEF and _under(anchors, run, runs))
        if (text := next(below, None)) is not None:
            return text
    mould = _mould(reading, best, home, value)
    for run in runs[:MOST_TEXTS]:
        if run[0] >= best[0]:
            break
        if run[2] >= MIN_POST and mould[1] and _mould(reading, run, home, value) == mould:
            return run
        under_title = _under(anchors, run, runs)
        least = MIN_POST if under_title else 2.5 * MIN_POST
        between = [
            row.text for row in reading.rows[run[1] : min(best[0], run[1] + LOOK_AHEAD)] if len(row.text) <= MAX_STOP
        ]
        ended = reading.rows[_heaviest_line(run, value)].text[-1] in "。！？”）)"  # a 副题 does not end like a sentence
        brief = under_title and not announced and ended and run[2] >= MIN_BRIEF
        brief = brief and (best[2] <= MAX_NOTICE or _is_list(reading, best))
        if brief and any(is_border(text) for text in between):
            return run
        beside = under_title or _COMMENT_HINT.search(mould[1])
        if run[2] >= max(least, 0.05 * best[2]) and beside and any(COMMENTS.search(text) for text in between):
            return run
        postings = sum(COMMENTS.search(text) is not None or is_meta_line(text) for text in between)
        if run[2] >= max(least, 0.2 * best[2]) and postings >= MIN_POSTINGS and not announced:
            return run
    return best


MOST_TEXTS, LOOK_AHEAD = 50, 400
"""Texts of one page that are compared, and lines below one in which marks of comments are looked for."""
MIN_BRIEF, MAX_NOTICE = 15.0, 300.0
"""Score of one sentence, and of the longest legal notice seen below briefs."""
NEAR_TITLE = 12
"""Lines of date, source and share buttons that stand between a headline and its text at most."""
MIN_POSTINGS = 3
"""So many lines with author and date between two texts are those of comments or of posts."""


def _under(anchors: frozenset[int], run: Run, runs: list[Run]) -> bool:
    """Does a line that repeats the page's title stand right above the run, with no other sentence between them?"""
    above = [anchor for anchor in anchors if run[0] - NEAR_TITLE <= anchor < run[0]]
    return bool(above) and not any(max(above) < other[0] < run[0] and other[2] >= MIN_BRIEF for other in runs)


def _is_list(reading: Reading, run: Run) -> bool:
    """Are about as many lines of a run links as sentences: headlines of other articles, each with its summary?"""
    rows = reading.rows[run[0] : run[1]]
    return sum(row.linked * 2 > len(row.text) for row in rows) * 5 >= 2 * len(rows)


def _with_neighbours(
    reading: Reading, chosen: Run, runs: list[Run], home: list[int], value: list[float], anchors: frozenset[int]
) -> list[Run]:
    """The chosen run and those of the same box that only a list of links cuts off from it."""
    own = home[_main_line(chosen, home, value)]
    whole = [chosen]
    if reading.boxes[own].tag in ("body", "html"):  # the page itself holds everything together
        return whole
    at = runs.index(chosen)
    for step, others in ((1, runs[at + 1 :]), (-1, runs[:at][::-1])):
        last, readers = chosen, False
        for run in others:
            low, high = (last[1], run[0]) if step > 0 else (run[1], last[0])
            between = [reading.rows[i].text for i in range(low, high)]
            goes_on = step > 0 and _goes_on(reading, chosen, run, home, value)
            if any(low <= anchor < high for anchor in anchors) or any(
                FOOTER.search(text) or (len(text) <= MAX_STOP and COMMENTS.search(text) and not goes_on)
                for text in between
            ):
                break
            last = run
            if home[_heaviest_line(run, value)] != own:
                continue
            readers = readers or any(COMMENTS.search(text) or POSTED.search(text) for text in between)
            brief = goes_on and not readers
            if run[2] >= (MIN_BRIEF if brief else MIN_POST):
                whole.append(_with_heading(reading, run, home) if brief else run)
    return sorted(whole)


def _goes_on(reading: Reading, chosen: Run, run: Run, home: list[int], value: list[float]) -> bool:
    """Are these paragraphs like those above, in the same box, and nobody's posts? Then 评论 is one of its headings."""
    rows, boxes = reading.rows, reading.boxes
    one, other = _main_line(chosen, home, value), _heaviest_line(run, value)
    same = rows[one].box == rows[other].box and one != other
    alike = same or (home[one] == home[other] and all(boxes[rows[line].box].tag == "p" for line in (one, other)))
    below = [rows[index].text for index in range(run[0], run[1])]
    return alike and not any(is_meta_line(text) or COMMENTS.search(text) or POSTED.search(text) for text in below)


def _with_heading(reading: Reading, run: Run, home: list[int]) -> Run:
    """A run that goes on behind ■相关链接 begins with that heading, which has no list of links below it."""
    above = run[0] - 1
    row = reading.rows[above]
    inside = above >= 0 and home[above] == home[run[0]] and not row.linked and is_border(row.text)
    return (above, *run[1:]) if inside else run


def _heaviest_line(run: Run, value: list[float]) -> int:
    return max(range(run[0], run[1]), key=value.__getitem__)


def _main_line(run: Run, home: list[int], value: list[float]) -> int:
    """The heaviest line of the box that holds most of a run: a summary above the paragraphs may be longer than each."""
    mass: dict[int, float] = {}
    for index in range(run[0], run[1]):
        mass[home[index]] = mass.get(home[index], 0.0) + value[index]
    most = max(mass, key=mass.__getitem__)
    return max((index for index in range(run[0], run[1]) if home[index] == most), key=value.__getitem__)


def _mould(reading: Reading, run: Run, home: list[int], value: list[float]) -> tuple[str, str]:
    """Tag and class of the box that holds the run's heaviest line."""
    heaviest = _heaviest_line(run, value)
    box = reading.boxes[home[heaviest]]
    own = reading.boxes[reading.rows[heaviest].box]
    return (own.tag, own.hint) if own.hint else (box.tag, box.hint)


MIN_POST = 60
"""A post of a blog or thread has at least so many characters of sentences."""


def _runs(scores: list[float]) -> list[Run]:
    """The best run of lines between each two borders or gaps that weigh as much: (first, after the last, sum)."""
    found: list[Run] = []
    best: Run | None = None
    total, start = 0.0, 0
    for index, score in enumerate([*scores, STOP_SCORE]):
        if score == STOP_SCORE:
            if best is not None:
                found.append(best)
            best, total = None, 0.0
            continue
        if total <= 0:
            if best is not None and best[2] >= MIN_BRIEF:
                found.append(best)
                best = None
            total, start = 0.0, index
        total += score
        if total > (best[2] if best else 0.0):
            best = (start, index + 1, total)
    return found
