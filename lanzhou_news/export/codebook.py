"""The codebook: what each field means, when it is empty, how it came about. Meanings and types come from the record
itself.

``python -m lanzhou_news.export.codebook`` writes ``docs/codebook.md``; a test holds the file against this module.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from lanzhou_news.export.columns import flat_columns
from lanzhou_news.export.note_rules import NOTE_RULES
from lanzhou_news.export.parquet import columns as parquet_columns
from lanzhou_news.items import SCHEMA_VERSION, Article, Editor, Image, Note, Person
from lanzhou_news.schema import field_docs


class Origin(NamedTuple):
    """How a field comes about."""

    derived: str
    empty: str
    """When it is null or an empty list."""


NEVER = "never"
DERIVED: Mapping[str, Origin] = {
    "schema_version": Origin("constant of the program version that wrote the line", NEVER),
    "run_id": Origin("the crawl or replay that wrote the line", "offline extraction of a single page"),
    "id": Origin("address → site profile and CMS content id; else hash of the address; else hash of the text", NEVER),
    "url": Origin("address of the response after redirects", "text without an address"),
    "canonical_url": Origin("address at the original site; a mirror's path is mapped back", "text without an address"),
    "site": Origin("site profile whose hosts hold the address", "a host no profile knows"),
    "section": Origin(
        "breadcrumb of the page, else a meta (ColumnName, article:section), else the channel directory of the address",
        "the page shows neither",
    ),
    "title": Origin("headline element of the profile or the generic reader, site suffix cut off", "no headline found"),
    "subtitle": Origin("副题 element or CMS field", "most pages have none"),
    "kicker": Origin("引题 element or CMS field", "most pages have none"),
    "keywords": Origin("keywords of the CMS comment, else the page's meta element", "the page names none"),
    "published_at": Origin(
        "in this order: CMS comment, JSON-LD, meta, time element, visible line, dated address, lead of the text",
        "no date that names its year and can be trusted; a guess is never written",
    ),
    "published_precision": Origin("how much of the date was printed", "published_at is null"),
    "published_raw": Origin("the text published_at was read from, unchanged", "no date found"),
    "modified_at": Origin("CMS, JSON-LD or meta", "the page names no later update"),
    "body": Origin(
        "main text after repair, script conversion and removal of page furniture", "picture stories (empty text)"
    ),
    "authors": Origin("byline, dateline credit or CMS author, split by the credit grammar", "no person is credited"),
    "editors": Origin("editor line or CMS field, split by the credit grammar", "no editor is named"),
    "source": Origin(
        "来源 line or CMS field > 据…报道 > dateline outlet > an outlet beside the date above the text (note "
        "source-beside-date) > inferred from the byline's organisation (note source-inferred)",
        "no outlet is named or implied",
    ),
    "agency": Origin("news agency of dateline or byline", "no agency"),
    "dateline": Origin("opening of the first paragraph, taken out of the body", "the text opens without one"),
    "byline_raw": Origin("text taken out of the page when authors were read", "no byline"),
    "editor_raw": Origin("text taken out of the page when editors were read", "no editor line"),
    "source_raw": Origin("text taken out of the page when the source was read", "no source line"),
    "copyright_raw": Origin("copyright block taken out of the page", "no copyright block"),
    "images": Origin("pictures inside the main text, captions taken out of the body", "no picture"),
    "language": Origin("script of the text after conversion", "too little text to tell"),
    "script_original": Origin(
        "characters that exist in one script only, counted before conversion", "no evidence of either"
    ),
    "cleaning": Origin("a note from each step that changed or doubted something", "nothing was done beyond extraction"),
    "encoding": Origin("HTTP header, meta element and a strict trial of the bytes", NEVER),
    "extractor": Origin("written by each reader as it fills a field", "nothing was extracted"),
    "content_hash": Origin("sha256 of normalised title and body", NEVER),
    "duplicate_of": Origin("near-duplicate search against everything stored before", "no earlier copy was known"),
    "similarity": Origin("estimated share of common character 3-grams with duplicate_of", "duplicate_of is null"),
    "status": Origin("HTTP status of later visits", NEVER),
    "revision": Origin("counted up whenever title, body, credits or date changed", NEVER),
    "revision_reason": Origin("what made the new revision", "revision 1"),
    "previous_hash": Origin("content_hash of the revision before", "revision 1"),
    "print": Origin("page index and article page of the e-paper", "not an e-paper article"),
    "fetched_at": Origin("clock of the crawler, UTC", "offline extraction without --fetched-at"),
    "http_status": Origin("status of the response", "offline extraction"),
    "archive": Origin("position in the WARC file", "raw pages were not archived"),
}
"""Field → how it is derived and when it is empty. A test proves that no field of the record is missing here."""

NESTED: Mapping[str, type] = {"authors": Person, "editors": Editor, "images": Image, "cleaning": Note}

RIGHTS = """\
## Copyright and personal data

