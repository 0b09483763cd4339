"""The state of reading one credit line."""

from __future__ import annotations

from dataclasses import dataclass, field

from lanzhou_news.items import Dateline
from lanzhou_news.text.credits.found import Found
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind, Role

LABEL_MARKS = (Kind.COLON, Kind.SLASH, Kind.BAR)
"""Signs that make a role word a label: 作者：, 文/, 编辑丨."""
GAPS = (Kind.SPACE, Kind.LIST, Kind.OPEN, Kind.CLOSE, Kind.BAR, Kind.SLASH, Kind.COLON)
"""Tokens that only separate."""


@dataclass(slots=True)
class Reading:
    """A line under way: its tokens and what they have said so far. ``printed`` and ``folded`` have the same length."""

    printed: str
    folded: str
    tokens: list[Token]
    people: list[Found] = field(default_factory=list)
    source: str | None = None
    about: tuple[str, str] | None = None
    """Outlet and its kind of 据…报道."""
    outlet: str | None = None
    self_name: str | None = None
    agency: str | None = None
    dateline: Dateline | None = None
    dateline_outlet: str | None = None
    media: str | None = None
    ambiguous: bool = False
    strong: bool = False
    unexplained: list[Token] = field(default_factory=list)
    unusual: list[Found] = field(default_factory=list)
    """Words where names are expected that no table takes for one."""
    role: Role | None = None
    role_text: str | None = None
    second: tuple[Role, str] | None = None
    """Role of another field that the same label names: 撰文/编辑：…"""
    labelled: bool = False
    organization: str | None = None
    group: list[Found] = field(default_factory=list)
    maker_seen: bool = False
    value_end: int = -1
    """Index behind the value of 来源：, to which the next label may be glued."""

    def text(self, token: Token) -> str:
        """Folded text of a token."""
        return self.folded[token.start : token.end]

    def skip(self, index: int) -> int:
        """Index of the next token that is no blank."""
        while index < len(self.tokens) and self.tokens[index].kind is Kind.SPACE:
            index += 1
        return index

    def kind(self, index: int) -> Kind | None:
        """Kind of the token at ``index``; None outside the line."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None

    def printed_text(self, token: Token) -> str:
        """Printed text of a token without blanks."""
        return "".join(self.printed[token.start : token.end].split())

    def behind(self, index: int) -> str:
        """Folded text of the token before ``index``."""
        return self.text(self.tokens[index - 1]) if index else ""

    def open_bracket(self) -> None:
        """Forget the current role: another group begins."""
        self.role, self.role_text, self.labelled, self.group = None, None, False, []
        self.second = None

    def first(self) -> int:
        """Index of the line's first token that is more than a blank, a bracket, a bullet or a date."""
        for index, token in enumerate(self.tokens):
            domain = token.kind is Kind.LATIN and "." in self.text(token)
            if token.kind not in GAPS and token.kind not in (Kind.DATE, Kind.MARK) and not domain:
                return index
        return len(self.tokens)

    def back(self, index: int) -> int:
        """Index of the last token before ``index`` that is neither blank nor slash."""
        index -= 1
        while index >= 0 and self.tokens[index].kind in (Kind.SPACE, Kind.SLASH):
            index -= 1
        return index

    def named(self, index: int) -> bool:
        """Was the token at ``index`` read as a person?"""
        token = self.tokens[index]
        return any(found.start < token.end and token.start < found.end for found in self.people)
