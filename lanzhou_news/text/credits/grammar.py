"""The grammar of a credit line: tokens to people, editors, outlets and the dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lanzhou_news.items import Dateline, Editor, Person
from lanzhou_news.text.credits import names, outlets, places, words
from lanzhou_news.text.credits.fold import fold
from lanzhou_news.text.credits.lexer import Token
from lanzhou_news.text.credits.model import Credits
from lanzhou_news.text.credits.people import Found, read_names
from lanzhou_news.text.credits.words import Kind, Role

_PASSIVE = re.compile(
    r"(?:本文|本版|文中|文内)?(?:图片|照片|视频|组图|图)(?:均|都|全部|由)*由(?P<by>[^()、,。]{1,16}?)(?P<how>提供|拍摄|供图|摄)"
)
_BULLETS = frozenset("□■◎●○◆◇★☆▲△▼▽►▶▷◀※*#~-·_>…\u200b\ufffc\ue5c2\ue004•")
_LABEL_MARKS = (Kind.COLON, Kind.SLASH, Kind.BAR)
_GAPS = (Kind.SPACE, Kind.LIST, Kind.OPEN, Kind.CLOSE, Kind.BAR, Kind.SLASH, Kind.COLON)
_PROVIDERS = (Kind.STOCK, Kind.ROLE, Kind.FOREIGN)


@dataclass(slots=True)
class Reader:
    """Reads the tokens of one line from left to right; ``printed`` and ``folded`` have the same length."""

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
    role: Role | None = None
    role_text: str | None = None
    labelled: bool = False
    organization: str | None = None
    group: list[Found] = field(default_factory=list)
    maker_seen: bool = False

    def credits(self) -> Credits:
        """The reading, or ``Credits(rest=printed)`` when the line is no credit line."""
        index = 0
        while index < len(self.tokens):
            index = self._step(index)
        if not self._is_credit():
            return Credits(rest=self.printed)
        people = [found for found in self.people if found.field != "editors"]
        source, agency = self._outlets()
        return Credits(
            people=tuple(Person(found.name, found.role, found.organization) for found in people),
            editors=tuple(Editor(found.name, found.role) for found in self.people if found.field == "editors"),
            source=source,
            agency=agency,
            dateline=self.dateline,
            ambiguous=self.ambiguous,
            rest=self._rest(),
            media=self.media,
        )

    # -- verdict

    def _is_credit(self) -> bool:
        text = [token for token in self.unexplained if token.kind is not Kind.MARK]
        marks = [token for token in self.unexplained if token.kind is Kind.MARK and token.end < len(self.folded)]
        anything = bool(
            self.people or self.source or self.about or self.agency or self.dateline or self.outlet or self.self_name
        )
        if self._is_lone_outlet():
            return False
        if not anything and not self.strong:
            content = [token.kind for token in self.tokens if token.kind not in _GAPS]
            return not text and not marks and len(content) > 1 and any(kind in _PROVIDERS for kind in content)
        return self.strong or not (text or marks)

    def _is_lone_outlet(self) -> bool:
        """兰州晚报 without anything else, not even brackets, is a word, no credit."""
        content = [token for token in self.tokens if token.kind is not Kind.SPACE]
        return len(content) == 1 and content[0].kind is Kind.OUTLET and content[0].outlet != "agency"

    def _outlets(self) -> tuple[str | None, str | None]:
        source, agency = self.source, self.agency
        if self.about is not None:
            name, kind = self.about
            if kind == "agency":
                agency = name
            else:
                source = source or name
                if self.dateline_outlet is not None and agency is None:
                    agency = self.dateline_outlet
        return source or self.outlet or self.dateline_outlet or self.self_name, agency

    def _rest(self) -> str:
        pieces: list[list[int]] = []
        for token in sorted(self.unexplained, key=lambda token: token.start):
            if pieces and not self.folded[pieces[-1][1] : token.start].strip():
                pieces[-1][1] = token.end
            else:
                pieces.append([token.start, token.end])
        return " ".join(self.printed[start:end].strip() for start, end in pieces).strip()

    # -- reading

    def _text(self, token: Token) -> str:
        return self.folded[token.start : token.end]

    def _skip(self, index: int) -> int:
        while index < len(self.tokens) and self.tokens[index].kind is Kind.SPACE:
            index += 1
        return index

    def _kind(self, index: int) -> Kind | None:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None

    def _step(self, index: int) -> int:
        token = self.tokens[index]
        kind = token.kind
        if kind is Kind.LATIN and self.group and self.tokens[index - 1].kind is not Kind.LIST:
            self.unexplained.append(token)  # a staff code behind a name: 史建磊_NBJ11331
            return index + 1
        if kind is Kind.OPEN:
            self._open_bracket()
        elif kind is Kind.CLOSE and self.group:
            self.role, self.labelled = None, False
        elif kind is Kind.ROLE:
            return self._read_role(index)
        elif kind in (Kind.WORD, Kind.LATIN):
            return self._read_words(index)
        elif kind is Kind.OUTLET:
            return self._read_outlet(index)
        elif kind is Kind.SOURCE:
            return self._read_source(index)
        elif kind is Kind.FOREIGN:
            return self._read_foreign(index)
        elif kind is Kind.ABOUT:
            return self._read_about(index)
        elif kind is Kind.MADE:
            self._read_made(token)
        elif kind is Kind.BOOK:
            return self._read_book(index)
        elif kind is Kind.MARK and self._text(token) not in _BULLETS:
            self.unexplained.append(token)
        elif kind in (Kind.DATE, Kind.NUMBER, Kind.META, Kind.FOREIGN) and self.group:
            self._open_bracket()
        return index + 1

    def _open_bracket(self) -> None:
        self.role, self.role_text, self.labelled, self.group = None, None, False, []

    def _read_role(self, index: int) -> int:
        token = self.tokens[index]
        role = token.role or Role()
        passive = _PASSIVE.match(self.folded, token.start)
        if passive is not None:
            return self._read_passive(index, passive)
        if self._is_trailing(index, role):
            self._apply_trailing(role, self._printed_role(token, role))
            return index + 1
        after = self._skip(index + 1)
        label = self._kind(after) in _LABEL_MARKS
        if self.role is not None and not self.group and self._outranks(self.role, role):
            return after + 1 if label else index + 1
        if self.role is None or self.group or self.role.field == role.field or label:
            directly = self.organization if self._organization_just_before(index) else None
            if self._text(token).endswith("通讯员"):
                self.organization = directly
        self.role, self.role_text, self.labelled, self.group = role, self._printed_role(token, role), label, []
        if label and role.field != "people":
            self.organization = None
            self.strong = True
        return after + 1 if label else index + 1

    @staticmethod
    def _outranks(outer: Role, inner: Role) -> bool:
        return (
            (outer.media or outer.field != "people")
            and inner.name is None
            and not inner.media
            and inner.field == "people"
        )

    def _organization_just_before(self, index: int) -> bool:
        before = index - 1
        while before >= 0 and self.tokens[before].kind is Kind.SPACE:
            before -= 1
        return before >= 0 and self.tokens[before].kind in (Kind.OUTLET, Kind.WORD) and not self._named(before)

    def _named(self, index: int) -> bool:
        token = self.tokens[index]
        return any(found.start < token.end and token.start < found.end for found in self.people)

    def _printed_role(self, token: Token, role: Role) -> str:
        printed = role.name or self._printed_text(token)
        folded = role.name or self._text(token).replace(" ", "")
        for word in words.qualifiers():
            while word in folded and folded != word:
                at = folded.index(word)
                printed, folded = printed[:at] + printed[at + len(word) :], folded[:at] + folded[at + len(word) :]
        return printed

    def _is_trailing(self, index: int, role: Role) -> bool:
        """Does this word say how the people before it worked (张明 摄), rather than open a new group (摄影 张明)?"""
        if not role.trailing and not role.media:
            return False
        before, after = self._kind(index - 1), self._kind(self._skip(index + 1))
        follows_name = bool(self.group) and self._kind(self._back(index)) in (Kind.WORD, Kind.CLOSE, Kind.LATIN)
        if not follows_name:
            return not self.group and after not in (*_LABEL_MARKS, Kind.WORD, Kind.OUTLET, Kind.ROLE, Kind.LATIN)
        if before is Kind.SLASH:
            return after is not Kind.SLASH or self._ends_with_maker()
        if after in _LABEL_MARKS:
            return False
        if not role.trailing:
            return False
        glued_before, glued_after = before is Kind.WORD, self._kind(index + 1) is Kind.WORD
        if glued_before != glued_after:
            return glued_before
        return after not in (Kind.WORD, Kind.OUTLET, Kind.LATIN) or self._ends_with_maker()

    def _back(self, index: int) -> int:
        index -= 1
        while index >= 0 and self.tokens[index].kind in (Kind.SPACE, Kind.SLASH):
            index -= 1
        return index

    def _ends_with_maker(self) -> bool:
        for token in reversed(self.tokens):
            if token.kind in (Kind.WORD, Kind.LATIN):
                return False
            if token.kind is Kind.ROLE:
                return token.role is not None and token.role.trailing
        return False

    def _apply_trailing(self, role: Role, text: str) -> None:
        targets = self.group
        if role.media and text != "文" and not self.maker_seen:
            targets = [found for found in self.people if found.field == "people"]
        if not (text == "文" and len(targets) > 1 and any(found.role_by == "word" for found in targets)):
            for found in targets:
                if role.media or found.role_by == "none":
                    found.role, found.role_by = text, "maker"
        self.group, self.labelled = [], True
        self.role = None
        self.maker_seen = True

    def _read_passive(self, index: int, match: re.Match[str]) -> int:
        """图片由张明提供."""
        start, end = match.span("by")
        by = match["by"].replace(" ", "")
        if names.is_name(by):
            role = "供图" if match["how"] in ("提供", "供图") else "摄影"
            self.people.append(Found(self.printed[start:end].replace(" ", ""), start, end, "people", role, "maker"))
        self.strong = True
        while index < len(self.tokens) and self.tokens[index].start < match.end():
            index += 1
        return index

    def _read_made(self, token: Token) -> None:
        text = self._text(token)
        self.media = "摄影报道" if "报" in text else "文/图"
        if not self.people:
            self.role, self.role_text, self.labelled = None, "文", True

    def _read_words(self, index: int) -> int:
        """A zone of names: words, blanks and separators up to the next token of another kind."""
        stop = index
        while stop < len(self.tokens) and self._in_zone(index, stop):
            stop += 1
        zone = self.tokens[index:stop]
        while zone and zone[-1].kind not in (Kind.WORD, Kind.LATIN):
            zone.pop()
        following = self._skip(index + len(zone))
        if self._behind(index) == "发自":
            return stop
        if self._kind(following) is Kind.COLON:
            if self.labelled and not self.group:
                self._read_people(zone, following)
            else:
                self.unexplained.extend(zone)
            self._open_bracket()
            return stop
        if self._is_place_dateline(index):
            return self._read_dateline(index, None, "outlet")
        if self._kind(following) is Kind.REPORT and zone[-1].kind is Kind.WORD and self._is_report_place(zone):
            zone.pop()
            if not zone:
                return following
        if (
            self._kind(following) is Kind.ROLE
            and outlets.is_unit(self._text(zone[-1]))
            and not names.is_name(self._text(zone[-1]))
        ):
            self.organization = self.printed[zone[-1].start : zone[-1].end]
            zone.pop()
        self._read_people(zone, following)
        return index + len(zone) if zone and self._kind(index + len(zone)) is not Kind.WORD else max(stop, index + 1)

    def _behind(self, index: int) -> str:
        return self._text(self.tokens[index - 1]) if index else ""

    def _is_report_place(self, zone: list[Token]) -> bool:
        text = self._text(zone[-1])
        return places.is_place(text) and (not names.is_name(text) or len(zone) > 1)

    def _in_zone(self, start: int, index: int) -> bool:
        kind = self.tokens[index].kind
        if kind in (Kind.WORD, Kind.SPACE, Kind.LIST):
            return True
        if kind is Kind.LATIN:
            return True
        return kind is Kind.SLASH and index > start and self._kind(self._skip(index + 1)) is Kind.WORD

    def _read_people(self, zone: list[Token], following: int) -> None:
        if not zone:
            return
        role = self.role
        opener = self.role_text if role is not None or self.role_text == "文" else None
        maker = self.tokens[following].role if self._kind(following) is Kind.ROLE else None
        found, unexplained, unsure = read_names(
            self.printed,
            self.folded,
            zone,
            weak=self.role is not None or (maker is not None and maker.trailing),
            glued=self.role is not None and self._is_glued(zone[0]),
            pen=self._is_posted(following)
            or (self.labelled and role is not None and role.pen and (not role.media or self.role_text == "文")),
        )
        self.unexplained.extend(unexplained)
        self.ambiguous = self.ambiguous or unsure
        for person in found:
            person.organization = self.organization
            if self.role is not None:
                person.field, person.role, person.role_by = self.role.field, opener, self._role_by()
            else:
                person.role = opener or "作者"
                person.role_by = "word" if opener else "none"
        bare = self.role is None and opener is None
        if bare and not self._is_closed(following) and not self._may_be_bare(zone, found):
            self.unexplained.extend(token for token in zone if token.kind in (Kind.WORD, Kind.LATIN))
            return
        self.ambiguous = self.ambiguous or (bool(found) and bare and not self._is_closed(following))
        self.people.extend(found)
        self.group.extend(found)
        if found and self.labelled and self.role is not None:
            self.strong = True

    def _may_be_bare(self, zone: list[Token], found: list[Found]) -> bool:
        """Names without a role open the line (an outlet may stand before them), or stand alone in the bracket behind a dateline."""
        at = self.tokens.index(zone[0])
        first = self._first()
        if first < len(self.tokens) and self.tokens[first].kind is Kind.OUTLET:
            first = self._skip(first + 1)
        opens = at == first
        behind_dateline = self.dateline is not None and self._kind(at - 1) is Kind.OPEN
        usual = len(found) != 1 or names.has_usual_characters(fold(found[0].name))
        return (opens or behind_dateline) and usual

    def _first(self) -> int:
        """Index of the line's first token that is more than a blank, a bracket, a bullet or a date."""
        for index, token in enumerate(self.tokens):
            domain = token.kind is Kind.LATIN and "." in self._text(token)
            if token.kind not in _GAPS and token.kind not in (Kind.DATE, Kind.MARK) and not domain:
                return index
        return len(self.tokens)

    def _is_closed(self, index: int) -> bool:
        """Does a media or wire word stand here, so that names without a role are a byline beyond doubt?"""
        index = self._skip(index + 1) if self._kind(index) is Kind.SLASH else index
        role = self.tokens[index].role if self._kind(index) is Kind.ROLE else None
        wire = self._kind(index) in (Kind.MADE, Kind.REPORT) or self._is_posted(index)
        return wire or (role is not None and role.trailing)

    def _is_glued(self, token: Token) -> bool:
        """Does nothing stand between a role and this word? Then it needs a family name to be a name (记者观察)."""
        at = self.tokens.index(token)
        return at > 0 and self.tokens[at - 1].kind in (Kind.ROLE, Kind.WORD)

    def _is_posted(self, index: int) -> bool:
        """张明 发表于 2005-9-15."""
        return self._kind(index) is Kind.META and self._text(self.tokens[index]) in ("发表于", "发布于")

    def _role_by(self) -> str:
        return "maker" if self.role is not None and self.role.media else "word"

    # -- outlets

    def _read_outlet(self, index: int) -> int:
        token = self.tokens[index]
        after = self._dateline_end(index + 1)
        if after is not None:
            return self._read_dateline(index, token, token.outlet or "outlet")
        name = self.printed[token.start : token.end].replace(" ", "")
        self._keep_outlet(name, token.outlet or "outlet")
        self.organization = name
        if self.group:
            self.role, self.role_text, self.group = None, None, []
        return index + 1

    def _keep_outlet(self, name: str, kind: str) -> None:
        if kind == "agency":
            self.agency = self.agency or name
        elif kind == "self":
            self.self_name = self.self_name or name
        else:
            self.outlet = self.outlet or name

    def _dateline_end(self, index: int) -> int | None:
        """Index behind 讯 or 电 when place, date and wire word follow, else None."""
        index = self._skip(index)
        if self._kind(index) is Kind.WORD and len(self._text(self.tokens[index])) <= 8:
            index = self._skip(index + 1)
        while self._kind(index) is Kind.DATE:
            index = self._skip(index + 1)
        return index + 1 if self._kind(index) is Kind.WIRE else None

    def _is_place_dateline(self, index: int) -> bool:
        return (
            self._kind(index + 1) is Kind.DATE
            and self._kind(self._skip(index + 2)) is Kind.WIRE
            and places.is_place(self._text(self.tokens[index]))
        )

    def _read_dateline(self, index: int, outlet: Token | None, kind: str) -> int:
        end = self._dateline_end(index if outlet is None else index + 1)
        assert end is not None
        about = index > 0 and self.tokens[index - 1].kind is Kind.ABOUT
        start = self.tokens[index - 1].start if about else self.tokens[index].start
        inside = self.tokens[index if outlet is None else index + 1 : end]
        place = [self._printed_text(token) for token in inside if token.kind is Kind.WORD]
        dates = [token for token in inside if token.kind is Kind.DATE]
        date = self.printed[dates[0].start : dates[-1].end].strip() if dates else None
        self.dateline = Dateline(self.printed[start : self.tokens[end - 1].end], place[0] if place else None, date)
        self.strong = True
        if outlet is not None:
            name = self._printed_text(outlet)
            wire = self._text(self.tokens[end - 1])
            if kind == "agency" or (kind == "wire" and wire == "电"):
                self.agency = self.agency or name
            else:
                self.dateline_outlet = name if kind != "self" else None
                self.self_name = self.self_name or (name if kind == "self" else None)
            self.organization = name
        return end

    def _printed_text(self, token: Token) -> str:
        return "".join(self.printed[token.start : token.end].split())

    def _read_about(self, index: int) -> int:
        """据人民日报报道, 据《人民日报》, 综合新华社、人民网."""
        after = self._skip(index + 1)
        token = self.tokens[after] if after < len(self.tokens) else None
        if token is None or token.kind not in (Kind.OUTLET, Kind.BOOK):
            return index + 1
        if token.kind is Kind.OUTLET and self._dateline_end(after + 1) is not None:
            return self._read_dateline(after, token, token.outlet or "outlet") if after == index + 1 else after
        name = self._printed_text(token).strip("《》")
        kind = token.outlet or "outlet"
        if token.kind is Kind.BOOK:
            kind = outlets.known_kind(name) or "outlet"
        self.about = self.about or (name, kind)
        return after + 1

    def _read_source(self, index: int) -> int:
        """来源：X, up to the next label, blank or bracket."""
        if index and self.tokens[index - 1].kind is Kind.WORD:
            self.unexplained.append(self.tokens[index])  # 水的来源：黄河
            return index + 1
        after = self._skip(index + 1)
        label = self._kind(after) in _LABEL_MARKS
        if label:
            after = self._skip(after + 1)
        while self._kind(after) is Kind.OPEN or self._is_account(after):
            after = self._skip(after + 1)
        stop = after
        while stop < len(self.tokens) and self._in_source(after, stop):
            stop += 1
        value = self.tokens[after:stop]
        if not value or not (label or value[0].kind in (Kind.OUTLET, Kind.BOOK)):
            return max(after, index + 1) if label else index + 1
        name = self.printed[value[0].start : value[-1].end].strip().strip("《》")
        folded = self.folded[value[0].start : value[-1].end].strip()
        if outlets.is_nowhere(folded) or value[0].kind is Kind.STOCK or len(folded) > 24:
            self.unexplained.extend(value)
        elif names.is_name(folded) and not outlets.is_outlet(folded):
            self.role, self.role_text, self.ambiguous = Role(), "作者", True  # a person in the outlet's place
            self._read_people(value, stop)
        else:
            self.source = self.source or name
        self.strong = True
        self._open_bracket()
        return stop

    def _is_account(self, index: int) -> bool:
        """微信公众号“兰州发布”: the words before the account's name, and its quotation mark."""
        text = self._text(self.tokens[index]) if index < len(self.tokens) else ""
        return text in ('"', "公众号", "微信公众号", "官方微信", "官方微博", "微博", "微信")

    def _in_source(self, start: int, index: int) -> bool:
        kind = self.tokens[index].kind
        if kind in (Kind.WORD, Kind.OUTLET, Kind.BOOK, Kind.STOCK, Kind.WIRE):
            return True
        if kind in (Kind.LATIN, Kind.NUMBER, Kind.REPORT, Kind.META, Kind.ABOUT):
            return index == start or self.tokens[index - 1].end == self.tokens[index].start
        text = self._text(self.tokens[index])
        if index == start or index + 1 >= len(self.tokens):
            return False
        return text in ("-", "·", "、", "_", "+") and self.tokens[index + 1].kind in (Kind.WORD, Kind.OUTLET)

    def _read_foreign(self, index: int) -> int:
        """资料来源：… is no source of the article: its value is left alone."""
        stop = index + 1
        while stop < len(self.tokens) and self._kind(stop) not in (Kind.ROLE, Kind.SOURCE, Kind.CLOSE):
            if self._kind(stop) not in _GAPS:
                self.unexplained.append(self.tokens[stop])
            stop += 1
        return stop

    def _read_book(self, index: int) -> int:
        """《光明日报》（2022年02月13日 02版） names the paper of a reprint."""
        token = self.tokens[index]
        name = self._printed_text(token).strip("《》")
        dated = any(later.kind is Kind.DATE for later in self.tokens[index + 1 :])
        if index == self._skip(0) and dated and self.source is None:
            self.source = name
        elif self._kind(self._skip(index + 1)) is Kind.ROLE:
            self._keep_outlet(name, outlets.known_kind(name) or "outlet")
            self.organization = name
        else:
            self.unexplained.append(token)
        return index + 1
