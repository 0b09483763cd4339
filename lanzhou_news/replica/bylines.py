"""Credits of every form in the grammar: what the page prints, and who that is.

Forms were seen on the site, on copies and on other city papers (SITE_FACTS, byline grammar); the people are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from lanzhou_news.replica.people import any_name, distinct_names, plain_name, spaced
from lanzhou_news.replica.phrases import day_text
from lanzhou_news.replica.staff import editor_line

PUBLISHER = "兰州日报社"
SITE = "兰州新闻网"
HOME = "<home>"
"""Stands for the name of the site or paper itself until ``make_credits`` puts it in."""
SELF = ("本报", "本网")
"""Self-names: on the site's own pages they mean the publisher."""


@dataclass(slots=True)
class Author:
    """One credited person as the gold record has it."""

    name: str
    role: str | None
    organization: str | None = None


@dataclass(slots=True)
class Credits:
    """Printed pieces and their meaning. Empty pieces are not printed."""

    first: str = ""
    """Own line before the first paragraph."""
    dateline: str = ""
    """Opening of the first paragraph, with the bracket that follows it."""
    end: str = ""
    """Bracket at the end of the last paragraph."""
    last: list[str] = field(default_factory=list)
    """Own paragraphs after the text."""
    meta_source: str = ""
    meta_author: str = ""
    staff: str = ""
    """Editor line of the page's tail; empty for a page without one."""
    cms_author: str = ""
    cms_source: str = ""
    cms_liability: str = ""
    authors: list[Author] = field(default_factory=list)
    editors: list[tuple[str, str]] = field(default_factory=list)
    """(name, role)."""
    source: str | None = None
    agency: str | None = None
    dateline_raw: str = ""
    dateline_place: str | None = None
    dateline_date: str | None = None
    ambiguous: bool = False


# What stands before the role, what organization that is, what source follows from it, weight.
OUTLETS = (
    ("兰州日报社全媒体", PUBLISHER, HOME, 46),
    ("兰州日报社", PUBLISHER, HOME, 8),
    ("本报", PUBLISHER, HOME, 10),
    ("兰州晚报", "兰州晚报", "兰州晚报", 6),
    ("兰州新闻网", SITE, SITE, 5),
    ("新甘肃·每日甘肃网", "新甘肃·每日甘肃网", "新甘肃·每日甘肃网", 4),
    ("奔流新闻·兰州晨报", "奔流新闻·兰州晨报", "奔流新闻·兰州晨报", 3),
    ("", None, None, 12),
)
ROLES = (("记者", 70), ("首席记者", 12), ("见习记者", 10), ("特约记者", 4), ("实习记者", 4))
MEDIA = ("", "", "", "", "", "", "", "", "", " 文/图", " 摄影报道", " 文图", "文/图")
SOURCES = (
    "兰州日报",
    "兰州晚报",
    "兰州新闻网",
    "兰州发布",
    "甘肃日报",
    "每日甘肃网",
    "中国甘肃网",
    "人民网",
    "新华网",
    "央视新闻",
)


def _weighted(rng: Random, rows: tuple[tuple[object, ...], ...]) -> tuple[object, ...]:
    mark = rng.random() * sum(float(str(row[-1])) for row in rows)
    for row in rows:
        mark -= float(str(row[-1]))
        if mark < 0:
            return row
    return rows[-1]


def _outlet(rng: Random) -> tuple[str, str | None, str | None]:
    printed, organization, source, _ = OUTLETS[0] if rng.random() < 0.3 else _weighted(rng, OUTLETS)
    return str(printed), None if organization is None else str(organization), None if source is None else str(source)


def _role(rng: Random) -> str:
    return str(_weighted(rng, ROLES)[0])


def _people(rng: Random, count: int, *, rare: bool) -> list[str]:
    names = distinct_names(rng, count)
    if rare:
        names[0] = any_name(rng, rare=True)
    return names


@dataclass(slots=True)
class _Line:
    text: str
    authors: list[Author]
    source: str | None
    ambiguous: bool = False


def _reporters(rng: Random, *, rare: bool, media: bool = True) -> _Line:
    """``兰州日报社全媒体首席记者 郭某某 见习记者 王某某 文/图``."""
    printed, organization, source = _outlet(rng)
    count = rng.choice((1, 1, 1, 2, 2, 3))
    names = _people(rng, count + 1, rare=rare)
    role = _role(rng)
    authors = [Author(name, role, organization) for name in names[:count]]
    gap = rng.choice((" ", " ", " ", "　", ""))
    between = rng.choice((" ", " ", "　", "、")) if gap else rng.choice((" ", "、"))
    spacing = 0.5 if between != "、" and gap else 0.0
    text = printed + role + gap + between.join(spaced(name, rng, spacing) for name in names[:count])
    extra = rng.random()
    if extra < 0.14:
        text += f" 通讯员{gap}{names[count]}"
        authors.append(Author(names[count], "通讯员"))
    elif extra < 0.26:
        second = rng.choice(("实习生", "见习记者"))
        if second != role:
            text += f" {second}{gap}{names[count]}"
            authors.append(Author(names[count], second, organization))
    if media:
        text += rng.choice(MEDIA)
    return _Line(text, authors, source)


def _split_media(rng: Random) -> _Line:
    """``兰州日报社全媒体记者 张某/文 李某/图`` and its kin."""
    printed, organization, source = _outlet(rng)
    one, two = distinct_names(rng, 2, shapes=False)
    form = rng.randrange(4)
    if form == 0:
        text = f"{printed}记者 {one}/文 {two}/图"
    elif form == 1:
        text = f"{printed}记者 {one} 文 {two} 图"
    elif form == 2:
        text = f"文/{printed}记者 {one} 图/{printed}记者 {two}"
    else:
        text, organization, source = f"文/{one} 图/{two}", None, None
    return _Line(text, [Author(one, "文", organization), Author(two, "图", organization)], source)


