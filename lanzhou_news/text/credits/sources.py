"""The label of the source and its value: 来源：金城晚报, 转自“金城夜话”微信公众号."""

from __future__ import annotations

from lanzhou_news.text.credits import names, outlets
from lanzhou_news.text.credits.bylines import read_people
from lanzhou_news.text.credits.origins import slash_joins
from lanzhou_news.text.credits.reading import LABEL_MARKS, Reading
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind, Role


def read_source(line: Reading, index: int) -> int:
    """来源：X, up to the next label, blank or bracket."""
    after = line.skip(index + 1)
    boxed = line.kind(index - 1) is Kind.OPEN and line.kind(index + 1) is Kind.CLOSE  # 【来源】金城晚报
    label = line.kind(after) in LABEL_MARKS or boxed
    glued = index > 0 and line.tokens[index - 1].kind is Kind.WORD and not line.named(index - 1)
    if glued or not (label or index == line.first() or line.kind(index - 1) in (Kind.OPEN, Kind.SPACE)):
        line.unexplained.append(line.tokens[index])  # 水的来源：黄河; 选自…
        return index + 1
    if label:
        after = line.skip(after + 1)
    quoted = told = False
    while line.kind(after) is Kind.OPEN or _is_account(line, after) or _is_day_of_issue(line, after):
        quoted = quoted or line.text(line.tokens[after]) == '"'
        told = told or line.text(line.tokens[after]).endswith(("公众号", "微信", "微博"))
        after = line.skip(after + 1)
    if not label and line.kind(after) is Kind.COLON and _is_account(line, line.back(after)):
        label, after = True, line.skip(after + 1)  # 首发于微信公众号：金城夜话
    stop = after
    while stop < len(line.tokens) and _in_source(line, after, stop):
        stop += 1
    value = line.tokens[after:stop]
    account = quoted and told  # 来自微信公众号“金城夜话”
    while value and _is_account(line, stop):  # “金城发布”微信公众号
        account = account or (quoted and line.text(line.tokens[stop]) != '"')
        stop += 1
    if value and value[0].kind is Kind.META and line.kind(line.skip(stop)) is Kind.COLON:
        return after  # 来源： 时间：2023-05-12
    if value and _is_markup(line, value[0]):
        line.unexplained.extend(value)
        return stop
    if not value or not (label or account or value[0].kind in (Kind.OUTLET, Kind.BOOK)):
        return max(after, index + 1) if label else index + 1
    if len(value) > 1 and value[0].kind is Kind.ABOUT and value[1].kind is Kind.OUTLET:
        value = value[1:]  # 来源：综合新华社、人民日报
    if [token.kind for token in value[:2]] == [Kind.OUTLET, Kind.WORD] and _is_dateline(line, stop):
        value = value[:1]  # 来源：新华社北京5月3日电
    if len(value) > 1 and value[0].kind is Kind.BOOK and value[1].kind is not Kind.MARK:
        value = value[:1]  # 选自《金城文史》第三辑
    while len(value) > 1 and value[-1].kind in (Kind.ABOUT, Kind.REPORT, Kind.WIRE) and value[-2].kind is Kind.OUTLET:
        value = value[:-1]  # 来源：金城晚报综合
    if len(value) > 1 and value[-1].kind is Kind.WORD and line.text(value[-1]) == "等":
        value = value[:-1]
    name = line.printed[value[0].start : value[-1].end].strip()
    name = name[1:-1] if value[0].kind is Kind.BOOK and len(value) == 1 else name
    folded = line.folded[value[0].start : value[-1].end].strip()
    stock = value[0].kind is Kind.STOCK and (len(value) == 1 or not outlets.is_unit(folded))  # but 景区管委会
    if outlets.is_nowhere(folded) or stock or len(folded) > 24:
        line.unexplained.extend(value)
    elif names.is_name(folded) and not account and not outlets.is_outlet(folded):
        line.role, line.role_text, line.ambiguous = Role(), "作者", True  # a person in the outlet's place
        read_people(line, value, stop)
    else:
        line.source = line.source or name
    line.strong = True
    line.open_bracket()
    line.value_end = stop
    return stop


def _is_day_of_issue(line: Reading, index: int) -> bool:
    """摘自2009年3月2日《报刊文摘》."""
    return line.kind(index) is Kind.DATE and line.kind(line.skip(index + 1)) is Kind.BOOK


def _is_dateline(line: Reading, index: int) -> bool:
    return line.kind(index) is Kind.DATE and line.kind(line.skip(index + 1)) is Kind.WIRE


def _is_account(line: Reading, index: int) -> bool:
    """微信公众号“兰州发布”: the words before the account's name, and its quotation mark."""
    text = line.text(line.tokens[index]) if index < len(line.tokens) else ""
    return text in ('"', "@", "公众号", "微信公众号", "官方微信", "官方微博", "微博", "微信")


def _in_source(line: Reading, start: int, index: int) -> bool:
    kind = line.tokens[index].kind
    if kind in (Kind.WORD, Kind.OUTLET, Kind.BOOK, Kind.STOCK, Kind.WIRE):
        return True
    if kind is Kind.TEXT and outlets.is_unit(line.text(line.tokens[index])):
        return index == start or line.tokens[index - 1].end == line.tokens[index].start  # 来源：图书馆, 市图书馆
    control = kind is Kind.META and line.text(line.tokens[index]).startswith(("返回", "查看", "阅读", "点击"))
    if control or (kind is Kind.META and index > start and line.kind(index - 1) is Kind.OUTLET):
        return False  # 来源：央视新闻举报: a control without a gap
    if _goes_on_in_latin(line, start, index):
        return True
    if kind in (Kind.LATIN, Kind.NUMBER, Kind.REPORT, Kind.META, Kind.ABOUT):
        return index == start or line.tokens[index - 1].end == line.tokens[index].start
    text = line.text(line.tokens[index])
    if index == start or index + 1 >= len(line.tokens):
        return False
    if slash_joins(line, index):
        return True
    if text == "-" and line.text(line.tokens[index + 1]) == "-":  # 法制网——法制日报
        return line.kind(index + 2) in (Kind.OUTLET, Kind.BOOK)
    return text in ("-", "·", "、", "_", "+") and line.tokens[index + 1].kind in (Kind.WORD, Kind.OUTLET, Kind.BOOK)


def _goes_on_in_latin(line: Reading, start: int, index: int) -> bool:
    """Source: Global Times Published: 2020-05-06: capitalised words up to the next label are one name."""
    if line.kind(start) is not Kind.LATIN or index == start:
        return False
    word = index + (line.kind(index) is Kind.SPACE)
    after = line.skip(word + 1)
    return (
        line.kind(word) is Kind.LATIN
        and line.text(line.tokens[word])[0].isupper()
        and line.kind(after) not in LABEL_MARKS
    )


def _is_markup(line: Reading, token: Token) -> bool:
    """来源：http://…, 来源：size="20" name an address or the template, no outlet."""
    text = line.text(token).lower()
    return token.kind is Kind.LATIN and (
        text.startswith(("http", "www.")) or line.folded.startswith("=", token.end) or text.startswith("null")
    )
