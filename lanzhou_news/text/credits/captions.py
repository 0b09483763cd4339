"""A picture's caption: what it shows, and the photographer or provider at its end."""

from __future__ import annotations

import re
from functools import lru_cache

from lanzhou_news.text.credits.fold import fold, visible
from lanzhou_news.text.credits.grammar import read
from lanzhou_news.text.credits.lexer import tokenize
from lanzhou_news.text.credits.model import Credits
from lanzhou_news.text.credits.reading import Reading

LONGEST_CREDIT = 60
"""Characters of the longest photo credit: an outlet, a role, three names and a picture agency."""
REACH = 110
"""Characters looked at from the end of a caption."""

_SIGNAL = re.compile(r"摄|图|提供|拍|绘|画|来源|资料|生成|作\W*$|IC|photo|CFP|VCG|新华社|images|路透|法新|美联", re.I)
"""What every photo credit has: most captions are told apart at once."""
_BREAK = re.compile(r"(?<=[。!?;,\" |])(?=\S)|(?=\()")
_PHOTO_END = re.compile(
    r"(?:摄|摄影|摄影报道|供图|提供|图|制图|绘|绘制|绘图|拍摄|发|航拍)[ )]*$"
    r"|^[( ]*(?:(?:图|摄|摄影|供图|图片)[/:|]|摄影 )"
)
_TAKEN = re.compile(r"\d *[年月日] *(?:拍?摄|航拍)")
"""（9月12日摄） says when, not who."""
_AGENCY = (
    r"(?:视觉中国|人民图片|光明图片|中新图片|图虫(?:创意)?|东方[Ii][Cc]|(?i:IC ?photo|CFP|VCG|Getty ?Images|Reuters)"
    r"|(?i:AFP)|(?i:Osports)(?:全体育)?|全景(?:视觉|网)?|千图网|摄图网|包图网|人民视觉|新华社?/(?:路透|法新|美联|欧新|俄新|塔斯)社?"
    r"|路透社|法新社|美联社)"
)
"""Picture agencies as Chinese papers credit them."""
_FORMULAS = re.compile(
    "|".join(
        (
            r"(?:以上|上|本[文版组]?)?(?:图片?|图文|照片|视频截?图?|配图|封面图?片?|题图)(?:均|皆)?"
            r"(?:来源|来自|源自|源于|取自|转自|据|源)[:/|]? ?\S.{1,23}",
            r"(?:题图|配图|头图|封面图?)[:|] ?\S.{1,20}",
            r"(?:本[报网刊]|新华社)资料(?:图片?|照片)",
            r"(?:[\w·]{0,10}(?:记者|通讯员) ?)?[\u4e00-\u9fff]{2,4} ?摄于 ?[\d年月日]{4,12}",
            r"(?i:(?:AP|AFP|Reuters) ?Photo).{0,30}|(?i:(?:photo|image)s? ?(?:by|:)) ?[A-Za-z .]{3,30}",
            r"(?:图片?|数据|信息)?(?:来源|资料)[:|] ?\S.{1,23}",
            r"(?:以上|本[文版组])?(?:图片?|照片|组图)[^。]{0,12}?(?:[均皆都]为|由)[^。]{2,24}(?:摄|拍摄|提供|供图|图)",
            r"(?:受访者|被访者|受访单位|网友|读者|市民|家属|当事人|警方|校方|主办方|活动方|组委会"
            r"|[\u4e00-\u9fff]{2,10}[局队院校委馆司站])提供",
            r"(?:图片?|海报|插图|插画)?由?(?:[Aa][Ii]|人工智能)[^。,]{0,8}(?:生成|制作|制图|绘制)",
            r"[\w·、/]{2,20}供图(?: ?[\w·]{1,8}[发网社报台端])?",
            rf"{_AGENCY}(?:[ /]?(?:供图|图|资料(?:图片?)?))?",
            rf"(?:图|图片|来源|供图)[/:|] ?{_AGENCY}",
            r"(?:漫画|制图|图表|插图|插画|绘图|手绘|海报|剪纸|书法|篆刻)[:/|] ?[\w·、 ]{2,20}",
            r"[\u4e00-\u9fff]{2,8}发 ?(?:[/(] ?)?[\u4e00-\u9fff]{2,4} ?作\)?",
            r"[\u4e00-\u9fff]{2,4} ?(?:/|丨|\|) ?(?:漫画|作|绘|制图|插画)",
        )
    )
)
"""Credits by their form: 图片来源：新华社, 图据视觉中国, 本文图片均由受访者提供, 图片由AI生成, 漫画：张伟."""
_VIA = re.compile(rf"摄 ?(?:/ ?|\( ?)(?:{_AGENCY}|[\u4e00-\u9fff]{{2,4}}(?:图片|影像))\)?$")
"""张伟摄（人民图片）, 张伟摄/光明图片: the agency behind the photographer."""
_UNIT = re.compile(
    r"(?:^|[。!?;,\" ])([\u4e00-\u9fffA-Za-z]{2,14}"
    r"(?:队|社|网|台|报|中心|协会|学会|影协|工作室|部|局|院|校|公司|俱乐部|客户端|图片库?)) *$"
)
"""城市摄影队 周斌 摄: whom the photographer works for, when no table knows it."""
_SPACED_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?= ?摄)")
"""张 伟摄: a short name spaced out."""
_MARK = re.compile(r"^[▲△▼▽↑↓◀◁◄▶▷►←→⬆⬇丨|｜·•○●■◆\s]+")
_DETACHED = " 　\u00a0,，/|丨｜"


