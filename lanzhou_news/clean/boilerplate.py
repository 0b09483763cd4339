"""Step 5: furniture leaves the text.

The tail and head of a page may lose any line that a rule knows; the body only lines at its edges, so that a sentence
that mentions 版权声明 or 责任编辑 stays. Copyright notices go to ``copyright_raw``; other lines taken from the body
stand in ``cleaning`` notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from lanzhou_news.clean import former_title
from lanzhou_news.clean.date_lines import ANY_DAY, lone_date
from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.lines import EDITOR_LABEL, SOURCE_LABEL, staff_behind, whole
from lanzhou_news.extract.raw import Line, RawArticle
from lanzhou_news.text.boilerplate import BORDERS, HEAD_AND_TAIL_ONLY, cut_leaks, is_legal, kind
from lanzhou_news.text.credits import may_be_credit, parse_credits

STEP = "boilerplate"
FIRST_LINES = 3
"""Lines at the top of a body that may be furniture."""
LAST_LINES = 20
"""Lines at its end that are looked at one by one, from below."""
LONGEST_LABEL = 14
"""Characters of a label that stands above an advert in the middle of a text: 【广告】."""
LONGEST_PROMPT = 36
"""Characters of a prompt in the middle of a text: 关注某报微信公众号：abc."""
LONGEST_CELL = 20
"""Characters of a cell beside figures: a team, a town."""
MOST_AFTER_BORDER = 30
"""Most lines a body may have behind 相关阅读 or 版权声明 for these to leave with it."""

BESIDE_CREDITS = frozenset(
    ("share", "print", "correction", "read-aloud", "meta", "footer", "pager", "tags", "original-title")
)
"""Furniture that shares its line with credits on some sites: 打印 责任编辑：李华."""

BUTTONS = frozenset(("share", "print", "correction", "comments", "app", "qr", "read-aloud"))
"""Furniture that stands in a row, each on a line of its own."""
LONGEST_BUTTON = 4
READERS = frozenset(("related", "comments"))
"""Headings in the tail behind which stand other articles and readers' comments."""

_REPLY = re.compile(r"(?:作者|网友|层主)[:：]\s?\S{1,20}\s+(?:时间|日期|回复日期)[:：]")
"""The head of a reply in a thread whose own head names the 楼主."""
_LAW = re.compile("声明|版权|著作权|盗版|侵权|转载|知识产权|授权")
_OWN_NOTICE = re.compile(r"本[网站报社刊台文号]|本平台|本公众号|网络|未经.{0,12}(?:授权|许可|同意)|[Cc]opyright|凡|©")
"""Under a headline about such things a line is a notice only when it speaks of the page."""
_COUNTER = re.compile(r"[(（\[]?\d{0,6}\s?%?[)）\]]?")
"""(0), 0% below 顶一下: it goes with the button above it; below text it is text."""
_EDIT_LINK = re.compile(r"[\[［【](?:编辑|編輯)[^\[\]［］【】]{0,12}[\]］】]$")

Judge = Callable[[Line], str | None]


@lru_cache(maxsize=64)
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def run(draft: Draft) -> None:
    """Take furniture out of ``draft.raw``; fill ``article.copyright_raw``."""
    judge = _judge(draft)
    raw = draft.raw
    taken: list[str] = []
    for line in raw.body[-LAST_LINES:]:
        line.text, leaked = cut_leaks(line.text)
        if leaked:
            draft.note(STEP, "leaked-markup", before=leaked)
    _cut_edit_links(draft)
    former_title.cut(draft, STEP)
    _move_behind_border(draft, judge)
    raw.head = _strip_head(raw.head, judge)
    raw.body = _strip_body(draft, raw.body, judge, taken)
    raw.tail = _strip_tail(_before_readers(raw, judge), judge, taken)
    raw.body = [line for line in raw.body if line.text]
    if taken:
        draft.article.copyright_raw = "\n".join(taken)


def _cut_edit_links(draft: Draft) -> None:
    """经历[编辑] → 经历: the control that MediaWiki puts behind every heading, told by its class name."""
    cut: list[str] = []
    for line in draft.raw.head + draft.raw.body + draft.raw.tail:
        if line.hint is not None and "editsection" in line.hint and (link := _EDIT_LINK.search(line.text)):
            cut.append(line.text)
            line.text = line.text[: link.start()].rstrip()
    if cut:
        draft.note(STEP, "edit-links", before="\n".join(cut))


def _judge(draft: Draft) -> Judge:
    """Kind of furniture of a line: by the site's own patterns, by what was learned, by the general rules."""
    pattern = _compiled(draft.profile.boilerplate) if draft.profile else None
    learned = draft.learned
    about_law = draft.raw.title is not None and _LAW.search(draft.raw.title.text) is not None

    def judge(line: Line) -> str | None:
        text = line.text.strip()
        if pattern is not None and pattern.search(text):
            return "site"
        if text in learned:
            return "learned"
        found = kind(text)
        if found == "original-title" and former_title.is_text(text):
            return None
        if found == "copyright" and about_law and _OWN_NOTICE.search(text) is None:
            return None
        if found == "imprint":  # 主办：… 技术支持：… of the footer names bodies
            return None if may_be_credit(text) and parse_credits(text).editors else found
        return None if found in BESIDE_CREDITS and _is_credit(text) else found

    return judge


