"""The record as JSON: one encoder for files, feeds, store and command line, so one record is always the same bytes."""

from __future__ import annotations

import msgspec

from lanzhou_news.errors import InvalidArticle
from lanzhou_news.items import Article

_decoder = msgspec.json.Decoder(Article)


def to_json_line(article: Article) -> bytes:
    """One line of JSON in the order of the dataclass, UTF-8, without newline.

    >>> to_json_line(Article(id="lanzhou:1"))[:37]
    b'{"schema_version":1,"run_id":null,"id'
    """
    return msgspec.json.encode(article)


def from_json(line: bytes | str) -> Article:
    """Read one line back.

    Raises :class:`~lanzhou_news.errors.InvalidArticle` naming the field that breaks the schema.
    """
    try:
        return _decoder.decode(line)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise InvalidArticle([str(error)]) from None