The texts and pictures belong to their publishers and authors; collecting them gives no right to republish them. Text
and data mining, quotation and archiving are allowed or not by the law of the place where you work (in China: the
Copyright Law, art. 24; in the EU: directive 2019/790, art. 3 and 4). The copyright notice of each page is kept in
`copyright_raw`.

Names of reporters and editors are personal data, and so are the names of people in the news. Keep them as long as the
purpose needs them, do not use them to rate or trace persons, and pass the collection on without `authors`, `editors`,
`byline_raw` and `editor_raw` where names are not needed. An article that its site has taken down has `status = 'gone'`:
respect that in what you publish.

版权归原作者和媒体所有，本数据仅供分析研究；记者、编辑及新闻人物姓名属于个人信息，请按目的限度使用。
"""


def table(missing: Mapping[str, float] | None = None) -> str:
    """The fields as a Markdown table; ``missing`` adds the measured share of records without a value (0 to 1).

    >>> table({"title": 0.02}).splitlines()[0]
    '| field | type | meaning | how it is derived | empty when | missing |'
    """
    docs, kinds = field_docs(Article), parquet_columns(clusters=False)
    head = ["field", "type", "meaning", "how it is derived", "empty when"] + (
        ["missing"] if missing is not None else []
    )
    lines = [_row(head), _row("---" for _ in head)]
    for name, origin in DERIVED.items():
        cells = [f"`{name}`", f"`{kinds[name]}`", docs[name], origin.derived, origin.empty]
        if missing is not None:
            cells.append(f"{missing.get(name, 0):.1%}")
        lines.append(_row(cells))
    return "\n".join(lines)


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("``", "`") for cell in cells) + " |"


def render() -> str:
    """The text of ``docs/codebook.md``."""
    parts = [
        "# Codebook",
        f"Generated from `lanzhou_news/items.py` (schema version {SCHEMA_VERSION}) by "
        "`python -m lanzhou_news.export.codebook`; do not edit.",
        "Unknown is `null` or an empty list, never an empty text (only `body` may be empty, in picture stories). "
        "The share of "
        "records without a value depends on the collection: the `README.md` that `lanzhou-news export` writes "
        "beside the data "
        "gives it for each field. Types are those of the Parquet export.",
        "## Fields of a record",
        table(),
    ]
    for name, cls in NESTED.items():
        docs = field_docs(cls)
        parts.append(f"### Parts of `{name}`")
        parts.append(
            "\n".join(
                f"- `{part}`: {docs.get(part, 'as printed')}"
                for part in (field.name for field in dataclasses.fields(cls))
            )
        )
    parts += [
        "## Notes in `cleaning`",
        "\n".join(
            [_row(["rule", "step", "what the note says"]), _row(["---"] * 3)]
            + [_row([f"`{name}`", rule.step, rule.meaning]) for name, rule in NOTE_RULES.items()]
        ),
        "## Flat columns (CSV and SQLite)",
        "\n".join(
            [_row(["column", "type", "meaning"]), _row(["---"] * 3)]
            + [_row([f"`{column.name}`", column.sql, column.doc]) for column in flat_columns()]
        ),
        "With `--duplicates cluster` every format has two columns more: `cluster`, the id of the canonical "
        "record of the story, "
        "and `cluster_size`, the number of articles that tell it. Parquet adds `published_day` and the partition "
        "columns "
        "`year` and `month`.",
        RIGHTS,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/codebook.md").write_text(render(), encoding="utf-8")
