"""A decoded page and its one parse, shared by everybody who looks at it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import html

from lanzhou_news.text.decode import Decoded


@dataclass(slots=True)
class Page:
    """Decoded text of one response; ``tree`` is parsed on first use and kept."""

    url: str
    decoded: Decoded
    _tree: html.HtmlElement | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.decoded.text

    @property
    def tree(self) -> html.HtmlElement:
        """Root element of the page."""
        if self._tree is None:
            self._tree = html.document_fromstring(self.text)
        return self._tree
