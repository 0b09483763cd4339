"""Which bytes and characters can stand at a place of a damaged line."""

from __future__ import annotations

from lanzhou_news.text.mirror.bytestream import gbk
from lanzhou_news.text.mirror.gate import SWALLOWED_GLOSS
from lanzhou_news.text.mirror.hanzi import hanzi
from lanzhou_news.text.mirror.hypothesis import FOLLOWER_COST
from lanzhou_news.text.page_model import PageModel


class Candidates:
    """The byte side of one line, with what the language model makes of it."""

    def __init__(self, line: str, model: PageModel) -> None:
        self.line, self.model = line, model
        self.gbk, self.hanzi = gbk(), hanzi()
        self._vanishing: dict[int, dict[int, list[tuple[str, frozenset[int]]]]] = {}
        self._leads: dict[int, dict[int, list[str]]] = {}
        self._continuing: dict[int, frozenset[int]] = {}
        self._after: dict[tuple[int, int], frozenset[int]] = {}
        self._tokens: dict[int, list[tuple[int, str, int]]] = {}

    def glossed(self, high: int, reading: str) -> list[tuple[int, str]]:
        """Traditional characters with this first byte and reading, as (second byte, character)."""
        return [(low, char) for lead, low, char in self.gbk.by_reading.get(reading, ()) if lead == high]

    def pairs(self, position: int) -> list[tuple[int, str, int]]:
        """What stands here as two bytes: a character, or what folding made of one. (end, character, code)."""
        known = self._tokens.get(position)
        if known is not None:
            return known
        visible = self.line[position]
        code = self.gbk.code.get(visible)
        found = [] if code is None else [(position + 1, visible, code)]
        for form, code in self.gbk.folded.get(visible, ()):
            if self.line.startswith(form, position):
                found.append((position + len(form), self.gbk.char[code], code))
        self._tokens[position] = found
        return found

    def continuing(self, position: int) -> frozenset[int]:
        """First bytes that make a character with what stands here: the visible one is, or begins with, its second."""
        known = self._continuing.get(position)
        if known is None:
            known = self._continuing[position] = frozenset(lead for lead, _ in self._ending(position))
        return known

    def continuing_after(self, position: int, number: int) -> frozenset[int]:
        """Those of :meth:`continuing` that make a follower of this symbol."""
        known = self._after.get((position, number))
        if known is None:
            leads = self.followers(number)
            found = (lead for lead, char in self._ending(position) if char in leads.get(lead, ()))
            known = self._after[position, number] = frozenset(found)
        return known

    def _ending(self, position: int) -> list[tuple[int, str]]:
        """Characters that can end with what stands here, each behind its first byte."""
        visible = self.line[position : position + 1]
        if visible == "?":
            swallowed = SWALLOWED_GLOSS.match(self.line, position)
            return [(high, char) for high, _, char in self.gbk.by_reading.get(swallowed[1], ())] if swallowed else []
        if not visible:
            return []
        lows = [code >> 8 for _, _, code in self.pairs(position)]
        if visible == "€" or "@" <= visible <= "~":
            lows.append(0x80 if visible == "€" else ord(visible))
        return [pair for low in lows for pair in self.gbk.by_trail.get(low, ())]

    def followers(self, number: int) -> dict[int, list[str]]:
        """First byte → the characters beginning with it that often follow this one."""
        if number not in self._leads:
            leads = self._leads[number] = {}
            for symbol in self.model.followers(number, FOLLOWER_COST):
                char = self.hanzi.mirror_form.get(symbol, symbol)
                leads.setdefault(self.gbk.code.get(char, 0) >> 8, []).append(char)
            if number == self.model.number("’"):
                leads.setdefault(self.gbk.code["”"] >> 8, []).append("”")  # one sign to the model, which knows no ””
        return self._leads[number]

    def vanishing(self, number: int) -> dict[int, list[tuple[str, frozenset[int]]]]:
        """First byte → the followers beginning with it whose second byte can vanish, with what can follow then."""
        known = self._vanishing.get(number)
        if known is None:
            known = self._vanishing[number] = {}
            for lead, chars in self.followers(number).items():
                if hidden := [(char, thirds) for char, thirds in self.gbk.dropping.get(lead, ()) if char in chars]:
                    known[lead] = hidden
        return known
