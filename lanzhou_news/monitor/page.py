"""The report page: one self-contained HTML file, Chinese and English, light and dark, no request to anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from string import Template

from lanzhou_news.monitor import charts
from lanzhou_news.monitor.figures import Figures
from lanzhou_news.monitor.findings import OUTCOMES, Finding, shown
from lanzhou_news.monitor.markup import Html, both, join, tag
from lanzhou_news.monitor.measures import Measures

TEMPLATE = Path(__file__).with_name("report.html")
SHANGHAI = timezone(timedelta(hours=8))
NOTHING = both("暂无数据", "nothing yet")
OPEN = 8
"""Quarantined pages shown at once; the others wait behind a click."""


def render(figures: Figures) -> str:
    """The whole page as text; everything that comes from pages is escaped.

    >>> render(collect(read_only(Path("output")), Thresholds())).startswith("<!doctype html>")
    True
    """
    sections = (
        _verdict(figures),
        _numbers(figures),
        _days(figures),
        tag("div", _coverage(figures), _reporters(figures), class_="column"),
        tag("div", _shares(figures), _sources(figures), class_="column"),
        _runs(figures),
        _slow(figures),
        _quarantine(figures),
    )
    made = _local(figures.made)
    foot = both(
        f"生成于 {made}（北京时间）。本页不向任何服务器发出请求。",
        f"Made {made} (Beijing time). This page sends no request.",
    )
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(content=join(*sections), foot=foot)


def _local(utc: str) -> str:
    return datetime.fromisoformat(utc).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _card(anchor: str, zh: str, en: str, *content: str, wide: bool = False) -> Html:
    return tag("section", tag("h2", both(zh, en)), *content, id=anchor, class_="card wide" if wide else "card")


def _verdict(figures: Figures) -> Html:
    failures = sum(finding.severity == "failure" for finding in figures.findings)
    warnings = len(figures.findings) - failures
    if failures:
        head, mood = (
            both(f"有 {failures} 项异常", f"{failures} failed checks" if failures > 1 else "1 failed check"),
            "bad",
        )
    elif warnings:
        head, mood = both(f"有 {warnings} 项提醒", f"{warnings} warnings" if warnings > 1 else "1 warning"), "warn"
    elif figures.runs:
        head, mood = both("一切正常", "All is well"), "good"
    else:
        head, mood = both("尚未运行", "No run yet"), "none"
    told = [_finding(finding) for finding in sorted(figures.findings, key=lambda one: one.severity)]
    last = figures.runs[0] if figures.runs else None
    when = both(f"最近一次运行 {_local(last.started)}", f"Last run {_local(last.started)}") if last else NOTHING
    return tag(
        "section",
        tag("h2", head),
        tag("p", when),
        tag("ul", *told) if told else "",
        class_=f"verdict {mood}",
        id="findings",
    )


def _finding(finding: Finding) -> Html:
    names = {"failure": ("异常", "failed"), "warning": ("提醒", "warning")}
    pill = tag("em", both(*names[finding.severity]), class_=finding.severity)
    return tag("li", pill, tag("b", finding.site), " ", both(finding.sentence("zh"), finding.sentence("en")))


def _numbers(figures: Figures) -> Html:
    days = sorted(figures.days)
    newest = both(f"最新 {days[-1].isoformat()}", f"newest {days[-1].isoformat()}") if days else NOTHING
    tiles = [
        (f"{figures.held.articles:,}", "篇稿件", "articles", newest),
        (
            f"{figures.held.revisions:,}",
            "次修订",
            "revisions",
            both(f"已撤 {figures.held.gone:,} 篇", f"{figures.held.gone:,} taken down"),
        ),
        (
            f"{len(figures.held.sources):,}",
            "个来源",
            "sources",
            both(f"栏目 {len(figures.held.sections):,} 个", f"sections: {len(figures.held.sections):,}"),
        ),
        (
            f"{len(figures.held.reporters):,}",
            "位署名作者",
            "credited people",
            both("记者、通讯员、摄影", "reporters, photographers"),
        ),
        (
            f"{figures.held.repaired:,}",
            "篇曾受损",
            "repaired articles",
            both(f"{figures.held.lossy:,} 篇仍缺字", f"{figures.held.lossy:,} still lack characters"),
        ),
        (f"{figures.quarantined_total:,}", "页未入库", "pages set aside", both("原文保留备查", "kept with the reason")),
    ]
    return tag(
        "section",
        *(
            tag("div", tag("strong", number), tag("span", both(zh, en)), tag("small", about))
            for number, zh, en, about in tiles
        ),
        class_="tiles",
    )


def _span(figures: Figures, most: int) -> int:
    """Days to show: as many as are known, at least two weeks, at most ``most``."""
    return min(most, max(14, (max(figures.days) - min(figures.days)).days + 1))


def _days(figures: Figures) -> Html:
    series = [name for name, _ in figures.held.sections.most_common(charts.COLOURS) if name]
    content: list[Html] = [NOTHING]
    if figures.days:
        content = [
            tag("div", charts.stacked_days(figures.days, series, length=_span(figures, 60), width=960), class_="broad"),
            tag("div", charts.stacked_days(figures.days, series, length=21, width=400), class_="narrow"),
            charts.legend(series, figures.held.sections),
        ]
    if figures.held.undated:
        note = both(f"另有 {figures.held.undated:,} 篇日期不明。", f"{figures.held.undated:,} more have no known date.")
        content.append(tag("p", note, class_="note"))
    return _card("days", "每日稿件与栏目", "Articles by day and section", *content, wide=True)


def _coverage(figures: Figures) -> Html:
    if not any(run.articles for run in figures.runs):
        return _card("coverage", "字段覆盖率", "Field coverage", NOTHING)
    return _card(
        "coverage",
        "字段覆盖率（每列一次运行）",
        "Field coverage, one column a run",
        tag("div", charts.coverage_grid(figures.runs, length=24, width=520), class_="broad"),
        tag("div", charts.coverage_grid(figures.runs, length=10, width=360), class_="narrow"),
        tag(
            "p",
            tag("i", class_="scale"),
            both("颜色越深，有值的稿件越多", "the deeper, the more articles have a value"),
            class_="note",
        ),
    )


def _shares(figures: Figures) -> Html:
    total = figures.held.articles
    if not total:
        return _card("repairs", "修复与重复", "Repairs and duplicates", NOTHING)
    rings = [
        charts.share_ring(figures.held.repaired / total, both("曾受损的稿件", "had damaged text")),
        charts.share_ring(figures.duplicates / total, both("重复的稿件", "copies of another")),
    ]
    repairs = [(rule, "", count) for rule, count in figures.held.repairs.most_common(6)]
    clusters = [(shown(cluster.title, 40), "", cluster.articles) for cluster in figures.clusters[:5]]
    content: list[Html] = [tag("div", *rings, class_="rings")]
    if repairs:
        content += [tag("h3", both("修复规则", "Repairs by rule")), charts.bars(repairs, colour="loess")]
    if clusters:
        content += [tag("h3", both("转载最多", "Most repeated stories")), charts.bars(clusters, colour="loess")]
    return _card("repairs", "修复与重复", "Repairs and duplicates", *content)


def _sources(figures: Figures) -> Html:
    rows = [(shown(name, 30), "", count) for name, count in figures.held.sources.most_common(10)]
    return _card("sources", "来源", "Sources", charts.bars(rows) if rows else NOTHING)


def _reporters(figures: Figures) -> Html:
    rows = [(shown(name, 20), shown(home, 20), count) for (name, home), count in figures.held.reporters.most_common(12)]
    return _card(
        "reporters", "发稿最多的作者", "Most credited people", charts.bars(rows, colour="river") if rows else NOTHING
    )


def _runs(figures: Figures) -> Html:
    heads = [
        ("开始", "started"),
        ("站点", "site"),
        ("结果", "outcome"),
        ("记录", "records"),
        ("未变", "unchanged"),
        ("未入库", "set aside"),
        ("读法不一", "readers differ"),
        ("通用读法", "generic"),
        ("请求", "requests"),
        ("失败", "failed"),
        ("用时", "took"),
    ]
    rows = [_run(run) for run in figures.runs[:15]]
    return _card("runs", "最近的运行", "Last runs", _table(heads, rows) if rows else NOTHING, wide=True)


def _run(run: Measures) -> list[str]:
    pill = tag("em", both(OUTCOMES.get(run.outcome, run.outcome), run.outcome), class_=f"outcome {run.outcome}")
    counts = (run.articles, int(run.stats.get("news/unchanged", 0)), sum(run.quarantined.values()))
    return [
        _local(run.started),
        run.site,
        pill,
        *(f"{count:,}" for count in counts),
        _share(run.disputed, run.articles),
        _share(run.fallback, run.articles),
        f"{run.requests:,}",
        f"{run.http_errors:,}",
        _took(run),
    ]


def _share(part: int, whole: int) -> str:
    """Per cent of a run's records: those the two readers read differently, those only the generic one read."""
    return f"{part / whole:.1%}" if whole else "–"


