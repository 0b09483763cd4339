"""What a finding is: a sentence with numbers, in two languages, and how grave it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Severity = Literal["failure", "warning"]
Language = Literal["en", "zh"]

FAILED = 3
"""Exit code of a run with a failure."""

SENTENCES: Mapping[str, Mapping[Language, str]] = {
    "outcome": {
        "en": "The run ended as {outcome} ({reason}).",
        "zh": "运行{outcome}（{reason}）。",
    },
    "crashes": {
        "en": "{count} pages met an error of the program; the log has it: logs/crawl.log.",
        "zh": "{count} 个页面触发了程序错误，详见日志 logs/crawl.log。",
    },
    "dry-days": {
        "en": "The newest article is {days:.0f} days old ({day}).",
        "zh": "最新一篇稿件距今 {days:.0f} 天（{day}）。",
    },
    "section-volume": {
        "en": "Section {section}: {count} articles on {day}, usual for that weekday are {usual:.0f}.",
        "zh": "栏目 {section}：{day} 有 {count} 篇，该星期日期通常 {usual:.0f} 篇。",
    },
    "coverage": {
        "en": "{field} is present in {now:.0%} of {articles} articles, before in {then:.0%}.",
        "zh": "{field} 在 {articles} 篇中的覆盖率为 {now:.0%}，此前为 {then:.0%}。",
    },
    "coverage-by-reader": {
        "en": "{field} is present in {now:.0%} of {articles} articles read by {reader}, before in {then:.0%}.",
        "zh": "由 {reader} 解析的 {articles} 篇中，{field} 覆盖率为 {now:.0%}，此前为 {then:.0%}。",
    },
    "coverage-floor": {
        "en": "{field} is present in {now:.0%} of {articles} articles; at least {floor:.0%} are expected.",
        "zh": "{field} 在 {articles} 篇中的覆盖率为 {now:.0%}，应不低于 {floor:.0%}。",
    },
    "fallback": {
        "en": "The generic reader had to read {now:.0%} of {articles} articles, before {then:.0%}: "
        "the site's markup no longer fits its profile.",
        "zh": "{articles} 篇中有 {now:.0%} 只能用通用解析器，此前为 {then:.0%}：网站版式与配置不再相符。",
    },
    "disagreement": {
        "en": "Profile and generic reader disagree on {now:.0%} of {articles} articles, before on {then:.0%}.",
        "zh": "{articles} 篇中有 {now:.0%} 的配置解析与通用解析不一致，此前为 {then:.0%}。",
    },
    "quarantine": {
        "en": "{count} of {pages} article pages gave no record ({reasons}).",
        "zh": "{pages} 个稿件页面中有 {count} 个未能生成记录（{reasons}）。",
    },
    "http-errors": {
        "en": "{count} of {requests} requests failed ({share:.0%}).",
        "zh": "{requests} 次请求中有 {count} 次失败（{share:.0%}）。",
    },
    "lists-failed": {
        "en": "{count} of {lists} list pages failed ({share:.0%}), before {usual:.0%}: news may be missing.",
        "zh": "{lists} 个列表页中有 {count} 个失败（{share:.0%}），此前为 {usual:.0%}：可能漏采。",
    },
    "lists-lost": {
        "en": "{count} of the {before} lists that the run before read were not read any more: {names}.",
        "zh": "上次读取的 {before} 个列表中有 {count} 个这次未能读到：{names}。",
    },
    "repair": {
        "en": "{now:.0%} of {articles} articles had damaged text, before {then:.0%}.",
        "zh": "{articles} 篇中有 {now:.0%} 文字受损，此前为 {then:.0%}。",
    },
    "duration": {
        "en": "The run took {minutes:.0f} minutes: {each:.1f} seconds a request, usual are {usual:.1f}.",
        "zh": "运行 {minutes:.0f} 分钟：每次请求 {each:.1f} 秒，通常 {usual:.1f} 秒。",
    },
}
"""Monitor → sentence; the names in braces are the finding's numbers. Words of pages are cleaned by :func:`shown`."""


FIELD_NAMES: Mapping[str, str] = {
    "title": "标题",
    "published_at": "日期",
    "section": "栏目",
    "source": "来源",
    "authors": "作者",
    "editors": "编辑",
    "images": "图片",
}
"""Watched field → its name in Chinese sentences."""

OUTCOMES: Mapping[str, str] = {
    "finished": "完成",
    "running": "进行中",
    "interrupted": "中断",
    "failed": "失败",
    "killed": "被强行终止",
}
"""Outcome of a run → what it is called in Chinese."""

REASONS: Mapping[str, str] = {
    "no list could be read": "一个列表页也没有读到",
    "shutdown": "收到停止信号",
    "unreachable": "网站没有应答",
    "store-error": "存储无法写入",
}
"""Why a run ended → Chinese; other reasons stay as they are."""


class Finding(NamedTuple):
    """One thing a person should look at."""

    site: str
    monitor: str
    severity: Severity
    facts: Mapping[str, object]

    def sentence(self, language: Language = "en") -> str:
        """The finding in words.

        >>> Finding("lanzhou", "http-errors", "failure", {"count": 5, "requests": 10, "share": 0.5}).sentence()
        '5 of 10 requests failed (50%).'
        """
        facts = dict(self.facts)
        if language == "zh":
            for name, words in {"field": FIELD_NAMES, "outcome": OUTCOMES, "reason": REASONS}.items():
                if name in facts:
                    facts[name] = words.get(str(facts[name]), facts[name])
        return SENTENCES[self.monitor][language].format(**facts)


def shown(text: str, limit: int = 60) -> str:
    """Words of a page or server, fit for one line of a log, a mail or a terminal.

    >>> shown("兰州\\x1b[2J\\n新闻")
    '兰州 [2J 新闻'
    """
    printable = "".join(char if char.isprintable() else " " for char in text)
    line = " ".join(printable.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def exit_code(findings: Iterable[Finding]) -> int:
    """3 when one of them is a failure, else 0."""
    return FAILED if any(finding.severity == "failure" for finding in findings) else 0


def summary(run_ids: Iterable[str], findings: Iterable[Finding]) -> str:
    """The findings as plain text, failures first, for a terminal, a mail or a webhook."""
    ordered = sorted(findings, key=lambda finding: (finding.severity != "failure", finding.site))
    names = ", ".join(run_ids)
    if not ordered:
        return f"{names}: nothing unusual\n"
    lines = [f"{names}: {len(ordered)} finding{'s' if len(ordered) > 1 else ''}"]
    for finding in ordered:
        lines.append(f"{finding.severity.upper()} {finding.site} {finding.monitor}: {finding.sentence('en')}")
        lines.append(f"  {finding.sentence('zh')}")
    return "\n".join(lines) + "\n"
