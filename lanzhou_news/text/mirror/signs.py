"""Punctuation in a mirror's stream: marks with separators, pairs of quotation marks, what folding did to widths."""

from __future__ import annotations

import re

MARKS = dict(zip("、，。！？；,!?;", "、，。！？；，！？；", strict=True))
"""Marks that can carry a separator, as seen → as they stand in the stream."""

CROSSED = {0xA3: 0xA1, 0xA1: 0xA3}
"""First byte of a mark → first byte of the mark that straddles into it: A1A3 (。) into A3xx, A3A1 (！) into A1xx."""


CLOSING = dict(zip("”’」』》）】〉", "“‘「『《（【〈", strict=True))
WIDE_BRACKET = {"(": "（", ")": "）"}
"""Folded brackets in the visible text."""
_WIDE_BRACKETS = str.maketrans(WIDE_BRACKET)
OPENING = frozenset(CLOSING.values())
WIDE_LETTERS = frozenset(chr(code) for code in range(0xFF01, 0xFF5F)) - frozenset("，！？：；（）")
CURVED, CORNERS = "“”‘’", "「」『』"
PAIRED = OPENING | CLOSING.keys()
CLAUSE_MARKS = "，、；：。"
MATCHING, UNMATCHED, CLOSES_NOTHING, UNCLOSED = -1.5, 3.0, 1.0, 3.0
"""Nats on top of the language model, which sees two characters back and no quotation: for a sign that closes the open
one, one that does not, one where nothing is open, a line that ends inside its own quotation."""
SINGLE, SINGLE_QUOTE = "‘’", 2.0
"""Nats for a single quotation mark, which the language model takes for a double one: most are inside another pair."""
BOTH_CLOSE = 0.5
"""Nats for ” behind the ’ of a quotation within its own."""
FULL_WIDTH = 5.0
"""Nats for a full-width letter: old-fashioned."""
REACH = 60
"""Pieces of a walk in which an opening sign is sought; a bound that keeps long runs linear."""
TWO_MARKS = 4.0
"""Nats for a clause mark right behind another one (。。), which web pages teach the language model."""

_CHINESE = "\u3400-\u9fff、。《》“”‘’「」『』…—"
_NARROW = re.compile(
    rf"(?<=[{_CHINESE}])[,;:!(](?! )|[,;:!)](?=[{_CHINESE}])"
    rf"|(?<=[{_CHINESE}])(?:[?](?![?]{{3}})|[)])(?=$|[{_CHINESE},;:!?)])",
    re.MULTILINE,
)
"""Marks beside a Chinese character or sign; ``?`` only where a sentence or clause ends behind it, and no lost text."""
_WIDE_MARK = re.compile("(?<![?？])[，；：（）]")
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")


def open_signs(text: str) -> str:
    """The opening signs of ``text`` that are not closed, the innermost one last.

    >>> open_signs("他说：“看《日报》"), open_signs("(以上：‘")
    ('“', '（‘')
    """
    return _signs(text, "")[0]


def unopened(text: str, outer: str) -> int:
    """How many closing signs of ``text``, which begins inside the signs ``outer``, close nothing?

    >>> unopened("好”）”", "“"), unopened("2月1日)", "（")
    (2, 0)
    """
    return _signs(text, outer)[1]


def _signs(text: str, stack: str) -> tuple[str, int]:
    """What stays open, and how many signs close nothing."""
    closing_nothing = 0
    for char in text.translate(_WIDE_BRACKETS):
        if char in OPENING:
            stack += char
        elif char in CLOSING:
            closing_nothing += CLOSING[char] not in stack
            stack = _without(stack, CLOSING[char])
    return stack, closing_nothing


def _without(stack: str, sign: str) -> str:
    """The signs outside ``sign``, which is closed; one that is not open changes nothing."""
    return stack[: stack.rindex(sign)] if sign in stack else stack


def opened(trace: object, outer: str) -> str:
    """The sign that is open behind a trace of pieces, newest first, which began inside the signs ``outer``.

    Looks :data:`REACH` pieces back, so that a long run takes linear time.

    >>> opened(("看", ("“", None)), "《"), opened(("”", ("看", ("“", None))), "《"), opened(("’", None), "“‘")
    ('“', '《', '“')
    """
    closed: list[str] = []
    for _ in range(REACH):
        if not isinstance(trace, tuple):
            break
        piece = WIDE_BRACKET.get(trace[0], trace[0])
        if piece in CLOSING:
            closed.append(CLOSING[piece])
        elif piece in OPENING:
            if piece not in closed:
                return str(piece)
            closed.remove(piece)
        trace = trace[1]
    for sign in reversed(closed):
        outer = _without(outer, sign)
    return outer[-1:]


def sign_cost(char: str, open_before: str) -> float:
    """Nats for a sign of :data:`PAIRED` behind text that leaves ``open_before`` open ("": nothing)."""
    if char in CLOSING:
        return (MATCHING if CLOSING[char] == open_before else UNMATCHED) if open_before else CLOSES_NOTHING
    return UNMATCHED if char == open_before else 0.0


def is_folded(text: str) -> bool:
    """Did the mirror fold full-width marks to ASCII? Then hardly any is left between Chinese characters.

    >>> is_folded("1月2日,省委书记主持会议"), is_folded("1月2日，省委书记")
    (True, False)
    """
    return len(_NARROW.findall(text)) > 3 * len(_WIDE_MARK.findall(text))


def unfold(text: str) -> str:
    """Give marks beside Chinese characters their full width back; numbers and Latin text keep theirs.

    >>> unfold("1月2日,他说:“3,000人!”")
    '1月2日，他说：“3,000人！”'
    """
    return _NARROW.sub(lambda match: match[0].translate(_WIDE), text)
