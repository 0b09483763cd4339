"""A corpus of texts and copies of them, by kind of change: what the benchmark of near-duplicates looks for.

Base texts are articles of the replica site (they share sentence patterns, as news does). Of the texts 40 % are variants
of a base text, 1 % fillings of the forms of ``notices.py``; all pairs of two fillings are hard negatives. Repairing a
mangled text takes seconds, so there are 40 such copies, of texts under 800 characters.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import opencc

from benchmarks.notices import FORMS, notice
from lanzhou_news import repair_text, to_simplified
from lanzhou_news.replica.corruption import make_site, mangle
from lanzhou_news.replica.options import Options
from lanzhou_news.replica.site import Site

REPAIRED = 40
"""Copies that were mangled and repaired."""
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)} | {"，": ",", "。": "．", "：": ":"})


def edited(lines: list[str], rng: random.Random, pool: str, other: list[str]) -> list[str]:
    """3 % of the characters replaced, the end of a paragraph dropped."""
    lines = ["".join(rng.choice(pool) if rng.random() < 0.03 else char for char in line) for line in lines]
    cut = rng.randrange(1, len(lines))
    lines[cut] = lines[cut][:-25]
    return lines


def byline(lines: list[str], rng: random.Random, pool: str, other: list[str]) -> list[str]:
    """Lines of source, byline, editor and copyright added."""
    head = "来源：兰州日报 作者：王建国 2024-05-11 08:30 字号：大 中 小 打印"
    tail = [
        "（记者 李海燕 通讯员 张志强）",
        "责任编辑：周晓明",
        "版权声明：凡本网注明来源的作品，未经授权不得转载、摘编。",
    ]
    return [lines[0], head, *lines[1:], *tail]


def first_part(lines: list[str], share: float) -> list[str]:
    """The text cut after a share of it."""
    return "\n".join(lines)[: int(sum(map(len, lines)) * share)].split("\n")


class Damage:
    """A mirror's corruption, repaired again as the program does it."""

    def __init__(self) -> None:
        self.mirror = make_site("medium", 0)

    def __call__(self, lines: list[str]) -> list[str]:
        """The lines, damaged and repaired."""
        return to_simplified(repair_text(mangle("\n".join(lines), self.mirror)).text).split("\n")


def corpus(total: int, seed: int) -> tuple[list[int], list[str], list[str]]:
    """Family number, kind and text of every document."""
    rng = random.Random(seed)
    variants, notices = total * 4 // 10, total // 100
    site = Site(Options(articles=min(100_000, 2 * total), seed=seed))
    numbers = range(min(100_000, 2 * total))
    own = (n for n in numbers if site.corpus.origin(n) == n and site.corpus.kind(n) != "template")
    stories = (site.newsroom.story(n) for _, n in zip(range(total - variants - notices), own, strict=False))
    base = [[story.title, *story.paragraphs] for story in stories]
    texts = ["\n".join(lines) for lines in base]
    pool = "".join(char for text in texts[:200] for char in text if "一" <= char <= "鿿")
    to_traditional = opencc.OpenCC("s2t").convert
    kinds: dict[str, Callable[[list[str], random.Random, str, list[str]], list[str]]] = {
        "edited": edited,
        "headline": lambda lines, rng, pool, other: [other[0], *lines[1:]],
        "byline": byline,
        "trad": lambda lines, *_: [to_traditional(line) for line in lines],
        "width": lambda lines, *_: ["\u3000\u3000" + line.translate(WIDE).replace("的", "的 ") for line in lines],
        "first60": lambda lines, *_: first_part(lines, 0.6),
        "joined": lambda lines, *_: ["".join(lines)],
        "foreign30": lambda lines, rng, pool, other: [*lines, "".join(other)[: sum(map(len, lines)) * 3 // 10]],
        "reordered": lambda lines, *_: [lines[0], *lines[1 + len(lines) // 2 :], *lines[1 : 1 + len(lines) // 2]],
    }
    docs = [(number, "base", text) for number, text in enumerate(texts)]
    short = [number for number, text in enumerate(texts) if len(text) < 800]
    damage = Damage()
    docs += [(n, "repaired", "\n".join(damage(base[n]))) for n in rng.sample(short, min(REPAIRED, len(short)))]
    for count in range(variants - REPAIRED):
        family, kind = rng.randrange(len(base)), list(kinds)[count % len(kinds)]
        docs.append((family, kind, "\n".join(kinds[kind](list(base[family]), rng, pool, rng.choice(base)))))
    docs += [(10**9 + n, "notice", notice(rng.choice(list(FORMS)), rng)) for n in range(notices)]
    rng.shuffle(docs)
    return [doc[0] for doc in docs], [doc[1] for doc in docs], [doc[2] for doc in docs]
