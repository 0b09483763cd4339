"""The record: what one line of ``output/articles/*.jsonl`` holds.

Field meanings follow schema.org ``NewsArticle``; names are snake_case. Unknown is ``None`` or ``[]``, never ``""``.
Each cleaned value has a raw twin (``byline_raw``, ``published_raw`` …) or a note in ``cleaning``: it can be checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

SCHEMA_VERSION = 1

NonEmpty = Annotated[str, Meta(min_length=1)]
"""Unknown is None, never ``""``."""
LocalTime = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$")]
"""ISO 8601 in Asia/Shanghai, which has had no daylight saving time since 1991."""
UtcTime = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]
"""ISO 8601 in UTC."""
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""ISO 8601 calendar day."""
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
"""Hexadecimal digest."""
Share = Annotated[float, Meta(ge=0, le=1)]
"""A number from 0 to 1."""

Precision = Literal["second", "minute", "day"]
Script = Literal["Hans", "Hant", "mixed"]
Status = Literal["live", "gone"]
RevisionReason = Literal["site-changed", "re-extracted", "gone"]


@dataclass(slots=True, frozen=True)
class Person:
    """One credited person.

    >>> Person("郭兰英", "首席记者", "兰州日报社").name
    '郭兰英'
    """

    name: NonEmpty
    """As printed, inner spaces removed, script normalised in the record."""
    role: NonEmpty | None = None
    """记者, 首席记者, 通讯员, 摄影 …; None when the page names no role."""
    organization: NonEmpty | None = None
    """The outlet or body the person writes for; qualifiers such as 全媒体 removed."""


@dataclass(slots=True, frozen=True)
class Editor:
    """One member of the editorial staff: 责任编辑, 编辑, 校对, 美编, 审核 …"""

    name: NonEmpty
    role: NonEmpty | None = None


@dataclass(slots=True, frozen=True)
class Image:
    """One picture of the article body."""

    url: NonEmpty
    """Absolute URL."""
    caption: NonEmpty | None = None
    credit: NonEmpty | None = None
    """Photographer or provider as printed: 兰州日报社全媒体记者 李华 摄."""
    width: int | None = None
    """Pixels, as the page declares them."""
    height: int | None = None
    """Pixels, as the page declares them."""


@dataclass(slots=True, frozen=True)
class Dateline:
    """Place and date that open a wire or newspaper story: 新华社兰州1月2日电."""

    raw: NonEmpty
    """The opening as printed, e.g. 本报讯 or 新华社北京1月2日电."""
    place: NonEmpty | None = None
    date: NonEmpty | None = None
    """As printed (1月2日): a dateline rarely has a year."""


@dataclass(slots=True, frozen=True)
class Note:
    """What a cleaning step did, or could not do."""

    step: NonEmpty
    """decode, extract, repair, script, boilerplate, credits, dates, validate, dedup."""
    rule: NonEmpty
    """Stable slug of the rule: gloss, lead-date, ambiguous …; the codebook lists them all."""
    before: str | None = None
    after: str | None = None
    confidence: Share | None = None
    """0 to 1; None where the rule is certain by construction."""


@dataclass(slots=True, frozen=True)
class Encoding:
    """How the bytes became text."""

    declared: NonEmpty | None = None
    """Label in the HTTP header or the page's meta, lower case; None when neither names one."""
    used: NonEmpty | None = None
    """Python codec name that decoded the page."""
    replaced: Annotated[int, Meta(ge=0)] = 0
    """Number of U+FFFD put in place of bytes that no codec explains."""


@dataclass(slots=True, frozen=True)
class Print:
    """Where an e-paper article stood in the printed issue."""

    paper: NonEmpty
    issue_date: Day
    """ISO day of the issue."""
    page_no: NonEmpty | None = None
    page_name: NonEmpty | None = None
    area: NonEmpty | None = None
    """Coordinates of the article's area on the page picture, as the page gives them."""
    pdf_url: NonEmpty | None = None


@dataclass(slots=True, frozen=True)
class ArchiveRef:
    """Where the raw response stands in the WARC archive."""

    file: NonEmpty
    offset: Annotated[int, Meta(ge=0)]


