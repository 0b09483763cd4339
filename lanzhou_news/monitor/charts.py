"""Charts as inline SVG and plain bars; colours come from the page's style, so they follow light and dark."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from lanzhou_news.monitor.findings import FIELD_NAMES, shown
from lanzhou_news.monitor.markup import Html, both, join, tag
from lanzhou_news.monitor.measures import WATCHED, Measures

QUARTERS = (10, 15, 20, 25, 30, 40, 50, 60, 80)
"""Tenths: a quarter of an axis is one of these times a power of ten, and whole."""
COLOURS = 6
"""Sections with a colour of their own; the others share the last."""


def stacked_days(days: Mapping[date, Counter[str]], series: Sequence[str], *, length: int, width: int) -> Html:
    """Bars of articles a day, stacked by section, for the ``length`` days up to the newest; ``width`` in SVG units."""
    last = max(days)
    span = [last - timedelta(days=back) for back in range(length - 1, -1, -1)]
    totals = [sum(days.get(day, Counter()).values()) for day in span]
    top = _round_up(max(totals))
    height, left, base = 260, 36, 226
    plot = base - 12
    step = (width - left - 6) / length
    parts = []
    for line in range(0, 5):
        y = base - plot * line / 4
        value = top * line / 4
        parts.append(tag("line", x1=left, x2=width - 4, y1=f"{y:.1f}", y2=f"{y:.1f}", class_="grid"))
        parts.append(tag("text", f"{value:g}", x=left - 6, y=f"{y + 4:.1f}", class_="axis end"))
    for at, (day, total) in enumerate(zip(span, totals, strict=True)):
        x, y = left + at * step + step * 0.12, float(base)
        rects = []
        for colour, part in enumerate(_by_series(days.get(day, Counter()), series)):
            size = plot * part / top
            y -= size
            if part:
                rects.append(
                    tag(
                        "rect",
                        x=f"{x:.1f}",
                        y=f"{y:.1f}",
                        width=f"{step * 0.76:.1f}",
                        height=f"{size:.1f}",
                        class_=f"s{colour}",
                    )
                )
        weekend = " weekend" if day.weekday() >= 5 else ""
        hint = tag("title", f"{day.isoformat()} · {total}")
        hit = tag("rect", x=f"{left + at * step:.1f}", y=12, width=f"{step:.1f}", height=plot, class_=f"hit{weekend}")
        parts.append(tag("g", hint, hit, *rects))
        if (length - 1 - at) % max(1, round(length / (width / 92))) == 0:
            label = f"{day.month}/{day.day}"
            parts.append(tag("text", label, x=f"{x + step * 0.38:.1f}", y=base + 18, class_="axis mid"))
    return tag("svg", *parts, viewBox=f"0 0 {width} {height}", role="img", class_="chart")


def _by_series(counts: Counter[str], series: Sequence[str]) -> list[int]:
    named = [counts[name] for name in series]
    return [*named, sum(counts.values()) - sum(named)]


def _round_up(value: int) -> int:
    """The next number whose quarters are easy to read.

    >>> _round_up(3), _round_up(45), _round_up(170)
    (4, 60, 200)
    """
    power = 1
    while True:
        for tenths in QUARTERS:
            quarter, rest = divmod(tenths * power, 10)
            if not rest and 4 * quarter >= value:
                return 4 * quarter
        power *= 10


def coverage_grid(runs: Sequence[Measures], *, length: int, width: int) -> Html:
    """Share of articles that have each field, one column a run, the newest at the right."""
    columns = list(reversed([run for run in runs if run.articles][:length]))
    left, right, row, top = 72, 46, 30, 6
    step = min((width - left - right) / max(len(columns), 1), 40)
    parts = []
    for at, name in enumerate(WATCHED):
        y = top + at * row
        for text, language in ((FIELD_NAMES[name], "zh"), (name.removesuffix("_at"), "en")):
            parts.append(tag("text", text, x=left - 8, y=y + 18, class_="axis end", lang=language))
        for number, run in enumerate(columns):
            share = run.coverage.share(name)
            hint = tag("title", f"{run.started[:16].replace('T', ' ')} · {run.site} · {share:.0%} / {run.articles}")
            parts.append(
                tag(
                    "rect",
                    hint,
                    x=f"{left + number * step + 1:.1f}",
                    y=y + 1,
                    width=f"{step - 2:.1f}",
                    height=row - 4,
                    rx=3,
                    class_="cell",
                    style=f"--v:{share:.3f}",
                )
            )
        end = left + len(columns) * step + 8
        parts.append(
            tag("text", f"{columns[-1].coverage.share(name):.0%}", x=f"{end:.0f}", y=y + 18, class_="axis strong")
        )
    base = top + len(WATCHED) * row + 12
    first, last = columns[0].started[5:10], columns[-1].started[5:10]
    parts.append(tag("text", first, x=left, y=base, class_="axis"))
    if len(columns) > 3:
        parts.append(tag("text", last, x=f"{left + len(columns) * step:.0f}", y=base, class_="axis end"))
    return tag("svg", *parts, viewBox=f"0 0 {width} {base + 6}", role="img", class_="chart")


def bars(rows: Sequence[tuple[str, str, int]], *, colour: str = "river") -> Html:
    """Horizontal bars: (name, small print, count), longest first."""
    longest = max((count for _, _, count in rows), default=1)
    lines = [
        tag(
            "li",
            tag("span", name, tag("small", about) if about else "", class_="name"),
            tag("span", tag("i", style=f"width:{count / longest:.1%}"), class_=f"track {colour}"),
            tag("b", f"{count:,}"),
        )
        for name, about, count in rows
    ]
    return tag("ol", *lines, class_="bars")


def share_ring(share: float, label: Html) -> Html:
    """A ring filled to ``share`` (0 to 1) around its percentage."""
    around = 2 * math.pi * 42
    ring = tag(
        "svg",
        tag("circle", cx=50, cy=50, r=42, class_="ring"),
        tag("circle", cx=50, cy=50, r=42, class_="ring on", stroke_dasharray=f"{around * share:.1f} {around:.1f}"),
        tag("text", f"{share:.1%}" if share < 0.1 else f"{share:.0%}", x=50, y=56, class_="ring-text"),
        viewBox="0 0 100 100",
        role="img",
    )
    return tag("figure", ring, tag("figcaption", label), class_="share")


def legend(series: Sequence[str], counts: Counter[str]) -> Html:
    """Colour, name and number of each series."""
    items = [
        tag("li", tag("i", class_=f"s{at}"), _last_part(name), tag("b", f"{counts[name]:,}"))
        for at, name in enumerate(series)
    ]
    rest = sum(counts.values()) - sum(counts[name] for name in series)
    if rest:
        items.append(tag("li", tag("i", class_=f"s{len(series)}"), both("其他", "others"), tag("b", f"{rest:,}")))
    return tag("ul", *items, class_="legend")


def _last_part(section: str) -> Html:
    return join(shown(section.rpartition(">")[2] or section, 24)) if section else both("未标栏目", "no section")
