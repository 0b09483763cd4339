"""Lines of the page that may carry its date, and how far each can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.labels import join
from lanzhou_news.extract.raw import Line
from lanzhou_news.extract.reading import collapse
from lanzhou_news.extract.vocabulary import is_event_time
from lanzhou_news.text.credits.outlets import is_masthead
from lanzhou_news.text.dates import find_date, find_dates, find_value
from lanzhou_news.text.moments import Moment

_PUBLISHED = re.compile("发布|发表|发稿|刊发|刊登|来源|时间|日期|发文时间|首发|作者|稿源")
_EXPLICIT = re.compile("发布|发表|发稿|刊发|刊登|首发")
"""Words that can only mean the publication; 日期 and 时间 alone may mean another day."""
_OWN_LABEL = re.compile("发布|发表|发稿|刊发|刊登|时间|日期|首发")
"""Words that a later date of a line needs: 来源 before it belongs to an earlier one."""
_SAID = re.compile(r"\s?(?:发布|发表|发稿)")
_NEVER = re.compile(
    r"今天是|现在是|今日是|定于|将于|拟于|即日起|[至到]\s?$|收稿|修回|成文|生成日期|印发日期|施行|有效期|截止|截至|建立于|注册时间|生于|出生|最后登录|copyright|©|版权所有|备案"
    "|许可证|ICP|last (?:modified|updated)|powered by"
    "|(?:活动|报名|考试|会议|举办|举行|开标|投标|竣工|开工|培训|比赛|拍摄|开放|演出|展览|召开|面试|征集|公示|投稿|申报|办理|受理|签约|采访|开庭|开幕)(?:时间|日期|日)",
    re.IGNORECASE,
)
"""Words before a date that make it another day's: the page's clock, legal dates, copyright years, what is announced."""
_NEVER_AFTER = re.compile(
    r"copyright|©|版权所有|备案|许可证|ICP|powered by|施行|截止|起施|设为首页|加入收藏|通过|修订|修正|批准|^\s?[至到]",
    re.IGNORECASE,
)
"""Words behind a date that do so."""
_SELDOM = re.compile(
    r"访问|楼层|回复(?!\s*[:：]\s*\d)|评论于|引用|支持|注册|上一[篇条]|下一[篇条]|相关(?:新闻|链接|阅读)"
)
"""Words of comments and of lists of other articles; they also stand in the line below a headline."""
_READERS = re.compile("阅读|点击|浏览|字号|字体|评论|分享|来源")
"""Neighbours of a publication date in the line below a headline."""
_MODIFIED = re.compile(
    r"(?:更新|修改|更改)(?:时间|日期|于|[：:/]|\s*$)|最[后近](?:更新|修改|编辑|修订)|编辑(?:时间|于)[\s:：]*$|最后由.{1,30}于\s?$"
    r"|(?<![Ll]ast )\b[Uu]pdated?(?: on| at)?\s?:?\s*$"
)
_MODIFIED_AFTER = re.compile(r"\s?(?:最[后近])?(?:更新|修改)过?(?![\u4e00-\u9fff]|\s?[:：/])")
"""（2025-05-06 10:00更新）."""
_LABEL_OF_NEXT = re.compile(r"[\s~～]{1,4}(?:更新|修改|更改|[\u4e00-\u9fff]{0,4}(?:日期|时间)\s?[:：]?)\s?$")
"""What a later date of the line is called: 发布 2021-03-04 更新 2021-03-05."""
_UPDATE_ORDERS = re.compile(r"(?:更新|修改|更改)(?:时间|日期|于)?[:：]?\s?\d\d[/.-]\d\d[/.-](?:19|20)\d\d")
_OF_TEXT = re.compile("[（(]?(?:本文|文章|此文)于?[^，。]{6,30}[）)]?。?$")
"""（本文于2020年1月1日更新） below the text."""
_MAY_BE_UPDATE = re.compile("更新|修改|更改|最[后近]|编辑|[Uu]pdate")
_OWN_LINE = 14
"""A line of the text dates the article when at most so many characters (an outlet, a weekday) stand beside the date."""
CLOCK = re.compile(
    r"(?:(?:香港|北京|台北|澳门)?时间\s?)?(?P<clock>(?:[01]?\d|2[0-3])\s?(?:[:：]\s?|时|点)[0-5]\d分?(?:[:：]?[0-5]\d秒?)?)"
)
"""A clock time alone on its line: 09:45, 香港时间16时35分."""
ALMOST_A_YEAR = timedelta(days=364)
ANY_DAY = datetime(2000, 12, 31)
"""A reference of a leap year, to find days without a year where the year is not asked."""
_LABELLED = re.compile("发表于|发布于|(?:发布|发表|發[布佈表])(?:时间|時間|日期)")
_LONE_LABEL = 8
"""Characters of the longest label in a cell of its own, with colon and inner blanks."""
BELOW = 3
"""Lines below the day that signs a notice: （此件公开发布）, an attachment, …印发."""
LONGEST_ALONE = 45
"""Characters of the longest such line."""
FIRST_LINES = 8
"""Lines of the text above which no date of the article stands: kicker, credits, a lead."""
_DATE_SIGN = re.compile(r"(?:19|20)\d\d|[零〇○]")
"""What every such line with a year has."""
MOST_BESIDE = 6
"""Chinese characters beside a day without a label below the text that may still be the article's: 李华 兰州晚报."""
_GLUED = re.compile("[\u4e00-\u9fff]+")
_GLUED_BEFORE = re.compile("[\u4e00-\u9fff](?<![于在期间])$")
LONGEST_GLUED = 6
"""Characters that touch a day from behind and make a phrase of it: 纪念2008年5月12日汶川地震."""
_SENTENCE = re.compile("[，。；！？]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST = 400
"""Characters of the longest line with a date that is looked at."""
REACH = 30
"""Characters around a date of the text in which such words are looked for."""
_ROWS_SEARCHED = 400
"""Lines of the page looked at when no candidate was handed over."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date and how far it can be trusted."""

    moment: Moment
    origin: str
    score: int = 0
    """Among candidates of one origin the highest wins, then the first."""


def likely_lines(draft: Draft) -> Iterator[tuple[str, int]]:
    """Visible lines that may carry the date, with the trust that their place gives."""
    seen: set[str] = set()
    head = join(draft.raw.head)
    for line, following in zip(head, [*head[1:], *draft.raw.body[:1], None], strict=False):
        seen.update(_key(part) for part in line.raw.split("\n"))
        if following is None or not is_event_time(line.text, following.text):
            yield line.text, 4
    for candidate in draft.raw.dates:
        if candidate.origin == "line" and candidate.field == "published" and _key(candidate.raw) not in seen:
            seen.add(_key(candidate.raw))
            yield candidate.raw, 1
    for line in draft.raw.tail:
        if _key(line.raw) not in seen:
            seen.add(_key(line.raw))
            yield line.text, 0
    article = draft.article
    for raw in (article.source_raw, article.editor_raw, article.byline_raw):  # meta lines that stood in the text
        for part in raw.split("\n") if raw else ():
            if _key(part) not in seen and find_date(part, ANY_DAY) is not None:
                seen.add(_key(part))
                yield part, 3
    for index, line in enumerate(draft.raw.body[:FIRST_LINES]):
        moment = None if tells_event(draft, index) else lone_date(line.text)
        if moment is not None and (moment.precision != "day" or is_masthead(line.text.replace(moment.raw, "").strip())):
            yield line.text, 2


def text_lines(draft: Draft) -> list[tuple[str, int]]:
    """Days alone on lines of the text: the first line, or the last two where letters are signed.

    A text with several such lines is a chronicle, and with 地点：… beside it the day is an event's.
    """
    body = draft.raw.body
    if not body or all(_DATE_SIGN.search(line.text) is None for line in body):
        return []
    alone = [index for index, line in enumerate(body) if lone_date(line.text) is not None]
    last = len(body) - 1
    signed = [
        index
        for index in alone
        if index >= last - BELOW and not any(_SENTENCE.search(line.text) for line in body[index + 1 :])
    ]
    if len(signed) > 1 and "印发" not in body[signed[-1]].text:
        signed = signed[-1:]
    found = alone if len(alone) == 1 and alone[0] < FIRST_LINES else signed
    return [(_clocked(body, index), 2) for index in found if not tells_event(draft, index)]


def _clocked(body: list[Line], index: int) -> str:
    """A line with the clock time that stands alone on the next one: 香港时间16时35分."""
    following = body[index + 1].text if index + 1 < len(body) else ""
    clock = CLOCK.fullmatch(following) if len(following) < LONGEST_ALONE else None
    return f"{body[index].text} {clock['clock']}" if clock else body[index].text


def tells_event(draft: Draft, index: int) -> bool:
    """Is a line of the text 时间：… beside 地点：…?"""
    body = draft.raw.body
    return is_event_time(body[index].text, *(line.text for line in body[max(index - 1, 0) : index + 2]))


def lone_date(text: str, reference: datetime | None = None) -> Moment | None:
    """The date of a line that holds little else: a label, an outlet, a weekday.

    >>> lone_date("2024年5月1日 星期三").precision, lone_date("2024年5月1日，公园开放。")
    ('day', None)
    """
    if len(text) >= LONGEST_ALONE or (moment := find_date(text, reference)) is None:
        return None
    before, _, after = text.partition(moment.raw)
    phrase = _GLUED.match(after)
    if phrase and (len(phrase[0]) >= LONGEST_GLUED or _GLUED_BEFORE.search(before)) and not is_masthead(phrase[0]):
        return None
    return moment if len(before + after) <= _OWN_LINE and not _SENTENCE.search(before + after) else None


def _key(line: str) -> str:
    return "".join(line.split())[:60]


def labelled_rows(draft: Draft) -> Iterator[tuple[str, int]]:
    """Lines of the whole page that say 发表于, 发布时间 …: for pages whose date stands far from the text."""
    if not draft.pages or draft.raw.extractor.get("body") == "plain-text":
        return
    rows = draft.pages[0].reading.rows[:_ROWS_SEARCHED]
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        if len(row.text) < 200 and _LABELLED.search(row.text):
            lone = following is not None and len(row.text) <= _LONE_LABEL and len(following.text) <= LONGEST_ALONE
            yield (f"{row.text.rstrip(':： ')}：{following.text}" if lone and following else row.text), 0


def time_elements(draft: Draft) -> Iterator[tuple[str, Moment]]:
    """What each ``<time datetime="2023-09-23T08:00">`` of the page prints, and the moment it means."""
    if not draft.pages or "<time" not in draft.pages[0].text or draft.raw.extractor.get("body") == "plain-text":
        return
    for element in draft.pages[0].tree.iter("time"):
        value = element.get("datetime")
        if value and (moment := find_value(value[:40])):
            yield collapse("".join(map(str, element.itertext())))[:REACH], moment


def from_lines(lines: Iterable[tuple[str, int]], reference: datetime | None, origin: str = "line") -> list[Candidate]:
    """Candidates of the lines; each date is judged by the words around it, up to its neighbours in the line."""
    found: list[Candidate] = []
    for text, trust in lines:
        if len(text) > _LONGEST:
            continue
        for moment, before, after in _with_neighbours(text, reference):
            score = _score(text, moment, trust, before, after)
            if score > 0:
                found.append(Candidate(moment, origin, score))
    return found


def _with_neighbours(text: str, reference: datetime | None) -> Iterator[tuple[Moment, str, str]]:
    """Each date of a line, the words before it and those behind it, up to the next dates."""
    moments = find_dates(text, reference)
    ends = [0, *(moment.start + len(moment.raw) for moment in moments)]
    starts = [*(moment.start for moment in moments[1:]), len(text)]
    for moment, begin, end, stop in zip(moments, ends, ends[1:], starts, strict=False):
        after = text[end:stop]
        yield moment, text[begin : moment.start], after if stop == len(text) else _LABEL_OF_NEXT.sub("", after)


def _score(text: str, moment: Moment, trust: int, before: str, after: str) -> int:
    """Trust in one date of a line, 0 for another day's."""
    if _NEVER.search(before) or _is_update(before, after) or _NEVER_AFTER.search(after):
        return 0
    labelled = (_PUBLISHED.search(before[-12:]) or _SAID.match(after)) is not None
    if labelled and moment.start > len(before):  # 2021-11-03 07:12 来源：金城晚报 2021年11月02日
        labelled = _OWN_LABEL.search(before[-12:]) is not None or _SAID.match(after) is not None
    ago = trust >= 3 and moment.raw.endswith("前")
    if moment.inferred and moment.precision == "day" and not (labelled or ago or _READERS.search(text)):
        return 0  # 11月22日 星期日 is a clock, 今日 a heading
    score = trust + 3 * labelled + (moment.precision != "day") + (len(text) <= 60)
    score += trust >= 3 and _EXPLICIT.search(before[-12:]) is not None
    score += trust > 3 and _READERS.search(text) is not None
    score -= after.startswith("印发")  # below the day that signs the document
    score -= 6 * bool(_SELDOM.search(text)) + 2 * (len(before) > 25) + 3 * moment.inferred
    if trust < 2 and not labelled and moment.precision == "day" and len(_HAN.findall(before + after)) > MOST_BESIDE:
        return 0  # 技术支持：某某公司 2019-05-06
    if trust < 2 and not labelled:  # 标题(2006-12-19), [2005-08-21] 标题: a list of other articles
        score -= 2 * (len(_HAN.findall(before + after)) > 10)
    return score


def is_event(text: str, moment: Moment) -> bool:
    """Does the text around a date say that it is no publication's: 截止日期, …通过, a span of days?

    >>> text = "（2019年5月6日市人大常委会通过）"
    >>> is_event(text, find_date(text))
    True
    """
    end = moment.start + len(moment.raw)
    before, after = text[max(0, moment.start - REACH) : moment.start], text[end : end + REACH]
    return _NEVER.search(before) is not None or _NEVER_AFTER.search(re.split("[。；]", after)[0]) is not None


def modified(draft: Draft, fetched: datetime | None, published: Moment | None) -> list[Candidate]:
    """Dates of later updates; one without its year is the first such day after the publication."""
    found = []
    for candidate in draft.raw.dates:
        if candidate.field == "modified" and (moment := find_value(candidate.raw, fetched)):
            found.append(Candidate(moment, candidate.origin))
    own = [line for line in draft.raw.body[-1:] if _OF_TEXT.match(line.text)]
    for line in draft.raw.head + own + draft.raw.tail:
        if _MAY_BE_UPDATE.search(line.text) is None:
            continue
        if _UPDATE_ORDERS.search(line.text):  # 08/05/2020: told by the element that prints it
            found += [Candidate(moment, "time-tag") for printed, moment in time_elements(draft) if printed in line.text]
        for moment, before, after in _with_neighbours(line.text, fetched):
            if _is_update(before, after):
                if moment.inferred and published and moment.raw[0].isdigit() and "前" not in moment.raw:
                    again = find_date(moment.raw, published.when + ALMOST_A_YEAR)
                    moment = again if again and again.when >= published.when else moment
                found.append(Candidate(moment, "line"))
    return found


def _is_update(before: str, after: str) -> bool:
    return _MODIFIED.search(before) is not None or _MODIFIED_AFTER.match(after) is not None