@dataclass(slots=True)
class Article:
    """One revision of one news article."""

    schema_version: int = SCHEMA_VERSION
    """Version of this record layout."""
    run_id: NonEmpty | None = None
    """The run that wrote the line; None for offline extraction."""
    id: NonEmpty = ""
    """``<site>:<cms content id>``, else ``url:<hash of the canonical URL>``, else ``sha256:<content_hash>``."""
    url: NonEmpty | None = None
    """As fetched, after redirects; None for a text without one."""
    canonical_url: NonEmpty | None = None
    """The article's address at its original site; for a mirror copy the path mapped back."""
    site: NonEmpty | None = None
    """Name of the site profile; None when no profile knows the host."""
    section: NonEmpty | None = None
    """Breadcrumb below the home page, parts joined by ``>``: 新闻中心>兰州新闻."""
    title: NonEmpty | None = None
    """Headline without site suffix."""
    subtitle: NonEmpty | None = None
    """副题."""
    kicker: NonEmpty | None = None
    """引题 (the line above the headline)."""
    keywords: list[NonEmpty] = field(default_factory=list)
    """Keywords of the CMS or the page's meta, in order."""
    published_at: LocalTime | None = None
    """ISO 8601 with +08:00 (``2023-09-23T01:28:48+08:00``); a day alone is its midnight, with precision ``day``."""
    published_precision: Precision | None = None
    """How much of ``published_at`` the page really says."""
    published_raw: NonEmpty | None = None
    """The text the date was read from."""
    modified_at: LocalTime | None = None
    """ISO 8601 with +08:00, when the page names a later update."""
    body: str = ""
    """Paragraphs joined by a newline; no byline, editor, source, share, copyright, pager or advert lines."""
    authors: list[Person] = field(default_factory=list)
    """Reporters, correspondents, photographers … in printed order."""
    editors: list[Editor] = field(default_factory=list)
    """责任编辑, 校对, 美编 … in printed order."""
    source: NonEmpty | None = None
    """来源 as an outlet name."""
    agency: NonEmpty | None = None
    """News agency of the dateline: 新华社, 中新社 …"""
    dateline: Dateline | None = None
    """Opening of the story: 本报讯, 新华社北京1月2日电."""
    byline_raw: NonEmpty | None = None
    """Exact byline text taken out of the page; several pieces joined by a newline."""
    editor_raw: NonEmpty | None = None
    """Exact editor or staff text taken out of the page."""
    source_raw: NonEmpty | None = None
    """Exact source text taken out of the page."""
    copyright_raw: NonEmpty | None = None
    """Exact copyright block taken out of the page."""
    images: list[Image] = field(default_factory=list)
    """Pictures of the body, in order."""
    language: NonEmpty | None = None
    """BCP 47 tag after cleaning: zh-Hans."""
    script_original: Script | None = None
    """Script of the page before conversion; None when the text has no evidence of either."""
    cleaning: list[Note] = field(default_factory=list)
    """What was done to the text, by which rule, how sure."""
    encoding: Encoding = field(default_factory=Encoding)
    """Declared and used encoding, count of replaced bytes."""
    extractor: dict[str, NonEmpty] = field(default_factory=dict)
    """Field → the profile version, CMS shape or fallback that produced it."""
    content_hash: Sha256 = ""
    """sha256 (hex) of the normalised title and body."""
    duplicate_of: NonEmpty | None = None
    """Id of the canonical article known when the line was written."""
    similarity: Share | None = None
    """0 to 1, against ``duplicate_of``."""
    status: Status = "live"
    """``gone`` when the page answers 404 or 410 after it had been stored."""
    revision: Annotated[int, Meta(ge=1)] = 1
    """1, 2, … whenever title, body, credits or date changed."""
    revision_reason: RevisionReason | None = None
    """None for revision 1."""
    previous_hash: Sha256 | None = None
    """``content_hash`` of the previous revision."""
    print: Print | None = None
    """E-paper articles only."""
    fetched_at: UtcTime | None = None
    """ISO 8601 in UTC (``Z``); None when unknown."""
    http_status: Annotated[int, Meta(ge=100, le=599)] | None = None
    """Status of the response the record was made from."""
    archive: ArchiveRef | None = None
    """Place of the raw response in the archive, if kept."""
