"""Posting lines of blogs and forums: 由海风张贴 @ 时间, 本帖由海风于时间发表, 海风 发表于 时间."""

from __future__ import annotations

import re

from lanzhou_news.items import Person
from lanzhou_news.text.credits import names, outlets
from lanzhou_news.text.credits.fold import fold, visible
from lanzhou_news.text.credits.model import Credits

LONGEST = 120
"""Characters of the longest line that is looked at."""
_DAY = r"(?:19|20)?\d{2}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?"
_CLOCK = r"(?:[上下]午|AM|PM)?\s*\d{1,2}[:时]\d{2}(?:[:分]\d{2}秒?)?(?:\s*[AP]M)?"
_WHEN = rf"(?:{_DAY}(?:\s*,?\s*星期[一二三四五六日天])?(?:[\sT]*{_CLOCK})?|{_CLOCK})"
_WHO = r"(?P<who>[^\s,。;:、!?@()\[\]<>\"]{1,16})"
_WHO_BY = r"(?P<who>[^\s,。;:、!?@()\[\]<>\"|·]{1,16}(?: [A-Z][a-z]{1,12})?)"
_CLOCK_ALONE = rf"(?:{_CLOCK})?"
_VERB = "(?:张贴|发表|发布|上传|发帖|发贴)"
_WHERE = r"(?:\s*在\s*[〖《\[(].{1,24}?[〗》\])]\s*)?"
_COUNTERS = r"(?>\s|\(\d+\)|共?\s*\d+\s*[篇条件个]评论|(?:发表|查看)?评论|阅读|引用|Trackback|\d++|[\W_])*+"
_FILED = r"(?:\s*[·|/]\s*(?:(?:分类|标签|类别|栏目)\s?:\s?)?[^\W\d_]{2,8}(?=\s*[·|/]|\s*$)){0,3}"
"""· 数码 · 生活: the sections a blog files the text under."""
_POSTED = re.compile(
    rf"\W*(?:(?:本|该)?[帖贴文]章?\s*)?由\s*\[?{_WHO}\]?\s*(?:于\s*(?P<at>{_WHEN})\s*{_WHERE}{_VERB}|{_VERB}\s*[@在于]*\s*(?P<when>{_WHEN}{_FILED})?){_COUNTERS}"
)
"""What Movable Type, WordPress and forum programs of the 2000s print above or below a text."""

_POSTED_AT = re.compile(rf"\W*[Pp]osted (?:@|on|at)\s*{_WHEN}\s+{_WHO}\s*{_COUNTERS}(?:编辑|收藏|举报|\s)*")
"""posted @ 2005-06-14 10:00 海风 阅读(12) 评论(3): cnblogs and blogjava."""

_ENGLISH_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, ?|\d{1,2} [A-Z][a-z]{2,8}\.?,? )(?:19|20)\d\d"
_POSTED_BY = re.compile(
    rf"\W*(?:[Pp]osted |[Pp]ublished )?(?:on |at |@ ?)?(?:{_WHEN}|{_ENGLISH_DAY})(?: at)?\s*{_CLOCK_ALONE}"
    rf"[,|·\s]*[Bb]y:?\s*{_WHO_BY}(?:\s*[|·,/]\s*[^|·]{{1,24}}){{0,3}}"
)
"""Posted on 2018-07-15 by 海风 | Leave a comment: WordPress themes that nobody translated."""
_HAN_DAY = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月\s?\d{1,2}日?, ?(?:19|20)\d\d"
_POSTED_WHEN = re.compile(
    rf"由\s+(?=\S\S){_WHO_BY}(?:\s*[|·]\s*|\s+)(?:{_WHEN}|{_ENGLISH_DAY}|{_HAN_DAY})(?:\s*[|·,/]\s*[^|·]{{1,24}}){{0,4}}"
)
"""由 海风 | 9 月 15, 2022 | 随笔 | 0 条评论: without a verb the day says that it was posted."""

_BOARD = re.compile(
    rf"\W*{_WHO}[\s)]*(?:于\s*{_WHEN}\s*{_WHERE}(?P<board>[上发跟张]?[贴帖])|(?:发表|发布|张贴|[发上]?[贴帖])\s*于\s*{_WHEN}){_COUNTERS}"
)
"""[ 海风 ] 于2005-06-14 10:00上贴: boards where everybody posts what others wrote; 过客 发表于 2005-6-14."""


_SUBMITTED = re.compile(rf"\W*作者:\s*{_WHO}\s*(?P<how>提交|回复)(?:日期|时间):\s*{_WHEN}{_COUNTERS}")
"""作者：河边的鱼 提交日期：2004-5-12 21:14:00 above the first post of a thread, 回复日期 above the others."""


def is_board_line(text: str) -> bool:
    """Does a line say when somebody put a text on a board, without saying who wrote it?

    >>> is_board_line("[ 海风 ] 于2005-06-14 10:00上贴"), is_board_line("海风 发表于 2005-06-14 10:00")
    (True, False)
    """
    match = _BOARD.fullmatch(fold(visible(text))) if len(text) <= LONGEST else None
    return match is not None and (match["board"] is not None or names.is_nobody(match["who"]))


def read_posted(folded: str, printed: str) -> Credits | None:
    """Who posted the text, or None when the line is no posting line from end to end.

    ``rest`` when it names nobody for sure; nothing at all when it only says when a text was put on a board.

    A nickname is taken only with a posting time beside it; without one the poster must be a personal name. Public
    bodies and outlets are no people.

    >>> read_posted("由海风张贴 @ 2005-06-14 10:00", "由海风张贴 @ 2005-06-14 10:00").people
    (Person(name='海风', role='作者', organization=None),)
    """
    if is_board_line(folded):
        return Credits()
    if "作者:" in folded and (match := _SUBMITTED.fullmatch(folded)) is not None:
        start, end = match.span("who")
        return Credits(people=(Person(printed[start:end], "作者"),)) if match["how"] == "提交" else Credits()
    match = _POSTED.fullmatch(folded) or _POSTED_AT.fullmatch(folded)
    if match is None and folded.startswith("由") and "20" in folded:
        match = _POSTED_WHEN.fullmatch(folded)
    if match is None and ("by" in folded or "By" in folded):
        match = _POSTED_BY.fullmatch(folded)
    if match is None:
        return None
    who = match["who"]
    timed = match.re in (_POSTED_AT, _POSTED_BY, _POSTED_WHEN) or match["at"] or match["when"]
    if match.re is _POSTED_BY and names.is_nobody(who):
        return Credits()
    if outlets.is_unit(who) or outlets.is_outlet(who) or names.is_nobody(who):
        return Credits(rest=printed)
    if not names.is_name(who) and not (timed and names.may_be_pen_name(who)):
        return Credits(rest=printed)
    start, end = match.span("who")
    return Credits(people=(Person(printed[start:end], "作者"),))
