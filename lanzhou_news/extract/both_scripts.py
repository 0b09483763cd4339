"""Patterns for pages in either script: text is read before it is converted, and 相關新聞 ends it as 相关新闻 does."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PAIRS = """
来來 关關 阅閱 读讀 链鏈 报報 导導 题題 内內 资資 讯訊 荐薦 热熱 门門 点點 击擊 编編 辑輯 权權 声聲 说說 转轉
载載 责責 书書 观觀 场場 与與 联聯 网網 发發 评評 论論 录錄 贴貼 时時 间間 后後 标標 签籤 键鍵 词詞 审審 对對
记記 图圖 摄攝 实實 习習 页頁 条條 尽盡 号號 体體 当當 现現 闻聞 频頻 电電 线線 户戶 详詳 坛壇 个個 应應 为為
会會 东東 车車 专專 访訪 问問 浏瀏 览覽 气氣 顶頂 赞讚 楼樓 种種 举舉 备備 证證 许許 单單 动動 国國 区區 县縣
简簡 约約 扫掃 码碼 维維 设設 财財 库庫 让讓 广廣 无無 开開 总總 旧舊 选選 择擇 达達 质質 询詢 试試 据據 节節
宾賓 剧劇 产產 业業 价價 务務 况況 纪紀 复復 双雙 类類 处處 写寫 创創 办辦 协協 护護 纠糾 错錯
"""
FORMS: Mapping[str, str] = {pair[0]: pair[1] for pair in _PAIRS.split()}
"""Simplified → traditional, for the characters that the words of furniture have."""
_PART = re.compile(r"\\.|\[|\]|[^\\\[\]]", re.S)


def both(pattern: str) -> str:
    """A pattern written in simplified characters that matches the traditional ones as well.

    >>> both("相关[新阅]读")
    '相[关關][新阅閱][读讀]'
    """
    made: list[str] = []
    inside = False
    for part in _PART.findall(pattern):
        other = FORMS.get(part)
        made.append(part if other is None else part + other if inside else f"[{part}{other}]")
        inside = part == "[" or (inside and part != "]")
    return "".join(made)


def in_both(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """:func:`both`, compiled.

    >>> in_both("相关新闻").match("相關新聞") is not None
    True
    """
    return re.compile(both(pattern), flags)


def in_either(words: str) -> re.Pattern[str]:
    """Words parted by bars, in one script or in the other: literals, which :mod:`re` looks for faster than classes.

    >>> in_either("转载|稿件").findall("轉載 稿件")
    ['轉載', '稿件']
    """
    return re.compile("|".join(dict.fromkeys((*words.split("|"), *words.translate(_TABLE).split("|")))))


_TABLE = str.maketrans(dict(FORMS))