def _move_behind_border(draft: Draft, judge: Judge) -> None:
    """Lines behind 相关阅读, 版权声明 or the comments join the tail, when nothing but short or legal lines follow."""
    body = draft.raw.body
    for index in range(max(1, len(body) // 2, len(body) - MOST_AFTER_BORDER), len(body)):
        found = judge(body[index])
        if found not in BORDERS or (found == "related" and _is_told(body[index + 1 : index + 2], judge)):
            continue
        if all(_may_follow(line) for line in body[index + 1 :]):
            draft.raw.tail = body[index:] + draft.raw.tail
            draft.raw.body = body[:index]
            others = [line.text for line in body[index:] if judge(line) != "copyright" and not is_legal(line.text)]
            if others:
                draft.note(STEP, "behind-border", before="\n".join(others))
            return


def _is_told(below: list[Line], judge: Judge) -> bool:
    """Is the line below 相关链接 a sentence of the text, no headline of another article?"""
    told = (line for line in below if line.text.endswith(("。", "！”", "。”")) and not line.link_density)
    return any(judge(line) is None for line in told)


def _may_follow(line: Line) -> bool:
    return len(line.text) <= 60 or line.link_density > 0.5 or is_legal(line.text)


def _strip_head(head: list[Line], judge: Judge) -> list[Line]:
    """The head without furniture; a word in a row of buttons is one, though it look like a name: 打印, 商城, 分享."""
    kinds = [judge(line) for line in head]
    last = len(head) - 1
    return [
        line
        for index, line in enumerate(head)
        if kinds[index] is None
        and not (
            len(line.text) <= LONGEST_BUTTON and 0 < index < last and {kinds[index - 1], kinds[index + 1]} <= BUTTONS
        )
    ]


def _strip_body(draft: Draft, body: list[Line], judge: Judge, taken: list[str]) -> list[Line]:
    """The body without furniture at its edges; credit lines among the furniture stay for the next step."""
    keep = [True] * len(body)
    for index in range(min(FIRST_LINES, len(body))):
        found = judge(body[index])
        if found is not None and _safe(found):
            keep[index] = False
        elif not (_is_name(body[index].text) or _is_credit(body[index].text) or lone_date(body[index].text, ANY_DAY)):
            break
    counters: list[int] = []
    for index in range(len(body) - 1 - _last_cells(body, judge), max(-1, len(body) - 1 - LAST_LINES), -1):
        found = judge(body[index])
        if found is not None and _safe(found):
            for counter in (index, *counters):
                keep[counter] = False
            counters.clear()
        elif _COUNTER.fullmatch(body[index].text):
            counters.append(index)
        elif body[index].text and not _is_credit(body[index].text) and whole(body[index].text.strip()) is None:
            break
    for index, line in enumerate(body):
        found = judge(line) if len(line.text) <= LONGEST_LABEL or "时长" in line.text else None
        prompt = "公众号" in line.text and len(line.text) <= LONGEST_PROMPT and judge(line) in ("app", "qr")
        if prompt or found in ("advert", "player") or (found == "end" and 2 * index > len(body)):
            keep[index] = False
    left: list[Line] = []
    for line, kept in zip(body, keep, strict=True):
        found = None if kept else judge(line)
        if kept:
            left.append(line)
        elif found == "copyright":
            taken.append(line.raw)
        else:
            draft.note(STEP, found or "furniture", before=line.text)
    return left


def _is_name(text: str) -> bool:
    """金城发布 above 官方微信公众号: a short line that says nothing ends no search for furniture below it."""
    return len(text) <= LONGEST_LABEL and text.isalnum()


def _last_cells(body: list[Line], judge: Judge) -> int:
    """How many of the last lines are figures in cells of a table, below a cell with a word.

    The numbers of a pager are links or count from 1; those of buttons stand below one.
    """
    figures: list[str] = []
    for line in reversed(body):
        if not line.text.isdecimal() or line.link_density:
            break
        figures.append(line.text)
    if not figures or len(figures) == len(body):
        return 0
    above = body[-1 - len(figures)]
    counted = figures[::-1] == [str(number) for number in range(1, len(figures) + 1)]
    cell = len(above.text) <= LONGEST_CELL and not above.text.endswith("。") and judge(above) is None
    return len(figures) if cell and not counted else 0


def _safe(found: str) -> bool:
    return found not in HEAD_AND_TAIL_ONLY


def _is_credit(text: str) -> bool:
    if not may_be_credit(text):
        return False
    credits = parse_credits(text)
    return bool(credits.people or credits.editors or credits.source or credits.agency)


def _before_readers(raw: RawArticle, judge: Judge) -> list[Line]:
    """The tail without what readers wrote and without other articles; their dates and names are not this article's."""
    kept: list[Line] = []
    behind = False
    gone: set[str] = set()
    thread = any(date.raw.startswith(("楼主：", "楼主:")) for date in raw.dates)
    for line in raw.tail:
        replied = thread and _REPLY.match(line.text) is not None
        labelled = EDITOR_LABEL.match(line.text) or SOURCE_LABEL.match(line.text) or staff_behind(line.text)
        if replied or (behind and not labelled and judge(line) != "copyright" and not is_legal(line.text)):
            gone.update((line.raw, line.text))
            behind = True
            continue
        behind = behind or judge(line) in READERS
        kept.append(line)
    raw.dates = [date for date in raw.dates if date.origin != "line" or date.raw not in gone]
    return kept


def _strip_tail(tail: list[Line], judge: Judge, taken: list[str]) -> list[Line]:
    kept: list[Line] = []
    legal_block = False
    for line in tail:
        found = judge(line)
        if found == "copyright" or (legal_block and found is None and is_legal(line.text)):
            taken.append(line.raw)
            if staff := staff_behind(line.text):  # （版权所有，严禁转载）网络编辑：李华
                kept.append(replace(line, text=staff))
            legal_block = True
            continue
        legal_block = False
        if found is None:
            kept.append(line)
    return kept
