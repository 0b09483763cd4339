"""原标题：… that stands in one paragraph with the text: the former title is cut off, the text stays."""

from __future__ import annotations

import re

from lanzhou_news.clean.draft import Draft
from lanzhou_news.extract.raw import Line
from lanzhou_news.text.page_frame import FORMER_TITLE

LONGEST = 90
"""Characters of a line that may be nothing but a former title; headlines have 15 to 40."""
_LABEL = rf"{FORMER_TITLE}\s*"
_BRACKETED = rf"[(（【\[]\s*{_LABEL}[^()（）【】\[\]]{{2,{LONGEST}}}[)）】\]]"
_FIRST = re.compile(rf"\s*{_BRACKETED}\s*")
_LAST = re.compile(rf"\s*{_BRACKETED}\s*$")
_OPEN = re.compile(rf"\s*{_LABEL}")


def is_text(line: str) -> bool:
    """Is a line that begins with 原标题： too long to be only that?

    >>> is_text("原标题：黄河岸边添新绿"), is_text("原标题：黄河岸边添新绿" + "市民来到岸边。" * 20)
    (False, True)
    """
    return len(line) > LONGEST and _OPEN.match(line.lstrip("(（【[")) is not None


def cut(draft: Draft, step: str) -> None:
    """Cut former titles off the paragraphs of ``draft.raw.body``; each gets a note."""
    title = draft.raw.title.text if draft.raw.title else ""
    body = draft.raw.body
    for line in body[:2] + body[2:][-2:]:
        if "原" in line.text and (found := _cut(line, title)):
            draft.note(step, "original-title", before=found)


def _cut(line: Line, title: str) -> str:
    """Shorten the line; what was cut off."""
    text = line.text
    first, last = _FIRST.match(text), _LAST.search(text)
    if first is not None and first.end() < len(text):
        line.text = text[first.end() :]
    elif last is not None and last.start():
        line.text = text[: last.start()]
        return last[0].strip()
    elif len(text) > LONGEST and title and (label := _OPEN.match(text)) and text.startswith(title, label.end()):
        line.text = text[label.end() + len(title) :].lstrip()
    else:
        return ""
    return text[: len(text) - len(line.text)].strip()
