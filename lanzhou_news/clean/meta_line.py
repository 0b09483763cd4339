"""The lines between headline and text (2024-01-02 10:00 来源：… 作者：…): with labels, class names, or neither."""

from __future__ import annotations

import re
from datetime import datetime

from lanzhou_news.clean.date_lines import ANY_DAY
from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.gather import BULLETS, Gathered
from lanzhou_news.clean.labels import join
from lanzhou_news.clean.lines import is_names, is_text, whole
from lanzhou_news.extract.raw import Line
from lanzhou_news.items import Editor
from lanzhou_news.text.boilerplate import kind
from lanzhou_news.text.credits import Credits, parse_credits
from lanzhou_news.text.credits.names import is_name, is_nobody, may_be_pen_name
from lanzhou_news.text.credits.outlets import is_masthead, is_nowhere, is_outlet, is_unit
from lanzhou_news.text.dates import find_date, find_dates

LONGEST = 80
"""Characters of the longest line without labels that is looked at: section, outlet, three names and a time have 50."""
NEAR = 2
"""Lines between the date and an outlet alone on its line: a button, a caption of one."""
_SOURCE_HINT = re.compile(
    r"source|publisher|media|origin|laiyuan|(?:^|[\s_-])(?:from|js_name)(?:$|[\s_-])|author|account"
)
_FIELD = re.compile(r"source|publisher|(?<!rich_)media|origin|laiyuan|(?:^|[\s_-])from(?:$|[\s_-])")
"""Class names that mean the source and nothing else."""
_AUTHOR_HINT = re.compile(r"author|byline|vcard|writer|reporter|zuozhe|rich_media_meta_text")
_ABOUT_AUTHOR = re.compile(r"badge|intro|desc|\bbio|level|title|follow|avatar")
"""Class names of what stands beside the author's name: his job, his motto."""
_SEPARATOR = re.compile(r"[\s|｜丨/,，]+|(?:(?<!\w)·|·(?!\w))+")
"""A dot between two words joins the names of one outlet (新甘肃·甘肃日报)."""
_LABEL = re.compile("(?:来源|来源于|作者|稿源)[:：]")
_BRACKETS = "《》（）()【】[]〔〕@"
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*|[\w.\-]+\.(?:com|cn|net|org)$|\d[\d:.\-]*$", re.I)
_BUTTONS = re.compile(
    r"[（(]\s{0,2}\d{1,7}\s{0,2}(?:人?参与|人评论|条?评论|条|人)?\s{0,2}[)）]|[【\[]\s?(?:大\s?中\s?小|打印|关闭|收藏|推荐|评论)\s?[】\]]|共有评论\s?\d+条|我有话说|我要(?:评论|分享|留言|纠错)|收藏(?:本文|此文|本页)"
)
"""Links for readers beside the outlet, and how many used them: 我有话说（12人参与）."""
MOST_OTHERS, LONGEST_OTHER = 2, 6
"""Words of a line without labels that are neither outlet nor name: a section, 原创, 发布于北京."""
LONGEST_ACCOUNT = 16
"""Characters of the longest account or pen name in WeChat's line."""
_ACCOUNT = ("账号", "帐号", "账号关注", "帐号关注")
"""兰州日报官方账号 beside the name of the account, with its button."""
_EDITION = re.compile(r"第?[A-Z]?\d{1,3}版|[(（]?(?:星期|周)[一二三四五六日天][)）]?")
"""What papers print beside their name and day."""
_COUNTED = re.compile(r"\d{1,5}(?:条|个)?(?:评论|留言|[Cc]omments?|[Rr]epl(?:y|ies))?|[Cc]omments?")
"""3 Comments beside the author of a post."""
_BLOG_WORDS = frozenset(("发布于", "发表于", "写于", "发布", "由", "作者", "posted", "published", "on", "by", "in"))
_PAPER = re.compile(r"《\s*(?P<name>[^《》]{2,12}?)\s*》\s*(?=.{0,20}\d\s{0,3}版)")
_SPACED_PAGE = re.compile(r"(?<=\d)\s+(?=版)")
"""《 金城青年 》（ 2016年01月22日 12 版）: a paper that names itself with day and page."""
CONTROLS = ("comments", "share", "print")
"""Kinds of buttons that stand beside the date: 我要评论(0)."""
_BODY = re.compile(r"^[一-鿿]{2,}(?:[厅局委办署]|政府|委员会|办公室|大学|学院|法院|检察院|医院|集团|公司|宣传部)$")
"""Public bodies and companies: offices with 中心 and 处 in their names are sections of a site as well."""
_YEARLESS = re.compile(r"[昨今前]天|[昨今]日|(?:时|钟|天|周)前|刚刚|(?<![\d年/.-])\d{1,2}(?:-|/|月)\d{1,2}日? \d")
"""昨天 12:30, 3小时前, 03-05 08:12: only such dates need a day to be reckoned from."""
_EDITOR_HINT = re.compile(r"edit(?:or|er)|bianji|zebian")


