"""The written forms of dates: one pattern a form, and the reading of their numbers and clock times."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

FIRST_ROC_YEAR = 1911
"""民國112年 is 1911 + 112."""
_HALF = "上午|下午|凌晨|清晨|早上|早晨|早|中午|傍晚|晚上|晚间|夜间|晚|夜|[AaPp]\\.?[Mm]\\.?"
_TIME = (
    rf"(?:(?P<half0>{_HALF})\s?)?(?P<hour>[0-2]?\d)\s?(?:[:：]\s?|[时時点點]\s?)(?P<minute>[0-5]\d(?!\d)|\d(?=:\d|分))分?"
    r"(?:[:：]?(?P<second>[0-5]\d|(?<=:)\d)(?!\d)秒?)?(?:[.:]\d{1,9}(?!\d))?\s?(?P<half>[AaPp]\.?[Mm])?"
)
_WEEKDAY = r"(?:\s?[(（]?\s?(?:星期|周|週|禮拜|礼拜)[一二三四五六日天]\s?[)）]?|\s?[(（][一二三四五六日天][)）])?"
_GAP = r"(?:\s*[,，T/|\-—]\s?|\s{0,4}(?:(?:HKT|(?:香港|北京|台北)[时時][间間]|at)\s?)?)"
_ZONE = r"\s?(?P<zone>[Zz](?![A-Za-z])|[+-][01]\d:?[0-5]\d(?!\d))?"

YEAR_FIRST = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?:\s{0,2}[-年/.．·_–—]\s{0,2}|\s(?=\d\d\s?[-/月]\s?\d\d日?\s{1,4}\d\d:))"
    r"(?P<month>1[0-2]|0?[1-9])\s{0,2}[-月/.．·_–—]\s{0,2}"
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?!%|\d(?!\d:\d\d))\s{{0,2}}[日号號]?{_WEEKDAY}(?:{_GAP}{_TIME}{_ZONE})?",
    re.ASCII,
)
"""2023年9月23日, ``2013 年 6 月 5 日``, 2020/11/16/ 18:44, 2022.01.20 16:31, 2022-02-13T10:28:16.000Z, and what boxes
side by side make of them: ``2023 05/12 09:31``, ``2023 05-12 09:31``, 2023-05-1208:30."""
TIME_FIRST = re.compile(
    rf"(?<![\d~至到\-—])(?<!\d:){_TIME}\s{{1,3}}(?:\|\s)?(?P<year>(?:19|20)\d\d)(?P<mark>[-/.年])(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?P=mark)|月)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|%)日?(?!\s{0,3}\d?\d[:：]\d)",
    re.ASCII,
)
"""13:30 2022-06-18: the clock time first, as papers of Hong Kong print it."""
LABELLED = re.compile(
    r"(?:日期|时间|時間)[:：]\s?(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
    re.ASCII,
)
"""发布日期：20250506; without its label eight digits are a number."""
_DAY = r"(?P<month>1[0-2]|0?[1-9])\s?{}\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!%|\d(?!\d:\d\d))"
LABELLED_SHORT = re.compile(
    rf"(?:(?:日期|时间|時間)[:：]|发[布表]于[:：]?)\s?(?P<date>(?P<year>\d\d|1[0-4]\d)(?P<mark>[-/.])"
    rf"{_DAY.format('(?P=mark)')}{_WEEKDAY}(?:\s{{0,3}}{_TIME})?)",
    re.ASCII,
)
"""时间:09-11-03, and 发布日期：112-05-08 of Taiwan's offices: without a label such numbers are anything."""
ROC_SHORT = re.compile(
    rf"(?<![\d.年第-])(?P<year>1[0-4]\d)(?:\s?年\s?{_DAY.format('月')}\s?[日号號]{_WEEKDAY}(?:\s{{0,3}}{_TIME})?)",
    re.ASCII,
)
"""112年5月8日: no other calendar has years so short that are told with their day."""
ROC_ALONE = re.compile(
    rf"\s*(?P<date>(?P<year>1[0-4]\d)(?P<mark>[-/.]){_DAY.format('(?P=mark)')}(?:\s{{1,3}}{_TIME})?)\s*", re.ASCII
)
"""112/05/08 with nothing else on its line."""
BOXES = re.compile(
    r"\s*(?:(?P<day>3[01]|[12]\d|0[1-9])日?(?:\s{1,2}[-/|]?\s{0,2}|[/|]\s{0,2})(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?"
    r"(?P<month>1[0-2]|0?[1-9])月?"
    r"|(?P<m2>1[0-2]|0?[1-9])\s?[-/.月]\s?(?P<d2>3[01]|[12]\d|0?[1-9])日?\s{1,2}(?P<y2>(?:19|20)\d\d)年?"
    r"|(?P<y3>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m3>1[0-2]|0?[1-9])月?\s{1,2}(?P<d3>3[01]|[12]\d|0[1-9])日?"
    r"|(?P<y4>(?:19|20)\d\d)年?\s{1,2}(?P<m4>1[0-2]|0[1-9])[-/.](?P<d4>3[01]|[12]\d|0[1-9]))\s*",
    re.ASCII,
)
"""15 2022-09, 09/15 2022, 2022-09 15 with nothing else on the line: day and month in boxes of their own."""
SHORT_YEAR = re.compile(
    r"(?<![\d./:-])(?:(?P<year>\d\d)[-/.](?P<month>1[0-2]|0[1-9])[-/.](?P<day>3[01]|[12]\d|0[1-9])(?![\d./-])"
    rf"{_WEEKDAY}\s{{1,4}}{_TIME})",
    re.ASCII,
)
"""17-05-25 08:22: with its clock time only, or it is a score or a part number."""
NUMERIC_DAY_FIRST = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)(?!\d)"
    rf"(?:{_GAP}{_TIME})?",
    re.ASCII,
)
"""06/02/2022 - 13:48, 9/17/2004 5:54:13 AM."""
RFC_2822 = re.compile(r"[A-Z][a-z]{2},\s\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s(?:[+-]\d{4}|GMT|UTC|Z)")
"""Mon, 13 Feb 2022 10:28:16 GMT."""
JAVA = re.compile(
    r"\b[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d\d| ?\d) (?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) "
    r"(?:(?:CST|GMT\+08:00) )?(?P<year>(?:19|20)\d\d)"
)
"""Mon Apr 09 09:15:00 CST 2012: how Java prints a date that a template forgot to format, in China's time; C and
Taiwan's boards print none: Fri Jan 20 16:11:22 2023."""
MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
"""Three letters each."""
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ORDINAL = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_BLOG_YEAR = rf"\s{{0,2}},?\s{{1,2}}(?P<year>(?:19|20)\d\d)(?!\d)(?:{_GAP}{_TIME})?"
MONTH_NAMED = re.compile(rf"\b{_MONTH}\s{{1,2}}{_ORDINAL}{_BLOG_YEAR}", re.ASCII)
"""November 20, 2026 8:12 AM: blog programs in Chinese use often keep the English month."""
DAY_MONTH_NAMED = re.compile(rf"(?<![\d./-]){_ORDINAL}\s{{1,2}}{_MONTH}{_BLOG_YEAR}", re.ASCII)
"""20 Nov 2026."""
ROC_YEAR = re.compile(
    r"民[国國]\s?(?P<year>[89]\d|1\d\d)\s?年\s?(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[日號号]"
    rf"{_WEEKDAY}(?:\s{{0,3}}{_TIME})?",
    re.ASCII,
)
"""民國112年9月23日: years are counted from 1912 on Taiwan."""
_HAN_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月"
MONTH_OF_BLOGS = re.compile(
    rf"(?<![\d年./\-零〇一二三四五六七八九十])(?:{_HAN_MONTH}\s?{_ORDINAL}日?,\s?|{_ORDINAL.replace('<day>', '<d2>')}\s"
    rf"{_HAN_MONTH.replace('<month>', '<m2>')},?\s)(?P<year>(?:19|20)\d\d)(?!\d)(?:{_GAP}{_TIME})?",
    re.ASCII,
)
"""9 月 15, 2022, 九月 15, 2022, 15 9 月, 2022: the American order with a Chinese month, as WordPress prints it."""
_NUMERAL = "〇○零Ｏ一二三四五六七八九十廿两"
CHINESE_YEAR = re.compile(
    f"(?<![{_NUMERAL}])(?P<year>[一二][{_NUMERAL}oO0]{{3}})年(?P<month>[{_NUMERAL}]{{1,2}})月"
    rf"(?P<day>[{_NUMERAL}]{{1,3}})[日号]{_WEEKDAY}(?:\s{{0,3}}{_TIME})?"
)
"""二〇二三年九月二十三日, 二○一三年…"""
LABELLED_MONTH_DAY = re.compile(
    r"(?:(?:发[布表]|更新|录入|添加|上传)(?:日期|时间)|日期)[:：]\s?"
    r"(?P<date>(?P<month>1[0-2]|0?[1-9])[-/](?P<day>3[01]|[12]\d|0?[1-9]))(?![\d./:-])",
    re.ASCII,
)
"""发布日期：11-18."""
ROC_NUMERALS = re.compile(
    "民[国國](?:(?P<hundred>一百)[零〇]?)?(?P<year>[一二三四五六七八九十〇零○]{1,3})年"
    "(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十廿]{1,3})日"
)
"""民国一百零一年五月三日, 民国一一二年…, 民国九十八年…."""
MONTH_DAY = re.compile(
    r"(?<![\d年./-])(?:(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[日号號]"
    r"|(?P<m2>1[0-2]|0?[1-9])[-/](?P<d2>3[01]|[12]\d|0?[1-9])(?=\s{1,3}[0-2]?\d[:：]\d\d))"
    rf"{_WEEKDAY}(?:\s{{0,3}}{_TIME})?",
    re.ASCII,
)
"""1月2日, 10-17 09:30: month and day without a year."""
DAY_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2}
"""Named days, as days before the reference."""
NAMED_DAY = re.compile(
    rf"(?P<name>{'|'.join(DAY_AGO)})(?:\s{{0,3}}{_TIME}|(?<=^..)(?=\s*$)|(?<=[：:|\s]..)(?=\s*$))", re.ASCII
)
"""昨天 18:20; without a clock time only where nothing follows: 今日推荐 is no date."""
UNIT_AGO = re.compile(
    rf"(?P<just>刚刚)|(?:(?P<count>\d{{1,3}}|[{_NUMERAL}半]{{1,3}})\s?个?(?P<half>半)?\s?"
    r"(?P<unit>秒钟?|分钟?|小时|钟头|天|日|周|星期)(?:之|以)?前)"
)
"""两小时前, 3分钟前, 刚刚."""
LUNAR = re.compile(
    f"(?:农历|農曆|阴历|陰曆|夏历|旧历)[{_NUMERAL}甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥年正冬腊臘初月日]{{2,14}}"
)
"""Days of the lunar calendar are no dates here."""
COMPACT = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[ T_]?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?"
)
EPOCH = re.compile(r"([6-9]\d{8}|[1-3]\d{9})(?:\d{3})?")
"""Seconds or milliseconds since 1970, from 1989 on."""