def _joined(rng: Random) -> _Line:
    """``本报记者张某李某``: two names of two characters without a separator; the reader may only guess."""
    one, two = (plain_name(rng)[:2] for _ in range(2))
    return _Line(f"本报记者{one}{two}", [Author(name, "记者", PUBLISHER) for name in (one, two)], HOME, ambiguous=True)


def _tail(rng: Random, credits: Credits, rare: bool) -> None:
    pick = rng.random()
    line = _joined(rng) if pick < 0.02 else _split_media(rng) if pick < 0.12 else _reporters(rng, rare=rare)
    credits.last.append(line.text)
    credits.authors, credits.source, credits.ambiguous = line.authors, line.source, line.ambiguous


def _end(rng: Random, credits: Credits, rare: bool) -> None:
    line = _reporters(rng, rare=rare, media=False)
    credits.end, credits.authors, credits.source = f"（{line.text}）", line.authors, line.source


def _first(rng: Random, credits: Credits, rare: bool) -> None:
    line = _reporters(rng, rare=rare)
    credits.first, credits.authors, credits.source = line.text, line.authors, line.source


def _dateline(rng: Random, credits: Credits, rare: bool) -> None:
    outlet, source = rng.choice(
        (("本报", HOME), ("本报", HOME), ("兰州晚报", "兰州晚报"), ("兰州新闻网", SITE), ("本网", HOME))
    )
    full = "兰州日报社全媒体" if outlet in SELF else outlet
    printed = full if rng.random() < 0.6 else ""
    organization = PUBLISHER if outlet in SELF else outlet
    role, names = _role(rng), _people(rng, rng.choice((1, 1, 2)), rare=rare)
    gap = rng.choice((" ", " ", ""))
    text = printed + role + gap + " ".join(names)
    credits.authors = [Author(name, role, organization) for name in names]
    if rng.random() < 0.25:
        helper = plain_name(rng)
        text += f" 通讯员{gap}{helper}"
        credits.authors.append(Author(helper, "通讯员"))
    credits.dateline_raw = f"{outlet}讯"
    credits.dateline = f"{outlet}讯{rng.choice(('', ' '))}（{text}）"
    credits.source = source


def _wire(rng: Random, credits: Credits, moment: datetime) -> None:
    place = rng.choice(("北京", "兰州", "西安", "西宁", "上海", "成都", "广州"))
    names = distinct_names(rng, rng.choice((1, 2)), shapes=False)
    agency = rng.choice(("新华社", "新华社", "中新社"))
    credits.dateline_raw = f"{agency}{place}{day_text(moment)}电"
    credits.dateline = f"{credits.dateline_raw}（记者{'、'.join(names)}）"
    credits.dateline_place, credits.dateline_date, credits.agency = place, day_text(moment), agency
    credits.authors = [Author(name, "记者", agency) for name in names]


def _meta(rng: Random, credits: Credits) -> None:
    credits.meta_source = credits.source = rng.choice(SOURCES)
    if rng.random() < 0.7:
        credits.meta_author = plain_name(rng)
        credits.authors = [Author(credits.meta_author, "作者")]


def _nobody(rng: Random, credits: Credits) -> None:
    if rng.random() < 0.4:
        credits.meta_source = credits.source = rng.choice(SOURCES)


FORMS = (("tail", 44), ("end", 15), ("dateline", 13), ("first", 7), ("wire", 5), ("meta", 6), ("nobody", 10))


def make_credits(
    rng: Random, moment: datetime, *, rare: bool = False, form: str | None = None, home: str = SITE, online: bool = True
) -> Credits:
    """Credits of one article in a drawn (or given) form.

    ``home`` is the source that a byline of the publisher implies. With ``online`` come what a web page has besides:
    a source in the meta line, an editor line in the tail.

    >>> make_credits(Random(1), datetime(2024, 1, 2), form="wire").agency
    '新华社'
    """
    credits = Credits()
    chosen = form or str(_weighted(rng, FORMS)[0])
    makers: dict[str, Callable[[], None]] = {
        "tail": lambda: _tail(rng, credits, rare),
        "end": lambda: _end(rng, credits, rare),
        "dateline": lambda: _dateline(rng, credits, rare),
        "first": lambda: _first(rng, credits, rare),
        "wire": lambda: _wire(rng, credits, moment),
        "meta": lambda: _meta(rng, credits),
        "nobody": lambda: _nobody(rng, credits),
        "none": lambda: None,
    }
    makers[chosen]()
    if credits.source == HOME:
        credits.source = home
    if online:
        _explicit_source(rng, credits)
        credits.staff, credits.editors = editor_line(rng)
        if credits.editors and rng.random() < 0.4:
            name, role = credits.editors[0]
            credits.cms_liability = name if role == "责任编辑" else ""
        if credits.cms_liability and rng.random() < 0.3:
            credits.cms_author = credits.cms_liability
    return credits


def _explicit_source(rng: Random, credits: Credits) -> None:
    """Some pages name the source in the meta line or in the property comment; that wins over any inference."""
    if not credits.meta_source and rng.random() < 0.22:
        credits.meta_source = credits.source = rng.choice(SOURCES)
    if credits.meta_source and rng.random() < 0.5:
        credits.cms_source = credits.meta_source
