"""docs/sites.md tells of every site what its file says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lanzhou_news.cms import SHAPES
from lanzhou_news.sites import profiles
from lanzhou_news.sites.base import SiteProfile

TEXT = (Path(__file__).resolve().parents[2] / "docs/sites.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0].strip(): part for part in re.split(r"^## ", TEXT, flags=re.M)[1:]}


@pytest.mark.parametrize("profile", profiles().values(), ids=list(profiles()))
def test_each_site_stands_in_the_docs(profile: SiteProfile) -> None:
    section = SECTIONS.get(profile.name, "")
    assert profile.title in section or profile.copies, f"docs/sites.md has no section {profile.name} on {profile.title}"
    assert profile.publisher in section, profile.publisher
    assert [host for host in profile.hosts if f"`{host}`" not in section] == []
    shapes = {shape for template in profile.templates for shape in template.shapes}
    assert [shape for shape in shapes if f"`{shape}`" not in section] == []
    assert re.search(rf"^\| \[{profile.name}\]\(#{profile.name}\) \| {profile.title} \|", TEXT, re.M), profile.name


def test_the_docs_describe_no_site_that_is_gone() -> None:
    linked = set(re.findall(r"^\| \[(\w+)\]", TEXT, re.M))
    assert linked == set(profiles())


def test_the_docs_name_every_shape() -> None:
    assert [shape for shape in SHAPES if f"`{shape}`" not in TEXT] == []
