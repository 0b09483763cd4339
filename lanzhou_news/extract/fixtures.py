"""A page, what is known about it and the record it should give: one folder a test case."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path


def save(folder: Path, body: bytes, record: bytes, *, url: str, site: str | None, fetched_at: datetime | None) -> None:
    """Write ``page.html``, ``meta.json`` and ``expected.json`` into ``folder``, which must not exist yet.

    Raises :class:`FileExistsError` for a folder that is there already: a fixture is never overwritten.

    >>> save(Path("tests/fixtures/lanzhou/caption"), page, line, url="http://…", site=None, fetched_at=None)
    """
    folder.mkdir(parents=True)
    meta = {"url": url, "site": site, "fetched_at": fetched_at.isoformat() if fetched_at else None}
    (folder / "page.html").write_bytes(body)
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    expected = json.dumps(json.loads(record), ensure_ascii=False, indent=2) + "\n"
    (folder / "expected.json").write_text(expected, encoding="utf-8")
