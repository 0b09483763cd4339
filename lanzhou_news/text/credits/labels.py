"""Labels printed with blanks inside: 作 者：, 责 任 编 辑：, 美 编 李华."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanzhou_news.text.credits import words
from lanzhou_news.text.credits.tables import HAN
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind, Role, pattern

_LABEL_END = re.compile(r"[:/|]")
_SPACED_LABEL = re.compile(rf"[{HAN}](?: *[{HAN}])* *$")


def spaced_labels(line: str) -> Iterator[Token]:
    """Labels printed with inner blanks before a colon, slash or bar: 作 者:, 责 任 编 辑:."""
    last = 0
    for mark in _LABEL_END.finditer(line):
        window = line[max(last, mark.start() - 12) : mark.start()]
        if " " not in window.strip():
            continue
        found = _SPACED_LABEL.search(window)
        if found is None:
            continue
        offset = max(last, mark.start() - 12) + found.start()
        text = found[0]
        for cut in range(len(text)):
            label = text[cut:].rstrip()
            bare = label.replace(" ", "")
            if text[cut] == " " or bare == label or len(bare) < 2 or (cut and text[cut - 1] != " "):
                continue
            kind, role = _lookup(bare)
            if kind in (Kind.ROLE, Kind.SOURCE, Kind.META):
                yield Token(kind, offset + cut, offset + cut + len(label), role)
                last = mark.end()
                break


def spaced_roles(line: str, tokens: list[Token]) -> list[Token]:
    """Role words of staff lines printed with a blank inside and no colon: 责 编 李华 美 编 王强 校 对 张明."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        kinds = [token.kind for token in tokens[index : index + 5]]
        if kinds[:4] == [Kind.WORD, Kind.SPACE, Kind.WORD, Kind.SPACE] and kinds[4:] == [Kind.WORD]:
            one, blank, two = tokens[index : index + 3]
            if one.end - one.start == two.end - two.start == 1 and blank.end - blank.start <= 4:
                kind, role = _lookup(line[one.start] + line[two.start])
                if kind is Kind.ROLE and role is not None and role.field != "people":
                    found.append(Token(kind, one.start, two.end, role))
                    index += 3
                    continue
        found.append(tokens[index])
        index += 1
    return found


def _lookup(word: str) -> tuple[Kind | None, Role | None]:
    if word in words.vocabulary():
        return words.vocabulary()[word]
    match = pattern().fullmatch(word)
    if match is not None and match["headed"]:
        return Kind.ROLE, words.headed()[1][match["head"]]
    return None, None
