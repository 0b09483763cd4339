"""Registry of site profiles: every module of this package that defines ``PROFILE`` is a site."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache

from lanzhou_news.errors import UnknownSite
from lanzhou_news.sites.base import SiteProfile
from lanzhou_news.text.urls import split


@cache
def profiles() -> dict[str, SiteProfile]:
    """All profiles by name, in alphabetical order.

    >>> "lanzhou" in profiles()
    True
    """
    found = {}
    for info in pkgutil.iter_modules(__path__):
        profile = getattr(importlib.import_module(f"{__name__}.{info.name}"), "PROFILE", None)
        if isinstance(profile, SiteProfile):
            found[profile.name] = profile
    return dict(sorted(found.items()))


def get(name: str) -> SiteProfile:
    """The profile called ``name``; raises :class:`~lanzhou_news.errors.UnknownSite` naming the known ones."""
    try:
        return profiles()[name]
    except KeyError:
        raise UnknownSite(name, list(profiles())) from None


@cache
def _by_host() -> dict[str, SiteProfile]:
    return {host: profile for profile in profiles().values() for host in profile.hosts}


def for_url(url: str) -> SiteProfile | None:
    """The profile whose host family holds the URL's host, or None.

    >>> for_url("http://www.lzbs.com.cn/index.htm").name
    'lanzhou'
    """
    return _by_host().get(split(url).hostname or "") if url else None


@cache
def _mirrors() -> dict[str, tuple[SiteProfile, re.Pattern[str]]]:
    return {
        host: (profile, re.compile(pattern))
        for profile in profiles().values()
        for host, pattern in profile.mirrors.items()
    }


def original_url(url: str) -> str | None:
    """The address at the original site of a page on a known mirror host, or None.

    >>> original_url("http://www.fcgxiehui.com/lanzhounews/2025-01/02/content_507000001.htm")
    'http://www.lzbs.com.cn/lanzhounews/2025-01/02/content_507000001.htm'
    """
    parts = split(url)
    profile, pattern = _mirrors().get(parts.hostname or "", (None, None))
    match = pattern.search(parts.path) if pattern else None
    if profile is None or match is None:
        return None
    return profile.canonical_url(f"{profile.scheme}://{profile.hosts[0]}{match['path']}")
