"""Bylines and staff lines: role words and the names they govern."""

from __future__ import annotations

from dataclasses import replace

from lanzhou_news.text.credits import names, places, words
from lanzhou_news.text.credits.combined import is_staff_label, joined_role, label_opening, second, weight
from lanzhou_news.text.credits.employers import column_of, is_office, is_post, signs_for_site, unit_of
from lanzhou_news.text.credits.fold import fold
from lanzhou_news.text.credits.found import Found
from lanzhou_news.text.credits.passive import read_passive
from lanzhou_news.text.credits.people import is_bio, is_body, read_names
from lanzhou_news.text.credits.reading import LABEL_MARKS, Reading
from lanzhou_news.text.credits.reported import cut_places
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.trailing import apply_trailing, is_trailing
from lanzhou_news.text.credits.words import Kind, Role


def read_role(line: Reading, index: int) -> int:
    """A role word: it opens a group of people, says how those before it worked, or only confirms the word before it."""
    token = line.tokens[index]
    role = token.role or Role()
    passive = read_passive(line, index)
    if passive is not None:
        return passive
    if is_trailing(line, index, role):
        apply_trailing(line, index, role, _printed_role(line, token, role))
        return index + 1
    after = line.skip(index + 1)
    label = line.kind(after) in LABEL_MARKS
    if label and role.pen and index and line.kind(index - 1) is Kind.WORD and not _follows_value(line, index):
        line.unexplained.append(token)  # 资源整合：…
        return after + 1
    joined = joined_role(line, index)
    if joined is not None and weight(joined, line.role_text) >= weight(role, role.name):
        line.labelled = line.labelled or label
        line.second = line.second or second(joined, role, _printed_role(line, token, role))
        return after + 1 if label else index + 1
    if joined is None and line.role is not None and not line.group and _outranks(line.role, role, label):
        return after + 1 if label else index + 1
    line.second = second(role, joined, line.role_text or "") if joined is not None else None
    if line.role is None or line.group or line.role.field == role.field or label:
        directly = line.organization if _organization_just_before(line, index) else None
        if line.text(token).endswith("通讯员"):
            line.organization = directly
    boxed = line.kind(index - 1) is Kind.OPEN and line.kind(index + 1) is Kind.CLOSE  # 【摄影】张明
    line.role, line.role_text, line.labelled, line.group = role, _printed_role(line, token, role), label or boxed, []
    if label and role.field != "people":
        line.organization = None
        line.strong = True
    return _behind_bracket(line, after + 1) if label else index + 1


def _follows_value(line: Reading, index: int) -> bool:
    """Is the word before the label a name, or the value of 来源 (来源：秦安之窗编辑：李华)?"""
    return line.named(index - 1) or index == line.value_end


def _behind_bracket(line: Reading, index: int) -> int:
    """编辑：【李华】 and 作者：[美]约翰·史密斯: the index behind a bracket that opens right behind the label."""
    at = line.skip(index)
    if line.kind(at) is not Kind.OPEN:
        return index
    country = line.kind(at + 1) is Kind.WORD and line.kind(at + 2) is Kind.CLOSE and line.kind(at + 3) is Kind.WORD
    return at + 3 if country and len(line.text(line.tokens[at + 1])) <= 3 else at + 1


def _outranks(outer: Role, inner: Role, label: bool) -> bool:
    """文/记者 张明, 统筹：本报记者 张明: the first word says what was done; but 出品 | 甜瓜 作者 | 李华 are two."""
    return (
        (outer.media or (outer.field != "people" and not label))
        and inner.name is None
        and not inner.media
        and inner.field == "people"
    )


def _organization_just_before(line: Reading, index: int) -> bool:
    before = index - 1
    while before >= 0 and line.tokens[before].kind is Kind.SPACE:
        before -= 1
    return before >= 0 and line.tokens[before].kind in (Kind.OUTLET, Kind.WORD) and not line.named(before)


def _printed_role(line: Reading, token: Token, role: Role) -> str:
    printed = role.name or line.printed_text(token)
    folded = role.name or line.text(token).replace(" ", "")
    if (before := label_opening(line, token, role)) is not None:
        printed, folded = line.printed_text(before) + printed, line.text(before) + folded
        if before in line.unexplained:
            line.unexplained.remove(before)
    for word in words.qualifiers():
        while word in folded and folded != word:
            at = folded.index(word)
            printed, folded = printed[:at] + printed[at + len(word) :], folded[:at] + folded[at + len(word) :]
    return printed


def read_made(line: Reading, index: int) -> int:
    """文/图 and 摄影报道 say how the work was made; before any name they make its author a 文."""
    line.media = "摄影报道" if "报" in line.text(line.tokens[index]) else "文/图"
    if not line.people:
        line.role, line.role_text, line.labelled = None, "文", True
    return index + 1


