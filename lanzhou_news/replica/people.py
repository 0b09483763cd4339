"""Invented people: names of every shape that a byline grammar has to read. No real person is meant."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜肖"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "慕容", "夏侯", "尉迟", "皇甫", "令狐", "东方")
GIVEN_ONE = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂红玲飞鑫波斌莉凯浩倩璐晨颖雯琪瑶婷悦昕蕾铭轩宁琳蓉"
GIVEN_FIRST = "建志晓文海雪春玉国永少思嘉子俊新宏淑立瑞天亚兆彦润佩庆德启云兴世清景雅若可向怀慧书振"
GIVEN_SECOND = "国明英华梅兰霞峰荣龙凤琴林辉燕亮平军芳超强杰磊斌伟丽娟敏静洁涛刚勇波鹏飞宇轩然涵怡菲琳莹雯瑜"
RARE_GIVEN = "䶮㛃㭎䂮𬭎𬀩"
"""Characters of real given names outside GBK: only GB18030 and Unicode pages can print them."""
MINORITY_FIRST = ("阿依古丽", "买买提", "古丽娜尔", "卓玛", "格桑", "阿卜杜拉", "才让", "热依汗", "扎西", "木尼热")
MINORITY_LAST = ("艾合买提", "买买提", "卡德尔", "次仁", "吐尔逊", "多吉", "斯拉木", "伊明", "旺姆", "阿不都")


def plain_name(rng: Random) -> str:
    """A common Chinese name of two or three characters.

    >>> 2 <= len(plain_name(Random(1))) <= 3
    True
    """
    surname = SURNAMES[int(rng.random() * len(SURNAMES))]
    if rng.random() < 0.3:
        return surname + GIVEN_ONE[int(rng.random() * len(GIVEN_ONE))]
    first = GIVEN_FIRST[int(rng.random() * len(GIVEN_FIRST))]
    return surname + first + GIVEN_SECOND[int(rng.random() * len(GIVEN_SECOND))]


def any_name(rng: Random, *, rare: bool = False) -> str:
    """A name of any shape: plain, compound surname, minority with a middle dot; ``rare`` forces a rare character."""
    if rare:
        return rng.choice(SURNAMES) + rng.choice(RARE_GIVEN) + rng.choice(("", rng.choice(GIVEN_SECOND)))
    kind = rng.random()
    if kind < 0.9:
        return plain_name(rng)
    if kind < 0.96:
        return rng.choice(COMPOUND) + rng.choice(GIVEN_FIRST) + rng.choice(("", rng.choice(GIVEN_SECOND)))
    return f"{rng.choice(MINORITY_FIRST)}·{rng.choice(MINORITY_LAST)}"


def distinct_names(rng: Random, count: int, *, shapes: bool = True) -> list[str]:
    """``count`` different names; only plain ones when ``shapes`` is False."""
    names: list[str] = []
    while len(names) < count:
        name = any_name(rng) if shapes else plain_name(rng)
        if name not in names:
            names.append(name)
    return names


def spaced(name: str, rng: Random, chance: float = 0.5) -> str:
    """A two-character name may be printed with an inner space, as papers do to align names."""
    return name[0] + rng.choice((" ", "　")) + name[1] if len(name) == 2 and rng.random() < chance else name
