"""Places, institutions and forms of address that the sentences name, by bank (``data/places.txt``)."""

from __future__ import annotations

from importlib.resources import files


def _banks() -> dict[str, tuple[str, ...]]:
    banks: dict[str, list[str]] = {}
    words: list[str] = []
    for line in (files("lanzhou_news.replica") / "data" / "places.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            words = banks.setdefault(line[1:].strip(), [])
        elif not line.startswith("#"):
            words += line.split()
    return {name: tuple(bank) for name, bank in banks.items()}


_BANKS = _banks()
DISTRICTS = _BANKS["DISTRICTS"]
ROADS = _BANKS["ROADS"]
SPOTS = _BANKS["SPOTS"]
COMMUNITY_HEADS = _BANKS["COMMUNITY_HEADS"]
COMMUNITY_TAILS = _BANKS["COMMUNITY_TAILS"]
STREETS = _BANKS["STREETS"]
TOWNS = _BANKS["TOWNS"]
VILLAGE_HEADS = _BANKS["VILLAGE_HEADS"]
VILLAGE_TAILS = _BANKS["VILLAGE_TAILS"]
SCHOOL_HEADS = _BANKS["SCHOOL_HEADS"]
SCHOOL_TAILS = _BANKS["SCHOOL_TAILS"]
HOSPITALS = _BANKS["HOSPITALS"]
COMPANY_HEADS = _BANKS["COMPANY_HEADS"]
COMPANY_TAILS = _BANKS["COMPANY_TAILS"]
CITY_ORGANS = _BANKS["CITY_ORGANS"]
TITLES = _BANKS["TITLES"]
DOCUMENT_HEADS = ("", *_BANKS["DOCUMENT_HEADS"])
DOCUMENT_TAILS = _BANKS["DOCUMENT_TAILS"]
CITIZENS = _BANKS["CITIZENS"]
MANNERS = _BANKS["MANNERS"]
