"""The page on adding a site, followed to the letter in a copy of the project; the site is made of the page's HTML."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Shell, blocks, is_shown, steps
from tests.site_server import Site, listing, serve

PAGE = "add-a-site.md"
ARTICLE = "/minsheng/2025-01/02/20011.html"
OTHER = "/minsheng/2025-01/01/20007.html"


def outlet() -> Site:
    (html,) = blocks(PAGE, "html")
    site = Site()
    site.page(ARTICLE, html.text)
    site.page(OTHER, html.text.replace("步道", "公交").replace("滨河路", "早高峰").replace("2025-01-02", "2025-01-01"))
    site.page("/", listing("/minsheng/"))
    site.page("/minsheng/", listing(ARTICLE, OTHER))
    return site


def copy_of_the_project(folder: Path) -> Path:
    for name in ("lanzhou_news", "tests", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.part"))
    for name in ("pyproject.toml", "scrapy.cfg"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def add_to_page(path: Path, text: str) -> None:
    """A table row goes below the last row of the table, anything else to the end."""
    page = path.read_text(encoding="utf-8")
    at = page.rindex("\n| [") + 1 if text.startswith("|") else len(page)
    at = page.index("\n", at) + 1 if text.startswith("|") else at
    path.write_text(page[:at] + ("" if text.startswith("|") else "\n") + text + page[at:], encoding="utf-8")


@pytest.mark.slow
def test_the_page_followed_to_the_letter_adds_a_site(tmp_path: Path) -> None:
    project, site = copy_of_the_project(tmp_path), outlet()
    with serve(site), Shell(project, {"http_proxy": site.proxy, "PYTHONPATH": str(project)}) as shell:
        for block in blocks(PAGE, "console", "python", "markdown"):
            if block.language == "markdown":
                add_to_page(project / block.file, block.text)
                continue
            if block.file:
                (project / block.file).write_text(block.text, encoding="utf-8")
                continue
            for step in steps(block):
                code, printed = shell.run(step.command)
                assert code == 0, (step.command, printed)
                assert is_shown(step.shown, printed) is None, (step.command, printed)
    assert re.search(r"contact: you@example\.org", next(one.headers["user-agent"] for one in site.log[::-1]))


def test_only_profile_fixtures_and_sites_page_are_written() -> None:
    written = [block.file for block in blocks(PAGE) if block.file]
    assert sorted(set(written)) == ["docs/sites.md", "lanzhou_news/sites/baita.py"]
    commands = [step.command for block in blocks(PAGE, "console") for step in steps(block)]
    assert [one.split("--save-fixture ")[1] for one in commands if "--save" in one] == ["tests/fixtures/baita/first"]
