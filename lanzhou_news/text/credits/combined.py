"""Labels of two parts: 采写/摄影：张明, 编辑、校对：李华, 视觉统筹：王强."""

from __future__ import annotations

from lanzhou_news.text.credits import names, words
from lanzhou_news.text.credits.reading import LABEL_MARKS, Reading
from lanzhou_news.text.credits.tokens import Token
from lanzhou_news.text.credits.words import Kind, Role


def joined_role(line: Reading, index: int) -> Role | None:
    """The role that a slash or comma joins to the one at ``index``, nobody named between: 采写/摄影：, 编辑、校对：.

    Never a reporter's own word (图/记者 张明).
    """
    joins = line.kind(index - 1) in (Kind.SLASH, Kind.LIST) and line.kind(index - 2) is Kind.ROLE
    role = line.tokens[index].role
    return line.role if joins and role is not None and role.pen and not line.group else None


def weight(role: Role, text: str | None) -> int:
    """Of two roles of one person the one recorded: an editor's, then a writer's, then a maker's or the staff's."""
    if role.field == "editors":
        return 2
    return int(role.field == "people" and (not role.media or text == "文"))


def second(kept: Role, other: Role, text: str) -> tuple[Role, str] | None:
    """A writer who is the editor as well is both."""
    return (other, text) if weight(kept, None) == 2 and weight(other, other.name) == 1 else None


def label_opening(line: Reading, token: Token, role: Role) -> Token | None:
    """视觉统筹：, UI设计：: the first half of a label that no table holds as a whole, glued to the role word."""
    at = line.tokens.index(token)
    before = line.tokens[at - 1] if at else None
    if before is None or role.name or not (role.media or role.field == "staff"):
        return None
    if before.end != token.start or line.kind(line.skip(at + 1)) not in LABEL_MARKS:
        return None
    half = (
        before.kind is Kind.ROLE
        and before.role is not None
        and before.role.name is None
        and (before.role.media or before.role.field == "staff")
    )
    latin = before.kind is Kind.LATIN and len(line.text(before)) <= 4 and line.kind(at - 2) is not Kind.WORD
    return before if (half and not line.group) or latin else None


def is_staff_label(line: Reading, label: Token, following: int) -> bool:
    """Is a word before a colon, in a staff line, a role that no table holds: 编辑：李华 夜编中心主任：王强?"""
    staff = label in line.unexplained and any(found.field != "people" for found in line.people)
    behind = line.skip(following + 1)
    named = line.kind(behind) is Kind.WORD and names.is_name(line.text(line.tokens[behind]))
    return staff and named and line.text(label).endswith(tuple(words.alone()))
