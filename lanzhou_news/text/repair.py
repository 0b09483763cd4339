"""Repair of damaged text: classic mojibake, and what mirror sites do to a page."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lanzhou_news.items import Note
from lanzhou_news.text.language_model import load
from lanzhou_news.text.mirror.gate import Evidence, looks_clean, weigh
from lanzhou_news.text.mirror.glosses import drop_commas, drop_toneless
from lanzhou_news.text.mirror.habits import learn
from lanzhou_news.text.mirror.restore import Restorer
from lanzhou_news.text.mirror.signs import is_folded, unfold
from lanzhou_news.text.mojibake import repair_mojibake
from lanzhou_news.text.page_model import PageModel

SURE_AT, SURE_STEP = 0.7, 0.6
"""Logistic curve from the lead over the closest other reading to the share of runs that are right: fitted to 10,573
runs in news left out of the models, real pages and the replica (a lead below 1 is right in a third, below 3 in six of
ten, from 10 on in 99 %)."""
DOUBTFUL = 0.8
"""Confidence below which the other reading is told: 60 % of such runs are right, from there to 0.9 they are 81 %,
above 98.5 %."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Result of :func:`repair_text`."""

    text: str
    notes: tuple[Note, ...] = ()
    """One note for each shifted run, one in all for glosses, one in all for commas; what could not be known is marked
    in the text by ``?`` or U+FFFD and has a note of its own (``lost-character``, ``lost-byte``, ``unrecoverable``);
    ``repair-limit`` says that what is damaged from there on was left as it is.
    ``ambiguous-run`` flags an unsure run: ``after`` is the closest reading *not* taken, with the most that is
    left for it."""
    confidence: float = 1.0
    """0 to 1: how sure the least certain repair is; 1.0 for text that was left alone."""


def repair_text(text: str) -> Repaired:
    """Undo damage that Chinese text took on its way; clean text comes back as the identical object.

    The script stays as it is and so does the number of lines: one call per document lets the page's own habits be
    learned from all of it. Never raises on any string.

    >>> repair_text("推進(jìn)強(qiáng)省會(huì)行動(dòng)").text
    '推進強省會行動'
    >>> repair_text("重(chóng)庆和重(zhòng)量").notes
    ()
    """
    notes: list[Note] = []
    if not looks_clean(text) and (evidence := weigh(text)).is_glossed:
        # First: a shifted run holds rare characters that happen to be UTF-8 bytes, 鐟? = 瑤.
        repaired, mojibake = repair_mojibake(_repair_mirror(text, evidence, notes))
        notes += mojibake
    else:
        repaired, mojibake = repair_mojibake(text)
        notes += mojibake
        if not looks_clean(repaired):
            repaired = _repair_mirror(repaired, weigh(repaired), notes)
    if repaired == text:
        return Repaired(text, tuple(notes))
    sure = (n.confidence for n in notes if n.confidence is not None and n.rule != "ambiguous-run")
    return Repaired(repaired, tuple(notes), min(sure, default=1.0))


def _repair_mirror(text: str, evidence: Evidence, notes: list[Note]) -> str:
    """What the evidence allows; notes are appended."""
    before = len(notes)
    repaired = text
    if evidence.is_glossed or evidence.marks:
        restorer = Restorer(learn(text), evidence.is_glossed, evidence.authors, PageModel(load(), text))
        repaired = "\n".join(map(restorer.line, text.split("\n")))
        if restorer.gave_up:
            notes.append(Note("repair", "repair-limit"))
        if restorer.glosses:
            notes.append(Note("repair", "gloss", before=f"{restorer.glosses} glosses", confidence=0.99))
        for spot in restorer.spots:
            sure = min(0.99, round(1 / (1 + math.exp(SURE_AT - SURE_STEP * spot.margin)), 3))
            notes.append(Note("repair", "shifted-bytes", spot.before, spot.after or None, sure))
            if sure < DOUBTFUL and spot.rival not in ("", spot.after):
                notes.append(Note("repair", "ambiguous-run", spot.before, spot.rival, round(min(sure, 1 - sure), 3)))
            if spot.lost:
                notes.append(Note("repair", "lost-character", spot.before, spot.after or None))
    if evidence.toneless:
        repaired, count = drop_toneless(repaired)
        notes.append(Note("repair", "toneless-gloss", before=f"{count} glosses", confidence=0.95))
    if evidence.commas:
        repaired, count = drop_commas(repaired)
        if count:  # the walk may have taken them already
            notes.append(Note("repair", "stray-comma", before=f"{count} commas", confidence=0.95))
    if len(notes) > before and is_folded(text):
        repaired = unfold(repaired)
    return repaired
