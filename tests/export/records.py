"""Records made for the tests of export and monitors: small, synthetic, each with what one test needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lanzhou_news.items import Article, Dateline, Editor, Encoding, Image, Note, Person
from lanzhou_news.record import to_json_line
from lanzhou_news.text.fingerprint import content_hash

BODY = "1月2日清晨，黄河兰州段升起薄雾。\n市园林部门介绍，滨河路将新增八处口袋公园。"


def article(number: int = 1, **changes: Any) -> Article:
    """A complete record; ``changes`` replaces fields."""
    title = changes.pop("title", f"黄河岸边添新绿之{number}")
    body = changes.pop("body", BODY)
    fields: dict[str, Any] = {
        "id": f"lanzhou:{507000000 + number}",
        "run_id": "20250103T000000Z-lanzhou",
        "url": f"http://www.lzbs.com.cn/lanzhounews/2025-01/02/content_{507000000 + number}.htm",
        "site": "lanzhou",
        "section": "新闻中心>兰州新闻",
        "title": title,
        "body": body,
        "published_at": "2025-01-02T09:28:48+08:00",
        "published_precision": "second",
        "authors": [Person("李晓明", "首席记者", "兰州日报社"), Person("王芳", "见习记者", "兰州日报社")],
        "editors": [Editor("马和平", "责任编辑")],
        "source": "兰州新闻网",
        "dateline": Dateline("本报讯"),
        "images": [Image("http://www.lzbs.com.cn/res/a.jpg", "滨河步道", "李华 摄")],
        "cleaning": [Note("credits", "source-inferred", after="兰州新闻网", confidence=0.8)],
        "encoding": Encoding("gb2312", "gb18030"),
        "extractor": {"title": "founder-web", "body": "founder-web"},
        "content_hash": content_hash(title, body),
        "language": "zh-Hans",
        "fetched_at": "2025-01-03T00:00:00Z",
        "http_status": 200,
    }
    return Article(**{**fields, **changes})


def write_lines(path: Path, *articles: Article) -> Path:
    """The records as a ``.jsonl`` file."""
    path.write_bytes(b"".join(to_json_line(record) + b"\n" for record in articles))
    return path
