"""Every rule that a note in ``cleaning`` may name, for the codebook; a test compares this table with the code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class NoteRule(NamedTuple):
    """Where a rule is applied and what its note says."""

    step: str
    meaning: str


NOTE_RULES: Mapping[str, NoteRule] = {
    "missing-page": NoteRule("extract", "a following page of the article could not be had: the text may be incomplete"),
    "readers-disagree": NoteRule("extract", "profile and generic reader differ; `before` names field and measure"),
    "gloss": NoteRule("repair", "pinyin in brackets, put behind characters by a mirror, was taken out"),
    "toneless-gloss": NoteRule("repair", "the same without tone marks"),
    "shifted-bytes": NoteRule("repair", "characters that a mirror broke byte by byte were read back"),
    "ambiguous-run": NoteRule("repair", "such a run is unsure: `after` is the closest reading that was not taken"),
    "repair-limit": NoteRule("repair", "more damage than one text is searched for; the rest of it was left as it is"),
    "lost-character": NoteRule("repair", "a character of such a run could not be known; `?` stands in its place"),
    "stray-comma": NoteRule("repair", "commas doubled by a mirror were made one"),
    "utf8-as-latin1": NoteRule("repair", "UTF-8 that had been read as Latin-1 or Windows-1252 was read again"),
    "gbk-as-latin1": NoteRule("repair", "GBK that had been read as Latin-1 was read again"),
    "utf8-as-gbk": NoteRule("repair", "UTF-8 that had been read as GBK was read again"),
    "lost-byte": NoteRule("repair", "a byte of such a run was lost: U+FFFD stands for the character"),
    "unrecoverable": NoteRule("repair", "misread text of which too little is left to read it again"),
    "to-simplified": NoteRule("script", "the text was converted from the script in `before`"),
    "private-use": NoteRule("script", "characters without a public meaning; `before` counts and names them"),
    "leaked-markup": NoteRule("boilerplate", "the end of a CMS comment that showed in the text was cut"),
    "edit-links": NoteRule("boilerplate", "the [编辑] links behind the headings of a wiki were cut"),
    "behind-border": NoteRule("boilerplate", "everything behind 相关阅读, a notice or the comments was taken out"),
    "site": NoteRule("boilerplate", "a line that the site's profile declares furniture"),
    "learned": NoteRule("boilerplate", "a line that many articles of the site carry"),
    "share": NoteRule("boilerplate", "share buttons"),
    "print": NoteRule("boilerplate", "print, close and font-size controls"),
    "read-aloud": NoteRule("boilerplate", "controls of a player or a reading voice"),
    "qr": NoteRule("boilerplate", "a prompt to scan a code"),
    "app": NoteRule("boilerplate", "a prompt to open an app or to follow an account"),
    "counter": NoteRule("boilerplate", "its length, the time to read it, how often it was read"),
    "answer": NoteRule("boilerplate", "the frame of an answer: 最佳答案, 本回答由…推荐"),
    "pager": NoteRule("boilerplate", "links to pages of the article, 展开全文"),
    "related": NoteRule("boilerplate", "a heading of other articles, 上一篇"),
    "comments": NoteRule("boilerplate", "the frame of readers' comments"),
    "advert": NoteRule("boilerplate", "the word 广告"),
    "player": NoteRule("boilerplate", "what stands in place of a film: 正在加载, 点击播放视频"),
    "correction": NoteRule("boilerplate", "【纠错】 and 反馈"),
    "footer": NoteRule("boilerplate", "hotlines, addresses, licence numbers, links of the page's foot"),
    "end": NoteRule("boilerplate", "END, 完"),
    "rule": NoteRule("boilerplate", "a line of marks"),
    "tags": NoteRule("boilerplate", "a line of tags or keywords"),
    "link": NoteRule("boilerplate", "the article's own address"),
    "paywall": NoteRule("boilerplate", "what a site prints in place of the rest: 付费内容, 登录后继续阅读"),
    "original-title": NoteRule("boilerplate", "原标题：…"),
    "ambiguous": NoteRule("credits", "the credit in `before` has several sound readings; `after` is the one taken"),
    "self-name": NoteRule("credits", "本报, 本网 of a known site became its publisher"),
    "author-disagrees": NoteRule("credits", "another author was named, in a weaker place or as the one who posted it"),
    "translator": NoteRule("credits", "`before` translated the text; its authors are others"),
    "from-cms": NoteRule("credits", "taken from the CMS comment, which no reader of the page sees"),
    "from-meta": NoteRule("credits", "taken from a meta element or JSON-LD"),
    "source-beside-date": NoteRule("credits", "the source is an outlet without a label beside the date above the text"),
    "source-inferred": NoteRule("credits", "the source is the site of the byline's organisation"),
    "lead-date": NoteRule("dates", "the date stands in the dateline or the first lines only: it may be the event's"),
    "year-inferred": NoteRule("dates", "the year comes from the address or the time of fetching"),
    "modified-as-published": NoteRule("dates", "the page names only the time of its last update"),
    "future-date": NoteRule("dates", "a date after the time of fetching was refused"),
    "day-month-unknown": NoteRule("dates", "06/02/2022 has two readings and nothing decides between them: not used"),
    "date-line": NoteRule("dates", "the page's date, alone on the first line of the text, left it"),
    "date-conflict": NoteRule("dates", "`before` contradicts the date that was taken, `after`"),
    "date-outvoted": NoteRule("dates", "`before` was given up because two other places agree on `after`"),
    "issue-date-conflict": NoteRule("dates", "the page's date is not the day of the printed issue, `after`"),
}
"""Rule → step and meaning, in the order of the steps."""