def read_words(line: Reading, index: int) -> int:
    """A zone of names: words, blanks and separators up to the next token of another kind."""
    stop = index
    while stop < len(line.tokens) and _in_zone(line, index, stop):
        stop += 1
    zone = line.tokens[index:stop]
    while zone and zone[-1].kind not in (Kind.WORD, Kind.LATIN):
        zone.pop()
    following = line.skip(index + len(zone))
    if line.text(line.tokens[max(0, line.back(index))]) == "发自":
        return stop
    if is_post(line, zone, following) or (line.about is not None and line.text(zone[-1]) == "等" and len(zone) == 1):
        return stop
    if line.kind(following) is Kind.COLON:
        label = zone[-1]
        if line.labelled and not line.group:
            last = line.text(zone[-1])
            apart = len(zone) > 2 or line.kind(line.back(index)) not in LABEL_MARKS
            if apart and len(last) > 1 and not names.is_name(last):
                line.unexplained.append(zone.pop())  # 作者：石泉 访问统计：…
            read_people(line, zone, following)
        else:
            line.unexplained.extend(zone)
        line.open_bracket()
        if is_staff_label(line, label, following):
            line.unexplained.remove(label)
            line.role, line.role_text, line.labelled = Role(field="staff"), line.printed_text(label), True
        return stop
    after = index + len(zone)
    if (line.kind(after) is Kind.TEXT or _is_field(line, after)) and line.tokens[after].start == zone[-1].end:
        line.unexplained.append(zone.pop())  # 城南设计院, 生成日期：…
    behind = cut_places(line, zone, following) if zone else None
    following = following if behind is None else behind
    barred = line.kind(following) is Kind.BAR and zone and zone[0] is line.tokens[line.first()]
    if barred and (unit := unit_of(line, zone[0])):  # 市纪委监委 张明 || 责任编辑 李华
        line.outlet, line.organization, behind = line.outlet or unit, unit, following
        line.role, line.role_text, zone = Role(), "作者", zone[1:]
    if line.kind(following) is Kind.BAR and line.role is None and signs_for_site(line, index):
        line.role, line.role_text = Role(), "作者"  # 中央纪委国家监委网站 张明 || 责任编辑 李华
    if not any(token.kind in (Kind.WORD, Kind.LATIN) for token in zone):
        return following
    unit = (unit_of(line, zone[-1]) or column_of(line, zone, following)) if line.kind(following) is Kind.ROLE else None
    if unit is not None:
        zone.pop()
    read_people(line, zone, following)
    line.organization = unit or line.organization
    if behind is not None:
        return behind
    return index + len(zone) if zone and line.kind(index + len(zone)) is not Kind.WORD else max(stop, index + 1)


def _is_field(line: Reading, index: int) -> bool:
    """Does a word of the meta line stand here that no role governs: 生成日期：… (张明 发表于 … names its poster)?"""
    return line.kind(index) is Kind.META and line.role is None and not _is_posted(line, index)


def _in_zone(line: Reading, start: int, index: int) -> bool:
    kind = line.tokens[index].kind
    if kind in (Kind.WORD, Kind.SPACE, Kind.LIST):
        return True
    if kind is Kind.LATIN:
        return True
    return kind is Kind.SLASH and index > start and line.kind(line.skip(index + 1)) is Kind.WORD


def read_people(line: Reading, zone: list[Token], following: int) -> None:
    """Turn a zone into people under the current role; ``following`` is the index of what stands behind it."""
    if not zone:
        return
    role = line.role
    opener = line.role_text if role is not None or line.role_text == "文" else None
    behind = line.skip(following + 1) if line.kind(following) is Kind.SLASH else following
    maker = line.tokens[behind].role if line.kind(behind) is Kind.ROLE else None
    apart = line.kind(behind) is Kind.ROLE and (
        zone[-1].end < line.tokens[behind].start or line.text(line.tokens[behind]) == "摄"
    )
    weak = role is not None or (maker is not None and maker.trailing and apart)  # 独家视频 is no person's film
    glued = role is not None and _is_glued(line, zone[0]) and not _fills_bracket(line, zone)
    pen = _is_posted(line, following) or (
        line.labelled and role is not None and role.pen and (not role.media or line.role_text == "文")
    )
    if role is not None and role.field == "staff" and len(line.text(zone[0])) > 3:
        pen = False  # 出品：甜瓜科技
    found, unexplained, unsure = read_names(line.printed, line.folded, zone, weak=weak, glued=glued, pen=pen)
    if found and unexplained and not weak and not pen:  # one full name vouches for the others beside it
        more = read_names(line.printed, line.folded, zone, weak=True, glued=False, pen=False)
        found, unexplained, unsure = (found, unexplained, unsure) if more[1] else more
    closed = line.kind(following) in (Kind.MADE, Kind.CLOSE)
    if found and (line.labelled or closed or (maker is not None and maker.media)):  # 撰稿：市教育局 张明
        for token in [piece for piece in unexplained if piece.end <= found[0].start and unit_of(line, piece)]:
            unexplained.remove(token)
            line.organization = line.printed_text(token)
            unsure = False
    if (
        glued
        and role is not None
        and role.field == "staff"
        and not all(names.has_usual_characters(fold(one.name)) for one in found)
    ):
        line.unexplained.extend(zone)  # 监制黄酒
        return
    office = next((token for token in unexplained if found and is_office(line, token, found)), None)
    if office is not None:
        unexplained.remove(office)
        unsure = True
    line.unexplained.extend(unexplained)
    if line.labelled and unexplained and not found:
        line.strong = line.strong or all(names.is_nobody(line.text(token)) for token in unexplained)  # 作者：佚名
    told = [token for token in unexplained if is_bio(line.text(token))]
    if found and unexplained and (told or all(is_body(line.text(token)) for token in unexplained)):
        line.strong, unsure = True, unsure or not told  # 通讯员 王强 兰州大学: name, then employer
    line.ambiguous = line.ambiguous or unsure
    for person in found:
        person.organization = line.organization
        if office is not None and person.start > office.start:
            person.organization = line.printed_text(office)
        if line.role is not None:
            person.field, person.role, person.role_by = line.role.field, opener, _role_by(line)
        else:
            person.role = opener or "作者"
            person.role_by = "word" if opener else "none"
    bare = line.role is None and opener is None
    if bare and not _is_closed(line, following) and not _may_be_bare(line, zone, found):
        line.unexplained.extend(token for token in zone if token.kind in (Kind.WORD, Kind.LATIN))
        return
    line.ambiguous = line.ambiguous or (bool(found) and bare and not _is_closed(line, following))
    if line.second is not None:
        other, text = line.second
        line.people.extend(replace(person, field=other.field, role=text) for person in found)
    line.people.extend(found)
    line.group.extend(found)
    if unexplained and not found and line.role is not None:
        line.open_bracket()
    if found and line.labelled and line.role is not None:
        line.strong = True


