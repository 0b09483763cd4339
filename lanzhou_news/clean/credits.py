"""Step 6: people, editors, source.

Finds where credits stand – meta lines, the first lines, the dateline, the last lines and brackets, the tail, the
properties of the CMS – and moves them from the text into fields. A printed byline beats the author of the CMS, which
sometimes holds the editor; nothing leaves the body without standing in ``byline_raw``, ``editor_raw`` or
``source_raw``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from lanzhou_news.clean.draft import Draft
from lanzhou_news.clean.forum import read_poster
from lanzhou_news.clean.gather import Gathered, Place, is_cast, is_reporters
from lanzhou_news.clean.labels import join
from lanzhou_news.clean.lines import EDITOR_LABEL, SOURCE_LABEL, UNIT_LABEL, is_heading, is_text, staff_behind, whole
from lanzhou_news.clean.meta_line import is_signature, read_head, takes_stamp
from lanzhou_news.clean.properties import read_properties
from lanzhou_news.clean.signature import SQUARE, signed_below, signed_bracket
from lanzhou_news.extract.raw import Line
from lanzhou_news.extract.vocabulary import POSTED, is_meta_line
from lanzhou_news.items import Person
from lanzhou_news.sites import profiles
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.text.credits import Credits, parse_credits
from lanzhou_news.text.credits.edges import Edge, closing, opening
from lanzhou_news.text.credits.outlets import is_masthead, is_outlet, known_kind
from lanzhou_news.text.credits.posted import is_board_line
from lanzhou_news.text.dates import find_date

STEP = "credits"
FIRST_LINES = 6
"""Lines at the top of a body that may be bylines or hold the dateline."""
LAST_LINES = 16
"""Lines at its end that may be bylines, staff lines or sources: accounts print up to a dozen roles, one a line."""
OTHER_STORIES = 2
"""Paragraphs with a dateline below the first that make a page a digest."""
LONGEST_SUBJECT = 40
"""Characters of the longest headline that agencies print behind the dateline (题：…)."""
_DONE = re.compile(r"\s*[（(]完[）)]\s*$")
"""Agencies' sign of the end: it belongs to the text, also behind a credit."""
_DIRECTOR = re.compile(r"(?:总|执行)?[导導]演\s*[:：/|｜丨]")
"""The head of a film's crew only among others of it: in a review it is the film's."""
_INDEX_LABELS = ("发布机构", "发布单位", "发文机构")
INDEX_ROWS = 80
"""Lines of the page among which the index table of a public notice is looked for."""
SKIPPED_LINES = 2
"""Short lines without a full stop (a rule, a link) that may stand under the credits at the end of a body."""


def run(draft: Draft) -> None:
    """Fill authors, editors, source, agency, dateline and their raw twins; take the credits out of the body."""
    gathered = Gathered()
    read_head(draft, gathered)
    _read_top(draft, gathered)
    _read_end(draft, gathered)
    _read_tail(draft, gathered)
    if gathered.account is not None and gathered.source is None:
        gathered.add(Credits(source=gathered.account[0]), gathered.account[1], "head")
    read_poster(draft, gathered)
    if gathered.source is None:
        _read_index(draft, gathered)
    read_properties(draft, gathered)
    _finish(draft, gathered)


def _read_index(draft: Draft, gathered: Gathered) -> None:
    """发布机构 | 市住建局 in the index table far above a notice of a public body."""
    if not draft.pages or draft.raw.extractor.get("body") == "plain-text":
        return
    rows = draft.pages[0].reading.rows[:INDEX_ROWS]
    if not any(row.text.startswith(_INDEX_LABELS) for row in rows):
        return
    lines = join([Line(row.text) for row in rows if len(row.text) <= LONGEST_SUBJECT])
    for line in lines:
        text = line.text.strip()
        if text.startswith(_INDEX_LABELS) and (credits := whole(text)) is not None and credits.source:
            gathered.add(Credits(source=credits.source), line.raw, "head")
            return


