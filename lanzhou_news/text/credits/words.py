"""Words of the credit language and how they bind; the lists stand in ``data/words.txt``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from lanzhou_news.text.credits.fold import fold
from lanzhou_news.text.credits.tables import any_of, first_of, read


class Kind(StrEnum):
    """What a token is to the grammar."""

    SPACE = "space"
    COLON = "colon"
    SLASH = "slash"
    BAR = "bar"
    LIST = "list"
    OPEN = "open"
    CLOSE = "close"
    MARK = "mark"
    DATE = "date"
    NUMBER = "number"
    LATIN = "latin"
    BOOK = "book"
    WORD = "word"
    OUTLET = "outlet"
    ROLE = "role"
    MADE = "made"
    SOURCE = "source"
    FOREIGN = "foreign"
    ABOUT = "about"
    WIRE = "wire"
    REPORT = "report"
    STOCK = "stock"
    META = "meta"
    QUALIFIER = "qualifier"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Role:
    """One role word.

    ``name``: the role as recorded; None keeps what is printed. ``field``: ``people``, ``editors`` or ``staff`` (people
    of the newsroom). ``media``: a maker's word that may stand behind the name and wins over 记者. ``pen``: pen names
    may follow its colon or slash.
    """

    name: str | None = None
    field: str = "people"
    media: bool = False
    trailing: bool = False
    pen: bool = False


@cache
def vocabulary() -> dict[str, tuple[Kind, Role | None]]:
    """Every fixed word with its kind.

    >>> vocabulary()["摄"][1].name
    '摄影'
    """
    table = read("words.txt")
    found: dict[str, tuple[Kind, Role | None]] = dict.fromkeys(table["text"], (Kind.TEXT, None))
    for section in ("qualifier", "meta", "wire", "report", "about", "foreign", "source", "made"):
        for word in table[section]:
            found[word] = (Kind(section), None)
    for section in ("plain", "maker", "staff", "author", "media"):
        for entry in table[section]:
            word, _, name = entry.partition("=")
            media = section in ("media", "maker") or word in ("文", "文字")
            trailing = section == "media" or word in table["trailing"]
            field = "staff" if section == "staff" else "people"
            role = Role(name or None, field, media, trailing, section != "plain" and word not in alone())
            found[word] = (Kind.ROLE, role)
            if section == "staff" and not name and word not in alone():
                found.update((rank + word, (Kind.ROLE, role)) for rank in table["rank"] if rank + word not in found)
    found.update((word, (Kind.ROLE, Role(None, "editors", pen=True))) for word in table["editor_alone"])
    return found


@cache
def alone() -> frozenset[str]:
    """Words that are roles only as a whole run of characters: 海报：, not 上海报道."""
    return frozenset(read("words.txt")["alone"] + read("words.txt")["editor_alone"])


@cache
def headed() -> tuple[tuple[str, ...], dict[str, Role]]:
    """Modifiers and the role words that may carry them: (首席, …), {记者: …, 编辑: …}."""
    table = read("words.txt")
    heads = {word: Role() for word in table["reporter"]}
    for entry in table["editor"]:
        word, _, name = entry.partition("=")
        heads[word] = Role(name or None, "editors", pen=True)
    return tuple(word for word in table["modifier"]), heads


@cache
def english() -> dict[str, tuple[Kind, Role | None]]:
    """English labels, lower case, with the Chinese word that each stands for.

    >>> english()["editor"][1].name
    '编辑'
    """
    found: dict[str, tuple[Kind, Role | None]] = {}
    for entry in read("words.txt")["english"]:
        label, _, word = entry.partition("=")
        kind, role = vocabulary().get(word) or (Kind.ROLE, headed()[1][word])
        found[label] = (kind, replace(role, name=role.name or word, pen=True) if role else None)
    return found


def qualifiers() -> tuple[str, ...]:
    """Words such as 全媒体 that are dropped from roles and outlets."""
    return read("words.txt")["qualifier"]


def is_staff(role: str | None) -> bool:
    """Does this role belong to the newsroom's staff (校对, 审核, 监制), not to the authors?

    >>> is_staff("校对"), is_staff("記者")
    (True, False)
    """
    entry = vocabulary().get(fold(role)) if role else None
    return entry is not None and entry[1] is not None and entry[1].field == "staff"


@cache
def pattern() -> re.Pattern[str]:
    """Role words with their modifiers, then every other word of two characters or more, longest first."""
    modifiers, heads = headed()
    text = [word for word, (kind, _) in vocabulary().items() if kind is Kind.TEXT]
    head = any_of(heads.keys() - {"网编"}) + "|网编(?!辑)"  # 佛山新闻网编辑
    sent = "(?:(?:驻(?!马店)|赴|特派)[一-鿿]{1,4}?)?"  # 驻京记者, 特派四川记者
    role = f"(?P<headed>(?!{any_of(text)}){sent}(?:{any_of(modifiers)})*(?P<head>{head}))"
    skipped = qualifiers()
    embedded = vocabulary().keys() - alone() - set(skipped)
    plain = [word for word in vocabulary() if len(word) > 1 and word in embedded]
    first = first_of(["驻", "赴", *modifiers, *heads, *plain, *skipped])
    return re.compile(f"{first}(?:{role}|(?P<plain>{any_of(plain)}|{any_of(skipped)}(?!体|中心)))")