def _took(run: Measures) -> str:
    if run.seconds is None:
        return "–"
    return f"{run.seconds / 60:.0f} min" if run.seconds >= 120 else f"{run.seconds:.0f} s"


def _slow(figures: Figures) -> Html:
    rows = [[f"{seconds:.1f} s", _link(url)] for seconds, url in figures.slow]
    return _card(
        "slow",
        "最慢的页面",
        "Slowest pages",
        _table([("用时", "took"), ("页面", "page")], rows) if rows else NOTHING,
        wide=True,
    )


def _quarantine(figures: Figures) -> Html:
    heads = [("时间", "when"), ("原因", "reason"), ("页面", "page"), ("副本", "copy")]
    rows = [
        [
            _local(page.at),
            join(tag("b", shown(page.reason)), tag("small", shown(page.detail, 120)) if page.detail else ""),
            _link(page.url),
            tag("a", f"{page.size:,} B", href=f"quarantine/{page.number}.txt"),
        ]
        for page in figures.quarantined
    ]
    more = figures.quarantined_total - len(rows)
    note = tag("p", both(f"另有 {more:,} 页更早的。", f"{more:,} earlier ones."), class_="note") if more > 0 else ""
    content: list[Html] = [_table(heads, rows[:OPEN])] if rows else [NOTHING]
    if rows[OPEN:]:
        rest = both(f"再看 {len(rows) - OPEN} 页", f"show {len(rows) - OPEN} more")
        content.append(tag("details", tag("summary", rest), _table(heads, rows[OPEN:])))
    return _card("quarantine", "未能入库的页面", "Pages that gave no record", *content, note, wide=True)


def _link(url: str) -> Html:
    """A link where the address is a web address, plain text otherwise (``javascript:`` never becomes a link)."""
    text = shown(url, 90)
    if url.startswith(("http://", "https://")):
        return tag("a", text, href=url, rel="noreferrer noopener", target="_blank")
    return tag("span", text)


def _table(heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> Html:
    head = tag("tr", *(tag("th", both(*names), scope="col") for names in heads))
    body = [tag("tr", *(tag("td", cell) for cell in row)) for row in rows]
    return tag("div", tag("table", tag("thead", head), tag("tbody", *body)), class_="scroll")
