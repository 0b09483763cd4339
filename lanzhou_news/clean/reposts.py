"""The sentence that names the account a text was taken from: 本文来自微信公众号“…”（ID：…），作者：…，编辑：…."""

from __future__ import annotations

import re

LONGEST = 160
"""Characters of the longest such sentence."""
_REPOST = re.compile(
    r"\W{0,2}(?:本文|文章|原文|内容)?(?:来自|转自|转载自|首发于|原载于?|摘自|授权转载自|经授权转载自)\s*(?:微信)?(?:公众号|订阅号|公号|微信号)"
    r"(?:\s*[:：]\s*[“\"「『【]?|\s*[“\"「『【])(?P<source>[^“”\"「」『』【】（）()，,。：:|丨\s]{2,20})[”\"」』】]?"
    r"\s*(?:[（(](?:微信|公众)?(?:ID|id|号)\s?[:：]?\s?[\w-]{2,30}[)）])?(?P<rest>[，,。;；\s].*)?"
)
_CARD = re.compile(
    r"\W{0,2}以下(?:文章|内容)来源于\s?(?P<source>[^，,。:：]{2,20}?)\s?(?:[，,]\s?作者\s?(?P<author>[^，,。:：]{2,12}))?[。\s]*"
)
"""以下文章来源于河边札记，作者林一木: WeChat's line above a text that another account published first."""
_DISCLAIMED = re.compile(
    r"(?P<source>\W{0,2}[一-鿿]{0,2}(?:来\s?源|稿源)\s?[:：]\s?[^\s，,。；;]{2,20}?)\s{0,2}"
    r"(?:于\s?[\d/:\-. 年月日]{8,24})?\s{0,2}(?:[-—，,。；;]\s{0,2}|\s)[^：:]{0,30}"
    r"(?:不代表|仅供|如有侵权|版权归|免责)[^：:]*"
)
"""来源：联合早报 于 2019-08-14 06:11:22 - …不代表本网立场！: a notice glued to the source."""
_CLAUSE = re.compile(r"[，,。;；]")
_LABELLED = re.compile(r"(?:作者|原作者|撰文|文|编辑|责编|责任编辑)\s?[:：|丨/]\s?\S")


def as_labels(text: str) -> str | None:
    """The same said with labels, as other pages do; None for any other line.

    >>> as_labels("本文来自微信公众号“河边札记”（ID：hbzj），作者：林一木，编辑：周舟，本站经授权发布。")
    '来源：“河边札记”微信公众号 作者：林一木 编辑：周舟'
    """
    if len(text) > LONGEST:
        return None
    if "源" in text[:8] and (glued := _DISCLAIMED.fullmatch(text)) is not None:
        return glued["source"]
    if "以下" in text[:4] and (card := _CARD.fullmatch(text)) is not None:
        return f"来源：“{card['source']}”微信公众号" + (f" 作者：{card['author']}" if card["author"] else "")
    if "号" not in text or (found := _REPOST.fullmatch(text)) is None:
        return None
    clauses = (clause.strip() for clause in _CLAUSE.split(found["rest"] or ""))
    return " ".join(
        (f"来源：“{found['source']}”微信公众号", *(clause for clause in clauses if _LABELLED.match(clause)))
    )
