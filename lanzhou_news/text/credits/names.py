"""Personal names: how likely is this string one, and how do joined ones fall apart?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lanzhou_news.text.credits.fold import fold
from lanzhou_news.text.credits.tables import read

_PARTICLES = frozenset("的了是这那你我他们请吗呢吧谁也很，。！？：；0123456789")
"""Signs of running text even inside a name with middle dots, where nearly every character may stand."""


_INITIAL = re.compile(r"(?<=·)[A-Z]\.?·? ?(?=[^A-Za-z])")
"""约瑟夫·E.斯蒂格利茨."""
_DOMAIN = re.compile(r"\.(?:com|cn|net|org)$", re.I)


@dataclass(frozen=True, slots=True)
class _Tables:
    """``data/names.txt``; ``single`` holds log-likelihoods (natural, rough) by the rank of a family name."""

    single: dict[str, float]
    rare: frozenset[str]
    compound: frozenset[str]
    minority: tuple[str, ...]
    minority_end: tuple[str, ...]
    sounds: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    """Both lists of characters that make a word no name by its looks alone."""
    hard: frozenset[str]
    common: frozenset[str]
    words: frozenset[str]
    both: frozenset[str]
    titles: frozenset[str]
    nobody: frozenset[str]
    jobs: tuple[str, ...]
    scenes: tuple[str, ...]


@cache
def _tables() -> _Tables:
    table = read("names.txt")
    single = {char: -1.0 - rank / 40 for rank, char in enumerate("".join(table["common"]))}
    for rank, char in enumerate("".join(table["known"])):
        single.setdefault(char, -4.5 - rank / 300)
    rare = frozenset("".join(table["rare"])) - single.keys()
    single.update(dict.fromkeys(rare, -8.0))
    return _Tables(
        single=single,
        rare=rare,
        compound=frozenset(map(fold, table["compound"])),
        minority=table["minority"],
        minority_end=table["minority_end"],
        sounds=frozenset("".join(table["sounds"])),
        given=frozenset("".join(table["given"])),
        never=frozenset("".join((*table["never"], *table["seldom"]))),
        hard=frozenset("".join(table["never"])),
        common=frozenset("".join(table["common"])),
        words=frozenset(table["words"] + table["nobody"]),
        both=frozenset(table["both"]),
        titles=frozenset(table["titles"]),
        nobody=frozenset(table["nobody"]),
        jobs=table["jobs"],
        scenes=table["scenes"],
    )


def surname_length(word: str) -> int:
    """Characters of the family name at the front of ``word``: 2 for a compound one, 1, or 0 when there is none.

    >>> surname_length("欧阳春晓"), surname_length("王娟"), surname_length("讲述")
    (2, 1, 0)
    """
    table = _tables()
    if word[:2] in table.compound and len(word) > 2:
        return 4 if word[:4] in table.compound and len(word) > 4 else 2
    return 1 if word[:1] in table.single else 0


def has_title(word: str) -> bool:
    """Does a title stand behind the family name: 李女士取得联系?"""
    family = surname_length(word)
    return family > 0 and word[family : family + 2] in _tables().titles


def is_sound(word: str) -> bool:
    """May these characters stand in a name at all?"""
    return word.isalpha() and _tables().never.isdisjoint(word) and word not in _tables().words


def is_name(word: str) -> bool:
    """Is ``word`` (folded, without spaces) a full personal name by its own looks?

    Family name and one or two characters, compound family name and one or two, names joined by ``·``, or a name that
    opens like the Tibetan, Uyghur or Mongolian ones.

    >>> is_name("郭兰英"), is_name("欧阳春晓"), is_name("阿依古丽·买买提"), is_name("格桑平措"), is_name("从市文旅局")
    (True, True, True, True, False)
    """
    if "·" in word:
        parts = _INITIAL.sub("", word).split("·")
        return len(parts) > 1 and all(
            1 <= len(part) <= 8 and part.isalpha() and not _PARTICLES & set(part) for part in parts
        )
    return _is_family_and_given(word) or is_minority(word)


def _is_family_and_given(word: str) -> bool:
    table, family = _tables(), surname_length(word)
    given = word[family:]
    if not family or not 1 <= len(given) <= 2 or word in table.words:
        return False
    if given in table.titles:
        return False  # 王先生, 李强调
    if not word.isalpha() or not (table.never if family == 1 else _PARTICLES).isdisjoint(given):
        return False
    return family > 1 or word[0] not in table.rare or table.given.issuperset(given)


def is_minority(word: str) -> bool:
    """Does the word open or end like a Tibetan, Uyghur or Mongolian name?

    >>> is_minority("格桑平措"), is_minority("完么才让"), is_minority("郭兰英")
    (True, True, False)
    """
    minority = _tables().minority
    opening = next(filter(word.startswith, minority)) if word.startswith(minority) else ""
    if opening and 2 <= len(word) <= 8 and word not in _tables().words:
        behind = word[len(opening) :]
        # 才让 holds a character of running text itself; 才让东珠 is a name, 才让游客满意 is none
        if is_sound(word) or (len(behind) <= 2 and (not behind or is_sound(behind))):
            return True
    return (
        3 <= len(word) <= 6 and word.isalpha() and _PARTICLES.isdisjoint(word) and word.endswith(_tables().minority_end)
    )


def is_governed_name(word: str) -> bool:
    """A usual family name and one or two characters of which some rarely stand in names: enough behind a role.

    >>> is_governed_name("刘影"), is_name("刘影"), is_governed_name("从影")
    (True, False, False)
    """
    table = _tables()
    if word in table.words or word[1:] in table.titles or not word.isalpha():
        return False
    if is_transliterated(word) or (3 <= len(word) <= 5 and word.startswith(table.minority) and may_be_pen_name(word)):
        return True  # 次仁片多
    usual = word[:1] in table.common and 2 <= len(word) <= 3
    known = len(word) == 3 and word[:1] in table.single and word[:1] not in table.rare  # 昌道励
    return (usual or known) and table.hard.isdisjoint(word[1:])


def is_transliterated(word: str) -> bool:
    """Four to nine characters of which all are usual where Mongolian, Tibetan or Uyghur names are written in Chinese?

    >>> is_transliterated("额斯尔门德"), is_transliterated("采访调查")
    (True, False)
    """
    return 4 <= len(word) <= 9 and _tables().sounds.issuperset(word)


def is_listed_name(word: str) -> bool:
    """A usual family name and one or two characters of any kind but grammar: enough beside names in one list.

    >>> is_listed_name("何问"), is_name("何问"), is_listed_name("市政府")
    (True, False, False)
    """
    usual = has_usual_family(word) and 2 <= len(word) <= 3 and word.isalpha() and word[1:] not in _tables().titles
    return usual and word not in _tables().words and _PARTICLES.isdisjoint(word) and not ends_with_job(word)


def is_weak_name(word: str) -> bool:
    """Two to four characters that nothing forbids: enough after a role and a blank, not enough alone."""
    family = surname_length(word)
    if word[family:] in _tables().titles or (word.endswith(_tables().scenes) and not is_name(word)):
        return False  # 炫图 视频: pictures, not a person's film; 施工现场 张伟 摄
    sound = is_sound(word) or (family > 0 and is_sound(word[family:]) and word not in _tables().words)
    return (2 <= len(word) <= 4 and sound) or is_name(word)


def split_joined(word: str) -> tuple[str, ...]:
    """The likeliest names in a string of joined ones; empty when no reading gives family names all along.

    >>> split_joined("张明李华王小强")
    ('张明', '李华', '王小强')
    """
    if not 4 <= len(word) <= 32 or not word.isalpha():
        return ()
    best: list[tuple[float, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[0] = (0.0, ())
    titles = _tables().titles
    for start in range(len(word)):
        reached = best[start]
        if reached is None or word[start + 1 : start + 3] in titles:  # 王先生联系
            continue
        for size in (2, 3, 4):
            piece = word[start : start + size]
            cost = _likelihood(piece) if len(piece) == size else None
            if cost is not None:
                total = reached[0] + cost
                known = best[start + size]
                if known is None or total > known[0]:
                    best[start + size] = (total, (*reached[1], piece))
    end = best[len(word)]
    return end[1] if end is not None and len(end[1]) > 1 else ()


def _likelihood(piece: str) -> float | None:
    """Log-likelihood (natural, up to a constant) of one name; None when it is none."""
    table = _tables()
    family = surname_length(piece)
    given = piece[family:]
    if (
        given in table.titles
        or not family
        or not 1 <= len(given) <= 2
        or piece in table.words
        or not table.never.isdisjoint(given)
    ):
        return None
    score = table.single[piece[0]] if family == 1 else -3.0
    score += -1.4 if len(given) == 1 else -0.4
    if piece[0] in table.rare and not table.given.issuperset(given):
        score -= 6.0
    for char in given:
        score += -5.0 if char in table.given else -7.5
    if given and given[0] in table.single and table.single[given[0]] > -2.0:
        score -= 1.0
    return score


def is_nobody(word: str) -> bool:
    """What stands in place of a name: 佚名, 管理员, admin, site_admin."""
    return word in _tables().nobody or "admin" in word.lower() or _DOMAIN.search(word) is not None


def may_be_spaced(word: str) -> bool:
    """梅 花: a word is a name when a blank stands inside and a role before it."""
    return _PARTICLES.isdisjoint(word)


def is_word_and_name(word: str) -> bool:
    """Is it a word that people are called by as well: 高原, 方向?"""
    return word in _tables().both


def may_be_pen_name(word: str) -> bool:
    """Nothing in it is grammar: 浅草青青, but not 这个岗位."""
    return _PARTICLES.isdisjoint(word) and word not in _tables().words


def has_usual_characters(name: str) -> bool:
    """Are all characters behind the family name usual in given names?

    >>> has_usual_characters("李华"), has_usual_characters("华林坪")
    (True, False)
    """
    return "·" in name or _tables().given.issuperset(name[surname_length(name) :])


def has_usual_family(name: str) -> bool:
    """Does the word begin with one of the usual family names?

    >>> has_usual_family("李华"), has_usual_family("芳孙")
    (True, False)
    """
    return name[:1] in _tables().common


def is_compound(word: str) -> bool:
    """Is the word a family name of two characters?"""
    return word in _tables().compound


def is_rare(name: str) -> bool:
    """Has the name a family name that is a word of its own as well (国, 英)?"""
    return name[:1] in _tables().rare


def is_job(word: str) -> bool:
    """Is the word what a person is, and nothing else?"""
    return word in _tables().jobs


def ends_with_job(word: str) -> bool:
    """Does the word end with what a person is: 教授, 研究员?"""
    return word.endswith(_tables().jobs)
