"""Is a line of the page a credit as a whole, bare names, or text?"""

from __future__ import annotations

import re

from lanzhou_news.clean.reposts import as_labels
from lanzhou_news.text.credits import Credits, may_be_credit, parse_credits, places
from lanzhou_news.text.credits.fold import visible
from lanzhou_news.text.credits.names import (
    has_usual_characters,
    has_usual_family,
    is_name,
    is_nobody,
    is_weak_name,
)
from lanzhou_news.text.credits.outlets import is_nowhere, is_unit
from lanzhou_news.text.credits.worth import is_author_note, is_signed

LONGEST_REST = 24
"""Most unexplained characters (counters, codes) in a line that is still a credit as a whole."""
_SENTENCE = re.compile("[，。！？；…、—]")
_CODE = re.compile(r"[A-Za-z]{0,6}[-_]?\d{1,8}|[A-Za-z]{1,4}")
"""Staff codes: UN657, SN034, NBJ11331."""
_CODED_AUTHOR = re.compile(r"\W{0,3}作\s?者\s*[:：]\s*[A-Za-z]{1,6}[-_]?\d{1,8}\W{0,2}")
"""The same where a person is expected: 作者：NN123."""
_SEPARATOR = re.compile(r"[\s、，,]+")
_AUTHOR_LABEL = re.compile(r"(?:作\s?者|[布传稿]者|[布帖传]人)\s*[:：/|｜丨]")
SOURCE_LABEL = re.compile(
    r"\W{0,3}(?:[一-鿿]{0,4}来\s?源于?|稿源|[一-鿿]{0,2}转自|出处|发布(?:单位|机构)|[图圖]源)\s*[:：/|｜丨]|\W{0,3}[图圖][据據]"
)
"""A line that opens with the label of the source."""
EDITOR_LABEL = re.compile(
    r"\W{0,3}[一-鿿\s]{0,6}(?:编\s*辑|责\s*编|校\s*对|审\s*核|编\s*审|監製|监制|美编)\s*[:：/|｜丨]"
)
"""A line that opens with an editor's or the staff's label."""


_STAFF_INSIDE = re.compile(
    r"^\W{0,3}[一-鿿]{0,4}(?:标签|关键[词字])[^责]{1,60}[\s|｜](?P<label>责任编辑\s?[:：])"
    r"|[)）】。!！]\s*(?P<behind>(?:责任|网络|本文|文字|值班|执行)?编辑\s?[:：])(?=\s?[^\s，。；：]{2,8}\W{0,2}$)"
)
UNIT_LABEL = re.compile(
    r"\W{0,3}(?:供\s?稿|供\s?图|图文|图片|文字|文|图|撰\s?稿|投稿|来稿|摄影|制图|制作|出品|监制|策划|编辑|审核)(?:单位)?"
    r"\s*[:：/|｜丨]\s*(?P<unit>\S{3,20}?(?: \S{2,12}?)?)[)）】]?"
)
"""供稿：县供销社办公室: the label of a person's work before a body."""


def whole(text: str) -> Credits | None:
    """The line as one credit, or None when it is text.

    A label that names nobody (责任编辑：admin, 来源：网络) is a credit without a value.

    >>> whole("责任编辑：李华").editors, whole("他说，责任编辑要核对事实。")
    ((Editor(name='李华', role='责任编辑'),), None)
    """
    text = as_labels(text) or text
    if not may_be_credit(text):
        return None
    credits = parse_credits(text)
    if credits.people and (is_author_note(text) or is_signed(text)):
        return credits
    if len(credits.rest) > LONGEST_REST or _SENTENCE.search(credits.rest.rstrip("。")):
        return None
    says = credits.people or credits.editors or credits.source or credits.agency or not credits.rest
    return credits if says or _names_nobody(text, credits.rest) else None


def staff_behind(text: str) -> str:
    """What a line says from 责任编辑 on, when keywords or a notice stand in front of it, else nothing.

    >>> staff_behind("关键词阅读：午评 责任编辑：李华"), staff_behind("责任编辑：李华")
    ('责任编辑：李华', '')
    >>> staff_behind("（版权所有，未经允许严禁转载）网络编辑：李华")
    '网络编辑：李华'
    """
    found = _STAFF_INSIDE.search(text) if "编辑" in text else None
    return text[found.end() - len(found["label"] or found["behind"]) :] if found is not None else ""


def _names_nobody(text: str, rest: str) -> bool:
    """Is what a label leaves unexplained a code, an office or 佚名?"""
    unit = UNIT_LABEL.fullmatch(text)
    if _CODED_AUTHOR.fullmatch(text) or (unit is not None and is_unit(unit["unit"])):
        return True
    if rest == visible(text) or not (SOURCE_LABEL.match(text) or EDITOR_LABEL.match(text)):
        return rest != visible(text) and all(map(is_nobody, rest.split()))
    return all(
        is_nobody(part) or is_nowhere(part) or is_unit(part) or _CODE.fullmatch(part) for part in _SEPARATOR.split(rest)
    )


def is_text(text: str, credits: Credits) -> bool:
    """Bare names, a lone source or a lone agency say too little to take a line out of the body for them."""
    bare = credits.ambiguous and all(person.role == "作者" for person in credits.people) and not credits.editors
    labelled = _AUTHOR_LABEL.search(text) or (credits.source and SOURCE_LABEL.match(text))
    return bare and not labelled


def is_heading(text: str, above: str) -> bool:
    """A name-like word below a sentence heads what follows: there only a usual name signs.

    >>> is_heading("麦仁粥", "麦粒渐满。"), is_heading("李华", "麦粒渐满。")
    (True, False)
    """
    told = above.endswith(("。", "！", "？", "”"))
    return told and is_name(text) and not (has_usual_family(text) and has_usual_characters(text))


def without_gaps(text: str) -> str:
    """A name of which every character stands apart, as one word.

    >>> without_gaps("张 建 平"), without_gaps("张建平 李华")
    ('张建平', '张建平 李华')
    """
    joined = text.replace(" ", "")
    return joined if 2 * len(joined) - 1 == len(text) <= 7 else text


def is_names(text: str) -> bool:
    """One full name, or several of which one is a full name.

    >>> is_names("赵东、风笑"), is_names("张 建 平"), is_names("兰州晚报"), is_names("张掖路")
    (True, True, False, False)
    """
    text = without_gaps(text)
    parts = [part for part in _SEPARATOR.split(text) if part]
    if any(len(part) > 2 and places.opens(part) for part in parts):
        return False
    return 2 <= len(text) <= 20 and any(map(is_name, parts)) and all(map(is_weak_name, parts))
