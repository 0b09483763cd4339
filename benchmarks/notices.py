"""Fillings of forms: notices that share their words and are different news. Written for benchmarks and tests.

The forms stand in ``notices.txt``. A slot ``{n:1-9}`` is a new number each time, a district a new one too; all other
slots stay the same within one notice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

BANKS = {
    "district": "城关区 七里河区 西固区 安宁区 红古区 永登县 榆中县 皋兰县",
    "road": "庆阳路 酒泉路 西津东路 天水北路 南滨河中路 北滨河西路 民主东路 定西路 皋兰路 雁南路 银滩路 公园路",
    "place": "金城公园 水车博览园 白塔山 五泉山 兰州植物园 仁寿山 黄河楼 奥体中心 老街 会展中心",
    "sky": "晴 多云 阴 小雨 多云转晴 晴转多云 阵雨 小雪",
    "wind": "偏东 偏西 偏北 东南",
    "hazard": "大风 沙尘暴 暴雨 雷电 寒潮 高温 道路结冰",
    "colour": "蓝色 黄色 橙色",
    "office": "教育 财政 水务 林业 审计 统计 民政 商务 文化和旅游 住房和城乡建设",
    "weekday": "一 二 三 四 五",
}
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文志德福春生海云龙"
_SLOT = re.compile(r"\{(?P<name>[a-z]+)\d?(?::(?P<low>\d+)-(?P<high>\d+))?\}")


def _read() -> dict[str, str]:
    blocks = (Path(__file__).parent / "notices.txt").read_text(encoding="utf-8").split("\n= ")[1:]
    return {name: text.strip() for name, _, text in (block.partition("\n") for block in blocks)}


FORMS = _read()
"""Name of the form → text with slots."""


def notice(form: str, rng: random.Random) -> str:
    """One filling of a form.

    >>> notice("limit", random.Random(1)).startswith("明日限行提醒")
    True
    """
    drawn: dict[str, Callable[[], str]] = {
        "month": lambda: str(rng.randint(1, 12)),
        "day": lambda: str(rng.randint(1, 28)),
        "name": lambda: rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2)))),
    }
    kept: dict[str, str] = {}

    def fill(match: re.Match[str]) -> str:
        name = match["name"]
        if name == "n":
            return str(rng.randint(int(match["low"]), int(match["high"])))
        draw = drawn.get(name) or (lambda: rng.choice(BANKS[name].split()))
        return draw() if name == "district" else kept.setdefault(match[0], draw())

    return _SLOT.sub(fill, FORMS[form])
