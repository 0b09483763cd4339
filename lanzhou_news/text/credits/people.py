"""A zone of names – words, blanks, separators – to people."""

from __future__ import annotations

import re

from lanzhou_news.text.credits import names, outlets, places
from lanzhou_news.text.credits.found import Found, person_at
from lanzhou_news.text.credits.pen_names import is_code, joined_words
from lanzhou_news.text.credits.spaced import given_name, join_singles, single_run, with_last
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind

_UNIT_INSIDE = ("大学", "学", "市", "省", "县", "区", "集团", "公司", "医院", "法院", "银行")
_UNIT_ENDS = (
    "公司", "集团", "中心", "大学", "学院", "医院", "法院", "银行", "协会", "政府", "办公室", "研究院", "设计院",
    "工作室",
)  # fmt: skip
"""Ends of bodies, never of joined names."""
_TRADES = ("科技", "软件", "网络", "传媒")
"""Ends of companies whose word 公司 is left out: 技术支持：金磊科技."""
_BIO = re.compile("(?:系(?!列|统)|现任|现为|供职于|任职于|就职于|单位为|单位系).{3}")
LONGEST_PEN_NAME = 6
"""Characters; behind a longer word stands text that a blank less glued to the name."""
_VISIT = re.compile("走进|走访|深入|[来赶]到|前往|奔赴")
"""王强走进社区 tells of a visit, not of a body."""
_STATE = ("中国", "国家", "全国", "省", "市")


def read_names(
    printed: str, folded: str, zone: list[Token], *, weak: bool, glued: bool, pen: bool
) -> tuple[list[Found], list[Token], bool]:
    """People of a zone, the tokens that are none, and whether another reading is as sound.

    ``weak`` admits two to four characters without a known family name (a role governs the zone); ``pen`` admits pen
    names and Latin letters (a label with a colon governs it); neither helps the first word when it is ``glued`` to a
    role.
    """
    found: list[Found] = []
    unexplained: list[Token] = []
    unsure = in_bio = False
    for piece in _pieces(joined_words(folded, zone) if pen else zone):
        if found and (in_bio or is_bio(folded[piece[0].start : piece[0].end])):
            in_bio = True  # 作者：张明，系金城大学教授、文学院院长
            unexplained.extend(piece)
            continue
        first = piece[0] if glued and piece[0] is zone[0] else None
        people, rest, doubt = _read_piece(printed, folded, piece, weak, pen, first)
        found.extend(people)
        unexplained.extend(rest)
        unsure = unsure or doubt
    if found and (any(token.kind is Kind.LIST for token in zone) or (weak and len(found) > 1)):
        listed = [token for token in unexplained if _is_listed(folded[token.start : token.end])]
        found += [person_at(printed, token.start, token.end) for token in listed]  # 何问、张玉洁; 唐景莉 沈祖芸 董少校
        found.sort(key=lambda person: person.start)
        unexplained = [token for token in unexplained if token not in listed]
    return found, unexplained, unsure


def _is_listed(text: str) -> bool:
    return names.is_listed_name(text) and not is_body(text)


