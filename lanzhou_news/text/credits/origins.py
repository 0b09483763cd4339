"""Where a story comes from: outlets, datelines, 来源 and 据…报道."""

from __future__ import annotations

import re

from lanzhou_news.items import Dateline
from lanzhou_news.text.credits import names, outlets, places
from lanzhou_news.text.credits.reading import GAPS, LABEL_MARKS, Reading
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind

_PARTNERS = ("路透", "法新", "美联", "欧新", "俄新", "塔斯", "韩联", "共同", "德新", "安莎", "埃菲", "盖蒂")
"""Short names of the agencies whose pictures another distributes."""


_PERIODICALS = ("杂志", "周刊", "月刊", "杂志社", "编辑部")
_PRINTED_IN = re.compile(r"\W*(?:本文|此文)?(?:原|首|曾)?(?:发|刊|载)[载发登表]?[于在][^《》。,]{0,24}")
"""What stands before the paper of a reprint: 发于…, 本文刊载于…."""


def read_outlet(line: Reading, index: int) -> int:
    """An outlet: a dateline when 讯 or 电 follows, else the organisation of the people behind it."""
    last = last_joined(line, index)
    token = line.tokens[index]._replace(end=line.tokens[last].end)
    if _dateline_end(line, last + 1) is not None:
        return read_dateline(line, index, token, last + 1)
    if token.outlet == "agency" and line.kind(last + 1) is Kind.SLASH and _is_partner(line, last + 2):
        last += 2  # 新华社/欧新
    name = line.printed_text(token).replace(" ", "")
    in_staff = line.role is not None and line.labelled and line.role.field != "people"
    if outlets.is_nowhere(line.text(token)) or (in_staff and token.outlet == "self"):
        line.unexplained.append(token)  # 作者：互联网, 责任编辑：本网编辑
        return index + 1
    if line.kind(index - 1) is Kind.COLON and line.kind(index - 2) is Kind.META:
        return index + 1  # 第A04版：都市新闻
    after = line.skip(last + 1)
    works_there = line.kind(after) is Kind.ROLE
    if in_staff and works_there and not line.group and line.kind(line.skip(after + 1)) in LABEL_MARKS:
        line.open_bracket()  # 出品 | 搜狐科技 作者 | 李华
        return last + 1
    picture = (
        token.outlet != "agency"
        and line.role is not None
        and line.labelled
        and line.role.media
        and line.role_text != "文"
        and not line.group
    )
    if picture and line.kind(after) not in (Kind.WORD, Kind.ROLE, Kind.OUTLET):
        line.open_bracket()  # 摄影 | 天文社
        return last + 1
    if works_there or not in_staff:  # 编辑：澎湃新闻 does not say where the story is from
        _keep_outlet(line, name, token.outlet or "outlet")
    line.organization = name
    if line.group and _names_follow(line, last + 1) and line.role is not None:
        line.ambiguous, line.group = True, []  # 央视记者 张欣 甘肃台 李江: the role may go on
    elif line.group:
        line.role, line.role_text, line.group = None, None, []
    return last + 1


def _is_partner(line: Reading, index: int) -> bool:
    return line.kind(index) is Kind.WORD and line.text(line.tokens[index]) in _PARTNERS


def _names_follow(line: Reading, index: int) -> bool:
    """A blank and a full name stand behind an outlet."""
    word = line.kind(index) is Kind.SPACE and line.kind(index + 1) is Kind.WORD
    return word and names.is_name(line.text(line.tokens[index + 1]))


def last_joined(line: Reading, index: int) -> int:
    """Index of the last of several outlets that hyphens or a slash join: 经济日报-中国经济网, 新甘肃/甘肃日报."""
    while True:
        if slash_joins(line, index + 1) or _is_branch(line, index + 1):
            index += 2
            continue
        after = hyphen = line.skip(index + 1)
        while line.kind(after) is Kind.MARK and line.text(line.tokens[after]) in "-—–―·":
            after = line.skip(after + 1)
        if after == hyphen or line.kind(after) is not Kind.OUTLET:
            return index
        index = after


def _is_quoted_account(line: Reading, index: int) -> bool:
    if index + 3 >= len(line.tokens):
        return False
    account = line.text(line.tokens[index + 3])
    word = line.kind(index + 1) in (Kind.WORD, Kind.OUTLET)
    return (
        word
        and line.text(line.tokens[index + 2]) == '"'
        and account.startswith(("微信", "微博", "官方", "公众号", "客户端"))
    )


def _is_branch(line: Reading, index: int) -> bool:
    """浙江在线-乐清支站讯: a hyphen and a word between an outlet and 讯."""
    around = [line.kind(at) for at in range(index, index + 3)]
    hyphen = around == [Kind.MARK, Kind.WORD, Kind.WIRE] and line.text(line.tokens[index]) == "-"
    return hyphen and line.tokens[index + 1].start == line.tokens[index].end