def caption(text: str) -> tuple[str, str | None]:
    """A caption and the credit at its end.

    >>> caption("市民在黄河边散步 兰州日报社全媒体记者 李华 摄")
    ('市民在黄河边散步', '兰州日报社全媒体记者 李华 摄')
    >>> caption("黄河楼夜景（9月12日摄）。图据视觉中国")
    ('黄河楼夜景（9月12日摄）。', '图据视觉中国')
    """
    printed = visible(text).strip()
    base = max(0, len(printed) - REACH)
    folded = fold(printed[base:])
    if _SIGNAL.search(folded) is None:
        return printed, None
    start = _start(folded, whole=not base)
    if start is None:
        return printed, None
    before = printed[: base + start].rstrip(_DETACHED)
    credit = _unwrap(_MARK.sub("", printed[base + start :]).strip())
    return ("", credit) if not _MARK.sub("", before) else (before, credit)


def _start(folded: str, whole: bool) -> int | None:
    """Where the credit at the end of a folded caption begins; ``whole`` when it is all of the caption."""
    starts = {match.start() for match in _BREAK.finditer(folded)}
    if whole:
        starts.add(0)
        if mark := _MARK.match(folded):
            starts.add(mark.end())
    found, people, by_form = None, 0, False
    for start in sorted(starts, reverse=True):
        piece = folded[start:].strip(" |丨")
        if len(piece) > LONGEST_CREDIT:
            break
        if piece.count("(") != piece.count(")") or _TAKEN.search(piece):
            continue
        if _FORMULAS.fullmatch(piece.strip("()。 ")):
            found, by_form = start, True
            continue
        credits = _credits(piece)
        if credits is None:
            continue
        unit = (credits.source or credits.agency) and not by_form
        if found is None or unit or len(credits.people) >= max(people, 1):
            found, people, by_form = start, len(credits.people), False
    if found is None:
        return None
    if employer := _UNIT.search(folded, max(0, found - 20), found):
        found = employer.start(1)
    earlier = _start(folded[:found].rstrip(" |丨"), whole) if found else None  # 张伟 摄 制图：李华
    return found if earlier is None else earlier


def _credits(piece: str) -> Credits | None:
    """What a piece says when it is a photo credit from end to end."""
    piece = _SPACED_NAME.sub(r"\1\2", piece)
    via = _VIA.search(piece)
    if via is not None:
        piece = piece[: via.start() + 1].lstrip("(")
    if _PHOTO_END.search(piece) is None and not (piece.startswith("记者") and "摄影" in piece):
        return None
    credits = _read(piece)
    return None if credits.rest or (credits.ambiguous and "记者" not in piece) else credits


def _unwrap(credit: str) -> str:
    """The credit without the brackets round all of it, and without the full stop behind one that is no sentence."""
    bare = credit.rstrip("。 ")
    inner = bare[1:-1].strip()
    wrapped = bare[:1] in "（([【" and bare[-1:] in "）)]】"
    return inner if wrapped and not set(inner) & set("（）()") else bare


@lru_cache(maxsize=256)  # a page credits its photographer under every picture
def _read(piece: str) -> Credits:
    folded = fold(piece)
    return read(Reading(piece, folded, tokenize(folded)))