def read_head(draft: Draft, gathered: Gathered) -> None:
    """Take over what the lines above the text say."""
    title = draft.raw.title
    if title is not None and "作者：" in title.text:  # old templates put the meta line where the headline is looked for
        gathered.add(parse_credits(title.text), title.raw, "head")
    lines = join(draft.raw.head)
    dated = [_dated(line.text) for line in lines]
    for index, line in enumerate(lines):
        text = line.text.strip()
        credits = (whole(text) or _before_buttons(text)) if text else None
        if credits is not None and not (is_text(text, credits) and not credits.source):
            gathered.add(credits, line.raw, "head")
        elif _unlabelled(line, text, any(dated[max(0, index - NEAR) : index + NEAR + 1]), gathered):
            continue
        elif _names_author(line, text) or (credits is None and is_signature(text, draft)):
            gathered.add_bare(_signed_name(text) or text, line.raw, "head")


def _before_buttons(text: str) -> Credits | None:
    """2005年05月12日 来源：[ 金城日报 ] 作者：[ 张明 ] 【我来说两句】【打印】: a meta line and its buttons."""
    meta, button, _ = text.partition("【")
    return whole(meta.strip()) if button and _LABEL.search(meta) is not None else None


def _dated(text: str) -> bool:
    if len(text) > LONGEST:
        return False
    reference = ANY_DAY if _YEARLESS.search(text) else None
    return find_date(text, reference) is not None


def _names_author(line: Line, text: str) -> bool:
    """A box whose class names the author holds a name, a pen name too, perhaps with the date."""
    hint = line.hint
    if hint is None or len(text) > LONGEST or _AUTHOR_HINT.search(hint) is None or _ABOUT_AUTHOR.search(hint):
        return False
    value = _signed_name(text)
    return 2 <= len(value) <= 8 and not (is_nobody(value) or is_outlet(value) or is_unit(value))


def _signed_name(text: str) -> str:
    """What a line says beside the date and the words of blog programs around a name: 发布于2021年9月12日 由 老王."""
    return " ".join(
        part for part in _parts(text, ANY_DAY) if part.lower() not in _BLOG_WORDS and not _COUNTED.fullmatch(part)
    )


def _unlabelled(line: Line, text: str, dated: bool, gathered: Gathered) -> bool:
    """``2024-01-02 新京报 张明``: an outlet, perhaps names, told by class names or by the date beside them."""
    hint = line.hint or ""
    by_hint = _SOURCE_HINT.search(hint) is not None
    if len(text) > LONGEST or not (by_hint or dated):
        return False
    parts = _parts(text, ANY_DAY if _YEARLESS.search(text) else None)
    outlet = next((part for part in parts if is_masthead(part) or (by_hint and is_outlet(part))), None)
    names = [part for part in parts if part != outlet and is_name(part)]
    if outlet is None and len(parts) == 1 and _FIELD.search(hint) and _may_be_outlet(parts[0]):
        outlet = parts[0]
    if outlet is None and not hint and dated and _is_body(text, parts):
        outlet = parts[0]  # 甘肃省教育厅 2003-9-1
    if (
        outlet is None
        and ("js_name" in hint or text.startswith("原创"))
        and _read_profile(line, _parts(text, ANY_DAY), gathered)
    ):
        return True
    others = [part for part in parts if part != outlet and part not in names and kind(part) not in CONTROLS]
    others = [part for part in others if not part.endswith(_ACCOUNT)]
    if outlet is None or len(others) > MOST_OTHERS or any(len(part) > LONGEST_OTHER for part in others):
        return False
    if by_hint and _FIELD.search(hint):
        gathered.add(Credits(source=outlet), line.raw, "head")
    elif by_hint:
        gathered.account = gathered.account or (outlet, line.raw)
    else:
        gathered.beside = gathered.beside or (outlet, line.raw)
    if names and _EDITOR_HINT.search(hint) and not _AUTHOR_HINT.search(hint):
        gathered.add(Credits(editors=tuple(Editor(name, "编辑") for name in names)), line.raw, "head")
    elif names:
        gathered.add_bare(" ".join(names), line.raw, "head")
    return True