def slash_joins(line: Reading, index: int) -> bool:
    """A slash without blanks between two outlets, of which the second may be one that only its place tells."""
    around = [line.kind(at) for at in range(index - 1, index + 3)]
    if around[:3] == [Kind.OUTLET, Kind.SLASH, Kind.OUTLET]:
        return True
    if around != [Kind.OUTLET, Kind.SLASH, Kind.WORD, Kind.ROLE]:
        return False
    brand, role = (line.text(line.tokens[at]) for at in (index + 1, index + 2))
    if not role.endswith("记者"):
        return False  # 金城晚报/掌上金城记者
    return 3 <= len(brand) <= 6 and not names.is_name(brand) and not names.split_joined(brand)


def _keep_outlet(line: Reading, name: str, kind: str) -> None:
    if kind == "agency":
        line.agency = line.agency or name
    elif kind == "self":
        line.self_name = line.self_name or name
    else:
        line.outlet = line.outlet or name


def _dateline_end(line: Reading, index: int) -> int | None:
    """Index behind 讯 or 电 when place, date and wire word follow, else None."""
    index = line.skip(index)
    if line.kind(index) is Kind.BOOK and line.kind(index - 1) is Kind.OUTLET:
        index = line.skip(index + 1)  # 中国之声《新闻纵横》北京2月22日电
    if [line.kind(at) for at in range(index, index + 3)] == [Kind.OPEN, Kind.LATIN, Kind.CLOSE]:
        index += 3 * ("." in line.text(line.tokens[index + 1]))  # 证券时报网（www.stcn.com）5月12日讯
    if line.kind(index) is Kind.WORD and len(line.text(line.tokens[index])) <= 8:
        index = behind_places(line.tokens, index)
    dated = False
    while line.kind(index) is Kind.DATE:
        index, dated = line.skip(index + 1), True
    index += dated and line.kind(index) is Kind.ABOUT  # 中央社台北11日綜合外電報導
    if dated and line.kind(index) is Kind.REPORT and line.text(line.tokens[index]).endswith(("报道", "报导")):
        return index + 1
    return index + 1 if line.kind(index) is Kind.WIRE else None


def behind_places(tokens: list[Token], index: int) -> int:
    """Index behind the place of a dateline, or behind several: 新华社华盛顿、东京1月2日电."""
    index += 1
    while [token.kind for token in tokens[index : index + 2]] == [Kind.LIST, Kind.WORD]:
        index += 2
    while index < len(tokens) and tokens[index].kind is Kind.SPACE:
        index += 1
    return index


def is_place_dateline(line: Reading, index: int) -> bool:
    """兰州1月2日电, 兰州讯: a dateline without an outlet."""
    dated = line.kind(index + 1) is Kind.DATE and line.kind(line.skip(index + 2)) is Kind.WIRE
    opens = line.kind(index + 1) is Kind.WIRE and index == line.first()
    word = line.text(line.tokens[index])
    if dated and index == line.first() and 2 <= len(word) <= 6 and "年" in line.text(line.tokens[index + 1]):
        return True  # an outlet that no table holds: 甜瓜时空2012年5月8日讯
    after = line.skip(index + 2)
    after += line.kind(after) is Kind.OPEN
    if opens and 2 <= len(word) <= 6 and line.kind(after) is Kind.ROLE:
        return True  # 温都讯 记者 张明, 阳光讯（记者 张明）
    return (dated or opens) and places.is_place(word)


def read_dateline(line: Reading, index: int, outlet: Token | None, behind: int) -> int:
    """The dateline at ``index``, its place and date from ``behind`` on. Returns the index behind 讯 or 电."""
    end = _dateline_end(line, behind)
    assert end is not None
    about = index > 0 and line.tokens[index - 1].kind is Kind.ABOUT
    start = line.tokens[index - 1].start if about else line.tokens[index].start
    inside = line.tokens[behind:end]
    place = [line.printed_text(token) for token in inside if token.kind is Kind.WORD]
    if outlet is None and place and not places.is_place(line.text(line.tokens[index])):
        place = []
    dates = [token for token in inside if token.kind is Kind.DATE]
    date = line.printed[dates[0].start : dates[-1].end].strip() if dates else None
    line.dateline = Dateline(line.printed[start : line.tokens[end - 1].end], "、".join(place) or None, date)
    line.strong = True
    if outlet is not None:
        name, kind = line.printed_text(outlet), outlet.outlet
        wire = line.text(line.tokens[end - 1])
        if wire.endswith("电") and (agency := outlets.agency_of(line.text(outlet))):
            name, kind = name[: len(agency)], "agency"  # 新华社新媒体专电
        if kind == "agency" or (kind == "wire" and wire == "电"):
            line.agency = line.agency or name
        else:
            line.dateline_outlet = name if kind != "self" else None
            line.self_name = line.self_name or (name if kind == "self" else None)
        line.organization = name
    return end


