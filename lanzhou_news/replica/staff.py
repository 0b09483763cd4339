"""Editor lines: the tail of web pages, the header and foot of printed pages."""

from __future__ import annotations

from datetime import date
from random import Random

from lanzhou_news.replica.people import distinct_names, spaced

Staff = tuple[str, list[tuple[str, str]]]
"""The printed line, and (name, role) of those it names."""

_SINGLE = ("责任编辑:{}", "责任编辑：{}", "责任编辑： {}", "[责任编辑：{}]", "【责任编辑:{}】")


def editor_line(rng: Random) -> Staff:
    """The editor line of a web page's tail in one of its printed forms; empty for a page without one."""
    one, two, three = distinct_names(rng, 3, shapes=False)
    pick = rng.random()
    if pick < 0.7:
        return rng.choice(_SINGLE).format(spaced(one, rng, 0.3)), [(one, "责任编辑")]
    if pick < 0.76:
        return f"责编：{one} 校对：{two} 审核：{three}", [(one, "责任编辑"), (two, "校对"), (three, "审核")]
    if pick < 0.81:
        return f"编辑：{one}丨责编：{two}丨审核：{three}", [(one, "编辑"), (two, "责任编辑"), (three, "审核")]
    if pick < 0.85:
        return f"一审：{one} 二审：{two} 三审：{three}", [(one, "一审"), (two, "二审"), (three, "三审")]
    if pick < 0.89:
        return f"责任编辑：{one}_NBJ{rng.randint(10000, 19999)}", [(one, "责任编辑")]
    return ("责任编辑：" if pick < 0.94 else ""), []


def page_header(rng: Random, page: int, name: str, day: date) -> Staff:
    """Header line of a printed page of 兰州日报 (2023): number, name, day and staff (SITE_FACTS §3)."""
    one, two, three = distinct_names(rng, 3, shapes=False)
    names = [spaced(who, rng, 0.7) for who in (one, two, three)]
    when = f"{day.year} 年 {day.month} 月 {day.day} 日 星期{'一二三四五六日'[day.weekday()]}"
    line = f"{page} {' '.join(name)} {when} 责任编辑：{names[0]} 组版：{names[1]} 校对：{names[2]}"
    return line, [(one, "责任编辑"), (two, "组版"), (three, "校对")]


def page_foot(rng: Random) -> Staff:
    """Staff line of a printed page of 兰州晚报 (SITE_FACTS §3)."""
    names = distinct_names(rng, 6, shapes=False)
    line = "总值班：{} 值班主任：{} {} 责编：{} 美编：{} 校对：{}".format(*names)
    roles = ("总值班", "值班主任", "值班主任", "责任编辑", "美编", "校对")
    return line, list(zip(names, roles, strict=True))
