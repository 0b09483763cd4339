"""Step 4: one script, one width policy."""

from __future__ import annotations

import re

from lanzhou_news.clean.draft import Draft
from lanzhou_news.text.punctuation import normalize_punctuation
from lanzhou_news.text.script import detect_script, to_simplified

_HAN = re.compile("[\u3400-\u9fff]+")
_KANA = re.compile("[\u3041-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z]+")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "on",
        "with",
        "as",
        "was",
        "by",
        "at",
        "from",
        "be",
        "are",
        "this",
        "have",
        "an",
    ]
)
"""The commonest words of English: about a third of any English text, hardly any of another language."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def run(draft: Draft) -> None:
    """Record the original script, convert to simplified when needed, normalise width and spaces.

    All lines are judged as one document: a line alone says too little about its script. ``Line.raw`` keeps what the
    page said.
    """
    raw = draft.raw
    lines = raw.lines()
    text = "\n".join(line.text for line in ([raw.title] if raw.title else []) + raw.body)
    draft.article.script_original = detect_script(text)
    printed = [line.text for line in lines] + raw.breadcrumb + raw.keywords
    cleaned = _clean(draft, printed)
    for line, fixed in zip(lines, cleaned, strict=False):
        line.text = fixed
    rest = cleaned[len(lines) :]
    raw.breadcrumb, raw.keywords = rest[: len(raw.breadcrumb)], rest[len(raw.breadcrumb) :]
    draft.article.language = language_of("\n".join(line.text for line in raw.body))


def _clean(draft: Draft, printed: list[str]) -> list[str]:
    """The lines in one script and width, as many as before; a break inside a line becomes a space."""
    printed = [line.replace("\r", " ").replace("\n", " ") for line in printed]
    document = "\n".join(printed)
    simplified = to_simplified(document)
    if simplified is not document:
        draft.note("script", "to-simplified", before=draft.article.script_original, after="Hans")
    if unprintable := _PRIVATE.findall(simplified):
        codes = " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(unprintable))
        draft.note("script", "private-use", before=f"{len(unprintable)} × {codes}", after="")
    normal = normalize_punctuation(simplified.replace("\u2028", " ").replace("\u2029", " "))
    cleaned = normal.split("\n")
    return cleaned if len(cleaned) == len(printed) else [normalize_punctuation(to_simplified(line)) for line in printed]


def language_of(text: str) -> str | None:
    """BCP 47 tag of a cleaned text where its script or its commonest words leave no doubt, else None.

    >>> [language_of(text) for text in ("兰州日报", "蘭州で取材した", "the end of the day", "§ 12")]
    ['zh-Hans', 'ja', 'en', None]
    """
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    words = [word.lower() for word in _LATIN.findall(text)]
    if not (kana or hangul or words):  # most articles: nothing to be counted against
        return "zh-Hans" if _HAN.search(text) else None
    han = sum(map(len, _HAN.findall(text)))
    if kana * 9 >= han and kana > 2:
        return "ja"
    if hangul > han:
        return "ko"
    if han * 3 > len(words):
        return "zh-Hans"
    common = sum(word in _ENGLISH for word in words)
    return "en" if len(words) >= 5 and common * 5 >= len(words) else None