def _pieces(zone: list[Token]) -> list[list[Token]]:
    """Tokens between strong separators (、 , & ; /), blanks dropped."""
    pieces: list[list[Token]] = [[]]
    for token in zone:
        if token.kind in (Kind.LIST, Kind.SLASH):
            pieces.append([])
        elif token.kind is not Kind.SPACE:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _read_piece(
    printed: str, folded: str, piece: list[Token], weak: bool, pen: bool, glued: Token | None
) -> tuple[list[Found], list[Token], bool]:
    found: list[Found] = []
    unexplained: list[Token] = []
    unsure = False
    index = 0
    while index < len(piece):
        token = piece[index]
        text = folded[token.start : token.end]
        if len(text) == 1 and token.kind is Kind.WORD:
            run = single_run(folded, piece, index)
            given = (
                given_name(folded, piece, index + len(run), alone=len(run) == 1, weak=weak) if len(run) % 2 else None
            )
            if given is not None:
                family = run.pop()
                found.extend(join_singles(printed, folded, run, weak))
                found.append(person_at(printed, family.start, given.end))  # 王 晓明
                last = folded[given.start : given.end]
                unsure = unsure or names.is_name(last) or not names.is_name(folded[family.start : family.end] + last)
                index += len(run) + 2
                continue
            if len(run) == 1 and index and (whole := with_last(printed, folded, piece[index - 1], token)) is not None:
                found[-1:] = [whole]  # 王天 一
                unsure, index = True, index + 1
                continue
            people = join_singles(printed, folded, run, weak)
            if people:
                found.extend(people)
                one_name = len(run) == 3  # 马 丽 娜: two names would have four characters
                unsure = unsure or not (one_name or len(run) == 2 * len(people)) or len(run) != len(piece)
            else:
                unexplained.extend(run)
            index += len(run)
            continue
        named = any(names.is_name(folded[one.start : one.end]) for one in found)
        may_pen = pen and not named and (token.kind is Kind.WORD or index == 0)  # 编辑：李华 网上商城
        if index + 1 < len(piece) and names.is_compound(text) and token.kind is Kind.WORD:
            found.append(person_at(printed, token.start, piece[index + 1].end))  # 欧阳 明
            index += 2
            continue
        stop = _latin_run(folded, piece, index) if may_pen else index + 1
        if stop > index + 1:
            found.append(person_at(printed, token.start, piece[stop - 1].end))  # John Smith
            index = stop
            continue
        people, doubt = _read_word(printed, text, token, weak, may_pen, token is glued)
        found.extend(people)
        unexplained.extend(_uncovered(token, people))
        unsure = unsure or doubt
        index += 1
    return found, unexplained, unsure


def _latin_run(folded: str, piece: list[Token], index: int) -> int:
    """Index behind the capitalised Latin words of one name."""
    stop = index
    while stop < len(piece) and piece[stop].kind is Kind.LATIN:
        word = folded[piece[stop].start : piece[stop].end]
        if not word[0].isupper() or any(char.isdigit() for char in word):
            break
        stop += 1
    return max(stop, index + 1)


def _uncovered(token: Token, people: list[Found]) -> list[Token]:
    """What of a token is no name: the whole, or the job and employer glued to it."""
    if not people:
        return [token]
    first, last = people[0].start, people[-1].end
    pieces = [Token(Kind.TEXT, token.start, first), Token(Kind.TEXT, last, token.end)]
    return [piece for piece in pieces if piece.start < piece.end]


def _read_word(printed: str, text: str, token: Token, weak: bool, pen: bool, glued: bool) -> tuple[list[Found], bool]:
    bare = text.replace(" ", "")
    if token.kind is Kind.LATIN:
        code = is_code(text) or not text[-1].isalnum()
        pen = pen and not code and printed[token.end : token.end + 1] not in ("=", "＝")
        return ([person_at(printed, token.start, token.end)] if pen and not names.is_nobody(bare) else []), False
    if names.is_nobody(bare) or ("·" in bare and _is_dotted_body(bare)):
        return [], False
    if names.is_name(bare):
        return [person_at(printed, token.start, token.end)], False
    if weak and not glued and names.is_word_and_name(bare):
        return [person_at(printed, token.start, token.end)], False
    if (weak or pen) and names.is_governed_name(bare) and not is_body(bare):
        return [person_at(printed, token.start, token.end)], False
    apart = weak and not glued and printed[token.start - 1 : token.start] not in (":", "：", "/", "／", "|", "｜", "丨")
    if apart and len(bare) == 3 and names.is_listed_name(bare) and not is_body(bare):
        return [person_at(printed, token.start, token.end)], False  # 记者 李在磊, （记者李在磊）
    joined = names.split_joined(bare) if (weak or pen) and not bare.endswith(_UNIT_ENDS) else ()
    if joined and not (glued and any(map(names.is_rare, joined))):  # 审核人员李强…
        return _joined(printed, token.start, joined), True
    behind = _titled(bare) if (weak or pen) and not glued else 0  # 记者联系到了区委办公室主任李华
    if behind:
        return [person_at(printed, token.end - behind, token.end)], True
    cut = _affiliation(bare) if weak or pen else 0
    if cut:
        return [person_at(printed, token.start, token.start + cut)], True
    if glued:
        return [], False
    if weak and names.is_weak_name(bare) and not is_body(bare):
        return [person_at(printed, token.start, token.end)], len(bare) > 3 and not pen  # 评论员：坚定信心
    if pen and 2 <= len(bare) <= LONGEST_PEN_NAME and names.may_be_pen_name(bare) and not _is_somebody(bare):
        return [person_at(printed, token.start, token.end)], False
    return [], False


