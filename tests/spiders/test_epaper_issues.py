"""What a newspaper's site may do to its reader: issues that are late, missing, broken or elsewhere; both layouts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from lanzhou_news.spiders.arguments import today
from tests.crawling import ROOT, crawl, environment, records, rows
from tests.site_server import Answer, Site, serve

DAY = timedelta(days=1)
MAY = date(2024, 5, 20)
PAGES = ("要闻", "时 政", "副刊")


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(Site()) as running:
        yield running


def issue(
    site: Site, day: date, *, first: int = 100, pages: tuple[str, ...] = PAGES, layout: str = "classic", each: int = 2
) -> list[str]:
    """Publish an issue; returns the paths of its articles in reading order. The article pages know nothing of print."""
    folder, end = (f"/html/{day:%Y-%m/%d}", "htm") if layout == "classic" else (f"/lzrb/{day:%Y%m/%d}", "html")
    links = "".join(
        f"<tr><td><a id=pageLink href=node_{n}.{end}>第{n:02d}版：{name}</a></td><td><a href=/pdf/{day}/{n}.pdf>"
        "<img src=/pdf.gif></a></td></tr>"
        for n, name in enumerate(pages, 1)
    )
    articles = []
    for n in range(1, len(pages) + 1):
        numbers = [f"{first + 10 * n + slot}" if layout == "classic" else f"{n}_{slot}" for slot in range(1, each + 1)]
        areas = "".join(
            f'<Area coords="{slot},2,3,4" shape="polygon" href="content_{number}.{end}{query}">'
            for slot, number in enumerate(numbers, 1)
            for query in ("?div=-1", "?div=0", "")
        )
        titles = "".join(f"<a href=content_{number}.{end}><div id=mp{number}>标题</div></a>" for number in numbers)
        map_ = f"<map name=PagePicMap>{areas}</map>"
        site.page(f"{folder}/node_{n}.{end}", f"<html>{map_}<table>{links}</table>{titles}</html>", ETag=f'"{day}{n}"')
        for number in numbers:
            path = f"{folder}/content_{number}.{end}"
            site.page(path, paper_article(f"{day}第{number}号消息", day))
            articles.append(path)
    return articles


def paper_article(title: str, day: date) -> str:
    body = "".join(f"<p>　　{title}传开以后，记者来到现场采访，居民说这件事大家盼了很久。{n}</p>" for n in "一二三四")
    return (
        f"<html><title>{title}</title><td id=PreTitle>引题在上</td><td class=font01 id=Title>{title}</td>"
        f"<td id=SubTitle>副题在下</td><div id=ozoom><founder-content>{body}</founder-content></div></html>"
    )


def front(site: Site, target: str) -> None:
    site.page("/", f'<html><meta http-equiv=refresh content="0; url={target}"></html>')


def read(site: Site, output: Path, *words: str) -> str:
    more = [part for word in words for part in ("-a", word)]
    return crawl(output, site.proxy, *more, spider="lzrb")


def ids(output: Path) -> list[str]:
    return [record["canonical_url"].removeprefix("https://lzrb.lzbs.com.cn") for record in records(output)]


def test_one_issue_by_its_date_with_all_that_only_its_index_knows(site: Site, tmp_path: Path) -> None:
    articles = issue(site, MAY)
    issue(site, MAY + DAY, first=200)
    front(site, "html/2024-05/21/node_1.htm")
    read(site, tmp_path, "date=2024-05-20")
    found = {record["canonical_url"].partition(".cn")[2]: record for record in records(tmp_path)}
    assert sorted(found) == sorted(articles)
    assert found[articles[3]]["print"] == {
        "paper": "兰州日报",
        "issue_date": "2024-05-20",
        "page_no": "02",
        "page_name": "时政",
        "area": "2,2,3,4",
        "pdf_url": "https://lzrb.lzbs.com.cn/pdf/2024-05-20/2.pdf",
    }
    one = found[articles[0]]
    assert (one["kicker"], one["subtitle"]) == ("引题在上", "副题在下")
    assert (one["published_at"], one["published_precision"]) == ("2024-05-20T00:00:00+08:00", "day")
    assert [path for path in site.paths("/html") if "?" in path] == [], "areas of one article are one address"


@pytest.mark.slow
def test_the_newest_issue_is_read_by_default_then_those_since(site: Site, tmp_path: Path) -> None:
    days = [MAY + n * DAY for n in range(4)]
    issue(site, days[0])
    front(site, "html/2024-05/20/node_1.htm")
    log = read(site, tmp_path)
    assert "1 issues, 6 new articles" in log
    for n, day in enumerate(days[1:], 1):
        if n != 2:
            issue(site, day, first=100 + 100 * n)
    front(site, "html/2024-05/23/node_1.htm")
    log = read(site, tmp_path)
    assert "2 issues, 12 new articles" in log
    assert "1 days without an issue" in log
    site.log.clear()
    assert "0 new articles" in read(site, tmp_path)
    assert site.paths("/html/2024-05/22") == [], "a day without an issue, long past, is not asked for again"
    assert {asked.status for asked in site.log if "/html/" in asked.path} == {304}
    read(site, tmp_path, "date=2024-05-22")
    assert site.paths("/html/2024-05/22"), "unless it is named"


@pytest.mark.slow
def test_an_issue_that_comes_late_is_asked_for_again(site: Site, tmp_path: Path) -> None:
    now = today()
    for day in (now - 2 * DAY, now):
        issue(site, day, first=day.toordinal())
    front(site, f"html/{now:%Y-%m/%d}/node_1.htm")
    read(site, tmp_path, f"since={now - 2 * DAY}")
    assert len(records(tmp_path)) == 12
    late = issue(site, now - DAY, first=5000)
    read(site, tmp_path)
    assert set(late) <= set(ids(tmp_path))


@pytest.mark.slow
def test_an_issue_that_grows_on_its_day_is_completed(site: Site, tmp_path: Path) -> None:
    issue(site, MAY, pages=PAGES[:1])
    front(site, "html/2024-05/20/node_1.htm")
    read(site, tmp_path)
    articles = issue(site, MAY, pages=(*PAGES, "广角"))
    page = site.pages["/html/2024-05/20/node_1.htm"]
    assert isinstance(page, Answer)
    site.page("/html/2024-05/20/node_1.htm", page.body, ETag='"more pages"')
    read(site, tmp_path)
    assert sorted(ids(tmp_path)) == sorted(articles)


@pytest.mark.slow
def test_a_page_that_fails_leaves_the_rest_and_is_read_by_the_next_run(site: Site, tmp_path: Path) -> None:
    articles = issue(site, MAY)
    issue(site, MAY + DAY, first=200)
    front(site, "html/2024-05/21/node_1.htm")
    broken = "/html/2024-05/20/node_2.htm"
    page, site.pages[broken] = site.pages[broken], Answer(b"busy", 500)
    log = read(site, tmp_path, "since=2024-05-20")
    assert "1 issues, 10 new articles" in log
    assert rows(tmp_path, "SELECT complete FROM families ORDER BY family") == [(0,), (1,)]
    site.pages[broken] = page
    site.log.clear()
    read(site, tmp_path)
    assert set(articles) <= set(ids(tmp_path))
    assert site.paths("/html/2024-05/20/node_3") == [], "pages that were read are not asked for again"
    assert rows(tmp_path, "SELECT complete FROM families") == [(1,), (1,)]


def test_without_a_front_page_there_are_still_the_layouts_of_the_cms(site: Site, tmp_path: Path) -> None:
    issue(site, MAY)
    log = read(site, tmp_path, "date=2024-05-20")
    assert "1 issues, 6 new articles" in log


@pytest.mark.slow
def test_the_older_layout_is_found_where_the_newer_one_has_no_issue(site: Site, tmp_path: Path) -> None:
    """Files are numbered by page there: content_1_2 is no second page, and no id outside its issue."""
    old = [*issue(site, MAY, layout="new"), *issue(site, MAY + DAY, layout="new")]
    site.pages["/lzrb/202405/20/node_01.html"] = site.pages["/lzrb/202405/20/node_1.html"]
    site.pages["/lzrb/202405/21/node_01.html"] = site.pages["/lzrb/202405/21/node_1.html"]
    new = issue(site, MAY + 2 * DAY)
    front(site, "html/2024-05/22/node_1.htm")
    read(site, tmp_path, "since=2024-05-20")
    assert sorted(ids(tmp_path)) == sorted([*old, *new])
    found = {record["id"] for record in records(tmp_path)}
    assert len(found) == 18
    assert sum(ident.startswith("url:") for ident in found) == 12


@pytest.mark.parametrize("kind", ["error page", "newest issue"])
def test_a_missing_issue_may_answer_with_another_page(site: Site, tmp_path: Path, kind: str) -> None:
    issue(site, MAY + DAY)
    front(site, "html/2024-05/21/node_1.htm")
    for path in ("/html/2024-05/20/node_1.htm", "/html/2024-05/20/node_2.htm"):
        if kind == "error page":
            site.page(path, "<html><body>您访问的页面不存在</body></html>")
        else:
            site.pages[path] = Answer(b"", 302, {"Location": "https://lzrb.lzbs.com.cn/html/2024-05/21/node_1.htm"})
    log = read(site, tmp_path, "date=2024-05-20")
    assert "There is no issue of 2024-05-20" in log
    assert "Finished: 0 issues, 0 new articles" in log
    assert ids(tmp_path) == []
    assert rows(tmp_path, "SELECT family, complete FROM families") == [("lzrb:issue:2024-05-20", 2)]


def test_blank_pages_and_adverts_belong_to_the_issue(site: Site, tmp_path: Path) -> None:
    articles = issue(site, MAY)
    front(site, "html/2024-05/20/node_1.htm")
    blank = site.pages["/html/2024-05/20/node_3.htm"]
    assert isinstance(blank, Answer)
    site.page("/html/2024-05/20/node_3.htm", blank.body.partition(b"<table>")[2].partition(b"</table>")[0])
    advert = paper_article("广告", MAY).partition("<p>")[0] + "<img src=a.jpg></founder-content></div></html>"
    site.page(articles[1], advert)
    site.page(articles[2], advert.replace("广告", ""))
    log = read(site, tmp_path)
    assert "1 issues, 2 new articles" in log
    assert "0 quarantined" in log
    assert "2 adverts without text" in log
    assert rows(tmp_path, "SELECT reason FROM quarantine") == [("advert",), ("advert",)]


@pytest.mark.slow
def test_sections_are_pages_of_the_paper(site: Site, tmp_path: Path) -> None:
    articles = issue(site, MAY)
    front(site, "html/2024-05/20/node_1.htm")
    read(site, tmp_path, "sections=时政")
    assert sorted(ids(tmp_path)) == sorted(articles[2:4])
    assert site.paths("/html/2024-05/20/node_3") == []
    assert "No page is called 体育; there were 要闻, 时政, 副刊" in read(site, tmp_path, "sections=体育,03")
    assert sorted(ids(tmp_path)) == sorted(articles[2:6])
    assert rows(tmp_path, "SELECT complete FROM families") == [(0,)], "a part of an issue is no issue"
    read(site, tmp_path)
    assert sorted(ids(tmp_path)) == sorted(articles)


@pytest.mark.slow
def test_max_articles_ends_a_run_and_the_next_one_goes_on(site: Site, tmp_path: Path) -> None:
    articles = [path for n in range(3) for path in issue(site, MAY + n * DAY, first=100 + 100 * n)]
    front(site, "html/2024-05/22/node_1.htm")
    read(site, tmp_path, "since=2024-05-20", "max_articles=4")
    assert len(ids(tmp_path)) == 4
    read(site, tmp_path, "since=2024-05-20")
    assert sorted(ids(tmp_path)) == sorted(articles)
    assert [record["id"] for record in records(tmp_path) if not record["print"]["area"]] == [], "kept between the runs"
    site.log.clear()
    read(site, tmp_path, "since=2024-05-20", "full=1")
    assert len([path for path in site.paths() if "content_" in path]) == 18
    assert len(ids(tmp_path)) == 18, "unchanged"


@pytest.mark.slow
def test_robots_and_revisits_are_as_for_any_site(site: Site, tmp_path: Path) -> None:
    issue(site, MAY)
    front(site, "html/2024-05/20/node_1.htm")
    read(site, tmp_path)
    assert rows(tmp_path, "SELECT count(*) FROM seen WHERE next_visit IS NOT NULL") == [(0,)], "print does not change"
    site.page("/robots.txt", "User-agent: *\nDisallow: /html/2024-05/21/\n")
    issue(site, MAY + DAY, first=200)
    front(site, "html/2024-05/21/node_1.htm")
    read(site, tmp_path)
    assert len(ids(tmp_path)) == 6


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("date=2024-05-32", "write a day as 2025-01-31"),
        ("date=2024-05-20 since=2024-05-01", "is one issue"),
        ("until=2024-05-20", "name the first issue too"),
        ("since=2024-05-20 until=2024-05-01", "lies before since"),
        ("date=2999-01-01", "has not been printed yet"),
        ("sections=要闻/时政", "name pages of the paper"),
        ("max_articles=0", "write a whole number"),
        ("page=2", "known: date, since, until"),
    ],
)
def test_arguments_that_mean_nothing_are_refused_before_anything_is_opened(
    tmp_path: Path, words: str, told: str
) -> None:
    given = [part for word in words.split() for part in ("-a", word)]
    done = subprocess.run(
        [sys.executable, "-m", "lanzhou_news.cli", "crawl", "lzrb", *given, "-s", f"OUTPUT_DIR={tmp_path / 'out'}"],
        cwd=ROOT,
        env=environment("http://127.0.0.1:9"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / "out").exists()
