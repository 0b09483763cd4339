"""Words behind a name that say how its bearer worked: 张明 摄, 李华/图."""

from __future__ import annotations

from lanzhou_news.text.credits import outlets
from lanzhou_news.text.credits.reading import LABEL_MARKS, Reading
from lanzhou_news.text.credits.words import Kind, Role


def is_trailing(line: Reading, index: int, role: Role) -> bool:
    """Does this word say how the people before it worked (张明 摄), rather than open a new group (摄影 张明)?"""
    if line.maker_seen and line.role is None and line.group and role.field != "people":
        return _ends_with(line, index)  # 张明 文 李华 摄 王强 编辑
    if not role.trailing and not role.media:
        return False
    if role.media and _is_barred(line, index):
        return True
    before, after = line.kind(index - 1), line.kind(line.skip(index + 1))
    follows_name = bool(line.group) and line.kind(line.back(index)) in (Kind.WORD, Kind.CLOSE, Kind.LATIN)
    if not follows_name:
        opens = (*LABEL_MARKS, Kind.LIST, Kind.WORD, Kind.OUTLET, Kind.ROLE, Kind.LATIN)
        if before is Kind.OPEN and after is Kind.CLOSE and line.kind(line.skip(line.skip(index + 1) + 1)) in opens:
            return False  # 【摄影】张明
        return not line.group and after not in opens
    if before is Kind.SLASH and after in (Kind.COLON, Kind.BAR):
        return False  # 文：张明/图：李华
    if before is Kind.SLASH:
        return after is not Kind.SLASH or _ends_with_maker(line)
    if after in LABEL_MARKS:
        return False
    if not role.trailing:
        return False
    glued_before, glued_after = before is Kind.WORD, line.kind(index + 1) is Kind.WORD
    if glued_before != glued_after:
        return glued_before
    if after is Kind.ROLE and line.role is not None and line.role.media:
        return False  # 文字 记者 张明 图片 记者 李华
    return after not in (Kind.WORD, Kind.OUTLET, Kind.LATIN) or _ends_with_maker(line)


def _ends_with_maker(line: Reading) -> bool:
    for token in reversed(line.tokens):
        if token.kind in (Kind.WORD, Kind.LATIN):
            return False
        if token.kind is Kind.ROLE:
            return token.role is not None and (token.role.trailing or token.role.field == "editors")
    return False


def _ends_with(line: Reading, index: int) -> bool:
    """Does nothing stand behind the token but what closes the line?"""
    return all(token.kind in (Kind.SPACE, Kind.CLOSE, Kind.MARK) for token in line.tokens[index + 1 :])


def _is_barred(line: Reading, index: int) -> bool:
    """张明丨文 李华丨图: a bar behind a name that no role governs."""
    before = index - 1
    while line.kind(before) is Kind.SPACE:
        before -= 1
    named = line.kind(before) is Kind.BAR and line.role is None and bool(line.group)
    return named and line.kind(line.skip(index + 1)) not in LABEL_MARKS and line.kind(line.first()) is Kind.WORD


def _bracket_start(line: Reading, index: int) -> int:
    """Where the bracket opens in which the token stands; 0 outside of one."""
    for token in reversed(line.tokens[:index]):
        if token.kind in (Kind.OPEN, Kind.CLOSE):
            return token.start if token.kind is Kind.OPEN else 0
    return 0


def apply_trailing(line: Reading, index: int, role: Role, text: str) -> None:
    """Give the word to the people before it, from ``start`` on."""
    before = line.tokens[line.back(index)]
    if role.media and line.group and before.start >= line.group[-1].end and outlets.is_unit(line.text(before)):
        line.unexplained = [token for token in line.unexplained if token is not before]
        line.open_bracket()  # 通讯员 张明 市委办 供图
        return
    targets = line.group
    named = bool(line.group) or line.role is None  # 图/通讯员 供图 names nobody
    if role.media and text != "文" and not line.maker_seen and named:
        start = _bracket_start(line, index)
        targets = [found for found in line.people if found.field == "people" and found.start >= start]
    if not (text == "文" and len(targets) > 1 and any(found.role_by == "word" for found in targets)):
        for found in targets:
            if role.media or found.role_by == "none":
                found.role, found.role_by, found.field = text, "maker", role.field
    line.group, line.labelled = [], True
    line.role = None
    line.maker_seen = True