def _may_be_bare(line: Reading, zone: list[Token], found: list[Found]) -> bool:
    """Names without a role open the line (perhaps behind an outlet), or stand alone in a dateline's bracket."""
    at = line.tokens.index(zone[0])
    first = line.first()
    if first < len(line.tokens) and line.tokens[first].kind is Kind.OUTLET:
        first = line.skip(first + 1)
    opens = at == first
    behind_dateline = line.dateline is not None and line.kind(at - 1) is Kind.OPEN
    folded = [fold(person.name) for person in found]
    if any(map(places.is_known, folded)):
        return False  # （兰州）
    usual = len(found) != 1 or names.has_usual_characters(folded[0])
    counted = line.kind(line.skip(line.tokens.index(zone[-1]) + 1)) in (Kind.NUMBER, Kind.DATE)
    usual = usual and not counted and not all(map(names.is_rare, folded))
    behind_about = line.about is not None and line.kind(at - 1) is Kind.SPACE  # （据《人民日报》 李华）
    before = at - 1
    while before >= line.value_end and line.kind(before) in (Kind.SPACE, Kind.BAR, Kind.DATE):
        before -= 1
    behind_source = line.source is not None and 0 < before + 1 == line.value_end < at
    return (opens or behind_dateline or behind_about or behind_source) and usual


def _is_closed(line: Reading, index: int) -> bool:
    """Does a media or wire word stand here, so that names without a role are a byline beyond doubt?"""
    barred = line.kind(index) is Kind.BAR and line.kind(line.skip(line.skip(index + 1) + 1)) not in LABEL_MARKS
    slashed = barred or line.kind(index) is Kind.SLASH
    index = line.skip(index + 1) if slashed else index
    role = line.tokens[index].role if line.kind(index) is Kind.ROLE else None
    if not slashed and line.kind(line.skip(index + 1)) is Kind.COLON:
        return False  # 讲述人：张明 整理：李华
    wire = line.kind(index) in (Kind.MADE, Kind.REPORT) or _is_posted(line, index)
    return wire or (role is not None and (role.trailing or (line.maker_seen and role.field != "people")))


def _is_glued(line: Reading, token: Token) -> bool:
    """Does nothing stand between a role and this word? Then it needs a family name to be a name (记者观察)."""
    at = line.tokens.index(token)
    return at > 0 and line.tokens[at - 1].kind in (Kind.ROLE, Kind.WORD)


def _fills_bracket(line: Reading, zone: list[Token]) -> bool:
    """（记者四建磊）, （记者张明 通讯员穗公宣）: three characters at the end are a name, whatever the family."""
    at = line.tokens.index(zone[0])
    alone = len(zone) == 1 and len(line.text(zone[0])) == 3 and line.kind(at - 1) is Kind.ROLE
    beside = line.kind(at - 2) in (Kind.OPEN, Kind.OUTLET) or bool(line.people)
    return alone and line.kind(at + 1) is Kind.CLOSE and beside


def _is_posted(line: Reading, index: int) -> bool:
    """张明 发表于 2005-9-15."""
    return line.kind(index) is Kind.META and line.text(line.tokens[index]) in ("发表于", "发布于")


def _role_by(line: Reading) -> str:
    return "maker" if line.role is not None and line.role.media else "word"
