"""Names printed with blanks inside: 王 娟, 王 晓明, 刘 晓 芳."""

from __future__ import annotations

from itertools import pairwise

from lanzhou_news.text.credits import names
from lanzhou_news.text.credits.found import Found, person_at
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind


def single_run(folded: str, piece: list[Token], index: int) -> list[Token]:
    """The single characters in a row from ``index`` on."""
    stop = index
    while stop < len(piece) and piece[stop].end - piece[stop].start == 1 and piece[stop].kind is Kind.WORD:
        stop += 1
    return piece[index:stop]


def given_name(folded: str, piece: list[Token], index: int, alone: bool, weak: bool) -> Token | None:
    """The word at ``index`` when it makes a name with the character before it.

    ``alone``: the character is the only one, and would be lost; ``weak``: a role governs it, so a family name that no
    table holds will do (脱 兴福).
    """
    if index >= len(piece) or piece[index].kind is not Kind.WORD:
        return None
    before, token = piece[index - 1], piece[index]
    given = folded[token.start : token.end]
    whole = folded[before.start : before.end] + given
    sound = names.is_name(whole) or (alone and weak and index == 1 and names.may_be_pen_name(whole))
    return token if len(given) == 2 and sound and (alone or not names.is_name(given)) else None


def with_last(printed: str, folded: str, before: Token, last: Token) -> Found | None:
    """Two characters and a third behind a blank as one name."""
    text = folded[before.start : before.end]
    third = folded[last.start : last.end]
    joined = len(text) == 2 and third not in "男女词曲演唱译编绘书等" and names.is_name(text + third)
    return person_at(printed, before.start, last.end) if joined else None


def join_singles(printed: str, folded: str, run: list[Token], weak: bool) -> list[Found]:
    """Names printed with inner blanks, each of the sizes that :func:`_sizes` finds; none when one is no name."""
    found, at = [], 0
    for size in _sizes(folded, run):
        tokens = run[at : at + size]
        text = "".join(folded[token.start : token.end] for token in tokens)
        if not (names.is_name(text) or (weak and names.may_be_spaced(text))):
            return []
        found.append(person_at(printed, tokens[0].start, tokens[-1].end))
        at += size
    return found


def _sizes(folded: str, run: list[Token]) -> list[int]:
    """Characters of each name of a run: as wider blanks say, else two each, or as family names say."""
    gaps = [after.start - before.end for before, after in pairwise(run)]
    ends = [index + 1 for index, gap in enumerate(gaps) if gap > min(gaps)]
    apart = [stop - start for start, stop in pairwise([0, *ends, len(run)])]
    if ends and all(size in (2, 3) for size in apart):
        return apart
    text = "".join(folded[token.start : token.end] for token in run)
    pairs = [text[at : at + 2] for at in range(0, len(text), 2)]
    usual = all(len(pair) == 2 and names.has_usual_family(pair) for pair in pairs)
    split = () if usual or len(text) < 5 else names.split_joined(text)
    if split:
        return [len(name) for name in split]
    sizes = [2] * (len(run) // 2)
    if len(run) % 2 and sizes:  # 刘 晓 芳
        sizes[-1] = 3
    return sizes
