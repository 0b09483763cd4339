"""Running text for tests of fingerprints: sentences put together from clauses, no two alike by more than chance."""

from __future__ import annotations

import random

BANKS = {
    "who": "市民 志愿者 工作人员 负责人 学生 老人 工程师 店主 司机 护士 村民 游客 教师 快递员 社区干部 研究人员",
    "where": "在黄河边 在街心花园 在社区广场 在图书馆门前 在施工现场 在农贸市场 在地铁口 在山脚下 在展厅里 在校园",
    "how": "认真地 一边聊天一边 冒着小雪 利用周末 按照计划 不厌其烦地 带着孩子 轮流 悄悄 第一次",
    "what": "清扫落叶 讲解历史 修补路面 分发宣传单 记录水位 种植丁香 练习打鼓 测试新设备 整理旧照片 品尝牛肉面 拍摄白鹭"
    " 搭建舞台 检查消防器材 登记需求 演示机器人 排练秦腔 回收废纸 粉刷栏杆 培训新人 核对账目 接待来访者 更换路灯",
    "end": "，大家都说好。 ，现场十分热闹。 ，这样的场面不多见。 ，傍晚才结束。 ，记者看到了全过程。 ，他们还会来。 。",
}
WORDS = {name: tuple(bank.split()) for name, bank in BANKS.items()}


def sentence(rng: random.Random) -> str:
    """One sentence; the four characters in front make it unlike all others."""
    first, second = rng.sample(WORDS["what"], 2)
    who, other = rng.sample(WORDS["who"], 2)
    name = "".join(chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(4))
    how, manner, where, end = (rng.choice(WORDS[bank]) for bank in ("how", "how", "where", "end"))
    return f"{name}的{who}{how}{where}{first}，{other}{manner}{second}{end}"


def story(rng: random.Random, paragraphs: int = 6, sentences: int = 3) -> str:
    """A headline and paragraphs, one a line.

    >>> story(random.Random(1), paragraphs=2).count("\\n")
    2
    """
    lines = ["".join(sentence(rng) for _ in range(sentences)) for _ in range(paragraphs)]
    return "\n".join([sentence(rng)[:20], *lines])
