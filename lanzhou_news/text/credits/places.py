"""Places that datelines and 北京报道 name."""

from __future__ import annotations

from functools import cache

from lanzhou_news.text.credits.tables import read


@cache
def _places() -> frozenset[str]:
    return frozenset(read("places.txt")[""])


def is_known(word: str) -> bool:
    """Does the table hold the word itself?"""
    return word in _places()


def is_place(word: str) -> bool:
    """A known place, several of them in a row (甘肃兰州), or a word that ends like one.

    >>> is_place("北京"), is_place("山东冠县"), is_place("王娟")
    (True, True, False)
    """
    return word in _places() or _starts_with_place(word) or (len(word) >= 3 and word[-1] in "省市县区州盟旗镇乡村")


def _starts_with_place(word: str) -> bool:
    return any(word[:size] in _places() and (len(word) == size or is_place(word[size:])) for size in (2, 3, 4, 5))


def opens(text: str) -> bool:
    """Does the text begin with a known place?

    >>> opens("北京大学经济学院教授"), opens("经济学院教授")
    (True, False)
    """
    return any(text[:size] in _places() for size in (2, 3, 4, 5))
