"""What the places of a page say about its credits, brought together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lanzhou_news.clean.lines import without_gaps
from lanzhou_news.items import Dateline, Editor, Person
from lanzhou_news.text.credits import Credits
from lanzhou_news.text.credits.names import is_name
from lanzhou_news.text.credits.outlets import known_kind
from lanzhou_news.text.credits.words import is_staff

BULLETS = "□■○●◎◆◇▲△ 　"
"""Marks that newspapers print before a byline."""
PICTURES = ("摄影", "图", "供图", "摄像", "视频", "制图", "漫画")
"""Roles of people who worked beside the author, not in his place."""
_SOURCE_LABEL = re.compile(r"[来來]\s?源|稿源|[转轉]自|出[处處]")
"""A source printed with its label is no guess from a byline."""
HOSTS = ("主持", "主持人", "主播")
"""Roles of those who led a talk or a programme: authors only beside a byline that names them."""
TRANSLATORS = ("翻译", "译者")
"""schema.org has a property of its own for them (``translator``): authors only where a page names no other."""
Place = Literal["head", "top", "end", "tail", "cms", "meta"]
"""Where a credit stood: meta line, above the text, below it, in the page's tail, in properties nobody sees."""


@dataclass(slots=True)
class Gathered:
    """Credits of one article so far, each name once, in the order of the page."""

    authors: list[Person] = field(default_factory=list)
    editors: list[Editor] = field(default_factory=list)
    source: str | None = None
    outlet: str | None = None
    """Organisation of the dateline or byline, from which a source may be inferred."""
    agency: str | None = None
    dateline: Dateline | None = None
    ambiguous: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(rule, text) of decisions between places."""
    byline_raw: list[str] = field(default_factory=list)
    editor_raw: list[str] = field(default_factory=list)
    source_raw: list[str] = field(default_factory=list)
    beside: tuple[str, str] | None = None
    """An outlet that stands without a label beside the date above the text, and its line."""
    account: tuple[str, str] | None = None
    """The account that published the text, told by class names alone, and its line: a printed source is better."""
    from_head: bool = False
    """Do the authors come from the meta line alone, where sites also print the person who put the text online?"""

    pen_names: bool = False
    """Are the authors nicknames that only the class of their box tells?"""

    def add(self, credits: Credits, raw: str, place: Place) -> None:
        """Take over what one credit says."""
        authors = [] if is_cast(credits) else [person for person in credits.people if not is_staff(person.role)]
        authors = self._believed(authors, place)
        staff = [Editor(person.name, person.role) for person in credits.people if is_staff(person.role)]
        editors = _printed_order([*credits.editors, *staff], raw)
        if authors:
            self._add_authors(authors, place)
        known = {editor.name for editor in self.editors}
        self.editors += [editor for editor in editors if editor.name not in known]
        self.agency = self.agency or credits.agency
        self.dateline = self.dateline or credits.dateline
        own = set() if _SOURCE_LABEL.search(raw) else {person.organization for person in authors}
        if credits.source is not None:
            opened = credits.dateline is not None and credits.source in credits.dateline.raw
            inferred = opened or credits.source in own or known_kind(credits.source) == "self"
            if inferred:
                self.outlet = self.outlet or credits.source
            else:
                self.source = self.source or credits.source
        if credits.ambiguous and authors:
            self.ambiguous.append(raw)
        if place in ("cms", "meta"):
            self.notes.append((f"from-{place}", raw))
            return
        if editors:
            self.editor_raw.append(raw)
        if credits.source is not None and not credits.dateline and credits.source not in own:
            self.source_raw.append(raw)
        if authors or credits.dateline or credits.agency or not (editors or credits.source):
            self.byline_raw.append(raw)

    def _believed(self, authors: list[Person], place: Place) -> list[Person]:
        """作者 beside a reporter's byline, or in the tail beside any author, is who posted the text: only noted."""
        known = {person.name for person in self.authors}
        reporters = any(person.role not in (None, "作者") for person in self.authors)
        if not self.authors or not (reporters or place == "tail"):
            return authors
        posted = [person for person in authors if person.role == "作者" and person.name not in known]
        if posted:
            self.notes.append(("author-disagrees", " ".join(person.name for person in posted)))
        return [person for person in authors if person not in posted]

    def add_bare(self, text: str, raw: str, place: Place) -> None:
        """Names without a role, known as authors only by where they stand."""
        if self.authors:
            return
        names = [name for name in re.split(r"[\s、，,]+", without_gaps(text.lstrip(BULLETS))) if name]
        self._add_authors([Person(name, "作者") for name in names], place)
        self.pen_names = place == "head" and not any(map(is_name, names))
        self.ambiguous.append(raw)
        if place in ("cms", "meta"):
            self.notes.append((f"from-{place}", raw))
        else:
            self.byline_raw.append(raw)

    def _add_authors(self, authors: list[Person], place: Place) -> None:
        new = {person.name: person for person in authors}
        old = {person.name for person in self.authors}
        reporters = any(person.role not in (None, "作者", *PICTURES) for person in authors)
        posted = all(person.role in (None, "作者") for person in self.authors)
        better = reporters or (self.pen_names and any(map(is_name, new)))
        if self.from_head and place != "head" and better and posted and old.isdisjoint(new):
            self.notes.append(("author-disagrees", " ".join(person.name for person in self.authors)))
            self.authors = []
        self.from_head = place == "head" and (self.from_head or not self.authors)
        self.authors = [_more(person, new.pop(person.name, None)) for person in self.authors] + list(new.values())

    def writers(self) -> list[Person]:
        """The authors without those who translated them."""
        writers = [person for person in self.authors if person.role not in TRANSLATORS]
        return writers or self.authors

    def raws(self) -> tuple[str | None, str | None, str | None]:
        """Exact texts of byline, editors and source; several pieces joined by a newline."""
        pieces = (self.byline_raw, self.editor_raw, self.source_raw)
        byline, editor, source = ("\n".join(dict.fromkeys(raw.strip() for raw in raws)) or None for raws in pieces)
        return byline, editor, source


def is_cast(credits: Credits) -> bool:
    """Does a line name hosts and nobody else?"""
    return bool(credits.people) and not credits.editors and all(person.role in HOSTS for person in credits.people)


def is_reporters(credits: Credits) -> bool:
    """Does a credit name people who wrote, told by a role of their own (记者, 通讯员)?"""
    people = [person for person in credits.people if not is_staff(person.role)]
    return any(person.role not in (None, "作者", *PICTURES, *HOSTS) for person in people)


def _more(one: Person, other: Person | None) -> Person:
    """Of two entries for one person the one that says more than 作者."""
    if other is None:
        return one
    if one.role not in (None, "作者"):
        return Person(one.name, one.role, one.organization or other.organization)
    return Person(one.name, other.role or one.role, other.organization or one.organization)


def _printed_order(editors: list[Editor], raw: str) -> list[Editor]:
    line = "".join(raw.split())
    return sorted(editors, key=lambda editor: line.find(editor.name))