def _is_dotted_body(text: str) -> bool:
    """共享联盟·诸暨 is no name with a middle dot."""
    return outlets.is_unit(text) or outlets.is_outlet(text) or any(map(outlets.is_unit, text.split("·")))


def is_bio(text: str) -> bool:
    """Does a clause say who the author is?

    >>> is_bio("系金城大学教授"), is_bio("系列报道"), is_bio("张明")
    (True, False, False)
    """
    return _BIO.match(text) is not None


def is_body(text: str) -> bool:
    """A place, a unit or a job is no person, however short."""
    if _VISIT.search(text):
        return False
    return places.is_place(text) or outlets.is_unit(text) or names.ends_with_job(text) or text.endswith(_TRADES)


def _is_job(text: str) -> bool:
    """兰州大学教授 behind a name is what the person is."""
    return len(text) > 3 and names.ends_with_job(text)


def _is_somebody(text: str) -> bool:
    """兰州市民, 市住建局, 兰州大学教授: what somebody is or where, not how he signs."""
    return outlets.is_unit(text) or _is_job(text) or places.opens(text)


def _joined(printed: str, start: int, joined: tuple[str, ...]) -> list[Found]:
    found = []
    for name in joined:
        found.append(person_at(printed, start, start + len(name)))
        start += len(name)
    return found


def _titled(text: str) -> int:
    """Length of the name behind a glued job or office (清华大学教授李明, 宣传部李明), or 0."""
    if text.endswith(_UNIT_ENDS) or names.ends_with_job(text):
        return 0  # 县供销社办公室, 博士生导师
    sizes = (size for size in (2, 3) if _is_post(text[:-size]) and names.is_name(text[-size:]))
    return next((size for size in sizes if not names.is_rare(text[-size:])), 0)


def _is_post(text: str) -> bool:
    return names.ends_with_job(text) or outlets.is_unit(text)


def _affiliation(text: str) -> int:
    """Length of the name in front of a glued job or employer (方民北京大学经济学院教授), or 0."""
    job = names.ends_with_job(text)
    if (
        len(text) < 4
        or places.opens(text)
        or names.has_title(text)
        or _VISIT.search(text)
        or not (job or outlets.is_unit(text))
    ):
        return 0
    family = names.surname_length(text)
    sizes = (family + 1, family + 2)
    if len(text) < 6:  # 周文斌律师
        return next((size for size in sizes if names.is_job(text[size:]) and names.is_name(text[:size])), 0)
    for size in sizes:
        if names.is_name(text[:size]) and text[size] in "系为是":
            return size  # 郝运系兰州大学教授
    if any(text.startswith(_UNIT_INSIDE, size) for size in sizes):
        return 0  # 南开大学…: the word is a body, not a person and a body
    for size in sizes:
        if names.is_name(text[:size]) and (places.opens(text[size:]) or text[size:].startswith(_STATE)):
            return size
    for size in reversed(sizes):
        if names.is_name(text[:size]) and not text.endswith(_UNIT_ENDS):
            return size
    return 0
