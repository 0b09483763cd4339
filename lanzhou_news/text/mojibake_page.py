"""What the lines of one text share while their misread spans are put right."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from lanzhou_news.text.language_model import load
from lanzhou_news.text.mojibake_bytes import Hole, Item, Span, spans_of_gbk
from lanzhou_news.text.page_model import PageModel
from lanzhou_news.text.plausible import cost

if TYPE_CHECKING:
    from lanzhou_news.text.lost_bytes import Filler


class Page:
    """Fills in what lines lost: with the words of all news, or of a text when that is given."""

    def __init__(self, text: str | None = None, looks: Collection[Page] = ()) -> None:
        """``looks`` have read the same lines before, without the words: what they found is not sought again."""
        self._text = text
        self._asked: list[tuple[tuple[Item, ...], str]] = []
        self._spans: dict[str, list[tuple[Span, str, float]]] = {}
        for look in looks:
            self._spans |= look._spans
        if looks:
            self._filler.prepare(span for look in looks for span in look._asked)

    @cached_property
    def _filler(self) -> Filler:
        from lanzhou_news.text.lost_bytes import Filler  # numpy: only where bytes were lost

        return Filler(load() if self._text is None else PageModel(load(), self._text))

    def fill_in(self, items: tuple[Item, ...], before: str) -> tuple[str, float]:
        """Text of a span that lost bytes, and the confidence; ``before`` stands in front of it in the line."""
        self._asked.append((items, before))
        return self._filler.fill_in(items, before)

    def spans(self, line: str) -> list[tuple[Span, str, float]]:
        """Parts of a line that read as UTF-8 when written as GBK: each with what stands there, and what that costs."""
        known = self._spans.get(line)
        if known is not None:
            return known
        found = []
        for span in spans_of_gbk(line):
            before = line[span.start : span.end]
            found.append((span, before, cost(before)))
        if any(isinstance(item, Hole) for span, _, _ in found for item in span.items):  # the line can be read again
            self._spans[line] = found
        return found
