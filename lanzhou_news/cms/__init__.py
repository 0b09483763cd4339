"""CMS shapes: page layouts that many sites share, by the name under which a site profile picks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from lanzhou_news.cms.containers import CONTAINERS, read_container
from lanzhou_news.cms.founder import read_founder
from lanzhou_news.extract.outline import Outline
from lanzhou_news.extract.page import Page

SHAPES: Mapping[str, Callable[[Page], Outline | None]] = {
    "founder-web": read_founder,
    "founder-epaper": read_founder,
    **{name: partial(read_container, shape=name) for name in CONTAINERS},
}
"""Name → reader. A reader returns None when the page does not have its shape."""

SELF_EVIDENT = ("founder-web",)
"""Shapes whose markers leave no doubt: they are tried on pages of sites nobody has described."""