def _read_top(draft: Draft, gathered: Gathered) -> None:
    """Byline lines above the first paragraph, then the dateline."""
    body = draft.raw.body
    for index, line in enumerate(body[:FIRST_LINES]):
        text = line.text
        edge = opening(text)
        if edge is not None and edge.credits.dateline and _is_digest(text, body[index + 1 :]):
            break
        if edge is not None and edge.remaining:
            _take(line, edge, gathered, "top")
            if edge.credits.people or len(edge.remaining) > LONGEST_SUBJECT:
                break
            continue  # 新华社北京1月2日电 题：…: the reporters stand on the next line
        if edge is not None and edge.credits.dateline and len(body) > 1:
            _take(line, edge, gathered, "top")
            continue  # 金城网5月12日讯 alone above the first paragraph
        credits = whole(text)
        labelled = any(label.match(text) for label in (SOURCE_LABEL, EDITOR_LABEL, UNIT_LABEL))
        if credits is not None and is_cast(credits):
            continue  # 主持人：… above an interview is its cast
        labelled = labelled or (credits is not None and credits.source is not None and is_meta_line(text))
        named = credits is not None and (
            credits.people or credits.editors or credits.dateline or labelled or is_board_line(text)
        )
        if credits is not None and named and not is_text(text, credits):
            gathered.add(credits, line.raw, "top")
            line.text = ""
            continue
        if takes_stamp(line, gathered):
            line.text = ""
            continue
        signed = not gathered.authors and index < 3 and len(body) > 2 and is_signature(text, draft)
        signed = signed and (index == 0 or not is_heading(text, body[index - 1].text))
        if credits is None and signed:
            gathered.add_bare(text, line.raw, "top")
            line.text = ""
            continue
        if len(text) > 60:
            _read_below_lead(body[index + 1 : FIRST_LINES], body, gathered)
            break
    draft.raw.body = [line for line in body if line.text]


def _is_digest(text: str, below: list[Line]) -> bool:
    """本报讯（记者 张明）… and two more paragraphs that begin so: several stories on one page."""
    size = 1 if text.startswith("【") else 3  # 【金城日报】…, 【金城晚报】…: what several papers print
    others = (line.text for line in below if line.text[:size] == text[:size])
    return sum(opening(other) is not None for other in others) >= OTHER_STORIES


def _read_below_lead(lines: list[Line], body: list[Line], gathered: Gathered) -> None:
    """本报讯（记者 张明）… below a lead, on a page that names nobody above it and is no digest of stories."""
    if gathered.authors or gathered.dateline:
        return
    opened = [(line, edge) for line in lines if (edge := opening(line.text)) and edge.credits.dateline]
    if len(opened) != 1 or not opened[0][1].remaining or not opened[0][1].credits.people:
        return
    others = (opening(line.text) for line in body if line is not opened[0][0])
    if not any(edge is not None and edge.credits.dateline for edge in others):
        _take(*opened[0], gathered, "top")


def _take(line: Line, edge: Edge, gathered: Gathered, place: Place) -> None:
    gathered.add(edge.credits, edge.raw, place)
    line.text = edge.remaining.lstrip("，, ")  # 据某社消息，今日…: the comma goes with the dateline


