"""How a page's text becomes bytes, and what header and meta say about it – truthfully or not."""

from __future__ import annotations

from dataclasses import dataclass

from lanzhou_news.replica.draws import share


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to encode and declare a page."""

    name: str
    codec: str
    """Python codec of the bytes."""
    header: str | None
    """charset in the Content-Type header."""
    meta: str | None
    """charset in the page's meta."""
    late: bool = False
    """The meta comes after 6 KB of head."""

    @property
    def content_type(self) -> str:
        """Value of the Content-Type header."""
        return "text/html" if self.header is None else f"text/html; charset={self.header}"

    def encode(self, html: str) -> tuple[bytes, str]:
        """Bytes of a page and the codec used: gb18030 where GBK lacks a character."""
        try:
            return html.encode(self.codec), self.codec
        except UnicodeEncodeError:
            return html.encode("gb18030"), "gb18030"


HONEST = Plan("utf-8", "utf-8", "utf-8", "utf-8")
PLANS = (
    (HONEST, 0.36),
    (Plan("utf-8-meta", "utf-8", None, "UTF-8"), 0.12),
    (Plan("bom", "utf-8-sig", None, "utf-8"), 0.06),
    (Plan("gbk", "gbk", None, "gbk"), 0.08),
    (Plan("gbk-as-gb2312", "gbk", None, "gb2312"), 0.08),
    (Plan("gb18030", "gb18030", "gb18030", "gb18030"), 0.05),
    # Every conflict below was measured to garble a default crawl (DESIGN, decode order).
    (Plan("meta-gb2312-bytes-utf8", "utf-8", None, "gb2312"), 0.05),
    (Plan("meta-utf8-bytes-gbk", "gbk", None, "utf-8"), 0.04),
    (Plan("header-utf8-bytes-gbk", "gbk", "utf-8", "gbk"), 0.04),
    (Plan("header-gbk-bytes-utf8", "utf-8", "gbk", "utf-8"), 0.04),
    (Plan("late-meta", "gbk", None, "gb2312", late=True), 0.04),
    (Plan("undeclared-utf8", "utf-8", None, None), 0.02),
    (Plan("undeclared-gbk", "gbk", None, None), 0.02),
)
_SALT = 40


def plan_for(seed: int, n: int) -> Plan:
    """The plan of article ``n``."""
    left = share(seed, n, _SALT)
    for plan, part in PLANS:
        if left < part:
            return plan
        left -= part
    return HONEST
