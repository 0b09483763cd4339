"""A label and its value on two lines: table cells, ``<dt>`` and ``<dd>``, boxes side by side."""

from __future__ import annotations

import re
from functools import lru_cache

from lanzhou_news.extract.raw import Line
from lanzhou_news.text.credits import parse_credits
from lanzhou_news.text.credits.names import is_name, is_weak_name
from lanzhou_news.text.credits.outlets import is_outlet, is_unit
from lanzhou_news.text.dates import find_date

LONGEST_LABEL = 10
"""Characters of the longest label: 文章来源, 责任编辑, 发布日期, with inner blanks and a colon."""
LONGEST_VALUE = 30
"""Characters of the longest value that a label may have on the next line."""
_LABEL = re.compile(
    r"\W{0,2}(?P<bare>(?:文章|稿件|信息|新闻|内容|本文)?(?:来\s?源|作\s?者|编\s?辑|记\s?者|责\s?编)|责\s?任\s?编\s?辑|稿源|出处|发[布文](?:机构|单位)|通讯员|校\s?对|审\s?核"
    r"|(?:发布|发表|发稿|发文|成文|生成|更新)(?:时间|日期)|时\s?间|日\s?期)\s*(?P<colon>[:：])?"
)
_SEPARATOR = re.compile(r"[\s、，,]+")


@lru_cache(maxsize=256)
def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and _LABEL.fullmatch(text) is not None


def join(lines: list[Line]) -> list[Line]:
    """The lines, a lone label and the value below it in one; a label whose next line is no value stays alone.

    >>> [line.text for line in join([Line("来源："), Line("兰州日报"), Line("责任编辑："), Line("分享到：")])]
    ['来源：兰州日报', '责任编辑：', '分享到：']
    """
    joined: list[Line] = []
    skip = False
    for index, line in enumerate(lines):
        if skip:
            skip = False
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        label = line.text.strip()
        if following is not None and _is_label(label) and _is_value(label, following.text.strip()):
            colon = "" if label.endswith((":", "：")) else "："
            text = f"{label}{colon}{following.text.strip()}"
            joined.append(Line(f"{line.raw}\n{following.raw}", text, line.link_density, line.hint))
            skip = True
        else:
            joined.append(line)
    return joined


def _is_value(label: str, value: str) -> bool:
    if not value or len(value) > LONGEST_VALUE or _is_label(value):
        return False
    bare = label.strip(":： ")
    if bare.endswith(("间", "期")):
        return find_date(value) is not None
    if bare.endswith(("源", "处", "构", "位")):
        return is_outlet(value) or is_unit(value)
    parts = [part for part in _SEPARATOR.split(value) if part]
    if not parts:
        return False
    spaced = is_name("".join(parts)) and max(map(len, parts)) == 1  # 李 华
    if not spaced and not (all(map(is_weak_name, parts)) and any(map(is_name, parts))):
        return False
    credits = parse_credits(f"{bare}：{value}")
    return bool(credits.people or credits.editors) and not credits.rest
