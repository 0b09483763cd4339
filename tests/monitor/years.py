"""A store as it looks after weeks of daily runs, for the page and its browser tests; the same every time."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from lanzhou_news.items import Article, Encoding, Note, Person
from tests.export.records import article
from tests.monitor.stores import History

SECTIONS = ("新闻中心>兰州新闻", "新闻中心>民生", "政务", "教育", "文化旅游", "健康", "房产", "汽车")
WEIGHTS = (14, 9, 6, 5, 5, 4, 2, 1)
SOURCES = ("兰州新闻网", "兰州日报", "兰州晚报", "甘肃日报", "新华网", "中国甘肃网", "人民网")
SURNAMES, GIVEN = "李王张刘陈杨赵黄周吴", ("晓明", "芳", "建国", "丽", "文嘉", "海燕", "志强", "雪梅")
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"


def lived_in(output: Path, days: int = 40) -> History:
    """Fill ``output`` with one run a day until 2025-03-10; the last one meets a redesign and hostile pages."""
    chance, history, number = random.Random(7), History(output), 0
    people = [Person(chance.choice(SURNAMES) + name, "记者", "兰州日报社") for name in GIVEN for _ in range(4)]
    people.append(Person(HOSTILE[:50], "记者"))
    last = date(2025, 3, 10)
    for back in range(days, -1, -1):
        day = last - timedelta(days=back)
        batch: list[Article] = []
        for _ in range(chance.randrange(8, 14) if day.weekday() >= 5 else chance.randrange(26, 46)):
            number += 1
            batch.append(_article(chance, number, day - timedelta(days=1), people, broken=back == 0))
        pages = [(f"http://www.lzbs.com.cn/{day}/{at}.htm", "no-body", b"<html>") for at in range(chance.randrange(2))]
        stats: dict[str, object] = {"news/unchanged": chance.randrange(40), "downloader/response_status_count/404": 1}
        if back == 0:
            pages.append((f"javascript:alert('{HOSTILE}')", "list-page", HOSTILE.encode()))
            stats["news/slow_pages"] = [[8.4, "http://www.lzbs.com.cn/lanzhounews/"], [3.1, f"http://x/?q={HOSTILE}"]]
            stats["downloader/response_status_count/503"] = 6
        history.run(day.isoformat(), batch, quarantined=pages, stats=stats, minutes=chance.randrange(3, 12))
    return history


def _article(chance: random.Random, number: int, day: date, people: list[Person], *, broken: bool) -> Article:
    notes = [Note("repair", chance.choice(["gloss-run", "lost-character", "doubled-comma"]))] * (chance.random() < 0.12)
    copy = f"lanzhou:{507000000 + chance.randrange(1, 9)}" if chance.random() < 0.06 and number > 20 else None
    return article(
        number,
        title=HOSTILE if number % 211 == 0 else f"黄河岸边添新绿之{number}",
        published_at=f"{day}T{chance.randrange(8, 20):02d}:00:00+08:00",
        section=HOSTILE if number % 307 == 0 else chance.choices(SECTIONS, WEIGHTS)[0],
        source=None if broken and chance.random() < 0.6 else chance.choices(SOURCES, (20, 9, 8, 4, 3, 2, 1))[0],
        authors=[] if chance.random() < (0.5 if broken else 0.15) else chance.sample(people, chance.randrange(1, 3)),
        editors=[] if broken else article().editors,
        images=article().images if chance.random() < 0.4 else [],
        cleaning=notes,
        encoding=Encoding("gb2312", chance.choice(["gb18030", "utf-8"]), int(chance.random() < 0.01)),
        extractor={"body": "generic" if broken else "founder-web"},
        duplicate_of=copy,
        similarity=0.93 if copy else None,
    )
