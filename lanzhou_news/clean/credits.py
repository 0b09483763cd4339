"""Step 6: people, editors, source.

Finds where credits stand – meta lines, the first lines, the dateline, the last lines and brackets, the tail, the
properties of the CMS – and moves them from the text into fields. A printed byline beats the author of the CMS, which
sometimes holds the editor; nothing leaves the body without standing in ``byline_raw``, ``editor_raw`` or
``source_raw``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.gather import Gathered, Place
from lanzhou_news.extract.raw import Line
from lanzhou_news.items import Person
from lanzhou_news.sites import profiles
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.text.credits import Credits, may_be_credit, parse_credits
from lanzhou_news.text.credits.edges import Edge, closing, opening
from lanzhou_news.text.credits.names import is_name, is_weak_name
from lanzhou_news.text.credits.outlets import is_nowhere, is_outlet, known_kind
from lanzhou_news.text.credits.places import is_place

STEP = "credits"
FIRST_LINES = 6
"""Lines at the top of a body that may be bylines or hold the dateline."""
LAST_LINES = 8
"""Lines at its end that may be bylines, staff lines or sources."""
SKIPPED_LINES = 2
"""Short lines without a full stop (a rule, a link) that may stand under the credits at the end of a body."""
LONGEST_REST = 24
"""Most unexplained characters (counters, codes) in a line that is still a credit as a whole."""

_SENTENCE = re.compile("[，。！？；…、—]")


def run(draft: Draft) -> None:
    """Fill authors, editors, source, agency, dateline and their raw twins; take the credits out of the body."""
    gathered = Gathered()
    _read_head(draft, gathered)
    _read_top(draft, gathered)
    _read_end(draft, gathered)
    _read_tail(draft, gathered)
    _read_properties(draft, gathered)
    _finish(draft, gathered)


def _whole(text: str) -> Credits | None:
    """The line as one credit, or None when it is text."""
    if not may_be_credit(text):
        return None
    credits = parse_credits(text)
    says = credits.people or credits.editors or credits.source or credits.agency or not credits.rest
    return credits if says and len(credits.rest) <= LONGEST_REST and not _SENTENCE.search(credits.rest) else None


def _is_text(credits: Credits) -> bool:
    """Bare names, a lone source or a lone agency say too little to take a line out of the body for them."""
    return credits.ambiguous and all(person.role == "作者" for person in credits.people) and not credits.editors


def _read_head(draft: Draft, gathered: Gathered) -> None:
    title = draft.raw.title
    if title is not None and "作者：" in title.text:  # old templates put the meta line where the headline is looked for
        gathered.add(parse_credits(title.text), title.raw, "head")
    for line in draft.raw.head:
        text = line.text.strip()
        credits = _whole(text) if text else None
        if credits is not None and not (_is_text(credits) and not credits.source):
            gathered.add(credits, line.raw, "head")
        elif _hinted(line, "author") or (credits is None and _is_signature(text, draft)):
            gathered.add_bare(text, line.raw, "head")
        elif _hinted(line, "source") and is_outlet(text):
            gathered.add(Credits(source=text), line.raw, "head")


def _hinted(line: Line, word: str) -> bool:
    return line.hint is not None and word in line.hint and 2 <= len(line.text.strip()) <= 8


def _is_names(text: str) -> bool:
    """One full name, or several of which one is a full name: 赵东、风笑."""
    parts = [part for part in re.split(r"[\s、，,]+", text) if part]
    return 2 <= len(text) <= 20 and any(map(is_name, parts)) and all(map(is_weak_name, parts))


def _is_signature(text: str, draft: Draft) -> bool:
    """A name alone on its line, and no repetition of the headline; or the name that the headline opens with."""
    title = draft.raw.title.text if draft.raw.title else ""
    return text != title and (_is_names(text) or (2 <= len(text) <= 6 and title.startswith((f"{text}：", f"{text}:"))))


def _read_top(draft: Draft, gathered: Gathered) -> None:
    """Byline lines above the first paragraph, then the dateline."""
    body = draft.raw.body
    for index, line in enumerate(body[:FIRST_LINES]):
        text = line.text
        edge = opening(text)
        if edge is not None and edge.remaining:
            _take(line, edge, gathered, "top")
            break
        credits = _whole(text)
        if credits is not None and (credits.people or credits.editors) and not _is_text(credits):
            gathered.add(credits, line.raw, "top")
            line.text = ""
            continue
        signed = not gathered.authors and index < 3 and len(body) > 2 and _is_signature(text, draft)
        if credits is None and signed:
            gathered.add_bare(text, line.raw, "top")
            line.text = ""
            continue
        if len(text) > 60:
            break
    draft.raw.body = [line for line in body if line.text]


def _take(line: Line, edge: Edge, gathered: Gathered, place: Place) -> None:
    gathered.add(edge.credits, edge.raw, place)
    line.text = edge.remaining


def _read_end(draft: Draft, gathered: Gathered) -> None:
    """Own lines after the text from below, then the bracket of the last paragraph."""
    body = draft.raw.body
    found: list[tuple[Credits, str]] = []
    skipped = 0
    for line in reversed(body[1:][-LAST_LINES:]):
        text = line.text.strip()
        credits = _whole(text)
        bare = credits is not None and _is_text(credits) and not _names_alone(text, found)
        if credits is None or bare:
            skipped += 1
            if skipped > SKIPPED_LINES or len(text) > 60 or text.endswith(("。", "！", "？", "”", "……")):
                break
            continue
        found.append((credits, line.raw))
        line.text = ""
    for credits, raw in reversed(found):
        gathered.add(credits, raw, "end")
    draft.raw.body = body = [line for line in body if line.text]
    for _ in range(3):
        edge = closing(body[-1].text) if body else None
        if edge is None or not edge.remaining:
            break
        if edge.credits.ambiguous and gathered.authors and not gathered.from_head:
            break
        _take(body[-1], edge, gathered, "end")


def _names_alone(text: str, found: list[tuple[Credits, str]]) -> bool:
    """（袁圆） as the very last line, or 来源：尹梅: a byline by its place."""
    return text.startswith(("来源", "稿源")) or (not found and text.startswith(("（", "(", "【")))


def _read_tail(draft: Draft, gathered: Gathered) -> None:
    for line in draft.raw.tail:
        text = line.text.strip()
        credits = _whole(text) if text else None
        if credits is not None and not _is_text(credits):
            gathered.add(credits, line.raw, "tail")


def _read_properties(draft: Draft, gathered: Gathered) -> None:
    """Values of the CMS comment and of meta tags, weaker than anything printed."""
    cms, meta = draft.raw.cms, draft.raw.meta
    liability = cms.get("liability", "").strip()
    if liability and not gathered.editors:
        gathered.add(parse_credits(f"责任编辑：{liability}"), liability, "cms")
    source = cms.get("sourcename", "").strip()
    if not gathered.source and source and not is_nowhere(source) and len(source) <= 24:
        gathered.add(Credits(source=source), source, "cms")
    for name in ("source", "contentsource", "article:source"):
        value = re.sub(r"^(?:文章)?来源[:：]\s*", "", meta.get(name, "").strip())
        if not gathered.source and value and is_outlet(value):
            gathered.add(Credits(source=value), value, "meta")
    editor = meta.get("editor", "").strip()
    if editor and not gathered.editors and is_name(editor):
        gathered.add(parse_credits(f"责任编辑：{editor}"), editor, "meta")
    if gathered.authors:
        return
    known = {*(found.name for found in gathered.editors), liability, editor}
    for value, place in ((cms.get("author", ""), "cms"), (meta.get("author", ""), "meta")):
        value = value.strip()
        if value and value not in known and (_is_names(value) or _may_be_pen_name(value)):
            gathered.add_bare(value, value, "cms" if place == "cms" else "meta")
            return


def _may_be_pen_name(value: str) -> bool:
    return len(value) <= 3 and is_weak_name(value) and not is_outlet(value) and not is_place(value)


def _finish(draft: Draft, gathered: Gathered) -> None:
    article, profile = draft.article, draft.profile
    own = _self_name(draft, profile)
    article.authors = [Person(p.name, p.role, own(p.organization)) for p in gathered.authors]
    article.editors = gathered.editors
    article.agency = gathered.agency
    article.dateline = gathered.dateline
    article.source = _source(draft, gathered, profile)
    article.byline_raw, article.editor_raw, article.source_raw = gathered.raws()
    for line in gathered.ambiguous:
        names = " ".join(person.name for person in parse_credits(line).people) or None
        draft.note(STEP, "ambiguous", before=line, after=names, confidence=0.5)
    for rule, before in gathered.notes:
        draft.note(STEP, rule, before=before)


def _self_name(draft: Draft, profile: SiteProfile | None) -> Callable[[str | None], str | None]:
    """本报 on a known site's page is its publisher."""
    noted: set[str] = set()

    def own(organization: str | None) -> str | None:
        if profile is None or organization not in profile.self_names:
            return organization
        if organization not in noted:
            noted.add(organization)
            draft.note(STEP, "self-name", before=organization, after=profile.publisher)
        return profile.publisher

    return own


def _source(draft: Draft, gathered: Gathered, profile: SiteProfile | None) -> str | None:
    """来源 > 据…报道 > outlet of the dateline > site of the byline's organisation > the organisation, if an outlet."""
    if gathered.source:
        return gathered.source
    outlet = gathered.outlet
    if outlet is None:
        return None
    sites = [profile] if profile is not None else list(profiles().values())
    for site in sites:
        own = profile is not None and outlet in site.self_names
        if own or outlet == site.publisher:
            draft.note(STEP, "source-inferred", before=outlet, after=site.title, confidence=0.8)
            return site.title
    return outlet if is_outlet(outlet) and known_kind(outlet) not in ("self", "agency") else None
