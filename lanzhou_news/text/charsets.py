"""Names of encodings: what a label in a header or a page means, and where a page keeps its label."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping

HEAD = 32_768
"""Bytes searched for a declaration: browsers stop at 1,024, pages with a meta after 6 KB exist (DESIGN §6)."""

_LABELS = (
    (
        "gb18030",
        "gb2312 gb_2312-80 gb_2312 gbk x-gbk cp936 ms936 windows-936 936 gb18030 gb-18030 gb18030-2000 chinese",
    ),
    ("gb18030", "chinese gb18030-2005 gb18030-2022 csgb2312 euc-cn x-euc-cn cn-gb iso-ir-58 csiso58gb231280"),
    ("big5hkscs", "big5 big5-hkscs big5hkscs cn-big5 x-x-big5 csbig5 big-5 big5-eten cp950 950"),
    ("utf-8", "utf-8 utf8 unicode-1-1-utf-8 utf-8-sig utf8mb4 unicode utf"),
    ("cp1252", "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii windows-1252 cp1252"),
    ("hz", "hz-gb-2312 hz hzgb hz-gb"),
    ("cp932", "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j"),
    ("cp949", "euc-kr ks_c_5601-1987 ksc5601 korean windows-949"),
)
SUPERSETS = {label: codec for codec, labels in _LABELS for label in labels.split()}
"""Label → Python codec of the superset that browsers use for it (WHATWG Encoding Standard, names and labels).

gb2312 and gbk mean gb18030, or rare characters in names are lost; latin-1 means cp1252."""

_NO_PAGES = ("idna", "punycode", "utf-7")
_META = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"'\s]*([a-z0-9_:.\-]{2,24})", re.IGNORECASE)
_XML = re.compile(
    rb"[\xef\xbb\xbf \r\n\t]*<\?xml[^>]{0,100}?\bencoding\s*=\s*[\"']([a-z0-9_:.\-]{2,24})", re.IGNORECASE
)
_HEADER = re.compile(r"charset\s*=\s*[\"'\s]*([A-Za-z0-9_:.\-]{2,24})", re.IGNORECASE)


def labels(body: bytes, headers: Mapping[str, str] | None) -> Iterator[str]:
    """Encoding labels that the HTTP header, then the page's own meta or XML declaration give; lower case.

    ``headers`` may be written in any case.

    >>> list(labels(b'<meta charset="GBK">', {"content-type": "text/html; charset=UTF-8"}))
    ['utf-8', 'gbk']
    """
    for name, value in (headers or {}).items():
        if name.lower() == "content-type" and (match := _HEADER.search(value)):
            yield match[1].lower()
    head = body[:HEAD]
    if found := _XML.match(head) or _META.search(head):
        yield found[1].decode("ascii").lower()


def codec_of(label: str) -> str | None:
    """Python codec for a label, or None for a label that names no character encoding.

    >>> codec_of("gb2312"), codec_of("windows-1251"), codec_of("none")
    ('gb18030', 'cp1251', None)
    """
    if label in SUPERSETS:
        return SUPERSETS[label]
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if info.name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # a label readable as ASCII proves that the page is not in UTF-16
    return info.name if _is_text_codec(info) else None


def _is_text_codec(info: codecs.CodecInfo) -> bool:
    """No ``rot13``, ``zlib``, ``idna`` …: an encoding of pages, which all read markup alike."""
    try:
        return b"<a \\u0041>".decode(info.name) == "<a \\u0041>" and info.name not in _NO_PAGES
    except (LookupError, ValueError):
        return False


def errors_of(codec: str) -> str:
    """Name of the error handler with which damaged bytes of a codec are decoded.

    >>> b"\x80 5".decode("gb18030", errors_of("gb18030"))
    '€ 5'
    """
    return "gb-euro" if codec == "gb18030" else "replace"


def _gb_euro(error: UnicodeError) -> tuple[str, int]:
    """Like ``replace``, but a lone 80 is the euro sign, as in Windows code page 936."""
    assert isinstance(error, UnicodeDecodeError)
    is_euro = error.object[error.start] == 0x80
    return ("€", error.start + 1) if is_euro else ("\ufffd", error.end)


codecs.register_error("gb-euro", _gb_euro)
