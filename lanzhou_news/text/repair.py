"""Repair of damaged text: classic mojibake first, then what mirror sites do to a page."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lanzhou_news.items import Note
from lanzhou_news.text.mirror.gate import looks_clean, weigh
from lanzhou_news.text.mirror.glosses import drop_commas, drop_toneless
from lanzhou_news.text.mirror.habits import learn
from lanzhou_news.text.mirror.restore import Restorer


@dataclass(frozen=True, slots=True)
class Repaired:
    """Result of :func:`repair_text`."""

    text: str
    notes: tuple[Note, ...] = ()
    confidence: float = 1.0
    """0 to 1: how sure the least certain repair is; 1.0 for text that was left alone."""


def repair_text(text: str) -> Repaired:
    """Undo damage that Chinese text took on its way; clean text comes back as the identical object.

    The script stays as it is and so does the number of lines: one call per document lets the page's own habits be
    learned from all of it.

    >>> repair_text("推進(jìn)強(qiáng)省會(huì)行動(dòng)").text
    '推進強省會行動'
    """
    if looks_clean(text):
        return Repaired(text)
    evidence = weigh(text)
    notes: list[Note] = []
    repaired = text
    if evidence.is_glossed or evidence.marks:
        authors = frozenset(char for char, times in evidence.glossed.items() if evidence.bare[char] >= times)
        restorer = Restorer(learn(text), evidence.is_glossed, authors)
        repaired = "\n".join(map(restorer.line, text.split("\n")))
        if restorer.glosses:
            notes.append(Note("repair", "gloss", before=f"{restorer.glosses} glosses", confidence=0.99))
        for spot in restorer.spots:
            sure = round(1 - 0.5 * math.exp(-spot.margin / 4), 3)
            notes.append(Note("repair", "shifted-bytes", spot.before, spot.after or None, sure))
    if evidence.toneless:
        repaired, count = drop_toneless(repaired)
        notes.append(Note("repair", "toneless-gloss", before=f"{count} glosses", confidence=0.95))
    if evidence.commas:
        repaired, count = drop_commas(repaired)
        notes.append(Note("repair", "stray-comma", before=f"{count} commas", confidence=0.95))
    if not notes:
        return Repaired(text)
    return Repaired(repaired, tuple(notes), min(note.confidence or 1.0 for note in notes))