def _read_end(draft: Draft, gathered: Gathered) -> None:
    """Own lines after the text from below, then the bracket of the last paragraph."""
    split = max(0, len(draft.raw.body) - LAST_LINES)
    draft.raw.body = body = draft.raw.body[:split] + join(draft.raw.body[split:])
    found: list[tuple[Credits, str]] = []
    skipped = 0
    for line in reversed(body[1:][-LAST_LINES:]):
        text = line.text.strip()
        credits = whole(text)
        last = credits is None and not found and not skipped
        if last and text.startswith(("【", "（", "(", "[")) and takes_stamp(line, gathered):
            line.text = ""
            continue  # 【2012/05/12 金城报】@ http://example.com/
        if credits is None and line is body[-1]:
            unsaid = signed_below([piece.text for piece in body[-2:]])
            credits = unsaid if unsaid and not (unsaid.ambiguous and gathered.authors) else None
        if credits is None and found and not skipped and _DIRECTOR.match(text):
            credits = told if (told := parse_credits(text)).people and not told.rest else None
        bare = credits is not None and is_text(text, credits) and not _names_alone(text, found)
        if credits is None and found and not skipped and is_masthead(text):
            found.append((Credits(), line.raw))  # 金城县融媒体中心 above 文字：李华
            gathered.outlet = gathered.outlet or text
            line.text = ""
            continue
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
        done = _DONE.search(body[-1].text) if body else None
        edge = closing(body[-1].text[: done.start()] if done else body[-1].text) if body else None
        if edge is None or not edge.remaining:
            break
        if edge.credits.ambiguous and gathered.authors and not gathered.from_head:
            break
        _take(body[-1], edge, gathered, "end")
        body[-1].text += done[0] if done else ""
    if body and not gathered.authors and (edge := signed_bracket(body[-1].text)):
        _take(body[-1], edge, gathered, "end")
    _read_first_paragraph(draft, gathered)


def _read_first_paragraph(draft: Draft, gathered: Gathered) -> None:
    """（记者 张明） behind the lead of a page that names its reporter nowhere else and is no digest of stories."""
    body = draft.raw.body
    if len(body) < 2 or (gathered.authors and not gathered.from_head):
        return
    edge = closing(body[0].text)
    if edge is None or not edge.remaining or not is_reporters(edge.credits):
        return
    if not any((other := closing(line.text)) is not None and other.credits.people for line in body[1:]):
        _take(body[0], edge, gathered, "end")


def _names_alone(text: str, found: list[tuple[Credits, str]]) -> bool:
    """（袁圆） as the very last line, or 来源：尹梅: a byline by its place."""
    marked = text.startswith(("（", "(", "【")) or SQUARE.match(text) is not None
    return text.startswith(("来源", "稿源")) or (not found and marked)


def _read_tail(draft: Draft, gathered: Gathered) -> None:
    stamps = [moment.when for line in draft.raw.head if (moment := find_date(line.text)) is not None]
    for index, line in enumerate(join(draft.raw.tail)):
        text = line.text.strip()
        credits = whole(text) or whole(staff_behind(text)) if text else None
        if credits is not None and credits.people and stamps and _is_reply(text, stamps):
            continue
        signs = index == 0 and not gathered.authors and text.startswith(("（", "("))
        if credits is not None and ((signs and credits.people) or not is_text(text, credits)):
            gathered.add(credits, line.raw, "tail")


def _is_reply(text: str, stamps: list[datetime]) -> bool:
    """海风 发表于 2013-03-15 22:31 below an article that was posted at another time."""
    posted = find_date(text) if "于" in text and POSTED.search(text) is not None else None
    return posted is not None and posted.when not in stamps


def _finish(draft: Draft, gathered: Gathered) -> None:
    article, profile = draft.article, draft.profile
    own = _self_name(draft, profile)
    writers = gathered.writers()
    article.authors = [Person(p.name, p.role, own(p.organization)) for p in writers]
    if translators := [person.name for person in gathered.authors if person not in writers]:
        draft.note(STEP, "translator", before=" ".join(translators))
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
    known = known_kind(outlet) if outlet is not None else None
    says_little = known == "agency" or (profile is None and known == "self")
    if gathered.beside is not None and outlet is not None:  # 北京晨报 above 晨报讯
        says_little = says_little or gathered.beside[0].endswith(outlet)
    if gathered.beside is not None and (outlet is None or gathered.dateline is None or says_little):
        outlet, line = gathered.beside
        draft.note(STEP, "source-beside-date", before=line, after=outlet, confidence=0.7)
        return outlet
    if outlet is None:
        return None
    sites = [profile] if profile is not None else list(profiles().values())
    for site in sites:
        own = profile is not None and outlet in site.self_names
        if own or outlet == site.publisher:
            draft.note(STEP, "source-inferred", before=outlet, after=site.title, confidence=0.8)
            return site.title
    return outlet if is_outlet(outlet) and known not in ("self", "agency") else None