_DIGIT = {char: index for index, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零Ｏ0oO", 0) | {"两": 2}
_AFTERNOON = frozenset(("下", "傍", "晚", "夜", "p", "P"))


def number(text: str) -> int | None:
    """Arabic or Chinese whole number up to 99, or a year digit by digit; None for anything else.

    >>> number("二十三"), number("十"), number("二〇二三"), number("12")
    (23, 10, 2023, 12)
    """
    if text.isdecimal():
        return int(text)
    if text == "半":
        return 0
    text = text.replace("廿", "二十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1 or (tens + ones).strip("".join(_DIGIT)):
            return None
        return _DIGIT.get(tens, 1) * 10 + _DIGIT.get(ones, 0)
    value = 0
    for char in text:
        if char not in _DIGIT:
            return None
        value = value * 10 + _DIGIT[char]
    return value


def short_year(year: int) -> int:
    """98 is 1998, 09 is 2009, 112 is a year of the Republic.

    >>> short_year(98), short_year(9), short_year(112)
    (1998, 2009, 2023)
    """
    if year >= 100:
        return year + FIRST_ROC_YEAR
    return year + (1900 if year >= 90 else 2000)


def clock(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    """Hour, minute and second (None when not given) of a date's clock time, on the 24-hour clock."""
    if match["hour"] is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    second = int(match["second"]) if match["second"] else None
    half = (match["half"] or match["half0"] or "")[:1]
    if (half in _AFTERNOON and hour < 12) or (half == "中" and hour < 6):
        hour += 12
    elif half in ("a", "A", "凌") and hour == 12:
        hour = 0
    return hour, minute, second


def rfc_2822(text: str) -> datetime | None:
    """Aware time of an e-mail style date, or None."""
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