def read_about(line: Reading, index: int) -> int:
    """据人民日报报道, 据《人民日报》, 综合新华社、人民网."""
    after = line.skip(index + 1)
    quoted = after < len(line.tokens) and line.text(line.tokens[after]) == '"' and _is_quoted_account(line, after)
    if quoted:  # 据“金城公安”微信公众号消息
        line.about = line.about or (line.printed_text(line.tokens[after + 1]), "outlet")
        after += 4
        while line.kind(after) in (Kind.META, Kind.WORD) and line.tokens[after - 1].end == line.tokens[after].start:
            after += 1
        return after
    token = line.tokens[after] if after < len(line.tokens) else None
    if token is None or token.kind not in (Kind.OUTLET, Kind.BOOK):
        return index + 1
    if token.kind is Kind.OUTLET and _dateline_end(line, after + 1) is not None:
        return read_dateline(line, after, token, after + 1) if after == index + 1 else after
    if token.kind is Kind.OUTLET and (last := last_joined(line, after)) != after:  # 据每日甘肃网-兰州晨报报道
        token, after = token._replace(end=line.tokens[last].end), last
    name = line.printed_text(token).strip("《》")
    kind = token.outlet or "outlet"
    if token.kind is Kind.BOOK:
        kind = outlets.known_kind(name) or "outlet"
    line.about = line.about or (name, kind)
    if [line.kind(at) for at in range(after + 1, after + 4)] == [Kind.OPEN, Kind.LATIN, Kind.CLOSE]:
        return after + 4  # 据英国广播公司(BBC)报道
    return after + 1


def read_foreign(line: Reading, index: int) -> int:
    """资料来源：… is no source of the article: its value is left alone; 图据网络 says all it has to say."""
    stop, unit = index + 1, line.text(line.tokens[index]).endswith("单位")
    while stop < len(line.tokens) and line.kind(stop) not in (Kind.ROLE, Kind.SOURCE, Kind.CLOSE):
        told = unit and outlets.is_unit(line.text(line.tokens[stop]))  # 供稿单位：市教育局
        told = told or (line.kind(index + 2) is Kind.STOCK and _numbers(line, stop))
        if line.kind(stop) not in (*GAPS, Kind.STOCK, Kind.OUTLET) and not told:
            line.unexplained.append(line.tokens[stop])
        stop += 1
    return stop


def _numbers(line: Reading, index: int) -> bool:
    """摄图网-500432192, 视觉中国 VCG11127: the picture's number at its agency."""
    return line.kind(index) in (Kind.NUMBER, Kind.DATE, Kind.LATIN) or line.text(line.tokens[index]) == "-"


def read_book(line: Reading, index: int) -> int:
    """《光明日报》（2022年02月13日 02版） names the paper of a reprint."""
    token = line.tokens[index]
    name = line.printed_text(token).strip("《》")
    if line.about is not None and line.kind(index - 1) in (Kind.LIST, Kind.BOOK):  # 综合新华社、《金城晚报》
        _keep_outlet(line, name, outlets.known_kind(name) or "outlet")
        return index + 1
    if line.kind(index - 1) is Kind.OUTLET:  # 据中国之声《新闻纵横》报道
        return index + 1
    dated = any(later.kind is Kind.DATE for later in line.tokens[index + 1 :])
    heads = index == line.skip(0) or (index == line.first() and outlets.is_outlet(name))
    if heads and dated and line.source is None:
        line.source = name
    elif line.source is None and _PRINTED_IN.fullmatch(line.folded[: token.start]):
        line.source, line.strong, line.unexplained = name, True, []  # 发于2021.3.22总第988期《甜瓜周刊》
    elif line.kind(line.skip(index + 1 + _is_periodical(line, index + 1))) in (Kind.ROLE, Kind.QUALIFIER):
        _keep_outlet(line, name, outlets.known_kind(name) or "outlet")
        line.organization = name
        return index + 1 + _is_periodical(line, index + 1)
    else:
        line.unexplained.append(token)
    return index + 1


def _is_periodical(line: Reading, index: int) -> bool:
    """《丝绸之路》杂志记者: what kind of paper it is."""
    return line.kind(index) is Kind.WORD and line.text(line.tokens[index]) in (
        "杂志",
        "周刊",
        "月刊",
        "杂志社",
        "编辑部",
    )