def _is_body(text: str, parts: list[str]) -> bool:
    """Does a line hold the name of a public body, a date and no label?"""
    return len(parts) == 1 and _BODY.search(parts[0]) is not None and not is_name(parts[0]) and _dated(text)


def _read_profile(line: Line, parts: list[str], gathered: Gathered) -> bool:
    """原创 张明 城关教育 2021-04-23 发表于甘肃: accounts print who wrote, then the account, which may have any name."""
    parts = [part for part in parts if part not in ("原创", "小程序") and not part.startswith(("发表于", "收录于"))]
    if not 1 <= len(parts) <= MOST_OTHERS or not all(2 <= len(part) <= LONGEST_ACCOUNT for part in parts):
        return False
    gathered.account = gathered.account or (parts[-1], line.raw)
    if len(parts) > 1 and may_be_pen_name(parts[0]) and not (is_nobody(parts[0]) or is_unit(parts[0])):
        gathered.add_bare(parts[0], line.raw, "head")
    return True


def takes_stamp(line: Line, gathered: Gathered) -> bool:
    """Take a line of the text that says no more than when and in which paper it stood: 2003-7-24 金城晚报.

    >>> takes_stamp(Line("04-09 08:11 金城晚报"), Gathered())
    True
    """
    text = line.text.strip()
    if len(text) > LONGEST or find_date(text, ANY_DAY) is None:
        return False
    paper = _PAPER.search(text)
    if paper is not None:
        text = _SPACED_PAGE.sub("", f"{text[: paper.start()]} {text[paper.end() :]}")
    parts = [part for part in _parts(text, ANY_DAY) if paper is None or not _EDITION.fullmatch(part)]
    outlet = next((part for part in parts if is_masthead(part) and "：" not in part), paper and paper["name"])
    others = [part for part in parts if part != outlet and not _EDITION.fullmatch(part)]
    for start in range(min(2, len(others))):  # 3月14日 18:06 金城晚报 记者 张明; the outlet may be one nobody knows
        credits = whole(" ".join(parts[start:]))
        if credits is not None and credits.people and not credits.ambiguous:
            gathered.add(credits, line.raw, "top")
            gathered.beside = gathered.beside or ((outlet, line.raw) if outlet else None)
            return True
    if outlet is None or any(kind(part) not in CONTROLS for part in others):
        return False
    gathered.beside = gathered.beside or (outlet, line.raw)
    gathered.source_raw.append(line.raw)
    return True


def _may_be_outlet(text: str) -> bool:
    sound = 2 <= len(text) <= 12 and text.isalnum() and not text.isascii()
    return sound and not (is_nowhere(text) or is_nobody(text) or is_name(text))


def _parts(text: str, reference: datetime | None = None) -> list[str]:
    """What a line without labels says beside its dates and addresses."""
    for moment in find_dates(text, reference):
        text = text.replace(moment.raw, " ")
    if "）" in text or ")" in text or "】" in text or "我" in text or "藏" in text:
        text = _BUTTONS.sub(" ", text)
    parts = [part.strip(_BRACKETS) for part in _SEPARATOR.split(text)]
    parts = [piece for part in parts for piece in ([part] if "·" not in part or _is_joined(part) else part.split("·"))]
    return [part for part in parts if part and not _ADDRESS.match(part)]


def _is_joined(part: str) -> bool:
    """新甘肃·甘肃日报 is one outlet, 阿依古丽·买买提 one person, 新京报·李华 an outlet and a person."""
    return is_name(part) or (is_outlet(part) and not any(map(is_name, part.split("·"))))


def is_signature(text: str, draft: Draft) -> bool:
    """A name alone on its line, and no repetition of the headline; or the name that the headline opens with."""
    title = draft.raw.title.text if draft.raw.title else ""
    if text.startswith(tuple("□■○●◎")):  # □ 李华 2024-01-02
        text = " ".join(_parts(text.lstrip(BULLETS)))
    return text != title and (is_names(text) or (2 <= len(text) <= 6 and title.startswith((f"{text}：", f"{text}:"))))
