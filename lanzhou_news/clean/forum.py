"""Who opened the thread: boards print the poster in a column beside the text, without any label."""

from __future__ import annotations

import re

from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.gather import Gathered
from lanzhou_news.text.credits.names import is_nobody, may_be_pen_name

_BOARD = ("只看该作者", "只看楼主", "倒序浏览", "只看該作者")
"""Links of every post on the board programs in use: a page without them is none of theirs."""
_COLUMN = re.compile(r"(?:^|[\s_-])(?:authi|pls|post_?author|poster|louzhu)(?:$|[\s_-])")
LONGEST_NICK = 16
ROWS_SEARCHED = 60
"""Lines of the page among which the first poster stands."""


def read_poster(draft: Draft, gathered: Gathered) -> None:
    """The first poster of a thread, a link alone on its line in the column of the authors."""
    if gathered.authors or not draft.pages or draft.raw.extractor.get("body") == "plain-text":
        return
    if not any(word in draft.pages[0].text for word in _BOARD):
        return
    reading = draft.pages[0].reading
    begins = draft.raw.body[0].raw.strip() if draft.raw.body else None
    for row in reading.rows[:ROWS_SEARCHED]:
        nick = row.text.strip()
        if nick == begins:
            return  # whoever is named below wrote an answer
        if row.links == 1 and row.linked >= len(nick) and 2 <= len(nick) <= LONGEST_NICK:
            if _COLUMN.search(reading.boxes[row.box].hint) is None:
                continue
            if may_be_pen_name(nick) and not is_nobody(nick):
                gathered.add_bare(nick, row.text, "head")
            return
