"""文 and 图 that are half a name, and names that end in 文 before /图."""

from __future__ import annotations

from lanzhou_news.text.credits import words
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind


def name_half(line: str, tokens: list[Token], index: int) -> Token:
    """佟 文: a single 文 or 图 that completes an odd run of single characters is half a name, no role."""
    token = tokens[index]
    if token.kind is not Kind.ROLE or token.end - token.start != 1 or not index:
        return token
    odd = tokens[index - 1].kind is Kind.SPACE and _singles(tokens, index - 2) % 2 == 1
    return Token(Kind.WORD, token.start, token.end) if odd else token


def name_ends_in_wen(line: str, tokens: list[Token], index: int) -> tuple[Token, ...]:
    """苏文/图 is a person's picture, no 文/图; 邱 琪文/图 is."""
    token = tokens[index]
    glued = index + 1 < len(tokens) and tokens[index + 1].kind is Kind.MADE and tokens[index + 1].start == token.end
    if token.kind is Kind.WORD and glued and _singles(tokens, index) % 2 == 1 and line[token.end + 1] == "/":
        return (Token(Kind.WORD, token.start, token.end + 1),)
    behind = index > 0 and tokens[index - 1].kind is Kind.WORD and tokens[index - 1].end == token.start
    if token.kind is Kind.MADE and behind and _singles(tokens, index - 1) % 2 == 1 and line[token.start + 1] == "/":
        kind, role = words.vocabulary()[line[token.start + 2 : token.end].strip()]
        slash = Token(Kind.SLASH, token.start + 1, token.start + 2)
        return slash, Token(kind, token.start + 2, token.end, role)
    return (token,)


def _singles(tokens: list[Token], at: int) -> int:
    """Length of the run of single characters, blanks between them, that ends at ``at``."""
    singles = 0
    while at >= 0 and tokens[at].kind is Kind.WORD and tokens[at].end - tokens[at].start == 1:
        singles += 1
        if not at or tokens[at - 1].kind is not Kind.SPACE:
            break
        at -= 2
    return singles
