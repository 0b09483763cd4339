"""Is a line worth a look as a credit? Cheap tests before the tokeniser and the grammar."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST_LINE = 160
"""Characters of the longest line that is worth a look as a credit line of a page."""
_WORTH = re.compile(
    "|".join((
        r"[记記]者|作者|[编編][辑輯]|[责責][编編]|通[讯訊][员員]|特[派约約]|[观觀]察[员員]|[评評][论論][员員]|[实實][习習]生",
        r"[来來]源|稿源|[转轉][载載]?自|摘自|原[载載]|出[处處]|发布[机单]|[报報][导導道]|[据據]|[综綜]合|[讯訊電电]|《",
        r"(?:文[字案]?|[图圖]片?)\s*[:：/／|｜丨]|[/／|｜丨]\s*[文图圖]|[图圖]/?文|文/?[图圖]|[摄攝]|供[图圖稿]|[图圖][源据據]|提供|翻拍",
        r"校[对對]|美[编編]|[组組]版|[审審]|[监監][制製]|值班|[统統][筹籌]|策[划劃]|主[编編]|[选選]稿|投稿|网[编編]|[编編][导導译譯审審委发發]",
        r"[执執][笔筆]|撰|[采採][写寫]|整[理合]|[漫插绘]画|[译譯]|口述|[视視][频頻]|[剪制製][辑輯图圖作]|主播|主持|出[镜鏡品]",
        r"本[报報网網台刊]|新[华華]社|中新社|^[（(][^（）()]{2,20}[）)]$",
        r"发[表布]于|发布时间|[帖贴布]人|[布传稿]者|[楼博]主",
        r"(?:海[报報]|[运運][营營]|[执執]行|主[任管笔筆]|[总總][监監编編]辑?|社[长長]|台[长長]|[排拼]版|版式|[视視][觉覺]|[设設][计計]|[责責一二三初终終]校"
        r"|校[稿核检檢]|[签簽核][发發]|[带帶]班.{0,2}|[核统統组組]稿|[复復]核|[编編][务務校]|[采採][访訪编編]|[记記][录錄]|航拍|[后後]期|音[频頻]|照片"
        r"|手[绘繪]|[绘繪]制|配音|文[稿案]|[图圖]表|技[术術]支持|信息[员員]|小[编編])\s*[:：／/|｜丨]",
        r"于.{4,40}[上发發跟张張][贴貼帖]|[贴貼帖]于",
        r"^由 .{1,20}[ |·].{0,24}20\d\d",
        r"由.{1,40}(?:[张張][贴貼]|发表|發表|发布|發布|上传|上傳|发[帖贴])",
        r"[记記作編编责責来來校審审][ \u3000\xa0]+[者辑輯編编源對对核任]",
        r"(?i:source|author|editor|reporter)s?\s*[:：]|\bBy |[Pp]osted |(?:19|20)\d\d[\d\s:|·,/-]{1,14}by ",
    ))
)  # fmt: skip
"""One of these stands in every credit line but bare names."""

_PROSE = re.compile(r"[。！？?!]|[，,].*[，,]")
"""Signs of running text: a full stop, or two commas."""
_LABELLED = re.compile(r"(?:[^,，:：。]{2,8}[:：][^,，:：。]{1,24}[,，]?)+。?")
"""编辑：李华，校对：王强，审核：张明。: every part has its label."""
_FORUM = re.compile(r"\W?[本该該][帖贴貼]由")
"""Forum programs end their posting line with a full stop."""


_AUTHOR_NOTE = re.compile(r"[（(【\[]\s?(?:本文)?作者(?![为是系单简])[^（）()【】\[\]。！？]{2,100}[）)】\]]")


def is_author_note(text: str) -> bool:
    """Does a bracket name the author and say who that is?

    >>> is_author_note("（作者：李华，系金城大学教授、作协会员）"), is_author_note("（作者系金城大学教授）")
    (True, False)
    """
    return _AUTHOR_NOTE.fullmatch(text.strip()) is not None


_SIGNED = re.compile(
    r"\s*(?:[□■●◆◎○◇▲★]\s*[\u4e00-\u9fff·、，\s]{2,24}[（(]|[\u4e00-\u9fff·、，\s]{2,24}[（(]\s?(?:本文)?[作笔]者)"
    r"[^（）()。！？]{2,60}[）)]\s*"
)


def is_signed(text: str) -> bool:
    """May a line be a name with a bracket behind it that says who it is?

    >>> is_signed("□ 张明（金城大学教授）"), is_signed("张明（作者系金城大学教授）"), is_signed("张明（左）在接受采访")
    (True, True, False)
    """
    return _SIGNED.fullmatch(text) is not None


@lru_cache(maxsize=256)
def may_be_credit(text: str) -> bool:
    """Cheap first look: may this line of a page be a credit line? Cached: the steps ask several times.

    >>> may_be_credit("责任编辑：李华"), may_be_credit("黄河岸边添新绿")
    (True, False)
    """
    line = text.rstrip("。") if _FORUM.match(text) is not None else text
    if is_author_note(text) or is_signed(text):
        return True
    if len(text) > LONGEST_LINE or (_PROSE.search(line) is not None and _LABELLED.fullmatch(line) is None):
        return False
    return _WORTH.search(text) is not None


def holds_credit_word(text: str) -> bool:
    """Does a piece of a paragraph hold a word that stands in every credit, or is it a short bracket?

    >>> holds_credit_word("（记者 李华）"), holds_credit_word("他们又出发了。")
    (True, False)
    """
    return _WORTH.search(text) is not None
